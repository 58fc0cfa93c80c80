"""Lines that belong to the page and not to the story, told by their words alone."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from transforms.clean.layout import Block

_ENDS = " \t.,:;!?…|•·*-–—>»<«()[]\"'“”‘’"
_LONGEST_PROMPT = 220  # characters; longer lines are prose even where they begin like a prompt
_LONGEST_LABEL = 5  # words
_LINKED = 0.4
_BULLET_OR_DAY = re.compile(
    r"^[\s•·*+>»›▪◦–-]+|\s*[\[(|–-]?\s*(?:\d{1,2}[:h]\d{2}\W+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?:\W+\d{1,2}[:h]\d{2})?\s*[\])]?\s*$"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^[\d\s:/|•·.,+%-]+$",  # counters and players: 0:00 / 12:30
        r"^(>>|»|›)\s?\S",  # pointers to another story
        r"^\(?\d+\)?\s*(bình luận|lượt xem|lượt thích|thích|chia sẻ|trả lời|ý kiến)$",
        r"^(đã xem|(số\s+)?lượt(\s+người)?\s+(xem|đọc|truy cập)|số người (xem|đọc)|đánh giá)\s*:?\s*[\d.,]*$",
        r"^đánh giá\s*:?\s*\d([.,]\d)?\s*/\s*5\b.{0,30}$",
        r"^(bình luận|chia sẻ|lượt xem|thích|ý kiến)\s*\(?\s*\d*\s*\)?$",
        r"^(https?://|www\.)\S+$",
        r"^#\s?\S+(\s+#\s?\S+)*$",
        r"^[©®]",
        r"(giấy phép|gpxb|gp-ttđt|gp-bttt|gp-bc|gp-cbc)\D{0,40}\d+.{0,20}(gp|cấp)",
        r"^.{0,40}(giữ bản quyền nội dung|all rights reserved)",
        r"^(gửi|chia sẻ|xem|đăng ký|tham gia|đọc|tải|theo dõi|mời|bạn đọc|độc giả|tham khảo)\b.{0,170}\btại đây\W*$",
        r"^(trang|page)\s+\d+\s*(/|of)?\s*\d*$",
        r"^(hotline|đường dây nóng|điện thoại|fax|e-?mail)\s*:",
    )
)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    text = files("transforms.clean").joinpath("furniture.tsv").read_text("utf-8")
    for row in text.splitlines():
        if row and not row.startswith("#"):
            place, phrase = row.split("\t")
            table.setdefault(place, []).append(phrase)
    return {place: tuple(found) for place, found in table.items()}


def fold(text: str) -> str:
    """Lower case without punctuation at the ends: what the phrase table is written in."""
    return text.casefold().strip(_ENDS)


@lru_cache(maxsize=4)
def _whole(place: str) -> frozenset[str]:
    return frozenset(_phrases().get(place, ()))


def is_box_heading(text: str) -> bool:
    """Whether the line heads a box of links (related stories, most read …)."""
    return len(text) < 60 and fold(text) in _whole("box")


def is_tail_heading(text: str) -> bool:
    """Whether the story is over where this line stands (comments, tags, other stories)."""
    if len(text) >= 60:
        return False
    folded = re.sub(r"\s*\(?\s*\d+\s*\)?$", "", fold(text))
    return folded in _whole("tail")


def without_buttons(text: str) -> str:
    """A short line without the label of a button that stands behind it: `Báo Ví Dụ Copy link`."""
    words = text.split(" ")
    behind = (at for at in range(max(1, len(words) - _LONGEST_LABEL), len(words)))
    cut = next((at for at in behind if fold(" ".join(words[at:])) in _whole("line")), len(words))
    return " ".join(words[:cut])


@lru_cache(maxsize=8192)
def is_furniture_line(text: str) -> bool:
    """Whether the words alone give the line away: a prompt, a counter, a licence, a share button."""
    if len(text) > _LONGEST_PROMPT:
        return False
    folded = fold(text)
    if not folded or folded in _whole("line") or is_box_heading(text):
        return True
    lower = text.casefold().lstrip(_ENDS.replace("©", ""))
    return lower.startswith(_phrases()["start"]) or any(pattern.search(text) for pattern in _PATTERNS)


def is_pointer(block: Block) -> bool:
    """Whether the block is (nearly) all link: a pointer to another page, not a sentence that cites one."""
    if not block.link_chars:
        return False
    share = block.link_chars / len(block.text)
    return share >= 0.8 or (share >= _LINKED and block.link_chars >= 0.8 * len(_BULLET_OR_DAY.sub("", block.text)))
