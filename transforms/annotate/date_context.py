"""What the neighbours of a number say: a day or a year, or a score, a fraction, an address, a document's number."""

from __future__ import annotations

import re

# A number behind one of these is no calendar day or year.
_NUMBERING = frozenset(
    "số tỷ tỉ lộ ql đường nhà phòng thửa lô hẻm ngõ ngách kiệt khoản điều mục chương cấp đt sđt điện thoại cmnd "
    "nghị định quyết thông luật công văn thị lệnh hiệu khổ cỡ size tờ bản đồ hòa thắng thua bại".split()
)
# … nor is one before these (quantities, fractions).
_COUNTED = frozenset(
    "số dân diện người điểm trận suất vòng thành ca ghế phiếu lượng học hộ xã bàn sao cổ vốn tổng giá chiều phần lần đồng usd "
    "triệu tỷ tỉ m km kg ha cm lít chỉ cây con chiếc máy đơn nước quốc tỉnh quận huyện phường trường nhà công bộ dự môn loại "
    "diện địa thời quãng giờ phút".split()
)
_SAFE_BEFORE_DAY = frozenset(
    "từ đến tới vào và nay qua mai hôm trước sau dịp lễ khánh ngày trong kể hai ba tư năm sáu bảy nhật".split()
)
_SAFE_BEFORE_YEAR = frozenset("từ đến tới vào trước sau hè xuân đông thu tết cuối đầu giữa và sn sinh hồi".split())
# words that stand before a number that is no year, or before the year of a model or a cup
_UNSAFE_BEFORE_YEAR = frozenset(
    "cup giải giới bản đời mới rộng hội kỳ model phiên series là với được có hơn gần khoảng còn chỉ tới về bằng của "
    "những các mức giá mã cả thêm hàng cao dài nặng lên xuống châu bóng hậu game xe chiếc".split()
)
_NAMED_CUP = re.compile(r"(?:giải|cúp|vô địch|thế giới|hoa hậu)", re.IGNORECASE)
_ENDS = re.compile(r"[.,;:)”\"?!\n]|$|\ (?:và|của|là|sẽ|đã|có|tại|ở|cho|với|được|diễn|trên|cũng|vừa|dự|theo|từ)\b")
_WORD_BEFORE = re.compile(r"(\w+)[ (]{1,2}$")
_WORD_AFTER = re.compile(r"\ (\w+)")


def word_before(low: str, position: int) -> str:
    """The word right before a place, across one blank or bracket; empty where something else stands there."""
    found = _WORD_BEFORE.search(low, max(0, position - 16), position)
    return found[1] if found else ""


def _word_after(low: str, position: int) -> str:
    found = _WORD_AFTER.match(low, position, position + 16)
    return found[1] if found else ""


def is_plain_number(low: str, start: int, end: int) -> bool:
    """Whether the word before says that the digits number something else than days."""
    return word_before(low, start) in _NUMBERING or low[end : end + 1] in ("%", "°")


def may_be_bare_day(low: str, start: int, end: int, separator: str, day: str, month: str) -> bool:
    """Whether "18/8", with no unit word, is a day."""
    before = word_before(low, start)
    if before in _NUMBERING or _word_after(low, end) in _COUNTED:
        return False
    bracketed = low[start - 1 : start] == "(" and low[end : end + 1] in (")", ",")
    if before in _SAFE_BEFORE_DAY:
        return "/" in separator or bracketed or before in ("nay", "qua", "mai", "khánh", "lễ", "hôm")
    if "/" not in separator:
        return False
    # 24/7 is a way to say "always"; a proper fraction has the smaller number above
    return (day, month) != ("24", "7") and (bracketed or not day.isdigit() or int(day) >= int(month))


def is_year_of_noun(text: str, start: int, end: int) -> bool:
    """Whether "2017" goes with a lower-case noun ("quy chế tuyển sinh 2017"), and not with a name ("World Cup 2018")."""
    before = word_before(text, start)
    if not before.isalpha() or not before.islower() or before in _UNSAFE_BEFORE_YEAR | _NUMBERING:
        return False
    return not _NAMED_CUP.search(text, max(0, start - 30), start) and _ENDS.match(text, end) is not None


def may_be_bare_year(low: str, start: int, end: int) -> bool:
    """Whether "2017", with no unit word, is a year."""
    return word_before(low, start) in _SAFE_BEFORE_YEAR and _word_after(low, end) not in _COUNTED
