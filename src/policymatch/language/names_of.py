"""How resolved names are called in a language: facts, words of a field, honours, codes."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.messages import Lang
from policymatch.vocabulary import Field, Term, Type, Vocabulary
from policymatch.vocabulary.code_names import code_tree
from policymatch.vocabulary.model import Group

# How each relative year is printed: Chinese, English.
YEAR_NAMES: dict[int, tuple[str, str]] = {
    -2: ("前年", "year_before_last"),
    -1: ("上年", "last_year"),
    0: ("当年", "this_year"),
    1: ("次年", "next_year"),
}


def year_name(year: tree.Year, lang: Lang) -> str:
    """Return the word (or number) for a year, as the language reads it back."""
    if year.relative and year.number in YEAR_NAMES:
        return YEAR_NAMES[year.number][0 if lang == "zh" else 1]
    return f"{year.number:+d}" if year.relative else str(year.number)


def word_label(field: Field, word: str, lang: Lang, people: bool = False) -> str:
    """Return the name of one value of a field: as rules name it, or (`people`) as people read it."""
    if field.type.is_code:
        codes = code_tree(field)
        return codes.path_label(word) if people else _code_name(codes.label(word), word, field)
    return term_label(field.values.get(word), word, lang, people)


def word_labels(
    field: Field, words: tuple[str, ...], vocabulary: Vocabulary, lang: Lang, people: bool = False
) -> list[str]:
    """Return the names of several values; codes that a named group holds go by the group's name (工业)."""
    names: list[str] = []
    index = 0
    while index < len(words):
        group = _group_at(field, words[index:], vocabulary)
        former = _former_at(field, words[index:])
        if group is not None:
            names.append(term_label(group, group.key, lang, people))
            index += len(group.codes)
        elif former is not None:
            names.append(word_label(field, former, lang, people))
            index += len(code_tree(field).prefixes(former))
        else:
            names.append(word_label(field, words[index], lang, people))
            index += 1
    return names


def _former_at(field: Field, words: tuple[str, ...]) -> str | None:
    """Return the region that is no more whose area `words` begin with, where it has parts of others."""
    if not field.type.is_code:
        return None
    codes = code_tree(field)
    found = (codes.former(words[:end]) for end in range(len(words), 0, -1))
    return next((one for one in found if one is not None), None)


def _group_at(field: Field, words: tuple[str, ...], vocabulary: Vocabulary) -> Group | None:
    """Return the largest group whose codes `words` begin with, so that the name reads back the same."""
    groups = [group for group in vocabulary.groups.values() if group.of is field.type]
    fitting = [group for group in groups if len(group.codes) > 1 and words[: len(group.codes)] == group.codes]
    return max(fitting, key=lambda group: len(group.codes), default=None)


def _code_name(label: str, word: str, field: Field) -> str:
    """Return the shortest name that resolves to this code alone; its number when every name is shared."""
    codes = code_tree(field)
    for name in (label, codes.path_label(word)):
        if codes.resolve(name) == (word,):
            return name
    return codes.print_code(word)


def term_label(term: Term | None, word: str, lang: Lang, people: bool = False) -> str:
    """Return what a term is called; a word that is no term of the vocabulary is itself."""
    if term is None:
        return word
    return term.both.in_(lang) if people else term.name_in(lang)


def fact_label(
    fact: tree.Fact, vocabulary: Vocabulary, lang: Lang, *, dated: bool = True, owned: bool = True
) -> str:
    """Return a fact as people read it: 上年研发费用（统计口径）; R&D expense of last year (stat. basis).

    Without `dated` its year is left out, without `owned` the record it is a fact of.
    """
    field = vocabulary.field(fact.kind, fact.key)
    text = field.both.in_(lang)
    if fact.basis is not None:
        basis = vocabulary.bases[fact.basis].both.in_(lang)
        text += f"（{basis}）" if lang == "zh" else f" ({basis})"
    if dated and fact.year is not None and fact.year.anchor is not None:
        text = _with_anchor(text, fact.year, fact.year.anchor, vocabulary, lang)
    elif dated and fact.year is not None:
        text = _with_year(text, fact.year, lang)
    if owned and fact.kind is not None:
        kind = vocabulary.records[fact.kind].both.in_(lang)
        text = f"{kind}的{text}" if lang == "zh" else f"{text} of the {kind}"
    return text


def _with_year(text: str, year: tree.Year, lang: Lang) -> str:
    if not year.relative:
        return f"{year.number}年{text}" if lang == "zh" else f"{text} of {year.number}"
    if year.number not in YEAR_NAMES:
        away = abs(year.number)
        if lang == "zh":
            return f"{away}年{'前' if year.number < 0 else '后'}的{text}"
        return f"{text} ({away} years {'ago' if year.number < 0 else 'ahead'})"
    name = year_name(year, lang)
    return f"{name}{text}" if lang == "zh" else f"{text} ({name.replace('_', ' ')})"


def _with_anchor(text: str, year: tree.Year, anchor: tree.Fact, vocabulary: Vocabulary, lang: Lang) -> str:
    when = fact_label(anchor, vocabulary, lang)
    offset = f"{year.number:+d}" if year.number else ""
    if vocabulary.field(anchor.kind, anchor.key).type is Type.NUMBER:
        return f"{when}{offset}的{text}" if lang == "zh" else f"{text} of {when}{offset}"
    return f"{when}当年{offset}的{text}" if lang == "zh" else f"{text} of the year{offset} of {when}"
