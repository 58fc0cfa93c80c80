"""How much a text speaks of sport, where the name of a town may be that of its club."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_WORDS = frozenset("hlv clb bundesliga uefa fifa fc scudetto derby".split())
_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "ngoại hạng,premier league,la liga,serie a,ligue 1,champions league,europa league,world cup,cúp c,v -,. league,"
        "đội bóng,bóng đá,bàn thắng,trận đấu,vòng đấu,cầu thủ,tiền đạo,tiền vệ,hậu vệ,trung vệ,thủ môn,chân sút,"
        "chuyển nhượng,huấn luyện,chung kết,bán kết,tứ kết,lượt đi,lượt về,danh thủ,siêu sao,ghi bàn"
    ).split(",")
)


def signs_of_sport(keys: Sequence[str]) -> int:
    """How many words of sport a text has: with one, a club is likelier than its town; towns need more (`clubs.py`)."""
    return sum(key in _WORDS for key in keys) + sum(pair in _PAIRS for pair in pairwise(keys))
