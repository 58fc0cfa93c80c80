"""Under which keys a text is looked for: those under which the dedup room would pair it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.dedup.bands import band_blocks, ref
from transforms.dedup.fingerprints import SHINGLING, SKETCH, fingerprint
from transforms.domain.signatures import Signature

# Sets the same value in two bands apart; the multiplier of Fibonacci hashing (public domain).
_BAND = 0x9E3779B97F4A7C15


def keys_of(signatures: Sequence[Signature]) -> dict[int, NDArray[np.int64]]:
    """`ref` → the distinct keys of that signature in all bands, as SQLite's signed integers; none for no word."""
    found: dict[int, list[NDArray[np.uint64]]] = {ref(one): [] for one in signatures}
    for (band, _part), block in band_blocks(signatures):
        mixed = block.keys ^ np.uint64((band + 1) * _BAND % (1 << 64))
        order = np.argsort(block.refs, kind="stable")
        refs, starts = np.unique(block.refs[order], return_index=True)
        for name, keys in zip(refs, np.split(mixed[order], starts[1:]), strict=True):
            found[int(name)].append(keys)
    return {name: np.unique(np.concatenate(keys)).view(np.int64) for name, keys in found.items() if keys}


def sketch_of(article_id: str, text: str) -> Signature:
    """The fingerprint of a text that is not judged yet; what judging decides is left empty."""
    made = fingerprint(text)
    return Signature(
        article_id=article_id,
        revision=0,
        seen_at="1970-01-01T00:00:00+00:00",
        publisher=None,
        credit=None,
        cluster_id=article_id,
        exact_copy=False,
        shingling=SHINGLING,
        sketch=SKETCH,
        shingles=made.shingles,
        minhash=made.minhash,
        paragraphs=made.paragraphs,
    )
