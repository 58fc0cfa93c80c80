"""What a person sees in the terminal: progress while a run goes on, a summary when it has ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipelines.polling import polling
from transforms.store.check_history import Difference
from transforms.store.history import History
from transforms.store.manifest import Manifest
from transforms.store.schemas import LEDGER
from transforms.wiring.places import open_parquet

_REFUSALS_SHOWN = 20


@contextmanager
def show_progress(console: Console, progress_file: Path, total: int | None) -> Iterator[None]:
    """Shows how many inputs went through while the block runs: the size of `progress_file`, in bytes.

    Nothing is shown where `console` is no terminal.
    """
    if not console.is_terminal:
        yield
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("inputs", total=total)

        def look() -> None:
            if progress_file.exists():
                progress.update(task, completed=progress_file.stat().st_size)

        with polling(look, seconds=0.2):
            yield


def print_summary(console: Console, manifest: Manifest, out: Path, seconds: float) -> None:
    """The table at the end of a run, and one line for each of the first refused inputs."""
    for line in _refusal_lines(manifest, out):
        console.print(line, soft_wrap=True)
    table = Table(title=f"run {manifest.run_id}", show_header=False, title_justify="left", box=None, padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name, value in _summary_rows(manifest, seconds):
        table.add_row(name, value)
    console.print(table)


def _summary_rows(manifest: Manifest, seconds: float) -> Iterator[tuple[str, str]]:
    kinds = {
        "article": "articles",
        "revision": "revisions",
        "duplicate": "duplicates",
        "not_an_article": "not articles",
    }
    yield "inputs", f"{manifest.inputs:,}"
    for kind, name in kinds.items():
        yield name, f"{_count(manifest, kind):,}"
    yield "refused", f"{_count(manifest, 'refused'):,}"
    for outcome, count in manifest.outcomes.items():
        kind, _, reason = outcome.partition(":")
        if kind == "refused":
            yield f"  {reason.replace('_', ' ')}", f"{count:,}"
    for name, rows in manifest.rows[manifest.run_id].items():
        yield f"rows of {name}", f"{rows:,}"
    yield "files", f"{len(manifest.added):,}"
    yield "size", decimal(sum(part.bytes for part in manifest.added))
    yield "seconds", f"{seconds:.1f}"


def _count(manifest: Manifest, kind: str) -> int:
    return sum(count for outcome, count in manifest.outcomes.items() if outcome.partition(":")[0] == kind)


def _refusal_lines(manifest: Manifest, out: Path) -> list[Text]:
    refusals: list[Text] = []
    for part in manifest.added:
        if part.table == "dead_letters":
            rows = open_parquet(out / part.path).read(columns=["key", "reason", "detail"]).to_pylist()
            refusals += [_refusal_line(row["key"], row["reason"], row["detail"]) for row in rows]
    if len(refusals) > _REFUSALS_SHOWN:
        rest = Text(f"… and {len(refusals) - _REFUSALS_SHOWN:,} more in {out / 'dead_letters'}", style="dim")
        return [*refusals[:_REFUSALS_SHOWN], rest]
    return refusals


def _refusal_line(key: str, reason: str, detail: str) -> Text:
    said = detail if key in detail else f"{key}: {detail or reason.replace('_', ' ')}"
    return Text.assemble(("refused ", "yellow"), said)


def print_differences(console: Console, out: Path, differences: Sequence[Difference], history: History) -> None:
    """The verdict of `dongtin check`."""
    for difference in differences:
        console.print(Text.assemble(("✗ ", "red"), f"{difference.where}: {difference.what}"), soft_wrap=True)
    if not differences:
        inputs = sum(counts.get(LEDGER.name, 0) for counts in history.rows.values())
        agreed = f"{len(history.rows)} run(s), {inputs:,} inputs = {inputs:,} outcomes, {len(history.live):,} files"
        console.print(Text.assemble(("✓ ", "green"), f"{out}: {agreed} as committed"), soft_wrap=True)
