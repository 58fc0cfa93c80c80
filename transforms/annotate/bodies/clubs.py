"""ORG: a town that stands for its club ("trận [Hà Nội] thắng HAGL"), in texts that speak of matches."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.candidates import Candidate
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import Proof, place_names
from transforms.vietnamese.gazetteer.spelling import fold_name
from transforms.vietnamese.spelling import is_syllable

_SIGNS = 4  # words of matches, from which on a long text is one about them
_LISTS = frozenset((",", "và", "hay"))
_HOME = frozenset("tại ở tới đến từ về sang rời sân phố thăm derby".split())
_SHORT = 150  # tokens of a text in which one such word is enough; one more for as many again
_CUES = frozenset("gặp thắng hạ tiếp trước trận thua hòa hoà đối đấu clb hlv vs cầm đè đánh".split())
_CUES_OF_TWO = frozenset(
    tuple(cue.split())
    for cue in (
        "đội bóng,cầu thủ,tiền đạo,tiền vệ,hậu vệ,thủ môn,thầy trò,màu áo,đánh bại,đối đầu,chạm trán,làm khách,đội chủ,"
        "chân sút,trung vệ,ngoại binh,đội hình,khung thành,tung lưới,vượt qua,cầm hòa,đội trưởng,thủ quân,trợ lý"
    ).split(",")
)
_ACTS = frozenset("thắng thua hạ đè hòa cầm".split())
_ACTS_OF_TWO = frozenset(tuple(act.split()) for act in ("đánh bại", "ghi bàn", "gỡ hòa", "dẫn trước", "tiếp đón"))


def town_clubs(view: TextView, places: Sequence[Candidate], bodies: Sequence[TokenSpan]) -> list[TokenSpan]:
    """Token spans of bare towns that play, outside `bodies`; none in a text that speaks of no match."""
    keys = view.tokens.keys
    if view.of_sport < min(_SIGNS, 1 + len(keys) // _SHORT):
        return []
    inside = view.covering(bodies)
    towns = []
    for place in places:
        if place.method == "place:unit" and _is_province(view.tokens.text[place.start : place.end]):
            first, behind = view.token_at.get(place.start), view.end_token(place.end)
            if first is not None and behind is not None and not inside[first]:
                towns.append((first, behind))
    return [span for span in towns if _plays(keys, *span)] + _foreign_clubs(view, inside)


def _is_province(surface: str) -> bool:
    """Whether a bare name is that of a province or its city, of today or before 2025."""
    name = place_names().names.get(fold_name(surface))
    return name is not None and name.table == "unit" and name.proof <= Proof.NAMELIKE


def _foreign_clubs(view: TextView, inside: bytearray) -> list[TokenSpan]:
    """Foreign towns of one word that play ("để thua Augsburg"), at all their mentions that are not told as places."""
    tokens = view.tokens
    mentions: dict[str, list[int]] = {}
    for index, key in enumerate(tokens.keys):
        if tokens.capital(index) and not inside[index] and not is_syllable(key) and _stands_alone(view, index):
            name = place_names().names.get(key)
            if name is not None and name.table == "foreign":
                mentions.setdefault(key, []).append(index)
    playing = [
        key
        for key, at in mentions.items()
        if any(_wins_or_loses(tokens.keys, index) or _beside_club(tokens.keys, index, inside) for index in at)
    ]
    return [(i, i + 1) for key in playing for i in mentions[key] if tokens.keys[i - 1] not in _HOME]


def _stands_alone(view: TextView, index: int) -> bool:
    return not view.tokens.capital(index - 1) and not view.tokens.capital(index + 1)


def _beside_club(keys: Sequence[str], index: int, inside: bytearray) -> bool:
    """Whether a list goes on with it or from it to a club: "Sunderland, [Hull]"."""
    behind = index + 2 < len(keys) and keys[index + 1] in _LISTS and inside[index + 2]
    return bool(behind) or (index > 1 and keys[index - 1] in _LISTS and bool(inside[index - 2]))


def _wins_or_loses(keys: Sequence[str], index: int) -> bool:
    before, after = keys[index - 1] if index else "", tuple(keys[index + 1 : index + 3])
    if before in _CUES and keys[max(index - 2, 0) : index] != ["thi", "đấu"]:
        return True
    return after in _ACTS_OF_TWO or (bool(after) and after[0] in _ACTS and after[1:] != ("lợi",))


def _plays(keys: Sequence[str], first: int, behind: int) -> bool:
    before, after = tuple(keys[max(first - 2, 0) : first]), tuple(keys[behind : behind + 2])
    if before in _CUES_OF_TWO or after in _ACTS_OF_TWO:
        return True
    cued = bool(before) and before[-1] in _CUES and before != ("thi", "đấu")
    return cued or (bool(after) and after[0] in _ACTS and after[1:] != ("lợi",))
