"""The bounded command on real engines gives the rows of the local runner."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines.processes import need
from tests.engines.tables import differences
from tests.pipelines.dataset import SAMPLES, ingest, tree

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("local") / "news"
    done = ingest(SAMPLES, out=out, run_id="samples")
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("runner", "needs"), [("prism", "prism"), ("flink", "flink-job-server.jar")])
def test_rows_are_those_of_the_local_runner(runner: str, needs: str, local: Path, tmp_path: Path) -> None:
    need(needs)
    out = tmp_path / "news"
    done = ingest(SAMPLES, out=out, run_id="samples", runner=runner, beam_arg="--parallelism=1")
    assert done.returncode == 0, done.stderr
    assert differences(local, out) == []
    parts = [{path: bytes_ for path, bytes_ in tree(one).items() if path.endswith(".parquet")} for one in (local, out)]
    assert parts[0] == parts[1]
