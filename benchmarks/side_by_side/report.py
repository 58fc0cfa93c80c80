"""From results to `docs/benchmarks.md`: medians and ratios between its markers, and the plots beside it."""

from __future__ import annotations

import csv
import os
import platform
import statistics
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.side_by_side.contenders import CLEANING, DATATROVE, GRAPH, NAIVE, PLAIN_LOOP, contenders
from benchmarks.side_by_side.plots import bars, scaling_plot

BEGIN, END = "<!-- measured: written by python -m benchmarks.side_by_side -->", "<!-- /measured -->"
_OURS = ("apache-beam", "trafilatura", "underthesea", "pyarrow", "lxml")
_STARTUP_PAGES = 2
Line = dict[str, Any]


def write_report(results: list[dict[str, Any]], scaling: Path | None, docs: Path) -> None:
    """Replaces what stands between the markers; all else in the file is written by hand."""
    lines = [line for one in contenders() if (line := summed_up([r for r in results if r["name"] == one.name]))]
    path = docs / "benchmarks.md"
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    told = "\n".join([BEGIN, "", _machine(), "", *_table(lines), "", *_ratios(lines), END])
    path.write_text(before + told + after, "utf-8")
    images = docs / "images"
    bars(
        {line["name"]: 1000 / line["ms"] for line in lines},
        "pages a second of CPU, start-up left out",
        images / "throughput.svg",
    )
    bars({line["name"]: line["peak"] / 2**20 for line in lines}, "MiB, peak of all processes", images / "memory.svg")
    if scaling:
        with scaling.open(encoding="utf-8", newline="") as stream:
            samples = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(stream)]
        scaling_plot(samples, images / "scaling.svg")


def summed_up(runs: list[dict[str, Any]]) -> Line | None:
    """Medians of one contender's runs at its largest load; CPU and wall a page without the cost of starting."""
    largest = max((run["pages"] for run in runs), default=0)
    whole = [run for run in runs if run["pages"] == largest > _STARTUP_PAGES]
    if not whole:
        return None
    starts = [run for run in runs if run["pages"] == _STARTUP_PAGES]
    start = {what: statistics.median(run[what] for run in starts) if starts else 0.0 for what in ("cpu", "wall")}
    net = {what: [1000 * (run[what] - start[what]) / (largest - _STARTUP_PAGES) for run in whole] for what in start}
    return {
        "name": whole[0]["name"], "pages": largest, "rounds": len(whole), "start": start["cpu"],
        "ms": statistics.median(net["cpu"]), "wall_ms": statistics.median(net["wall"]),
        "peak": statistics.median(run["peak"] for run in whole),
        "largest": statistics.median(run["largest"] for run in whole),
        "written": whole[-1]["written"] / largest, "quality": whole[-1]["quality"],
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
