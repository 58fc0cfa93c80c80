"""The application: routes, what becomes of a failed request, the guard around all."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import duckdb
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from pipelines.explore.dataset import DataSet
from pipelines.explore.errors import BadQuestion, ExploreError, FilesMoving, NotThere, TooSlow
from pipelines.explore.export import export, export_csv, export_parquet, export_sql
from pipelines.explore.index_build import Indexer
from pipelines.explore.index_file import prepare
from pipelines.explore.index_read import Index
from pipelines.explore.pages_article import article, side_by_side
from pipelines.explore.pages_entity import entity
from pipelines.explore.pages_search import entities, home, search
from pipelines.explore.pages_upkeep import ledger, letter, letters, runs
from pipelines.explore.security import LOOPBACK, Guard
from pipelines.explore.site import Site
from transforms.vietnamese.gazetteer.units import units

_LOG = logging.getLogger(__name__)
_STATIC = Path(__file__).parent / "static"
_STATUS = {BadQuestion: 400, NotThere: 404, TooSlow: 503, FilesMoving: 503}

# Every page; tests walk through all of them.
PAGES: dict[str, Callable[[Request], Response]] = {
    "/": home,
    "/search": search,
    "/article": article,
    "/compare": side_by_side,
    "/entities": entities,
    "/entity": entity,
    "/letters": letters,
    "/letter": letter,
    "/runs": runs,
    "/ledger": ledger,
    "/export": export,
    "/export.csv": export_csv,
    "/export.parquet": export_parquet,
    "/export.sql": export_sql,
}


def make_app(root: Path, index_path: Path, *, hosts: Collection[str] = LOOPBACK, follow: bool = True) -> Starlette:
    """The application over one data set.

    follow  index what is committed, now and later, in the background; tests index by hand

    Raises `BrokenManifest` where the data set's history cannot be read.
    """
    dataset = DataSet(root)
    prepare(index_path, dataset.root)
    indexer = Indexer(dataset, index_path)

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        """Follows the commits for as long as the application lives."""
        if follow:
            indexer.start()
            threading.Thread(target=units, daemon=True).start()  # read now what the first place page would wait for
        yield
        indexer.stop()

    app = Starlette(
        routes=[*(Route(path, page) for path, page in PAGES.items()), *_STATIC_ROUTES],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={ExploreError: _refused, HTTPException: _refused, duckdb.OutOfMemoryException: _refused},
        lifespan=living,
    )
    app.state.site = Site(dataset=dataset, index=Index(index_path))
    return app


def _static(name: str) -> Route:
    """One file by its own name: nothing of the address becomes a path."""

    def answer(request: Request) -> Response:
        return FileResponse(_STATIC / name, headers={"Cache-Control": "max-age=300"})

    return Route(f"/{name}", answer)


_STATIC_ROUTES = [_static("explore.css"), _static("icon.svg")]


def _refused(request: Request, error: Exception) -> Response:
    site: Site = request.app.state.site
    if isinstance(error, ExploreError):
        status, key = _STATUS[type(error)], str(error)
    elif isinstance(error, HTTPException):
        status, key = error.status_code, "error.no_page"
    else:
        _LOG.warning("a request needed too much memory: %s", error)
        status, key = 503, "error.slow"
    return site.render(request, "error.html.j2", status=status, code=status, key=key)
