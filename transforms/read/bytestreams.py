"""Bytes from a path: plain or gzip, in chunks, with the end of the good part named."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from transforms.domain.errors import MalformedRecord, ReadError, TruncatedInput

CHUNK_BYTES = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib: 15 bits of window, +16 for the gzip header and trailer


def open_binary(path: str) -> BinaryIO:
    """Open for reading bytes. The one place to teach other stores than the local disk; raises OSError."""
    return open(path, "rb")  # noqa: PTH123 - the caller closes


def read_chunks(file: BinaryIO) -> Iterator[bytes]:
    """The file's content in pieces of at most 64 KiB, gzip undone where its first two bytes say so.

    Raises TruncatedInput or MalformedRecord after the last good byte, OSError as the system does.
    """
    first = file.read(CHUNK_BYTES)
    raw = _raw_chunks(first, file)
    return _inflate(raw) if first.startswith(_GZIP_MAGIC) else raw


def _raw_chunks(first: bytes, file: BinaryIO) -> Iterator[bytes]:
    chunk = first
    while chunk:
        yield chunk
        chunk = file.read(CHUNK_BYTES)


def _inflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Undo gzip, member after member."""
    decoder = zlib.decompressobj(_GZIP_WINDOW)
    for chunk in chunks:
        rest = chunk
        while rest:
            if decoder.eof:
                rest = rest.lstrip(b"\0")  # some writers pad the end with zeros
                if not rest:
                    break
                decoder = zlib.decompressobj(_GZIP_WINDOW)
            yield from _pieces(decoder, rest)
            rest = decoder.unused_data
    if not decoder.eof:
        raise TruncatedInput("the gzip stream ends in the middle; fetch or copy the file again")


def _pieces(decoder: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """What the decoder makes of the data, never more than a chunk at once: a bomb must not fill the memory."""
    while True:
        try:
            piece = decoder.decompress(data, CHUNK_BYTES)
        except zlib.error:
            raise MalformedRecord("the gzip stream is damaged; fetch or copy the file again") from None
        if piece:
            yield piece
        data = decoder.unconsumed_tail
        if decoder.eof or (not data and len(piece) < CHUNK_BYTES):
            return


def read_lines(chunks: Iterator[bytes], max_bytes: int) -> Iterator[bytes | None]:
    """The lines without their line feed; None for a line longer than `max_bytes`. Raises what the chunks raise."""
    parts: list[bytes] = []
    length = 0
    for chunk in chunks:
        *complete, rest = chunk.split(b"\n")
        for piece in complete:
            yield None if length + len(piece) > max_bytes else b"".join((*parts, piece))
            parts, length = [], 0
        length += len(rest)
        if length <= max_bytes:
            parts.append(rest)
        else:
            parts = []
    if length:
        yield None if length > max_bytes else b"".join(parts)


class ChunkReader(io.RawIOBase):
    """A readable stream over chunks that never raises: a failure of the data ends it, and is kept in `failure`."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = memoryview(b"")
        self._position = 0
        self.failure: ReadError | OSError | None = None
        self.exhausted = False

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes given out so far."""
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill some of the buffer; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(self._next_chunk())
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        self._position += count
        return count

    def _next_chunk(self) -> bytes:
        try:
            chunk = next(self._chunks, b"")
        except (ReadError, OSError) as failure:
            self.failure = failure
            chunk = b""
        self.exhausted = self.exhausted or not chunk
        return chunk
