"""Sentences of a text, as spans: cut by underthesea, mended where it is known to err."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise

from transforms.domain.annotations import Span

_loading = threading.Lock()
_tokenize: list[Callable[[str], list[str]]] = []

# A piece that ends so is no sentence: a degree, a title or an initial before a name ("GS.TS.", "TP.", "Nguyễn Văn A.").
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:(?:GS|PGS|TS|ThS|BS|KS|KTS|LS|TP|TX|TT|Tr|ĐH|P|Q|H|X)\.)+$|(?:^|\s)[A-ZĐ]\.$")
# A sentence may end in dots and the next begin right behind them: "… chính sách…Tổng Bí thư".
_GLUED = re.compile(r"(?<=…)(?=[^\W\d_a-zà-ỹđ])|(?<=\.\.\.)(?=[^\W\d_a-zà-ỹđ])")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in reading order: half-open spans in code points, white space left out.

    Lines are cut apart first, so no sentence crosses one. Every character that is not white space lies in exactly
    one span. The first call loads underthesea (0.7 s, 100 MB), once a process and safely among threads.
    """
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        spans += _of_line(line, at)
        at += len(line) + 1
    return tuple(spans)


def _of_line(line: str, offset: int) -> Iterator[Span]:
    begin = None
    for start, end in _pieces(line):
        begin = start if begin is None else begin
        if not _ABBREVIATED.search(line[begin:end]):
            yield offset + begin, offset + end
            begin = None
    if begin is not None:
        yield offset + begin, offset + len(line.rstrip())


def _pieces(line: str) -> Iterator[Span]:
    """What underthesea cuts, found again in the line: its pieces are verbatim but for the white space around them."""
    at = 0
    for sentence in _tokenizer()(line) if line.strip() else ():
        start = line.find(sentence, at)
        if start < 0:  # a piece it has rewritten: what is left of the line stays one sentence
            break
        at = start + len(sentence)
        cuts = [start, *(start + match.start() for match in _GLUED.finditer(sentence)), at]
        yield from pairwise(cuts)
    rest = line[at:]
    if rest.strip():
        yield at + len(rest) - len(rest.lstrip()), len(line.rstrip())


def _tokenizer() -> Callable[[str], list[str]]:
    """underthesea's `sent_tokenize`; its first call is not safe among threads, so it is made here, once."""
    with _loading:
        if not _tokenize:
            from underthesea import sent_tokenize

            sent_tokenize("Một câu. Hai câu.")
            _tokenize.append(sent_tokenize)
    return _tokenize[0]
