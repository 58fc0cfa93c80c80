from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sáng nay, tỉnh họp. Chiều, trời mưa.", ["Sáng nay, tỉnh họp.", "Chiều, trời mưa."]),
        ("Một dòng\nHai dòng", ["Một dòng", "Hai dòng"]),
        ("Hội nghị bàn nhiều việc…Tổng Bí thư kết luận.", ["Hội nghị bàn nhiều việc…", "Tổng Bí thư kết luận."]),
        ("Bà đi…rồi về.", ["Bà đi…rồi về."]),
        ("Theo GS.TS. Nguyễn Văn Bình, lũ sẽ rút.", ["Theo GS.TS. Nguyễn Văn Bình, lũ sẽ rút."]),
        ("Ông sống ở TP. Huế. Ông dạy học.", ["Ông sống ở TP. Huế.", "Ông dạy học."]),
        ("  \n\n", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


_ODD = st.sampled_from([*'aàÀĐ .…?!\n\t"”()', "GS.TS. ", "...", "\u00a0", "e\u0301", "👍", "1.178", "Tổng"])


@given(st.lists(_ODD, max_size=40).map("".join))
def test_every_visible_character_lies_in_exactly_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    covered = [index for start, end in spans for index in range(start, end)]
    assert covered == sorted(set(covered))
    assert {index for index, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all("\n" not in text[start:end] for start, end in spans)


def test_many_threads_may_call_it_first() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(sentences, ["Một câu. Hai câu."] * 8))
    assert found == [["Một câu.", "Hai câu."]] * 8
