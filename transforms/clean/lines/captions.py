"""Captions: credits, scenes, and the texts that stand where a picture stood."""

from __future__ import annotations

import re

from transforms.clean.lines.shapes import Line

_CREDITED = "(?:ảnh(?: minh (?:họa|hoạ))?|hình|nguồn ảnh|đồ họa|đồ hoạ|video|clip|minh họa|minh hoạ|photo|nguồn)"
# A credit stands at the start, behind a mark, or with a capital of its own: `mô hình: …` and `chùm ảnh: …` are none.
_BORDER = (
    rf"(?:^|[.,;!?…“”\"'‘’(\[|–-]\s*)(?i:{_CREDITED})|(?<=\s)(?=[A-ZẢĐ])(?i:{_CREDITED})"
)
_CREDIT = re.compile(rf"(?P<word>{_BORDER})\s*[:/]\s*(?P<name>[^:]{{1,60}}?)\s*[)\]]?\s*\.?\s*$")
_BRACKETED = re.compile(r"[(\[]\s*(?i:ảnh|hình|nguồn ảnh|photo)\s+(?P<name>[^()\[\]:]{1,40}?)\s*[)\]]\s*\.?$")
_UNMARKED = re.compile(r"[.!?…]\s+(?:Ảnh|ẢNH)\s+(?P<name>[A-ZĐ]\S*(?:\s+[A-ZÀ-Ỹ]\S*){0,4})\s*\.?$")
_UNNAMED = frozenset("tư liệu minh họa hoạ internet nvcc cung cấp facebook từ nhân vật tác giả độc bạn đọc chụp màn hình fb".split())
_MOST_NAME_WORDS = 8
_ONLY_CREDIT = re.compile(rf"[(\[]?\s*(?i:(?:bài,? )?{_CREDITED})\s*[:/].+")
_ILLUSTRATION = re.compile(
    r"[(\[]?\s*(?:ảnh|hình)(?:\s+ảnh)?\s+(?:chỉ\s+)?(?:mang\s+tính\s+(?:chất\s+)?)?minh\s+h(?:ọa|oạ)\s*[)\]]?\s*\.?", re.IGNORECASE
)
_PLACED = re.compile(
    r"\((?:(?:ngoài cùng|đứng|ngồi|thứ|hàng|bên|từ|ở giữa|giữa|áo|người|bìa|góc|váy|mặc)\b[^()]{0,60}|trái|phải|ảnh)\)",
    re.IGNORECASE,
)
_SCENE = re.compile(
    r"(?:toàn cảnh|quang cảnh|khung cảnh|cảnh|một góc|góc|hình ảnh|ảnh|các đại biểu|đại biểu|chân dung|hiện trường|phối cảnh|"
    r"bìa|đông đảo|biểu đồ|sơ đồ|bản đồ|đồ họa|infographic|video|clip|tiết mục|không khí)\b",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\b(?:phát biểu|trao|tặng|kiểm tra|thăm|chụp|chủ trì|điều hành|tham dự|dự|ký kết|ký|cắt băng|biểu diễn|tham quan|"
    r"làm việc|giới thiệu|báo cáo|trình bày|chúc mừng|dâng hương|tiếp|bắt tay|thu hoạch|chăm sóc|tuyên truyền|trả lời|"
    r"chia sẻ|trao đổi|hướng dẫn|vận chuyển|đứng|ngồi|cùng|trong|tại|bên)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:đồng chí|đ/c|ông|bà|anh|chị|em|cô|chú|bác|thầy|ths|ts|pgs|gs|bs|luật sư|nghệ sĩ|ca sĩ|cầu thủ|hlv|bác sĩ|"
    r"(?:phó\s+)?(?:bí thư|chủ tịch|giám đốc|trưởng|thủ tướng|bộ trưởng|thứ trưởng|tổng|cục trưởng|viện trưởng|"
    r"hiệu trưởng|đại sứ)|ủy viên|uỷ viên|lãnh đạo|đại diện|đoàn|đại tá|thượng tá|trung tướng|thiếu tướng|thượng tướng|"
    r"đại tướng|thành viên|người dân|công nhân|nông dân|học sinh|sinh viên|cán bộ|chiến sĩ|lực lượng|nhân viên)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:là|được|bị|đã|sẽ|đang|có|cho|nói|cho biết|khẳng định|nhấn mạnh|cho rằng|yêu cầu|đề nghị|không|chưa|phải|cần|nên|"
    r"vẫn|còn|muốn|thấy|biết|đến|đi|ra|vào|làm|gặp|nhận|kể|hỏi|đáp|tin|nghĩ|về)\b",
    re.IGNORECASE,
)


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
    named = sum(word[0].isupper() or word.strip(".,").casefold() in _UNNAMED or not word[0].isalpha() for word in words)
    return len(words) == 1 or (len(words) <= _MOST_NAME_WORDS and 2 * named > len(words))


def is_bare_credit(line: Line) -> bool:
    """Whether the line credits a picture and says nothing else."""
    if line.words > 14:
        return False
    return bool(_ILLUSTRATION.fullmatch(line.core)) or bool(_ONLY_CREDIT.fullmatch(line.core) and credit_of(line.core))


def has_credit(line: Line) -> bool:
    """Whether a caption's credit ends the line: the surest sign of a caption."""
    return line.words <= 90 and credit_of(line.core) is not None


def is_scene(line: Line) -> bool:
    """Whether the line describes a picture by its wording alone: a scene, people named and placed, no statement."""
    if line.words > 45 or line.core.endswith(":"):
        return False
    if _PLACED.search(line.core) and line.words <= 40:
        return True
    if line.words <= 12 and _SCENE.match(line.core) and not _PREDICATE.search(line.core):
        return True
    return _names_people_only(line)


def _names_people_only(line: Line) -> bool:
    """`Phó Bí thư Tỉnh ủy Lê Văn An.`: an office and a name closed by a full stop, nothing said of them."""
    if line.words > 25 or not line.core.endswith(".") or not _PERSON.match(line.core):
        return False
    return not _PREDICATE.search(line.core) and not _DEED.search(line.core)


def is_loose_scene(line: Line) -> bool:
    """Whether an unended line reads as a picture's text: people first, then what they do there."""
    if line.ended or line.core.endswith(":") or not 7 <= line.words <= 45:
        return False
    return bool(_PERSON.match(line.core) or _SCENE.match(line.core)) and bool(_DEED.search(line.core))
