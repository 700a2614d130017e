"""Surface nodes: what the parser builds, before resolving gives names their meaning."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.language.tree.node import Node


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name as written; `quoted` when it stood in 「」."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Dotted(Node):
    """A name behind the name of its owner: 项目.设备投资, 企业.营业收入."""

    owner: Name
    member: Node


@dataclass(frozen=True, slots=True)
class Yearly(Node):
    """A reference with what picks one of its figures: 营业收入[上年], 营业收入[项目.完工日期 - 1]."""

    item: Node
    year: Node
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A name before brackets: a function, a basis (研发费用（税务口径）) or an honour's qualifiers."""

    name: Name
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """A reference and the names it is held against: 行业 属于 采矿业、制造业."""

    word: str
    subject: Node
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Where(Node):
    """Records of a kind for which a condition holds: 人才 其中 学历 = 博士."""

    kind: Name
    condition: Node


@dataclass(frozen=True, slots=True)
class Except(Node):
    """A relation with names taken out of it again: 行业 属于 制造业 除 烟草制品业."""

    relation: Relation
    items: tuple[Node, ...]
