"""The truth and the mistakes as plain data: each firm as the profile that intake ought to come to."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from scripts.city.books import wan
from scripts.city.firm import DAY, YEARS, Firm
from scripts.city.mistakes import Mistakes

# The words of the vocabulary for what the registry writes.
_FORMS = {"有限责任公司": "公司", "有限公司": "公司", "股份有限公司": "公司"}
_STATUS = {"存续": "正常经营", "注销": "注销", "吊销": "吊销"}


def profile_of(firm: Firm) -> dict[str, object]:
    """Return a firm as a profile of policymatch, with all that some department knows of it."""
    said: dict[str, object] = {
        "企业名称": firm.name,
        "统一社会信用代码": firm.code,
        "注册地": firm.county,
        "行业": firm.trade.code,
        "成立日期": firm.founded.isoformat(),
        "注册资本": _money(firm.capital),
        "法律形式": _FORMS.get(firm.form, firm.form),
        "经营范围": firm.trade.scope,
        "经营状态": _STATUS[firm.status],
    }
    if "tax" in firm.offices:
        said["营业收入（税务口径）"] = _yearly(firm.revenue)
        said["应纳税所得额"] = _yearly(firm.income)
        said["纳税额"] = _yearly(firm.tax)
        said["研发费用（税务口径）"] = _yearly(firm.research)
        said["增值税纳税人类型"] = firm.vat
        if YEARS[-1] in firm.revenue:
            said["季度平均从业人数"] = {YEARS[-1]: str(Decimal(firm.quarter_staff) / 4)}
            said["季度平均资产总额"] = _yearly({YEARS[-1]: firm.quarter_assets})
    if "statistics" in firm.offices:
        years = YEARS[-2:]
        for label, figures in (("营业收入", firm.stat_revenue), ("研发费用", firm.stat_research)):
            told = {year: f"{figures[year]}千元" for year in years if year in figures}
            said[f"{label}（统计口径）"] = told
        said["资产总额"] = f"{firm.assets}千元"
    if firm.offices & {"statistics", "science"}:
        said["员工人数"] = firm.employees
    if "labour" in firm.offices:
        said["参保人数"] = firm.insured
        said["新增就业人数"] = {YEARS[-1]: firm.hires}
        said["招用高校毕业生人数"] = {YEARS[-1]: firm.graduates}
    if "science" in firm.offices:
        said |= _of_science(firm)
    return {key: value for key, value in said.items() if value not in ({}, [])}


def _of_science(firm: Firm) -> dict[str, object]:
    found: dict[str, object] = {
        "资质": [
            _given({"名称": one.name, "级别": one.level, "认定日期": one.issued, "有效期至": one.expires})
            for one in firm.honours
        ],
        "项目": [
            _given(
                {
                    "名称": one.name,
                    "类型": one.type,
                    "总投资": _money(one.total),
                    "设备投资": _money(one.equipment),
                    "备案日期": one.filed,
                    "目录": [one.catalogue] if one.catalogue else None,
                }
            )
            for one in firm.projects
        ],
        "贷款": [
            {
                "银行": one.bank,
                "用途": one.purpose,
                "本金": _money(one.principal),
                "年利率": f"{one.rate // 100}.{one.rate % 100:02}%",
                "发放日期": one.drawn.isoformat(),
                "期限": f"{one.months}个月",
            }
            for one in firm.loans
        ],
    }
    found["规上企业"] = "是" if firm.is_on_register else "否"
    if firm.trade.tag:
        found["行业标签"] = [firm.trade.tag]
    if firm.researchers:
        found["研发人员数"] = firm.researchers
    if firm.inventions or firm.utility_models:
        found |= {"有效发明专利数": firm.inventions, "实用新型专利数": firm.utility_models}
    return found


def _given(record: dict[str, object]) -> dict[str, object]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in record.items()
        if value is not None
    }


def _money(hundreds: int) -> str:
    return f"{wan(hundreds)}万元"


def _yearly(figures: dict[int, int]) -> dict[int, str]:
    return {year: _money(amount) for year, amount in figures.items()}


def expected(firms: list[Firm], mistakes: Mistakes, rows: dict[str, dict[str, int]]) -> dict[str, object]:
    """Return everything that tests of intake compare with; `rows` are the rows of data by file and sheet."""
    return {
        "as_of": DAY.isoformat(),
        "rows": rows,
        "closed": [firm.code for firm in firms if not firm.is_open],
        "renamed": {firm.code: firm.former for firm in firms if firm.former},
        "repeated": {office: [firm.code for firm in them] for office, them in mistakes.repeated.items()},
        "bad_keys": [asdict(one) for one in mistakes.bad_keys],
        "planted": [asdict(one) for one in mistakes.planted],
        "firms": [{"offices": sorted(firm.offices), "profile": profile_of(firm)} for firm in firms],
    }
