"""Everything that a report shows, as numbers and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.report.completeness import Completeness, completeness_of
from pipelines.report.copies import Copies, copies_of
from pipelines.report.entities import Entities, entities_of
from pipelines.report.freshness import Freshness, freshness_of
from pipelines.report.outcomes import Outcomes, outcomes_of
from pipelines.report.samples import Sample, samples_of
from pipelines.report.scope import scope_of
from pipelines.report.storage import Storage, storage_of
from pipelines.report.verdicts import Verdicts, verdicts_of
from pipelines.report.volume import Volume, volume_of
from transforms.store.errors import UnreadableFile
from transforms.store.history import read_history


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A report before it is laid out. `commit` is the last one of the history: what the report is up to date with."""

    name: str
    run: str | None
    commit: int
    volume: Volume
    completeness: Completeness
    outcomes: Outcomes
    copies: Copies
    entities: Entities
    freshness: Freshness
    storage: Storage
    verdicts: Verdicts
    samples: Sequence[Sample]


def figures_of(root: Path, run: str | None = None) -> Figures:
    """Reads a committed data set, or what one run holds of it. The same data set gives the same figures.

    A commit meanwhile takes files away: then it is read again. Raises `BrokenManifest`, and `UnreadableFile` where a
    committed file cannot be read. Texts are read of the samples only.
    """
    seen = read_history(root)
    while True:
        try:
            return _figures(root, run)
        except duckdb.IOException as error:
            seen, before = read_history(root), seen
            if seen.next_sequence == before.next_sequence:
                raise UnreadableFile(f"{error}; `dongtin check {root}` tells all that is wrong") from error


def _figures(root: Path, run: str | None) -> Figures:
    with scope_of(root, run) as scope:
        volume = volume_of(scope)
        return Figures(
            name=root.resolve().name,
            run=run,
            commit=scope.history.next_sequence - 1,
            volume=volume,
            completeness=completeness_of(scope),
            outcomes=outcomes_of(scope),
            copies=copies_of(scope),
            entities=entities_of(scope, volume.axis),
            freshness=freshness_of(scope),
            storage=storage_of(scope),
            verdicts=verdicts_of(scope),
            samples=samples_of(scope),
        )
