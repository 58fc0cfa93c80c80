"""The page of an article, and two articles or revisions side by side."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pipelines.explore.articles import ArticlePage, article_page, cards
from pipelines.explore.dataset import Row
from pipelines.explore.diffs import compare
from pipelines.explore.errors import BadQuestion, NotThere
from pipelines.explore.index_read import Doc
from pipelines.explore.marking import marked_lines
from pipelines.explore.question import Question
from pipelines.explore.site import LABELS, Site, site_of

_ARTICLE_ID = re.compile(r"[0-9A-Za-z_.-]{1,80}")
_MOST_COPIES = 50


def article(request: Request) -> Response:
    """One revision: its text with what was found marked, dates with where they were found, revisions, copies."""
    site = site_of(request)
    revisions, doc = _chosen(site, request.query_params.get("id", ""), request.query_params.get("revision"))
    found = article_page(site.dataset, doc)
    if found is None:
        raise NotThere("error.no_article")
    one = found.article
    return site.render(
        request,
        "article.html.j2",
        one=one,
        lines=marked_lines(one["text"], found.mentions),
        sapo_lines=len(one["sapo"].split("\n")) if one["sapo"] else 0,
        told={number: told(mention) for number, mention in enumerate(found.mentions, 1)},
        named=_named(found),
        offices=_offices(found),
        revisions=revisions,
        copies=_copies(site, one),
        counts={label: sum(m["label"] == label for m in found.mentions) for label in LABELS},
    )


def side_by_side(request: Request) -> Response:
    """Two texts in two columns: revisions of one article, or a copy beside its original."""
    site, asked = site_of(request), request.query_params
    both = [_side(site, asked.get(side, ""), asked.get(f"{side}_revision")) for side in ("left", "right")]
    pairs = compare(both[0]["text"], both[1]["text"])
    return site.render(
        request,
        "compare.html.j2",
        left=both[0],
        right=both[1],
        pairs=pairs,
        same=sum(pair.same for pair in pairs),
    )


def told(mention: Row) -> list[tuple[str, str]]:
    """What is known of a mention beside its words: (name of a field, value), the most telling first."""
    value = mention["value"] or {}
    fields = [("canonical", mention["canonical"]), ("key", mention["entity_key"])]
    fields += [(name, str(value[name])) for name in _VALUES if value.get(name) is not None]
    return [*fields, *([("role", mention["role"])] if mention["role"] else []), ("method", mention["method"])]


_VALUES = (
    "value", "first_day", "last_day", "type", "number", "symbol", "year", "issuer", "event", "term", "issued_on",
    "cited_part",
)  # fmt: skip


def _chosen(site: Site, article_id: str, revision: str | None) -> tuple[list[Doc], Doc]:
    if not _ARTICLE_ID.fullmatch(article_id) or (revision and not re.fullmatch(r"[0-9]{1,6}", revision)):
        raise BadQuestion("error.article_id")
    revisions = site.index.revisions(article_id)
    fitting = [one for one in revisions if not revision or one.revision == int(revision)]
    if not fitting:
        raise NotThere("error.no_article")
    return revisions, fitting[-1]


def _side(site: Site, article_id: str, revision: str | None) -> Row:
    _, doc = _chosen(site, article_id, revision)
    found = cards(site.dataset, [doc])
    if not found:
        raise NotThere("error.no_article")
    return found[0]


def _named(page: ArticlePage) -> dict[str, list[dict[str, Any]]]:
    """What the article names, by label, in the order of the text, each once with how often."""
    named: dict[str, dict[str, dict[str, Any]]] = {label: {} for label in LABELS}
    for mention in page.mentions:
        group = named.setdefault(mention["label"], {})
        seen = group.setdefault(
            mention["entity_key"], {"key": mention["entity_key"], "name": mention["canonical"], "times": 0}
        )
        seen["times"] += 1
    return {label: list(group.values()) for label, group in named.items() if group}


def _offices(page: ArticlePage) -> list[dict[str, Any]]:
    text = page.article["text"]
    return [
        {**one, **{side: _cut(text, one[side]) for side in ("holder", "position", "organisation")}}
        for one in page.offices
    ]


def _cut(text: str, span: dict[str, int] | None) -> str:
    return text[span["start"] : span["end"]] if span else ""


def _copies(site: Site, one: Row) -> list[Row]:
    """The other articles of its group, the newest first."""
    numbers = site.index.search(Question(), [[f"cluster:{one['cluster_id']}"]])
    found = cards(site.dataset, site.index.docs(numbers[: _MOST_COPIES + 1]))
    return [row for row in found if row["article_id"] != one["article_id"]][:_MOST_COPIES]
