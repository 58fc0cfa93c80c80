"""The manifest of a commit: which files it added and which it took away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from transforms.store.errors import BrokenManifest
from transforms.store.files import create_durably
from transforms.store.layout import manifest_path, staging_root
from transforms.store.parts import Part, part_of

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


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Commits. Raises `StoreBusy` where another writer has taken this place in the history."""
    both = {part.path for part in manifest.added}.intersection(manifest.removed)
    if both:
        raise ValueError(f"{manifest.run_id} adds and removes the same files, which would be lost: {sorted(both)}")
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    path = manifest_path(root, manifest.sequence)
    create_durably(path, text.encode() + b"\n", by_way_of=staging_root(root))


def read_manifest(root: Path, sequence: int) -> Manifest:
    """Reads one manifest; raises `BrokenManifest` where it is not what `write_manifest` writes."""
    path = manifest_path(root, sequence)
    return parsed(path.read_bytes(), path)


@lru_cache(maxsize=100_000)
def read_once(root: Path, sequence: int, _version: str, _size: int) -> Manifest:
    """The same, read again only where it changed since this process did: a stream commits every few seconds."""
    return read_manifest(root, sequence)


def parsed(text: bytes, where: object) -> Manifest:
    """A manifest as its file keeps it; raises `BrokenManifest`, which says where it was found."""
    try:
        fields = json.loads(text)
        added = tuple(part_of(part) for part in fields.pop("added"))
        kind, removed = CommitKind(fields.pop("kind")), tuple(fields.pop("removed"))
        return Manifest(**fields, kind=kind, added=added, removed=removed)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        advice = "restore it from a backup"
        raise BrokenManifest(f"{where}: not a manifest ({error}); {advice}") from error
