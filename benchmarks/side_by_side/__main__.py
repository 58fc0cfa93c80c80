"""Runs the contenders interleaved, several rounds, each run a process of its own, and writes the report.

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
from itertools import chain, islice
from pathlib import Path
from typing import Any

from benchmarks.side_by_side import quality
from benchmarks.side_by_side.archives import write_archives
from benchmarks.side_by_side.contenders import CLEANING, GRAPH, PLAIN_LOOP, Contender, contenders
from benchmarks.side_by_side.environments import NotInstallable
from benchmarks.side_by_side.loads import ROOT, SHARED, multiplied
from benchmarks.side_by_side.measuring import ContenderFailed, measure

logger = logging.getLogger("side_by_side")

STARTUP_PAGES = 2  # a run over so few is what a contender costs before its first page
_QUICK = (CLEANING, PLAIN_LOOP, GRAPH)
_SLOW_SHARE = 5  # slow contenders read a fifth

Result = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    chosen = [one for one in contenders() if _wanted(one, options)]
    results = json.loads(options.results.read_text("utf-8")) if options.results and options.results.exists() else []
    with tempfile.TemporaryDirectory(prefix="dongtin-bench-") as scratch:
        for round_ in range(1 if options.quick else 0, options.rounds + 1):
            for one in chosen:
                pages = STARTUP_PAGES if not round_ else _pages_of(one, options.pages)
                if round_ or not any(r["name"] == one.name and r["pages"] == STARTUP_PAGES for r in results):
                    results += _run(one, pages, options, Path(scratch))
            if options.results:
                options.results.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    if not options.quick:
        from benchmarks.side_by_side.report import write_report

        write_report(results, options.scaling, ROOT / "docs")
    elif missing := {one.name for one in chosen} - {r["name"] for r in results if r["pages"] > STARTUP_PAGES}:
        raise SystemExit(f"did not run: {', '.join(sorted(missing))}")


def _run(one: Contender, pages: int, options: argparse.Namespace, scratch: Path) -> list[Result]:
    """The result of one run; none where a contender does not install or fails, which is logged."""
    archives, out, log = _load(scratch, pages, options), scratch / "out", scratch / "log"
    shutil.rmtree(out, ignore_errors=True)
    log.unlink(missing_ok=True)
    try:
        command = one.command(archives, out)
        found = measure(command, cores=one.cores, environment={"PYTHONPATH": str(ROOT)}, log=log)
    except (NotInstallable, ContenderFailed) as problem:
        logger.warning("%s is left out: %s", one.name, problem)
        return []
    written = sum(path.stat().st_size for path in out.rglob("*.parquet") if "extracted" not in path.parts)
    result: Result = {
        "name": one.name, "pages": pages, "cores": one.cores, "wall": found.wall, "cpu": found.cpu,
        "peak": found.peak, "largest": found.largest, "written": written,
        "quality": quality.scores(out, options.shared, options.texts) if pages > STARTUP_PAGES else {},
    }  # fmt: skip
    logger.info("%-32s %6d pages %7.1f s CPU %7.1f s", one.name, pages, found.cpu, found.wall)
    return [result]


def _load(scratch: Path, pages: int, options: argparse.Namespace) -> Path:
    folder = scratch / f"load-{pages}"
    if not folder.exists():
        gold = quality.gold_pages(options.shared, options.texts)
        write_archives(folder, islice(chain(gold, multiplied(pages, options.shared)), pages))
    return folder


def _pages_of(one: Contender, pages: int) -> int:
    return max(pages // _SLOW_SHARE, STARTUP_PAGES + 1) if one.slow else pages


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
