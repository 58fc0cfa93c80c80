"""The record of a flattened page that `dongtin clean` prints: a role for every line, and what was read off them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from transforms.clean.lines.article import article_of, read_flattened
from transforms.clean.role import Role
from transforms.domain.articles import DatedInstant
from transforms.domain.errors import ArticleError
from transforms.domain.pages import Page


def to_record(page: Page, *, history: Mapping[str, int] | None = None) -> dict[str, Any]:
    """JSON-ready: `{"doc_id", "line_roles": {"1": "title", …}, "title", "sapo", "byline", "published", "updated", …}`.

    `doc_id` is the stem of the input's file, with the record's place behind it in a dump (`dump#L12`); dates are local
    time, cut to their precision, None where unknown. Raises what `clean_lines` raises.
    """
    flattened = read_flattened(page, history=history)
    article = article_of(page, flattened)
    return {
        "doc_id": doc_id(page.input_key),
        "line_roles": {str(role.line): role.role for role in flattened.roles},
        "title": article.title,
        "sapo": article.sapo,
        "section": article.section,
        "byline": article.byline,
        "dateline": article.dateline,
        "source_agency": article.source_agency,
        "published": _local(article.published),
        "updated": _local(article.updated),
        "text": article.text,
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
        "foreign_tail": list(article.foreign_tail),
        "language": article.language,
        "flags": list(article.flags),
    }


def doc_id(input_key: str) -> str:
    """What a record is called: the stem of its file, and its place where one file holds many."""
    file, mark, place = input_key.replace("\\", "/").partition("#")
    return PurePosixPath(file).stem + mark + place


def _local(instant: DatedInstant | None) -> str | None:
    return instant.local_iso() if instant else None


def read_lines_by_role(page: Page) -> tuple[tuple[Role, str], ...]:
    """Each line that is not blank with the role of a page's block it comes nearest to; none where it is refused."""
    try:
        flattened = read_flattened(page)
    except ArticleError:
        return ()
    return tuple((_BLOCK_ROLES.get(role.role, Role.FURNITURE), role.text) for role in flattened.roles)


_BLOCK_ROLES = {
    "title": Role.TITLE,
    "body": Role.BODY,
    "subhead": Role.SUBHEAD,
    "caption": Role.CAPTION,
    "byline": Role.BYLINE,
    "drop:foreign_article": Role.OUTSIDE,
}
