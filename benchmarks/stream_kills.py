"""A stream killed with SIGKILL at random moments and started again: the tables of an undisturbed one.

python -m benchmarks.stream_kills --kills 50 [--seed 1]

Pages come in all the time. Each start is a fork of a process that has imported everything, so that most kills fall
into the work itself (planning, running, committing, telling) and not into imports. At the end the tables of the killed
stream and of an undisturbed one over the same files must be equal row by row; `run_id` and the layout of files aside,
which depend on where batches were cut. Exit code 1 where they are not.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.stream_pages import page
from pipelines.clock import SYSTEM_CLOCK
from pipelines.stream import driver
from pipelines.stream.options import StreamOptions
from transforms.store.check import check_dataset
from transforms.store.history import newest_sequence
from transforms.store.schemas import TABLES

_BORN = 1_772_000_000  # modification times: a page a second, whenever it was really written
_LIVES = 0.2, 2.5  # how long a start lives, in times from a start to the end of a small stream


def write_pages(folder: Path, count: int, *, seconds: float) -> None:
    """Renames so many pages in, evenly over a time; arrival is in the order of their numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        unfinished = folder / f".{number}"
        unfinished.write_bytes(page(number))
        os.utime(unfinished, (_BORN + number, _BORN + number))
        unfinished.rename(folder / f"{number:05d}.html")
        time.sleep(seconds / count)


def run(options: StreamOptions) -> None:
    """One stream to its end."""
    driver.stream(options, clock=SYSTEM_CLOCK, stop=threading.Event())


def seconds_of_a_start(folder: Path) -> float:
    """How long a small stream takes here and now; the second one, when all is loaded that loads when needed."""
    spent = 0.0
    for name in ("first", "second"):
        write_pages(folder / name, 3, seconds=0)
        began = time.monotonic()
        run(StreamOptions(out=folder / f"{name}-out", watch=(str(folder / name),), once=True))
        spent = time.monotonic() - began
    return spent


def killed_stream(options: StreamOptions, kills: int, draw: random.Random, start_seconds: float) -> list[float]:
    """Starts and kills; how long each lived."""
    lives = []
    for _ in range(kills):
        pid = os.fork()
        if not pid:
            _child(options)
        lives.append(start_seconds * draw.uniform(*_LIVES))
        time.sleep(lives[-1])
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return lives


def _child(options: StreamOptions) -> None:
    try:
        run(options)
    except BaseException:  # a fork must never go on in its parent's code
        logging.exception("the stream failed")
        os._exit(1)
    os._exit(0)


def tables(out: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows but for `run_id`, in an order of their own."""
    found = {}
    for table in TABLES:
        paths = out.glob(f"{table}/*/part-*.parquet")
        rows = [row | {"run_id": ""} for path in paths for row in pq.ParquetFile(path).read().to_pylist()]
        found[table] = sorted(rows, key=repr)
    return found


def compare(folder: Path, *, pages: int, kills: int, seed: int) -> dict[str, Any]:
    """Runs both streams in `folder`, and tells what differs."""
    draw = random.Random(seed)  # the moments of the kills
    incoming = folder / "incoming"
    incoming.mkdir(parents=True)
    killed, calm = (
        StreamOptions(
            out=folder / name,
            watch=(str(incoming),),
            batch_inputs=40,
            batch_seconds=0.2,
            poll_seconds=0.05,
            settle_seconds=0.1,
            once=once,
        )
        for name, once in (("killed", False), ("calm", True))
    )
    start_seconds = seconds_of_a_start(folder)
    feeding_seconds = kills * start_seconds * sum(_LIVES) / 2
    feeder = threading.Thread(
        target=write_pages, args=(incoming, pages), kwargs={"seconds": feeding_seconds}, daemon=True
    )
    feeder.start()
    lives = killed_stream(killed, kills, draw, start_seconds)
    commits = newest_sequence(killed.out)
    feeder.join()
    run(killed.model_copy(update={"once": True}))
    run(calm)
    left, right = tables(killed.out), tables(calm.out)
    return {
        "kills": len(lives),
        "seconds_of_a_start": round(start_seconds, 1),
        "commits_between_kills": commits,
        "rows": {table: len(rows) for table, rows in left.items()},
        "differing_tables": [table for table in left if left[table] != right[table]],
        "differences": [str(one) for one in check_dataset(killed.out)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.getLogger().setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        found = compare(Path(folder), pages=options.pages, kills=options.kills, seed=options.seed)
    print(found)
    if found["differing_tables"] or found["differences"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
