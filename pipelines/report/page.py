"""Figures into one self-contained HTML page: no script, no request, everything from the data set escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pipelines.report import words as speech
from pipelines.report.completeness import FIELDS
from pipelines.report.exhibits import OUTCOME_COLOURS, exhibits_of
from pipelines.report.figures import Figures
from pipelines.report.freshness import DELAYS
from pipelines.report.periods import Axis
from pipelines.report.words import Language

_SPARK_WIDTH, _SPARK_HEIGHT = 96, 20
# Narrower steps are noise to the eye.
_MOST_SPARKS = 32


def render(figures: Figures, language: Language) -> str:
    """The page. The same figures give the same bytes."""
    style = _source("style.css.j2")
    return (
        _environment(language)
        .get_template("page.html.j2")
        .render(
            figures=figures,
            exhibits=exhibits_of(figures, language),
            language=language.value,
            style=Markup(style),  # our own file, nothing of the data in it
            style_digest=_digest(style),
            fields=FIELDS,
            kinds={kind.value: f"x{colour}" for kind, colour in OUTCOME_COLOURS.items()},
            delays=DELAYS,
        )
    )


def link(url: str | None) -> str | None:
    """The address where it may become a link: http and https with a host; None for every other one.

    >>> link("https://bao.example/tin.html"), link("javascript:alert(1)"), link("//bao.example/")
    ('https://bao.example/tin.html', None, None)
    """
    if url is None or any(ord(char) <= ord(" ") or char == "\\" for char in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def spark(steps: Sequence[int]) -> str:
    """The outline of a small area chart over steps of time, as SVG's path data; its box is 96 × 20."""
    together = -(-len(steps) // _MOST_SPARKS) or 1
    ends = range(len(steps), 0, -together)  # the first one may hold fewer steps, the last one never does
    groups = [steps[max(0, end - together) : end] for end in reversed(ends)]
    heights = [sum(group) / len(group) for group in groups]
    most, width = max(heights, default=0) or 1, _SPARK_WIDTH / max(1, len(heights))
    tops = (_SPARK_HEIGHT - (_SPARK_HEIGHT - 1) * height / most for height in heights)
    outline = "".join(f"V{top:.1f}H{width * place:.1f}" for place, top in enumerate(tops, start=1))
    return f"M0 {_SPARK_HEIGHT}{outline}V{_SPARK_HEIGHT}Z"


def spark_told(language: Language, steps: Sequence[int], axis: Axis | None) -> str:
    """The same in words."""
    if axis is None or not steps:
        return ""
    peak = max(steps)
    return speech.words(language)["trend_told"].format(
        peak=speech.number(language, peak),
        when=speech.day(language, axis.starts[list(steps).index(peak)]),
        last=speech.number(language, steps[-1]),
    )


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update({name: partial(function, language) for name, function in _SPOKEN.items()})
    environment.filters.update(link=link, spark=spark)
    environment.globals.update(
        say=partial(_say, language), share=partial(speech.share, language), spark_told=partial(spark_told, language)
    )
    return environment


_SPOKEN: dict[str, Callable[..., str]] = {
    "number": speech.number,
    "size": speech.size,
    "day": speech.day,
    "moment": speech.moment,
    "minutes": speech.minutes,
}


def _say(language: Language, key: str, **values: Any) -> str:
    """The words of a key, filled in; what is filled in is escaped with them. An unknown key is a KeyError."""
    return speech.words(language)[key].format(**values)


@cache
def _source(name: str) -> str:
    return resources.files("pipelines.report").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(style: str) -> str:
    """The style sheet as the Content-Security-Policy names it: no other one is heard."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
