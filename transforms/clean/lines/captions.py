"""Captions: credits, scenes, and the texts that stand where a picture stood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from transforms.clean.lines.shapes import Line, read_lines
from transforms.domain.articles import Caption

_CREDITED = "(?:ảnh(?: minh (?:họa|hoạ))?|hình|nguồn ảnh|đồ họa|đồ hoạ|video|clip|minh họa|minh hoạ|photo|nguồn)"
# A credit stands at the start, behind a mark, or with a capital of its own: `mô hình: …` and `chùm ảnh: …` are none.
_BORDER = rf"(?:^|[.,;!?…“”\"'‘’(\[|–-]\s*)(?i:{_CREDITED})|(?<=\s)(?=[A-ZẢĐ])(?i:{_CREDITED})"
_CREDIT = re.compile(rf"(?P<word>{_BORDER})\s*[:/]\s*(?P<name>[^:]{{1,60}}?)\s*[)\]]?\s*\.?\s*$")
_BRACKETED = re.compile(r"[(\[]\s*(?i:ảnh|hình|nguồn ảnh|photo)\s+(?P<name>[^()\[\]:]{1,40}?)\s*[)\]]\s*\.?$")
_UNMARKED = re.compile(r"[.!?…]\s+(?:Ảnh|ẢNH)\s+(?P<name>[A-ZĐ]\S*(?:\s+[A-ZÀ-Ỹ]\S*){0,4})\s*\.?$")
_MOST_NAME_WORDS = 8
_SHORT = 7  # words; subheads of that length name people too
_POSED, _SEEN = 18, 40  # words
_DIGIT = re.compile(r"\d")
_ONLY_CREDIT = re.compile(rf"[(\[]?\s*(?i:{_CREDITED})\s*[:/].+")
_SIGNED = re.compile(r"(?:bài|tin|chùm)\b.{0,6}\bảnh\b", re.IGNORECASE)
_CLIP = re.compile(r"(?:video|clip|audio|podcast)\b", re.IGNORECASE)
_ILLUSTRATION = re.compile(
    r"[(\[]?\s*(?:ảnh|hình)(?:\s+ảnh)?\s+(?:chỉ\s+)?(?:mang\s+tính\s+(?:chất\s+)?)?minh\s+h(?:ọa|oạ)\s*[)\]]?\s*\.?",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\((?:(?:ngoài cùng|đứng|ngồi|thứ|hàng|bên|từ|ở giữa|giữa|áo|người|bìa|góc|váy|mặc)\b[^()]{0,60}|trái|phải|ảnh)\)",
    re.IGNORECASE,
)


@cache
def _words(kind: str) -> tuple[str, ...]:
    """The words of a kind in `pictures.txt`."""
    text = resources.files("transforms.clean.lines").joinpath("pictures.txt").read_text("utf-8")
    rows = [row.partition("\t") for row in text.splitlines() if not row.startswith("#")]
    return tuple(word.strip() for name, _, words in rows if name == kind for word in words.split(","))


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    # `Cảnh giác …` and `Cảnh sát …` show no scene.
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _words(kind)))})\b(?! (?:giác|sát|báo|cáo)\b)", re.IGNORECASE)


def credit_of(text: str) -> str | None:
    """Whom a caption credits, as written: `Ảnh: T.H`, `(Ảnh: AFP).`, `(ảnh Lê Vân)`; None where nobody is."""
    match = _CREDIT.search(text) or _BRACKETED.search(text) or _UNMARKED.search(text)
    name = match["name"].strip(" .()[]") if match else ""
    if not match or not name:
        return None
    pictured = "word" not in match.groupdict() or "nh" in match["word"].casefold()[-6:]
    return name if (pictured and len(name.split()) <= 5) or _can_be_credited(name) else None


def _can_be_credited(name: str) -> bool:
    """A name, an agency, a host: few words, most of them capitalised, or a usual word for an unnamed source."""
    words = name.split()
    named = sum(
        word[0].isupper() or word.strip(".,").casefold() in _words("unnamed") or not word[0].isalpha() for word in words
    )
    return len(words) == 1 or (len(words) <= _MOST_NAME_WORDS and 2 * named > len(words))


def is_bare_credit(line: Line) -> bool:
    """Whether the line credits a picture and says nothing else."""
    if line.words > 14 or _SIGNED.match(line.core):
        return False
    return bool(_ILLUSTRATION.fullmatch(line.core)) or bool(_ONLY_CREDIT.fullmatch(line.core) and credit_of(line.core))


def names_clip(line: Line) -> bool:
    """Whether a short line only announces or names a clip: `Video: …`, `Clip …`, with nothing ended."""
    return line.words <= 30 and not line.ended and bool(_CLIP.match(line.core))


def has_credit(line: Line) -> bool:
    """Whether a caption's credit ends the line: the surest sign of a caption."""
    if line.words <= 14 and _SIGNED.match(line.core):
        return False  # `Bài, ảnh: …` is an author's signature
    return line.words <= 90 and credit_of(line.core) is not None


