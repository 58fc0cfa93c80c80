"""Captions: credits, scenes, and the texts that stand where a picture stood."""

from __future__ import annotations

import re

from transforms.clean.lines.shapes import Line, Shape

_CREDIT_WORD = r"(?:ảnh(?:\s+minh\s+họa)?|hình|nguồn ảnh|đồ họa|đồ hoạ|video|clip|minh họa|photo|nguồn)"
_CREDIT = re.compile(
    rf"(?:^|[.,;!?…\s“”\"'(\[|–-])\s*[(\[]?\s*(?:{_CREDIT_WORD})\s*[:/]\s*(?P<name>[^:]{{1,60}}?)\s*[)\]]?\s*[.]?\s*$",
    re.IGNORECASE,
)
_CREDIT_PAREN = re.compile(
    r"[(\[]\s*(?:ảnh|hình|nguồn ảnh|photo)\s+(?P<name>[^()\[\]:]{1,40}?)\s*[)\]]\s*\.?$", re.IGNORECASE
)
_CREDIT_BARE = re.compile(r"[.!?…]\s+(?:Ảnh|ẢNH)\s+(?P<name>(?:[A-ZĐ]\S*)(?:\s+[A-ZÀ-Ỹ]\S*){0,4})\s*\.?$")
_ONLY_CREDIT = re.compile(rf"[(\[]?\s*(?:bài,?\s+)?(?:{_CREDIT_WORD})\s*[:/]\s*\S.{{0,60}}", re.IGNORECASE)
_ILLUSTRATION = re.compile(
    r"[(\[]?\s*(?:ảnh|hình)(?:\s+ảnh)?\s+(?:chỉ\s+)?(?:mang\s+tính\s+)?minh\s+h[ọo][ạa]?a?\s*[)\]]?\s*\.?",
    re.IGNORECASE,
)
_SCENE_PLACE = re.compile(
    r"\((?:(?:ngoài cùng|đứng|ngồi|thứ|hàng|bên|từ|ở giữa|giữa|áo|người|bìa|góc|váy|mặc)\b[^()]{0,40}|trái|phải|giữa|ảnh)[^()]{0,20}\)",
    re.IGNORECASE,
)
_SCENE_OPENING = re.compile(
    r"(?:toàn cảnh|quang cảnh|khung cảnh|cảnh|một góc|góc|hình ảnh|ảnh|các đại biểu|đại biểu|chân dung|hiện trường|phối cảnh|bìa|"
    r"đông đảo|biểu đồ|sơ đồ|bản đồ|đồ họa|infographic|video|clip|tiết mục|không khí)\b",
    re.IGNORECASE,
)
_SCENE_VERB = re.compile(
    r"\b(?:phát biểu|trao|tặng|kiểm tra|thăm|chụp|chủ trì|điều hành|tham dự|dự|ký kết|ký|cắt băng|biểu diễn|tham quan|làm việc|"
    r"giới thiệu|báo cáo|trình bày|chúc mừng|dâng hương|tiếp|bắt tay|thu hoạch|chăm sóc|tuyên truyền|trả lời|chia sẻ|trao đổi|"
    r"hướng dẫn|vận chuyển|đứng|ngồi|cùng|trong|tại|bên)\b",
    re.IGNORECASE,
)
_PERSON_OPENING = re.compile(
    r"(?:đồng chí|đ/c|ông|bà|anh|chị|em|cô|chú|bác|thầy|ths|ts|pgs|gs|bs|luật sư|nghệ sĩ|ca sĩ|cầu thủ|hlv|bác sĩ|"
    r"(?:phó\s+)?(?:bí thư|chủ tịch|giám đốc|trưởng|thủ tướng|bộ trưởng|thứ trưởng|tổng|cục trưởng|viện trưởng|hiệu trưởng|đại sứ)|"
    r"ủy viên|uỷ viên|lãnh đạo|đại diện|đoàn|đại tá|thượng tá|trung tướng|thiếu tướng|thượng tướng|đại tướng|thành viên|người dân|"
    r"công nhân|nông dân|học sinh|sinh viên|cán bộ|chiến sĩ|lực lượng|nhân viên)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:là|được|bị|đã|sẽ|đang|có|cho|nói|cho biết|khẳng định|nhấn mạnh|cho rằng|yêu cầu|đề nghị|không|chưa|phải|cần|nên|"
    r"vẫn|còn|muốn|thấy|biết|đến|đi|ra|vào|làm|gặp|nhận|kể|hỏi|đáp|tin|nghĩ|về)\b",
    re.IGNORECASE,
)


def credit_of(text: str) -> str | None:
    """Whom a caption credits, as written: `Ảnh: T.H`, `(Ảnh: AFP).`, `(ảnh Lê Vân)`."""
    match = _CREDIT.search(text) or _CREDIT_PAREN.search(text) or _CREDIT_BARE.search(text)
    name = match["name"].strip(" .()[]") if match else ""
    return name or None


def is_bare_credit(line: Line) -> bool:
    """Whether the line credits a picture and says nothing else."""
    if line.words > 14:
        return False
    return bool(_ONLY_CREDIT.fullmatch(line.core) or _ILLUSTRATION.fullmatch(line.core))


def has_credit(line: Line) -> bool:
    """Whether a caption's credit ends the line: the surest sign of a caption."""
    return line.words <= 90 and credit_of(line.core) is not None


def is_scene(line: Line) -> bool:
    """Whether the line describes a picture by its wording alone: a scene, people named and placed, no statement."""
    if line.words > 45 or line.core.endswith(":"):
        return False
    if _SCENE_PLACE.search(line.core) and line.words <= 40:
        return True
    if line.words <= 12 and _SCENE_OPENING.match(line.core) and not _PREDICATE.search(line.core):
        return True
    return _names_people_only(line)


def _names_people_only(line: Line) -> bool:
    """`Phó Bí thư Tỉnh ủy Lê Văn An.`: an office and a name closed by a full stop, nothing said of them."""
    if line.words > 25 or not line.core.endswith(".") or not _PERSON_OPENING.match(line.core):
        return False
    return not _PREDICATE.search(line.core) and not _SCENE_VERB.search(line.core)


def is_loose_scene(line: Line) -> bool:
    """Whether an unended line reads as a picture's text: people first, then what they do there."""
    if line.ended or line.core.endswith(":") or not 7 <= line.words <= 45:
        return False
    return bool(_PERSON_OPENING.match(line.core) or _SCENE_OPENING.match(line.core)) and bool(
        _SCENE_VERB.search(line.core)
    )


def may_be_fragment(line: Line) -> bool:
    """One to three words without an end: what is left of a caption, or of nothing."""
    return line.shape is Shape.PHRASE and line.words <= 3
