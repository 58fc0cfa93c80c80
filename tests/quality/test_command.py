"""`dongtin quality` on a data set: verdicts committed beside the articles, once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.nouns import judged, published
from tests.pipelines.dataset import dongtin, rows, tree
from transforms.domain.judgements import outcome_of
from transforms.store.check import check_dataset
from transforms.store.commit import commit_run, open_run
from transforms.store.parts import stage_parts
from transforms.store.rows import article_row, ledger_row
from transforms.store.schemas import ARTICLES, LEDGER

LAST = date(2026, 4, 8)


def write_day(root: Path, day: date, count: int, byline: str | None = "An Bình") -> None:
    articles, outcomes = [], []
    run_id = f"day-{day}"
    for number in range(count):
        one = judged(
            f"Bài số {number} của ngày {day}.", published=published(day.isoformat()), input_key=f"{day}/{number}"
        )
        row = article_row(one, run_id) | {"publisher": "baovidu", "title": f"Tin {number}", "byline": byline}
        articles.append(row | {"fetched_at": datetime(day.year, day.month, day.day, 5, tzinfo=UTC)})
        outcomes.append(ledger_row(outcome_of(one), run_id))
    with open_run(root, run_id) as run:
        parts = [
            *stage_parts(run.staging, ARTICLES, day, articles),
            *stage_parts(run.staging, LEDGER, day, outcomes),
        ]
        commit_run(run, parts, inputs=count, outcomes={"article": count})


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("quality") / "news"
    for back in range(35, 0, -1):
        write_day(root, LAST - timedelta(days=back), 20)
    write_day(root, LAST, 20, byline=None)
    return root


def test_a_failing_day_is_told_and_kept_in_the_table(news: Path) -> None:
    done = dongtin("quality", news)
    assert done.returncode == 3, done.stderr
    assert "✗ 2026-04-08 baovidu: filled:byline is 0, expected" in done.stdout
    (failed,) = [row for row in rows(news, "quality") if row["verdict"] == "fail"]
    assert (failed["publisher"], failed["measure"], failed["value"]) == ("baovidu", "filled:byline", 0.0)
    assert failed["expected_low"] > 0.5
    assert failed["sample"].endswith("Tin 0") or "Tin" in failed["sample"]
    assert check_dataset(news) == []


def test_judging_again_changes_nothing(news: Path) -> None:
    dongtin("quality", news)
    before = tree(news)
    assert dongtin("quality", news, "--day", LAST.isoformat()).returncode == 3
    assert tree(news) == before


def test_a_sound_day_passes(news: Path) -> None:
    done = dongtin("quality", news, "--day", (LAST - timedelta(days=1)).isoformat())
    assert (done.returncode, " 0 fail" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--day", "gestern"], "'gestern' is no day"), (["--closed-before", "2026-13-01"], "is no day")],
)
def test_a_mistake_gets_one_line(news: Path, arguments: list[str], message: str) -> None:
    done = dongtin("quality", news, *arguments)
    assert (done.returncode, message in done.stderr) == (2, True)


def test_no_data_set_is_named(tmp_path: Path) -> None:
    done = dongtin("quality", tmp_path / "nirgends")
    assert (done.returncode, "no data set" in done.stderr) == (2, True)
