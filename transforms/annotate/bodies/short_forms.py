"""ORG: bodies of the text that stand in it again, spelt otherwise ("Cục báo chí") or short ("cơ sở Sen Vàng")."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.bodies.brands import is_product
from transforms.annotate.bodies.fields import speaks_of_several
from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.bodies.papers import papers_again
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape

_SHORTEST = 3  # tokens of a body that is known in any case of its letters
_PREMISES = frozenset((("cơ", "sở"), ("nhóm", "trẻ"), ("nhóm", "lớp"), ("cửa", "hàng"), ("nhà", "trẻ")))
_PROSECUTION = (("viện", "kiểm", "sát"), ("viện", "ksnd"), ("vksnd",), ("vks",))
_SHORT = {
    "Mặt": (("mặt", "trận", "tổ"), ("mttq",)),
    "VKS": _PROSECUTION,
    "VKSND": _PROSECUTION,
}
_GENERIC = frozenset("các cấp hai 2 những mỗi tổ".split())
_NAME = range(2, 4)  # tokens of the name proper of a school or shop


def bodies_again(view: TextView, organisations: Sequence[TokenSpan], titles: Sequence[TokenSpan]) -> list[TokenSpan]:
    """Token spans outside `organisations` and `titles` of such further mentions, in reading order."""
    keys = view.tokens.keys
    taken = view.covering((*organisations, *titles))
    whole: dict[str, list[tuple[str, ...]]] = {}
    names: dict[str, list[tuple[str, ...]]] = {}
    for first, behind in organisations:
        if behind - first >= _SHORTEST and view.tokens.capital(first):
            whole.setdefault(keys[first], []).append(tuple(keys[first:behind]))
        if tuple(keys[first : first + 2]) in _PREMISES or keys[first] in ("trường", "mầm"):
            _put_name(view, first, behind, names)
    again = _mentions(view, whole, names, taken)
    return sorted([*again, *_definite(view, organisations, taken), *papers_again(view, organisations, taken)])


def _definite(view: TextView, organisations: Sequence[TokenSpan], taken: bytearray) -> list[TokenSpan]:
    """ "Mặt trận", "VKS" where the text names the Front or a prosecution in full."""
    keys, words = view.tokens.keys, view.tokens.words
    if not any(short in view.tokens.text for short in _SHORT):
        return []
    starts = [i for i, word in enumerate(words) if word in _SHORT and not taken[i]]
    if not starts:
        return []
    full = {short for short, opening in _SHORT.items() if any(_names(keys, *body, opening) for body in organisations)}
    found = []
    for index in starts:
        end = index + 1 + (words[index] == "Mặt")
        whole = end == index + 1 or keys[index + 1 : end] == ["trận"]
        generic = keys[end : end + 1] and keys[end] in _GENERIC
        if words[index] in full and whole and not generic and not view.tokens.capital(end) and keys[index - 1] != "tác":
            found.append((index, end))
    return found


def _names(keys: Sequence[str], first: int, behind: int, openings: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of the openings stands in a body that goes on behind it."""
    return any(
        tuple(keys[at : at + len(opening)]) == opening
        for opening in openings
        for at in range(first, behind - len(opening))
    )


def _mentions(
    view: TextView,
    whole: dict[str, list[tuple[str, ...]]],
    names: dict[str, list[tuple[str, ...]]],
    taken: bytearray,
) -> list[TokenSpan]:
    keys = view.tokens.keys
    found = []
    for index, key in [(i, key) for i, key in enumerate(keys) if not taken[i] and (key in whole or key in names)]:
        start = index - 2 if key in names and tuple(keys[max(index - 2, 0) : index]) in _PREMISES else index
        known = names[key] if start < index else whole.get(key, ())
        end = _end(view, index, known) if known and view.tokens.capital(index) and _is_one(view, start) else 0
        if end and not any(taken[start:end]):
            found.append((start, end))
            taken[start:end] = b"\1" * (end - start)
    return found


def _put_name(view: TextView, first: int, behind: int, names: dict[str, list[tuple[str, ...]]]) -> None:
    tokens = view.tokens
    start = behind
    while start > first + 1 and tokens.shapes[start - 1] is Shape.CAPITAL and start - 1 not in view.place_ends:
        start -= 1
    if behind - start in _NAME:
        names.setdefault(tokens.keys[start], []).append(tuple(tokens.keys[start:behind]))


def _is_one(view: TextView, index: int) -> bool:
    """Whether no number, plural or word for goods stands before."""
    counted = index > 0 and view.tokens.shapes[index - 1] is Shape.NUMBER
    return not counted and not speaks_of_several(view, index) and not is_product(view, index)


def _end(view: TextView, index: int, known: Sequence[tuple[str, ...]]) -> int:
    """Behind the longest of the known names that stands at a token and is whole there; 0 where none does."""
    sizes = [len(name) for name in known if tuple(view.tokens.keys[index : index + len(name)]) == name]
    end = index + max(sizes, default=0)
    goes_on = view.tokens.capital(end) or view.tokens.keys[end : end + 1] == ["các"]
    return end if sizes and not goes_on else 0
