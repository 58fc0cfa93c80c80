"""A stream at full rate: freshness, memory, and whether the ledger balances.

python -m benchmarks.stream_soak --seconds 1200 --rate 20 [--folder DIR] [-- more arguments of dongtin stream]

Writes pages into a watched folder at a steady rate, complete at once (renamed in), while `dongtin stream` runs as a
process of its own. An input is visible when a file of the ledger names it where readers look; that is looked up four
times a second, so freshness is measured up to 0.25 s too long. Memory is that of the process and its children.
Prints one JSON object; exit code 1 where an input is lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.stream_pages import page
from transforms.store.check import check_dataset
from transforms.store.history import newest_sequence

_LOOK_SECONDS = 0.25
_MEMORY_SECONDS = 5.0
_WARM_UP = 0.25  # of the whole time


class Watcher(threading.Thread):
    """Notes when each input became visible, and what the stream's processes take."""

    def __init__(self, out: Path, pid: int) -> None:
        super().__init__(daemon=True)
        self._out, self._pid = out, pid
        self._read: set[str] = set()
        self.visible_at: dict[str, float] = {}
        self.memory: list[tuple[float, int, int]] = []
        self.ended = threading.Event()

    def run(self) -> None:
        memory_at = 0.0
        while not self.ended.wait(_LOOK_SECONDS):
            self.look()
            if time.time() - memory_at >= _MEMORY_SECONDS:
                memory_at = time.time()
                self.memory.append((memory_at, *memory_of(self._pid)))

    def look(self) -> None:
        for path in self._out.glob("ledger/*/part-*.parquet"):
            if path.name not in self._read:
                try:
                    keys = pq.ParquetFile(path).read(columns=["input_key"])["input_key"].to_pylist()
                except FileNotFoundError:
                    continue  # compacted meanwhile
                now = time.time()
                self._read.add(path.name)
                for key in keys:
                    self.visible_at.setdefault(key, now)


def memory_of(pid: int) -> tuple[int, int]:
    """Resident bytes of a process, and of its children together."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return _resident(pid), sum(_resident(int(child)) for child in children)
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def feed(folder: Path, seconds: float, rate: float) -> dict[str, float]:
    """Writes pages at a steady rate; path → when it was complete."""
    complete: dict[str, float] = {}
    began = time.time()
    for number in range(int(seconds * rate)):
        pause = began + number / rate - time.time()
        if pause > 0:
            time.sleep(pause)
        unfinished = folder / f".{number}"
        unfinished.write_bytes(page(number))
        path = unfinished.rename(folder / f"{number:07d}.html")
        complete[path.as_posix()] = time.time()
    return complete


def soak(folder: Path, seconds: float, rate: float, more: list[str]) -> dict[str, Any]:
    incoming, out = folder / "incoming", folder / "news"
    incoming.mkdir(parents=True)
    command = [sys.executable, "-m", "pipelines.cli", "stream", "--watch", str(incoming), "--out", str(out), *more]
    with (folder / "stream.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    _warm(incoming, out, process)
    watcher = Watcher(out, process.pid)
    watcher.start()
    load_before = os.getloadavg()
    complete = feed(incoming, seconds, rate)
    deadline = time.time() + max(120.0, seconds)
    while not complete.keys() <= watcher.visible_at.keys() and time.time() < deadline and process.poll() is None:
        time.sleep(_LOOK_SECONDS)
    drained = time.time() - max(complete.values())
    process.send_signal(signal.SIGTERM)
    code = process.wait(timeout=120)
    watcher.ended.set()
    watcher.join()
    used = os.times()
    return {
        "seconds": seconds,
        "rate": rate,
        "exit_code": code,
        "drained_after_seconds": round(drained, 1),
        "load_average": {"before": load_before, "after": os.getloadavg()},
        "cpu_seconds_of_stream": round(used.children_user + used.children_system, 1),
        **_freshness(complete, watcher.visible_at),
        **_memory(watcher.memory),
        **_balance(out, complete),
    }


def _warm(incoming: Path, out: Path, process: subprocess.Popen[bytes]) -> None:
    """Waits until one page has gone through: starting up is not what is measured."""
    (incoming / "first.html").write_bytes(page(10_000_000))
    while not list(out.glob("ledger/*/part-*.parquet")):
        if process.poll() is not None:
            raise RuntimeError(f"the stream ended with {process.returncode}; see stream.log")
        time.sleep(_LOOK_SECONDS)


def _freshness(complete: dict[str, float], visible: dict[str, float]) -> dict[str, Any]:
    waited = sorted(visible[key] - at for key, at in complete.items() if key in visible)
    if len(waited) < 2:
        return {"freshness_seconds": None}
    cuts = statistics.quantiles(waited, n=100, method="inclusive")
    return {"freshness_seconds": {f"p{n}": round(cuts[n - 1], 2) for n in (50, 95, 99)} | {"max": round(waited[-1], 2)}}


def _memory(samples: list[tuple[float, int, int]]) -> dict[str, Any]:
    warm = [sum(sizes) for _, *sizes in samples[int(len(samples) * _WARM_UP) :] if all(sizes)]
    if len(warm) < 4:
        return {"memory": None}
    part = max(1, len(warm) // 6)
    first, last = statistics.mean(warm[:part]), statistics.mean(warm[-part:])
    own = [sample[1] for sample in samples if sample[1]]
    return {
        "memory": {
            "after_warm_up_mb": round(first / 1e6),
            "at_the_end_mb": round(last / 1e6),
            "growth": round(last / first - 1, 3),
            "peak_mb": round(max(warm) / 1e6),
            "own_process_mb": [round(size / 1e6) for size in own[:: max(1, len(own) // 12)]],
        }
    }


def _balance(out: Path, complete: dict[str, float]) -> dict[str, Any]:
    keys: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for path in out.glob("ledger/*/part-*.parquet"):
        rows = pq.ParquetFile(path).read(columns=["input_key", "outcome"])
        keys.update(rows["input_key"].to_pylist())
        outcomes.update(rows["outcome"].to_pylist())
    return {
        "inputs": len(complete),
        "lost": sum(key not in keys for key in complete),
        "doubled": sum(count > 1 for count in keys.values()),
        "outcomes": dict(outcomes),
        "commits": newest_sequence(out),
        "files": len(list(out.glob("*/*/part-*.parquet"))),
        "differences": [str(one) for one in check_dataset(out)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1200)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--folder", type=Path, help="kept; a temporary one by default")
    parser.add_argument("more", nargs="*", help="more arguments of dongtin stream, behind --")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="dongtin-soak-"))
    try:
        found = soak(folder, options.seconds, options.rate, options.more)
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(found, indent=1))
    if found["lost"] or found["doubled"] or found["differences"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
