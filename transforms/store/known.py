"""What earlier runs committed, as light as dedup can work with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC

import pyarrow.parquet as pq

from transforms.domain.judgements import Version
from transforms.store.commit import OpenRun

_COLUMNS = ["article_id", "revision", "text_hash", "published_at", "fetched_at", "cluster_id", "run_id"]


def known_parts(run: OpenRun) -> list[str]:
    """The article files that hold rows of earlier runs, as paths."""
    articles = (part for part in run.live if part.table == "articles")
    return sorted(str(run.root / part.path) for part in articles if not run.earlier.isdisjoint(part.runs))


def read_versions(path: str, runs: Collection[str]) -> Iterator[Version]:
    """The versions that some runs put in one article file; reads seven columns only."""
    for batch in pq.ParquetFile(path).iter_batches(columns=_COLUMNS):
        for row in batch.to_pylist():
            if row["run_id"] not in runs:
                continue
            seen_at = row["published_at"] or row["fetched_at"]
            yield Version(
                article_id=row["article_id"],
                revision=row["revision"],
                text_hash=row["text_hash"],
                seen_at=seen_at.astimezone(UTC).isoformat(timespec="seconds"),
                cluster_id=row["cluster_id"],
            )
