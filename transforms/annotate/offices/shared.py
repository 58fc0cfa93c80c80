"""Offices in lower case strung to one that names their body: "chủ tịch, tổng giám đốc và kế toán trưởng Công ty X"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.offices.titles import Title
from transforms.annotate.view import TextView

_JOINERS = frozenset((",", "và", "kiêm"))
_MANY = frozenset("các những nhiều mọi mỗi một hai ba bốn hoặc hay làm thành chức cử ghế nhiều từng".split())


def sharing(view: TextView, titles: Sequence[Title]) -> set[Title]:
    """The bare offices, in a list that "và" closes, whose body the last of them names; none of a plural."""
    found: set[Title] = set()
    run: list[Title] = []
    for title in titles:
        if run and not _joined(view, run[-1], title):
            run = []
        if title.bare:
            run.append(title)
            continue
        if run and title.organisation and _is_closed(view, run, title):
            found.update(run)
        run = []
    return found


def _joined(view: TextView, before: Title, title: Title) -> bool:
    return title.first == before.behind + 1 and view.tokens.keys[before.behind] in _JOINERS


def _is_closed(view: TextView, run: Sequence[Title], last: Title) -> bool:
    """Whether "và" stands before the last office, and no word for several or for a kind before the first."""
    keys = view.tokens.keys
    opened = keys[run[0].first - 1] if run[0].first else ""
    lower = not any(view.tokens.capital(title.first) for title in run[1:])
    return keys[last.first - 1] in ("và", "kiêm") and opened not in _MANY and lower
