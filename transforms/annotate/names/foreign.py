"""Runs of foreign words: people, or companies and papers, by the words in them and beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from transforms.annotate.names.preceding import Phrases, by_last_word, precedes
from transforms.annotate.view import TextView
from transforms.domain.annotations import Label
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, pairs, rows, table_trie, words

_LONGEST = 7
_UNITS = frozenset(("tp", "tx", "tt", "kcn", "kđt", "ubnd"))
_SHOWS = frozenset("face voice idol talent model miss mister masterchef marathon".split())
_COUNTRIES_AS_SURNAMES = frozenset("monaco jordan israel ireland holland france".split())
_REGNAL = frozenset("iii vii viii xii xiii xiv xvi xvii xviii".split())  # "Charles III"; shorter ones are no code
_CONTESTS = frozenset("cup awards award league".split())
_ALSO_COUNTRIES = frozenset(("áo",))
_STIRRED = frozenset("bão sốt sóng nóng khắp \" ” '".split())
_QUOTES = frozenset("\"“‘'«")


@cache
def words_that(what: str) -> frozenset[str]:
    """The folded words of the table that tell of one thing: `company`, `thing`, `noun`, `estate` …"""
    return frozenset(w for row in rows("foreign_words.tsv") if row[1] == what for w in row[0].split("|"))


def foreign_label(view: TextView, index: int, end: int) -> Label | None:
    """PER or ORG for a run of capitalised tokens with foreign words in it; None where neither is likely."""
    tokens = view.tokens
    keys = tokens.keys[index:end]
    if not 2 <= len(keys) <= _LONGEST or all(is_syllable(key) for key in keys if key.isalpha()):
        return None
    if keys[-1] == "city" and longest(heads_of_names(), tokens.keys, index) and keys[0] not in place_names().names:
        return None  # "Honda City" is a car, "Swansea City" a club
    if _SHOWS & set(keys[:-1]) or (keys[0] in words_that("before_country") and is_country(keys[-1])):
        return None  # "The Voice Kids", "Miss Grand Thailand"; "Đôla Canada"
    if (
        (is_country(keys[-1]) and not _bears_country(keys))
        or keys[-1] in words_that("company")
        or keys[0] in words_that("company_first")
        or _team_before(view, index)
    ):
        return Label.ORG
    if _is_coded(view, index, end) or noun_before(view, index) or _is_of_sport(view, index, end):
        return None
    if keys[0] in words("foreign_names.txt"):
        return Label.PER
    if names_thing(keys):
        return None
    long_enough = sum(key.isalpha() and len(key) > 1 for key in keys) >= 2
    romanised = words("romanised_syllables.txt")
    doubled = keys[0] == keys[1]  # "Tun Tun Naung"
    foreign = doubled + sum(not is_syllable(key) or key in romanised for key in keys if key.isalpha())
    likely = long_enough and foreign * 2 >= len(keys) and (foreign >= 2 or not tokens.opens_sentence(index))
    return Label.PER if likely else None


def _bears_country(keys: Sequence[str]) -> bool:
    """Whether a given name stands before a country that is a surname, too: "Lisa Monaco"."""
    return len(keys) == 2 and keys[1] in _COUNTRIES_AS_SURNAMES and keys[0] in words("foreign_names.txt")


def _is_of_sport(view: TextView, index: int, end: int) -> bool:
    """Whether a cup is meant, or two clubs: "… trận thua Hull | Liverpool đang …" where a headline ends."""
    keys = view.tokens.keys
    if keys[end - 1] in _CONTESTS:
        return True
    if end - index != 2 or keys[index] in words("foreign_names.txt") or keys[index] not in place_names().names:
        return False
    hit = longest(heads_of_names(), keys, index + 1)
    return hit is not None and hit[0] == end


def names_thing(keys: Sequence[str]) -> bool:
    """Whether one of several folded words belongs to names of goods, cups and places: "Premier League"."""
    return len(keys) > 1 and any(key in words_that("thing") for key in keys if len(key) > 1)


def is_country(key: str) -> bool:
    """Whether a folded foreign word is the name of a country: "Volvo Malaysia" is a company."""
    name = place_names().names.get(key)
    return name is not None and name.table == "countries" and not is_syllable(key)


def _is_coded(view: TextView, index: int, end: int) -> bool:
    """Brands with models, names with numbers, abbreviations, Wi-Fi."""
    tokens = view.tokens
    keys = tokens.keys[index:end]
    if longest(heads_of_names(), tokens.keys, index) or any(key in _UNITS for key in keys):
        return True
    if (len(keys[0]) <= 2 and keys[1] == "-") or "&" in (*tokens.keys[index - 1 : index], *tokens.keys[end : end + 1]):
        return True
    if (
        end < len(tokens)
        and tokens.shapes[end] is Shape.NUMBER
        and tokens.words[end + 1 : end + 2] not in (["'"], ["’"])
    ):
        return True
    named = end - (keys[-1] in _REGNAL and keys[0] in words("foreign_names.txt"))
    return any(
        tokens.shapes[i] is Shape.NUMBER or (tokens.shapes[i] is Shape.UPPER and len(tokens.keys[i]) > 2)
        for i in range(index, named)
    )


@cache
def heads_of_names() -> Trie:
    """Brands and other organisations known by name."""
    return table_trie("organisation_names.tsv")


def _team_before(view: TextView, index: int) -> bool:
    keys = view.tokens.keys
    return keys[index - 1 : index] in (["clb"], ["fc"], ["nhóm"]) or keys[max(index - 2, 0) : index] in (
        ["đội", "bóng"],
        ["màu", "áo"],
        ["nhóm", "nhạc"],
        ["ban", "nhạc"],
        ["đầu", "quân"],
    )


@cache
def _noun_phrases() -> Phrases:
    return by_last_word(noun for noun in words_that("noun") if " " in noun)


def noun_before(view: TextView, index: int) -> bool:
    """Whether the noun of a thing stands right before a token, a quotation mark or "Sân :" between left out."""
    tokens = view.tokens
    keys = tokens.keys
    index -= index > 0 and (tokens.words[index - 1] in _QUOTES or keys[max(index - 2, 0) : index] == ["sân", ":"])
    if index < 1 or index - 1 in view.place_ends:
        return False  # "trở về Áo"
    before = tuple(keys[max(index - 2, 0) : index])
    if before[-1] not in words_that("noun") or before in pairs("compounds.tsv"):  # "yêu cầu" is no bridge
        return precedes(view, index, _noun_phrases()) and not _stirs(view, index)
    country = keys[index - 1] in _ALSO_COUNTRIES and tokens.capital(index - 1)
    return not country or tokens.opens_sentence(index - 1)  # "đến từ Áo"


def _stirs(view: TextView, index: int) -> bool:
    """Whether a social network is what somebody stirs or uses: 'ca sĩ gây "bão" mạng xã hội | Dimash …'."""
    keys = view.tokens.keys
    if keys[max(index - 3, 0) : index] != ["mạng", "xã", "hội"]:
        return False
    return keys[index - 4] in _STIRRED or is_syllable(keys[index])
