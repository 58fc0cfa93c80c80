"""The command `dongtin explore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.errors import UsageError, one_line_errors


def explore(
    dataset: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the data set.", show_default=False)],
    port: Annotated[int, typer.Option(help="0 takes a free one.", min=0, max=65535)] = 8640,
    host: Annotated[
        str, typer.Option(help="The address to listen on. Anybody who reaches it may read the whole data set.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option(help="A further host name to answer to, behind a proxy; may be repeated.")
    ] = None,
    index_only: Annotated[
        bool, typer.Option("--index-only", help="Bring the search index up to date and end.")
    ] = False,
) -> None:
    """Shows a data set in the browser: search, articles, people, places, documents, dead letters, runs.

    Reads only; the search index lies in your cache folder. Example: dongtin explore news
    """
    with one_line_errors():
        _need_extra()
        if not (dataset / "_manifests").is_dir():
            raise UsageError(f"{dataset}: not a data set; name the folder that `dongtin ingest --out` wrote")
        from pipelines.explore.index_build import build_once
        from pipelines.explore.index_file import index_path

        if index_only:
            from pipelines.explore.dataset import DataSet

            days = build_once(DataSet(dataset), index_path(dataset))
            typer.echo(f"{index_path(dataset)}: {days:,} days indexed")
            return
        from pipelines.explore.serving import serve

        serve(dataset, index_path(dataset), host, port, name or [])


def _need_extra() -> None:
    from importlib.util import find_spec

    missing = [module for module in ("duckdb", "starlette", "uvicorn") if find_spec(module) is None]
    if missing:
        raise UsageError(f"explore needs {', '.join(missing)}: pip install 'dongtin[explore]'")
