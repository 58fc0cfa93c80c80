"""The pages of people, organisations, places, documents and the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pipelines.explore.articles import cards, passages
from pipelines.explore.dataset import Row
from pipelines.explore.errors import NotThere
from pipelines.explore.index_read import MOST_COUNTED, Index, Key
from pipelines.explore.marking import snippet
from pipelines.explore.places import PlaceHistory, place_history
from pipelines.explore.question import Question, read_page, short
from pipelines.explore.site import Site, site_of
from pipelines.explore.terms_file import settled_terms
from pipelines.explore.timeline import bars, marks, place_of, terms

_PAGE = 10
_CHART_HEIGHT = 90


def entity(request: Request) -> Response:
    """Who or what it is, when it is named, and where: each article with the passage that names it."""
    site, page = site_of(request), read_page(request.query_params)
    key = short(request.query_params, "key")
    history = place_history(key) if key.startswith("loc:") else None
    known = site.index.key(key) or _unnamed(key, history)
    if known is None:
        raise NotThere("error.no_entity")
    together = bool(history) and request.query_params.get("family") == "1"
    keys = history.family(key) if history and together else [key]
    days = site.index.days_of(keys)
    numbers = site.index.search(Question(), [keys])
    return site.render(
        request,
        "entity.html.j2",
        known=known,
        together=together,
        days=days,
        total=sum(count for _, count in days),
        bars=bars(days, _CHART_HEIGHT),
        chart_height=_CHART_HEIGHT,
        found=_found(site, numbers[:MOST_COUNTED][(page - 1) * _PAGE : page * _PAGE], keys),
        page=page,
        pages=-(-min(len(numbers), MOST_COUNTED) // _PAGE),
        **_offices(site, known),
        **_place(site.index, history, days),
    )


def _found(site: Site, numbers: list[int], keys: list[str]) -> list[Row]:
    """Articles with the passage that first names one of the keys."""
    docs = site.index.docs(numbers)
    told = passages(site.dataset, docs, keys)
    found = []
    for row in cards(site.dataset, docs):
        one = told.get((row["article_id"], row["revision"]))
        hits = [(one["start"], one["stop"])] if one else []
        found.append({**row, "snippet": snippet(row["text"], hits), "mentions": one["mentions"] if one else 0,
                      "value": one["value"] if one else None})  # fmt: skip
    return found


def _offices(site: Site, known: Key) -> dict[str, Any]:
    if known.label not in ("PER", "ORG"):
        return {"terms": [], "marks": [], "names": {}}
    side = "person" if known.label == "PER" else "organisation"
    evidence = site.index.offices(**{side: known.key})
    placed = terms(evidence, settled_terms(site.dataset, **{side: known.key}))
    others = {one.organisation_key if side == "person" else one.person_key for one in placed}
    return {"terms": placed, "marks": marks(placed), "names": _names(site.index, others)}


def _names(index: Index, keys: set[str | None]) -> dict[str | None, str]:
    names: dict[str | None, str] = {}
    for key in keys:
        known = index.key(key) if key else None
        names[key] = known.name if known else (key or "")
    return names


def _place(index: Index, history: PlaceHistory | None, days: list[tuple[date, int]]) -> dict[str, Any]:
    if history is None:
        return {"history": None, "reform": None, "before": 0, "after": 0, "uses": {}}
    around = {one.key for one in (*history.made_of, *history.became)}
    return {
        "history": history,
        "reform": place_of(history.reform_day, days),
        "before": sum(count for day, count in days if day < history.reform_day),
        "after": sum(count for day, count in days if day >= history.reform_day),
        "uses": {key: known.articles for key in around if (known := index.key(key))},
    }


def _unnamed(key: str, history: PlaceHistory | None) -> Key | None:
    """A unit of the tables that no article names: its page still tells what became of it."""
    if history is None:
        return None
    return Key(key, "LOC", history.periods[-1].name, 0)
