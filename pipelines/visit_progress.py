"""Live progress of a fetch: a bar for each publisher, fed by the journals of the visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.polling import polling
from transforms.fetch.growing import read_grown
from transforms.fetch.targets import Visit
from transforms.fetch.visits import Folders
from transforms.wiring.places import is_local

_SETTLED = b'"kind": "Settled"'
_EVERY_SECONDS, _EVERY_SECONDS_REMOTE = (
    0.5,
    30.0,
)  # an object store is told every half minute, and each look is paid for


@contextmanager
def show_visits(console: Console, folders: Folders, visits: Sequence[Visit]) -> Iterator[None]:
    """Shows site by site how many of its addresses are settled while the block runs; nothing where no terminal is."""
    if not console.is_terminal:
        yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        tasks = [(progress.add_task(visit.site, total=len(visit.targets)), folders.journal(visit)) for visit in visits]

        def look() -> None:
            for task, journal in tasks:
                progress.update(task, completed=_settled(journal))

        local = all(is_local(journal) for _, journal in tasks)
        with polling(look, seconds=_EVERY_SECONDS if local else _EVERY_SECONDS_REMOTE):
            yield


def _settled(journal: Path) -> int:
    return read_grown(journal).count(_SETTLED)
