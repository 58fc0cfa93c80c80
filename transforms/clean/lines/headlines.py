"""The headline among the lines before the running text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.clean.lines import bylines, captions
from transforms.clean.lines.furniture import Furniture
from transforms.clean.lines.shapes import Line, Shape, is_listed, terms
from transforms.clean.lines.zones import Zone

_LOOK_BACK = 60  # lines before the text in which a headline is sought
_MAX_WORDS = 32
_READ = 100  # lines of the text whose words are compared with a headline's
_SHORT_HEAD = 6  # lines over the text in a flattened article that has no menu over it
_SHORTEST_KEY = 12
_ENOUGH = 0.5


def find_title(lines: Sequence[Line], furniture: Sequence[Furniture | None], zone: Zone) -> int | None:
    """Index of the headline, None where the text has none; never a paragraph.

    Judged by the words it shares with the text below, by its being repeated, and by standing right above the text.
    """
    start = _running_text(lines, zone)
    text = _word_set(lines[start : min(zone.after, start + _READ)])
    repeated = _repeated_keys(lines)
    best, best_score = None, _ENOUGH
    for index in range(max(0, start - _LOOK_BACK), start):
        line = lines[index]
        if _is_barred(furniture[index]) or not _can_be_title(line):
            continue
        score = _score(line, index, start, text, repeated) + _placed_well(lines, furniture, index)
        if score > best_score + 1e-9:
            best, best_score = index, score
    return _first_of_its_key(lines, furniture, best)


def _running_text(lines: Sequence[Line], zone: Zone) -> int:
    """Where prose follows prose for the first time (the first prose, where it never does)."""
    prose = [i for i in range(zone.first, zone.after) if lines[i].shape is Shape.PROSE]
    for here, following in pairwise(prose):
        if _adjoin(lines[here + 1 : following]) and not (here == zone.first and _can_be_title(lines[here])):
            return here
    real = [i for i in prose if not _can_be_title(lines[i])]
    return real[0] if real else zone.first


def _adjoin(between: Sequence[Line]) -> bool:
    """Whether one line at most, or an announced or marked list alone, stands between two paragraphs."""
    return len(between) <= 1 or all(is_listed(line) or line.core.endswith(":") for line in between)


def _can_be_title(line: Line) -> bool:
    """A phrase of three to 32 words that does not end with a full stop and is no credit."""
    closed = line.core.endswith((".", ":", ";", ",")) and not line.core.endswith("..")
    if closed or not 3 <= line.words <= _MAX_WORDS or captions.has_credit(line):
        return False
    return not (bylines.is_signature(line) or captions.is_bare_credit(line) or is_listed(line))


def _is_barred(verdict: Furniture | None) -> bool:
    """Furniture is no headline, but a headline may read like a gallery's announcement."""
    return verdict is not None and (verdict.sure or verdict.reason != "gallery_intro")


def _score(line: Line, index: int, start: int, text: set[str], repeated: set[str]) -> float:
    """Words shared with the text, rare ones counting; a repeat and the place right above the text add."""
    words = {word for word in terms(line.core) if len(word) > 1}
    shared = len(words & text) / len(words) if words else 0.0
    nearness = max(0.0, 0.25 - 0.05 * (start - 1 - index))
    again = 0.3 if line.key in repeated else 0.0
    length = 0.15 if 6 <= line.words <= 20 else 0.0 if line.words < 6 else -0.2  # longer ones are ledes
    first = 0.3 if index == 0 and start <= _SHORT_HEAD else 0.0
    return 0.6 * shared + nearness + again + length + first


def _placed_well(lines: Sequence[Line], furniture: Sequence[Furniture | None], index: int) -> float:
    """A stamp next to the line and prose right below speak for a headline."""
    around = (*furniture[max(0, index - 2) : index], *furniture[index + 1 : index + 3])
    stamped = any(verdict and verdict.reason == "date_stamp" for verdict in around)
    below = next((i for i in range(index + 1, len(lines)) if not furniture[i]), None)
    return (0.2 if stamped else 0.0) + (0.15 if below and lines[below].shape is Shape.PROSE else 0.0)


def _word_set(lines: Sequence[Line]) -> set[str]:
    return {word for line in lines for word in terms(line.core)}


def _repeated_keys(lines: Sequence[Line]) -> set[str]:
    """Keys met twice, also as the beginning of another line (`Headline - Site`, `Headline - 2`)."""
    keys = sorted(line.key for line in lines if len(line.key) >= _SHORTEST_KEY)
    return {key for key, following in pairwise(keys) if following.startswith(key)}


def _first_of_its_key(lines: Sequence[Line], furniture: Sequence[Furniture | None], best: int | None) -> int | None:
    """The first line equal to the chosen one: of equals the first is kept."""
    if best is None:
        return None
    return next(i for i in range(best + 1) if lines[i].key == lines[best].key and not _is_barred(furniture[i]))
