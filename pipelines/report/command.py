"""The command `dongtin report`."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from pipelines.errors import UsageError, one_line_errors
from pipelines.report.words import Language
from transforms.store.errors import StoreUnwritable
from transforms.store.files import write_durably
from transforms.store.history import read_history


def report(
    dataset: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the data set.", show_default=False)],
    run: Annotated[
        str | None, typer.Option(help="Tell of the rows of this run only, by its id.", show_default=False)
    ] = None,
    out: Annotated[Path, typer.Option(help="The page to write.")] = Path("report.html"),
    language: Annotated[Language, typer.Option(help="Vietnamese or English.")] = Language.ENGLISH,
) -> None:
    """Writes one self-contained HTML page about a data set: volume, completeness, outcomes, copies, names, samples.

    It opens from disk, without a network. Example: dongtin report news --out report.html --language vi
    """
    with one_line_errors():
        _refuse_unknown(dataset, run)
        write_report(dataset, out, run=run, language=language)
        typer.echo(f"{out}: {out.stat().st_size / 1000:,.0f} kB; open it in a browser")


def write_report(dataset: Path, out: Path, *, run: str | None, language: Language) -> None:
    """Writes the page of a committed data set; an earlier one is replaced in one step. Raises `UsageError`."""
    try:
        from pipelines.report.figures import figures_of
        from pipelines.report.page import render
    except ModuleNotFoundError as error:
        raise UsageError(f"report: {error.name} is not installed; pip install 'dongtin[report]'") from error
    page = render(figures_of(dataset, run), language)
    try:
        write_durably(out, page.encode(), by_way_of=out.parent)
    except StoreUnwritable as error:
        raise UsageError(str(error).partition(";")[0]) from error


def _refuse_unknown(dataset: Path, run: str | None) -> None:
    history = read_history(dataset)
    if history.last is None:
        raise UsageError(f"{dataset}: no data set, or nothing was ever committed")
    if run is not None and history.latest(run) is None:
        newest = [one.run_id for one in islice(history.newest(), 3)][::-1]
        raise UsageError(f"--run: {run}: no such run; the last ones are {', '.join(newest)}")
