"""Charts as SVG, each for a desk and for a phone; only numbers and dates of ours come into them, no article's words."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pipelines.report.periods import Axis
from pipelines.report.svg import themed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# A page's colours are variables of its style sheet (light and dark); these stand for them until `themed` puts them in.
COLOURS = tuple(f"#0000{number:02x}" for number in range(1, 9))
INK, RULE = "#00ff01", "#00ff02"
_POINTS_AN_INCH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Pixels of a drawing, the least left margin, and how many dates fit below it."""

    name: str
    width: int
    height: int
    dates: int


SIZES = (Size(name="wide", width=760, height=230, dates=9), Size(name="narrow", width=340, height=210, dates=4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """SVG elements without their root, to be set into the page under a title of its own."""

    size: Size
    body: str


def stacked_steps(
    axis: Axis,
    series: Sequence[Sequence[int]],
    colours: Sequence[int],
    *,
    number: Callable[[float], str],
    label: Callable[[Axis, int], str],
) -> list[Drawing]:
    """Series stacked on each other over an axis of time, the first at the bottom.

    colours  their numbers, from 1
    number   a tick of the count as the reader writes numbers
    label    the name of a step
    """

    def draw(axes: Axes, size: Size) -> None:
        edges = [place - 0.5 for place in range(len(axis.starts) + 1)]
        layers = list(accumulate(series, lambda below, own: [a + b for a, b in zip(below, own, strict=True)]))
        floors = [[0] * len(axis.starts), *layers[:-1]]
        for colour, top, floor in zip(colours, layers, floors, strict=True):
            axes.stairs(top, edges, baseline=floor, fill=True, facecolor=COLOURS[colour - 1], linewidth=0)
        _scale(axes, max((max(top) for top in layers[-1:]), default=1), number)
        every = max(1, -(-len(axis.starts) // size.dates))
        places = range((len(axis.starts) - 1) % every, len(axis.starts), every)
        axes.set_xticks([*places], [label(axis, place) for place in places])
        axes.set_xlim(-0.5, max(len(axis.starts), 12) - 0.5)

    return [_drawn(size, draw) for size in SIZES]


def hours_of_week(counts: Sequence[Sequence[int]], *, weekdays: Sequence[str]) -> list[Drawing]:
    """Weekdays by hours as squares, the darker the more; the square root keeps quiet hours visible."""
    most = max(1, *(max(day) for day in counts))

    def draw(axes: Axes, size: Size) -> None:
        from matplotlib.patches import Rectangle

        for weekday, day in enumerate(counts):
            for hour, count in enumerate(day):
                if count:
                    shade = round(0.12 + 0.88 * (count / most) ** 0.5, 2)
                    place = (hour + 0.04, weekday + 0.06)
                    axes.add_patch(Rectangle(place, 0.92, 0.88, facecolor=COLOURS[0], alpha=shade, linewidth=0))
        axes.set_xlim(0, 24)
        axes.set_ylim(7, 0)
        hours = range(0, 24, 3 if size.name == "wide" else 6)
        axes.set_xticks([hour + 0.5 for hour in hours], [f"{hour:02d}" for hour in hours])
        axes.set_yticks([weekday + 0.5 for weekday in range(7)], weekdays)
        axes.grid(visible=False)
        axes.spines["bottom"].set_visible(False)

    return [_drawn(size, draw) for size in SIZES]


def _scale(axes: Axes, highest: float, number: Callable[[float], str]) -> None:
    from matplotlib.ticker import MaxNLocator

    ticks = [tick for tick in MaxNLocator(nbins=4, integer=True).tick_values(0, max(1, highest)) if tick >= 0]
    axes.set_ylim(0, max(1, highest) * 1.04)
    shown = [tick for tick in ticks if tick <= max(1, highest) * 1.04]
    axes.set_yticks(shown, [number(tick) for tick in shown])


def _drawn(size: Size, draw: Callable[[Axes, Size], None]) -> Drawing:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    # DejaVu Sans comes with matplotlib: the same layout everywhere. Words stay text, to be read out.
    with rc_context({"svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": 11, "path.simplify": False}):
        figure = Figure(figsize=(size.width / _POINTS_AN_INCH, size.height / _POINTS_AN_INCH), facecolor="none")
        _lay_out(figure, size, draw)
        target = io.BytesIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return Drawing(size=size, body=themed(target.getvalue(), _variables()))


def _lay_out(figure: Figure, size: Size, draw: Callable[[Axes, Size], None]) -> None:
    left, right, bottom = 52, 24, 26
    axes = figure.add_axes(
        (left / size.width, bottom / size.height, 1 - (left + right) / size.width, 1 - (bottom + 10) / size.height),
        facecolor="none",
    )
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=RULE, linewidth=1)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(length=0, labelcolor=INK, pad=6)
    draw(axes, size)


def _variables() -> dict[str, str]:
    named = {colour: f"var(--c{number})" for number, colour in enumerate(COLOURS, start=1)}
    return named | {INK: "var(--muted)", RULE: "var(--rule)"}
