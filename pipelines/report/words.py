"""How the report speaks: its words, numbers, sizes and dates in Vietnamese and English. Pure but for one file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from pipelines.report.periods import Axis, Step


class Language(StrEnum):
    """What a reader reads."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@cache
def words(language: Language) -> Mapping[str, str]:
    """All that the page says, by key; {names} in it are to be filled in."""
    text = resources.files("pipelines.report").joinpath("words.yaml").read_text(encoding="utf-8")
    return {key: told[language.value] for key, told in yaml.safe_load(text).items()}


def number(language: Language, value: float) -> str:
    """A count with its thousands parted; halves of ticks keep one digit.

    >>> number(Language.ENGLISH, 12345), number(Language.VIETNAMESE, 12345)
    ('12,345', '12.345')
    """
    return _local(language, f"{value:,.0f}" if value == int(value) else f"{value:,.2f}")


def share(language: Language, part: float, whole: float) -> str:
    """A percentage; nothing of nothing is a dash. What is not all is never shown as 100 %, what is some never as 0 %.

    >>> share(Language.ENGLISH, 9999, 10000), share(Language.ENGLISH, 1, 3)
    ('99.9%', '33%')
    """
    if not whole:
        return "–"
    percent = 100 * part / whole
    if percent in (0, 100) or 0.95 <= percent < 99:
        return f"{percent:.0f}%"
    return _local(language, f"{min(99.9, max(0.1, percent)):.1f}%")


def size(language: Language, amount: float) -> str:
    """Bytes in the unit that leaves one to three digits.

    >>> size(Language.ENGLISH, 1_536_000)
    '1.5 MB'
    """
    units = ["B", "kB", "MB", "GB", "TB"]
    place = next((place for place in range(4) if amount < 1000 ** (place + 1)), 4)
    amount, unit = amount / 1000**place, units[place]
    return _local(language, f"{amount:.0f} {unit}" if amount >= 10 or unit == "B" else f"{amount:.1f} {unit}")


def day(language: Language, value: date) -> str:
    """A day: ISO in English, day first in Vietnamese."""
    return f"{value:%d/%m/%Y}" if language is Language.VIETNAMESE else value.isoformat()


def moment(language: Language, value: datetime) -> str:
    """A day and a minute, in the value's own zone."""
    return f"{value:%H:%M} {day(language, value.date())}"


def minutes(language: Language, value: int) -> str:
    """A span of time in the unit that a person would choose."""
    for unit, length in (("days", 1440), ("hours", 60)):
        if value >= 2 * length or value == length:
            return words(language)[unit].format(count=number(language, value // length))
    return words(language)["minutes"].format(count=number(language, value))


def step_name(language: Language, axis: Axis, place: int) -> str:
    """A step of an axis as a tick shows it; years are told where they cannot be guessed."""
    start = axis.starts[place]
    if axis.step is Step.YEAR:
        return str(start.year)
    if axis.step is Step.MONTH:
        return f"{start:%m/%Y}" if language is Language.VIETNAMESE else f"{start:%Y-%m}"
    return f"{start:%d/%m}" if language is Language.VIETNAMESE else f"{start:%m-%d}"


def _local(language: Language, text: str) -> str:
    return text.translate(str.maketrans(",.", ".,")) if language is Language.VIETNAMESE else text
