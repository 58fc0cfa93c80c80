"""One HTTP answer as it came over the wire, and what may be made of it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from urllib3 import HTTPHeaderDict, HTTPResponse
from urllib3.exceptions import DecodeError, HTTPError

from transforms.domain.errors import (
    AccessRefused,
    AnswerTooLarge,
    BrokenAnswer,
    FetchError,
    HostBusy,
    PageGone,
    ServerFailure,
    UnwantedContent,
)
from transforms.fetch.options import MEBIBYTE, Limits
from transforms.fetch.targets import Role

# What urllib3 undoes, with the decoders that `setup.py` asks for.
ACCEPT_ENCODING = "gzip, deflate, br, zstd"
_CODINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
_STEP = 1 << 16
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer. body: as sent, content coding kept, chunks joined; headers: as sent, in order."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name, case aside."""
        wanted = name.lower()
        return next((value.strip() for key, value in self.headers if key.lower() == wanted), None)


def undo_coding(answer: Answer, limits: Limits) -> bytes:
    """The body with its content coding undone; raises AnswerTooLarge for a bomb, BrokenAnswer for damage."""
    codings = [
        coding for one in (answer.header("content-encoding") or "").lower().split(",") if (coding := one.strip())
    ]
    known = [coding for coding in codings if coding in _CODINGS]
    if not known or _MARKUP.match(answer.body[:256]):
        return answer.body
    stream = HTTPResponse(
        io.BytesIO(answer.body),
        HTTPHeaderDict({"content-encoding": ", ".join(known)}),
        status=200,
        preload_content=False,
    )
    most = min(limits.page_bytes, max(limits.unpack_ratio * len(answer.body), MEBIBYTE))
    parts: list[bytes] = []
    total = 0
    try:
        while part := stream.read(_STEP, decode_content=True):
            total += len(part)
            if total > most:
                raise AnswerTooLarge(f"{len(answer.body)} bytes unpack to more than {most}")
            parts.append(part)
    except (DecodeError, HTTPError) as error:
        raise BrokenAnswer(f"its content coding cannot be undone ({type(error).__name__})") from None
    return b"".join(parts)


def status_refusal(answer: Answer) -> FetchError | None:
    """The refusal that a status stands for; None for success."""
    status = answer.status
    said = f"the server answered {status} {answer.reason}".rstrip()
    if status in (200, 203):
        return None
    if status in (404, 410):
        return PageGone(said)
    if status in (429, 503):
        return HostBusy(said)
    if 400 <= status < 500:
        return AccessRefused(said)
    return ServerFailure(said)


def check_content(answer: Answer, body: bytes, role: Role) -> None:
    """Raises UnwantedContent for a page that is no HTML, BrokenAnswer for one without a byte."""
    if role is not Role.PAGE:
        return
    if not body.strip():
        raise BrokenAnswer("the answer has no content")
    told = (answer.header("content-type") or "").split(";", 1)[0].strip().lower()
    if told in _HTML_TYPES or (not told and _MARKUP.match(body[:256])):
        return
    raise UnwantedContent(f"its content type is {told or 'unknown'}; only HTML pages are fetched")
