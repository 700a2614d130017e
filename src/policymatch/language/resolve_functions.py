"""Resolving functions: of numbers, years, dates and records. Some are short for a longer formula."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.language.functions import (
    FUNCTIONS,
    MAX_YEARS,
    SUMMARIES,
    FunctionTerm,
    Takes,
    years_function,
)
from policymatch.language.resolve_facts import UnresolvedError, text_of
from policymatch.language.resolve_honours import HonourResolver
from policymatch.names import nearest
from policymatch.values import Comparison
from policymatch.vocabulary.units import Dimension

_ITEM: Dimension = (("item", 1),)
_PERSON: Dimension = (("person", 1),)


class FunctionResolver(HonourResolver):
    """Resolves what stands before brackets."""

    def applied(self, name: tree.Name, arguments: tuple[tree.Node, ...], at: int) -> tree.Node:
        """Resolve a function, or a field with its basis (研发费用（税务口径）)."""
        if name.quoted:
            # 「最大」（税务口径）: a field that is called like a function.
            return self.with_basis(name, arguments, at)
        years = years_function(name.text)
        if years is not None:
            return self.over_years(*years, self.wanted(name, arguments, 1), at)
        function = FUNCTIONS.find(name.text)
        if function is None:
            return self.with_basis(name, arguments, at)
        if arguments and self.names_records(arguments[0]):
            if function.takes is Takes.RECORDS:
                return self.counted(function, name, arguments, at)
            if function.takes is Takes.NUMBERS:
                return self.summarised(function, name, arguments, at)
        match function.takes:
            case Takes.YEARS:
                item, number = self.wanted(name, arguments, 2)
                if (
                    not isinstance(number, tree.Quantity)
                    or number.dimension
                    or number.value != int(number.value)
                ):
                    raise self.problem("years-bound", number.at, found=text_of(number), limit=MAX_YEARS)
                return self.over_years(SUMMARIES[function.key], int(number.value), (item,), at)
            case Takes.RECORDS:
                near = self.vocabulary.records.nearest(text_of(arguments[0])) if arguments else None
                raise self.problem(
                    "function-needs-records", name.at, near, found=function.label, en=function.key
                )
            case Takes.SINCE:
                return self.since(function, self.wanted(name, arguments, 2, 3), at)
            case Takes.PEAK:
                (item,) = self.wanted(name, arguments, 1)
                return tree.Peak(self.yearly_fact(item, function), at=at)
            case Takes.REACHED:
                item, threshold = self.wanted(name, arguments, 2)
                return tree.FirstReached(self.yearly_fact(item, function), self.node(threshold), at=at)
        return tree.Function(function.key, self.each(arguments, self.node), at=at)

    def with_basis(self, name: tree.Name, arguments: tuple[tree.Node, ...], at: int) -> tree.Node:
        """Resolve a field with its basis, or say which function may have been meant."""
        if self.vocabulary.scope(self.bare_kind).find(name.text) is not None:
            return self.reference(tree.Apply(name, arguments, at=at))
        known = [*FUNCTIONS.labels, *FUNCTIONS, *self.vocabulary.fields.labels]
        raise self.problem("unknown-function", name.at, nearest(name.text, known), found=name.text)

    def wanted(
        self, name: tree.Name, arguments: tuple[tree.Node, ...], least: int, most: int | None = None
    ) -> tuple[tree.Node, ...]:
        """Return the arguments of a function that takes from `least` to `most` (default: `least`) of them."""
        if not least <= len(arguments) <= (most or least):
            expected = str(least) if most is None else f"{least}–{most}"
            raise self.problem("arguments", name.at, found=name.text, count=len(arguments), expected=expected)
        return arguments

    def yearly_fact(self, item: tree.Node, function: FunctionTerm) -> tree.Fact:
        """Resolve an argument that must be a yearly fact."""
        fact = self.node(item)
        if not isinstance(fact, tree.Fact) or fact.year is None:
            raise self.problem("function-needs-yearly", item.at, found=function.label, en=function.key)
        return fact

    # -- years and days --------------------------------------------------------------------------------

    def over_years(
        self, how: tree.Summary, years: int, arguments: tuple[tree.Node, ...], at: int
    ) -> tree.Node:
        """Resolve 近三年合计(研发费用) and its like."""
        if not 2 <= years <= MAX_YEARS:
            raise self.problem("years-bound", at, found=years, limit=MAX_YEARS)
        return tree.OverYears(how, self.node(arguments[0]), years, at=at)

    def since(self, function: FunctionTerm, arguments: tuple[tree.Node, ...], at: int) -> tree.Node:
        """Resolve 已满(成立日期, 3年) and 未超过(…): both hold on the anniversary (semantics 7)."""
        start, span, *until = self.each(arguments, self.node)
        end = until[0] if until else tree.RelativeDay(tree.Moment.AS_OF, at=at)
        anniversary = tree.Arithmetic(tree.Operator.ADD, start, span, at=at)
        op = Comparison.LE if function.key == "has_passed" else Comparison.GE
        return tree.Compare(op, anniversary, end, at=at)

    # -- records ---------------------------------------------------------------------------------------

    def names_records(self, node: tree.Node) -> bool:
        """Return whether an argument is a kind of records, with or without 其中."""
        if isinstance(node, tree.Where):
            return True
        if (
            not isinstance(node, tree.Name)
            or self.vocabulary.scope(self.bare_kind).find(node.text) is not None
        ):
            return False
        return self.vocabulary.records.find(node.text) is not None

    def counted(
        self, function: FunctionTerm, name: tree.Name, arguments: tuple[tree.Node, ...], at: int
    ) -> tree.Node:
        """Resolve 数量(项目 其中 …), 人数(人才), 存在(上市进展 其中 …)."""
        (records,) = self.wanted(name, arguments, 1)
        counts = _PERSON if function.key == "headcount" else _ITEM
        kind, where, _ = self.records(records, None)
        counted = tree.Records(tree.Summary.COUNT, kind, where, counts=counts, at=at)
        if function.key != "exists":
            return counted
        return tree.Compare(Comparison.GE, counted, tree.Quantity(1, _ITEM, at=at), at=at)

    def summarised(
        self, function: FunctionTerm, name: tree.Name, arguments: tuple[tree.Node, ...], at: int
    ) -> tree.Node:
        """Resolve 合计(贷款 其中 …, 本金 * 年利率)."""
        records, formula = self.wanted(name, arguments, 2)
        kind, where, value = self.records(records, formula)
        return tree.Records(SUMMARIES[function.key], kind, where, value, at=at)

    def records(
        self, node: tree.Node, formula: tree.Node | None
    ) -> tuple[str, tree.Node | None, tree.Node | None]:
        """Return the kind, the condition and the formula; both are inside one record of that kind."""
        name = node.kind if isinstance(node, tree.Where) else node
        assert isinstance(name, tree.Name)
        found = self.vocabulary.records.find(name.text)
        if found is None:
            near = self.vocabulary.records.nearest(name.text)
            raise self.problem("unknown-record", name.at, near, found=name.text)
        outside = self.inside
        self.inside = (*outside, found.key)
        try:
            parts: list[tree.Node | None] = []
            failed = False
            for part, read in (
                (node.condition if isinstance(node, tree.Where) else None, self.condition),
                (formula, self.node),
            ):
                try:
                    parts.append(None if part is None else read(part))
                except UnresolvedError:
                    failed = True
            if failed:
                raise UnresolvedError
        finally:
            self.inside = outside
        return found.key, parts[0], parts[1]

    def condition(self, node: tree.Node) -> tree.Node:
        """Resolve a part of a condition (resolve.py)."""
        raise NotImplementedError
