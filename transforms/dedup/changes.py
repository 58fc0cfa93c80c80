"""What a revision changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from transforms.dedup.fingerprints import hashes_of
from transforms.domain.judgements import Change, JudgedArticle
from transforms.domain.signatures import Signature


def change(old: Signature, new: Signature) -> Change:
    """What `new` changed of `old`, both of one article; case, tone places and punctuation do not count."""
    before, after = hashes_of(old.shingles), hashes_of(new.shingles)
    common = len(np.intersect1d(before, after, assume_unique=True))
    either = len(before) + len(after) - common
    old_lines, new_lines = (np.frombuffer(one.paragraphs, "<u8") for one in (old, new))
    return Change(
        share=1 - common / either if either else 0.0,
        paragraphs=tuple(int(line) for line in np.flatnonzero(~np.isin(new_lines, old_lines))),
        removed=int((~np.isin(old_lines, new_lines)).sum()),
    )


def describe_changes(judged: Iterable[JudgedArticle], signatures: Iterable[Signature]) -> Iterator[JudgedArticle]:
    """Signed articles with what they changed of the revision before them, where its signature is among those given."""
    of = {one.version: one for one in signatures}
    for one in judged:
        old = of.get((one.article.article_id, one.revision - 1))
        yield replace(one, change=change(old, one.signature)) if old and one.signature else one
