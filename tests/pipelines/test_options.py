from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from typer.testing import CliRunner

from pipelines import cli
from pipelines.options import IngestOptions

_words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12)
_options = st.builds(
    IngestOptions,
    inputs=st.lists(_words, min_size=1, max_size=3).map(tuple),
    out=st.just(Path("out")),
    runner=st.sampled_from(["DirectRunner", "FlinkRunner"]),
    run_id=st.none() | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._+:-]{0,20}", fullmatch=True),
    publisher=st.none() | _words,
    workers=st.integers(1, 256),
    beam_args=st.lists(st.sampled_from(["--flink_master=localhost:8081", "--parallelism=2"]), max_size=2).map(tuple),
)


@given(_options)
def test_arguments_make_the_same_options_again(options: IngestOptions) -> None:
    seen: list[IngestOptions] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "_ingest", seen.append)
        result = CliRunner().invoke(cli.app, ["ingest", *options.to_arguments()])
    assert result.exit_code == 0, result.output
    assert seen == [options]


@pytest.mark.parametrize("run_id", ["", "../x", "a/b", "a b", ".x", "x" * 129])
def test_a_run_id_that_names_no_file_is_refused(run_id: str) -> None:
    with pytest.raises(ValidationError, match="run_id"):
        IngestOptions(inputs=("a",), out=Path("out"), run_id=run_id)


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(ValidationError, match="shards"):
        IngestOptions(inputs=("a",), out=Path("out"), shards=3)
