"""Chosen candidates become mentions of the original text, linked within the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from transforms.annotate.candidates import Candidate
from transforms.annotate.linking import full_names, full_organisation, localised
from transforms.domain.annotations import Annotations, Label, Mention, Office, Span
from transforms.vietnamese.gazetteer.spelling import slug
from transforms.vietnamese.normalise import NormalisedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where and when the text was printed, as far as known: what "Thành ủy" and "UBND tỉnh" mean, and the day."""

    city: str | None
    province: str | None
    as_of: date | None

    def place_for(self, body: str) -> str | None:
        """The place that completes the short form of a body: a city for "Thành ủy", a province for "Tỉnh ủy"."""
        low = body.lower()
        if "thành" in low.split(" ")[-2:] or low.endswith("tp"):
            return self.city
        if "tỉnh" in low.split(" ")[-2:]:
            return self.province
        return None if self.city and self.province else self.city or self.province


def to_annotations(
    text: str,
    normal: NormalisedText,
    chosen: Sequence[Candidate],
    pairs: Sequence[tuple[Span, Span]],
    home: Home,
) -> Annotations:
    """Mentions on offsets of `text`, and the offices whose holder and position were both chosen.

    `pairs` are (holder, position) spans of the normalised text.
    """
    names = _canonical_names(normal.text, chosen, home)
    mentions = tuple(
        sorted(
            (_mention(text, normal, candidate, name) for candidate, name in zip(chosen, names, strict=True)),
            key=lambda m: (m.start, -m.end, m.label),
        )
    )
    by_span = {(m.start, m.end, m.label): m for m in mentions}
    offices = {
        office.holder + office.position: office
        for holder, position in pairs
        if (office := _office(by_span, normal.to_original(*holder), normal.to_original(*position), home))
    }
    return Annotations(mentions=mentions, offices=tuple(offices[key] for key in sorted(offices)))


def _mention(text: str, normal: NormalisedText, candidate: Candidate, name: str) -> Mention:
    start, end = normal.to_original(candidate.start, candidate.end)
    return Mention(
        start=start,
        end=end,
        surface=text[start:end],
        label=candidate.label,
        canonical=name,
        entity_key=candidate.entity_key or f"{candidate.label.lower()}:{slug(name)}",
        method=candidate.method,
        value=candidate.value,
        role=candidate.role,
    )


def _canonical_names(text: str, chosen: Sequence[Candidate], home: Home) -> list[str]:
    names = [candidate.canonical or text[candidate.start : candidate.end] for candidate in chosen]
    people = [i for i, c in enumerate(chosen) if c.label is Label.PER]
    for i, name in zip(people, full_names([names[i] for i in people]), strict=True):
        names[i] = name
    bodies = [i for i, c in enumerate(chosen) if c.label is Label.ORG]
    written_out = {i: full_organisation(names[i]) for i in bodies}
    known = sorted(set(written_out.values()))
    places = {name: localised(name, known, home.place_for(name)) for name in known}
    for i in bodies:
        names[i] = places[written_out[i]]
    return names


def _office(
    by_span: dict[tuple[int, int, Label], Mention],
    holder: Span,
    position: Span,
    home: Home,
) -> Office | None:
    person, title = by_span.get((*holder, Label.PER)), by_span.get((*position, Label.POSITION))
    if not person or not title:
        return None
    body = _body_inside(by_span, position)
    return Office(
        holder=holder,
        position=position,
        organisation=(body.start, body.end) if body else None,
        person_key=person.entity_key,
        position_name=title.canonical,
        organisation_key=body.entity_key if body else None,
        as_of=home.as_of,
    )


def _body_inside(by_span: dict[tuple[int, int, Label], Mention], position: Span) -> Mention | None:
    start, end = position
    for at in range(start, end):
        inner = by_span.get((at, end, Label.ORG))
        if inner:
            return inner
    return None
