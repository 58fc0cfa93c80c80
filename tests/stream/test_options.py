from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from pipelines.stream.options import StreamOptions
from tests.pipelines.dataset import dongtin


def test_a_stream_takes_something_in() -> None:
    with pytest.raises(ValidationError, match="say what to take in"):
        StreamOptions(out=Path("news"))


def test_what_is_fetched_goes_into_the_same_data_set_in_bounded_rounds() -> None:
    assert StreamOptions(out=Path("news"), watch=("in",)).request() is None
    request = StreamOptions(out=Path("news"), feeds=("https://a.example/rss",), contact="a@b.example").request()
    assert request is not None
    assert (request.out, request.feeds, request.limit) == (Path("news").absolute(), ("https://a.example/rss",), 200)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "news"], "say what to take in"),
        (["--out", "news", "--watch", "nirgends"], "--watch nirgends: there is no such folder"),
        (["--out", "news", "--watch", ".", "--batch-inputs", "0"], "--batch-inputs"),
        (["--out", "news", "--watch", ".", "--config", "no.yaml"], "no.yaml: cannot be read"),
    ],
)
def test_a_mistake_gets_one_line_that_names_it(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = dongtin("stream", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
