"""A failing check names publisher, measure, expected range and a sample row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from pipelines.quality.calendar import comparable_days
from pipelines.quality.measures import Day, measure_day
from pipelines.quality.verdicts import Check, Verdict, judge

WEDNESDAY = date(2026, 4, 8)


def article(number: int, day: date, **fields: Any) -> dict[str, Any]:
    at = datetime(day.year, day.month, day.day, 1 + number % 3, 10, tzinfo=UTC)
    return {
        "article_id": f"{day}-{number:04d}",
        "revision": 1,
        "url": f"https://baovidu.vn/{day}/{number}.html",
        "input_key": f"{number}",
        "publisher": "baovidu",
        "section": "Thời sự",
        "title": f"Tin số {number}",
        "sapo": "Mở đầu",
        "byline": "An Bình",
        "published_at": at,
        "published_precision": "minute",
        "language": "vi",
        "duplicate_of": None,
    } | fields


def outcome(reason: str | None = None) -> dict[str, Any]:
    return {"outcome": "refused" if reason else "article", "reason": reason}


def letter(reason: str, key: str, publisher: str | None = None) -> dict[str, Any]:
    return {"key": key, "reason": reason, "detail": "hỏng", "publisher": publisher, "url": None}


def usual_day(day: date, count: int = 30, mentions: int = 12, **fields: Any) -> Day:
    rows = [article(number, day, **fields) for number in range(count)]
    return measure_day(rows, {("baovidu", "PER"): mentions * count}, [], [outcome()] * count)


def history(day: date = WEDNESDAY) -> dict[date, Day]:
    return {earlier: usual_day(earlier, 28 + earlier.day % 5) for earlier in comparable_days(day)}


def failures(today: Day, day: date = WEDNESDAY, *, closed: bool = True) -> list[Check]:
    checks = judge(day, today, history(day), closed=closed)
    return [check for check in checks if check.verdict is Verdict.FAIL]


def test_a_usual_day_passes() -> None:
    checks = judge(WEDNESDAY, usual_day(WEDNESDAY), history(), closed=True)
    assert {check.verdict for check in checks} == {Verdict.PASS}
    assert {check.measure for check in checks} >= {"articles", "articles@09", "filled:byline", "mentions:PER", "inputs"}


def test_half_without_a_byline_fails_and_shows_one() -> None:
    rows = [article(number, WEDNESDAY, byline="An Bình" if number % 2 else None) for number in range(30)]
    (failed,) = failures(measure_day(rows, {("baovidu", "PER"): 360}, [], [outcome()] * 30))
    assert failed.told() == (
        "2026-04-08 baovidu: filled:byline is 0.5, expected 0.84–1, median 1 of 45 comparable days (workday); "
        "see https://baovidu.vn/2026-04-08/0.html · Tin số 0"
    )


def test_a_silent_publisher_fails_and_shows_its_last_article() -> None:
    silent = failures(measure_day([], {}, [], [outcome()] * 30))
    named = {(check.publisher, check.measure): check for check in silent}
    assert ("baovidu", "articles") in named
    assert "the last one: https://baovidu.vn/2026-04-07/" in named["baovidu", "articles"].told()


def test_an_open_day_is_not_blamed_for_what_may_still_come() -> None:
    assert failures(measure_day([], {}, [], [outcome()] * 30), closed=False) == []


def test_lost_mentions_other_languages_and_copies_fail() -> None:
    rows = [article(n, WEDNESDAY, language="en", duplicate_of="x") for n in range(30)]
    failed = failures(measure_day(rows, {("baovidu", "PER"): 30}, [], [outcome()] * 30))
    assert [check.measure for check in failed] == ["duplicates", "mentions:PER", "vietnamese"]


def test_a_new_refusal_reason_fails_and_shows_a_letter() -> None:
    outcomes = [outcome()] * 30 + [outcome("extraction_timeout")] * 20
    letters = [letter("extraction_timeout", f"trang-{number:02d}.html", "baovidu") for number in range(20)]
    rows = [article(number, WEDNESDAY) for number in range(30)]
    failed = {
        check.measure: check for check in failures(measure_day(rows, {("baovidu", "PER"): 360}, letters, outcomes))
    }
    assert set(failed) == {"refused:extraction_timeout", "refused_share:extraction_timeout"} | (
        {"inputs"} & set(failed)
    )
    assert failed["refused:extraction_timeout"].publisher == "baovidu"
    assert failed["refused:extraction_timeout"].measured.sample == "trang-00.html · hỏng"


def test_the_few_articles_of_tet_are_usual_where_last_year_had_as_few() -> None:
    tet = date(2026, 2, 18)
    quiet = {earlier: usual_day(earlier, 4) for earlier in comparable_days(tet)}
    checks = judge(tet, usual_day(tet, 4), quiet, closed=True)
    assert {check.verdict for check in checks} == {Verdict.PASS}


def test_without_history_nothing_is_judged() -> None:
    checks = judge(WEDNESDAY, usual_day(WEDNESDAY), {}, closed=True)
    assert {check.verdict for check in checks} == {Verdict.UNJUDGED}


def test_a_new_publisher_is_not_compared_with_the_time_before_it() -> None:
    days = [WEDNESDAY - timedelta(days=7 * weeks) for weeks in range(1, 9)]
    old = {day: measure_day([article(0, day, publisher="khac")], {}, [], [outcome()]) for day in days}
    checks = judge(WEDNESDAY, usual_day(WEDNESDAY), old, closed=True)
    volume = next(check for check in checks if (check.publisher, check.measure) == ("baovidu", "articles"))
    assert (volume.verdict, volume.expected) == (Verdict.UNJUDGED, None)
