"""Where the description of a meeting ends: "hội nghị tổng kết năm 2021, triển khai nhiệm vụ năm 2022 | tại …"."""

from __future__ import annotations

import re

from transforms.vietnamese.word_roles import any_of, words_of_role

LONGEST = 40  # words; a description of a conference in the news is shorter
_TABLE = "event_words.tsv"

OPENERS = words_of_role(_TABLE, "opener")
_STOP = re.compile(rf"\ (?:{any_of(words_of_role(_TABLE, 'stop'))})(?!\w)")
_GOES_ON = re.compile(rf"\ (?:{any_of(words_of_role(_TABLE, 'goes-on'))})(?!\w)")
# "hội nghị về đầu tư công | Hội nghị trực tuyến toàn quốc …"
_NEXT_MEETING = re.compile(r"\ Hội\ (?:nghị|thảo)\ (?:trực|sơ|tổng|do|diễn|được|nhằm|có|triển|tập|là|đã|toàn)(?!\w)")
_NEXT_PURPOSE = re.compile(rf",\ (?:và\ )?(?:{any_of(words_of_role(_TABLE, 'next-purpose'))})(?!\w)")
_LOOSE_END = re.compile(rf"(?:,|\ (?:{any_of(words_of_role(_TABLE, 'loose-end'))}|-|–))+\Z")
# one word, a pair joined by a dash, a quoted theme, or a bracket that belongs to the name
_WORD = re.compile(
    r"""
    \ ?[-–/]\ ?[\w&.]*\w
    | \ [\w&.]*\w(?:[-–/][\w&]+)*
    | \ [“"‘'][^”"’'\n]{2,160}[”"’']
    | \ \((?:kh[oó][aá]|lần|mở\ rộng)[^()\n]{0,40}\)
    """,
    re.VERBOSE,
)


def description_end(text: str, low: str, start: int) -> int:
    """The end of the description that begins at `start` (right after the head); `start` where there is none."""
    end, words = start, 0
    while words < LONGEST:
        stop = _stops_at(low, end) or _NEXT_MEETING.match(text, end) is not None
        word = None if stop else _WORD.match(text, end)
        if word:
            end, words = word.end(), words + 1
            continue
        comma = _NEXT_PURPOSE.match(low, end)
        if stop or not comma or words == 0:
            break
        end, words = comma.end(), words + 2
    return _without_loose_end(low, start, end)


# "phát biểu tại “Đại hội … năm 2017” được tổ chức"
_BEFORE_QUOTED = re.compile(
    r"(?:tổ chức|phát biểu (?:tại|ở)|dự|khai mạc|bế mạc|diễn ra|chủ trì|tại|trong)(?: buổi| lễ| chương trình)? [“\"]\Z"
)
_QUOTED_TITLE = re.compile(r"[^“”\"\n]{8,160}(?=[”\"])")
_REACH = 44


def quoted_end(text: str, low: str, start: int, after: int) -> int:
    """The end of a meeting's name that stands whole in quotation marks; `after`, where its head ends, if none does."""
    if text[start - 1 : start] not in ("“", '"') or not text[start].isupper():
        return after
    title = _QUOTED_TITLE.match(text, after)
    return title.end() if title and _BEFORE_QUOTED.search(low, max(0, start - _REACH), start) else after


def _stops_at(low: str, position: int) -> bool:
    return _STOP.match(low, position) is not None and not _GOES_ON.match(low, position)


def _without_loose_end(low: str, start: int, end: int) -> int:
    loose = _LOOSE_END.search(low, start, end)
    return loose.start() if loose else end
