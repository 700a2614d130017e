"""Resolving honours: 资质 具有 智能工厂（省级）、高新技术企业（首次认定，上年）."""

from __future__ import annotations

from policymatch.language import tree, words
from policymatch.language.resolve_facts import UnresolvedError, text_of
from policymatch.language.resolve_words import WordResolver
from policymatch.names import look_up, nearest
from policymatch.vocabulary.model import HONOUR, Honour


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
                wanted.extend(self.honour(item))
            except UnresolvedError:
                failed = True
        if failed:
            raise UnresolvedError
        return tree.Holds(how, tuple(wanted), at=at)

    def honour(self, item: tree.Node) -> tuple[tree.HonourWanted, ...]:
        """Resolve one honour with its qualifiers; one "or higher" is all those that count for it."""
        name = item.name if isinstance(item, tree.Apply) else item
        if not isinstance(name, tree.Name):
            raise self.problem("not-a-name", item.at, found=text_of(item))
        honour = self.named_honour(name)
        honours: tuple[Honour, ...] = (honour,)
        levels: tuple[str | None, ...] = (None,)
        how = year = None
        for part in item.arguments if isinstance(item, tree.Apply) else ():
            text = part.text if isinstance(part, tree.Name) else text_of(part)
            ways = self.vocabulary.field(HONOUR, "how").values
            if (found := self.levels(honour, text, part.at)) is not None:
                levels = found
            elif look_up(text, dict.fromkeys(words.OR_HIGHER, text)) is not None:
                honours = self.on_ladder(honour, part.at)
            elif (way := ways.find(text)) is not None:
                how = way.key
            elif isinstance(part, tree.Name | tree.Quantity) and self.is_year(text):
                year = self.year(tree.Name(text, at=part.at))
            else:
                known_words = [
                    *self.vocabulary.levels.labels,
                    *ways.labels,
                    *words.YEAR_WORDS,
                    *words.OR_HIGHER,
                ]
                near = nearest(text, known_words)
                raise self.problem("honour-qualifier", part.at, near, found=text)
        return tuple(tree.HonourWanted(one.key, level, how, year) for one in honours for level in levels)

    def named_honour(self, name: tree.Name) -> Honour:
        """Return the honour of a name."""
        honour = self.vocabulary.honours.find(name.text)
        if honour is not None:
            return honour
        run = self.run_together(name.text, name.at, lambda one: self.vocabulary.honours.find(one) is not None)
        if run is not None:
            raise run
        near = self.vocabulary.honours.nearest(name.text)
        raise self.problem("unknown-honour", name.at, near, found=name.text)

    def levels(self, honour: Honour, text: str, at: int) -> tuple[str, ...] | None:
        """Return the levels that 省级 or 省级以上 stands for; None when the word is no level."""
        above = next((end for end in words.AND_ABOVE if text.endswith(end) and text != end), None)
        level = self.vocabulary.levels.find(text.removesuffix(above) if above else text)
        if level is None:
            return None
        scale = honour.levels or tuple(self.vocabulary.levels)
        if level.key not in scale:
            known = "、".join(self.vocabulary.levels[one].label for one in scale)
            raise self.problem("honour-level", at, found=text, honour=honour.both, expected=known)
        return scale[scale.index(level.key) :] if above else (level.key,)

    def on_ladder(self, honour: Honour, at: int) -> tuple[Honour, ...]:
        """Return an honour and those above it on its ladder."""
        if honour.chain is None or honour.rank is None:
            raise self.problem("honour-no-ladder", at, found=honour.both)
        ladder = (one for one in self.vocabulary.honours.values() if one.chain == honour.chain)
        higher = [one for one in ladder if one.rank is not None and one.rank > honour.rank]
        return (honour, *sorted(higher, key=lambda one: one.rank or 0))
