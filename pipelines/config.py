"""Settings of the rooms, from YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from pipelines.catalog import site_hints
from pipelines.yamls import ConfigError, load_yaml
from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.dedup.options import DedupOptions
from transforms.fetch.options import FetchOptions, Limits, Manners, Reach
from transforms.read.options import ReadOptions, record_fields


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadSettings(_Section):
    """How inputs are read.

    fields         for JSONL and Parquet: which field of a record means what, put in place of the default
    page_megabytes a larger page or record is refused unread
    wave_inputs    so many inputs a local run holds in memory at a time, some 200 kB each; copies within a wave are
                   ranked by seniority, those of an earlier wave are senior
    """

    publisher: str | None = None
    fields: dict[str, str | list[str] | None] = Field(default_factory=dict)
    page_megabytes: int = Field(default=64, ge=1, le=1024)
    wave_inputs: int = Field(default=1_000, ge=1)

    def options(self) -> ReadOptions:
        """These settings as the read room takes them; raises ValueError on an unknown field."""
        return ReadOptions(
            publisher=self.publisher,
            fields=record_fields(self.fields),
            max_page_bytes=self.page_megabytes << 20,
        )


class CleanSettings(_Section):
    """What one page may take (seconds of wall-clock time, megabytes of memory, elements), and what is known of others.

    line_history  lines that recur in a publisher's flattened texts are its furniture; holds all pages until counted
    """

    page_seconds: float = Field(default=10.0, gt=0)
    page_memory_megabytes: int = Field(default=1024, ge=256)
    page_elements: int = Field(default=CleanOptions().max_elements, ge=1)
    line_history: bool = False

    def options(self) -> CleanOptions:
        """These settings as `clean_page` takes them, with what the registry knows of publishers."""
        return CleanOptions(max_elements=self.page_elements, sites=site_hints())

    def limits(self) -> SandboxLimits:
        """These settings as the sandbox takes them."""
        return SandboxLimits(seconds=self.page_seconds, bytes_of_memory=self.page_memory_megabytes << 20)


class TransformerSettings(_Section):
    """A token-classification model of your own that fills the gaps of the engine; see `transforms/annotate/tagger.py`.

    path       folder with model.onnx, tokenizer.json, config.json
    min_score  mean probability below which a span is dropped
    """

    path: str
    min_score: float = Field(default=0.5, ge=0, le=1)


class AnnotateSettings(_Section):
    """How texts are annotated. transformer: a further stage behind the rules; null (the default): none."""

    transformer: TransformerSettings | None = None


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


class FetchSettings(_Section):
    """How pages are fetched; see `transforms/fetch/options.py` for what each stands for.

    contact         how you can be reached, an address of mail or of a page: every request says it
    commit_seconds  in an object store, how much of a visit a crash may cost
    ports           where http and https may be
    allow_loopback  for tests only
    resolve         host → address in place of DNS
    ca_file         certificates in place of the system's
    """

    contact: str | None = Field(default=None, pattern=r"^(?:https?://|mailto:)?[!-~]+[@.][!-~]+$")
    delay_seconds: float = Field(default=1.0, ge=0)
    tries: int = Field(default=3, ge=1, le=10)
    patience_seconds: float = Field(default=120.0, ge=0)
    visit_minutes: float = Field(default=180.0, gt=0)
    answer_seconds: float = Field(default=60.0, gt=0)
    page_megabytes: int = Field(default=32, ge=1, le=1024)
    threads: int = Field(default=32, ge=1, le=1024)
    commit_seconds: float = Field(default=30.0, gt=0)
    ports: tuple[int, ...] = (80, 443, 8080, 8443)
    allow_loopback: bool = False
    resolve: dict[str, str] = Field(default_factory=dict)
    ca_file: str | None = None

    def options(self) -> FetchOptions:
        """These settings as the fetch room takes them."""
        size = self.page_megabytes << 20
        return FetchOptions(
            contact=self.contact,
            limits=Limits(wire_bytes=size, page_bytes=size, total_seconds=self.answer_seconds),
            manners=Manners(
                delay_seconds=self.delay_seconds,
                tries=self.tries,
                patience_seconds=self.patience_seconds,
                visit_seconds=self.visit_minutes * 60,
            ),
            reach=Reach(
                ports=frozenset(self.ports),
                allow_loopback=self.allow_loopback,
                resolve=self.resolve,
                ca_file=self.ca_file,
            ),
            threads=self.threads,
            commit_seconds=self.commit_seconds,
        )


class StoreSettings(_Section):
    """How rows are laid out. shards_per_day: files a day are split into, for days with very many articles."""

    shards_per_day: int = Field(default=1, ge=1, le=1024)


class PipelineConfig(_Section):
    """The settings of all rooms; every key has a default."""

    read: ReadSettings = ReadSettings()
    clean: CleanSettings = CleanSettings()
    annotate: AnnotateSettings = AnnotateSettings()
    dedup: DedupSettings = DedupSettings()
    fetch: FetchSettings = FetchSettings()
    store: StoreSettings = StoreSettings()

    def for_publisher(self, publisher: str) -> Self:
        """The same settings with every page given to `publisher`."""
        return self.model_copy(update={"read": self.read.model_copy(update={"publisher": publisher})})

    def for_contact(self, contact: str | None) -> Self:
        """The same settings with `contact` in every request, where one is given."""
        return (
            self.model_copy(update={"fetch": self.fetch.model_copy(update={"contact": contact})}) if contact else self
        )


def load_config(path: Path) -> PipelineConfig:
    """Reads and validates a configuration; raises `ConfigError` with file, line and key."""
    config = load_yaml(path, PipelineConfig)
    try:
        config.read.options()
    except ValueError as error:
        raise ConfigError(f"{path}: read.fields: {error}") from error
    return config


__all__ = ["ConfigError", "FetchSettings", "PipelineConfig", "ReadSettings", "StoreSettings", "load_config"]
