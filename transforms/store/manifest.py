"""Manifests: what a run committed. Writing one is the commit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from transforms.store.errors import BrokenManifest
from transforms.store.files import write_durably
from transforms.store.layout import manifest_folder, manifest_path, staging_folder
from transforms.store.parts import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What one run committed to all tables at once.

    sequence        the run's place in the data set's history, kept when the run is repeated
    schema_version  of every table in the run's files
    inputs          how many inputs the run read
    outcomes        how many of them ended as what: `article`, `refused:truncated_input` …
    parts           the files, sorted by path
    """

    run_id: str
    sequence: int
    schema_version: str
    inputs: int
    outcomes: Mapping[str, int]
    parts: tuple[Part, ...]

    def rows(self) -> dict[str, int]:
        """Rows a table."""
        counts: Counter[str] = Counter()
        for part in self.parts:
            counts[part.table] += part.rows
        return dict(sorted(counts.items()))


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Commits: replaces the run's manifest in one step. The same run and rows give the same bytes."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    staging = staging_folder(root, manifest.run_id)
    write_durably(manifest_path(root, manifest.run_id), text.encode() + b"\n", by_way_of=staging)


def read_manifest(path: Path) -> Manifest:
    """Reads one manifest; raises `BrokenManifest` where it is not what `write_manifest` writes."""
    try:
        fields = json.loads(path.read_bytes())
        parts = tuple(Part(**part) for part in fields.pop("parts"))
        return Manifest(**fields, parts=parts)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        advice = "restore it from a backup, or delete it and run again"
        raise BrokenManifest(f"{path}: not a manifest ({error}); {advice}") from error


def read_manifests(root: Path) -> list[Manifest]:
    """All committed runs, oldest first."""
    manifests = [read_manifest(path) for path in manifest_folder(root).glob("*.json")]
    return sorted(manifests, key=lambda manifest: (manifest.sequence, manifest.run_id))
