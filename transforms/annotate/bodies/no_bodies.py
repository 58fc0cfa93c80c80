"""What looks like the name of a body and is none: "Bộ luật", "cúp Liên đoàn", "doanh nghiệp Việt"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from transforms.annotate.bodies.purpose import is_predicate
from transforms.annotate.bodies.words import words_for
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, rows, table_trie

# A code, a law, an examination: not a ministry, not a school.
_NO_BODIES = frozenset(
    tuple(pair.split())
    for pair in (
        "bộ quy,bộ luật,bộ sưu,bộ phim,bộ tiêu,thpt quốc,trường xét,trường tuyển,"
        "hội lim,hội gióng,hội lễ,hội làng,hội xuân,hội chợ,"
        "vụ tai,vụ sự,vụ xâm,vụ mua,vụ bạo,vụ buôn,vụ tham,vụ án,phòng thí,phòng xét,"
        "phòng chống,phòng ngừa,phòng vệ,phòng bệnh"
    ).split(",")
)

_SERVES = frozenset((("phục", "vụ"), ("ứng", "dụng"), ("sử", "dụng"), ("dành", "cho"), ("hỗ", "trợ")))
_BEHIND_OFFICE = frozenset("họp đề tham kiểm thuộc của trực tại về phối thường và hoặc có phụ chủ trì".split())
_TEAMS = frozenset("u u16 u17 u18 u19 u20 u21 u22 u23".split())  # "giải U19 Đông Nam Á": a cup

# A cup, a branch of trade, a proposal (to a "Viện").
_NO_BODIES_BEHIND = frozenset(
    tuple(pair.split())
    for pair in (
        "cúp liên,khu liên,giải liên,ngành ngân,ngành công,ngành hải,giáo mầm,kiến nghị,đề nghị,khuyến nghị"
    ).split(",")
) | frozenset((cup, team) for cup in ("giải", "cúp") for team in _TEAMS)


def opens_no_body(view: TextView, index: int) -> bool:
    """Whether the words at a token, or the one before it, speak of a code, a cup, a branch of trade, a kind, a town."""
    if view.tokens.keys[index] == "vụ" and _is_case(view, index):
        return True
    return _is_other(view.tokens.keys, index) or _is_kind(view, index) or _is_town(view, index)


def serves_technology(view: TextView, index: int, end: int) -> bool:
    """Whether a lower-case kind is said to serve a technology: "trung tâm dữ liệu phục vụ AI"."""
    keys = view.tokens.keys
    return not view.tokens.capital(index) and any(
        keys[at] in words_for("technologies") and tuple(keys[at - 2 : at]) in _SERVES for at in range(index + 3, end)
    )


def _is_case(view: TextView, index: int) -> bool:
    """Whether a case is told by whom or what it counts: "Vụ 3 người chết"; not so "Vụ 2 thuộc Bộ", "Vụ 1 cho biết"."""
    tokens = view.tokens
    counts = index + 2 < len(tokens) and tokens.shapes[index + 1] is Shape.NUMBER
    return (
        counts
        and tokens.shapes[index + 2] is Shape.LOWER
        and not is_predicate(view, index + 2)
        and (tokens.keys[index + 2] not in _BEHIND_OFFICE)
    )


@cache
def half_capital() -> frozenset[str]:
    """Known names whose second word is printed in lower case ("Dân trí")."""
    names = (phrase.strip() for row in rows("organisation_names.tsv") for phrase in row[0].split("|"))
    return frozenset(name for name in names if name.count(" ") == 1 and name.split(" ")[1][0].islower())


def _is_other(keys: Sequence[str], index: int) -> bool:
    """Whether the words at a token, or the one before it, speak of a code, a law, a cup, a branch of trade."""
    before = keys[index - 1] if index else ""
    return (
        (before == "luật" and keys[index - 2] not in ("kỷ", "pháp"))
        or tuple(keys[index : index + 2]) in _NO_BODIES
        or (before, keys[index]) in _NO_BODIES_BEHIND
        or keys[index - 2 : index] == ["vương", "quốc"]
    )


def _is_town(view: TextView, index: int) -> bool:
    """Whether a club's name is that of its town: "Barcelona", in a text that speaks of no sport."""
    return view.tokens.keys[index] in _towns_of_clubs() and not view.of_sport and not view.tokens.capital(index + 1)


@cache
def _towns_of_clubs() -> frozenset[str]:
    towns = {key for key, name in place_names().names.items() if name.table == "foreign"}
    names = {
        phrase.strip().lower()
        for row in rows("organisation_names.tsv")
        if len(row) == 1
        for phrase in row[0].split("|")
    }
    return frozenset(towns & names)


def _is_kind(view: TextView, index: int) -> bool:
    """Whether a kind is spoken of that looks like a name: "doanh nghiệp Việt", "trung tâm TP"."""
    hit = longest(table_trie("kinds_of_bodies.tsv"), view.tokens.keys, index)
    if hit is None or view.tokens.keys[hit[0] : hit[0] + 1] in (["-"], ["–"]):
        return False  # "Tập đoàn Việt - Úc"
    if hit[1] == "unit":
        return not view.tokens.capital(index)
    return not view.tokens.capital(hit[0])
