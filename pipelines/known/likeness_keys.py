"""Under which keys a text is looked for: those under which the dedup room would pair it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.dedup.bands import keys_and_owners, sketches_of
from transforms.domain.signatures import Signature

Keys = NDArray[np.int64]


def keys_of(signatures: Sequence[Signature]) -> list[Keys]:
    """The distinct keys of each signature in all bands, as SQLite's signed integers; none where it has no word."""
    keys, owners = keys_and_owners(sketches_of(signatures))
    order = np.argsort(owners, kind="stable")
    borders = np.searchsorted(owners[order], np.arange(1, len(signatures)))
    return [np.unique(own).view(np.int64) for own in np.split(keys[order], borders)]
