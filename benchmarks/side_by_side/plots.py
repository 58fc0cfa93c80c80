"""The report's plots: small SVG files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "dongtin"  # the same figures give the same bytes

from matplotlib import pyplot  # noqa: E402  (after the backend)


def write_plots(lines: list[dict[str, Any]], scaling: Path | None, folder: Path) -> None:
    """Throughput and memory of a report's lines, and the samples of a long run where there are some."""
    speeds = {line["name"]: 1000 / line["ms"] for line in lines}
    bars(speeds, "pages a second of CPU, start-up left out", folder / "throughput.svg")
    bars({line["name"]: line["peak"] / 2**20 for line in lines}, "MiB, peak of all processes", folder / "memory.svg")
    if scaling:
        with scaling.open(encoding="utf-8", newline="") as stream:
            samples = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(stream)]
        scaling_plot(samples, folder / "scaling.svg")


def bars(values: Mapping[str, float], label: str, path: Path) -> None:
    """One bar a name, the first on top."""
    figure, axes = pyplot.subplots(figsize=(7, 0.35 * len(values) + 0.8), layout="constrained")
    names = list(values)[::-1]
    drawn = axes.barh(
        names, [values[name] for name in names], color=["#2a6f97" if "ours" in n else "#b0b0b0" for n in names]
    )
    axes.bar_label(drawn, fmt="{:.1f}", padding=3, fontsize=8)
    axes.set_xlabel(label)
    axes.margins(x=0.12)
    _save(figure, path)


def scaling_plot(samples: list[dict[str, float]], path: Path) -> None:
    """CPU seconds and memory over the pages of one long run."""
    figure, (above, below) = pyplot.subplots(2, 1, figsize=(7, 4.5), sharex=True, layout="constrained")
    pages = [one["pages"] for one in samples]
    above.plot(pages, [one["cpu"] for one in samples], color="#2a6f97")
    above.set_ylabel("CPU seconds")
    below.plot(pages, [one["bytes"] / 2**20 for one in samples], color="#2a6f97")
    below.set_ylabel("MiB, all processes")
    below.set_ylim(bottom=0)
    below.set_xlabel("pages")
    _save(figure, path)


def _save(figure: pyplot.Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
