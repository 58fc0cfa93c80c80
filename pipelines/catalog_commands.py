"""`dongtin publishers`: who is in the registry, and whether it is in order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipelines.catalog import REGISTRY, Level, load_publishers
from pipelines.errors import one_line_errors

publishers = typer.Typer(name="publishers", help="The registry of publishers.", no_args_is_help=True)
Folder = Annotated[
    Path, typer.Option("--registry", help="A folder of <id>.yaml files.", show_default="the shipped one")
]


@publishers.command("list")
def list_publishers(
    level: Annotated[Level | None, typer.Option(help="Only those of this level.")] = None, registry: Folder = REGISTRY
) -> None:
    """Shows who is known, where they publish, and what announces their stories."""
    with one_line_errors():
        known = load_publishers(registry)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("id", "name", "level", "hosts", "feeds", "sitemaps", "sections", "verified"):
        table.add_column(name, justify="right" if name in ("feeds", "sitemaps", "sections") else "left")
    for one in known:
        if level in (None, one.level):
            counts = (str(len(one.feeds)), str(len(one.sitemaps)), str(len(one.sections)))
            verified = one.verified_on.isoformat() if one.verified_on else "never"
            table.add_row(one.id, one.name, one.level.value, ", ".join(one.hosts), *counts, verified)
    Console().print(table)


@publishers.command("check")
def check_publishers(registry: Folder = REGISTRY) -> None:
    """Reads every file of the registry; names the first mistake with file, line and key (exit code 2)."""
    with one_line_errors():
        known = load_publishers(registry)
    sources = sum(len(one.sources()) for one in known)
    never = sum(one.verified_on is None for one in known)
    typer.echo(f"{len(known)} publishers, {sources} sources in order; addresses of {never} were never verified")
