"""Every public name says what it promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_public_names_have_docstrings() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "interrogate", "--config", "pyproject.toml", "-q", "transforms", "pipelines", "dags"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
