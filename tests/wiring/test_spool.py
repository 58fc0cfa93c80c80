from __future__ import annotations

from pathlib import Path

import apache_beam as beam
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from tests.nouns import letter
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Medium, Page
from transforms.read.inputs import NO_TIME
from transforms.wiring.spool import Spool, empty, read_spool, spool, spool_files


def page(number: int) -> Page:
    return Page(input_key=str(number), medium=Medium.TEXT, body=b"tin " * number, fetched_at=NO_TIME)


def test_waves_hold_every_outcome_once_and_in_order(tmp_path: Path) -> None:
    written: list[Page | DeadLetter] = [*map(page, range(120)), letter()]
    outcomes = iter(written)
    read: list[Page | DeadLetter] = []
    sizes: list[int] = []
    for _wave in range(5):
        sizes.append(spool(outcomes, tmp_path / "spool", most=50))
        held = [one for file in spool_files(tmp_path / "spool") for one in read_spool(file)]
        assert len(held) == sizes[-1]
        read += held
    assert read == written
    assert sizes == [50, 50, 21, 0, 0]


def test_a_wave_reads_no_further_than_it_holds(tmp_path: Path) -> None:
    outcomes = iter(map(page, range(10)))
    spool(outcomes, tmp_path / "spool", most=4)
    assert next(outcomes) == page(4)


def test_what_a_graph_leaves_is_read_again_whole(tmp_path: Path) -> None:
    folder = empty(tmp_path / "spool")
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        pipeline | "Numbers" >> beam.Create(range(70)) | "Spool numbers" >> Spool(folder)
        pipeline | "Words" >> beam.Create(["tin", "bài"]) | "Spool words" >> Spool(folder)
        pipeline | "Nothing" >> beam.Create([]) | "Spool nothing" >> Spool(folder)
    held = [one for file in spool_files(folder) for one in read_spool(file)]
    assert sorted(held, key=str) == sorted([*range(70), "tin", "bài"], key=str)
    assert list(empty(folder).iterdir()) == []
