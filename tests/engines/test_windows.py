"""Event time: windows, late panes, what comes beyond lateness, repeats; on Prism, whose watermark TestStream moves."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.coders import BytesCoder
from apache_beam.testing.test_stream import TestStream
from apache_beam.transforms.window import TimestampedValue

from pipelines.runners import streaming_engine
from pipelines.unbounded.graph import process_stream
from pipelines.unbounded.options import UnboundedOptions
from pipelines.unbounded.windows import Arrival, stamped
from tests.engines.pages import START, page
from tests.engines.processes import need
from tests.pipelines.dataset import rows
from transforms.store.check import check_dataset
from transforms.store.history import read_history

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


class Script:
    """What a stream brings and when its watermark moves; seconds since START."""

    def __init__(self) -> None:
        # Flink reads the script in Java, which knows no Python objects.
        self.stream = TestStream(BytesCoder()).with_output_types(bytes)
        self.watermark(0)

    def come(self, *arrivals: Arrival) -> Script:
        return self.come_at(*(stamped(one) for one in arrivals))

    def come_at(self, *arrivals: TimestampedValue) -> Script:
        self.stream.add_elements([TimestampedValue(pickle.dumps(one.value), one.timestamp) for one in arrivals])
        return self

    def watermark(self, second: float) -> Script:
        self.stream.advance_watermark_to(START.timestamp() + second)
        return self

    def later(self, seconds: float) -> Script:
        self.stream.advance_processing_time(seconds)
        return self


def run(script: Script, out: Path, on: str = "prism", *beam_args: str, **changes: Any) -> None:
    need("prism" if on == "prism" else "flink-job-server.jar")
    options = UnboundedOptions(
        out=out, watch=("-",), runner=on, **{"window": 60, "lateness": 60, "late_pause": 5, **changes}
    )
    script.stream.advance_watermark_to_infinity()
    runner, beam_options = streaming_engine(on, beam_args)
    pipeline = beam.Pipeline(runner=runner, options=beam_options)
    process_stream(pipeline | script.stream | "Unpack" >> beam.Map(pickle.loads), options)
    pipeline.run().wait_until_finish()


def runs(out: Path) -> dict[str, list[str]]:
    """Window (minute) and place of the commit → the inputs committed."""
    found: dict[str, list[str]] = {}
    places = {one.run_id: one.sequence for one in read_history(out).manifests}
    for row in rows(out, "ledger"):
        minute = row["run_id"].split("-")[1][9:13]
        found.setdefault(f"{places[row['run_id']]}: {minute}", []).append(row["input_key"])
    return {name: sorted(keys) for name, keys in sorted(found.items())}


def test_a_window_is_a_commit_and_a_late_pane_another(tmp_path: Path) -> None:
    script = Script().come(page(1, second=5), page(2, second=59), page(3, second=60)).watermark(61)
    script.come(page(4, second=30)).later(30).watermark(200)
    run(script, tmp_path)
    assert runs(tmp_path) == {
        "1: 0200": ["tin/1-1.txt", "tin/2-1.txt"],
        "2: 0200": ["tin/4-1.txt"],
        "3: 0201": ["tin/3-1.txt"],
    }
    assert check_dataset(tmp_path) == []


def test_beyond_lateness_is_a_dead_letter_with_its_page(tmp_path: Path) -> None:
    late = page(1, second=5, edition=2)
    script = Script().come(page(1, second=5), page(2, second=130)).watermark(121).come(late).watermark(400)
    run(script, tmp_path)
    (letter,) = rows(tmp_path, "dead_letters")
    assert (letter["reason"], letter["key"], letter["payload"]) == ("arrived_too_late", late.input_key, late.body)
    assert Counter(row["outcome"] for row in rows(tmp_path, "ledger")) == {"article": 2, "refused": 1}


def test_an_open_window_commits_nothing(tmp_path: Path) -> None:
    """Two windows: the first is held until its end although arrivals of the second are there."""
    script = Script().come(page(2, second=70), page(1, second=5)).watermark(59).come(page(3, second=58)).watermark(130)
    run(script, tmp_path)
    assert runs(tmp_path) == {"1: 0200": ["tin/1-1.txt", "tin/3-1.txt"], "2: 0201": ["tin/2-1.txt"]}


def test_repeats_have_one_outcome_within_a_window_and_across_panes(tmp_path: Path) -> None:
    one = page(1, second=5)
    script = Script().come(one, one, page(2, second=6)).come(one).watermark(61).come(one).later(30).watermark(100)
    run(script, tmp_path)
    assert runs(tmp_path) == {"1: 0200": ["tin/1-1.txt", "tin/2-1.txt"]}


def test_a_later_window_knows_what_an_earlier_one_committed(tmp_path: Path) -> None:
    script = Script().come(page(1, second=5)).watermark(61).come(page(1, second=65, edition=2)).watermark(121)
    same = page(1, second=125, edition=2)
    run(script.come(same).watermark(300), tmp_path)
    found = {(row["arrived_at"].second, row["outcome"], row["revision"]) for row in rows(tmp_path, "ledger")}
    assert found == {(5, "article", 1), (5, "revision", 2), (5, "duplicate", 2)}


def test_nothing_is_dropped_however_late_where_nothing_was_closed(tmp_path: Path) -> None:
    script = Script().come(page(1, second=-400 * 86_400), page(2, second=5)).watermark(61)
    run(script, tmp_path)
    assert Counter(row["outcome"] for row in rows(tmp_path, "ledger")) == {"article": 2}
