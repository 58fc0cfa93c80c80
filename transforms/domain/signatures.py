"""What later comparisons need of a text when the text itself is no longer at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from transforms.domain.pickling import quickly_pickled


class Fingerprint(NamedTuple):
    """What comparisons need of one text: `text_hash` as `identity.text_hash`, the others as in `Signature`."""

    text_hash: str
    shingles: bytes
    minhash: bytes
    paragraphs: bytes


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The fingerprint of one version of an article: enough to find, verify and rank its copies without its text.

    seen_at     UTC, ISO 8601 to the second: publication where known, else arrival
    credit      the agency or outlet that the article names as its source
    cluster_id  article_id of the original of its cluster; its own where it stands alone
    exact_copy  its text equals that of an older article, which stands for it in every comparison
    shingling   how `shingles` and `paragraphs` were made; only signatures of one shingling can be compared
    sketch      how `minhash` was made of `shingles`; it can be made again from them
    shingles    the set of shingle hashes: ascending, unsigned 32 bits each, little-endian
    minhash     unsigned 32 bits each, little-endian
    paragraphs  one hash a line of the text, in order: unsigned 64 bits each, little-endian
    committed   written by an earlier run, so that its row cannot change any more
    """

    article_id: str
    revision: int
    seen_at: str
    publisher: str | None
    credit: str | None
    cluster_id: str
    exact_copy: bool
    shingling: str
    sketch: str
    shingles: bytes
    minhash: bytes
    paragraphs: bytes
    committed: bool = False

    @property
    def version(self) -> tuple[str, int]:
        """Which text it is the fingerprint of: article_id and revision."""
        return self.article_id, self.revision
