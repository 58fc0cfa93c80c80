"""What a DAG is told by its YAML file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

# The folder of the specs; an operator names another one in the environment of scheduler and workers.
SPEC_FOLDER_VARIABLE = "DONGTIN_DAG_SPECS"
_DEFAULT_FOLDER = Path(__file__).parents[2] / "configs" / "pipelines"


class IngestSpec(BaseModel):
    """A scheduled ingest.

    inputs           files, folders or globs; `{day}` in them is the day of the run
    out              the data set's folder
    config           settings of the rooms, as `dongtin ingest --config` takes them
    retries          attempts after a failure; each rewrites the same rows
    timeout_minutes  after which the whole process group is ended
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dag_id: str
    schedule: str | None = "@daily"
    start_date: date
    inputs: tuple[str, ...] = Field(min_length=1)
    out: str
    config: str | None = None
    publisher: str | None = None
    runner: str = "DirectRunner"
    workers: int = 1
    retries: int = Field(default=2, ge=0)
    timeout_minutes: int = Field(default=240, ge=1)


def read_spec(name: str) -> IngestSpec:
    """The spec `<folder>/<name>.yaml`; raises pydantic's ValidationError on an unknown or wrong key."""
    folder = Path(os.environ.get(SPEC_FOLDER_VARIABLE, _DEFAULT_FOLDER))
    return IngestSpec.model_validate(yaml.safe_load((folder / f"{name}.yaml").read_text("utf-8")))
