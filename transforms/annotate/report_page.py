"""Annotations as a page for the eye: coloured spans, values on hover, and the offices found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined, Template

from transforms.domain.annotations import Annotations, DateValue, DocumentValue, Mention


class Piece(NamedTuple):
    """A stretch of text (`text`), the opening of a mention (`mention`), or its end (neither)."""

    text: str | None
    mention: Mention | None
    hover: str


def to_html(documents: Sequence[tuple[str, str, Annotations]]) -> str:
    """One self-contained page for (doc_id, text, annotations) triples; everything from the texts is escaped."""
    shown = [
        {"doc_id": doc_id, "pieces": pieces_of(text, annotations.mentions), "offices": _offices(text, annotations)}
        for doc_id, text, annotations in documents
    ]
    return _template().render(documents=shown)


@cache
def _template() -> Template:
    source = resources.files("transforms.annotate").joinpath("report_page.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(source)


def pieces_of(text: str, mentions: Sequence[Mention]) -> list[Piece]:
    """The text cut where a mention begins or ends; joined, the pieces' texts are the text."""
    edges = [(m.start, 1, -m.end, m) for m in mentions]
    edges += [(m.end, 0, -m.start, m) for m in mentions]
    pieces: list[Piece] = []
    done = 0
    for position, opens, _, mention in sorted(edges, key=lambda edge: edge[:3]):
        if position > done:
            pieces.append(Piece(text[done:position], None, ""))
            done = position
        pieces.append(Piece(None, mention if opens else None, _hover(mention) if opens else ""))
    return [*pieces, Piece(text[done:], None, "")]


def _hover(mention: Mention) -> str:
    parts = [f"{mention.label}: {mention.canonical}", mention.entity_key, mention.method]
    value = mention.value
    if isinstance(value, DateValue):
        parts.append(f"{value.value} [{value.first_day} … {value.last_day}]")
    elif isinstance(value, DocumentValue):
        fields = (value.type, value.number, value.symbol, value.issuer, value.issued_on, value.cited_part)
        parts.append(" · ".join(str(field) for field in fields if field))
    return "\n".join(parts)


def _offices(text: str, annotations: Annotations) -> list[tuple[str, str, str, str]]:
    return [
        (
            text[slice(*office.holder)],
            text[slice(*office.position)],
            text[slice(*office.organisation)] if office.organisation else "",
            office.as_of.isoformat() if office.as_of else "",
        )
        for office in annotations.offices
    ]
