"""Specs, chunks and run names: what makes attempts at the same day write the same rows."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

sys.path.insert(0, str(Path(__file__).parents[2] / "dags"))

from newsdags.chunks import InputsMissing, Span, chunks_of, run_name, shared, span_of
from newsdags.maintenance import replay_arguments
from newsdags.spec import DatasetSpec, Source, read_specs
from newsdags.steps import fetch_arguments


def spec(*sources: dict[str, Any], **more: Any) -> DatasetSpec:
    told = sources or ({"inputs": ["in/{day}"]},)
    return DatasetSpec.model_validate({"name": "news", "out": "o", "start_date": "2026-01-01", "sources": told} | more)


def run(start: datetime | None, end: datetime | None, after: datetime) -> SimpleNamespace:
    return SimpleNamespace(data_interval_start=start, data_interval_end=end, run_after=after)


# Midnight in Vietnam is 17:00 UTC of the day before.
SCHEDULED = run(
    datetime(2026, 2, 28, 17, tzinfo=UTC), datetime(2026, 3, 1, 17, tzinfo=UTC), datetime(2026, 3, 1, 17, tzinfo=UTC)
)
BY_HAND = run(None, None, datetime(2026, 3, 2, 1, tzinfo=UTC))


def test_a_scheduled_run_one_by_hand_and_one_for_the_day_are_the_same() -> None:
    expected = Span(day="2026-03-01", name="2026-03-01", closed_before="2026-03-02")
    assert span_of(spec(), SCHEDULED) == expected
    assert span_of(spec(), BY_HAND) == expected
    assert span_of(spec(), BY_HAND, "2026-03-01") == expected


def test_hours_of_a_day_are_told_apart() -> None:
    hourly = run(datetime(2026, 3, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, 2, tzinfo=UTC), SCHEDULED.run_after)
    assert span_of(spec(), hourly)["name"] == "2026-03-01T0800"


def test_chunks_are_named_by_day_source_and_number(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        (tmp_path / "2026-03-01").mkdir(exist_ok=True)
        (tmp_path / "2026-03-01" / f"{name}.html").write_text(name)
    one = spec({"inputs": [f"{tmp_path}/{{day}}"], "publisher": "baovidu", "chunks": 3})
    chunks = chunks_of(one, one.sources, span_of(one, SCHEDULED))
    assert {chunk["run_id"] for chunk in chunks} <= {f"news-2026-03-01-baovidu-0{number}" for number in range(3)}
    files = sorted(name for chunk in chunks for name in chunk["inputs"])
    assert files == sorted(map(str, (tmp_path / "2026-03-01").iterdir()))


def test_a_source_without_files_is_named_unless_it_is_optional(tmp_path: Path) -> None:
    missing = {"inputs": [f"{tmp_path}/none/{{day}}"], "name": "ttx"}
    with pytest.raises(InputsMissing, match=r"ttx: .*/none/2026-03-01: no such file or folder"):
        chunks_of(spec(), spec(missing).sources, span_of(spec(), SCHEDULED))
    assert chunks_of(spec(), spec(missing | {"optional": True}).sources, span_of(spec(), SCHEDULED)) == []


@given(st.sets(st.text(min_size=1), max_size=40), st.text(min_size=1), st.integers(1, 8))
def test_a_late_file_moves_no_other(names: set[str], late: str, chunks: int) -> None:
    before, after = shared(sorted(names), chunks), shared(sorted(names | {late}), chunks)
    assert sorted(name for share in after.values() for name in share) == sorted(names | {late})
    for number, share in before.items():
        assert set(share) <= set(after[number])


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_run_name_is_a_file_name(parts: list[str]) -> None:
    from pipelines.options import IngestOptions

    name = run_name("news", *parts)
    IngestOptions(inputs=("x",), out=Path("o"), run_id=name)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"shedule": "@daily"}, "shedule"),
        ({"sources": []}, "sources"),
        ({"sources": [{"inputs": ["a"]}, {"inputs": ["b"]}]}, "all twice"),
        ({"sources": [{"inputs": ["a"], "kind": "feeds"}]}, "kind"),
        ({"name": "Tin Mới"}, "name"),
        ({"sources": [{"name": "x"}]}, "kind files: name `inputs`"),
        (
            {"sources": [{"kind": "fetch", "inputs": ["a"], "fetch": {"feeds": ["https://a.example/rss"]}}]},
            "kind fetch",
        ),
        ({"sources": [{"kind": "fetch", "fetch": {"contact": "a@b.example"}}]}, "name `publishers`, `feeds` or"),
    ],
)
def test_a_mistake_in_a_spec_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        spec(**change)


def test_a_fetch_is_told_what_its_source_says() -> None:
    asked = {"publishers": ["vidu", "mientrung"], "limit": 5, "contact": "a@b.example"}
    one = spec({"inputs": ["in"]}, {"kind": "fetch", "fetch": asked}, config="c.yaml", beam_args=["--x=1"])
    assert [source.label for source in one.sources] == ["all", "fetch"]
    assert fetch_arguments(one, "fetch") == (
        "--publisher vidu --publisher mientrung --out o --config c.yaml --limit 5 --contact a@b.example "
        "--runner DirectRunner --workers 1 --beam-arg --x=1"
    ).split(" ")


def test_a_replay_fetches_with_what_the_first_fetching_source_says() -> None:
    asked = {"feeds": ["https://a.example/rss"], "contact": "a@b.example", "registry": "outlets"}
    one = spec({"inputs": ["in"]}, {"kind": "fetch", "fetch": asked}, config="c.yaml")
    told = "o --reason not_found --config c.yaml --contact a@b.example --registry outlets"
    assert replay_arguments(one, "not_found", None) == told.split(" ")
    assert replay_arguments(spec({"inputs": ["in"]}), None, "clean") == ["o", "--stage", "clean"]


def test_the_shipped_spec_is_valid() -> None:
    (shipped,) = read_specs()
    assert (shipped.name, shipped.writer_pool, shipped.start_date) == ("news", "dongtin_news", date(2026, 1, 1))
    assert shipped.sources == (Source(inputs=("incoming/{day}",)),)


def test_a_publisher_with_a_vietnamese_name_has_an_asset() -> None:
    # Airflow refuses an event of an asset whose name is not ASCII, when the task has already ended.
    from newsdags.assets import ascii_name

    assert ascii_name("Tập san Bến Nước") == "tap-san-ben-nuoc"
    assert ascii_name("Đồng Tháp Online") == "dong-thap-online"
    assert ascii_name("baovidu.vn") == "baovidu.vn"
    assert ascii_name("…") == "unnamed"
