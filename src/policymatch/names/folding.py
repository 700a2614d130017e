"""What a name of each kind carries that says nothing of which one is meant, and is left out of comparing.

Every fold takes and returns simplified characters in normalised form; what it would
leave empty is kept whole.
"""

from __future__ import annotations

import re

from policymatch.text import normalise, simplified

_YEAR = r"(?:19|20)\d\d"
# Sub-patterns in order: the longest first, so that 股份有限公司 does not leave 股份.
_LEGAL_FORM = re.compile(
    r"集团|股份有限公司|有限责任公司|有限公司|总公司|公司\Z"
    r"|\((?:普通合伙|有限合伙|特殊普通合伙|个体工商户|个人独资|个体)\)"
)
_BRACKETS = re.compile(r"[()\[\]【】「」『』<>〈〉\"“”'‘’·,。、:;]")
_FIELD_NOISE = re.compile(
    r"\A(?:\d+[.、])?(?:其中:)?(?:是否为?)?"
    rf"|\A(?:{_YEAR}年?度?|上一?年度?|本年度?|去年)(?:的)?"
    rf"|[(\[]?{_YEAR}年?度?[)\]]?\Z"
    r"|[(\[](?:单位:?)?(?:万|亿|千)?(?:元|人|名|件|项|个|家|%|平方米|㎡|m2|吨|台|年|月|天|人民币)[)\]]"
    r"|/(?:万|亿|千)?(?:元|人|件|%)\Z|\*"
)
_QUOTED_TITLE = re.compile(r"《([^《》]{4,})》")
_TITLE_NOISE = re.compile(
    r"[(\[][^()\[\]]{0,12}(?:试行|暂行|修订|修正|征求意见|草案|送审|年版|年度|版)[^()\[\]]{0,6}[)\]]"
    rf"|[\w]{{0,12}}[〔\[(]{_YEAR}[〕\])]第?\d+号"
    rf"|{_YEAR}年?(?:度|版)?"
    r"|关于|印发|转发|的通知\Z|的公告\Z|的函\Z|[《》]"
)
_AFTER_ISSUER = re.compile(r"\A.{2,30}?(?:政府|办公室|办公厅|委员会|局|厅|部|委)关于")
_BRANCH = re.compile(r"(?:分公司|分店|分厂|分行|支行|营业部|办事处|经营部)\Z")
_HONOUR_NOISE = re.compile(r"\A(?:获得?|被?认定为?)|(?:认定|称号|资质|证书)\Z")
_INDUSTRY_NOISE = re.compile(r"(?:行业|产业|业)\Z")


def plain(name: str) -> str:
    """Return a name in simplified characters, half width, lower case, without white space."""
    return normalise(simplified(name))


def field(name: str) -> str:
    """Return a field's name without its unit in brackets, its year, and the words a form puts in front."""
    return _without(plain(name), _FIELD_NOISE)


def honour(name: str) -> str:
    """Return an honour's name without the words that it was awarded: 认定, 称号."""
    return _without(plain(name), _HONOUR_NOISE)


def industry(name: str) -> str:
    """Return an industry's name without the 业 that people leave out."""
    return _without(plain(name), _INDUSTRY_NOISE)


def firm(name: str) -> str:
    """Return a firm's name without its legal form; of what stands in brackets, all but the form is kept."""
    return _without(_without(plain(name), _LEGAL_FORM), _BRACKETS)


def policy(name: str) -> str:
    """Return a policy's or document's title without issuer, 关于 … 的通知, year, number and (试行).

    Of 关于印发《…》的通知 what is issued is the title.
    """
    whole = plain(name)
    quoted = _QUOTED_TITLE.findall(whole)
    title = quoted[-1] if quoted else _AFTER_ISSUER.sub("", whole)
    return _without(title, _TITLE_NOISE)


def no_marks(name: str) -> frozenset[str]:
    """Return nothing: of most kinds, things of one name are one."""
    return frozenset()


def years_of(title: str) -> frozenset[str]:
    """Return the years in a title: editions of one policy differ by them."""
    return frozenset(re.findall(_YEAR, plain(title)))


def branch_of(name: str) -> frozenset[str]:
    """Return whether a name is that of a branch, which is another thing than its firm."""
    return frozenset(("branch" if _BRANCH.search(plain(name)) else "firm",))


def _without(name: str, noise: re.Pattern[str]) -> str:
    return noise.sub("", name) or name
