"""The one door of the room: an input in, pages and dead letters out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from transforms.domain.errors import ArticleError, EmptyInput, UnreadableInput, UnsupportedFormat
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.arc import read_arc
from transforms.read.columns import read_parquet
from transforms.read.documents import read_document
from transforms.read.inputs import InputFile, Kind
from transforms.read.jsonl import read_json, read_jsonl
from transforms.read.options import ReadOptions
from transforms.read.refusals import refuse, unreadable
from transforms.read.warc import read_warc

Reader = Callable[[InputFile, ReadOptions], Iterator[Page | DeadLetter]]


def _refuse_unsupported(file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    raise UnsupportedFormat(
        "no reader for this kind of file; known are .html .htm .txt .jsonl .json .warc .arc .parquet (and .gz of them)"
    )


def _refuse_unreadable(file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    raise UnreadableInput("cannot be read; check that it exists and that you may read it")


_READERS: dict[Kind, Reader] = {
    Kind.HTML: read_document,
    Kind.TEXT: read_document,
    Kind.JSONL: read_jsonl,
    Kind.JSON: read_json,
    Kind.WARC: read_warc,
    Kind.ARC: read_arc,
    Kind.PARQUET: read_parquet,
    Kind.UNSUPPORTED: _refuse_unsupported,
    Kind.UNREADABLE: _refuse_unreadable,
}


def read_input(file: InputFile, options: ReadOptions | None = None) -> Iterator[Page | DeadLetter]:
    """Every page of an input, and a dead letter for every part of it that is none; at least one of them.

    Bounded and streamed: one page or record is in memory at a time. Bad data never raises; a retry gives the same
    outcomes in the same order. A dead letter that bears the file's own key stands for what could not be told apart:
    the whole file, or all that follows the last good record.
    """
    chosen = options or ReadOptions()
    outcomes = 0
    try:
        for outcome in _READERS[file.kind](file, chosen):
            outcomes += 1
            yield outcome
        if not outcomes:
            raise EmptyInput("holds no page; remove it or fetch it again")
    except ArticleError as refusal:
        yield refuse(file, chosen, refusal)
    except OSError as failure:
        yield refuse(file, chosen, unreadable(failure))
