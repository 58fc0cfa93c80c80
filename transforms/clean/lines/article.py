"""A flattened page in, an article out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.clean.guard import guard
from transforms.clean.language import detect_language, vietnamese_share
from transforms.clean.lines import bylines, captions
from transforms.clean.lines.dating import Dating, cut_stamp, date_article, stamp_lines
from transforms.clean.lines.prefixes import Opening, open_paragraph
from transforms.clean.lines.relaxing import KEPT_ALL, relax
from transforms.clean.lines.roles import LineRole, assign_roles
from transforms.clean.lines.shapes import read_lines
from transforms.clean.lines.told import Lead, find_lead, plain
from transforms.clean.options import CleanOptions
from transforms.domain.articles import Article
from transforms.domain.errors import EmptyInput, NoTextFound
from transforms.domain.identity import article_id
from transforms.domain.pages import Hints, Page
from transforms.vietnamese.stamps import find_stamps

EXTRACTOR = "dongtin-lines/1"
_TOO_SHORT = 300  # characters of text
_LOW_VIETNAMESE = 0.25  # share of the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Flattened:
    """A flattened page with a role for every non-blank line, and flags about its bytes."""

    roles: tuple[LineRole, ...]
    flags: tuple[str, ...] = ()

    def texts(self, *names: str) -> list[str]:
        """Texts of the lines with one of these roles, in order."""
        return [role.text for role in self.roles if role.role in names]


def read_flattened(page: Page, *, history: Mapping[str, int] | None = None) -> Flattened:
    """Decode a flattened page and give each line its role; relax the rules where they would leave no paragraph.

    Raises EmptyInput, BinaryContent, UndecodableText, PageTooLarge.
    """
    guarded = guard(page.body, page.hints.charset, CleanOptions())
    lines = guarded.text.split("\n") if "\n" in guarded.text else guarded.text.split("\r")
    assigned = assign_roles(lines, history=history, told=plain(page.hints.title))
    if not assigned:
        raise EmptyInput("only white space and invisible characters")
    roles, relaxed = relax(assigned, plain(page.hints.sapo))
    return Flattened(roles=roles, flags=(*guarded.flags, KEPT_ALL) if relaxed else guarded.flags)


def clean_lines(page: Page, *, history: Mapping[str, int] | None = None) -> Article:
    """The article of a flattened page.

    `history` counts in how many articles of the publisher a line occurs (`history.count_lines`). Raises what
    `read_flattened` raises, and NoTextFound where no line is a paragraph.
    """
    return article_of(page, read_flattened(page, history=history))


def article_of(page: Page, flattened: Flattened) -> Article:
    """The article that the roles of a page's lines and the hints of its door make.

    The text's own headline, byline and stamps come first, the hints fill what it does not print. Raises NoTextFound
    where no line is a paragraph and no lead is told.
    """
    openings = [open_paragraph(text) for text in flattened.texts("body", "subhead")]
    title = _title(flattened, page.hints)
    lead = find_lead(page.hints, title, [opening.text for opening in openings])
    if not flattened.texts("body") and not lead.text:
        raise NoTextFound(f"{len(flattened.roles)} lines, none of them a paragraph")
    dating = date_article(flattened.roles, openings, page.hints, page.fetched_at, page.url)
    return _article(page, flattened, (title, lead), openings, dating)


def _title(flattened: Flattened, hints: Hints) -> str | None:
    printed = next((cut_stamp(text)[0] for text in flattened.texts("title")), None)
    return printed or plain(hints.title)


def _article(
    page: Page, flattened: Flattened, head: tuple[str | None, Lead], openings: Sequence[Opening], dating: Dating
) -> Article:
    title, lead = head
    text = "\n".join((*((lead.text,) if lead.text else ()), *lead.paragraphs))
    datelines = (*(opening.dateline for opening in openings), lead.dateline)
    return Article(
        article_id=article_id(canonical_url=page.url, publisher=page.publisher, text=text),
        input_key=page.input_key,
        fetched_at=page.fetched_at,
        url=page.url,
        canonical_url=page.url,
        publisher=page.publisher,
        section=plain(page.hints.section),
        title=title,
        sapo=lead.text,
        paragraphs=lead.paragraphs,
        captions=captions.join_credits(
            [(place, role.text) for place, role in enumerate(flattened.roles) if role.role == "caption"]
        ),
        foreign_tail=tuple(flattened.texts("drop:foreign_article")),
        byline=find_byline(flattened) or _told_byline(page.hints),
        source_agency=_source(flattened),
        dateline=next((dateline for dateline in datelines if dateline), None),
        published=dating.published,
        updated=dating.updated,
        date_candidates=dating.candidates,
        language=detect_language(text),
        flags=tuple(sorted({*flattened.flags, *dating.flags, *_flags(flattened, text, title)})),
        extractor=EXTRACTOR,
    )


def _told_byline(hints: Hints) -> str | None:
    told = plain(hints.byline)
    return (bylines.name_of(told) or told) if told else None


def find_byline(flattened: Flattened) -> str | None:
    """The author's name as written: of several byline lines the last, the signature; else beside the stamp."""
    names = [bylines.name_of(text) or text for text in flattened.texts("byline")]
    if names:
        return names[-1]
    beside = (bylines.name_beside(text, find_stamps(text)) for text in stamp_lines(flattened.roles))
    return next((name for name in beside if name), None)


def _source(flattened: Flattened) -> str | None:
    lines = read_lines(flattened.texts("drop:source_line"))
    return next((name for name in map(bylines.source_of, lines) if name), None)


def _flags(flattened: Flattened, text: str, title: str | None) -> set[str]:
    found = set()
    if title is None:
        found.add("no_title")
    if flattened.texts("drop:foreign_article"):
        found.add("foreign_tail")
    if len(text) < _TOO_SHORT:
        found.add("too_short")
    if vietnamese_share(text) < _LOW_VIETNAMESE:
        found.add("low_vietnamese_share")
    return found
