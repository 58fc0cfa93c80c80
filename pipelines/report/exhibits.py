"""The charts of a report with what belongs to each: title, description, legend, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipelines.report.charts import Drawing, hours_of_week, stacked_steps
from pipelines.report.figures import Figures
from pipelines.report.outcomes import Outcomes
from pipelines.report.periods import Axis
from pipelines.report.storage import Storage
from pipelines.report.volume import Volume
from pipelines.report.words import Language, day, number, size, step_name, words
from transforms.domain.outcomes import OutcomeKind

# Colours of the style sheet by their number. Refusals are orange wherever they are drawn, what is left over is grey.
OTHERS_COLOUR = 7
OUTCOME_COLOURS = {
    OutcomeKind.ARTICLE: 1,
    OutcomeKind.REVISION: 3,
    OutcomeKind.DUPLICATE: 4,
    OutcomeKind.NOT_AN_ARTICLE: OTHERS_COLOUR,
    OutcomeKind.REFUSED: 2,
}

# Number of a colour → name and counts by step, from the bottom.
Layers = Mapping[int, tuple[str, Sequence[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One chart.

    legend        number of a colour → what it stands for; empty where there is one
    header, rows  the same figures; the first column names the row
    """

    name: str
    title: str
    description: str
    drawings: Sequence[Drawing]
    legend: Mapping[int, str]
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def exhibits_of(figures: Figures, language: Language) -> dict[str, Exhibit]:
    """The charts that can be drawn of the figures, by name: `volume`, `hours`, `outcomes`, `storage`."""
    found = (
        _volume(figures.volume, language),
        _hours(figures.volume, language),
        _outcomes(figures.outcomes, language),
        _storage(figures.storage, figures.volume.axis, language),
    )
    return {one.name: one for one in found if one is not None}


def _volume(volume: Volume, language: Language) -> Exhibit | None:
    if volume.axis is None:
        return None
    said = words(language)
    drawn = volume.publishers[: volume.drawn]
    layers = {place: (one.publisher or said["unknown"], one.steps) for place, one in enumerate(drawn, start=1)}
    if any(volume.others):
        layers[OTHERS_COLOUR] = (said["others"], volume.others)
    return _over_time("volume", volume.axis, layers, said["volume_chart"], language)


def _outcomes(outcomes: Outcomes, language: Language) -> Exhibit | None:
    if outcomes.axis is None:
        return None
    said = words(language)
    steps = outcomes.steps
    layers = {OUTCOME_COLOURS[kind]: (said[f"outcome_{kind}"], steps[kind]) for kind in OutcomeKind if any(steps[kind])}
    return _over_time("outcomes", outcomes.axis, layers, said["outcomes_chart"], language)


def _storage(storage: Storage, axis: Axis | None, language: Language) -> Exhibit | None:
    if axis is None or not storage.days:
        return None
    layers: Layers = {3: (words(language)["size"], axis.counted(storage.days))}
    return _over_time("storage", axis, layers, words(language)["storage_chart"], language)


def _over_time(name: str, axis: Axis, layers: Layers, title: str, language: Language) -> Exhibit:
    said, label = words(language), partial(step_name, language)
    names, series = [one[0] for one in layers.values()], [one[1] for one in layers.values()]
    written = partial(size if name == "storage" else number, language)
    first, last = day(language, axis.starts[0]), day(language, axis.starts[-1])
    told = said["volume_desc"].format(series=", ".join(names), first=first, last=last)
    columns = zip(*series, strict=True)
    return Exhibit(
        name=name,
        title=title.format(step=said[axis.step]),
        description=told,
        drawings=stacked_steps(axis, series, [*layers], number=written, label=label),
        legend=dict(zip(layers, names, strict=True)) if len(names) > 1 else {},
        header=[said[axis.step], *names],
        rows=[[day(language, start), *map(written, row)] for start, row in zip(axis.starts, columns, strict=True)],
    )


def _hours(volume: Volume, language: Language) -> Exhibit | None:
    if not any(map(any, volume.hours)):
        return None
    said, weekdays = words(language), words(language)["weekdays"].split()
    most = max(map(max, volume.hours))
    weekday, hour = next((w, d.index(most)) for w, d in enumerate(volume.hours) if most in d)
    told = said["hours_desc"].format(weekday=weekdays[weekday], hour=hour, count=number(language, most))
    return Exhibit(
        name="hours",
        title=said["hours_chart"],
        description=told,
        drawings=hours_of_week(volume.hours, weekdays=weekdays),
        legend={},
        header=[said["weekday"], *(f"{hour:02d}" for hour in range(24))],
        rows=[
            [name, *(number(language, count) for count in counts)]
            for name, counts in zip(weekdays, volume.hours, strict=True)
        ],
    )
