"""What earlier runs committed, as light as dedup can work with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from pathlib import Path

import pyarrow.parquet as pq

from transforms.domain.judgements import Version
from transforms.store.manifest import Manifest

_COLUMNS = ["article_id", "revision", "text_hash", "published_at", "fetched_at"]


def known_parts(root: Path, earlier: Iterable[Manifest]) -> list[str]:
    """The article files of these runs, as paths."""
    return [str(root / part.path) for manifest in earlier for part in manifest.parts if part.table == "articles"]


def read_versions(path: str) -> Iterator[Version]:
    """The versions in one article file; reads five columns only."""
    for batch in pq.ParquetFile(path).iter_batches(columns=_COLUMNS):
        for row in batch.to_pylist():
            seen_at = row["published_at"] or row["fetched_at"]
            yield Version(
                article_id=row["article_id"],
                revision=row["revision"],
                text_hash=row["text_hash"],
                seen_at=seen_at.astimezone(UTC).isoformat(timespec="seconds"),
            )
