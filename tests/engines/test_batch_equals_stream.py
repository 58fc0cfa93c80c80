"""The same inputs as one batch and as a stream on Prism and Flink, in order, shuffled, twice, late: the same rows."""

from __future__ import annotations

import os
import random
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from apache_beam.transforms.window import TimestampedValue

from pipelines.config import PipelineConfig
from tests.engines.pages import START
from tests.engines.processes import need, process, wait_until
from tests.engines.tables import differences, holds
from tests.engines.test_windows import Script, run
from tests.pipelines.dataset import ROOT, SAMPLES, SHARED, dongtin, ingest, rows
from transforms.read.inputs import find_inputs
from transforms.read.reader import read_input
from transforms.store.check import check_dataset
from transforms.store.history import read_history

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def incoming(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and some seeds where they are beside the checkout, as files that arrived a second apart."""
    folder = tmp_path_factory.mktemp("incoming")
    shutil.copytree(SAMPLES, folder / "samples")
    seeds = sorted(path for path in (SHARED / "seeds").rglob("*.txt") if path.is_file())[:20] if SHARED.exists() else []
    for seed in seeds:
        shutil.copyfile(seed, folder / f"seed-{seed.name}")
    for number, path in enumerate(sorted(path for path in folder.rglob("*") if path.is_file())):
        moment = (START + timedelta(seconds=number)).timestamp()
        os.utime(path, (moment, moment))
    return folder


@pytest.fixture(scope="module")
def batch(incoming: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("batch") / "news"
    done = ingest(incoming, out=out)
    assert done.returncode == 0, done.stderr
    return out


def test_a_watched_folder_gives_the_rows_of_the_batch(incoming: Path, batch: Path, tmp_path: Path) -> None:
    need("prism")
    out = tmp_path / "news"
    done = dongtin("stream", *watched(incoming, out, "prism"), "--idle-exit", "2")
    assert done.returncode == 0, done.stderr[-2000:]
    assert differences(batch, out) == []
    assert check_dataset(out) == []


@pytest.mark.flink
def test_a_watched_folder_gives_the_rows_of_the_batch_on_flink(incoming: Path, batch: Path, tmp_path: Path) -> None:
    """Without an end: the job is ended when all is committed."""
    need("flink-job-server.jar")
    out, log = tmp_path / "news", tmp_path / "stream.log"
    command = [sys.executable, "-m", "pipelines.cli", "stream", *watched(incoming, out, "flink")]
    with process([*command, "--beam-arg=--parallelism=1"], log, PYTHONPATH=str(ROOT)) as stream:
        wait_until(lambda: holds(out, len(rows(batch, "ledger"))), f"all; see {log}", 150, stream)
    assert differences(batch, out) == []
    assert check_dataset(out) == []


def watched(incoming: Path, out: Path, runner: str) -> list[str]:
    cut = ["--window", "3600", "--poll-seconds", "1"]
    return ["--watch", str(incoming), "--out", str(out), "--runner", runner, *cut]


@pytest.mark.parametrize("on", ["prism", pytest.param("flink", marks=pytest.mark.flink)])
@pytest.mark.parametrize("order", ["shuffled", "twice", "late"])
def test_however_it_arrives_the_rows_are_those_of_the_batch(
    order: str, on: str, incoming: Path, batch: Path, tmp_path: Path
) -> None:
    """All in one window of an hour; late: what comes after its end makes a commit of its own."""
    arrivals = [
        TimestampedValue(one, file.modified_at.timestamp())
        for file in find_inputs([str(incoming)])
        for one in read_input(file, _OPTIONS)
    ]
    script = Script()
    match order:
        case "shuffled":
            random.Random(7).shuffle(arrivals)
            script.come_at(*arrivals)
        case "twice":
            script.come_at(*arrivals, *reversed(arrivals)).come_at(*arrivals[::3])
        case "late":
            late = [one for one in arrivals if getattr(one.value, "input_key", "").endswith("portal.html")]
            script.come_at(*(one for one in arrivals if one not in late)).watermark(3601).come_at(*late)
            if on == "prism":
                script.later(60)  # Flink's runner refuses to move its clock, and fires what is left at the end
    # A watermark waits for the end of its bundle, and what is late would come with it: so one element a bundle.
    flink = ["--parallelism=1", *(["--max_bundle_size=1"] if order == "late" else [])]
    run(script, tmp_path, on, *(flink if on == "flink" else []), window=3600, lateness=86_400)
    assert len(read_history(tmp_path).manifests) == (2 if order == "late" else 1)
    assert differences(batch, tmp_path) == []


_OPTIONS = PipelineConfig().read.options()
