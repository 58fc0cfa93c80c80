"""Which engine runs a pipeline: named, never chosen by what happens to be reachable."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners import create_runner
from apache_beam.runners.runner import PipelineRunner

from pipelines.errors import UsageError

logger = logging.getLogger(__name__)

LOCAL_RUNNER = "DirectRunner"


def engine(runner: str, workers: int, beam_args: Sequence[str]) -> tuple[PipelineRunner, PipelineOptions]:
    """The runner and its options.

    `DirectRunner` is pinned to Beam's in-process FnApiRunner: Beam's own switch of that name tries Prism first,
    and so runs the same command on another engine depending on the network. More than one worker means worker
    processes (Beam's `multi_processing` mode); threads gain nothing.
    """
    if runner != LOCAL_RUNNER:
        return _named(runner), PipelineOptions([f"--runner={runner}", *beam_args])
    from apache_beam.runners.portability.fn_api_runner import FnApiRunner

    local = ["--direct_running_mode=multi_processing", f"--direct_num_workers={workers}"] if workers > 1 else []
    logger.info("engine: FnApiRunner, in process, %d worker(s)", workers)
    return FnApiRunner(), PipelineOptions([*local, *beam_args])


def _named(runner: str) -> PipelineRunner:
    try:
        found = create_runner(runner)
    except (ValueError, ImportError) as error:
        known = "DirectRunner, PrismRunner, FlinkRunner, DataflowRunner …"
        raise UsageError(f"--runner {runner}: Beam has no such runner ({known})") from error
    logger.info("engine: %s", runner)
    return found