def is_scene(line: Line) -> bool:
    """Whether the line describes a picture by its wording alone: a scene, people named and placed, no statement."""
    if line.words > 45 or line.core.endswith(":"):
        return False
    if _PLACED.search(line.core) and line.words <= 40:
        return True
    if line.words <= 12 and _any_of("scene").match(line.core) and not _any_of("predicate").search(line.core):
        return True
    return _names_people_only(line)


def _names_people_only(line: Line) -> bool:
    """`Phó Bí thư Tỉnh ủy Lê Văn An.`: an office and a name closed by a full stop, nothing said of them."""
    if line.words > 25 or not line.core.endswith(".") or not _any_of("person").match(line.core):
        return False
    return not _any_of("predicate").search(line.core) and not _any_of("deed").search(line.core)


def is_loose_scene(line: Line) -> bool:
    """Whether an unended line reads as a picture's text: people first, then what they do there."""
    if line.ended or line.core.endswith(":") or not 4 <= line.words <= 45:
        return False
    if line.words < _SHORT:
        return bool(_any_of("person").match(line.core) and _any_of("speech").search(line.core))
    return bool(_any_of("person").match(line.core) or _any_of("scene").match(line.core)) and bool(
        _any_of("deed").search(line.core)
    )


def is_posed(line: Line) -> bool:
    """Whether one short full sentence says only what people in pictures do: hand over, visit, shake hands."""
    if not 6 <= line.words <= _POSED or not line.core.endswith(".") or ". " in line.core or _DIGIT.search(line.core):
        return False
    people = _any_of("person").match(line.core)
    return bool(people and _any_of("pose").search(line.core)) and not _any_of("statement").search(line.core)


def shows_people(line: Line) -> bool:
    """Whether one sentence opens with who or what is seen; said twice, it is a picture's text."""
    if line.words > _SEEN or ". " in line.core:
        return False
    seen = _any_of("person").match(line.core) or _any_of("scene").match(line.core)
    return bool(seen) and not _any_of("statement").search(line.core)


def join_credits(texts: Sequence[tuple[int, str]]) -> tuple[Caption, ...]:
    """The captions of a text from its caption lines and their places.

    A line that only credits a picture joins the uncredited caption right above it; with none there it stands alone.
    """
    found: list[tuple[int, Caption]] = []
    for place, text in texts:
        above = found[-1] if found and found[-1][0] == place - 1 else None
        credit = credit_of(text)
        if above and above[1].credit is None and credit and is_bare_credit(read_lines([text])[0]):
            found[-1] = (place, Caption(text=f"{above[1].text} {text}", credit=credit))
        else:
            found.append((place, Caption(text=text, credit=credit)))
    return tuple(caption for _, caption in found)
