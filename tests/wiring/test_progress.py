from __future__ import annotations

from pathlib import Path

import apache_beam as beam
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from transforms.wiring.progress import ReportProgress


def test_one_byte_an_element_and_the_elements_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "staging" / "progress"
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        assert_that(pipeline | beam.Create([1, 2, 3]) | ReportProgress(path), equal_to([1, 2, 3]))
    assert path.stat().st_size == 3
