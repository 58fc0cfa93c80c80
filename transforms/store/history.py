"""The history of a data set: its newest checkpoint, the commits after it, and all of them for whoever asks.

Who reads the files of today needs the checkpoint and at most some thousand manifests; who asks after a run, the
column of run ids of the merged ones. What reads every manifest says so.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.store import merged
from transforms.store.checkpoint import FORMAT, Checkpoint, checkpoint_files, read_checkpoint
from transforms.store.errors import BrokenManifest, NewerFormat
from transforms.store.files import Numbered, numbered
from transforms.store.layout import format_path, manifest_folder, manifest_path
from transforms.store.manifest import CommitKind, Counts, Manifest, parsed, read_once
from transforms.store.parts import Part
from transforms.store.schemas import SCHEMA_VERSION

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

# A checkpoint goes when two newer ones are there: a reader that was so slow begins again.
_ATTEMPTS = 20


@dataclass(frozen=True, kw_only=True)
class History:
    """The commits of a data set, as of one of them.

    base    the checkpoint that it begins with; None where it begins with the first commit
    recent  the commits after it, oldest first
    last    the newest commit; None where there is none
    """

    root: Path
    base: Checkpoint | None = None
    recent: tuple[Manifest, ...] = ()
    last: Manifest | None = None

    @cached_property
    def live(self) -> dict[str, Part]:
        """The files that make up the data set now, by path."""
        live = dict(self.base.live) if self.base else {}
        for manifest in self.recent:
            for path in manifest.removed:
                live.pop(path, None)
            live.update((part.path, part) for part in manifest.added)
        return live

    @property
    def next_sequence(self) -> int:
        """The place of the next commit."""
        return self.last.sequence + 1 if self.last else 1

    @property
    def schema_versions(self) -> tuple[str, ...]:
        """The versions of the tables that commits have written, sorted."""
        before = self.base.versions if self.base else ()
        return tuple(sorted({*before, *(one.schema_version for one in self.recent)}))

    def place_of(self, run_id: str) -> int:
        """Where a run stands: the sequence of its first commit, or of the next one where it has none."""
        row = pc.index(self._index["run_id"], pa.scalar(run_id)).as_py()
        own = (manifest.sequence for manifest in self.recent if manifest.run_id == run_id)
        return row + 1 if row >= 0 else next(own, self.next_sequence)

    def not_before(self, run_id: str) -> frozenset[str]:
        """The run and those that stand behind it: all that it must not know of."""
        place = self.place_of(run_id)
        earlier = self.run_ids(last=place - 1) if place < self.next_sequence else ()
        return frozenset({run_id, *self.run_ids(first=place)}.difference(earlier))

    def run_ids(self, *, first: int = 1, last: int | None = None) -> list[str]:
        """The runs of the commits from `first` to `last`, a name each, in their order."""
        end = last if last is not None else self.next_sequence - 1
        count = min(end, self._merged) - first + 1
        old = self._index["run_id"].slice(first - 1, count).to_pylist() if count > 0 else []
        return [*map(str, old), *(one.run_id for one in self.recent if first <= one.sequence <= end)]

    def latest(self, run_id: str) -> Manifest | None:
        """A run's last commit."""
        return self._latest.get(run_id) or next(self.newest(run_id), None)

    def newest(self, run_id: str | None = None, *, skip: int = 0) -> Iterator[Manifest]:
        """The commits, or those of a run, the newest first; reads one when it is asked for."""
        recent = [one for one in self.recent if run_id in (None, one.run_id)]
        yield from recent[: len(recent) - skip][::-1] if skip < len(recent) else ()
        rows = range(self._merged) if run_id is None else self._rows_of(run_id)
        rest = max(0, skip - len(recent))
        for row in rows[: len(rows) - rest][::-1] if rest < len(rows) else ():
            yield self._manifest(row + 1)

    def count(self, run_id: str | None = None) -> int:
        """How many commits there are, or how many of a run."""
        if run_id is None:
            return self.next_sequence - 1
        return len(self._rows_of(run_id)) + sum(one.run_id == run_id for one in self.recent)

    def rows_of(self, run_ids: Collection[str]) -> dict[str, Counts]:
        """Run → table → rows as of now, of runs that have committed; raises KeyError where one has not."""
        left, found = set(run_ids), dict[str, Counts]()
        for manifest in self._may_change(left):
            for run_id in left.intersection(manifest.rows):
                found[run_id] = manifest.rows[run_id]
                left.discard(run_id)
            if not left:
                return found
        if left:
            raise KeyError(f"{self.root}: runs that never committed: {sorted(left)}")
        return found

    @cached_property
    def manifests(self) -> tuple[Manifest, ...]:
        """All commits, oldest first. Reads every one; raises `BrokenManifest`."""
        return (*_again(lambda: tuple(merged.manifests(self.root, 1, self._merged))), *self.recent)

    @cached_property
    def rows(self) -> dict[str, Counts]:
        """Run → table → rows as of now. Reads every commit."""
        return {run_id: counts for manifest in self.manifests for run_id, counts in manifest.rows.items()}

    @cached_property
    def amended(self) -> frozenset[str]:
        """The runs whose rows a commit of another run has changed (replayed, expired). Reads every commit."""
        return frozenset(run_id for manifest in self.manifests for run_id in manifest.rows if run_id != manifest.run_id)

    @cached_property
    def _latest(self) -> dict[str, Manifest]:
        return {one.run_id: one for one in self.recent}

    @property
    def _merged(self) -> int:
        return self.base.sequence if self.base else 0

    @cached_property
    def _index(self) -> pa.Table:
        return _again(lambda: merged.index(self.root, self._merged)) if self.base else merged.EMPTY_INDEX

    def _rows_of(self, *run_ids: str) -> Sequence[int]:
        own = pc.is_in(self._index["run_id"], value_set=pa.array(sorted(run_ids), pa.string()))
        return np.flatnonzero(own.to_numpy()).tolist()

    def _manifest(self, sequence: int) -> Manifest:
        return parsed(_again(lambda: merged.text_of(self.root, sequence)), f"{self.root}: commit {sequence}")

    def _may_change(self, run_ids: Collection[str]) -> Iterator[Manifest]:
        yield from reversed(self.recent)
        amending = np.flatnonzero(self._index["amends"].to_numpy()).tolist()
        rows = sorted({*self._rows_of(*run_ids), *amending}, reverse=True)
        yield from (self._manifest(row + 1) for row in rows)


