"""What an endless graph refuses before it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import UsageError
from pipelines.runners import engine, full_name, refuse_bounded_only, streaming_engine
from pipelines.unbounded.options import UnboundedOptions
from tests.pipelines.dataset import dongtin


@pytest.mark.parametrize("runner", ["DirectRunner", "direct", "FnApiRunner", "BundleBasedDirectRunner", "SparkRunner"])
def test_runners_that_end_with_their_input_are_refused(runner: str) -> None:
    with pytest.raises(UsageError, match="Use --runner prism or --runner flink"):
        refuse_bounded_only(runner)


@pytest.mark.parametrize("runner", ["prism", "flink", "dataflow", "PrismRunner"])
def test_runners_that_stream_are_not(runner: str) -> None:
    refuse_bounded_only(runner)
    assert full_name(runner).endswith("Runner")


def test_the_command_says_what_to_use(tmp_path: Path) -> None:
    done = dongtin("stream", "--watch", tmp_path, "--out", tmp_path / "news", "--runner", "DirectRunner")
    assert (done.returncode, (tmp_path / "news").exists()) == (2, False)
    assert "runs inputs that end only" in done.stderr
    assert "make engines" in done.stderr


def test_a_history_of_lines_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text("clean:\n  line_history: true\n")
    done = dongtin("stream", "--watch", tmp_path, "--out", tmp_path / "news", "--runner", "prism", "--config", config)
    assert done.returncode == 2
    assert "line_history" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--window", "5"], "--window is for engines: add --runner"),
        (["--url-topic", "t"], "--url-topic is for engines"),
        (["--runner", "prism", "--once"], "--once is for the embedded stream"),
        (["--runner", "prism", "--batch-inputs", "200"], "--batch-inputs is for the embedded stream"),
        (["--runner", "prism", "--kafka", "h:1", "--topic", "t", "--kafka-client", "x"], "write NAME=VALUE"),
        (["--runner", "prism", "--kafka", "h:1", "--url-topic", "t"], "--contact"),
        (["--runner", "prism", "--publisher", "nobody", "--contact", "a@b.example"], "--publisher nobody"),
        (["--runner", "flink", "--idle-exit", "2"], "--idle-exit: Flink drops"),
    ],
)
def test_one_command_tells_what_belongs_to_which_driver(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = dongtin("stream", "--watch", tmp_path, "--out", tmp_path / "news", *arguments)
    assert (done.returncode, (tmp_path / "news").exists()) == (2, False)
    assert said in done.stderr


def test_streams_tell_engines_what_they_need_unless_the_caller_does() -> None:
    _, options = streaming_engine("prism", ())
    assert "prism_disable_sdf_split" in options.get_all_options()["experiments"]
    _, options = streaming_engine("flink", ("--max_bundle_time_mills=5",))
    told = options.get_all_options(retain_unknown_options=True)
    assert (int(told["max_bundle_time_mills"]), int(told["checkpointing_interval"])) == (5, 10_000)


@pytest.mark.parametrize(
    ("given", "said"),
    [({}, "--watch"), ({"kafka": "h:1"}, "--topic"), ({"watch": ("a",), "name": "a-b"}, "underscore")],
)
def test_options_are_checked(given: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=said):
        UnboundedOptions(out=tmp_path, runner="prism", **given)


def test_the_engines_of_make_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "prism").touch()
    monkeypatch.setenv("DONGTIN_ENGINES", str(tmp_path))
    _, options = engine("prism", ())
    assert options.get_all_options()["prism_location"] == str(tmp_path / "prism")
    _, options = engine("prism", ("--prism_location=/else",))
    assert options.get_all_options()["prism_location"] == "/else"
