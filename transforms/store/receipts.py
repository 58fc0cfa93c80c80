"""What one pipeline has staged, written down for whoever commits: one wave of a run, or all of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from transforms.store.commit import OpenRun, commit_run, rows_by_table
from transforms.store.errors import RowsLost
from transforms.store.files import write_durably
from transforms.store.manifest import Manifest
from transforms.store.parts import Part, by_partition, part_of
from transforms.store.rewrite import merged

# Parts of one table and day are merged until they hold so much, compressed: all of a merge is in memory.
_MERGED_BYTES = 16 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The files that a pipeline staged, how many inputs it read, and how these ended: `article`, `refused:…`."""

    parts: tuple[Part, ...]
    inputs: int
    outcomes: Mapping[str, int]


def write_receipt(run: OpenRun, receipt: Receipt) -> None:
    """Leaves the receipt of a wave in the run's staging folder, whole or not at all."""
    write_durably(_path(run), json.dumps(asdict(receipt), sort_keys=True).encode(), by_way_of=run.staging)


def take_receipt(run: OpenRun) -> Receipt:
    """The receipt that a wave's pipeline left; raises `FileNotFoundError` where it left none."""
    fields = json.loads(_path(run).read_bytes())
    _path(run).unlink()
    parts = tuple(part_of(part) for part in fields["parts"])
    return Receipt(parts=parts, inputs=fields["inputs"], outcomes=fields["outcomes"])


def commit_receipts(run: OpenRun, receipts: Sequence[Receipt]) -> Manifest:
    """Commits what the waves of a run have staged, all at once, as few files.

    The same receipts give the same files. Raises `RowsLost`, and commits nothing, where merging changes a count.
    """
    staged = [part for receipt in receipts for part in receipt.parts]
    parts = list(_merged(run, staged)) if len(receipts) > 1 else staged
    if rows_by_table(parts) != rows_by_table(staged):
        raise RowsLost(f"run {run.run_id}: rows staged {rows_by_table(staged)}, rows merged {rows_by_table(parts)}")
    outcomes: Counter[str] = Counter()
    for receipt in receipts:
        outcomes.update(receipt.outcomes)
    return commit_run(run, parts, inputs=sum(receipt.inputs for receipt in receipts), outcomes=outcomes)


def _merged(run: OpenRun, staged: Iterable[Part]) -> Iterator[Part]:
    for _, parts in sorted(by_partition(staged).items()):
        for some in _heaps(parts):
            yield from merged(run.staging, run.staging, some) if len(some) > 1 else some


def _heaps(parts: Iterable[Part]) -> Iterator[list[Part]]:
    heap: list[Part] = []
    for part in parts:
        if heap and sum(one.bytes for one in heap) + part.bytes > _MERGED_BYTES:
            yield heap
            heap = []
        heap.append(part)
    if heap:
        yield heap


def _path(run: OpenRun) -> Path:
    return run.staging / "receipt.json"
