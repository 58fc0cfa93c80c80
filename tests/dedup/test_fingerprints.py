from __future__ import annotations

import unicodedata

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dedup.texts import STORY
from transforms.dedup.fingerprints import BANDS, ROWS, fingerprint, hashed_words, hashes_of, minhash, shingle_hashes

SHINGLES = [1095369338, 1999264896, 2462676670, 2532244154, 3750023467]
MINHASH_BEGINS = [3388156353, 3465609559, 3414035902, 3268250039]
PARAGRAPH = "7613407bd88fdbf4"
texts = st.text(alphabet="abc đêò hóa,.\n", max_size=80)


def test_case_punctuation_unicode_form_and_tone_place_do_not_count() -> None:
    plain = fingerprint("Tòa án thành phố hòa giải\nvụ kiện")
    for other in (
        "TOÀ ÁN thành phố, hoà giải…\nvụ  kiện.",
        unicodedata.normalize("NFD", "Tòa án thành phố hòa giải\nvụ kiện"),
        "“Tòa án” thành\u00a0phố – hòa giải\nvụ kiện",
    ):
        assert fingerprint(other)._replace(text_hash=plain.text_hash) == plain


def test_words_numbers_and_tones_count() -> None:
    plain = fingerprint("ông Ma nói 12 điều").shingles
    for other in ("ông Má nói 12 điều", "ông Ma nói 13 điều", "ông Ma nói điều 12"):
        assert fingerprint(other).shingles != plain


def test_shingles_are_all_runs_of_three_words() -> None:
    assert len(shingle_hashes(hashed_words("một hai ba bốn năm"))) == 3
    assert len(shingle_hashes(hashed_words("một hai"))) == 1
    assert len(shingle_hashes(hashed_words("…"))) == 0


def test_stored_values_stay_readable() -> None:
    """A change of these numbers means that committed signatures cannot be compared: change SHINGLING or SKETCH too."""
    made = fingerprint("Hội nghị diễn ra tại Hà Nội")
    assert hashes_of(made.shingles).tolist() == SHINGLES
    assert hashes_of(made.minhash)[:4].tolist() == MINHASH_BEGINS
    assert made.paragraphs.hex() == PARAGRAPH


def test_the_sketch_estimates_similarity() -> None:
    words = STORY.split()
    whole = shingle_hashes(hashed_words(" ".join(words)))
    part = shingle_hashes(hashed_words(" ".join(words[: len(words) * 3 // 4])))
    equal = np.mean(hashes_of(minhash(whole)) == hashes_of(minhash(part)))
    assert abs(equal - len(part) / len(whole)) < 0.12  # three standard deviations of 128 samples


@given(texts)
@settings(max_examples=60, deadline=None)
def test_shapes_hold_for_every_text(text: str) -> None:
    made = fingerprint(text)
    shingles = hashes_of(made.shingles)
    assert (np.diff(shingles.astype(np.int64)) > 0).all()
    assert len(hashes_of(made.minhash)) == BANDS * ROWS
    assert len(made.paragraphs) == 8 * (text.count("\n") + 1)