def next_manifest(
    history: History,
    run_id: str,
    kind: CommitKind,
    *,
    added: Iterable[Part],
    removed: Iterable[Part],
    rows: Mapping[str, Counts],
    inputs: int = 0,
    outcomes: Mapping[str, int] = MappingProxyType({}),
) -> Manifest:
    """The commit that follows a history, in today's schema.

    A part is named by its bytes: one that is removed and added again stays, so it is not among the removed.
    """
    new = {part.path: part for part in added}
    return Manifest(
        sequence=history.next_sequence,
        run_id=run_id,
        kind=kind,
        schema_version=SCHEMA_VERSION,
        inputs=inputs,
        outcomes=dict(sorted(outcomes.items())),
        added=tuple(new[path] for path in sorted(new)),
        removed=tuple(sorted({part.path for part in removed} - set(new))),
        rows=rows,
    )


def read_history(root: Path) -> History:
    """The history as of now; what did not change since this process read it is not read again.

    Raises `BrokenManifest` where a manifest that it needs is damaged or missing, `NewerFormat`.
    """
    return _again(lambda: _read(root))


def newest_sequence(root: Path) -> int:
    """The place of the newest commit, by names alone; 0 where there is none."""
    start = max((one.sequence for one in checkpoint_files(root)), default=1)
    return max((one.number for one in numbered(manifest_folder(root), start)), default=0)


def whole_history(root: Path) -> History:
    """The same from the first commit on, without a checkpoint: every manifest is read. Raises as `read_history`."""
    return _again(lambda: _whole(root))


def _whole(root: Path) -> History:
    listed = numbered(manifest_folder(root))
    if listed and listed[0].number == 0:
        _refuse_newer(root)
        listed = listed[1:]
    last = listed[-1].number if listed else 0
    if not last and (checkpoint_files(root) or merged.merged_files(root)):
        raise BrokenManifest(f"{manifest_folder(root)}: the latest manifests are missing; restore them from a backup")
    single = len(listed) == last
    manifests = _in_order(root, 1, listed) if single else tuple(merged.manifests(root, 1, last))
    return History(root=root, recent=manifests, last=manifests[-1] if manifests else None)


def _read(root: Path) -> History:
    files = checkpoint_files(root)
    for file in files:
        base = read_checkpoint(file)
        found = _after(root, base) if base else None
        if found:
            return found
        if checkpoint_files(root) != files:
            raise FileNotFoundError(file.path)
        if base:
            _tell_once(file.path)
    return _whole(root)


def _after(root: Path, base: Checkpoint) -> History | None:
    """The history from a checkpoint on; None where the manifest that it follows is another one."""
    listed = numbered(manifest_folder(root), base.sequence)
    if not listed or listed[0].number != base.sequence or _digest(root, *listed[0]) != base.follows:
        return None
    manifests = _in_order(root, base.sequence, listed)
    return History(root=root, base=base, recent=manifests[1:], last=manifests[-1])


def _in_order(root: Path, first: int, listed: Iterable[Numbered]) -> tuple[Manifest, ...]:
    manifests = tuple(read_once(root, *one) for one in listed)
    for expected, manifest in enumerate(manifests, start=first):
        if manifest.sequence != expected:
            missing = manifest_path(root, expected)
            raise BrokenManifest(f"{missing}: missing, later commits are there; restore it from a backup")
    return manifests


@lru_cache(maxsize=16)
def _digest(root: Path, sequence: int, _version: str, _size: int) -> str:
    return hashlib.sha256(manifest_path(root, sequence).read_bytes()).hexdigest()


@lru_cache(maxsize=16)
def _tell_once(path: Path) -> None:
    logger.warning("%s: not a checkpoint of this history, passed over; `dongtin check` tells more", path)


def _refuse_newer(root: Path) -> None:
    try:
        told = json.loads(format_path(root).read_bytes())["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenManifest(f"{format_path(root)}: does not tell the format ({error})") from error
    if told > FORMAT:
        raise NewerFormat(f"{root}: format {told}, this code reads up to {FORMAT}; use a newer dongtin")


def _again(ask: Callable[[], Answer]) -> Answer:
    """Asks anew where a writer has merged, or taken away, what was being read."""
    for _ in range(_ATTEMPTS):
        try:
            return ask()
        except FileNotFoundError:
            continue
    return ask()
