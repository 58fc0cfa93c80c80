"""A text's fingerprint: hashed words, shingles, MinHash, paragraph hashes.

Words are folded first (case, Unicode form, place of the tone mark; punctuation and white space are no words), so that
a copy typed, encoded or broken into lines otherwise has the same fingerprint.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from transforms.domain.identity import text_hash
from transforms.domain.signatures import Fingerprint
from transforms.vietnamese.syllables import fold

Words = NDArray[np.uint64]
Hashes = NDArray[np.uint32]

# Words a shingle. Measured by `benchmarks/near_copies.py --shingles`: with 3, edits keep the most similarity while
# no two unrelated articles of 6,000 reach half of the lowest threshold.
SHINGLE_WORDS = 3
# 32 bands × 4 rows: recall 1.00 at Jaccard .7, .87 at .5 (by the formula 1 - (1 - J⁴)³², and measured).
BANDS, ROWS = 32, 4
_SEED = 1
# The names under which signatures are stored; whoever changes what they stand for must change them.
SHINGLING = f"words-{SHINGLE_WORDS}/1"
SKETCH = f"rensa-{RMinHash.ALGORITHM_VERSION}/{BANDS * ROWS}/{_SEED}"
_WORD = re.compile(r"\w+")
# Multiplier and shift are those of Fibonacci hashing and MurmurHash3's finaliser (public domain).
_ORDER = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(33)


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text whose lines are paragraphs; linear in its length."""
    lines = [hashed_words(line) for line in text.split("\n")]
    shingles = shingle_hashes(np.concatenate(lines))
    return Fingerprint(
        text_hash=text_hash(text),
        shingles=shingles.astype("<u4").tobytes(),
        minhash=minhash(shingles),
        paragraphs=b"".join(_paragraph_hash(line) for line in lines),
    )


def hashed_words(text: str) -> Words:
    """64-bit hashes of the folded words, in order."""
    return np.frombuffer(b"".join(map(_token_hashes, text.split())), "<u8")


def shingle_hashes(words: Words, size: int = SHINGLE_WORDS) -> Hashes:
    """The set of 32-bit hashes of all runs of `size` words, ascending; of the whole text where it is shorter."""
    size = min(size, len(words))
    if not size:
        return np.zeros(0, np.uint32)
    count = len(words) - size + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(size):
        mixed *= _ORDER
        mixed += words[place : place + count]
    mixed ^= mixed >> _HALF
    mixed *= _MIX
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def minhash(shingles: Hashes) -> bytes:
    """The sketch of a set of shingles, as `Signature.minhash` stores it."""
    ends = np.array([0, len(shingles)], np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(shingles.astype(np.uint64), ends, BANDS * ROWS, _SEED)
    return np.array(matrix.to_rows()[0], "<u4").tobytes()


def hashes_of(stored: bytes) -> Hashes:
    """The hashes in `Signature.shingles` or `Signature.minhash`."""
    return np.frombuffer(stored, "<u4")


# By the token between blanks, punctuation and case included: a text has few tokens that were not met lately, so most of
# folding and hashing is a look-up. 65,536 tokens are about 15 MB a process.
@lru_cache(maxsize=1 << 16)
def _token_hashes(token: str) -> bytes:
    words = _WORD.findall(unicodedata.normalize("NFKC", token).casefold())
    return b"".join(
        hashlib.blake2b(fold(word).encode("utf-8", "surrogatepass"), digest_size=8).digest() for word in words
    )


def _paragraph_hash(words: Words) -> bytes:
    return hashlib.blake2b(words.astype("<u8").tobytes(), digest_size=8).digest()
