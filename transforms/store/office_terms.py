"""Who held which office from when to when, as far as the committed articles tell: one pure function of the evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import pyarrow as pa

from transforms.store.rows import Row
from transforms.store.schemas import SCHEMA_VERSION

# Enough to look a term up; a minister's would run to thousands.
MAX_SOURCES = 20

_COLUMNS: list[pa.Field[pa.DataType]] = [
    pa.field("person_key", pa.string(), nullable=False),
    pa.field("position_name", pa.string(), nullable=False),
    pa.field("organisation_key", pa.string()),
    pa.field("first_seen", pa.date32()),
    pa.field("last_seen", pa.date32()),
    pa.field("ended", pa.bool_(), nullable=False),
    pa.field("ended_by", pa.date32()),
    pa.field("articles", pa.int32(), nullable=False),
    pa.field("clusters", pa.int32(), nullable=False),
    pa.field("sources", pa.list_(pa.string()), nullable=False),
]

OFFICE_TERMS = pa.schema(
    _COLUMNS,
    metadata={"dongtin.table": "office_terms", "dongtin.schema_version": SCHEMA_VERSION},
)


class Evidence(NamedTuple):
    """One article's word that a person holds an office, or (`former`) has held it."""

    person_key: str
    position_name: str
    organisation_key: str | None
    as_of: date | None
    article_id: str
    cluster_id: str
    former: bool


def office_terms(evidence: Iterable[Evidence]) -> list[Row]:
    """One row for each person, position (whatever its capitals) and organisation, ordered by these.

    first_seen, last_seen  the days between which articles tell the office as held; None where none does with a date
    ended                  the latest word is that it is held no more ("nguyên", "cựu", "từng là")
    ended_by               the first day on which that is told, not before `last_seen`; the term ended between the two
    articles, clusters     how many articles tell it, and how many independent texts: reprints of one text are one
    sources                ids of articles that tell it, the earliest first, at most `MAX_SOURCES`

    The same evidence in any order gives the same rows. Days between two terms of one office are not told apart.
    """
    terms: defaultdict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for one in evidence:
        terms[one.person_key, one.position_name.casefold(), one.organisation_key or ""].append(one)
    return [_term(told) for _, told in sorted(terms.items())]


def _term(told: list[Evidence]) -> Row:
    held = [one.as_of for one in told if not one.former and one.as_of]
    last_seen = max(held, default=None)
    ends = [one.as_of for one in told if one.former and one.as_of and (not last_seen or one.as_of >= last_seen)]
    ordered = sorted(told, key=lambda one: (one.as_of or date.max, one.article_id))
    names = Counter(one.position_name for one in told)
    return {
        "person_key": told[0].person_key,
        "position_name": min(names, key=lambda name: (-names[name], name)),
        "organisation_key": told[0].organisation_key,
        "first_seen": min(held, default=None),
        "last_seen": last_seen,
        "ended": bool(ends) or all(one.former for one in told),
        "ended_by": min(ends, default=None),
        "articles": len({one.article_id for one in told}),
        "clusters": len({one.cluster_id for one in told}),
        "sources": list(dict.fromkeys(one.article_id for one in ordered))[:MAX_SOURCES],
    }
