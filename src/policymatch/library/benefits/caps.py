"""`cap:`, `floor:` and `shared_cap:` bounds of a record, the firm, its year, its lifetime, and of a group."""

from __future__ import annotations

from policymatch.benefit import Period, SharedCap
from policymatch.language import tree
from policymatch.library.benefits.less import awarded_for, past_awards
from policymatch.library.benefits.nodes import minus
from policymatch.library.leaves import Leaves
from policymatch.library.spec_benefit import CapSpec, FloorSpec, SharedCapSpec, TotalCapSpec
from policymatch.yamlio import Path

_SCOPES = (tree.CapScope.RECORD, tree.CapScope.FIRM, tree.CapScope.FIRM_YEAR)
Limits = dict[tree.CapScope, tree.Node]


def build_limits(spec: CapSpec | FloorSpec | str | None, leaves: Leaves, path: Path) -> Limits:
    """Return caps (or floors) by scope; a bare one is the firm's, and ambiguous where records count."""
    if spec is None:
        return {}
    if isinstance(spec, str):
        if leaves.record is not None:
            leaves.problem("cap-scope-missing", path)
            return {}
        node = leaves.amount(spec, path)
        return {} if node is None else {tree.CapScope.FIRM: node}
    found: Limits = {}
    for scope in _SCOPES:
        text = getattr(spec, scope.value)
        if text is None:
            continue
        if scope is tree.CapScope.RECORD and leaves.record is None:
            leaves.problem("cap-record-without-for", (*path, scope.value))
            continue
        reader = leaves if scope is tree.CapScope.RECORD else leaves.of_firm()
        node = reader.amount(text, (*path, scope.value))
        if node is not None:
            found[scope] = node
    return found


def build_total_cap(
    spec: CapSpec | str | None, leaves: Leaves, path: Path, policy: tuple[str, ...]
) -> tree.Node | None:
    """Return what past awards of this policy (its id and title) leave of its cap for a lifetime."""
    if not isinstance(spec, CapSpec) or spec.total is None:
        return None
    total, at = spec.total, (*path, "total")
    text, matter = (total.limit, total.matter) if isinstance(total, TotalCapSpec) else (total, None)
    limit = leaves.of_firm().amount(text, (*at, "limit") if isinstance(total, TotalCapSpec) else at)
    return None if limit is None else minus(limit, past_awards(awarded_for(policy, matter)))


def build_shared_caps(
    spec: SharedCapSpec | list[SharedCapSpec] | None, leaves: Leaves, path: Path
) -> tuple[SharedCap, ...]:
    """Return the caps shared with other policies."""
    if spec is None:
        return ()
    several = isinstance(spec, list)
    made = []
    for index, one in enumerate(spec if isinstance(spec, list) else [spec]):
        at: Path = (*path, index, "limit") if several else (*path, "limit")
        limit = leaves.of_firm().amount(one.limit, at)
        if limit is not None:
            made.append(SharedCap(one.group, limit, Period(one.over)))
    return tuple(made)
