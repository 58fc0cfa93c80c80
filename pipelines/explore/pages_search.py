"""The first page, search, and the lists of what articles name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from pipelines.explore.articles import cards
from pipelines.explore.dataset import Row
from pipelines.explore.errors import BadQuestion
from pipelines.explore.folding import find_phrases, fold
from pipelines.explore.index_read import MOST_COUNTED, Index, Key
from pipelines.explore.marking import snippet, with_hits
from pipelines.explore.question import PAGE_SIZE, Match, Question, read_page, read_question, short
from pipelines.explore.site import ENTITY_LABELS, site_of

_MOST_CHOICES = 200
_OTHERS = 5


class Resolved(NamedTuple):
    """What a filter's words were taken for, and what else they may mean; `meant` is None where nothing fits."""

    asked: str
    meant: Key | None
    others: list[Key]


def home(request: Request) -> Response:
    """The first page: a search, numbers, the newest articles, who and what is named most."""
    site = site_of(request)
    newest = site.index.docs(site.index.search(Question(), [])[:8])
    return site.render(
        request,
        "home.html.j2",
        question=Question(),
        choices=choices(site.index),
        newest=[_card(row, Question()) for row in cards(site.dataset, newest)],
        most={label: site.index.most_used(label, 8) for label in ("PER", "ORG", "LOC", "DOC")},
        totals={table: site.dataset.snapshot.total(table) for table in ("articles", "mentions", "offices")},
        letters=site.dataset.snapshot.total("dead_letters"),
        days=sorted(site.dataset.snapshot.files.get("articles", {})),
    )


def search(request: Request) -> Response:
    """Articles that answer a question, a page at a time."""
    site, question, page = site_of(request), read_question(request.query_params), read_page(request.query_params)
    resolved, keys = keys_of(site.index, question)
    numbers = site.index.search(question, keys)
    found = site.index.docs(numbers[:MOST_COUNTED][(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    wider = replace(question, match=Match.ALL)
    return site.render(
        request,
        "search.html.j2",
        question=question,
        choices=choices(site.index),
        resolved=resolved,
        results=[_card(row, question) for row in cards(site.dataset, found)],
        page=page,
        pages=-(-min(len(numbers), MOST_COUNTED) // PAGE_SIZE),
        count=min(len(numbers), MOST_COUNTED),
        more=len(numbers) > MOST_COUNTED,
        wider=wider.address() if not numbers and question.match is Match.PHRASE and question.phrases() else None,
    )


def entities(request: Request) -> Response:
    """Who and what articles name, the most named first, or those whose name has some words."""
    site, name = site_of(request), short(request.query_params, "q")
    label = request.query_params.get("label") or "PER"
    if label not in ENTITY_LABELS:
        raise BadQuestion("error.choice")
    found = site.index.named(name, [label], 100) if name else site.index.most_used(label, 100)
    return site.render(request, "entities.html.j2", label=label, name=name, found=found)


def keys_of(index: Index, question: Question) -> tuple[dict[str, Resolved], list[list[str]]]:
    """The keys that a question's filters stand for: of each group, an article must have one."""
    resolved: dict[str, Resolved] = {}
    groups: list[list[str]] = []
    for field, kept in (("publisher", question.publisher), ("section", question.section)):
        if kept:
            groups.append([f"{field}:{kept}"])
    if question.office:
        groups.append([f"office:{fold(question.office)}"])
    for field, labels in (("entity", ENTITY_LABELS), ("document", ("DOC",))):
        asked = getattr(question, field)
        if asked:
            resolved[field] = one = resolve(index, asked, labels)
            groups.append([one.meant.key if one.meant else asked])
    return resolved, groups


def resolve(index: Index, asked: str, labels: tuple[str, ...]) -> Resolved:
    """What a reader means by a key or a name: the one of that name, else the most named whose name has the words."""
    known = index.key(asked)
    if known:
        return Resolved(asked, known, [])
    found = index.named(asked, labels, _OTHERS + 1)
    return Resolved(asked, found[0] if found else None, found[1:])


def choices(index: Index) -> dict[str, list[Key]]:
    """What the filters offer."""
    labels = {"publisher": "PUBLISHER", "section": "SECTION", "office": "OFFICE", "entity": "PER", "document": "DOC"}
    return {field: index.most_used(label, _MOST_CHOICES) for field, label in labels.items()}


def _card(row: Row, question: Question) -> dict[str, Any]:
    phrases, folded = question.phrases(), question.folded()
    title = row["title"] or ""
    hits = [] if question.headline else find_phrases(row["text"], phrases, folded=folded)
    return {
        **row,
        "title": with_hits(title, find_phrases(title, phrases, folded=folded)),
        "snippet": snippet(row["text"], hits),
    }
