"""The two languages of the interface: one table of texts each, with the same keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml


class Language(StrEnum):
    """A language of the interface."""

    VI = "vi"
    EN = "en"


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Key → text of `texts.<language>.yaml`."""
    source = resources.files("pipelines.explore").joinpath(f"texts.{language}.yaml").read_text(encoding="utf-8")
    table: dict[str, str] = yaml.safe_load(source)
    return table


class Speaker:
    """Texts, numbers and days of one language, for templates."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = texts(language)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its values filled in; KeyError where there is none, a bug."""
        text = self._texts[key]
        return text.format(**values) if values else text

    def known(self, group: str, name: str | None) -> str:
        """The text of `group.name`, or the name itself where the data set knows more than the table."""
        return self._texts.get(f"{group}.{name}", name or "")

    def number(self, number: int) -> str:
        """A number with its thousands apart: 1.234 or 1,234."""
        return f"{number:,}".replace(",", ".") if self.language is Language.VI else f"{number:,}"

    def day(self, day: date | None) -> str:
        """A day: 22/11/2026, or 22 Nov 2026; `1970-01-01` is where unknown days lie."""
        if day is None or day == date(1970, 1, 1):
            return self._texts["day.unknown"]
        if self.language is Language.VI:
            return f"{day.day:02}/{day.month:02}/{day.year}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def instant(self, moment: datetime | None, precision: str | None = None) -> str:
        """A moment as far as its source told it, Vietnam's time."""
        if moment is None:
            return self._texts["day.unknown"]
        if precision == "year":
            return str(moment.year)
        if precision == "month":
            return f"{moment.month:02}/{moment.year}"
        day = self.day(moment.date())
        return day if precision == "day" else f"{day}, {moment:%H:%M}"


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def preferred(accept_language: str) -> Language:
    """The language an Accept-Language header prefers; Vietnamese where it asks for neither."""
    best, quality = Language.VI, 0.0
    for entry in accept_language.split(",")[:20]:
        tag, _, parameter = entry.strip().partition(";")
        name = tag.strip().lower().partition("-")[0]
        weight = _quality(parameter)
        if name in tuple(Language) and weight > quality:
            best, quality = Language(name), weight
    return best


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0) if name == "q" else 0.0
    except ValueError:
        return 0.0
