"""Live progress of a fetch: a bar for each publisher, fed by the journals of the visits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.polling import polling

_SETTLED = b'"kind": "Settled"'


@contextmanager
def show_visits(console: Console, visits: Mapping[str, tuple[Path, int]]) -> Iterator[None]:
    """Shows site by site how many of its addresses are settled while the block runs; nothing where no terminal is."""
    if not console.is_terminal:
        yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        tasks = {site: progress.add_task(site, total=total) for site, (_, total) in visits.items()}

        def look() -> None:
            for site, task in tasks.items():
                progress.update(task, completed=_settled(visits[site][0]))

        with polling(look, seconds=0.5):
            yield


def _settled(journal: Path) -> int:
    return journal.read_bytes().count(_SETTLED) if journal.exists() else 0
