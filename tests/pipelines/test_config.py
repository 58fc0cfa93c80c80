from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.config import ConfigError, PipelineConfig, load_config


def config(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.yaml"
    path.write_text(text, "utf-8")
    return path


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    assert load_config(config(tmp_path, "")) == PipelineConfig()


def test_the_shipped_settings_are_the_defaults() -> None:
    shipped = Path(__file__).parents[2] / "configs" / "pipelines" / "ingest.yaml"
    assert load_config(shipped) == PipelineConfig()


def test_settings_reach_the_read_room(tmp_path: Path) -> None:
    settings = load_config(config(tmp_path, "read: {fields: {text: noi_dung}, page_megabytes: 2}"))
    options = settings.for_publisher("Báo Ví Dụ").read.options()
    assert (options.publisher, options.fields.text, options.max_page_bytes) == ("Báo Ví Dụ", ("noi_dung",), 2 << 20)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("read:\n  page_megabytes: 2\n  pages: 3\n", r"settings.yaml:3: read.pages: unknown key"),
        ("store:\n  shards_per_day: 0\n", r"settings.yaml:2: store.shards_per_day: Input should be greater"),
        ("reed: {}\n", r"settings.yaml:1: reed: unknown key"),
        ("- a\n", r"settings.yaml:1: : Input should be a valid dictionary"),
        ("read: [\n", r"settings.yaml:2: not YAML"),
        ("read:\n  fields: {tekst: a}\n", r"settings.yaml: read.fields: unknown record field tekst"),
    ],
)
def test_a_mistake_is_named_with_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config(config(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nirgends.yaml: cannot be read \(No such file"):
        load_config(tmp_path / "nirgends.yaml")


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"settings.yaml: is not UTF-8"):
        load_config(path)
