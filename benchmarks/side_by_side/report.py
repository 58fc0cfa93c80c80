"""From results to `docs/benchmarks.md`: medians and ratios between its markers, and the plots beside it."""

from __future__ import annotations

import os
import platform
import statistics
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.side_by_side.contenders import CLEANING, DATATROVE, GRAPH, NAIVE, PLAIN_LOOP, contenders

BEGIN, END = "<!-- measured: written by python -m benchmarks.side_by_side -->", "<!-- /measured -->"
_OURS = ("apache-beam", "trafilatura", "underthesea", "pyarrow", "lxml")
START_PAGES = 2  # a run over so few is what a contender costs before its first page
Line = dict[str, Any]


def write_report(results: list[dict[str, Any]], path: Path) -> list[Line]:
    """Replaces what stands between the markers; all else in the file is written by hand. Returns the table's lines."""
    lines = [line for one in contenders() if (line := summed_up([r for r in results if r["name"] == one.name]))]
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(
        before + "\n".join([BEGIN, "", _machine(), "", *_table(lines), "", *_ratios(lines), END]) + after, "utf-8"
    )
    return lines


def summed_up(runs: list[dict[str, Any]]) -> Line | None:
    """Medians of one contender's timed runs; CPU and wall a page without the cost of starting."""
    timed = [run for run in runs if run["load"] == "timed"]
    starts = [run for run in runs if run["load"] == "start"]
    if not timed or not starts:
        return None  # what a page costs is not known without what starting costs
    pages = timed[-1]["pages"]
    start = {what: statistics.median(run[what] for run in starts) for what in ("cpu", "wall")}
    net = {what: [1000 * (run[what] - start[what]) / (pages - START_PAGES) for run in timed] for what in start}
    return {
        "name": timed[0]["name"], "pages": pages, "rounds": len(timed), "start": start["cpu"],
        "ms": statistics.median(net["cpu"]), "wall_ms": statistics.median(net["wall"]),
        "peak": statistics.median(run["peak"] for run in timed),
        "largest": statistics.median(run["largest"] for run in timed),
        "written": timed[-1]["written"] / pages,
        "quality": next((run["quality"] for run in runs if run["load"] == "gold"), {}),
    }  # fmt: skip


def _table(lines: list[Line]) -> list[str]:
    head = ["", "pages × rounds", "CPU ms a page", "pages/s of CPU", "pages/s of wall", "start-up, CPU s"]
    head += ["peak MiB, all / largest process", "bytes out a page", "text F1", "entity F1"]
    rows = [
        [
            line["name"], f"{line['pages']:,} × {line['rounds']}", f"{line['ms']:.1f}", f"{1000 / line['ms']:.1f}",
            f"{1000 / line['wall_ms']:.1f}", f"{line['start']:.1f}",
            f"{line['peak'] / 2**20:.0f} / {line['largest'] / 2**20:.0f}", f"{line['written']:,.0f}",
            *(f"{line['quality'][what]:.3f}" if what in line["quality"] else "–" for what in ("text", "entities")),
        ]
        for line in lines
    ]  # fmt: skip
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]


def _ratios(lines: list[Line]) -> list[str]:
    """The bars of this project's own making that these runs can judge."""
    ms = {line["name"]: line["ms"] for line in lines}
    wall = {line["name"]: line["wall_ms"] for line in lines}
    two = f"{GRAPH}, 2 workers"
    asked = [
        ("whole graph against naive", NAIVE, GRAPH, "≥ 18×, aim 25×", ms),
        ("whole graph against datatrove (no entities, no metadata)", DATATROVE, GRAPH, "≥ 1.2×, aim 1.5×", ms),
        ("whole graph against cleaning alone", GRAPH, CLEANING, "≤ 1.6×, aim 1.35×", ms),
        ("graph against plain loop", GRAPH, PLAIN_LOOP, "≤ 1.15×", ms),
        ("two workers against one, wall", GRAPH, two, "≥ 1.8×", wall),
    ]
    told = [
        f"| {what} | {bar} | {cost[above] / cost[below]:.2f}× |"
        for what, above, below, bar, cost in asked
        if above in cost and below in cost
    ]
    return ["| ratio | bar | measured |", "| --- | --- | --- |", *told, ""]


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in _OURS)
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, Python {platform.python_version()}; "
        f"{packages}; the contenders' versions stand in `benchmarks/side_by_side/environments.py`."
    )
