"""POSITION: a title with the modifiers around it and its organisation, field of work or place.

What may follow which title, and which title counts without anything behind it, is told by `lexicon/positions.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from transforms.annotate.organisations import TokenSpan, organisation_end
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, rows, table_trie, trie

_UNITS = trie((unit, "") for unit in ("tỉnh", "thành phố", "TP", "huyện", "quận", "xã", "phường", "thị xã", "thị trấn"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title as found, before it is known whether a person stands beside it.

    first, behind  its tokens
    organisation   tokens of the organisation inside it
    letters        what the table says of it
    bare           nothing follows the title itself
    """

    first: int
    behind: int
    organisation: TokenSpan | None
    letters: str
    bare: bool


@cache
def titles() -> Trie:
    """Titles with their letters; `#n` behind them where the last n syllables are an organisation."""
    entries = []
    for row in rows("positions.tsv"):
        letters = row[1] + (f"#{row[2]}" if len(row) > 2 else "")
        entries += [(phrase.strip(), letters) for phrase in row[0].split("|")]
    return trie(entries)


def find_titles(view: TextView) -> list[Title]:
    """All titles, in order, none inside another."""
    openings = titles().keys() | table_trie("position_modifiers.tsv").keys()
    found: list[Title] = []
    reach = 0
    for index, key in enumerate(view.tokens.keys):
        if index >= reach and key in openings:
            title = title_at(view, index)
            if title:
                found.append(title)
                reach = title.behind
    return found


def title_at(view: TextView, index: int) -> Title | None:
    """The title that begins at a token."""
    keys = view.tokens.keys
    base = _behind_prefixes(view, index)
    hit = longest(titles(), keys, base)
    if not hit:
        return None
    behind, letters = hit
    letters, _, inner = letters.partition("#")
    organisation = (behind - int(inner), behind) if inner else None
    core = behind
    if "M" in letters:
        behind = _behind_modifiers(view, behind)
    end, follower = _complement(view, behind, letters)
    organisation = follower or organisation
    if "!" in letters and end == core:
        return None
    return Title(first=index, behind=end, organisation=organisation, letters=letters, bare=end == core and not inner)


def _behind_prefixes(view: TextView, index: int) -> int:
    """Skip nguyên, cựu, quyền, phó … as long as a title can still follow."""
    keys = view.tokens.keys
    if longest(titles(), keys, index) and keys[index] != "phó":
        return index
    at = index
    for _ in range(3):
        hit = longest(table_trie("position_modifiers.tsv"), keys, at)
        if not hit or hit[1] != "before":
            break
        at = hit[0]
    return at if longest(titles(), keys, at) else index


def _behind_modifiers(view: TextView, index: int) -> int:
    for _ in range(2):
        hit = longest(table_trie("position_modifiers.tsv"), view.tokens.keys, index)
        if not hit or hit[1] != "behind":
            break
        index = hit[0]
    return index


def _complement(view: TextView, index: int, letters: str) -> tuple[int, TokenSpan | None]:
    """The token behind the complement, and the organisation in it."""
    tokens = view.tokens
    if index >= len(tokens):
        return index, None
    if "O" in letters:
        end = organisation_end(view, index, in_title=True)
        if end:
            return end, (index, end)
    if "F" in letters and tokens.capital(index):
        end = _field(view, index)
        if end > index:
            return end, None
    if "P" in letters and index in view.place_ends:
        return _posted(view, view.place_ends[index]), None
    if "U" in letters:
        unit = longest(_UNITS, tokens.keys, index)
        if unit:
            return unit[0], None
    return index, None


def _field(view: TextView, index: int) -> int:
    """Behind "Công an", "GD&ĐT" … and the country whose ministry it is."""
    tokens = view.tokens
    hit = longest(table_trie("organisation_fields.tsv"), tokens.keys, index)
    end = hit[0] if hit else index
    if not hit and tokens.shapes[index] is Shape.UPPER and tokens.glued(index + 1):
        end = index + 1
        while end + 1 < len(tokens) and tokens.keys[end] in "&-" and tokens.shapes[end + 1] is Shape.UPPER:
            end += 2
        end = end if end > index + 1 else index
    return view.place_ends.get(end, end)


def _posted(view: TextView, index: int) -> int:
    """An ambassador's post: "Việt Nam tại Nhật Bản"."""
    if index + 1 < len(view.tokens) and view.tokens.keys[index] == "tại":
        return view.place_ends.get(index + 1, index)
    return index
