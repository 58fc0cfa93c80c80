"""What earlier runs stored before the articles at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from transforms.domain.judgements import Version, instant
from transforms.store.commit import OpenRun
from transforms.store.rows import Row
from transforms.store.schemas import Table
from transforms.wiring.places import open_parquet

_COLUMNS = ["article_id", "revision", "text_hash", "published_at", "fetched_at", "cluster_id", "run_id"]
_BATCH_ROWS = 2_000


class KnownFile(NamedTuple):
    """A file with rows to be known of.

    whole  all its rows count; otherwise those of earlier runs only
    """

    day: date
    path: str
    whole: bool


class Sought(NamedTuple):
    """Which versions matter: those of these articles, and those with these texts (by `text_hash`)."""

    article_ids: pa.StringArray
    text_hashes: pa.StringArray


def known_files(run: OpenRun, table: Table) -> list[KnownFile]:
    """The files of one table that hold rows of earlier runs, sorted by path."""
    committed = [
        KnownFile(part.day, str(run.root / part.path), whole=run.later.isdisjoint(part.runs))
        for part in run.live
        if part.table == table.name and not run.later.issuperset(part.runs)
    ]
    return sorted(committed, key=lambda file: file.path)


def read_versions(file: KnownFile, sought: Sought, later: Collection[str]) -> Iterator[Version]:
    """The versions sought that one article file holds; of a file that is not whole, not those of the runs `later`.

    Reads seven columns, and makes Python objects only of the rows that are sought.
    """
    for batch in open_parquet(file.path).iter_batches(columns=_COLUMNS):
        same_article = pc.is_in(batch["article_id"], value_set=sought.article_ids)
        same_text = pc.is_in(batch["text_hash"], value_set=sought.text_hashes)
        for row in batch.filter(pc.or_(same_article, same_text)).to_pylist():
            if file.whole or row["run_id"] not in later:
                yield _version(row)


def every_version(path: str) -> Iterator[Version]:
    """All versions that one article file holds, for whoever keeps an index of them."""
    for batch in open_parquet(path).iter_batches(_BATCH_ROWS, columns=_COLUMNS):
        yield from map(_version, batch.to_pylist())


def _version(row: Row) -> Version:
    return Version(
        article_id=row["article_id"],
        revision=row["revision"],
        text_hash=row["text_hash"],
        arrived_at=instant(row["fetched_at"]),
        seen_at=instant(row["published_at"] or row["fetched_at"]),
        cluster_id=row["cluster_id"],
    )
