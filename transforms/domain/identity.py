"""Names that stay the same: of an article, and of a text."""

from __future__ import annotations

import hashlib
import unicodedata


def digest(*parts: str) -> str:
    """32 hexadecimal digits (128 bits of SHA-256) that name `parts`, order and borders kept."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_hash(text: str) -> str:
    """Names a text without regard to case, white space and Unicode form: equal for exact copies."""
    return digest("text", " ".join(unicodedata.normalize("NFKC", text).casefold().split()))


def article_id(*, canonical_url: str | None, publisher: str | None, text: str) -> str:
    """Names an article by its canonical URL, or by publisher and content where it has none."""
    return digest("url", canonical_url) if canonical_url else digest("content", publisher or "", text_hash(text))
