"""Where things lie in a data set.

<root>/<table>/published_date=YYYY-MM-DD/part-<content>.parquet   what readers glob
<root>/_manifests/NNNNNNNN.json                                   the commit points, one a commit
<root>/_manifests/merged/<first>-<last>-<content>.parquet         the older ones, many in a file
<root>/_manifests/checkpoints/NNNNNNNN-<content>.parquet          the live files after a commit
<root>/_manifests/00000000.json                                   the format, where older manifests are merged only
<root>/_staging/<run>/…                                           a run's files before its commit
<root>/_lock                                                      held by the one writer

Of a data set in an object store the last two lie in a local folder (`places.work_folder`).
"""

from __future__ import annotations

from pathlib import Path

from transforms.wiring.places import work_folder


def manifest_folder(root: Path) -> Path:
    """The folder of the history."""
    return root / "_manifests"


def manifest_path(root: Path, sequence: int) -> Path:
    """One commit."""
    return manifest_folder(root) / f"{sequence:08d}.json"


def format_path(root: Path) -> Path:
    """What tells code and recipes that know single manifests only that they would read a part of the history."""
    return manifest_path(root, 0)


def merged_folder(root: Path) -> Path:
    """Manifests, many in a file."""
    return manifest_folder(root) / "merged"


def checkpoint_folder(root: Path) -> Path:
    """The live files as of some commits."""
    return manifest_folder(root) / "checkpoints"


def staging_root(root: Path) -> Path:
    """The folder of what is not committed yet."""
    return work_folder(root) / "_staging"


def staging_folder(root: Path, run_id: str) -> Path:
    """The folder of one run's files before its commit."""
    return staging_root(root) / run_id


def progress_path(root: Path, run_id: str) -> Path:
    """A file that grows by one byte for each input judged; gone after the commit."""
    return staging_folder(root, run_id) / "progress"


def lock_path(root: Path) -> Path:
    """The lock of the one writer."""
    return work_folder(root) / "_lock"
