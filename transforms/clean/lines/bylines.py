"""Bylines: signatures under the text, author lines over it, and lines that only name a source."""

from __future__ import annotations

import re

from transforms.clean.lines.shapes import Line

# The hundred-odd family names cover over 95 % of Vietnamese people; the frequent ones are enough to tell a name.
SURNAMES = frozenset(
    [
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đào",
        "đoàn",
        "vương",
        "trịnh",
        "đinh",
        "lâm",
        "phùng",
        "mai",
        "tô",
        "hà",
        "trương",
        "thái",
        "tạ",
        "tăng",
        "cao",
        "châu",
        "chu",
        "kiều",
        "lưu",
        "lương",
        "mạc",
        "nghiêm",
        "ninh",
        "ông",
        "phó",
        "quách",
        "quang",
        "sầm",
        "thạch",
        "thân",
        "thi",
        "thiều",
        "tiêu",
        "tôn",
        "tống",
        "từ",
        "ứng",
        "văn",
        "viên",
        "khổng",
        "khuất",
        "kim",
        "la",
        "lại",
        "lạc",
        "liễu",
        "lục",
        "mã",
        "doãn",
        "đàm",
        "đồng",
        "giang",
        "giáp",
        "hàn",
        "hạ",
        "hứa",
        "an",
        "âu",
        "bạch",
        "bành",
        "bế",
        "cấn",
        "cung",
        "cù",
        "điền",
        "đậu",
        "đường",
        "triệu",
        "trà",
        "thế",
        "thanh",
        "xuân",
        "minh",
        "ngọc",
    ]
)
_LABEL = re.compile(
    r"^(?:tác giả|bài(?:,? ảnh| và ảnh| viết)?|thực hiện|tin(?:,? ảnh)?|nhóm (?:pv|phóng viên)|pv|phóng viên|ctv|người viết|viết bởi|"
    r"by|bài viết của|ghi|đăng bởi|người đăng|biên tập|thực hiện bởi)\s*[:.]?\s+(?=\S)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\s*[(\[–-]\s*(?:tổng hợp|t/h|th|ghi|dịch|biên dịch|lược dịch|thực hiện|tường thuật|từ [^()]{2,30}|theo [^()]{2,40}|sưu tầm|"
    r"ttxvn|vietnam\+|tổng hợp và dịch|[^()]{0,20}tổng hợp|ảnh: [^()]{2,40})\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^[(\[]?\s*(?:theo|nguồn|nguồn tin|dẫn nguồn)\s*:?\s+(?P<name>[^.!?]{2,60}?)\s*[)\]]?\.?$", re.IGNORECASE
)
_AND_SOURCE = re.compile(r"(?<=\S)\s*[/|–-]?\s*(?:\(?\s*(?:theo|nguồn:|tham khảo:)\s+[^()]{2,40}\)?)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-ZĐ]{1,3}\.\s?){1,4}[A-ZĐ]{0,3}\.?|[A-ZĐ]{1,2}\.[A-ZÀ-Ỹ][a-zà-ỹ]+|(?:[A-ZĐ]\.?){2,4}")
_NAME_WORD = re.compile(r"[A-ZĐ]\.[A-ZÀ-ỸĐ][a-zà-ỹđ]*|[A-ZÀ-ỸĐ][A-Za-zÀ-ỹĐđ']*\.?|\(?[A-ZĐ]\.")
_JOINS = re.compile(r"\s*(?:[-–—,&+/|]|\bvà\b|\bva\b)\s*")
_NO_NAME = frozenset(
    [
        "bình",
        "luận",
        "video",
        "ảnh",
        "tags",
        "tin",
        "xem",
        "báo",
        "mới",
        "nóng",
        "thời",
        "sự",
        "kinh",
        "tế",
        "xã",
        "hội",
        "thế",
        "giới",
        "chia",
        "sẻ",
        "hotline",
        "tweet",
        "facebook",
        "zalo",
        "trang",
        "chủ",
        "email",
        "theo",
        "nguồn",
        "liên",
        "quan",
        "khác",
    ]
)


def name_of(text: str) -> str | None:
    """The author a line names, as written, labels and remarks (`(tổng hợp)`) taken off; None where it is no byline."""
    core = _LABEL.sub("", text.strip())
    while (shorter := _AND_SOURCE.sub("", _SUFFIX.sub("", core))) != core:
        core = shorter
    core = core.strip(" .:|-–")
    if not core or len(core) > 70:
        return None
    parts = [part for part in _JOINS.split(core) if part]
    if len(parts) > 4 or not all(_is_name(part) for part in parts):
        return None
    dotted = text.strip().endswith(core + ".") and _INITIALS.fullmatch(core)
    return core + "." if dotted else core


def _is_name(part: str) -> bool:
    """One to five capitalised words, no more, none of them a word of furniture."""
    if _INITIALS.fullmatch(part):
        return True
    words = part.split()
    if not 1 <= len(words) <= 5 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    folded = [word.casefold().strip(".") for word in words]
    return sum(word in _NO_NAME for word in folded) < len(folded)


def has_surname(text: str) -> bool:
    """Whether the first word is a frequent family name."""
    words = text.split()
    return bool(words) and words[0].casefold() in SURNAMES


def is_signature(line: Line) -> bool:
    """Whether the line can be a signature: a label and a name, or a name alone."""
    return line.words <= 14 and len(line.core) <= 120 and name_of(line.core) is not None


def is_labelled(line: Line) -> bool:
    """Whether a label (`Bài, ảnh:`, `Tác giả:`) says that the line is a byline."""
    return is_signature(line) and bool(_LABEL.match(line.core))


def source_of(line: Line) -> str | None:
    """The agency or site that a line names as its source (`Theo …`, `Nguồn: …`); None where it is no such line."""
    match = _SOURCE.match(line.core) if line.words <= 10 and len(line.core) <= 120 else None
    return match["name"].strip() if match else None
