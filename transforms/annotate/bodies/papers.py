"""ORG: papers without the word for one: "độc giả Thanh Niên"; "Văn nghệ TP.HCM" where the text has its full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.annotate.view import TextView
from transforms.vietnamese.tables import longest, trie

_KNOWN = trie(
    (name, "")
    for name in (
        "Thanh Niên,Tuổi Trẻ,Tiền Phong,Lao Động,Người Lao Động,Nhân Dân,Quân đội nhân dân,Công an nhân dân,Hà Nội Mới,"
        "Sài Gòn Giải Phóng,Đại Đoàn Kết,Phụ Nữ,Pháp Luật TP.HCM,Giáo dục và Thời đại,Sức khỏe & Đời sống"
    ).split(",")
)
_CUES = ("độc giả ", "Độc giả ", "bạn đọc ", "Bạn đọc ", "phóng viên ", "Phóng viên ", "PV ")
_CUE = re.compile(rf"(?<!\w)(?:{'|'.join(_CUES)})(?=[^\W\d_])")
_KINDS = frozenset((("tạp", "chí"), ("tuần", "báo"), ("nguyệt", "san")))
_SHORTEST = 3  # tokens of a name that is known again without a cue


def papers(view: TextView) -> dict[int, int]:
    """First token of each paper's bare name behind its readers or reporters → the token behind it."""
    if not any(cue in view.tokens.text for cue in _CUES):
        return {}
    behind = (view.token_at.get(cue.end()) for cue in _CUE.finditer(view.tokens.text))
    ends = ((index, _paper_end(view, index)) for index in behind if index)
    return {index: end for index, end in ends if end}


def papers_again(view: TextView, organisations: Sequence[tuple[int, int]], taken: bytearray) -> list[tuple[int, int]]:
    """Token spans outside what is `taken` that repeat, letter by letter, the name behind the word for a magazine."""
    keys = view.tokens.keys
    names = {
        view.surface(first + 2, behind): behind - first - 2
        for first, behind in organisations
        if behind - first - 2 >= _SHORTEST and tuple(keys[first : first + 2]) in _KINDS
    }
    starts = {name.split(" ", 1)[0]: (name, size) for name, size in names.items()}
    if not starts:
        return []
    found = []
    for index, word in enumerate(view.tokens.words):
        name, size = starts.get(word, ("", 0))
        end = index + size
        if name and end <= len(keys) and not any(taken[index:end]) and view.surface(index, end) == name:
            found.append((index, end))
    return found


def _paper_end(view: TextView, index: int) -> int:
    hit = longest(_KNOWN, view.tokens.keys, index)
    written = hit and all(view.tokens.capital(at) for at in (index, index + 1))
    return hit[0] if hit and written and not view.tokens.capital(hit[0]) else 0
