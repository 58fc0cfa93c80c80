"""Degrees and titles of honour as papers print them before names: "PGS.TS", "BSCKII", "NSND"."""

from __future__ import annotations

DEGREES = frozenset(
    "gs pgs ts ths tskh bs tsbs bscki bsckii bscc bsck1 bsck2 cki ckii ck1 ck2 ds dscki dsckii "
    "ls ks kts ktv cn nckh gvcc nsnd nsưt".split()
)


def is_degree(word: str) -> bool:
    """Whether a folded word is a degree, or several written together: "ts", "pgs.ts"."""
    return all(part in DEGREES for part in word.split("."))
