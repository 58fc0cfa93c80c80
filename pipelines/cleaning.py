"""The command `dongtin clean`: the clean room on files, without Beam."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import typer

from pipelines.errors import one_line_errors
from pipelines.options import settings_of
from transforms.clean.options import CleanOptions
from transforms.domain.errors import ArticleError
from transforms.domain.outcomes import DeadLetter, input_key_of
from transforms.domain.pages import Medium, Page
from transforms.read.inputs import find_inputs, key_of

Record = dict[str, Any]


class CleanFormat(StrEnum):
    """What `dongtin clean` prints."""

    JSONL = "jsonl"
    TEXT = "text"
    HTML = "html"


def clean(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Pages or flattened texts: files, folders, globs.", show_default=False),
    ],
    output_format: Annotated[
        CleanFormat, typer.Option("--format", help="Records for programs, plain text, or a page of blocks by role.")
    ] = CleanFormat.JSONL,
    config: Annotated[Path | None, typer.Option(help="Settings, a YAML file as in configs/pipelines/.")] = None,
) -> None:
    """Cleans pages and flattened texts and prints what was found; writes no data set.

    A page gives {"page", "is_article", "title", "text" …}, a .txt {"doc_id", "line_roles", "title" …}.
    Example: dongtin clean pages/ --format html > blocks.html
    """
    with one_line_errors():
        settings = settings_of(config)
        arrivals = _arrivals(inputs, settings.read.options())
        options = settings.clean.options()
        if output_format is CleanFormat.HTML:
            sys.stdout.write(_page_of_blocks(arrivals, options))
            return
        show = _as_json if output_format is CleanFormat.JSONL else _as_text
        for name, one in arrivals:
            print(show(_record(name, one, options)))


def _arrivals(patterns: list[str], options: Any) -> Iterator[tuple[str, Page | DeadLetter]]:
    """Pages and dead letters, each with its name: its key below the folder that was named."""
    from transforms.read.reader import read_input

    folders = [key_of(pattern) + "/" for pattern in patterns if Path(pattern).is_dir()]
    for file in find_inputs(patterns):
        for one in read_input(file, options):
            yield _below(folders, input_key_of(one)), one


def _below(folders: list[str], key: str) -> str:
    return next((key.removeprefix(folder) for folder in folders if key.startswith(folder)), PurePosixPath(key).name)


def _record(name: str, one: Page | DeadLetter, options: CleanOptions) -> Record:
    from transforms.clean.export import page_record
    from transforms.clean.lines.export import doc_id, to_record

    if isinstance(one, DeadLetter):
        return {"page": name, "is_article": False, "refused": one.reason, "detail": one.detail}
    if one.medium is Medium.HTML:
        return page_record(one, name, options)
    try:
        return to_record(one)
    except ArticleError as refusal:
        return {"doc_id": doc_id(one.input_key), "refused": refusal.reason, "detail": refusal.detail}


def _as_json(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)


def _as_text(record: Record) -> str:
    name = record.get("page") or record["doc_id"]
    told = record.get("refused") or record.get("page_type")
    if told:
        return f"== {name}: {told.replace('_', ' ')}\n"
    lines = (record["title"], record["byline"], record["published"], "", record["text"])
    return "\n".join([f"== {name}", *(line for line in lines if line is not None), ""])


def _page_of_blocks(arrivals: Iterable[tuple[str, Page | DeadLetter]], options: CleanOptions) -> str:
    from transforms.clean.export import ReadBlocks, pages_to_html, read_blocks
    from transforms.clean.lines.export import read_lines_by_role

    pages = []
    for name, one in arrivals:
        if isinstance(one, DeadLetter):
            pages.append(ReadBlocks(record=_record(name, one, options), blocks=()))
        elif one.medium is Medium.HTML:
            pages.append(read_blocks(one, name, options))
        else:
            record = _record(name, one, options) | {"page": name}
            pages.append(ReadBlocks(record=record, blocks=read_lines_by_role(one)))
    return pages_to_html(pages)
