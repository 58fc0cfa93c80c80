"""Named refusals: the only exceptions a room may raise about its data.

    ArticleError                    an input that cannot go on; becomes a dead letter or a ledger outcome
    ├── ReadError                   the container could not be read
    │   ├── UnreadableInput         the operating system refused (permission, I/O)
    │   ├── EmptyInput              no byte, or only white space
    │   ├── TruncatedInput          the stream ends in the middle of a record
    │   ├── MalformedRecord         the record breaks its format's rules
    │   ├── UnsupportedFormat       no reader for this kind of input
    │   └── UnsuccessfulResponse    an archived HTTP answer that is no page: a redirect or an error
    ├── FetchError                  the address could not be fetched
    │   ├── ForbiddenAddress        not http(s), or it leads where no fetcher may go (private, loopback, metadata …)
    │   ├── RobotsDisallowed        robots.txt forbids it, or cannot be learned
    │   ├── HostUnreachable         no such name, no connection, no valid certificate
    │   ├── PageGone                404 or 410
    │   ├── AccessRefused           any other 4xx than 429: the server does not give it to us
    │   ├── HostBusy                429, 503, or its turn did not come within the visit
    │   ├── ServerFailure           5xx, or another answer that is no success
    │   ├── BadRedirect             a loop, too long a chain, no address, or away from the publisher
    │   ├── AnswerTooLarge          more bytes than a page may have, on the wire or unpacked
    │   ├── AnswerTooSlow           the deadline ended it
    │   ├── BrokenAnswer            cut off, garbled, or no HTTP
    │   └── UnwantedContent         a media type that is no page
    ├── CleanError                  the page could not be turned into an article
    │   ├── BinaryContent           bytes that are no text
    │   ├── UndecodableText         no charset yields plausible text
    │   ├── PageTooLarge            beyond a cap of the guard (size, depth, elements, attributes)
    │   ├── ExtractionTimeout       the time limit ended it
    │   ├── ExtractionMemory        the memory limit ended it
    │   ├── ExtractionCrash         the worker process died
    │   └── NoTextFound             an article page whose body could not be found
    ├── ArrivedTooLate              a stream had closed its window for good
    ├── NotAnArticle                index, forum, video …: an outcome of its own, no dead letter
    └── AnnotateError               the text could not be annotated

A bug is never an `ArticleError`: it crashes, and the run with it.
"""

from __future__ import annotations


class ArticleError(Exception):
    """An input refused for a named reason.

    `reason` is the name stored in the ledger; `detail` tells a person what was wrong with this input.
    """

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    @property
    def reason(self) -> str:
        """The refusal's name as the ledger stores it: `TruncatedInput` → `truncated_input`."""
        name = type(self).__name__
        return "".join("_" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


class ReadError(ArticleError):
    """The container (file, archive, dump) could not be read."""


class UnreadableInput(ReadError):
    """The operating system refused the read."""


class EmptyInput(ReadError):
    """There is no byte, or only white space."""


class TruncatedInput(ReadError):
    """The stream ends in the middle of a record."""


class MalformedRecord(ReadError):
    """The record breaks the rules of its format."""


class UnsupportedFormat(ReadError):
    """No reader knows this kind of input."""


class UnsuccessfulResponse(ReadError):
    """The archived HTTP answer is a redirect or an error, no page."""


class FetchError(ArticleError):
    """The address could not be fetched."""


class ForbiddenAddress(FetchError):
    """No fetcher may go there; `detail` says why. Nothing was sent."""


class RobotsDisallowed(FetchError):
    """The host's robots.txt forbids it, or could not be learned."""


class HostUnreachable(FetchError):
    """No such name, no connection, or no valid certificate."""


class PageGone(FetchError):
    """The server says that there is no such page (404, 410)."""


class AccessRefused(FetchError):
    """The server wants a login, or does not give it to us (4xx)."""


class HostBusy(FetchError):
    """The server asks for patience (429, 503) beyond ours, or the visit ended before its turn."""


class ServerFailure(FetchError):
    """The server answered with another status that is no success."""


class BadRedirect(FetchError):
    """The redirects loop, are too many, lead nowhere, or lead away from the publisher."""


class AnswerTooLarge(FetchError):
    """More bytes than a page may have, on the wire or unpacked."""


class AnswerTooSlow(FetchError):
    """The answer outlived its deadline and was ended."""


class BrokenAnswer(FetchError):
    """The answer is cut off, garbled, or no HTTP."""


class UnwantedContent(FetchError):
    """The media type is none of a page."""


class CleanError(ArticleError):
    """The page could not be turned into an article."""


class BinaryContent(CleanError):
    """The bytes are no text."""


class UndecodableText(CleanError):
    """No charset yields plausible text."""


class PageTooLarge(CleanError):
    """The page is beyond a cap of the guard."""


class ExtractionTimeout(CleanError):
    """Extraction outlived its time limit and was ended."""


class ExtractionMemory(CleanError):
    """Extraction outgrew its memory limit and was ended."""


class ExtractionCrash(CleanError):
    """The extraction process died."""


class NoTextFound(CleanError):
    """The page looks like an article, but its body could not be found."""


class ArrivedTooLate(ArticleError):
    """It came to a stream after its window, allowed lateness included, was closed for good."""


class NotAnArticle(ArticleError):
    """The page is an index, a forum, a video page …; `detail` names the page type."""


class AnnotateError(ArticleError):
    """The text could not be annotated."""
