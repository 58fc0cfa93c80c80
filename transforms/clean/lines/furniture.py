"""Hard classes: lines that are furniture by their own wording or shape, whatever stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from transforms.clean.lines.shapes import Line, Shape
from transforms.vietnamese.stamps import is_stamp_line

_MAX_WORDS = 30  # a prompt or notice is short; longer lines are read as prose
_MAX_LENGTH = 400  # characters
_PLAYER = re.compile(
    r"(?:-?\d{1,2}:\d\d(?::\d\d)?\s*[/|]?\s*)+"
    r"|\d(?:[.,]\d+)?\s?x"
    r"|(?:current time|duration|remaining time|loaded|progress|stream type|playback rate|volume)\b.{0,30}",
    re.IGNORECASE,
)
_FILE = re.compile(r"[\w()%. -]{1,120}\.(?:jpe?g|png|gif|webp|mp4|mp3|bmp|svg)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|(?:[\w-]+\.)+(?:vn|com|net|org)(?:/\S*)?", re.IGNORECASE
)
_CODE = re.compile(
    r"<%|\{\{|\}\}|</?[a-z][a-z0-9]*(?:\s[^>]*)?>|\bfunction\s*\(|\b(?:window|document)\.\w|^var\s+\w+\s*=|^[.#][\w-]+\s*\{"
)
_COUNTS = re.compile(r"[\d.,/|()%:+\s-]+|\(\d+\)|\d+\s*/\s*\d+")
_LEADING_ARROWS = re.compile(r"^(?:>>+|»+|►|▶|->|=>|→|⇒)\s*\S")
_GALLERY = re.compile(
    r"(?:một số|một vài|những|chùm|loạt|vài|dưới đây là|sau đây là|(?:cùng|mời)\s(?:\w+\s){0,3}(?:xem|ngắm))"
    r"\s(?:\w+\s){0,3}"
    r"(?:hình ảnh|bức ảnh|ảnh|khoảnh khắc)\b[^.!?]{0,90}[:…]?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s:.…!?»>+-]*(?:\(?\d+\)?)?[\s:.…!?»>+-]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Why a line is furniture.

    reason  the reason of `drop:<reason>`
    sure    whether it holds wherever the line stands; else only outside the body or beside other furniture
    opens   "-", "box" (a list of links may follow) or "end" (no paragraph of this article follows)
    """

    reason: str
    sure: bool = True
    opens: str = "-"


_STAMP = Furniture(reason="date_stamp")
_SEPARATOR = Furniture(reason="separator")


def furniture_of(line: Line) -> Furniture | None:
    """The hard class of a line, None where it has none."""
    if line.shape is Shape.SEPARATOR:
        return _SEPARATOR
    if line.words > _MAX_WORDS or len(line.core) > _MAX_LENGTH:
        return None
    found = _by_shape(line) or _by_wording(line.core)
    if found and line.shape is Shape.PROSE and found.reason != "code":
        return replace(found, sure=False)  # a full sentence may open with the words of a prompt
    return found


def _by_shape(line: Line) -> Furniture | None:
    core = line.core
    if is_stamp_line(core):
        return _STAMP
    if _PLAYER.fullmatch(core):
        return Furniture(reason="player_widget")
    if _LEADING_ARROWS.match(line.text):
        return Furniture(reason="related")
    if _FILE.fullmatch(core) or _CODE.search(core):
        return Furniture(reason="code")
    if _ADDRESS.fullmatch(core) or _COUNTS.fullmatch(core):
        return Furniture(reason="nav_widget", sure=False)
    if line.words <= 25 and _GALLERY.fullmatch(core):
        return Furniture(reason="gallery_intro", sure=core.endswith((":", "…")))  # else it may be a headline
    return None


def _by_wording(core: str) -> Furniture | None:
    whole, starts = _lexicon()
    text = _folded(core)
    found = whole.get(text)
    if found:
        return found
    words = text.split(" ")
    for size in range(min(len(words), 6), 0, -1):
        candidate = starts.get(" ".join(words[:size]))
        if candidate and (candidate[0] == "start" or _label_follows(core, size)):
            return candidate[1]
    return None


def _label_follows(core: str, size: int) -> bool:
    """Whether a colon stands right behind the first `size` words."""
    head, colon, _ = core.partition(":")
    return bool(colon) and len(_folded(head).split(" ")) == size


def _folded(text: str) -> str:
    """Case folded, punctuation to single spaces, a trailing count removed."""
    return " ".join(re.sub(r"[\W_]+", " ", _TAIL.sub("", text).casefold()).split())


@cache
def _lexicon() -> tuple[dict[str, Furniture], dict[str, tuple[str, Furniture]]]:
    """(whole lines, beginnings with their kind) of `furniture.tsv`."""
    whole: dict[str, Furniture] = {}
    starts: dict[str, tuple[str, Furniture]] = {}
    text = resources.files("transforms.clean.lines").joinpath("furniture.tsv").read_text("utf-8")
    for row in text.splitlines():
        if row and not row.startswith("#"):
            phrase, match, where, reason, opens = row.split("\t")
            found = Furniture(reason=reason, sure=where == "any", opens=opens)
            if match == "line":
                whole[phrase] = found
            else:
                starts[phrase] = (match, found)
    return whole, starts
