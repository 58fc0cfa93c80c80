"""What the annotate room finds in an article: mentions, and offices that tie them together."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from transforms.domain.articles import Article
from transforms.domain.identity import text_hash
from transforms.domain.pickling import quickly_pickled
from transforms.domain.signatures import Fingerprint

Span = tuple[int, int]  # half-open, in Unicode code points of the annotated text


class Label(StrEnum):
    """The kinds of mention."""

    PER = "PER"
    POSITION = "POSITION"
    ORG = "ORG"
    LOC = "LOC"
    DOC = "DOC"
    DATE = "DATE"
    EVENT = "EVENT"


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """What a DATE means: `value` as ISO text (`2022-07-26`, `2021-Q3`, `2016/2021` …), and the days it spans.

    All three are None where the date cannot be resolved (a lunar day, say).
    """

    value: str | None
    first_day: date | None
    last_day: date | None


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentValue:
    """What a DOC cites; only what the text, or the naming custom of its issuer, gives.

    `number` is the number as printed (`50`, `168`), `symbol` what follows it (`QĐ/TW`, `2024/NĐ-CP`),
    `cited_part` the article, clause or point (`khoản 2 Điều 5`).
    """

    type: str
    number: str | None = None
    symbol: str | None = None
    year: int | None = None
    issuer: str | None = None
    event: str | None = None
    term: str | None = None
    issued_on: date | None = None
    cited_part: str | None = None


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention in a text.

    `text[start:end] == surface` always holds, in Unicode code points.
    canonical   the full name as this document knows it (`Mai` → `Trương Thị Mai`)
    entity_key  stable across articles (`per:truong-thi-mai`, `loc:tinh-dong-thap`)
    method      the rule or table that found it
    role        `byline`, `source` or None
    """

    start: int
    end: int
    surface: str
    label: Label
    canonical: str
    entity_key: str
    method: str
    value: DateValue | DocumentValue | None = None
    role: str | None = None


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Evidence that a person holds (or held) a position: the spans are mentions of the same text.

    as_of is the day the evidence speaks of; None where the article has no date.
    """

    holder: Span
    position: Span
    organisation: Span | None
    person_key: str
    position_name: str
    organisation_key: str | None
    as_of: date | None


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All mentions (ordered by start, then longest first) and offices (ordered by holder, then position) of a text.

    `sentences` are its sentences in reading order; of a bare text they are not asked for and left empty.
    """

    mentions: tuple[Mention, ...] = ()
    offices: tuple[Office, ...] = ()
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """An article and what was found in its text.

    fingerprint    of its text, where the process that annotated it made one; else the dedup room does
    mention_count  how many mentions and offices there are: known without opening `annotations`
    office_count

    Between processes and steps its annotations, four fifths of the whole, are one piece of bytes. They are opened
    when they are first asked for: of all steps behind the annotator only the last one asks.
    """

    article: Article
    annotations: Annotations
    fingerprint: Fingerprint | None = None
    mention_count: int = field(init=False)
    office_count: int = field(init=False)
    _sealed: bytes = field(default=b"", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mention_count", len(self.annotations.mentions))
        object.__setattr__(self, "office_count", len(self.annotations.offices))

    @property
    def text_hash(self) -> str:
        """As `identity.text_hash` of its text."""
        return self.fingerprint.text_hash if self.fingerprint else text_hash(self.article.text)

    def __getattr__(self, name: str) -> Annotations:
        """Reached only where a slot is empty: `annotations`, after the article came as bytes."""
        if name != "annotations":
            raise AttributeError(name)
        opened: Annotations = pickle.loads(self._sealed)  # noqa: S301  (by `__getstate__`, in this run)
        object.__setattr__(self, "annotations", opened)
        return opened

    def __getstate__(self) -> tuple[Any, ...]:
        sealed = self._sealed or pickle.dumps(self.annotations, pickle.HIGHEST_PROTOCOL)
        return self.article, self.fingerprint, self.mention_count, self.office_count, sealed

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(_KEPT, state, strict=True):
            object.__setattr__(self, name, value)


_KEPT = ("article", "fingerprint", "mention_count", "office_count", "_sealed")
