"""`dongtin schema`: the tables as a page, and the lock that keeps their promises."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.errors import one_line_errors
from transforms.store import contract
from transforms.store.schema_text import schema_text
from transforms.store.schemas import SCHEMA_VERSION


def schema(
    out: Annotated[Path | None, typer.Option(help="Write the page here instead of to the terminal.")] = None,
    lock: Annotated[
        Path | None, typer.Option(help="For who changes the tables: add this version to the lock file.", hidden=True)
    ] = None,
) -> None:
    """Describes every table: columns, types, meanings, partitions, order, version.

    Example: dongtin schema --out docs/schema.md
    """
    with one_line_errors():
        if lock is not None:
            versions = contract.extended(contract.locked(), SCHEMA_VERSION, contract.current())
            lock.write_text(contract.written(versions), "utf-8")
        if out is None:
            typer.echo(schema_text(), nl=False)
        else:
            out.write_text(schema_text(), "utf-8")
