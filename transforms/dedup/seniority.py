"""Which of several articles with one text is the original: a total order, the same for every order of arrival.

1. A row that an earlier run committed comes before those of this run: it is never written again, so it stays what it
   is, and later copies point to it.
2. The outlet that another of the articles credits comes first: "Theo Báo Ví Dụ" says whose text it is.
3. An article that names no source comes before one that credits an agency or outlet ("Theo TTXVN"): who credits
   another says himself that the text is not his.
4. The earlier seen comes first: publication where known (a day without a time counts from midnight), else arrival.
5. The smaller article id breaks ties.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import timegm
from collections.abc import Iterable
from functools import lru_cache
from time import strptime

import numpy as np
from numpy.typing import NDArray

from transforms.domain.signatures import Signature

Seniority = tuple[bool, bool, bool, str, str, int]

_EPOCH_OFFSET = 1 << 40  # keeps years before 1970 positive
_NO_LETTER = re.compile(r"[^a-z0-9]+")
# What a newspaper's name may or may not bear: `Báo Tiền Phong`, `tienphong.vn`, `Tuổi Trẻ Online`.
_OPTIONAL = re.compile(r"^(?:bao|www)(?=.{4})|(?:online|dientu)$")


def seniority(signature: Signature, *, credited: bool = False) -> Seniority:
    """The sort key of the order above: the least is the most senior. credited: rule 2 speaks for it."""
    return (
        not signature.committed,
        not credited,
        bool(signature.credit),
        signature.seen_at,
        signature.article_id,
        signature.revision,
    )


def rank(signature: Signature) -> int:
    """Rules 1, 3 and 4 as an unsigned 64-bit number, to the second."""
    seconds = timegm(strptime(signature.seen_at[:19], "%Y-%m-%dT%H:%M:%S"))
    return ((not signature.committed) << 63) | (bool(signature.credit) << 62) | (seconds + _EPOCH_OFFSET)


def ranks_of_committed(seconds: NDArray[np.int64], credited: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """`rank` of committed signatures. seconds: since 1970; credited: whether they name a source."""
    return (seconds + _EPOCH_OFFSET).astype(np.uint64) | (credited.astype(np.uint64) << np.uint64(62))


def credits(copy: Signature, other: Signature) -> bool:
    """Whether `copy` names the publisher of `other`, written as a name or as a host, as its source."""
    if not copy.credit or not other.publisher or copy.publisher == other.publisher:
        return False
    return bool(_names(copy.credit) & _names(other.publisher))


def credited_among(signatures: Iterable[Signature]) -> frozenset[str]:
    """The ids of those articles whose publisher another of them credits."""
    group = list(signatures)
    crediting = {(one.credit, one.publisher): one for one in group if one.credit}
    return frozenset(one.article_id for one in group if any(credits(copy, one) for copy in crediting.values()))


@lru_cache(maxsize=1 << 12)
def _names(name: str) -> frozenset[str]:
    """The name as a whole and, of a host, each label, in plain letters: both `Báo Ví Dụ` and `baovidu.example`."""
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    labels = plain.split(".")[:-1] if "." in plain and " " not in plain else []
    return frozenset(_OPTIONAL.sub("", _NO_LETTER.sub("", part)) for part in (plain, *labels)) - {""}
