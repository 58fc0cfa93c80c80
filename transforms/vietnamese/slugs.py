"""Names as keys: lower case, without marks, joined by hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """`Ủy ban nhân dân tỉnh Đồng Tháp` → `uy-ban-nhan-dan-tinh-dong-thap`; never empty for a name with a letter."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_PLAIN.sub("-", plain).strip("-") or "x"
