"""Which engine runs a pipeline: named, never chosen by what happens to be reachable."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar, cast

from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.runners import create_runner
from apache_beam.runners.runner import PipelineRunner

from pipelines.errors import UsageError
from transforms.dedup.options import MANY_GROUPS, ONE_GROUP

logger = logging.getLogger(__name__)
View = TypeVar("View", bound=PipelineOptions)

LOCAL_RUNNER = "DirectRunner"
_SHORT_NAMES = {
    "direct": LOCAL_RUNNER,
    "prism": "PrismRunner",
    "flink": "FlinkRunner",
    "dataflow": "DataflowRunner",
}
# Runners of which the name alone says that they end with their input: nothing crosses a GroupByKey before it.
_BOUNDED_ONLY = frozenset(
    {LOCAL_RUNNER, "FnApiRunner", "SwitchingDirectRunner", "BundleBasedDirectRunner", "SparkRunner", "DaskRunner"}
)
# What streams tell an engine unless the caller does.
_STREAMING = {
    # Prism 2.77 splits slow bundles of stateful steps too, between two arrivals of one key, and may show the second a
    # state without the first (`splitBundle` in its elementmanager.go frees the key of what it gives back).
    "PrismRunner": {"--experiments": "prism_disable_sdf_split"},
    # Otherwise bundles seem to wait the ten seconds of batches at each of eight steps: no commit in 150 s. Without
    # checkpoints Flink restarts nothing.
    "FlinkRunner": {"--max_bundle_time_mills": "200", "--checkpointing_interval": "10000"},
}
_FLINK_VERSION = "1.19"  # of `configs/engines/flink.xml`


class OptionsReadOnce(PipelineOptions):
    """Beam's options, each view of them parsed once.

    Beam parses the command line anew for every transform that asks for an option: 0.35 of the 3.3 s of CPU that a run
    over one page takes.
    """

    def view_as(self, cls: type[View]) -> View:
        """As Beam's: views share their values, whoever sets them."""
        views: dict[type[PipelineOptions], PipelineOptions] = self.__dict__.setdefault("_views", {})
        if cls not in views:
            views[cls] = super().view_as(cls)
        return cast(View, views[cls])

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in super().__getstate__().items() if name != "_views"}


def engine(runner: str, beam_args: Sequence[str]) -> tuple[PipelineRunner, PipelineOptions]:
    """The runner and its options.

    `DirectRunner` is pinned to Beam's in-process FnApiRunner: Beam's own switch of that name tries Prism first,
    and so runs the same command on another engine depending on the network. It runs in this process alone; what
    takes long, cleaning and annotating, is done in processes beside it.
    """
    name = full_name(runner)
    if name != LOCAL_RUNNER:
        return _named(name), OptionsReadOnce([f"--runner={name}", *_found_here(name, beam_args), *beam_args])
    from pipelines.rerunning import RerunningRunner

    logger.info("engine: FnApiRunner, in process")
    return RerunningRunner(), OptionsReadOnce([*beam_args])


def streaming_engine(runner: str, beam_args: Sequence[str]) -> tuple[PipelineRunner, PipelineOptions]:
    """The same for an input without an end; raises `UsageError` for a runner that would wait for its end."""
    refuse_bounded_only(runner)
    found, options = engine(runner, (*_untold(_STREAMING.get(full_name(runner), {}), beam_args), *beam_args))
    options.view_as(StandardOptions).streaming = True
    return found, options


def full_name(runner: str) -> str:
    """Beam's name of a runner: `prism` → `PrismRunner`; other names are left as they are."""
    return _SHORT_NAMES.get(runner.lower(), runner)


def join_groups(runner: str) -> int:
    """Over how many groups the dedup room spreads its joins on this engine."""
    return ONE_GROUP if full_name(runner) == LOCAL_RUNNER else MANY_GROUPS


def refuse_bounded_only(runner: str) -> None:
    """Raises `UsageError` for a runner on which an input without an end would never commit anything."""
    name = full_name(runner)
    if name in _BOUNDED_ONLY:
        raise UsageError(
            f"--runner {runner}: {name} runs inputs that end only; an endless one would wait there for ever. "
            "Leave it out to stream on this machine alone. "
            "Use --runner prism or --runner flink (`make engines` brings both), or dataflow"
        )


def engines_folder() -> Path:
    """Where `make engines` puts what it brings."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(os.environ.get("DONGTIN_ENGINES") or f"{cache}/dongtin/engines")


def _found_here(name: str, beam_args: Sequence[str]) -> list[str]:
    """What an engine of `make engines` has to be told, as far as the caller has not told it."""
    folder = engines_folder()
    prism, job_server = folder / "prism", folder / "flink-job-server.jar"
    told: dict[str, str] = {}
    if name == "PrismRunner" and prism.exists():
        told = {"--prism_location": str(prism), "--environment_type": "LOOPBACK"}
    elif name == "FlinkRunner" and job_server.exists():
        _keep_to_loopback(folder / "flink-conf")
        told = {
            "--flink_job_server_jar": str(job_server),
            "--flink_version": _FLINK_VERSION,
            "--environment_type": "LOOPBACK",
        }
    return _untold(told, beam_args)


def _keep_to_loopback(settings: Path) -> None:
    """Binds the cluster within Beam's job server, which reads its settings from there only."""
    if settings.exists():
        os.environ.setdefault("FLINK_CONF_DIR", str(settings))


def _untold(options: Mapping[str, str], beam_args: Sequence[str]) -> list[str]:
    given = {argument.partition("=")[0] for argument in beam_args}
    return [f"{option}={value}" for option, value in options.items() if option not in given]


def _named(runner: str) -> PipelineRunner:
    try:
        found = create_runner(runner)
    except (ValueError, ImportError) as error:
        known = "direct, prism, flink, dataflow, or a name of Beam's"
        raise UsageError(f"--runner {runner}: Beam has no such runner ({known})") from error
    logger.info("engine: %s", runner)
    return found
