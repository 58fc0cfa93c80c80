"""Numbers, sizes, dates and words in two languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipelines.report.periods import Axis, Step
from pipelines.report.words import Language, minutes, number, share, size, step_name, words

REPORT = Path(__file__).parents[2] / "pipelines" / "report"
EN, VI = Language.ENGLISH, Language.VIETNAMESE


def test_every_word_is_there_in_both_languages_with_the_same_gaps() -> None:
    told = yaml.safe_load((REPORT / "words.yaml").read_text("utf-8"))
    for key, both in told.items():
        assert set(both) == {"en", "vi"}, key
        assert gaps(both["en"]) == gaps(both["vi"]), key


def gaps(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_word_is_said_somewhere() -> None:
    sources = "".join(path.read_text("utf-8") for path in [*REPORT.glob("*.py"), *REPORT.glob("templates/*.j2")])
    made = ("label_", "field_", "outcome_", "relation_", "verdict_", "kind_")
    for key in words(EN):
        assert key.startswith(made) or f'"{key}"' in sources or key in (*Step, "days", "hours", "minutes"), key


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (number(EN, 1234567), "1,234,567"),
        (number(VI, 1234567), "1.234.567"),
        (number(VI, 2.5), "2,50"),
        (share(EN, 0, 10), "0%"),
        (share(EN, 1, 100_000), "0.1%"),
        (share(VI, 999, 1000), "99,9%"),
        (share(EN, 10, 10), "100%"),
        (share(EN, 0, 0), "–"),
        (size(EN, 999), "999 B"),
        (size(EN, 1000), "1.0 kB"),
        (size(VI, 2_500_000_000), "2,5 GB"),
        (size(EN, 5 * 10**15), "5000 TB"),
        (minutes(EN, 15), "15 min"),
        (minutes(EN, 119), "119 min"),
        (minutes(EN, 60), "1 h"),
        (minutes(VI, 1440), "1 ngày"),
        (minutes(VI, 3000), "2 ngày"),
    ],
)
def test_as_people_write_it(told: str, expected: str) -> None:
    assert told == expected


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_share_is_all_or_nothing_only_where_it_is(part: int, more: int) -> None:
    told = share(EN, part, part + more)
    assert told not in ("0%", "100%")


@pytest.mark.parametrize(
    ("step", "english", "vietnamese"),
    [
        (Step.DAY, "03-09", "09/03"),
        (Step.WEEK, "03-09", "09/03"),
        (Step.MONTH, "2026-03", "03/2026"),
        (Step.YEAR, "2026", "2026"),
    ],
)
def test_steps_of_time(step: Step, english: str, vietnamese: str) -> None:
    axis = Axis(step=step, starts=[date(2026, 3, 9)])
    assert (step_name(EN, axis, 0), step_name(VI, axis, 0)) == (english, vietnamese)
