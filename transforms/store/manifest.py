"""The history of a data set: a manifest a commit, each saying which files it added and which it took away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from transforms.store.errors import BrokenManifest
from transforms.store.files import create_durably, versions
from transforms.store.layout import manifest_folder, manifest_path, staging_root
from transforms.store.parts import Part, part_of
from transforms.store.schemas import SCHEMA_VERSION

# What a run put in, by table; `inputs` counts what it read.
Counts = Mapping[str, int]


class CommitKind(StrEnum):
    """What a commit did."""

    INGEST = "ingest"
    COMPACT = "compact"
    EXPIRE = "expire"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One commit: from the moment its file is there, its rows are in the data set, and before it none of them is.

    sequence        1, 2, 3 …: the place in the history
    run_id          the run that committed
    schema_version  of all tables, in the files added
    inputs          how many inputs the run read
    outcomes        how many of them ended as what: `article`, `refused:truncated_input` …
    added, removed  files, and the paths of files that are no longer part of the data set; sorted by path
    rows            run → table → rows, for every run whose rows this commit changed: what stands afterwards
    """

    sequence: int
    run_id: str
    kind: CommitKind
    schema_version: str
    inputs: int
    outcomes: Mapping[str, int]
    added: tuple[Part, ...]
    removed: tuple[str, ...]
    rows: Mapping[str, Counts]


@dataclass(frozen=True, kw_only=True)
class History:
    """All commits, oldest first."""

    manifests: tuple[Manifest, ...]

    @cached_property
    def live(self) -> dict[str, Part]:
        """The files that make up the data set now, by path."""
        live: dict[str, Part] = {}
        for manifest in self.manifests:
            for path in manifest.removed:
                live.pop(path, None)
            live.update((part.path, part) for part in manifest.added)
        return live

    @cached_property
    def rows(self) -> dict[str, Counts]:
        """Run → table → rows as of now."""
        return {run_id: counts for manifest in self.manifests for run_id, counts in manifest.rows.items()}

    @cached_property
    def amended(self) -> frozenset[str]:
        """The runs whose rows a commit of another run has changed (replayed, expired)."""
        return frozenset(run_id for manifest in self.manifests for run_id in manifest.rows if run_id != manifest.run_id)

    @property
    def next_sequence(self) -> int:
        """The place of the next commit."""
        return self.manifests[-1].sequence + 1 if self.manifests else 1

    def place_of(self, run_id: str) -> int:
        """Where a run stands: the sequence of its first commit, or of the next one where it has none."""
        own = (manifest.sequence for manifest in self.manifests if manifest.run_id == run_id)
        return next(own, self.next_sequence)

    def latest(self, run_id: str) -> Manifest | None:
        """A run's last commit."""
        return self._latest.get(run_id)

    @cached_property
    def _latest(self) -> dict[str, Manifest]:
        return {one.run_id: one for one in self.manifests}


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


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Commits. Raises `StoreBusy` where another writer has taken this place in the history."""
    both = {part.path for part in manifest.added}.intersection(manifest.removed)
    if both:
        raise ValueError(f"{manifest.run_id} adds and removes the same files, which would be lost: {sorted(both)}")
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    path = manifest_path(root, manifest.sequence)
    create_durably(path, text.encode() + b"\n", by_way_of=staging_root(root))


def read_manifest(path: Path) -> Manifest:
    """Reads one manifest; raises `BrokenManifest` where it is not what `write_manifest` writes."""
    try:
        fields = json.loads(path.read_bytes())
        added = tuple(part_of(part) for part in fields.pop("added"))
        kind, removed = CommitKind(fields.pop("kind")), tuple(fields.pop("removed"))
        return Manifest(**fields, kind=kind, added=added, removed=removed)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        advice = "restore it from a backup"
        raise BrokenManifest(f"{path}: not a manifest ({error}); {advice}") from error


def read_history(root: Path) -> History:
    """All commits of a data set; raises `BrokenManifest` where one is damaged or missing.

    A manifest that did not change since this process read it is not read again: a stream commits every few seconds.
    """
    manifests = tuple(
        _read_once(path, version, size) for path, version, size in versions(manifest_folder(root), "*.json")
    )
    for expected, manifest in enumerate(manifests, start=1):
        if manifest.sequence != expected:
            missing = manifest_path(root, expected)
            raise BrokenManifest(f"{missing}: missing, later commits are there; restore it from a backup")
    return History(manifests=manifests)


@lru_cache(maxsize=100_000)
def _read_once(path: Path, _version: str, _size: int) -> Manifest:
    return read_manifest(path)
