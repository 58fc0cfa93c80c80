"""Commands that try one room on files, without Beam: for the eye, and for scorers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from pipelines.errors import UsageError, one_line_errors


class AnnotationFormat(StrEnum):
    """What `dongtin annotate` prints."""

    JSONL = "jsonl"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text to annotate; `reference_date` is the day it was published, where known."""

    doc_id: str
    text: str
    reference_date: date | None


def annotate(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILES]...", help="Text files, UTF-8.")] = None,
    jsonl: Annotated[
        Path | None, typer.Option(help='Records {"doc_id", "text", "ref_date"}, one a line; - reads standard input.')
    ] = None,
    ref_date: Annotated[
        str | None, typer.Option(help="Publication day of FILES, YYYY-MM-DD: resolves partial dates.")
    ] = None,
    output_format: Annotated[
        AnnotationFormat, typer.Option("--format", help="Records for programs, or a page to look at.")
    ] = AnnotationFormat.JSONL,
) -> None:
    """Finds people, positions, organisations, places, documents, dates and events in texts.

    Offsets are Unicode code points of the text as given. Example: dongtin annotate bai.txt --format html > bai.html
    """
    with one_line_errors():
        documents = _documents(files or [], jsonl, ref_date)
        if output_format is AnnotationFormat.HTML:
            sys.stdout.write(_annotated_page(documents))
            return
        for record in _annotated_records(documents):
            print(json.dumps(record, ensure_ascii=False))


def _annotated_records(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    from transforms.annotate.engine import annotate_text
    from transforms.annotate.export import to_record

    for one in documents:
        yield to_record(one.doc_id, annotate_text(one.text, reference_date=one.reference_date))


def _annotated_page(documents: Iterable[Document]) -> str:
    from transforms.annotate.engine import annotate_text
    from transforms.annotate.export import to_html

    annotated = [
        (one.doc_id, one.text, annotate_text(one.text, reference_date=one.reference_date)) for one in documents
    ]
    return to_html(annotated)


def _documents(files: list[Path], jsonl: Path | None, ref_date: str | None) -> Iterator[Document]:
    if not files and jsonl is None:
        raise UsageError("annotate: name text FILES, or records with --jsonl")
    day = _day(ref_date, "--ref-date")
    for path in files:
        yield Document(doc_id=path.stem, text=_text_of(path), reference_date=day)
    if jsonl is not None:
        yield from _documents_of(jsonl)


def _documents_of(jsonl: Path) -> Iterator[Document]:
    with _opened(jsonl) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _document(line, f"{jsonl}:{number}")


def _document(line: str, where: str) -> Document:
    try:
        record = json.loads(line)
        return Document(
            doc_id=record["doc_id"], text=record["text"], reference_date=_day(record.get("ref_date"), where)
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f'{where}: not a record {{"doc_id", "text"}} ({error})') from error


def _day(text: str | None, where: str) -> date | None:
    """A day; the first one where only a year or month is given."""
    if text is None:
        return None
    try:
        return date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text[:10])
    except ValueError as error:
        raise UsageError(f"{where}: {text!r} is no day YYYY-MM-DD") from error


def _text_of(path: Path) -> str:
    try:
        # newline="" keeps every code point where it is: offsets refer to the file as it stands
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 text") from error


def _opened(path: Path) -> IO[str]:
    if str(path) == "-":
        return sys.stdin
    try:
        return path.open(encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
