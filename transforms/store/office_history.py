"""The derived table `office_terms`: made of all that is committed, in one file that is replaced in one step.

It is made anew each time, not added to: a rerun, a replay or an expiry takes evidence away, and a corrected article
takes back what its first text said. Adding would keep both. What it reads are a few columns; texts only of
articles that name an office, a day at a time.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.store.commit import only_writer, recover
from transforms.store.files import write_durably
from transforms.store.layout import staging_folder
from transforms.store.office_terms import OFFICE_TERMS, Evidence, office_terms
from transforms.store.parts import Part
from transforms.store.rows import Row
from transforms.store.schemas import ARTICLES, OFFICES
from transforms.vietnamese.former import is_former
from transforms.wiring.places import open_parquet

_NAME = "office_terms"


def write_office_terms(root: Path) -> int:
    """Makes `office_terms/office_terms.parquet` of a data set; gives the number of rows. Raises as `open_run`.

    Readers see the former table or the new one, never a part. The same rows give the same bytes.
    """
    with only_writer(root):
        rows = office_terms(office_evidence(root, recover(root).live.values()))
        sink = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows, schema=OFFICE_TERMS), sink, compression="zstd")
        path = root / _NAME / f"{_NAME}.parquet"
        write_durably(path, sink.getvalue(), by_way_of=staging_folder(root, _NAME))
        recover(root)
        return len(rows)


def office_evidence(root: Path, live: Iterable[Part]) -> Iterator[Evidence]:
    """The offices in the latest revision of every article."""
    by_day: defaultdict[str, defaultdict[str, list[Path]]] = defaultdict(lambda: defaultdict(list))
    for part in live:
        by_day[part.day.isoformat()][part.table].append(root / part.path)
    latest = _latest_revisions(path for day in by_day.values() for path in day[ARTICLES.name])
    for _, day in sorted(by_day.items()):
        offices = [row for path in sorted(day[OFFICES.name]) for row in open_parquet(path).read().to_pylist()]
        current = [row for row in offices if latest.get(row["article_id"]) == row["revision"]]
        if current:
            articles = _articles(day[ARTICLES.name], {row["article_id"] for row in current})
            yield from (_evidence(row, articles[row["article_id"], row["revision"]]) for row in current)


def _latest_revisions(paths: Iterable[Path]) -> Mapping[str, int]:
    latest: dict[str, int] = {}
    for path in paths:
        table = open_parquet(path).read(columns=["article_id", "revision"])
        for article_id, revision in zip(*(column.to_pylist() for column in table.columns), strict=True):
            latest[article_id] = max(revision, latest.get(article_id, 0))
    return latest


def _articles(paths: Iterable[Path], wanted: set[str]) -> Mapping[tuple[str, int], Row]:
    columns = ["article_id", "revision", "cluster_id", "text"]
    rows = (
        row
        for path in paths
        for batch in open_parquet(path).iter_batches(columns=columns, batch_size=2_000)
        for row in batch.to_pylist()
    )
    return {(row["article_id"], row["revision"]): row for row in rows if row["article_id"] in wanted}


def _evidence(office: Row, article: Row) -> Evidence:
    position = office["position"]
    return Evidence(
        person_key=office["person_key"],
        position_name=office["position_name"],
        organisation_key=office["organisation_key"],
        as_of=office["as_of"],
        article_id=office["article_id"],
        cluster_id=article["cluster_id"],
        former=is_former(article["text"], position["start"], position["end"]),
    )
