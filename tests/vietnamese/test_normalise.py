import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from transforms.vietnamese.normalise import normalise

PIECES = st.lists(
    st.one_of(
        st.sampled_from(["Hà Nội", "Đà Nẵng", " ", "  ", "\u00a0", "\u200b", "\u00ad", "\r\n", "\n", "😀", "\ufeff"]),
        st.sampled_from([unicodedata.normalize("NFD", "Thủy Nguyễn"), "Ðồng", "e\u200b\u0301", "\u0301", "\t"]),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)


@given(PIECES)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(PIECES, st.data())
def test_every_span_goes_back_to_text_that_normalises_to_it(text: str, data: st.DataObject) -> None:
    result = normalise(text)
    if not result.text:
        return
    start = data.draw(st.integers(0, len(result.text) - 1))
    end = data.draw(st.integers(start + 1, len(result.text)))
    low, high = result.to_original(start, end)
    assert 0 <= low < high <= len(text)
    assert result.text[start:end] in normalise(text[low:high]).text


@given(PIECES)
def test_pieces_cover_the_original_in_order(text: str) -> None:
    result = normalise(text)
    spans = [result.to_original(i, i + 1) for i in range(len(result.text))]
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(spans))


def test_what_is_normalised() -> None:
    decomposed = unicodedata.normalize("NFD", "Thành ủy Hải Phòng")
    assert normalise(decomposed).text == "Thành ủy Hải Phòng"
    assert normalise("Thành\u00a0 ủy").text == "Thành ủy"
    assert normalise("Đà\u200b Nẵng\u00ad").text == "Đà Nẵng"
    assert normalise("một\r\nhai\rba").text == "một\nhai\nba"
    assert normalise("Ðồng Tháp").text == "Đồng Tháp"


def test_a_span_leaves_out_what_was_dropped_behind_it() -> None:
    text = "ở  Huế\u200b\u200b."
    result = normalise(text)
    start = result.text.index("Huế")
    assert text[slice(*result.to_original(start, start + 3))] == "Huế"


def test_a_clean_text_is_kept_without_a_map() -> None:
    assert not normalise("Sáng 3/2, 😀 tại Huế.\n").starts


@given(PIECES)
def test_the_way_into_the_normalised_text_meets_the_way_back(text: str) -> None:
    result = normalise(text)
    for position in range(len(result.text)):
        assert result.from_original(result.to_original(position, position + 1)[0]) <= position
