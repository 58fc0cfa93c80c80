"""What importing a DAG costs: no Beam, no language model, within seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DAG_FILES = sorted((ROOT / "dags").glob("*.py"))
HEAVY = ("apache_beam", "underthesea", "trafilatura")


@pytest.mark.parametrize("path", DAG_FILES, ids=lambda path: path.name)
def test_importing_a_dag_imports_neither_beam_nor_models(path: Path, tmp_path: Path) -> None:
    code = f"""
import runpy, sys
sys.path[:0] = [{str(ROOT / "dags")!r}, {str(ROOT)!r}]
runpy.run_path({str(path)!r})
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    environment = {"AIRFLOW_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "AIRFLOW__CORE__LOAD_EXAMPLES": "False"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_there_are_dags_and_they_are_short() -> None:
    assert DAG_FILES
    assert [path.name for path in DAG_FILES if len(path.read_text().splitlines()) > 30] == []
