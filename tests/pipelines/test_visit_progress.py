"""What a person sees while publishers are visited."""

from __future__ import annotations

import io
import time
from pathlib import Path

from rich.console import Console

from pipelines.visit_progress import show_visits
from tests.fetch.web import Reply, Web, folders, go, options, page, serve, visit
from transforms.fetch.targets import Visit


def test_each_site_has_its_bar_and_its_count(tmp_path: Path) -> None:
    with serve() as web:
        visits = [_visit(web, "bao.vn", 3), _visit(web, "mien.vn", 2)]
        said = io.StringIO()
        console = Console(file=said, force_terminal=True, width=100)
        with show_visits(console, folders(tmp_path), visits):
            for one in visits:
                go(one, options(web), tmp_path)
            patience = time.monotonic() + 20
            while "3/3" not in said.getvalue() and time.monotonic() < patience:
                time.sleep(0.1)
    for told in ("bao.vn", "mien.vn", "3/3", "2/2"):
        assert told in said.getvalue()


def test_where_no_terminal_is_nothing_is_said(tmp_path: Path) -> None:
    said = io.StringIO()
    with show_visits(Console(file=said), folders(tmp_path), []):
        pass
    assert said.getvalue() == ""


def _visit(web: Web, host: str, count: int) -> Visit:
    """One page is missing: it is settled all the same."""
    urls = [web.put(host, f"/{n}", page() if n else Reply(404)) for n in range(count)]
    return visit(*urls, site=host)
