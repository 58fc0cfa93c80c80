"""Runs the contenders interleaved, several rounds, each run a process of its own, and writes the report.

Each runs over three loads: two pages (what it costs to start), the pages and texts with gold (what it finds, once), and
the multiplied pages (what it costs; every round).

    python -m benchmarks.side_by_side [--pages 2000] [--rounds 3] [--only NAME …] [--no-peers] [--quick]

`--quick` is for correctness, not for time: the bundled pages, three of our own steps, one round, no report.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.side_by_side import quality
from benchmarks.side_by_side.archives import count_records, write_archives
from benchmarks.side_by_side.contenders import CLEANING, GRAPH, PLAIN_LOOP, Contender, contenders
from benchmarks.side_by_side.environments import NotInstallable
from benchmarks.side_by_side.loads import ROOT, SHARED, multiplied
from benchmarks.side_by_side.measuring import ContenderFailed, measure
from benchmarks.side_by_side.report import START_PAGES, write_report

logger = logging.getLogger("side_by_side")

START, GOLD, TIMED = LOADS = ("start", "gold", "timed")
_QUICK = (CLEANING, PLAIN_LOOP, GRAPH)
_SLOW_STEP = 10  # slow contenders read every tenth page

Result = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    chosen = [one for one in contenders() if _wanted(one, options)]
    results = json.loads(options.results.read_text("utf-8")) if options.results and options.results.exists() else []
    with tempfile.TemporaryDirectory(prefix="dongtin-bench-") as scratch:
        for round_ in range(options.rounds):
            for one in chosen:
                for load in LOADS if not (round_ or options.quick) else LOADS[-1:]:
                    if load == TIMED or not any((r["name"], r["load"]) == (one.name, load) for r in results):
                        results += _run(one, load, options, Path(scratch))
                if options.results:
                    options.results.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    if not options.quick:
        from benchmarks.side_by_side.plots import write_plots  # matplotlib: not for --quick

        lines = write_report(results, ROOT / "docs" / "benchmarks.md")
        write_plots(lines, options.scaling, ROOT / "docs" / "images")
    elif missing := {one.name for one in chosen} - {r["name"] for r in results}:
        raise SystemExit(f"did not run: {', '.join(sorted(missing))}")


def _run(one: Contender, load: str, options: argparse.Namespace, scratch: Path) -> list[Result]:
    """The result of one run; none where a contender does not install or fails, which is logged."""
    (archives, pages), out, log = _archives(one, load, options, scratch), scratch / "out", scratch / "log"
    shutil.rmtree(out, ignore_errors=True)
    log.unlink(missing_ok=True)
    if not pages:
        return []
    try:
        command = one.command(archives, out)
        found = measure(command, cores=one.cores, environment={"PYTHONPATH": str(ROOT)}, log=log)
    except (NotInstallable, ContenderFailed) as problem:
        logger.warning("%s is left out: %s", one.name, problem)
        return []
    written = sum(path.stat().st_size for path in out.rglob("*.parquet") if "extracted" not in path.parts)
    result: Result = {
        "name": one.name, "load": load, "pages": pages, "cores": one.cores, "wall": found.wall, "cpu": found.cpu,
        "peak": found.peak, "largest": found.largest, "written": written,
        "quality": quality.scores(out, options.shared, options.texts) if load == GOLD else {},
    }  # fmt: skip
    logger.info("%-32s %-6s %6d pages %7.1f s CPU %7.1f s", one.name, load, pages, found.cpu, found.wall)
    return [result]


def _archives(one: Contender, load: str, options: argparse.Namespace, scratch: Path) -> tuple[Path, int]:
    """The folder of a load and how many pages it has; a slow contender reads every so-and-so-manieth of the same."""
    step = _SLOW_STEP if one.slow and load == TIMED and not options.quick else 1
    folder = scratch / f"{load}-{step}"
    if not folder.exists():
        if load == GOLD:
            pages = quality.gold_pages(options.shared, options.texts)
        else:
            count = START_PAGES if load == START else options.pages
            pages = islice(multiplied(count, options.shared), 0, None, step)
        counted = list(pages) if load == GOLD else pages
        write_archives(folder, counted)
    return folder, sum(count_records(path) for path in sorted(folder.iterdir()))


def _wanted(one: Contender, options: argparse.Namespace) -> bool:
    if options.quick:
        return one.name in _QUICK
    return (one.name.startswith("ours") or not options.no_peers) and (not options.only or one.name in options.only)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--texts", type=int, default=100, help="held-out gold texts among the pages")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--results", type=Path, help="JSON: what was measured before is kept, what is new is added")
    parser.add_argument("--scaling", type=Path, help="samples of benchmarks.side_by_side.scaling")
    options = parser.parse_args(arguments)
    if options.quick:
        options.pages, options.rounds, options.shared = 20, 1, Path("no shared folder")
    return options


if __name__ == "__main__":
    main()
