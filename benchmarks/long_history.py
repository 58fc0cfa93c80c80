"""What a long history costs: the first read of a process, each further look, a commit.

    python -m benchmarks.long_history --out /dev/shm/history --commits 1000 20000 100000

The manifests of so many tiny commits (a row of `articles` and one of `ledger` each, as a stream makes them, its
compaction every 450 commits) are written as they would be, without their Parquet files; then the next writer opens
the data set, which makes what is due, and commits for real. `--compact-every 0` leaves every file alive: the worst.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from tests.nouns import judged
from transforms.domain.identity import digest
from transforms.store.commit import commit_run, only_writer, open_run, recover
from transforms.store.history import read_history, whole_history
from transforms.store.layout import manifest_folder, manifest_path
from transforms.store.maintenance import vacuum
from transforms.store.manifest import CommitKind, Manifest
from transforms.store.partitions import folder_of
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import article_row
from transforms.store.schemas import ARTICLES, LEDGER, SCHEMA_VERSION, Table

_FIRST_DAY = date(2026, 1, 1)
_COMMITS_A_DAY = 43_200  # one every two seconds
_LOOKS, _COMMITS = 30, 30
_READ = """
import sys, time
from pathlib import Path
from transforms.store.history import read_history
wall, cpu = time.perf_counter(), time.process_time()
history = read_history(Path(sys.argv[1]))
files = len(history.live)
place = history.place_of("a run that never was")
print(time.perf_counter() - wall, time.process_time() - cpu, files, place)
"""


def _part(table: Table, number: int, runs: tuple[str, ...]) -> Part:
    day, content = _FIRST_DAY + timedelta(number // _COMMITS_A_DAY), digest(f"{table.name} {number}") * 4
    path = str(folder_of(table.name, day) / f"part-{content[:24]}.parquet")
    return Part(table=table.name, path=path, rows=len(runs), bytes=4_000, sha256=content[:64], runs=runs)


def _commit(number: int, kind: CommitKind, run_id: str, added: list[Part], removed: list[str]) -> Manifest:
    rows = {run_id: {ARTICLES.name: 1, LEDGER.name: 1}} if kind is CommitKind.INGEST else {}
    return Manifest(
        sequence=number,
        run_id=run_id,
        kind=kind,
        schema_version=SCHEMA_VERSION,
        inputs=len(rows),
        outcomes={"article": 1} if rows else {},
        added=tuple(added),
        removed=tuple(sorted(removed)),
        rows=rows,
    )


def commits(count: int, compact_every: int) -> Iterator[Manifest]:
    """What a stream commits, with its compactions."""
    live: dict[tuple[str, date], list[Part]] = {}
    for number in range(1, count + 1):
        if compact_every and number % compact_every == 0:
            crowded = {place: parts for place, parts in live.items() if len(parts) > 1}
            removed = [part.path for parts in crowded.values() for part in parts]
            for (table, day), parts in crowded.items():
                runs = tuple(sorted({run for part in parts for run in part.runs}))
                table_of = ARTICLES if table == ARTICLES.name else LEDGER
                live[table, day] = [_part(table_of, number, runs)]
            added = [part for place in crowded for part in live[place]]
            yield _commit(number, CommitKind.COMPACT, f"compact-{number:08d}", added, removed)
        else:
            run_id = f"stream-{digest(str(number))[:16]}"
            added = [_part(table, number, (run_id,)) for table in (ARTICLES, LEDGER)]
            for part in added if compact_every else ():
                live.setdefault((part.table, part.day), []).append(part)
            yield _commit(number, CommitKind.INGEST, run_id, added, [])


def _write(root: Path, found: Iterator[Manifest]) -> None:
    manifest_folder(root).mkdir(parents=True)
    for manifest in found:
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        manifest_path(root, manifest.sequence).write_text(f"{text}\n", "utf-8")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _write_one(root: Path, number: int) -> None:
    with open_run(root, f"measured-{number}") as run:
        row = article_row(judged(f"Ông Lê Văn An, làng {number}."), run.run_id)
        commit_run(run, list(stage_parts(run.staging, ARTICLES, _FIRST_DAY, [row])), inputs=1, outcomes={})


def _recovered(root: Path) -> None:
    with only_writer(root):
        recover(root)


def _first_read(root: Path) -> list[float]:
    command = [sys.executable, "-c", _READ, str(root)]
    told = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() for _ in range(5)]
    return [float(value) for value in sorted(told, key=lambda one: float(one[0]))[2]]


def measure(root: Path, count: int, compact_every: int) -> str:
    """A line of the table."""
    shutil.rmtree(root, ignore_errors=True)
    _write(root, commits(count - 1, compact_every))
    without = _timed(lambda: whole_history(root))
    made = _timed(lambda: _recovered(root))
    wall, cpu, files, place = _first_read(root)
    looks = []
    for number in range(_LOOKS):
        _write_one(root, number)
        looks.append(_timed(lambda: read_history(root).live))
    committed = [_timed(lambda number=number: _write_one(root, 100 + number)) for number in range(_COMMITS)]
    vacuumed = _timed(lambda: vacuum(root))
    left = sum(1 for _ in manifest_folder(root).rglob("*.*"))
    size = sum(path.stat().st_size for path in manifest_folder(root).rglob("*.parquet"))
    after = _first_read(root)[0]
    return (
        f"{int(place):9,} {int(files):9,} {without:9.2f} {made:9.2f} {wall:9.3f} {cpu:9.3f} {median(looks):9.4f}"
        f" {median(committed):9.4f} {vacuumed:9.2f} {left:9,} {size / 1e6:9.1f} {after:9.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--commits", type=int, nargs="+", default=[1_000, 20_000, 100_000])
    parser.add_argument("--compact-every", type=int, default=450)
    told = parser.parse_args()
    heads = ("commits", "files", "all", "made", "first", "(CPU)", "look", "commit", "vacuum", "left", "MB", "first")
    sys.stdout.write(" ".join(f"{head:>9}" for head in heads) + "\n")
    for count in told.commits:
        sys.stdout.write(measure(told.out / str(count), count, told.compact_every) + "\n")
        shutil.rmtree(told.out / str(count))


if __name__ == "__main__":
    main()
