"""The command `dongtin`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.catalog_commands import publishers
from pipelines.cleaning import clean
from pipelines.console import print_differences, print_summary, show_progress
from pipelines.errors import DATA_ERROR, UsageError, fail, one_line_errors
from pipelines.explore.command import explore
from pipelines.fetch_command import carry_out, fetch
from pipelines.logs import LogFormat, configure_logging
from pipelines.options import IngestOptions
from pipelines.quality.command import quality
from pipelines.replay_command import replay
from pipelines.report.command import report
from pipelines.requests import FetchRequest
from pipelines.schema_command import schema
from pipelines.stream.command import stream
from pipelines.trials import annotate
from pipelines.upkeep import DataSet, compact, offices, vacuum
from transforms.store.check import check_dataset
from transforms.store.history import read_history
from transforms.store.layout import progress_path
from transforms.wiring.collector import slow_collector
from transforms.wiring.places import place

app = typer.Typer(
    name="dongtin",
    help="Vietnamese news in, clean and annotated Parquet out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def main(
    log_format: Annotated[
        LogFormat, typer.Option(help="Log lines for people or, as JSON, for machines.")
    ] = LogFormat.TEXT,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every step, Beam's included.")] = False,
) -> None:
    """Sets up logging and memory for every command."""
    slow_collector()
    configure_logging(log_format, verbose=verbose)


@app.command()
def ingest(
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            parser=place,
            help="The data set: a folder, made if it is not there, or s3://bucket/prefix.",
            show_default=False,
        ),
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="Files, folders or globs: .html .htm .txt .jsonl[.gz] .warc[.gz] .arc[.gz] .parquet; or https://…",
            show_default=False,
        ),
    ] = None,
    feed: Annotated[list[str] | None, typer.Option(help="Also the stories of an RSS or Atom feed.")] = None,
    sitemap: Annotated[list[str] | None, typer.Option(help="Also the stories of a sitemap.")] = None,
    urls: Annotated[Path | None, typer.Option(help="Also a file of addresses, one a line.")] = None,
    contact: Annotated[str | None, typer.Option(help="For what is fetched: how you can be reached.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings, a YAML file as in configs/pipelines/.")] = None,
    runner: Annotated[
        str, typer.Option(help="DirectRunner: this machine, in process; prism, flink, dataflow, or Beam's name.")
    ] = "DirectRunner",
    run_id: Annotated[
        str | None,
        typer.Option(help="The same id again replaces the run's rows; by default it is made of inputs and settings."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="The publisher of every input.")] = None,
    workers: Annotated[int, typer.Option(help="Processes of a local run that clean and annotate.")] = 1,
    beam_arg: Annotated[list[str] | None, typer.Option(help="Passed to Beam as it is; may be repeated.")] = None,
) -> None:
    """Reads articles, cleans and annotates them, and commits them to a Parquet data set.

    Every input ends in exactly one outcome, in the table `ledger`. Running the same command again replaces its
    rows with the same rows. What lies on the web is fetched first, as `dongtin fetch` does, in a run of its own.
    Example: dongtin ingest samples/inputs --out /tmp/news
    """
    given = inputs or []
    pages = tuple(one for one in given if one.startswith(("http://", "https://")))
    files = tuple(one for one in given if one not in pages)
    beam_args = tuple(beam_arg or ())
    with one_line_errors():
        if pages or feed or sitemap or urls:
            carry_out(
                FetchRequest(
                    out=out,
                    pages=pages,
                    feeds=tuple(feed or ()),
                    sitemaps=tuple(sitemap or ()),
                    urls=urls,
                    contact=contact,
                    config=config,
                    runner=runner,
                    workers=workers,
                    beam_args=beam_args,
                )
            )
            if not files:
                return
        if not files:
            raise UsageError(
                "nothing to read: name files, folders, globs or addresses (dongtin ingest samples/inputs …)"
            )
        options = IngestOptions(
            inputs=files,
            out=out,
            config=config,
            runner=runner,
            run_id=run_id,
            publisher=publisher,
            workers=workers,
            beam_args=beam_args,
        )
        options.settings()
        _ingest(options)


def _ingest(options: IngestOptions) -> None:
    from pipelines import batch  # Beam takes seconds to import: `--help` should not

    started = time.monotonic()
    files, run_id = batch.plan(options)
    console = Console(stderr=True)
    with show_progress(console, progress_path(options.out, run_id), batch.progress_total(files)):
        manifest = batch.ingest(options, files, run_id)
    print_summary(Console(), manifest, options.out, time.monotonic() - started)
    Console().print(f"look at it: dongtin report {options.out}", style="dim", soft_wrap=True, highlight=False)
    if sum(manifest.outcomes.values()) != manifest.inputs:
        fail(
            f"{manifest.inputs} inputs, {sum(manifest.outcomes.values())} outcomes: the ledger does not balance",
            DATA_ERROR,
        )


@app.command()
def check(
    dataset: DataSet,
) -> None:
    """Verifies a data set: manifests, checksums, schema versions, inputs = outcomes, rows in = rows out.

    Exit code 1 where anything differs.
    """
    with one_line_errors():
        differences = check_dataset(dataset)
        print_differences(Console(), dataset, differences, read_history(dataset))
    if differences:
        raise typer.Exit(DATA_ERROR)


app.command()(clean)
app.command()(annotate)
app.command()(quality)
app.command()(report)
app.command()(compact)
app.command()(vacuum)
app.command()(offices)
app.command()(replay)
app.command()(schema)
app.command()(explore)
app.command()(fetch)
app.command()(stream)
app.add_typer(publishers)

if __name__ == "__main__":
    app()
