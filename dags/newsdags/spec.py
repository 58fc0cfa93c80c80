"""What the DAGs of a data set are told by its YAML file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

# The folder of the specs; an operator names another one in the environment of scheduler and workers.
SPEC_FOLDER_VARIABLE = "DONGTIN_DAG_SPECS"
_DEFAULT_FOLDER = Path(__file__).parents[2] / "configs" / "dags"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fetch(_Strict):
    """What is asked for: publishers of the registry, further feeds and sitemaps, at most `limit` stories a run.

    contact   how whoever fetches can be reached; may stand in the settings instead
    registry  a folder of publishers in place of the shipped one
    """

    publishers: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    limit: int | None = Field(default=None, ge=1)
    contact: str | None = None
    registry: str | None = None

    @model_validator(mode="after")
    def _asks_somebody(self) -> Self:
        if not (self.publishers or self.feeds or self.sitemaps):
            raise ValueError("name `publishers`, `feeds` or `sitemaps`")
        return self


class Source(_Strict):
    """Where a publisher's articles, or those of a group, come from.

    kind       `files`: they lie there when the run starts; `fetch`: `dongtin fetch` asks for what is new and ingests it
    inputs     of files: files, folders or globs; `{day}` in them is the day of the run
    publisher  given to every page; None leaves it to the URL's host or the record
    name       names the source's runs; by default its publisher, else `all`
    chunks     tasks that share the files: a file is always in the same chunk, whatever else arrives
    optional   no file on a day is no failure
    fetch      of a fetch: what `dongtin fetch` is told
    """

    kind: Literal["files", "fetch"] = "files"
    inputs: tuple[str, ...] = ()
    fetch: Fetch | None = None
    publisher: str | None = None
    name: str = Field(default="", pattern=r"^[A-Za-z0-9._-]*$")
    chunks: int = Field(default=1, ge=1, le=64)
    optional: bool = False

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> Self:
        if self.kind == "files" and (not self.inputs or self.fetch):
            raise ValueError("kind files: name `inputs`, and no `fetch`")
        if self.kind == "fetch" and (not self.fetch or self.inputs or self.chunks > 1 or self.publisher):
            raise ValueError("kind fetch: name `fetch`, and no `inputs`, `chunks` or `publisher`")
        return self

    @property
    def label(self) -> str:
        """What the source is called in run ids."""
        return self.name or self.publisher or ("fetch" if self.kind == "fetch" else "all")


class DatasetSpec(_Strict):
    """One data set and the schedule of what keeps it.

    name                  what its DAGs and assets begin with
    out                   the data set's folder
    schedule              cron, in `timezone`; each run reads the interval that has just ended; None: by hand only
    maintenance_schedule  cron of compaction; days younger than `open_days` are left alone
    replay_schedule       cron of replaying dead letters; None: by hand only
    config                settings of the rooms, as `dongtin ingest --config` takes them
    runner, beam_args     the engine, as `dongtin ingest` takes them; `workers` are those of the local one
    retries               attempts after a failure; each rewrites the same rows
    timeout_minutes       after which a task's whole process group is ended
    deadline_minutes      by how much a run may outlast the average of the last ten before an alarm; None: no
                          deadline, as `dag.test()` needs it (Airflow 3.3.2: "'dict' object has no attribute 'hex'")
    pool                  of one slot, since a data set has one writer; by default `dongtin_<name>`
    report                where `<name>_quality` writes the page of `dongtin report`; None: nowhere
    alarm_connection      Airflow connection of the webhook; alarms are only logged where it is not defined
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    out: str
    sources: tuple[Source, ...] = Field(min_length=1)
    schedule: str | None = "0 0 * * *"
    maintenance_schedule: str | None = "30 3 * * *"
    replay_schedule: str | None = None
    timezone: str = "Asia/Ho_Chi_Minh"
    start_date: date
    config: str | None = None
    runner: str = "DirectRunner"
    workers: int = Field(default=1, ge=1)
    beam_args: tuple[str, ...] = ()
    retries: int = Field(default=2, ge=0)
    retry_minutes: float = Field(default=1.0, ge=0)
    timeout_minutes: float = Field(default=240, gt=0)
    deadline_minutes: float | None = Field(default=360, gt=0)
    open_days: int = Field(default=3, ge=1)
    pool: str = ""
    report: str | None = None
    alarm_connection: str = "dongtin_alarms"
    owner: str = "dongtin"
    tags: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _sources_are_told_apart(self) -> Self:
        labels = [source.label for source in self.sources]
        twice = sorted({label for label in labels if labels.count(label) > 1})
        if twice:
            raise ValueError(f"sources: {', '.join(twice)} twice; give each a `name` of its own")
        return self

    @property
    def writer_pool(self) -> str:
        """The pool through which everything that writes the data set queues."""
        return self.pool or f"dongtin_{self.name}"


def read_specs() -> Iterator[DatasetSpec]:
    """The specs of the folder, by file name; raises pydantic's ValidationError on an unknown or wrong key."""
    folder = Path(os.environ.get(SPEC_FOLDER_VARIABLE, _DEFAULT_FOLDER))
    for path in sorted(folder.glob("*.yaml")):
        yield DatasetSpec.model_validate(yaml.safe_load(path.read_text("utf-8")))
