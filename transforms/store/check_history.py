"""Do checkpoints and merged manifests say what the single manifests say?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from transforms.store import merged
from transforms.store.checkpoint import CheckpointFile, checkpoint_files, read_checkpoint
from transforms.store.history import History
from transforms.store.layout import manifest_path

_DAMAGED = (
    "its bytes are not those that its name tells of; remove it where single manifests or another checkpoint stand"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as the manifests say: where, and what a person should know of it."""

    where: str
    what: str


def check_history(root: Path, history: History) -> Iterator[Difference]:
    """Compares each checkpoint with the sum of the manifests, each merged file with the single ones still there.

    history  all commits, from the first one on
    """
    # What this process has read may have been damaged since.
    read_checkpoint.cache_clear()
    merged.forget()
    for file in checkpoint_files(root):
        if wrong := _wrong_checkpoint(root, history, file):
            yield Difference(where=str(file.path).removeprefix(f"{root}/"), what=wrong)
    for one in merged.merged_files(root):
        if wrong := _wrong_merged(root, history, one):
            yield Difference(where=str(one.path).removeprefix(f"{root}/"), what=wrong)


def _wrong_checkpoint(root: Path, history: History, file: CheckpointFile) -> str | None:
    found = read_checkpoint(file)
    if found is None:
        return _DAMAGED
    then = replace(history, recent=history.recent[: file.sequence])
    if file.sequence >= history.next_sequence or found.sequence != file.sequence:
        return f"follows commit {found.sequence}, the last one is {history.next_sequence - 1}"
    if hashlib.sha256(merged.text_of(root, file.sequence)).hexdigest() != found.follows:
        return f"follows another commit {file.sequence}: it is of another history"
    if list(found.live.items()) != list(then.live.items()) or found.versions != then.schema_versions:
        return f"its {len(found.live)} files are not the {len(then.live)} that the manifests add up to"
    return None


def _wrong_merged(root: Path, history: History, file: merged.Merged) -> str | None:
    if not merged.is_sound(file):
        return _DAMAGED
    if file.last >= history.next_sequence:
        return f"tells of commit {file.last}, the last one is {history.next_sequence - 1}"
    if not merged.is_indexed_rightly(file):
        return "its columns are not those of its manifests"
    for sequence, text in enumerate(merged.held_by(file, file.first, file.last), start=file.first):
        try:
            single = manifest_path(root, sequence).read_bytes()
        except FileNotFoundError:
            continue
        if single != text:
            return f"holds another manifest of commit {sequence} than {manifest_path(root, sequence).name}"
    return None
