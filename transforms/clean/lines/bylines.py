"""Bylines: signatures under the text, author lines over it, and lines that only name a source."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from transforms.clean.lines.shapes import Line
from transforms.vietnamese.stamps import Stamp

_LABEL = re.compile(
    r"^(?:tác giả|bài(?:,? ảnh| và ảnh| viết)?|thực hiện|tin(?:,? ảnh)?|nhóm (?:pv|phóng viên)|pv|phóng viên|ctv|by|"
    r"ghi|người viết|viết bởi|bài viết của|đăng bởi|người đăng|biên tập|thực hiện bởi)\s*[:.]?\s+(?=\S)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*[(\[–-]\s*(?:t/h|th|ghi|dịch|biên dịch|lược dịch|thực hiện|tường thuật|từ [^()]{2,30}|theo [^()]{2,40}|"
    r"sưu tầm|ttxvn|vietnam\+|[^()]{0,20}tổng hợp|tổng hợp và dịch|ảnh: [^()]{2,40})\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[(\[]?\s*(?:theo|nguồn|nguồn tin|dẫn nguồn)\s*:?\s+(?P<name>[^.!?]{2,60}?)\s*[)\]]?\.?", re.IGNORECASE
)
_AND_SOURCE = re.compile(r"(?<=\S)\s*[/|–-]?\s*\(?\s*(?:theo|nguồn:|tham khảo:)\s+[^()]{2,40}\)?$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-ZĐ]{1,3}\.\s?){1,4}[A-ZĐ]{0,3}\.?|[A-ZĐ]{1,2}\.[A-ZÀ-Ỹ][a-zà-ỹ]+|(?:[A-ZĐ]\.?){2,4}")
_NAME_WORD = re.compile(r"[A-ZĐ]\.[A-ZÀ-ỸĐ][A-Za-zÀ-ỹĐđ]*|[A-ZÀ-ỸĐ][A-Za-zÀ-ỹĐđ']*\.?|\(?[A-ZĐ]\.")
_JOINS = re.compile(r"\s*(?:[-–—,&+/|]|\bvà\b)\s*")
_AFFILIATION = re.compile(r"\s*\([^()]{2,60}\)$")
_PARTS = re.compile(r"\s[-–—]\s|[|•·»>]|,\s|^\s*[-–—]\s|\s[-–—]\s*$")
_LONGEST = 120  # characters
_MOST_WORDS = 14
_MOST_SMALL = 2  # words written small that a source's name may hold: `Trí thức trẻ`


@cache
def _names(kind: str) -> frozenset[str]:
    text = resources.files("transforms.clean.lines").joinpath("names.txt").read_text("utf-8")
    rows = [row.partition("\t") for row in text.splitlines() if not row.startswith("#")]
    return frozenset(word for name, _, words in rows if name == kind for word in words.split())


def name_of(text: str) -> str | None:
    """The author a line names, as written, labels and remarks (`(tổng hợp)`) taken off; None where it is no byline."""
    core = _LABEL.sub("", text.strip())
    source = _SOURCE.fullmatch(core) if len(core) <= _LONGEST else None
    if source and _is_person(source["name"].strip()):
        core = source["name"].strip()
    while (shorter := _AND_SOURCE.sub("", _REMARK.sub("", core))) != core:
        core = shorter
    bare = _AFFILIATION.sub("", core)  # `Lê Văn An (Ban Tuyên giáo Huyện ủy)`
    core = (bare if bare != core and _is_person(bare) else core).strip(" .:|-–")
    if not core or len(core) > 70:
        return None
    parts = [part for part in _JOINS.split(core) if part]
    if len(parts) > 4 or not all(_is_name(part) for part in parts):
        return None
    dotted = text.strip().endswith(core + ".") and _INITIALS.fullmatch(core)
    return core + "." if dotted else core


def _is_name(part: str) -> bool:
    """Initials, or one to five capitalised words, not all of them words of menus, and no well-known place."""
    if _INITIALS.fullmatch(part):
        return True
    words = part.split()
    if not 1 <= len(words) <= 5 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    folded = [word.casefold().strip(".") for word in words]
    return not all(word in _names("furniture") for word in folded) and "_".join(folded) not in _names("place")


def is_signature(line: Line) -> bool:
    """Whether the line can be a signature: a label and a name, or a name alone."""
    return line.words <= _MOST_WORDS and len(line.core) <= _LONGEST and name_of(line.core) is not None


def is_labelled(line: Line) -> bool:
    """Whether a label (`Bài, ảnh:`, `Tác giả:`) says that the line is a byline."""
    return is_signature(line) and bool(_LABEL.match(line.core))


def is_surely_a_name(line: Line) -> bool:
    """Whether a name without a label opens with a family name or is written in capitals."""
    name = name_of(line.core) if is_signature(line) else None
    if name is None:
        return False
    return name.isupper() or name.split()[0].casefold() in _names("surname")


def name_beside(text: str, stamps: tuple[Stamp, ...]) -> str | None:
    """The author in a stamp line (`Lê Vân - 17/04/2021 09:41`): a part of two capitalised words and more."""
    rest = "|".join([text[: stamps[0].start], text[stamps[-1].end :]]) if stamps else ""
    for part in _PARTS.split(rest):
        name = name_of(part) if part.strip() and len(part) <= _LONGEST else None
        if name and (" " in name or _LABEL.match(part.strip())):
            return name
    return None


def source_of(line: Line) -> str | None:
    """The agency or site that a line names as its source (`Theo …`, `Nguồn: …`); None where it is no such line."""
    match = _SOURCE.fullmatch(line.core) if line.words <= 10 and len(line.core) <= _LONGEST else None
    name = match["name"].partition(" (")[0].strip() if match else None
    return None if not name or _is_person(name) or not _can_be_source(name) else name


def _can_be_source(name: str) -> bool:
    """A name of an agency, a site or a paper; `Theo đó, …` and `Theo Bộ Công Thương, giá …` open sentences."""
    words = name.replace(",", " ").split()
    small = [word for word in words if word[0].islower() and "." not in word and word not in _names("source")]
    return not small or ("," not in name and len(small) <= _MOST_SMALL and any(word[0].isupper() for word in words))


def _is_person(name: str) -> bool:
    """`Theo Lê Hồng Vân`: some sites print their authors so."""
    words = name.split()
    return 2 <= len(words) <= 4 and words[0].casefold() in _names("surname") and _is_name(name)
