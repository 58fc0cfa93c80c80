"""The field of work in an organisation's name: "Giáo dục và Đào tạo", "Hỗ trợ xuất khẩu", "GD&ĐT".

A field is a phrase of `lexicon/organisation_fields.tsv`, or a chain of the words of `lexicon/organisation_words.tsv`.
"""

from __future__ import annotations

from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, table_trie, words

JOINERS = frozenset({"và", "&", "-", "–"})
_AUTHORS = frozenset(("pv", "nv", "btv", "tg"))  # "(Sở Văn hóa - PV)": who explains what a speaker meant
_LONGEST_NUMBER = 3  # digits; longer ones count something
_BEFORE_KIND = frozenset("2 3 4 5 hai ba bốn năm các liên những".split())


def field_end(view: TextView, index: int, flags: str, step: int, *, shared: bool = False) -> int:
    """Behind the field of work that begins at `index`; `index` itself where there is none.

    shared: the head speaks of several ("hai Sở Y tế và Tài chính"), so that "và" begins the next one.
    """
    tokens = view.tokens
    start = index
    if index >= len(tokens):
        return index
    if step and not shared and "G" in flags and tokens.keys[index] in JOINERS and tokens.capital(index + 1):
        if index + 1 in view.body_ends:
            return index
        start = index + 1
    if (shared and tokens.keys[start] in JOINERS) or tokens.keys[start] in _AUTHORS:
        return index
    end = _phrase_end(view, start, flags, step)
    if end is None:
        return index
    if end == start and tokens.shapes[start] is Shape.UPPER:
        return max(abbreviation_end(view, start), chain_end(view, start, start, kind=flags, shared=shared))
    if not step or end > start:
        end = chain_end(view, start, end, kind=flags, shared=shared)
    return end if end > start else index


def _phrase_end(view: TextView, start: int, flags: str, step: int) -> int | None:
    """Behind a phrase of the table; `start` where there is none, None where one stands as it may not."""
    tokens = view.tokens
    hit = longest(table_trie("organisation_fields.tsv"), tokens.keys, start)
    if not hit:
        return start
    end, meaning = hit
    if tokens.capital(start) or (meaning == "+" and "k" not in flags):
        return end
    if "k" in flags:
        return None
    # A field in lower case ("Sở giáo dục và đào tạo") must be plain: a compound, straight behind its head.
    return end if step == 0 and end - start >= 2 else None


def chain_end(view: TextView, start: int, index: int, *, kind: str = "", shared: bool = False) -> int:
    """Behind the words of work from `index` on; what stands from `start` to `index` is known to be a field."""
    tokens = view.tokens
    at = index
    before = "n" if index > start else ""
    while at < len(tokens):
        joined = at > start and not shared and (tokens.keys[at] in JOINERS or tokens.keys[at] == ",")
        word = at + joined
        hit = longest(table_trie("organisation_words.tsv"), tokens.keys, word)
        if (
            not hit
            or (word == at and hit[0] == word + 1 < view.place_ends.get(word, 0))
            or (joined and not _may_join(view, at, hit[0], kind))
            or word in view.body_ends
        ):
            break
        if not before and "k" in kind and not tokens.capital(word):
            break
        if not _may_follow(view, word, hit, before, kind, joined):
            break
        at, before = hit
    return at


def _may_follow(view: TextView, word: int, hit: tuple[int, str], before: str, kind: str, joined: int) -> bool:
    tokens = view.tokens
    behind, meaning = hit
    if tokens.capital(word):
        return True
    if meaning == "v" and before and before != "v" and not joined:
        # "Sở Xây dựng | quản lý …" goes on with what it does, "Công ty Cơ khí xây dựng số 18" with its name.
        return "o" in kind and _leads_to_name(view, behind)
    if meaning == "o" and (joined or not before):
        return False
    return behind - word > 1 or _whole_word(view, behind)


def _leads_to_name(view: TextView, index: int) -> bool:
    """Whether further words of work, if any, end at a capital, a short number or "số"."""
    tokens = view.tokens
    while hit := longest(table_trie("organisation_words.tsv"), tokens.keys, index):
        index = hit[0]
    if index >= len(tokens):
        return False
    short = tokens.shapes[index] is Shape.NUMBER and len(tokens.words[index]) <= _LONGEST_NUMBER
    return tokens.capital(index) or tokens.keys[index] == "số" or short


def _whole_word(view: TextView, behind: int) -> bool:
    """Whether a lower-case syllable before `behind` is a word of its own, and no part of another one."""
    tokens = view.tokens
    if (
        behind >= len(tokens)
        or tokens.shapes[behind] is not Shape.LOWER
        or tokens.keys[behind] in words("function_words.txt")
    ):
        return True
    return longest(table_trie("organisation_words.tsv"), tokens.keys, behind) is not None


def _may_join(view: TextView, at: int, behind: int, kind: str) -> bool:
    """Whether "và", a hyphen or a comma goes on with the field; a comma only in a list that "và" ends."""
    tokens = view.tokens
    if tokens.keys[at + 1] == "nhà" and tokens.keys[at] in "-–":
        return False  # "… Cục Văn hóa - Nhà văn A"
    if tokens.keys[at] == ",":
        closed = tokens.keys[behind : behind + 1] in (["và"], ["&"])
        again = closed and longest(table_trie("organisation_words.tsv"), tokens.keys, behind + 1)
        return bool(again) and tokens.capital(at + 1) == tokens.capital(behind + 1)
    return not tokens.capital(at + 1) or "G" in kind or tokens.keys[at] in "-–&"


def speaks_of_several(view: TextView, index: int) -> bool:
    """Whether a number or a plural stands before the head at `index`: "hai Sở Ngoại vụ và Xây dựng"."""
    return index > 0 and view.tokens.keys[index - 1] in _BEFORE_KIND


def abbreviation_end(view: TextView, start: int) -> int:
    """Behind joined capitals such as GD&ĐT, LĐ-TB&XH, TN-MT, TN và MT; `start` where there are none."""
    tokens = view.tokens
    if start >= len(tokens) or tokens.shapes[start] is not Shape.UPPER:
        return start
    end = start + 1
    while (
        end + 1 < len(tokens)
        and (tokens.keys[end] in "&-–," or tokens.keys[end] == "và")
        and tokens.shapes[end + 1] is Shape.UPPER
        and (tokens.keys[end] != "," or tokens.glued(end + 1))
    ):
        end += 2
    return end
