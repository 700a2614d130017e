"""Pictures of a simulation as inline SVG: lines over a threshold, and bars in the cells of tables.

Places are worked out as fractions and written to a tenth; every text in a picture is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

WIDTH, HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 24, 14, 30
# Texts of an axis need so much room.
_APART = 92
_TICKS = 4

Number = int | Fraction


@dataclass(frozen=True)
class Panel:
    """One picture: what lies between `low` and `high` at each of `at`, in rising order.

    `high` None is no upper end, which is drawn to the top. `own` is the place of the draft; `limit` a height
    that must not be passed; `x_text` and `y_text` say a figure of either axis.
    """

    title: str
    alt: str
    at: Sequence[Number]
    low: Sequence[Number]
    high: Sequence[Number | None]
    own: Number
    x_text: Callable[[Number], str]
    y_text: Callable[[Number], str]
    limit: Number | None = None
    limit_text: str = ""


def panel_svg(panel: Panel, ident: str) -> str:
    """Return the picture; `ident` names it on its page."""
    return "".join(_Drawn(panel, ident).parts())


def bar_svg(parts: Sequence[tuple[str, Number]], whole: Number) -> str:
    """Return a bar for the cell of a table: pieces, each of a class of the style sheet, of a `whole`."""
    made = ['<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">']
    start = Fraction(0)
    for kind, size in parts:
        width = Fraction(size) * 100 / whole if whole else Fraction(0)
        if width:
            made.append(f'<rect class="{kind}" x="{_n(start)}" y="0" width="{_n(width)}" height="10"/>')
        start += width
    return "".join([*made, "</svg>"])


def ticks(low: Number, high: Number) -> list[Fraction]:
    """Return round figures from `low` to `high`, some few of them."""
    span = Fraction(high) - Fraction(low)
    if span <= 0:
        return [Fraction(low)]
    step = Fraction(1)
    while step * _TICKS < span:
        step *= 10
    while step * _TICKS / 10 >= span:
        step /= 10
    step = next(step * size / 10 for size in (1, 2, 5, 10) if step * size / 10 * (_TICKS + 1) >= span)
    first = -(-Fraction(low) // step)
    count = int(Fraction(high) // step - first)
    return [(first + at) * step for at in range(count + 1)]


class _Drawn:
    def __init__(self, panel: Panel, ident: str) -> None:
        self.panel, self.ident = panel, ident
        self.left, self.right = Fraction(panel.at[0]), Fraction(panel.at[-1])
        tops = [one for one in (*panel.high, *panel.low) if one is not None]
        most = max((Fraction(one) for one in tops), default=Fraction(0))
        # A budget far above all that is paid would press everything flat: it is then told, not drawn.
        self.limit = panel.limit if panel.limit is not None and panel.limit <= 2 * most else None
        self.top = max(most, Fraction(self.limit or 0)) or Fraction(1)

    def x(self, value: Number) -> Fraction:
        room = WIDTH - _LEFT - _RIGHT
        if self.left == self.right:
            return _LEFT + Fraction(room, 2)
        return _LEFT + (Fraction(value) - self.left) / (self.right - self.left) * room

    def y(self, value: Number | None) -> Fraction:
        room = HEIGHT - _TOP - _BOTTOM
        return Fraction(_TOP) if value is None else HEIGHT - _BOTTOM - Fraction(value) / self.top * room

    def parts(self) -> Iterator[str]:
        panel, name = self.panel, self.ident
        yield f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        yield f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(panel.title)}</title>'
        yield f'<desc id="{name}-d">{escape(panel.alt)}</desc>'
        yield from self.axes()
        lower = [(self.x(at), self.y(value)) for at, value in zip(panel.at, panel.low, strict=True)]
        upper = [(self.x(at), self.y(value)) for at, value in zip(panel.at, panel.high, strict=True)]
        if lower != upper:
            yield f'<polygon class="may" points="{_points([*upper, *reversed(lower)])}"/>'
            yield f'<polyline class="may-line" points="{_points(upper)}"/>'
        yield f'<polyline class="sure-line" points="{_points(lower)}"/>'
        for x, y in lower:
            yield f'<circle class="dot" cx="{_n(x)}" cy="{_n(y)}" r="2.2"/>'
        yield from self.marks()
        yield "</svg>"

    def axes(self) -> Iterator[str]:
        panel, end = self.panel, HEIGHT - _BOTTOM
        for value in ticks(0, self.top):
            y = self.y(value)
            yield f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{_n(y)}" y2="{_n(y)}"/>'
            yield f'<text class="axis" x="{_LEFT - 6}" y="{_n(y + 4)}" text-anchor="end">'
            yield f"{escape(panel.y_text(value))}</text>"
        before: Fraction | None = None
        for value in ticks(self.left, self.right):
            x = self.x(value)
            if before is None or x - before >= _APART:
                before = x
                yield f'<line class="tick" x1="{_n(x)}" x2="{_n(x)}" y1="{end}" y2="{end + 4}"/>'
                anchor = "end" if 2 * (WIDTH - x) < _APART else "middle"
                place = Fraction(WIDTH) if anchor == "end" else x
                yield f'<text class="axis" x="{_n(place)}" y="{end + 18}" text-anchor="{anchor}">'
                yield f"{escape(panel.x_text(value))}</text>"

    def marks(self) -> Iterator[str]:
        panel, x = self.panel, self.x(self.panel.own)
        yield f'<line class="own" x1="{_n(x)}" x2="{_n(x)}" y1="{_TOP}" y2="{HEIGHT - _BOTTOM}"/>'
        near = next((one for at, one in zip(panel.at, panel.low, strict=True) if at == panel.own), 0)
        yield f'<circle class="own-dot" cx="{_n(x)}" cy="{_n(self.y(near))}" r="4"/>'
        if self.limit is not None:
            y = self.y(self.limit)
            yield f'<line class="limit" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{_n(y)}" y2="{_n(y)}"/>'
            yield f'<text class="limit-text" x="{WIDTH - _RIGHT}" y="{_n(y - 5)}" text-anchor="end">'
            yield f"{escape(panel.limit_text)}</text>"


def _points(several: Sequence[tuple[Fraction, Fraction]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in several)


def _n(value: Number) -> str:
    tenths = round(Fraction(value) * 10)
    return f"{tenths // 10}.{tenths % 10}" if tenths >= 0 else f"-{-tenths // 10}.{-tenths % 10}"
