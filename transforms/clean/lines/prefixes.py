"""What stands glued before a paragraph and is not its text: datelines and leaked metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.vietnamese.stamps import Stamp, find_stamps

_LEAKED = re.compile(
    r"(?:date|time|published|publish(?:ed)?[_ ]date|updated|ngày đăng|ngày cập nhật|cập nhật)\s*[:=]?\s*"
    r"\d[\d/.:T+-]*(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s+",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?P<open>\(\s*)?(?P<name>[A-ZĐ][A-ZĐ.]{1,7}|[A-ZÀ-ỸĐ][\w.+]*(?:\s[A-ZÀ-ỸĐ][\w.+]*){0,3}|[A-Za-z][\w-]*\.(?:vn|com|net|org)(?:\.vn)?)"
    r"(?P<close>\s*\))?\s*[-–—:]\s+(?=[\w“\"‘'(])"
)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|info)", re.IGNORECASE)
_PLACED = re.compile(
    r"(?P<place>[A-ZÀ-ỸĐ][\w.]*(?:\s[A-ZÀ-ỸĐ][\w.]*){0,3}\s)\((?P<name>[A-ZĐ]{2,8}|Vietnam\+)\)\s*[-–—:]\s+"
)
# Capitals with a colon or dash that name who speaks or what follows, no agency and no place.
_SPEAKERS = frozenset("LTS PV HLV BTV MC NTK BS TS GS PGS THS KTS CEO CĐV MV SOS P/V".split())
_REACH = 100  # characters in which a prefix must end


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A paragraph cut in `prefix + text`; prefix is empty where there is none.

    dateline  the agency or place of the prefix, without brackets and dash
    leaked    the stamp of leaked metadata
    """

    prefix: str
    text: str
    dateline: str | None = None
    leaked: Stamp | None = None


def open_paragraph(text: str) -> Opening:
    """Cut a dateline (`TPO - `, `(Dân trí) - `, `Hà Nội (TTXVN) - `) or leaked metadata (`date 2024-12 `) off.

    An unbracketed dateline must be a host name, or be written in capitals with a dash: `Sáng nay - `, `Lê Vân - ` and
    `OPEC: ` stay text.
    """
    head = text[:_REACH]
    leaked = _LEAKED.match(head)
    if leaked:
        stamps = find_stamps(leaked[0].strip())
        if stamps and len(text) - leaked.end() > 40:
            inner = open_paragraph(text[leaked.end() :])
            prefix = leaked[0] + inner.prefix
            return Opening(prefix=prefix, text=inner.text, dateline=inner.dateline, leaked=stamps[0])
    match = _PLACED.match(head) or _DATELINE.match(head)
    if match and len(text) - match.end() > 40 and _is_dateline(match):
        return Opening(prefix=match[0], text=text[match.end() :], dateline=match["name"].strip())
    return Opening(prefix="", text=text)


def _is_dateline(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if "place" in groups:
        return True
    bracketed = groups["open"] is not None and groups["close"] is not None
    if (groups["open"] is None) != (groups["close"] is None):
        return False
    name = groups["name"].strip()
    if bracketed or _HOST.fullmatch(name):
        return True
    return name not in _SPEAKERS and name.isupper() and " " not in name and ":" not in match[0]
