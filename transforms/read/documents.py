"""Files that hold one document: HTML and flattened text."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.domain.errors import ArticleError, EmptyInput, PageTooLarge
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Medium, Page
from transforms.read.bytestreams import open_binary, read_chunks
from transforms.read.inputs import InputFile, Kind
from transforms.read.options import ReadOptions
from transforms.read.refusals import refuse


def read_document(file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    """The one page of an `.html` or `.txt` file. What the bytes are worth is for the clean room to judge."""
    parts: list[bytes] = []
    try:
        with open_binary(file.path) as stream:
            _collect(read_chunks(stream), parts, options.max_page_bytes)
    except ArticleError as refusal:
        yield refuse(file, options, refusal, payload=b"".join(parts))
        return
    yield Page(
        input_key=file.key,
        medium=Medium.HTML if file.kind is Kind.HTML else Medium.TEXT,
        body=b"".join(parts),
        fetched_at=file.modified_at,
        publisher=options.publisher,
    )


def _collect(chunks: Iterator[bytes], parts: list[bytes], max_bytes: int) -> None:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > max_bytes:
            raise PageTooLarge(f"one page of more than {max_bytes} bytes; split it or raise max_page_bytes")
        parts.append(chunk)
    if all(part.isspace() for part in parts):
        raise EmptyInput("the file is empty; remove it or fetch it again")
