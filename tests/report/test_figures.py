"""The figures, counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Any

import duckdb
import pytest

from pipelines.report import figures as module
from pipelines.report.figures import figures_of
from pipelines.report.volume import LISTED_PUBLISHERS
from tests.nouns import published
from tests.report.dataset import at, commit, judged, letter, mention, outcome
from transforms.domain.annotations import Label, Office
from transforms.domain.judgements import Relation
from transforms.domain.outcomes import OutcomeKind
from transforms.store.errors import UnreadableFile
from transforms.store.history import read_history

TEXT = "Ông Lê Văn An, Bí thư Tỉnh ủy Đồng Tháp, thăm Cao Lãnh."


def office(text: str, person: str, position: str, body: str | None) -> Office:
    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return Office(
        holder=span(person),
        position=span(position),
        organisation=span(body) if body else None,
        person_key=f"per:{person}",
        position_name=position,
        organisation_key=f"org:{body}" if body else None,
        as_of=None,
    )


def test_volume_counts_rows_publishers_steps_and_hours(tmp_path: Path) -> None:
    commit(
        tmp_path,
        [
            judged("một", publisher="a", published=at("2026-03-01T23:10"), canonical_url="https://a.example/1"),
            judged("hai", publisher="a", published=at("2026-03-03T00:20"), canonical_url="https://a.example/2"),
            judged("ba", publisher="b", published=published("2026-03-03"), canonical_url="https://a.example/3"),
            judged("bốn", publisher=None, published=None, canonical_url="https://a.example/1", revision=2),
        ],
    )
    volume = figures_of(tmp_path).volume
    totals = volume.totals
    assert (totals.rows, totals.revisions, totals.publishers, totals.undated) == (4, 1, 3, 0)
    assert (totals.first_day, totals.last_day) == (date(2026, 3, 1), date(2026, 3, 3))
    assert volume.axis is not None
    assert volume.axis.starts == [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
    assert [(one.publisher, one.rows, one.steps) for one in volume.publishers] == [
        ("a", 2, [1, 0, 1]),
        ("b", 1, [0, 0, 1]),
        (None, 1, [1, 0, 0]),
    ]
    # Sunday 23 h and Tuesday 0 h in Vietnam, which are Sunday 16 h and Monday 17 h in UTC
    assert [(day, hour) for day in range(7) for hour in range(24) if volume.hours[day][hour]] == [(1, 0), (6, 23)]


def test_many_publishers_are_drawn_together(tmp_path: Path) -> None:
    names = [f"báo {number:02d}" for number in range(LISTED_PUBLISHERS + 5)]
    commit(tmp_path, [judged(name, publisher=name) for name in names])
    volume = figures_of(tmp_path).volume
    assert [one.publisher for one in volume.publishers] == names[:LISTED_PUBLISHERS]
    assert volume.unlisted == 5
    assert volume.others == [len(names) - volume.drawn]


def test_the_unknown_day_is_counted_and_not_drawn(tmp_path: Path) -> None:
    unknown = datetime(1970, 1, 1, tzinfo=UTC)
    commit(tmp_path, [judged("một", published=None, fetched_at=unknown), judged("hai")])
    volume = figures_of(tmp_path).volume
    assert volume.totals.undated == 1
    assert volume.axis is not None
    assert volume.axis.starts == [date(2026, 3, 1)]


def test_completeness_of_all_and_of_each(tmp_path: Path) -> None:
    commit(
        tmp_path,
        [
            judged("một", publisher="a", title=None, byline="An", section="Tin"),
            judged("hai", publisher="a", sapo="Sapo", language="vi", flags=("no_title",)),
            judged("ba", publisher="b", published=None, language="vi"),
        ],
    )
    complete = figures_of(tmp_path).completeness
    assert (complete.everybody.rows, complete.everybody.counts) == (3, [2, 2, 1, 1, 1])
    assert [(one.publisher, one.counts) for one in complete.publishers] == [
        ("a", (1, 2, 1, 1, 1)),
        ("b", (1, 0, 0, 0, 0)),
    ]
    assert complete.languages == [("vi", 2), (None, 1)]
    assert complete.flags == [("no_title", 1)]
    assert complete.date_sources == [("stamp", 2), (None, 1)]


def test_outcomes_and_reasons_with_the_first_letter(tmp_path: Path) -> None:
    letters = [letter("b.warc"), letter("a.warc"), letter("c.html", "no_text_found")]
    more = [outcome("d.html", OutcomeKind.NOT_AN_ARTICLE, reason="index")]
    commit(tmp_path, [judged("một")], letters, more)
    outcomes = figures_of(tmp_path).outcomes
    assert outcomes.inputs == 5
    assert outcomes.counts == {"article": 1, "revision": 0, "duplicate": 0, "not_an_article": 1, "refused": 3}
    assert [(one.reason, one.outcome, one.count, one.key) for one in outcomes.reasons] == [
        ("truncated_input", "refused", 2, "a.warc"),
        ("index", "not_an_article", 1, None),
        ("no_text_found", "refused", 1, "c.html"),
    ]


def test_clusters_name_their_original_and_ways_lead_from_it(tmp_path: Path) -> None:
    original = judged("gốc", publisher="a", title="Bài gốc", canonical_url="https://a.example/1")
    copied: dict[str, Any] = {
        "duplicate_of": original.article.article_id,
        "cluster_id": original.cluster_id,
        "relation": Relation.REPRINT,
    }
    copies = [
        judged("một", publisher="b", published=published("2026-03-04"), **copied),
        judged("hai", publisher="b", **copied),
        judged("ba", publisher="c", **(copied | {"relation": Relation.EXCERPT})),
    ]
    commit(tmp_path, [original, *copies, judged("khác")])
    found = figures_of(tmp_path).copies
    assert found.relations == [("reprint", 2), ("excerpt", 1)]
    (cluster,) = found.clusters
    assert (cluster.title, cluster.publisher, cluster.copies, cluster.publishers) == ("Bài gốc", "a", 3, 2)
    assert (cluster.first_day, cluster.last_day) == (date(2026, 3, 1), date(2026, 3, 4))
    assert found.ways == [("a", "b", 2), ("a", "c", 1)]


def test_names_are_counted_by_article_and_bylines_are_not(tmp_path: Path) -> None:
    twice = [mention(TEXT, "Lê Văn An"), mention(TEXT, "Cao Lãnh", Label.LOC)]
    short = "Lê Văn An và Lê Văn An. Trần Bình"
    again = mention(short, "Lê Văn An", start=13, end=22)
    signed = mention(short, "Trần Bình", role="byline")
    commit(
        tmp_path,
        [
            judged(TEXT, twice, [office(TEXT, "Lê Văn An", "Bí thư Tỉnh ủy", "Đồng Tháp")]),
            judged(short, [mention(short, "Lê Văn An", canonical="Lê Văn An"), again, signed]),
        ],
    )
    entities = figures_of(tmp_path).entities
    assert [(one.name, one.articles, one.steps) for one in entities.by_label[Label.PER]] == [("Lê Văn An", 2, [2])]
    assert [(one.name, one.articles) for one in entities.by_label[Label.LOC]] == [("Cao Lãnh", 1)]
    assert [(one.name, one.beside, one.people, one.articles) for one in entities.offices] == [
        ("Bí thư Tỉnh ủy", "org:Đồng Tháp", 1, 1)
    ]
    assert entities.mentions == {"PER": 4, "LOC": 1}


def test_freshness_takes_only_what_tells_the_minute(tmp_path: Path) -> None:
    came = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
    commit(
        tmp_path,
        [
            judged("một", publisher="a", published=at("2026-03-01T09:20"), fetched_at=came),
            judged("hai", publisher="a", published=at("2026-03-01T07:30"), fetched_at=came),
            judged("ba", publisher="a", published=published("2026-02-01"), fetched_at=came),
            judged("bốn", publisher="a", published=at("2026-03-02T07:30"), fetched_at=came),
        ],
    )
    fresh = figures_of(tmp_path).freshness
    assert fresh.delays == [1, 0, 1, 0, 0, 0]  # 10 minutes and two hours; one has no minute, one came before its time
    assert fresh.publishers[0].newest == date(2026, 3, 2)
    assert (fresh.publishers[0].median, fresh.publishers[0].ninth_decile) == (10, 120)


def test_a_run_alone(tmp_path: Path) -> None:
    commit(tmp_path, [judged("một", publisher="a")], [letter()], run_id="first")
    commit(tmp_path, [judged("hai", publisher="b"), judged("ba", publisher="b")], run_id="second")
    both, second = figures_of(tmp_path), figures_of(tmp_path, "second")
    assert (both.volume.totals.rows, second.volume.totals.rows) == (3, 2)
    assert (both.outcomes.inputs, second.outcomes.inputs) == (4, 2)
    assert [one.run for one in both.storage.commits] == ["second", "first"]
    assert [one.run for one in second.storage.commits] == ["second"]
    assert [one.publisher for one in second.volume.publishers] == ["b"]


def test_storage_is_what_lies_on_disk(tmp_path: Path) -> None:
    commit(tmp_path, [judged(TEXT, [mention(TEXT, "Lê Văn An")])], [letter()])
    storage = figures_of(tmp_path).storage
    files = list(tmp_path.glob("*/published_date=*/*.parquet"))
    assert (storage.files, storage.bytes) == (len(files), sum(path.stat().st_size for path in files))
    assert {one.name: one.rows for one in storage.tables} == {
        "articles": 1,
        "mentions": 1,
        "dead_letters": 1,
        "ledger": 2,
    }


def test_samples_show_the_text_with_its_mentions(tmp_path: Path) -> None:
    long = TEXT + "\n" + "Câu dài. " * 400
    commit(tmp_path, [judged(TEXT, [mention(TEXT, "Cao Lãnh", Label.LOC)]), judged(long, publisher="b")])
    samples = {sample.publisher: sample for sample in figures_of(tmp_path).samples}
    assert "".join(piece.text or "" for piece in samples[None].pieces) == TEXT
    assert [piece.mention.surface for piece in samples[None].pieces if piece.mention] == ["Cao Lãnh"]
    assert (samples[None].cut, samples["b"].cut) == (False, True)
    assert len("".join(piece.text or "" for piece in samples["b"].pieces)) <= 1500


def test_folders_named_like_patterns(tmp_path: Path) -> None:
    commit(tmp_path / "tin [2026] *?", [judged("một")])
    assert figures_of(tmp_path / "tin [2026] *?").volume.totals.rows == 1


def test_a_commit_meanwhile_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tmp_path, [judged("một")], run_id="first")
    interrupted = Event()
    plain = module._figures

    def interrupt(root: Path, run: str | None) -> module.Figures:
        if not interrupted.is_set():
            interrupted.set()
            commit(tmp_path, [judged("hai"), judged("ba")], run_id="first")
            raise duckdb.IOException("no such file")
        return plain(root, run)

    monkeypatch.setattr(module, "_figures", interrupt)
    assert figures_of(tmp_path).volume.totals.rows == 2


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    commit(tmp_path, [judged("một")])
    lost = next(path for path in read_history(tmp_path).live if path.startswith("articles"))
    (tmp_path / lost).unlink()
    with pytest.raises(UnreadableFile, match=lost):
        figures_of(tmp_path)
