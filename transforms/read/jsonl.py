"""JSON records: one a line (JSONL), or the elements of one array (JSON)."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator

from transforms.domain.errors import ArticleError, MalformedRecord, PageTooLarge
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.bytestreams import open_binary, read_chunks, read_lines
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions
from transforms.read.records import page_from_record
from transforms.read.refusals import refuse

_BETWEEN = " \t\r\n,"
_GAP = re.compile(f"[{_BETWEEN}]*")


def read_jsonl(file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    """One outcome for each line that is not blank, keyed `path#L12` (lines count from 1)."""
    with open_binary(file.path) as stream:
        for number, line in enumerate(read_lines(read_chunks(stream), options.max_page_bytes), start=1):
            if line is None or line.strip():
                yield _outcome(line, f"{file.key}#L{number}", file, options)


def _outcome(line: bytes | None, key: str, file: InputFile, options: ReadOptions) -> Page | DeadLetter:
    try:
        if line is None:
            raise PageTooLarge(f"a line of more than {options.max_page_bytes} bytes; raise max_page_bytes")
        return page_from_record(_parse(line), key=key, file=file, options=options)
    except ArticleError as refusal:
        return refuse(file, options, refusal, key=key, payload=line)


def _parse(line: bytes) -> object:
    try:
        return json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as problem:
        raise MalformedRecord(f"is no JSON ({_cause(problem)}); correct the line or remove it") from None


def _cause(problem: ValueError | RecursionError) -> str:
    match problem:
        case json.JSONDecodeError():
            return f"{problem.msg.removesuffix(' at')} at column {problem.colno}"
        case UnicodeDecodeError():
            return f"byte {problem.start + 1} is not UTF-8"
        case RecursionError():
            return "nested too deeply"
    return "a number is too long"


def read_json(file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    """One outcome for each element of the array, keyed `path#item12` (from 1); a lone object is an array of one.

    An element that breaks the rules of JSON ends the file: what follows it cannot be told apart.
    """
    with open_binary(file.path) as stream:
        for number, (element, text) in enumerate(_elements(read_chunks(stream), options.max_page_bytes), start=1):
            key = f"{file.key}#item{number}"
            try:
                yield page_from_record(element, key=key, file=file, options=options)
            except ArticleError as refusal:
                yield refuse(file, options, refusal, key=key, payload=text.encode("utf-8", "replace"))


def _elements(chunks: Iterator[bytes], max_chars: int) -> Iterator[tuple[object, str]]:
    """The elements one after the other, each with its source; no more than one element and a chunk in memory."""
    buffer, opened, try_from = "", False, 0
    for text, last in _decoded(chunks):
        buffer += text
        if not opened and buffer.strip():
            opened, buffer = True, buffer.lstrip().removeprefix("[")
        if len(buffer) < try_from and not last:
            continue  # doubling what is tried anew keeps one long element from costing the square of its length
        position = 0
        for element, start, position in _whole_elements(buffer, last):
            yield element, buffer[start:position]
        buffer = buffer[position:]
        try_from = 2 * len(buffer)
        if len(buffer) > max_chars:
            raise PageTooLarge(f"an element of more than {max_chars} characters, or malformed JSON; check the file")
    if buffer.strip(_BETWEEN) not in ("", "]"):
        raise MalformedRecord("the JSON breaks off or is malformed; what follows the last good element is lost")


def _decoded(chunks: Iterator[bytes]) -> Iterator[tuple[str, bool]]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    for chunk in chunks:
        yield decoder.decode(chunk), False
    yield decoder.decode(b"", final=True), True


def _whole_elements(buffer: str, last: bool) -> Iterator[tuple[object, int, int]]:
    """Each element that is complete in the buffer, with where it starts and ends."""
    scanner = json.JSONDecoder()
    position = 0
    while True:
        start = _GAP.match(buffer, position).end()  # type: ignore[union-attr] # matches nothing, too
        try:
            element, position = scanner.raw_decode(buffer, start)
        except (ValueError, RecursionError):
            return
        if position == len(buffer) and not last and not isinstance(element, dict | list | str):
            return  # a number may go on in the next chunk
        yield element, start, position
