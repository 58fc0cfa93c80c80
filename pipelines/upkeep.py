"""Commands that keep a data set in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.errors import UsageError, one_line_errors
from transforms.store import maintenance
from transforms.store.manifest import Manifest
from transforms.store.office_history import write_office_terms
from transforms.store.schemas import TABLES
from transforms.wiring.places import place

DataSet = Annotated[
    Path,
    typer.Argument(metavar="DIR", parser=place, help="A folder, or s3://bucket/prefix.", show_default=False),
]


def compact(
    dataset: DataSet,
    before: Annotated[str, typer.Option(help="Merge the days before this one, YYYY-MM-DD: days that are closed.")],
) -> None:
    """Merges the files of closed days into few well-sized ones; rows stay the same.

    Example: dongtin compact news --before 2026-03-01
    """
    with one_line_errors():
        _tell(maintenance.compact(data_set(dataset), before=_day(before)), "nothing to merge")


def vacuum(
    dataset: DataSet,
    expire_before: Annotated[
        str | None, typer.Option(help="Also take away the days before this one, YYYY-MM-DD, from --table.")
    ] = None,
    table: Annotated[list[str] | None, typer.Option(help="A table to expire; may be repeated.")] = None,
) -> None:
    """Removes files that no commit refers to; and, where asked, days older than they shall be kept.

    Example: dongtin vacuum news --expire-before 2025-01-01 --table dead_letters
    """
    with one_line_errors():
        maintenance.vacuum(data_set(dataset))
        if expire_before is not None:
            expired = maintenance.expire(dataset, before=_day(expire_before), tables=_tables(table))
            _tell(expired, "no day to expire")


def offices(dataset: DataSet) -> None:
    """Writes `office_terms`: who held which office from when to when, as all committed articles tell.

    Example: dongtin offices news
    """
    with one_line_errors():
        rows = write_office_terms(data_set(dataset))
        Console().print(f"{dataset}/office_terms: {rows:,} terms")


def data_set(dataset: Path) -> Path:
    """The data set that was named; raises `UsageError` where it is none."""
    if not (dataset / "_manifests").is_dir():
        raise UsageError(f"{dataset}: not a data set; name the folder that `dongtin ingest --out` wrote")
    return dataset


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no day YYYY-MM-DD") from error


def _tables(names: list[str] | None) -> list[str]:
    if not names or not set(names) <= set(TABLES):
        raise UsageError(f"--table: name one or more of {', '.join(TABLES)}")
    return names


def _tell(manifest: Manifest | None, nothing: str) -> None:
    if manifest is None:
        Console().print(nothing)
        return
    added, removed = len(manifest.added), len(manifest.removed)
    Console().print(f"commit {manifest.sequence} ({manifest.kind}): {removed:,} files out, {added:,} in")
