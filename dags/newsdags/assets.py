"""The assets that downstream DAGs wait for: one a table, one a publisher, with counts and partitions in each event."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from airflow.sdk import Asset, AssetAlias

from newsdags.spec import DatasetSpec

TABLE_NAMES = ("articles", "mentions", "offices", "dead_letters", "ledger")


def table_asset(spec: DatasetSpec, table: str) -> Asset:
    """The asset of a table, `dongtin://<name>/<table>`."""
    return Asset(name=f"{spec.name}_{table}", uri=f"dongtin://{spec.name}/{table}", group="dongtin")


def publisher_asset(spec: DatasetSpec, publisher: str) -> Asset:
    """The asset of one publisher's articles, `dongtin://<name>/articles/<publisher>`."""
    word = ascii_name(publisher)
    return Asset(name=f"{spec.name}_articles_{word}", uri=f"dongtin://{spec.name}/articles/{word}", group="dongtin")


def ascii_name(publisher: str) -> str:
    """A publisher as an asset may be named, in ASCII: `Tập san Bến Nước` → `tap-san-ben-nuoc`."""
    plain = unicodedata.normalize("NFD", publisher.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-") or "unnamed"


def publishers_alias(spec: DatasetSpec) -> AssetAlias:
    """Stands for the assets of all publishers: which had articles is known only after a run."""
    return AssetAlias(name=f"{spec.name}_publishers", group="dongtin")


def run_counts(out: str, run_id: str) -> dict[str, Any]:
    """What a run has committed: inputs, outcomes, rows by table, articles by publisher and partition."""
    from transforms.store.summary import articles_by_publisher, committed  # Arrow: not while DAGs are parsed

    manifest = committed(Path(out), run_id)
    return {
        "run_ids": [run_id],
        "inputs": manifest.inputs,
        "outcomes": dict(manifest.outcomes),
        "rows": dict(manifest.rows[run_id]),
        "publishers": articles_by_publisher(Path(out), run_id),
    }


def last_commit(out: str) -> int:
    """How many commits the data set has; none where it does not exist."""
    from transforms.store.history import read_history

    return read_history(Path(out)).next_sequence - 1


def counts_since(out: str, commit: int, kind: str) -> dict[str, Any]:
    """What the runs of a kind (`fetch`, `replay`: how their names begin) committed after a place in the history."""
    from transforms.store.history import read_history

    later = read_history(Path(out)).run_ids(first=commit + 1)
    return together(run_counts(out, run_id) for run_id in dict.fromkeys(later) if run_id.startswith(f"{kind}-"))


def together(runs: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The counts of several runs added up, with all their partitions."""
    parts = list(runs)
    publishers: dict[str, Counter[str]] = {}
    for part in parts:
        for publisher, days in part["publishers"].items():
            publishers.setdefault(publisher, Counter()).update(days)
    return {
        "run_ids": [run_id for part in parts for run_id in part["run_ids"]],
        "inputs": sum(part["inputs"] for part in parts),
        "outcomes": _added(part["outcomes"] for part in parts),
        "rows": _added(part["rows"] for part in parts),
        "publishers": {name: dict(sorted(days.items())) for name, days in sorted(publishers.items())},
        "partitions": sorted({day for days in publishers.values() for day in days}),
    }


def publish_events(spec: DatasetSpec, events: Any, counts: dict[str, Any], span: dict[str, Any]) -> None:
    """Writes the metadata of the events of this task: of every table, and of every publisher with new articles."""
    about = {**span, "out": spec.out, "run_ids": counts["run_ids"]}
    for table in TABLE_NAMES:
        events[table_asset(spec, table)].extra = {
            **about,
            "rows": counts["rows"].get(table, 0),
            "partitions": counts["partitions"],
        }
    for publisher, days in counts["publishers"].items():
        if publisher:
            extra = {**about, "publisher": publisher, "rows": sum(days.values()), "partitions": days}
            events[publishers_alias(spec)].add(publisher_asset(spec, publisher), extra=extra)


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items()))
