"""Where a user's template runs: jinja2's sandbox, with the little that a letter needs and a budget.

jinja2 keeps a template from reaching Python. Its values are still objects with methods, and a line such as
`{{ "%9999999999d" % 1 }}` or `{% set ns.x = ns.x ~ ns.x %}` in a loop fills any memory; so only what is
listed here may be called, and whatever makes text out of text is counted before it is made. This module
imports jinja2, which an extra brings: import it behind `policymatch.extras.need`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial, wraps
from typing import Any, cast

from jinja2 import StrictUndefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from pydantic import BaseModel

from policymatch.letters.render.budget import MAX_BITS, Budget, TooMuchError
from policymatch.text.markdown import guarded, inline
from policymatch.text.shown import shown

# fmt: off
_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "groupby", "int", "items",
    "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
    "reverse", "select", "selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique",
    "upper", "wordcount",
)
# fmt: on
_FIGURE = int | float | Decimal
_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(["endswith", "lower", "lstrip", "rstrip", "split", "startswith", "strip", "upper"]),
    dict: frozenset(["get", "items", "keys", "values"]),
    list: frozenset(("count", "index")),
    tuple: frozenset(("count", "index")),
    date: frozenset(("isoformat",)),
    LoopContext: frozenset(("cycle",)),
}


class NotThereError(UndefinedError):
    """A template uses a name or an attribute that is not there: `name`, which `owner` should have had."""

    def __init__(self, message: str | None, name: object, owner: object) -> None:
        super().__init__(message)
        self.name, self.owner = name, owner


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one filling of one template of `kind`: html, md or txt."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, kind: str) -> None:
        super().__init__(
            # For Markdown, too: what a macro gives is markup, and is not escaped again.
            autoescape=kind != "txt",
            undefined=StrictUndefined,
            finalize=self._finished,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._kind = kind
        self._budget = Budget()
        self.undefined = self._undefined  # type: ignore[assignment]
        self.filters = {name: self._counted(FILTERS[name]) for name in _FILTERS}
        self.filters |= {"join": self._join, "replace": self._replace}
        self.globals = {"range": self.globals["range"], "namespace": Namespace}

    def _undefined(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: object = None
    ) -> StrictUndefined:
        """Return what stands for something not there, or out of reach: using it tells what it was."""
        error = exc or partial(NotThereError, name=name, owner=obj)
        return StrictUndefined(hint, obj, name, error)  # type: ignore[arg-type]

    # ------------------------------------------------------------------ what may be reached and called

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may have an attribute: of a model only its fields."""
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Return whether a template may call this: its own macros, a few functions, a few methods of data."""
        if isinstance(obj, Macro) or obj in (self.globals["range"], Namespace, self.spend, self.joined):
            return True
        return getattr(obj, "__name__", "") in _METHODS.get(type(getattr(obj, "__self__", None)), ())

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what may be called; each call is a step."""
        self._budget.step()
        if not isinstance(obj, StrictUndefined) and not self.is_safe_callable(obj):
            raise SecurityError(f"{getattr(obj, '__name__', type(obj).__name__)}()")
        return super().call(context, obj, *args, **kwargs)

    # ------------------------------------------------------------------ what makes text or figures

    def spend(self, characters: int) -> str:
        """Count a turn of a loop, or a call of a macro, that prints so many characters of the template."""
        self._budget.step(characters)
        return Markup("") if self._kind != "txt" else ""

    def joined(self, parts: Sequence[Any]) -> str:
        """Return `a ~ b ~ …`: text, and markup as soon as one part is markup."""
        self._budget.step(sum(len(str(part)) for part in parts))
        if any(isinstance(part, Markup) for part in parts):
            return Markup("").join(self._marked(part) for part in parts)
        return "".join(map(str, parts))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out an operation that can make more than it is given."""
        figures = isinstance(left, _FIGURE) and isinstance(right, _FIGURE)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.joined((left, right))
        if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            self._budget.step(len(left) + len(right))
        elif operator == "%" and not figures:
            raise SecurityError("% on text")
        elif operator in ("*", "**") and not figures:
            raise SecurityError(f"{operator} on text or lists")
        elif operator in ("*", "**") and _bits(operator, left, right) > MAX_BITS:
            raise TooMuchError
        return super().call_binop(context, operator, left, right)

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that counts what it makes, which is never much more than it is given."""

        # With its attributes, by which jinja2 knows that a filter wants its environment.
        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            made = function(*args, **kwargs)
            self._budget.step(len(made) if isinstance(made, str | list) else 0)
            return made

        return counted

    def _join(self, value: Any, between: str = "") -> str:
        parts = list(value)
        if not between or not parts:
            return self.joined(parts)
        return self.joined([piece for part in parts for piece in (between, part)][1:])

    def _replace(self, value: Any, old: str, new: str) -> str:
        text, new = str(value), str(new)
        self._budget.step(len(text) + text.count(str(old)) * len(new))
        return text.replace(str(old), new)

    # ------------------------------------------------------------------ what is printed

    def _marked(self, value: Any) -> Markup:
        if self._kind == "md" and not isinstance(value, Markup):
            return Markup(guarded(inline(str(value))))
        return Markup("{}").format(value)

    def _finished(self, value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, StrictUndefined):
            return value
        if isinstance(value, Markup):
            self._budget.step(len(value))
            return value
        text = shown(str(value))
        made = self._marked(text) if self._kind == "md" else text
        self._budget.step(len(made))
        return made


def _bits(operator: str, left: Any, right: Any) -> int:
    if not isinstance(left, int) or not isinstance(right, int):
        return 0
    if operator == "*":
        return int(left.bit_length() + right.bit_length())
    return int(left.bit_length() * max(right, 0))


class Metered(NodeTransformer):
    """Makes a template count what it does: turns of loops, calls, and text joined with ~."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - the name is jinja2's
        """Count each turn."""
        return self._spending(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        """Count each call."""
        return self._spending(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """Count each call of what the block hands over."""
        return self._spending(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Join by the function that counts."""
        parts = [self.visit(part) for part in node.nodes]
        return _call("joined", nodes.List(parts), node.lineno)

    def _spending(self, node: Any) -> nodes.Node:
        size = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        spent = nodes.Output([_call("spend", nodes.Const(size), node.lineno)], lineno=node.lineno)
        node.body.insert(0, spent)
        return cast(nodes.Node, node)


def _call(name: str, argument: nodes.Expr, lineno: int) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=lineno)
    return nodes.Call(function, [argument], [], None, None, lineno=lineno)
