"""Whether a text speaks of sport, where the name of a town is that of its club."""

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


def speaks_of_sport(keys: Sequence[str]) -> bool:
    """One such word is enough: a club in the news of a town is rarer than a story that names its sport once."""
    return not _WORDS.isdisjoint(keys) or any(pair in _PAIRS for pair in pairwise(keys))
