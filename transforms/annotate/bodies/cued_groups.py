"""ORG: bands and armed groups in foreign words behind their kind: "ban nhạc Aerosmith", "phiến quân Houthi"."""

from __future__ import annotations

from functools import cache

from transforms.annotate.names.foreign import is_country
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.tables import Trie, longest, trie, words

_KINDS = (
    "ban nhạc,nhóm nhạc,nhóm nhạc nam,nhóm nhạc nữ,nhóm nhạc rock,nhóm nhạc thần tượng,ban nhạc rock,nhóm vũ trang,"
    "phiến quân,nhóm phiến quân,lực lượng phiến quân,nhóm khủng bố,tổ chức khủng bố,mạng lưới khủng bố,nhóm nổi dậy,"
    "lực lượng nổi dậy,phe nổi dậy,nhóm tin tặc,nhóm hacker,lực lượng dân quân,nhóm dân quân,nhóm cực đoan,"
    "tổ chức cực đoan,nhóm Hồi giáo,nhóm thánh chiến,phong trào vũ trang,lực lượng ly khai"
)
_PARTIES = frozenset((("dân", "chủ"), ("cộng", "hòa"), ("bảo", "thủ"), ("lao", "động"), ("xã", "hội")))
_OF_PARTIES = frozenset(("phe", "sĩ", "sỹ"))  # "nghị sĩ"
_LONGEST = 3  # tokens
_LINKS = frozenset(("al", "el", "-", "bin"))


def cued_groups(view: TextView) -> dict[int, int]:
    """First token of each such name, wherever the text repeats it alone → the token behind it."""
    keys = view.tokens.keys
    names: dict[str, tuple[str, ...]] = {}
    kinds = _kinds()
    for index in [i for i, key in enumerate(keys) if key in kinds]:
        hit = longest(kinds, keys, index)
        end = _name_end(view, hit[0]) if hit else 0
        if hit and end:
            names[keys[hit[0]]] = tuple(keys[hit[0] : end])
    parties = _parties(view)
    if not names:
        return parties
    starts = [i for i, key in enumerate(keys) if key in names and tuple(keys[i : i + len(names[key])]) == names[key]]
    return parties | {i: i + len(names[keys[i]]) for i in starts if _alone(view, i, i + len(names[keys[i]]))}


def _parties(view: TextView) -> dict[int, int]:
    """Parties without the word for one: "phe [Dân chủ]", "nghị sĩ [Cộng hòa]"."""
    tokens = view.tokens
    if _OF_PARTIES.isdisjoint(tokens.keys):
        return {}
    behind = [at + 1 for at, key in enumerate(tokens.keys[:-2]) if key in _OF_PARTIES]
    return {
        index: index + 2
        for index in behind
        if (tokens.keys[index], tokens.keys[index + 1]) in _PARTIES
        and tokens.capital(index)
        and not tokens.capital(index + 2)
    }


@cache
def _kinds() -> Trie:
    return trie((kind, "") for kind in _KINDS.split(","))


def _name_end(view: TextView, index: int) -> int:
    """Behind the foreign words at a token; 0 where there are none, or a place or a person begins."""
    tokens = view.tokens
    if index >= len(tokens) or not tokens.capital(index) or index in view.place_ends:
        return 0
    key = tokens.keys[index]
    if is_syllable(key) or is_country(key) or key in place_names().names or key in words("foreign_names.txt"):
        return 0
    end = index
    while end - index < _LONGEST and tokens.capital(end) and not is_syllable(tokens.keys[end]):
        end += 1
    linked = end < len(tokens) and tokens.keys[end] in _LINKS  # "Jaysh al-Islam" reads as a person's name does
    return 0 if linked or tokens.capital(end) else end


def _alone(view: TextView, first: int, behind: int) -> bool:
    tokens = view.tokens
    beside = tokens.capital(first - 1) and not tokens.opens_sentence(first - 1)
    return tokens.capital(first) and not beside and not tokens.capital(behind)
