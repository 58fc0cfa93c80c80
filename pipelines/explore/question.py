"""What a reader asks for: checked when the address is read, so that nothing behind it has to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from pipelines.explore.errors import BadQuestion
from pipelines.explore.folding import exact, fold, has_diacritics, words

MAX_CHARACTERS = 200
MAX_WORDS = 16
PAGE_SIZE = 20
MAX_PAGE = 500
_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)


class Match(StrEnum):
    """How the words of a search belong together: in this order side by side, or anywhere in the text."""

    PHRASE = "phrase"
    ALL = "all"


class Order(StrEnum):
    """In which order articles are shown."""

    NEWEST = "newest"
    OLDEST = "oldest"


Choice = TypeVar("Choice", Match, Order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A search with its filters; every field may be left empty.

    text      the words looked for; several phrases with quotation marks around them
    match     of words without quotation marks
    loose     without regard to diacritics even where they are written
    headline  in titles only
    since, until  days of publication, both included
    publisher, section  exactly
    entity, document    keys, or names that the index resolves
    office    the name of a position that an article tells somebody to hold
    """

    text: str = ""
    match: Match = Match.PHRASE
    loose: bool = False
    headline: bool = False
    since: date | None = None
    until: date | None = None
    publisher: str = ""
    section: str = ""
    entity: str = ""
    document: str = ""
    office: str = ""
    order: Order = Order.NEWEST

    def folded(self) -> bool:
        """Whether words are compared without diacritics: where none is written, or none shall count."""
        return self.loose or not has_diacritics(self.text)

    def phrases(self) -> list[list[str]]:
        """The phrases looked for, each its words as the index has them."""
        normal = fold if self.folded() else exact
        quoted = self.text.replace("“", '"').replace("”", '"').split('"')
        phrases: list[list[str]] = []
        for place, piece in enumerate(quoted):
            found = words(normal(piece))
            apart = place % 2 == 0 and self.match is Match.ALL
            phrases += [[word] for word in found] if apart else [found]
        return [phrase for phrase in phrases if phrase]

    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return replace(self, order=Order.NEWEST, match=Match.PHRASE, loose=False, headline=False) == Question()

    def address(self, **changes: str) -> str:
        """The part of an address behind `?` that asks this; `changes` are put in or replaced, empty ones left out."""
        fields: dict[str, str] = {
            "q": self.text,
            "match": self.match.value if self.match is not Match.PHRASE else "",
            "loose": "1" if self.loose else "",
            "in": "title" if self.headline else "",
            "from": self.since.isoformat() if self.since else "",
            "to": self.until.isoformat() if self.until else "",
            "order": self.order.value if self.order is not Order.NEWEST else "",
        }
        fields |= {name: getattr(self, name) for name in _NAMES}
        return urlencode({name: value for name, value in (fields | changes).items() if value})


_NAMES = ("publisher", "section", "entity", "document", "office")


def read_question(asked: Mapping[str, str]) -> Question:
    """The question of an address; raises `BadQuestion` where a value is too long or not what it should be."""
    text = short(asked, "q")
    question = Question(
        text=text,
        match=_choice(Match, asked.get("match"), Match.PHRASE),
        loose=asked.get("loose") == "1",
        headline=asked.get("in") == "title",
        since=_day(asked.get("from")),
        until=_day(asked.get("to")),
        order=_choice(Order, asked.get("order"), Order.NEWEST),
        **{name: short(asked, name) for name in _NAMES},
    )
    if sum(map(len, question.phrases())) > MAX_WORDS:
        raise BadQuestion("error.too_many_words")
    return question


def read_page(asked: Mapping[str, str]) -> int:
    """The number of the page asked for, from 1; raises `BadQuestion`."""
    text = asked.get("page") or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= MAX_PAGE):
        raise BadQuestion("error.page")
    return int(text)


def short(asked: Mapping[str, str], name: str) -> str:
    """A value of the address without blanks around it; raises `BadQuestion` where it is too long."""
    value = asked.get(name, "").replace("\0", "").strip()
    if len(value) > MAX_CHARACTERS:
        raise BadQuestion("error.too_long")
    return value


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadQuestion("error.day") from error
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def _choice(kind: type[Choice], text: str | None, default: Choice) -> Choice:
    if not text:
        return default
    try:
        return kind(text)
    except ValueError as error:
        raise BadQuestion("error.choice") from error
