from hypothesis import given
from hypothesis import strategies as st

from transforms.vietnamese.syllables import Shape, fold, syllables
from transforms.vietnamese.tables import longest, pairs, prefixes, trie


@given(st.text(max_size=60))
def test_tokens_are_slices_in_order(text: str) -> None:
    tokens = syllables(text)
    assert all(text[s:e] == w for s, e, w in zip(tokens.starts, tokens.ends, tokens.words, strict=True))
    assert all(e <= s for e, s in zip(tokens.ends, tokens.starts[1:], strict=False))


def test_abbreviations_numbers_and_apostrophes_stay_whole() -> None:
    assert syllables("T.Ư, TP.HCM, TP.Hà Nội, 1.178/2.900, H'Hen, U23").words == [
        "T.Ư", ",", "TP.HCM", ",", "TP", ".", "Hà", "Nội", ",", "1.178", "/", "2.900", ",", "H'Hen", ",", "U23",
    ]  # fmt: skip


def test_shapes() -> None:
    assert syllables("Huế UBND McMẫu nhà 12 ,").shapes == [
        Shape.CAPITAL, Shape.UPPER, Shape.MIXED, Shape.LOWER, Shape.NUMBER, Shape.MARK,
    ]  # fmt: skip


def test_the_place_of_the_tone_mark_does_not_matter() -> None:
    assert fold("Hoà") == fold("hòa")
    assert fold("uỷ") == fold("ủy")
    assert fold("hoàn") == "hoàn"


def test_tries_find_the_longest_phrase_and_all_of_them() -> None:
    root = trie([("Bộ", "a"), ("Bộ Y tế", "b")])
    keys = ["bộ", "y", "tế", "x"]
    assert longest(root, keys, 0) == (3, "b")
    assert prefixes(root, keys, 0) == [(1, "a"), (3, "b")]
    assert longest(root, keys, 1) is None


def test_words_of_two_syllables_are_read_from_both_kinds_of_tables() -> None:
    assert ("kiểm", "toán") in pairs("compounds.tsv")
    assert ("cho", "biết") in pairs("verbs.txt")
