"""What a run committed, as people and schedulers ask for it."""

from __future__ import annotations

from pathlib import Path

from transforms.store.manifest import Manifest, read_history


def committed(root: Path, run_id: str) -> Manifest:
    """The last commit of a run; raises KeyError where it never committed."""
    manifest = read_history(root).latest(run_id)
    if manifest is None:
        raise KeyError(f"{root}: run {run_id} has not committed")
    return manifest
