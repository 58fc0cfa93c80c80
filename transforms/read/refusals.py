"""From a named refusal to the dead letter that keeps it."""

from __future__ import annotations

from transforms.domain.errors import ArticleError, UnreadableInput
from transforms.domain.outcomes import DeadLetter
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions

STAGE = "read"


def refuse(
    file: InputFile,
    options: ReadOptions,
    refusal: ArticleError,
    *,
    key: str | None = None,
    payload: bytes | None = None,
    url: str | None = None,
) -> DeadLetter:
    """The dead letter of a file, or of the record `key` within it; its detail begins with the key."""
    name = key or file.key
    return DeadLetter(
        stage=STAGE,
        reason=refusal.reason,
        key=name,
        detail=f"{name}: {refusal.detail}",
        arrived_at=file.modified_at,
        payload=payload if payload is None or len(payload) <= options.payload_cap else None,
        url=url,
        publisher=options.publisher,
    )


def unreadable(failure: OSError) -> UnreadableInput:
    """The refusal for what the operating system said, in its words but without the path."""
    return UnreadableInput(f"cannot be read ({failure.strerror or failure}); check that it exists and may be read")
