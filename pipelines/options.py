"""What a run may be told, validated on construction. Imports no Beam: DAG files build these too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator, field_validator

from pipelines.config import PipelineConfig, load_config
from transforms.wiring.places import place

# Exit code of `dongtin quality` where a value is out of its expected range: not an error, a verdict.
QUALITY_FAILED = 3

# A run id names a file and a folder on every file system and object store.
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+:-]{0,127}")


def _place(told: object) -> Path:
    return told if isinstance(told, Path) else place(str(told))


# A folder or a prefix of an object store; `Path` would fold the slashes of a URL.
DataSet = Annotated[Path, PlainValidator(_place), PlainSerializer(str)]


class IngestOptions(BaseModel):
    """One batch run: what to read, where to write, on which engine.

    inputs     files, folders or globs
    out        the data set's folder, or its prefix in an object store (`s3://bucket/prefix`)
    config     a YAML file as in `configs/pipelines/`; None takes the defaults
    runner     `DirectRunner` is Beam's in-process FnApiRunner, whatever the network; other names go to Beam
    run_id     names the run: the same name again replaces its rows. None derives it from inputs and settings
    publisher  given to every page
    workers    processes of a local run that clean and annotate
    beam_args  passed to Beam as they are (`--flink_master=…`)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    inputs: tuple[str, ...] = Field(min_length=1)
    out: DataSet
    config: Path | None = None
    runner: str = "DirectRunner"
    run_id: str | None = None
    publisher: str | None = None
    workers: int = Field(default=1, ge=1, le=256)
    beam_args: tuple[str, ...] = ()

    @field_validator("run_id")
    @classmethod
    def _names_a_file(cls, run_id: str | None) -> str | None:
        if run_id is not None and not _RUN_ID.fullmatch(run_id):
            raise ValueError("use letters, digits and . _ + : - only, starting with a letter or digit, 128 at most")
        return run_id

    def settings(self) -> PipelineConfig:
        """The settings of the rooms: the config file's, or the defaults; `publisher` given here goes first."""
        config = settings_of(self.config)
        return config.for_publisher(self.publisher) if self.publisher else config

    def to_arguments(self) -> list[str]:
        """The arguments of `dongtin ingest` that make these options again."""
        named = {
            "--out": str(self.out),
            "--config": str(self.config) if self.config else None,
            "--runner": self.runner,
            "--run-id": self.run_id,
            "--publisher": self.publisher,
            "--workers": str(self.workers),
        }
        flags = [word for name, value in named.items() if value is not None for word in (name, value)]
        beam = [word for argument in self.beam_args for word in ("--beam-arg", argument)]
        return [*flags, *beam, "--", *self.inputs]

    def with_run_id(self, run_id: str) -> Self:
        """The same options for a named run."""
        return self.model_copy(update={"run_id": run_id})


def settings_of(config: Path | None) -> PipelineConfig:
    """The settings of a config file, or the defaults; raises `ConfigError`."""
    return load_config(config) if config else PipelineConfig()
