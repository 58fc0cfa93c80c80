"""Settings of the rooms, from YAML; a mistake is named with its file, line and key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.dedup.options import DedupOptions
from transforms.read.options import ReadOptions, record_fields


class ConfigError(Exception):
    """A configuration file cannot be used; the message names file, line and key."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadSettings(_Section):
    """How inputs are read.

    fields         for JSONL and Parquet: which field of a record means what, put in place of the default
    page_megabytes a larger page or record is refused unread
    """

    publisher: str | None = None
    fields: dict[str, str | list[str] | None] = Field(default_factory=dict)
    page_megabytes: int = Field(default=64, ge=1, le=1024)

    def options(self) -> ReadOptions:
        """These settings as the read room takes them; raises ValueError on an unknown field."""
        return ReadOptions(
            publisher=self.publisher,
            fields=record_fields(self.fields),
            max_page_bytes=self.page_megabytes << 20,
        )


class CleanSettings(_Section):
    """What one page may take: seconds of wall-clock time, megabytes of memory, elements."""

    page_seconds: float = Field(default=10.0, gt=0)
    page_memory_megabytes: int = Field(default=1024, ge=256)
    page_elements: int = Field(default=CleanOptions().max_elements, ge=1)

    def options(self) -> CleanOptions:
        """These settings as `clean_page` takes them."""
        return CleanOptions(max_elements=self.page_elements)

    def limits(self) -> SandboxLimits:
        """These settings as the sandbox takes them."""
        return SandboxLimits(seconds=self.page_seconds, bytes_of_memory=self.page_memory_megabytes << 20)


class DedupSettings(_Section):
    """What counts as a copy, and where copies are looked for.

    window_days    how many days before and after a day of the batch committed articles are compared
    edited         Jaccard similarity (of three-word runs) from which a text is an edited reprint
    reprint        the same for a reprint
    excerpt        share of the shorter text in the longer one from which it is an excerpt
    excerpt_words  a shorter text is no excerpt
    """

    window_days: int = Field(default=30, ge=0, le=3660)
    edited: float = Field(default=DedupOptions().edited, gt=0, le=1)
    reprint: float = Field(default=DedupOptions().reprint, gt=0, le=1)
    excerpt: float = Field(default=DedupOptions().excerpt, gt=0, le=1)
    excerpt_words: int = Field(default=DedupOptions().excerpt_words, ge=1)

    def options(self) -> DedupOptions:
        """These settings as the dedup room takes them."""
        return DedupOptions(
            edited=self.edited, reprint=self.reprint, excerpt=self.excerpt, excerpt_words=self.excerpt_words
        )


class StoreSettings(_Section):
    """How rows are laid out. shards_per_day: files a day are split into, for days with very many articles."""

    shards_per_day: int = Field(default=1, ge=1, le=1024)


class PipelineConfig(_Section):
    """The settings of all rooms; every key has a default."""

    read: ReadSettings = ReadSettings()
    clean: CleanSettings = CleanSettings()
    dedup: DedupSettings = DedupSettings()
    store: StoreSettings = StoreSettings()

    def for_publisher(self, publisher: str) -> Self:
        """The same settings with every page given to `publisher`."""
        return self.model_copy(update={"read": self.read.model_copy(update={"publisher": publisher})})


def load_config(path: Path) -> PipelineConfig:
    """Reads and validates a configuration; raises `ConfigError` with file, line and key."""
    tree = _compose(path)
    try:
        config = PipelineConfig.model_validate(yaml.safe_load(path.read_text("utf-8")) or {})
        config.read.options()
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        message = "unknown key" if first["type"] == "extra_forbidden" else first["msg"]
        raise ConfigError(f"{path}:{_line_of(tree, first['loc'])}: {key}: {message}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: read.fields: {error}") from error
    return config


def _compose(path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: not YAML: {error.problem}") from error


def _line_of(node: yaml.Node | None, steps: Sequence[Any]) -> int:
    """The line of the deepest key of `steps` that the file has."""
    line = 1
    for step in steps:
        if not isinstance(node, yaml.MappingNode):
            break
        found = next((pair for pair in node.value if pair[0].value == str(step)), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line
