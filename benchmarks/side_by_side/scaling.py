"""One long run watched: what a page costs and how much memory is held, as the inputs go through.

    python -m benchmarks.side_by_side.scaling [--pages 100000] [--workers 1] [--light] [--samples FILE.csv]

Prints, for each tenth of the run, CPU milliseconds a page and the peak memory of the whole tree.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.side_by_side.archives import write_archives
from benchmarks.side_by_side.loads import SHARED, multiplied
from benchmarks.side_by_side.measuring import proportional_bytes, tree
from transforms.store.layout import progress_path

_TICKS = os.sysconf("SC_CLK_TCK")
_SAMPLE_SECONDS = 2.0


class Sample(NamedTuple):
    """pages counted, CPU seconds of the tree so far, bytes it holds, and its largest process."""

    pages: int
    cpu: float
    bytes: int
    largest: int


def watch(command: list[str], progress: Path) -> list[Sample]:
    """Samples until the command ends; raises CalledProcessError where it fails."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=sys.stderr)
    samples = [Sample(0, 0.0, 0, 0)]
    ended: dict[int, float] = {}  # CPU of processes at the last look: a wave's workers end with it
    while process.poll() is None:
        time.sleep(_SAMPLE_SECONDS)
        alive = tree(process.pid)
        ended.update({pid: cpu for pid in alive if (cpu := _cpu_seconds(pid))})
        sizes = [proportional_bytes(pid) for pid in alive]
        pages = progress.stat().st_size if progress.exists() else samples[-1].pages
        samples.append(Sample(pages, sum(ended.values()), sum(sizes), max(sizes, default=0)))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return samples


def by_part(samples: list[Sample], pages: int, parts: int = 10) -> list[tuple[int, float, int]]:
    """(pages so far, CPU milliseconds a page, peak bytes) of each part of a run."""
    found = []
    last = samples[0]
    for part in range(1, parts + 1):
        inside = [one for one in samples if last.pages < one.pages <= pages * part / parts]
        if inside:
            here = inside[-1]
            cost = 1000 * (here.cpu - last.cpu) / (here.pages - last.pages)
            found.append((here.pages, cost, max(one.bytes for one in inside)))
            last = here
    return found


def _cpu_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--config", type=Path, help="settings of the run: smaller waves for a smaller run, say")
    parser.add_argument("--light", action="store_true", help="the same texts in little markup")
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dongtin-scaling-") as folder:
        archives, out = Path(folder, "archives"), Path(folder, "out")
        write_archives(archives, multiplied(options.pages, options.shared, light=options.light))
        command = [sys.executable, "-c", "from pipelines.cli import app; app()", "ingest", str(archives)]
        command += ["--out", str(out), "--run-id", "scaling", "--workers", str(options.workers)]
        command += ["--config", str(options.config)] if options.config else []
        samples = watch(command, progress_path(out, "scaling"))
    if options.samples:
        with options.samples.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([Sample._fields, *samples])
    for pages, cost, held in by_part(samples, options.pages):
        print(f"{pages:8,} pages  {cost:6.1f} ms CPU a page  {held >> 20:5} MiB")
    last = samples[-1]
    peak, largest = (max(getattr(one, what) for one in samples) >> 20 for what in ("bytes", "largest"))
    cost = 1000 * last.cpu / options.pages
    print(f"in all {cost:.1f} ms CPU a page, peak {peak} MiB, largest process {largest} MiB")


if __name__ == "__main__":
    main()
