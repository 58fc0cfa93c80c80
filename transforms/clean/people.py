"""Who signed a story: names as they are printed in bylines and signatures."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from transforms.vietnamese.stamps import beside_stamps

_LONGEST = 70  # characters of a byline
_MOST_BLANKS = 18  # in a line that signs
_WORKS = r"(?:tin|bài|ảnh|clip|video|đồ họa|thơ|tranh)"
_BY = (
    r"(?:(?:được\s+)?(?:đăng|viết|gửi|tạo|cập nhật)\s+bởi|bởi|(?:posted|written|created)\s+by|by"
    r"|người (?:viết|đăng|gửi|thực hiện)|tác giả(?: bài viết)?|author|bút danh|thực hiện|thơ của)"
)
_WORK = rf"(?:{_WORKS}(?:\s*(?:,|;|và|-|–|&|/|\+|\s)\s*{_WORKS})+|bài viết|bài|tin|thơ)"
_LABELS = re.compile(
    rf"^(?:{_BY}|{_WORK}|nhóm phóng viên|nhóm pv|phóng viên|pv|ctv|biên tập|biên dịch|chuyển ngữ|biên soạn"
    r"|lược dịch|tổng hợp|ghi|theo|nội dung|dịch)(?=[\s:])\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
_BY_LABEL = re.compile(rf"^(?:{_BY}(?:\s*:\s*|\s+)|{_WORK}\s*:\s*)(?=\S)", re.IGNORECASE)
_WORK_LABEL = re.compile(rf"^(?:{_WORK}|tác giả)\s*:\s*(?=\S)", re.IGNORECASE)
_POSTER = re.compile(
    r"(?:được\s+)?(?:đăng|gửi|tạo|cập nhật)\s+bởi|(?:posted|created)\s+by|người (?:đăng|gửi)", re.IGNORECASE
)
_ADDRESS = re.compile(r"\s*[-–|,(]?\s*\S+@\S+\.\w+\)?|\s*[+]?\s*theo dõi.*$", re.IGNORECASE)
_THEO = re.compile(r"^\(?\s*(theo|nguồn|source|via)\b\s*:?\s*", re.IGNORECASE)
_NOTES = re.compile(
    r"\s*\(\s*(tổng hợp|ghi|lược dịch|dịch|biên dịch|biên soạn|thực hiện|t/h|th|theo\b[^)]*|lược ghi|ghi chép"
    r"|chuyển ngữ|tuyển chọn|phóng viên|thông tấn xã việt nam|ttxvn)[^)]*\)",
    re.IGNORECASE,
)
_PHOTO = re.compile(r"\s*[-–—.,;/|(]?\s*\b(ảnh|photo|đồ họa|clip|video|hình)\s*(minh họa)?\s*:.*$", re.IGNORECASE)
_TRAILING = re.compile(
    r"\s*[-–,|(]?\s+((?:phóng|biên tập|cộng tác|thông tín) viên|pv|btv|ctv|"
    r"tổng hợp|lược dịch|biên dịch|ghi|dịch|thực hiện|lược ghi|t/h)$",
    re.IGNORECASE,
)
_PLACE_TAIL = re.compile(r"\s*\((từ|tại|phóng viên|pv|ctv)\b[^)]*\)$", re.IGNORECASE)
_STAMP_TAIL = re.compile(
    r"\s*[-–|,•]?\s*(vào\s+)?(lúc\s+)?((thứ|chủ)\s+\S+\s*,?\s*)?(ngày\s*)?\d{1,2}[/:h.-]\d{1,2}.*$", re.IGNORECASE
)
_SOURCE_TAIL = re.compile(r"(?<=\S)\s*\(([^()]{2,40})\)$")
_BORROWED_TAIL = re.compile(r"(?<=\w)\s*[,;|–-]\s*(?:theo|nguồn)\b\s*:?.*$", re.IGNORECASE)
_CREW = re.compile(
    r"^(thiết kế|đồ họa|đồ hoạ|trình bày|kỹ thuật|dựng( phim)?|biên tập|video|quay phim|hình ảnh|minh họa|minh hoạ"
    r"|đạo diễn|giọng đọc|sản xuất|tổ chức thực hiện|chịu trách nhiệm|tổ chức nội dung|chỉ đạo( nội dung)?)"
    r"(\s*[,&-]\s*[\w ]{2,20})?\s*:",
    re.IGNORECASE,
)
_SOURCE_LINK = re.compile(r"^(nguồn|theo|link gốc|nguồn tin)\s*:?\s*(https?://|www\.)\S+$", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*(?:,|-|–|—|&|/|\bvà\b|\+|;)\s*")
_WORD_BREAK = re.compile(r"\.\s*|\s+")
_MOST_NAMES, _MOST_WORDS = 6, 6


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    text = files("transforms.clean").joinpath(name).read_text("utf-8")
    return frozenset(row for row in text.splitlines() if row and not row.startswith("#"))


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def is_known_source(text: str) -> bool:
    """Whether the line is nothing but the name of a known paper, site or agency."""
    return len(text) <= 40 and _fold(_THEO.sub("", text)) in _listed("sources.txt")


def is_source_name(name: str) -> bool:
    """Whether the name is that of a site, a content system, an agency or a desk, not of a person."""
    folded = _fold(name)
    if not folded or folded in _listed("sources.txt") or folded in _listed("not_names.txt"):
        return True
    words = folded.split()
    if words[0] in (
        "báo",
        "tạp",
        "đài",
        "cổng",
        "ban",
        "nhóm",
        "trang",
        "theo",
        "website",
        "công",
        "tòa",
        "toà",
        "kênh",
    ):
        return len(words) > 1
    return bool(
        re.search(
            r"\b(vn|com|net|org|news|online|media|times|post|corp|jsc|admin|editor|tv|ttxvn|afp|team|seo|staff|group)\b",
            folded,
        )
    )


def is_name(text: str) -> bool:
    """Whether the text has the form of one or more names."""
    if not 2 <= len(text) <= _LONGEST or is_source_name(text):
        return False
    names = _SEPARATORS.split(text)
    return len(names) <= _MOST_NAMES and all(_is_one_name(name) for name in names)


def _is_one_name(text: str) -> bool:
    """Words or initials that all begin with a capital: `Lê Na`, `H.V.`, `TRẦN ANH`."""
    words = [word for word in _WORD_BREAK.split(text) if word]
    return 0 < len(words) <= _MOST_WORDS and all(
        word[0].isupper() and word.replace("'", "").replace("’", "").isalpha() for word in words
    )


def has_surname(text: str) -> bool:
    """Whether the text begins with a Vietnamese family name and goes on."""
    words = text.casefold().split()
    return len(words) >= 2 and words[0] in _listed("surnames.txt")


def strip_byline(text: str) -> str:
    """The name alone: `Bài, ảnh: Lê Na (tổng hợp)` → `Lê Na`; may be empty."""
    text = _PHOTO.sub("", _LABELS.sub("", text.strip(" \t*•-–—|")))
    text = _ADDRESS.sub("", text)
    for pattern in (_NOTES, _PLACE_TAIL, _STAMP_TAIL, _BORROWED_TAIL):
        text = pattern.sub("", text)
    text = _SOURCE_TAIL.sub("", text)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    for _ in range(2):
        text = _LABELS.sub("", text.strip())
    return _TRAILING.sub("", text).strip(" \t,;:|-–—•")


def byline_in(text: str, *, labelled: bool = False) -> str | None:
    """The byline that a short line is, or None; `labelled` where the page's own words call the line one.

    `Theo X` names a source and `Đăng bởi X` an account, not a writer, unless X has a family name.
    """
    if not text or len(text) > _LONGEST + 60 or text.count(" ") > _MOST_BLANKS:
        return None
    name, slash, paper = text.partition("/")
    shared = bool(slash) and (is_source_name(paper.strip()) or "." in paper)
    bare = strip_byline(name if shared else text)
    if not is_name(bare):
        return None
    if _POSTER.match(text.strip(" (")) and not has_surname(bare):
        return None
    labelled = labelled or shared
    if _THEO.match(text) and not (has_surname(bare) or labelled or _SOURCE_TAIL.search(text)):
        return None
    return bare


def labelled_byline(text: str) -> str | None:
    """The byline that a line itself calls one: `Viết bởi Lê Na`, `Bài và ảnh: Lê Na`; None for any other line."""
    return byline_in(text, labelled=True) if _BY_LABEL.match(text.strip(" \t*•-–—|(")) else None


def is_labelled_work(text: str) -> bool:
    """Whether a short line says whose text and pictures these are: `Tin, ảnh: Phòng Tư pháp`."""
    short = len(text) <= _LONGEST and text.count(" ") <= _MOST_BLANKS
    return short and bool(_WORK_LABEL.match(text.strip(" \t*•-–—|(")))


def name_beside_stamp(line: str) -> str | None:
    """The writer that a stamp line names: `Lê Na | 12/05/2020 10:00` → `Lê Na`."""
    parts = beside_stamps(line)
    labelled = (labelled_byline(part) for part in parts)
    bare = (part for part in parts if has_surname(part) and is_name(part) and part.count(" ") < _MOST_WORDS - 1)
    return next((name for name in labelled if name), None) or next(bare, None)


def is_crew_credit(text: str) -> bool:
    """Whether the line credits who designed, filmed or edited: `Thiết kế: Lam Điền`."""
    return len(text) <= 90 and bool(_CREW.match(text))


def is_bracketed_source(text: str) -> bool:
    """Whether the line is nothing but names in brackets, an agency among them: `(TTXVN/Vietnam+)`."""
    inner = text.strip(" .")
    if not (inner.startswith("(") and inner.endswith(")") and len(inner) <= 60):
        return False
    names = [name.strip() for name in re.split(r"[/,&]|\s-\s", inner[1:-1])]
    return all(name and name[0].isupper() and name.count(" ") < _MOST_WORDS for name in names) and (
        len(names) > 1 or is_source_name(names[0])
    )


def is_source_link(text: str) -> bool:
    """Whether the line credits an address: `Nguồn: https://…`."""
    return bool(_SOURCE_LINK.match(text))


def source_behind_name(text: str) -> str | None:
    """The paper in brackets behind a name: `Theo Lê Na (Miệt Vườn)` → `Miệt Vườn`; notes on the work are none."""
    if not _THEO.match(text) or text.startswith("("):
        return None
    _, slash, paper = text.partition("/")
    if slash:
        return paper.strip() or None
    behind = _SOURCE_TAIL.search(_NOTES.sub("", text))
    return behind.group(1).strip() if behind else None


def source_in(text: str) -> str | None:
    """The agency or paper that a line credits: `(Theo TTXVN)` → `TTXVN`; None for any other line."""
    match = _THEO.match(text) if len(text) <= 80 else None
    if not match:
        return None
    name = text[match.end() :].strip(" \t().:;*")
    plain = len(name.split()) <= 8 and not re.search(r"[.!?:;]\s|,\s\S+\s\S+\s\S+\s", name)
    return name if name and plain and name[0].isupper() else None
