"""Abbreviations that a text gives to an organisation, in brackets behind its name, and where they stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.bodies.organisations import TokenSpan, heads
from transforms.annotate.names.signs import introduced, is_famous, surnames
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, phrase_keys, table_trie

_LONGEST = 4  # tokens of an abbreviation: V-Itasco, GD&ĐT
_INTRODUCTIONS = tuple(phrase_keys(p) for p in ("viết tắt là", "gọi tắt là", "tên viết tắt", "viết tắt:", "gọi tắt:"))
_COMPANIES = frozenset(
    "công ty,cty,tập đoàn,tổng công,ctcp,ngân hàng,hãng,clb,câu lạc,doanh nghiệp,xí nghiệp,htx,dntn,quỹ".split(",")
)
_NEVER = frozenset(("bđs", "bgh", "bhxh", "bhyt", "hcm", "gtgt", "sn", "tt", "nv", "sp"))
_MARKS = frozenset("hose hnx hsx upcom mã mck ck sàn".split())
_SHARES = frozenset("mã phiếu ck mck".split())
_TICKER = 3  # letters
_STATE_HEADS = frozenset("bộ sở phòng ủy hội ubnd hđnd ban cục tổng vụ chi cơ".split())


def find_aliases(view: TextView, organisations: Sequence[TokenSpan]) -> list[TokenSpan]:
    """Token spans of the abbreviations: in the brackets, and wherever else they stand outside the organisations."""
    words = view.tokens.words
    taken = view.covering(organisations)
    short = [part for span in organisations for part in (*_bracketed(view, span), *_proper_part(view, span))]
    aliases = {tuple(words[first:behind]) for first, behind in short}
    tickers = {word for span in organisations for word in _ticker(view, span)}
    aliases |= {(word,) for word in tickers}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for alias in sorted(aliases, key=lambda a: (-len(a), a)):
        by_first.setdefault(alias[0], []).append(alias)
    found: list[TokenSpan] = []
    for index, word in enumerate(words):
        if word in by_first and not taken[index] and _alone(view, index):
            ends = [index + len(a) for a in by_first[word] if tuple(words[index : index + len(a)]) == a]
            marked = word in tickers and _is_mark(view, index)
            if ends and not marked and not any(taken[index : ends[0]]) and not view.tokens.capital(ends[0]):
                found.append((index, ends[0]))
    return found


def _alone(view: TextView, index: int) -> bool:
    tokens = view.tokens
    if tokens.glued(index) and tokens.words[index - 1] in "-/":
        return False
    if introduced(view, index) == "honorific":
        return False
    return (
        not tokens.capital(index - 1) or tokens.opens_sentence(index - 1) or tokens.shapes[index] is not Shape.CAPITAL
    )


def _proper_part(view: TextView, span: TokenSpan) -> list[TokenSpan]:
    """The name proper at the end of a company's name, where it is foreign or has two words: "FLC Faros"."""
    tokens = view.tokens
    first, behind = span
    if not _COMPANIES & {tokens.keys[first], " ".join(tokens.keys[first : first + 2])}:
        return []
    start = behind
    while start > first + 1 and tokens.capital(start - 1) and start - 1 not in _field_tokens(view, first, behind):
        start -= 1
    words = behind - start
    if not 1 <= words <= _LONGEST or _touches_place(view, first, start, behind):
        return []
    if is_famous(view, start, behind):
        return []  # "Công ty Phi Thanh Vân"
    foreign = any(not is_syllable(tokens.keys[i]) for i in range(start, behind))
    if words > 2 and not foreign:
        person = (longest(surnames(), tokens.keys, start) or (0, ""))[1] == "strong"
        return [] if person or tokens.keys[first] not in ("công", "tập", "tổng", "ctcp") else [(start, behind)]
    return [(start, behind)] if (foreign and len(tokens.words[start]) > 2) or words == 2 else []


def _ticker(view: TextView, span: TokenSpan) -> list[str]:
    """The ticker in brackets behind a company, by which it may be called: "(HOSE: ABC)", "(mã CK: ABC)"."""
    tokens = view.tokens
    at = span[1]
    if tokens.words[at : at + 1] != ["("] or tokens.keys[span[0]] in _STATE_HEADS:
        return []
    behind = next((i for i in range(at + 1, min(at + 7, len(tokens))) if tokens.words[i] in "),;-–"), at)
    inside = tokens.keys[at + 1 : behind]
    marked = len(inside) >= 2 and inside[0] in _MARKS and tokens.shapes[behind - 1] is Shape.UPPER
    return [tokens.words[behind - 1]] if marked and len(inside[-1]) == _TICKER else []


def _is_mark(view: TextView, index: int) -> bool:
    """Whether a ticker stands for the share: "mã ABC", "cổ phiếu ABC", "(HOSE: ABC)"."""
    keys = view.tokens.keys
    return keys[index - 1] in _SHARES or keys[index - 2 : index - 1] in (["hose"], ["hnx"], ["upcom"], ["hsx"])


def _touches_place(view: TextView, first: int, start: int, behind: int) -> bool:
    return any(view.place_ends.get(at, 0) > start for at in range(first, behind))


def _field_tokens(view: TextView, first: int, behind: int) -> set[int]:
    """Tokens of a company's name that say what it is or does."""
    keys = view.tokens.keys
    found: set[int] = set()
    for at in range(first, behind):
        for table in (heads(), table_trie("organisation_fields.tsv")):
            hit = longest(table, keys, at)
            if hit and "n" not in hit[1]:
                found |= set(range(at, hit[0]))
    return found


def _bracketed(view: TextView, span: TokenSpan) -> list[TokenSpan]:
    tokens = view.tokens
    first, behind = span
    if behind + 2 >= len(tokens) or tokens.words[behind] != "(" or not tokens.capital(first) or _ticker(view, span):
        return []
    start = behind + 1
    for phrase in _INTRODUCTIONS:
        if tuple(tokens.keys[start : start + len(phrase)]) == phrase:
            start += len(phrase)
    end = next((i for i in range(start, min(start + _LONGEST + 1, len(tokens))) if tokens.words[i] in "),;-–"), start)
    if end < len(tokens) and tokens.words[end] in "-–" and tokens.glued(end) and tokens.glued(end + 1):
        end = min(end + 2, len(tokens) - 1)
    if tokens.keys[end + 1 : end + 2] == ["sàn"]:
        return []  # a ticker: "(ROS – sàn HOSE)"
    if end == start or not _abbreviates(view, first, behind, start, end):
        return []
    return [(start, end)]


def _abbreviates(view: TextView, first: int, behind: int, start: int, end: int) -> bool:
    tokens = view.tokens
    short = "".join(tokens.words[start:end])
    shouted = tokens.shapes[start] in (Shape.UPPER, Shape.MIXED)
    if behind - first == 1 and (not shouted or tokens.shapes[first] is Shape.UPPER):
        return False  # "EU (Brexit)", "ASEAN (ATIGA)": what is short already is not shortened
    if not shouted and (is_syllable(tokens.keys[start]) or not tokens.capital(start)):
        return False
    if len(short) < 2 or not tokens.capital(start) or short.lower() in _NEVER or start in view.place_ends:
        return False
    initials = "".join(key[0] for key in tokens.keys[first:behind] if key[0].isalpha() and key != "và")
    plain = "".join(c for c in short.lower() if c.isalpha())
    # "Bộ Giao thông vận tải (GTVT)" shortens the field alone, and names no body.
    part = tokens.keys[end - 1] != "vn" and (
        len(plain) > 1 and plain in initials and not initials.startswith(plain) and tokens.keys[first] in _STATE_HEADS
    )
    return not part
