"""Resolving honours: 资质 具有 智能工厂（省级）、高新技术企业（首次认定，上年）."""

from __future__ import annotations

from policymatch.language import tree, words
from policymatch.language.resolve_facts import UnresolvedError, text_of
from policymatch.language.resolve_words import WordResolver
from policymatch.names import look_up, nearest
from policymatch.vocabulary.model import HONOUR


class HonourResolver(WordResolver):
    """Resolves what stands behind 具有, 持有有效 and 曾获."""

    def holds(
        self, how: tree.Holding, subject: tree.Node, items: tuple[tree.Node, ...], at: int
    ) -> tree.Node:
        """Resolve 资质 具有 甲、乙."""
        owner = self.vocabulary.records.find(subject.text) if isinstance(subject, tree.Name) else None
        if owner is None or owner.key != HONOUR:
            raise self.problem("holds-needs-honours", subject.at, found=text_of(subject))
        wanted: list[tree.HonourWanted] = []
        failed = False
        for item in items:
            try:
                wanted.append(self.honour(item))
            except UnresolvedError:
                failed = True
        if failed:
            raise UnresolvedError
        return tree.Holds(how, tuple(wanted), at=at)

    def honour(self, item: tree.Node) -> tree.HonourWanted:
        """Resolve one honour with its qualifiers."""
        name = item.name if isinstance(item, tree.Apply) else item
        if not isinstance(name, tree.Name):
            raise self.problem("not-a-name", item.at, found=text_of(item))
        honour = self.vocabulary.honours.find(name.text)
        if honour is None:
            run = self.run_together(
                name.text, name.at, lambda part: self.vocabulary.honours.find(part) is not None
            )
            if run is not None:
                raise run
            near = self.vocabulary.honours.nearest(name.text)
            raise self.problem("unknown-honour", name.at, near, found=name.text)
        level = how = year = None
        for part in item.arguments if isinstance(item, tree.Apply) else ():
            text = part.text if isinstance(part, tree.Name) else text_of(part)
            ways = self.vocabulary.field(HONOUR, "how").values
            if (found := self.vocabulary.levels.find(text)) is not None:
                if honour.levels and found.key not in honour.levels:
                    known = "、".join(self.vocabulary.levels[one].label for one in honour.levels)
                    raise self.problem(
                        "honour-level", part.at, found=text, honour=honour.both, expected=known
                    )
                level = found.key
            elif (way := ways.find(text)) is not None:
                how = way.key
            elif isinstance(part, tree.Name | tree.Quantity) and self.is_year(text):
                year = self.year(tree.Name(text, at=part.at))
            else:
                known_words = [*self.vocabulary.levels.labels, *ways.labels, *words.YEAR_WORDS]
                near = nearest(text, known_words)
                raise self.problem("honour-qualifier", part.at, near, found=text)
        return tree.HonourWanted(honour.key, level, how, year)

    def is_year(self, text: str) -> bool:
        """Return whether a qualifier is a year."""
        return text.removesuffix("年").isdigit() or look_up(text, words.YEAR_WORDS) is not None
