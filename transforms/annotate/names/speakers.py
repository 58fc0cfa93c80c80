"""Given names alone that degrees or quoted words give away: "TS. Hải khuyến cáo", "“Tôi sợ lắm”, Ly nói"."""

from __future__ import annotations

from transforms.annotate.names.degrees import is_degree
from transforms.annotate.view import TextView
from transforms.vietnamese.tables import Trie, longest, trie, words

_CALLINGS = frozenset(("mr", "mrs", "ms"))
_CLOSING = frozenset('"”’»')
_SPEAKS = trie(
    (said, "")
    for said in (
        "nói,kể,kể lại,kể rằng,chia sẻ,tâm sự,bộc bạch,giãi bày,thổ lộ,nhớ lại,bày tỏ,cho biết,cho hay,khoe,giải thích,"
        "nhận định,nhận xét,viết,bình luận,phân tích,cảnh báo,nói thêm,nhấn mạnh,khẳng định,tiết lộ,"
        "nghẹn ngào,bức xúc,phân trần,thừa nhận,hào hứng,vui vẻ,cười"
    ).split(",")
)


def speaks() -> Trie:
    """What stands behind the name of somebody who is quoted."""
    return _SPEAKS


def behind_degree(view: TextView, index: int) -> bool:
    """Whether a degree with its point goes right before a syllable of given names: "PGS.TS. | Thủy"."""
    tokens = view.tokens
    if index < 2 or tokens.words[index - 1] != "." or not tokens.glued(index - 1):
        return False
    written = tokens.words[index - 2][0].isupper()
    called = tokens.keys[index - 2]
    return (
        written
        and (called in _CALLINGS or is_degree(called))
        and (tokens.keys[index] in _given() and not view.opens_compound(index))
    )


def behind_quotation(view: TextView, index: int) -> str | None:
    """`speaker` for one or two syllables of given names between a quotation and a verb of speech; else None."""
    tokens = view.tokens
    if index < 2 or tokens.words[index - 1] != "," or tokens.words[index - 2] not in _CLOSING:
        return None
    end = index + 1 + tokens.capital(index + 1)
    plain = all(key in _given() for key in tokens.keys[index:end]) and not tokens.capital(end)
    return "speaker" if plain and longest(_SPEAKS, tokens.keys, end) else None


def _given() -> frozenset[str]:
    return words("given_names.txt")
