"""What the neighbours of a number say: a day or a year, or a score, a fraction, an address, a document's number."""

from __future__ import annotations

import re

from transforms.vietnamese.word_roles import words_of_role

_TABLE = "date_neighbours.tsv"
_NUMBERING = words_of_role(_TABLE, "numbering")
_COUNTED = words_of_role(_TABLE, "counted")
_BEFORE_DAY = words_of_role(_TABLE, "before-day")
_BEFORE_YEAR = words_of_role(_TABLE, "before-year")
_NO_YEAR_AFTER = words_of_role(_TABLE, "no-year") | _NUMBERING
# what bears a name that may end in a year: a cup, a festival, a contest, a meeting, a law
_NAMED_WITH_YEAR = re.compile(
    r"giải|cúp|vô địch|thế giới|hoa hậu|người đẹp|lễ hội|liên hoan|festival|cuộc thi|kỳ thi|hội chợ|triển lãm"
    r"|chương trình|hội nghị|hội thảo|diễn đàn|đại hội|(?<!pháp )luật",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.,;:)”\"?!\n]|$|\ (?:và|của|là|sẽ|đã|có|tại|ở|cho|với|được|diễn|trên|cũng|vừa|dự|theo|từ)\b")
_WORD_BEFORE = re.compile(r"(\w+)[ (]{1,2}$")
_HOLIDAY = re.compile(
    r"(?:(?<!\w)ngày|quốc tế|lễ|kỷ niệm) (?:(?:quốc tế|truyền thống|hội|vì) )?(?:phụ nữ|lao động|thiếu nhi|nhà giáo"
    r"|thầy thuốc|doanh nhân|thương binh|báo chí|gia đình|giải phóng|quân đội|công an|học sinh|môi trường|nước|sức khỏe"
    r"|toàn quốc kháng chiến|chiến thắng|pháp luật|người cao tuổi|người khuyết tật|đa dạng sinh học|quốc khánh)"
    r"(?:,? [^\W\d_]+| [-–]){0,7} ?\(?\Z"
)
_HOLIDAY_REACH = 64
# "Tin tức thế giới 22-8: …"
_RUNNING_HEAD = re.compile(
    r"(?:tin tức|điểm tin|bản tin|tin nhanh|tin nóng|tin thế giới|thời tiết|giá vàng|giá xăng|tỷ giá|chứng khoán"
    r"|lịch cúp điện|điểm báo|chuyển nhượng|lịch thi đấu|tử vi)(?: [^\W\d_]+){0,5},? \Z"
)
_CLOSED = re.compile(r"[,;)\n]|\.(?!\d)|$")  # "điều chỉnh từ 15-8."
_HEAD_REACH = 48
_UNITS = frozenset("ngày tháng năm tuần giờ người lần".split())
_NAME_BEFORE = re.compile(r"[\w,] ([^\W\d_]+) [^\W\d_]+[ (]{1,2}$")  # no first word of a sentence
_NO_TITLES = frozenset(("nguyên đán", "quốc gia", "trung ương"))  # "lịch thi THPT Quốc gia 2017"
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
    if low[end : end + 1] == ":" and _RUNNING_HEAD.search(low, max(0, start - _HEAD_REACH), start):
        return True
    bracketed = low[start - 1 : start] == "(" and low[end : end + 1] in (")", ",")
    if before == "từ" and not day.isdigit():
        return True  # "các ngày từ 5 đến 7-3"
    if before in _BEFORE_DAY:
        sure = bracketed or before in ("nay", "qua", "mai", "khánh", "lễ", "hôm")
        sure = sure or (before == "dịp" and _word_after(low, end) not in _UNITS)
        if before in ("từ", "trước"):
            sure = day.isdigit() and int(day) > 12 and _CLOSED.match(low, end) is not None
        return "/" in separator or sure or (before in ("đến", "tới") and _ends_late(low, end, day))
    if "/" not in separator:
        return False
    # 24/7 is a way to say "always"; a proper fraction has the smaller number above
    return (day, month) != ("24", "7") and (bracketed or not day.isdigit() or int(day) >= int(month))


def names_holiday(low: str, start: int) -> bool:
    """Whether a day of remembrance is named right before "20-10", "1/5": "ngày Phụ nữ Việt Nam", "Quốc tế Lao động"."""
    return _HOLIDAY.search(low, max(0, start - _HOLIDAY_REACH), start) is not None


def is_year_of_noun(text: str, start: int, end: int) -> bool:
    """Whether "2017" goes with a lower-case noun ("quy chế tuyển sinh 2017"), not with a name ("World Cup 2018")."""
    before = word_before(text, start)
    if not before.isalpha() or not before.islower() or before in _NO_YEAR_AFTER:
        return False
    name = _NAME_BEFORE.search(text, max(0, start - 24), start)
    if name and not name[1].islower() and f"{name[1].lower()} {before}" not in _NO_TITLES:
        return False  # "trong Táo quân 2017"
    return not _NAMED_WITH_YEAR.search(text, max(0, start - 30), start) and _ENDS.match(text, end) is not None


def _ends_late(low: str, end: int, day: str) -> bool:
    """ "tính đến 30.9,": too large for a month, and nothing counted behind it."""
    return day.isdigit() and int(day) > 12 and low[end : end + 1] in (",", ";", ")", "\n", "")


def may_be_bare_year(low: str, start: int, end: int) -> bool:
    """Whether "2017", with no unit word, is a year."""
    return word_before(low, start) in _BEFORE_YEAR and _word_after(low, end) not in _COUNTED
