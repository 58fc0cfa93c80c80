"""The command `dongtin quality`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipelines.errors import UsageError, one_line_errors
from pipelines.options import QUALITY_FAILED
from pipelines.quality.verdicts import Check, Verdict

# More would hide the first ones; the table `quality` has them all.
_MOST_TOLD = 15


def quality(
    dataset: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the data set.", show_default=False)],
    day: Annotated[
        list[str] | None, typer.Option(help="A day to judge, YYYY-MM-DD; may be repeated. Default: the newest.")
    ] = None,
    closed_before: Annotated[
        str | None, typer.Option(help="From this day on data is still coming in: volumes are not judged.")
    ] = None,
) -> None:
    """Judges days against their history: volume, fill-rates, language, duplicates, refusals, mentions.

    Every value goes into the table `quality`. Exit code 3 where one is out of its expected range.
    Example: dongtin quality news --day 2026-02-27
    """
    with one_line_errors():
        limit = _day(closed_before, "--closed-before") if closed_before else date.max
        checks = _judge(dataset, [_day(one, "--day") for one in day or []], limit)
        _tell(checks)
    if any(check.verdict is Verdict.FAIL for check in checks):
        raise typer.Exit(QUALITY_FAILED)


def _judge(dataset: Path, days: list[date], limit: date) -> list[Check]:
    from pipelines.quality.days import commit_checks, holdings, judge_day

    held = holdings(dataset)
    if not held.files:
        raise UsageError(f"{dataset}: no data set, or nothing was ever committed")
    checks: list[Check] = []
    for day in sorted(set(days)) or held.days()[-1:]:
        found = judge_day(held, day, closed=day < limit)
        commit_checks(dataset, day, found)
        checks += found
    return checks


def _tell(checks: list[Check]) -> None:
    """The verdicts in numbers, then the failures: last, where a task's alarm finds them."""
    for day in sorted({check.day for check in checks}):
        counts = Counter(check.verdict for check in checks if check.day == day)
        typer.echo(f"{day}: " + ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict))
    failures = [check for check in checks if check.verdict is Verdict.FAIL]
    for check in failures[:_MOST_TOLD]:
        typer.echo(f"✗ {check.told()}")
    if len(failures) > _MOST_TOLD:
        typer.echo(f"… and {len(failures) - _MOST_TOLD} more in the table quality")


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option}: {text!r} is no day YYYY-MM-DD") from error
