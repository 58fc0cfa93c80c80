"""What keeps a history short to read: checkpoints and merged manifests, made by whoever commits.

All of it follows from the number of commits. After each `SPACING` of them the manifests since the last time are
merged, then the checkpoint appears: a file each, whole or not at all. Whoever dies in between leaves it to the next
writer, two that do it at once write the same bytes, and a disk that is full for it loses no commit.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import replace
from pathlib import Path

from transforms.store import merged
from transforms.store.checkpoint import FORMAT, Checkpoint, checkpoint_files, read_checkpoint, written
from transforms.store.errors import StoreUnwritable
from transforms.store.files import names, remove, write_durably
from transforms.store.history import History
from transforms.store.layout import (
    checkpoint_folder,
    format_path,
    manifest_folder,
    manifest_path,
    merged_folder,
    staging_root,
)

logger = logging.getLogger(__name__)

# The newest, and the one before for a reader that began with it, or should the newest be damaged.
_KEPT = 2
# An older version of dongtin says it as the reason why this is no manifest; a recipe that adds up single manifests
# fails for want of `removed`.
_TOLD = "this data set needs a dongtin that reads format 2, its older commits are in _manifests/merged"


def keep_short(root: Path, history: History) -> None:
    """Writes the checkpoint that is due, and takes away those that nobody needs. `history` is that of now."""
    due = (history.next_sequence - 1) // merged.SPACING * merged.SPACING
    if not due:
        return
    try:
        if due > (history.base.sequence if history.base else 0):
            _merge(root, due)
            _write_checkpoint(root, _as_of(history, due))
        _take_away(root)
    except (StoreUnwritable, OSError) as error:
        logger.warning("no checkpoint after commit %d: %s", due, error)


def drop_merged(root: Path, history: History) -> int:
    """Removes single manifests that are merged and older than the checkpoints that are kept; gives their number.

    Each is compared with what was merged of it. The format is told first: from then on older code refuses to read.
    """
    if history.base is None:
        return 0
    oldest = min(one.sequence for one in checkpoint_files(root))
    single = {name for name in names(manifest_folder(root)) if name.endswith(".json")} - {format_path(root).name}
    numbers = sorted(number for number in (int(name[:-5]) for name in single if name[:-5].isdigit()) if number < oldest)
    gone = 0
    for piece in merged.pieces(root, numbers[0], numbers[-1], whole=True) if numbers else ():
        if piece.file is not None:
            for sequence, text in enumerate(merged.texts(root, piece.first, piece.last), start=piece.first):
                gone += _dropped(root, sequence, text)
    return gone


def _dropped(root: Path, sequence: int, text: bytes) -> bool:
    path = manifest_path(root, sequence)
    try:
        same = path.read_bytes() == text
    except FileNotFoundError:
        return False
    if same:
        _tell_format(root)
        remove(path, below=manifest_folder(root))
    return same


def _tell_format(root: Path) -> None:
    path = format_path(root)
    if not path.exists():
        told = {"added": [{_TOLD: FORMAT, "runs": []}], "format": FORMAT, "kind": "ingest"}
        write_durably(path, json.dumps(told, indent=1, sort_keys=True).encode() + b"\n", by_way_of=staging_root(root))


def _as_of(history: History, sequence: int) -> Checkpoint:
    """The state after an earlier commit, or the last one."""
    recent = tuple(one for one in history.recent if one.sequence <= sequence)
    then = replace(history, recent=recent, last=recent[-1])
    follows = hashlib.sha256(manifest_path(history.root, sequence).read_bytes()).hexdigest()
    return Checkpoint(sequence=sequence, live=then.live, follows=follows, versions=then.schema_versions)


def _write_checkpoint(root: Path, checkpoint: Checkpoint) -> None:
    name, content = written(checkpoint)
    write_durably(checkpoint_folder(root) / name, content, by_way_of=staging_root(root))
    read_checkpoint.cache_clear()
    for other in checkpoint_files(root):
        if other.sequence == checkpoint.sequence and other.path.name != name:
            remove(other.path, below=checkpoint_folder(root))


def _merge(root: Path, due: int) -> None:
    """Makes the merged files that there are after `due` commits, from what is merged already and single manifests."""
    there = {(one.first, one.last): one for one in merged.merged_files(root)}
    for first, last in merged.spans(due):
        file = there.get((first, last))
        if file is not None and not merged.fits(root, file):
            remove(file.path, below=merged_folder(root))
            file = None
        if file is None:
            _write_merged(root, first, last, due)


def _write_merged(root: Path, first: int, last: int, due: int) -> None:
    # What goes on behind the commits of now tells of a history that was taken back: only its beginning is this one.
    content = merged.written(merged.texts(root, first, last, upto=due), first)
    name = f"{first:08d}-{last:08d}-{hashlib.sha256(content).hexdigest()[:24]}.parquet"
    write_durably(merged_folder(root) / name, content, by_way_of=staging_root(root))
    merged.forget()


def _take_away(root: Path) -> None:
    for old in checkpoint_files(root)[_KEPT:]:
        remove(old.path, below=checkpoint_folder(root))
    files = merged.merged_files(root)
    for file in files:
        wider = [one for one in files if one.first <= file.first and file.last <= one.last and one != file]
        if any(one.last - one.first > file.last - file.first and merged.is_sound(one) for one in wider):
            remove(file.path, below=merged_folder(root))
