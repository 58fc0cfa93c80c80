"""Rows stored, compacted and checked: CPU time a row and peak memory of each process, at two sizes.

    python -m benchmarks.store_million --out /dev/shm/million --rows 10000 1000000

Synthetic rows of all tables that an article fills: one in `articles` (a text of some 2 kB), `signatures` (300 shingles)
and `ledger`, five in `mentions`, one in two in `offices`. A run brings 5,000 articles of one day, and two runs share
their day, so that every partition has two files to merge. Rows are made before the clock starts; a step is a process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from tests.nouns import judged, outcome
from transforms.store.check import check_dataset
from transforms.store.commit import commit_run, open_run
from transforms.store.history import read_history
from transforms.store.maintenance import compact
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import Row, article_row, ledger_row, mention_rows, office_rows
from transforms.store.schemas import ARTICLES, LEDGER, MENTIONS, OFFICES, SIGNATURES, Table

_RUN_ROWS, _RUN_DAYS = 5_000, 1
_FIRST_DAY = date(2000, 1, 1)
_WORDS = (
    "hội nghị tỉnh ủy xã phường người dân xây dựng kinh tế phát triển chương trình kế hoạch năm tháng ngày " * 4
).split()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--rows", type=int, nargs="+", default=[10_000, 1_000_000])
    arguments.add_argument("--step", choices=STEPS)
    given = arguments.parse_args()
    if given.step:
        (rows,) = given.rows
        print(json.dumps(STEPS[given.step](given.out, rows) | {"megabytes": _peak_megabytes()}))
        return
    for rows in given.rows:
        root = given.out / str(rows)
        for step in STEPS:
            _measure(step, root, rows)


def _measure(step: str, root: Path, rows: int) -> None:
    command = [sys.executable, "-m", "benchmarks.store_million", "--out", root, "--rows", str(rows), "--step", step]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(
        f"{rows:>9,} rows  {step:<8} {told['cpu'] / rows * 1e6:7.1f} µs of CPU a row, peak {told['megabytes']} MB",
        end="",
    )
    print(f"  ({told['wall']:.0f} s, {told['files']:,} files)", flush=True)


def store(root: Path, rows: int) -> dict[str, Any]:
    cpu = wall = 0.0
    for number in range(rows // _RUN_ROWS):
        run_id = f"run-{number:05d}"
        made = {day: dict(_tables(run_id, number, day)) for day in _days(number)}
        started = time.process_time(), time.monotonic()
        with open_run(root, run_id) as run:
            parts = [part for day, tables in made.items() for part in _stage(run.staging, day, tables)]
            commit_run(run, parts, inputs=_RUN_ROWS, outcomes={"article": _RUN_ROWS})
        cpu, wall = cpu + time.process_time() - started[0], wall + time.monotonic() - started[1]
    return {"cpu": cpu, "wall": wall, "files": len(read_history(root).live)}


def compacted(root: Path, rows: int) -> dict[str, Any]:
    started = time.process_time(), time.monotonic()
    if compact(root, before=date(2100, 1, 1)) is None:
        sys.exit("nothing was to merge: start with an empty folder")
    spent = time.process_time() - started[0], time.monotonic() - started[1]
    return {"cpu": spent[0], "wall": spent[1], "files": len(read_history(root).live)}


def checked(root: Path, rows: int) -> dict[str, Any]:
    started = time.process_time(), time.monotonic()
    differences = check_dataset(root)
    spent = time.process_time() - started[0], time.monotonic() - started[1]
    history = read_history(root)
    if differences or rows != sum(part.rows for part in history.live.values() if part.table == ARTICLES.name):
        sys.exit(f"rows are lost: {differences[:3]}")
    return {"cpu": spent[0], "wall": spent[1], "files": len(history.live)}


STEPS = {"store": store, "compact": compacted, "check": checked}


def _stage(staging: Path, day: date, tables: dict[Table, list[Row]]) -> Iterator[Part]:
    for table, rows in tables.items():
        yield from stage_parts(staging, table, day, rows)


def _days(number: int) -> list[date]:
    first = _FIRST_DAY + timedelta(days=number // 2 * _RUN_DAYS)
    return [first + timedelta(days=place) for place in range(_RUN_DAYS)]


def _tables(run_id: str, number: int, day: date) -> Iterator[tuple[Table, list[Row]]]:
    places = range(_RUN_ROWS // _RUN_DAYS)
    ids = [f"{number:08x}{day.toordinal():08x}{place * 2654435761 % 2**32:08x}00000000" for place in places]
    yield ARTICLES, [_article(article_id, place, day, run_id) for place, article_id in enumerate(ids)]
    (mention,), (office,) = mention_rows(_NOUN, run_id), office_rows(_NOUN, run_id)
    yield (
        MENTIONS,
        [
            mention | {"article_id": one, "start": 40 * place, "end": 40 * place + 9}
            for one in ids
            for place in range(5)
        ],
    )
    yield OFFICES, [office | {"article_id": one} for one in ids[::2]]
    yield SIGNATURES, [_signature(article_id, place, run_id) for place, article_id in enumerate(ids)]
    ledger = ledger_row(outcome(), run_id)
    yield (
        LEDGER,
        [ledger | {"input_key": f"dump-{number}.jsonl#{day}-{one}", "article_id": one, "revision": 1} for one in ids],
    )


_NOUN = judged()
_TEXTS = [" ".join(_WORDS[(one * (7 + step) + step) % len(_WORDS)] for step in range(400)) for one in range(100)]
_HASHES = np.sort(np.arange(300, dtype="<u4") * np.uint32(13_000_000))
_ARTICLE = article_row(_NOUN, "")


def _article(article_id: str, place: int, day: date, run_id: str) -> Row:
    text = f"{article_id} {_TEXTS[place % len(_TEXTS)]}"
    changed = {
        "article_id": article_id,
        "input_key": article_id,
        "cluster_id": article_id,
        "url": f"https://bao.example/{article_id}.html",
        "publisher": f"bao-{place % 50}",
        "title": text[:60],
        "text": text,
        "paragraphs": [text[start : start + 400] for start in range(0, len(text), 400)],
        "published_at": datetime(day.year, day.month, day.day, place % 24, tzinfo=UTC),
    }
    return _ARTICLE | changed | {"run_id": run_id}


def _signature(article_id: str, place: int, run_id: str) -> Row:
    hashes = _HASHES + np.uint32(place)
    return {
        "article_id": article_id,
        "revision": 1,
        "seen_at": datetime(2026, 1, 1, tzinfo=UTC),
        "publisher": None,
        "credit": None,
        "cluster_id": article_id,
        "exact_copy": False,
        "shingling": "benchmark",
        "sketch": "benchmark",
        "shingles": hashes,
        "minhash": hashes[:128],
        "paragraphs": hashes[:10].astype("<u8"),
        "run_id": run_id,
    }


def _peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    main()
