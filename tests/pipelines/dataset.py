"""Running `dongtin` as a user does, and reading what it wrote."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "inputs"
EXPECTED = ROOT / "samples" / "expected.json"
SHARED = ROOT.parent / "shared"


def dongtin(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def ingest(*inputs: str | Path, out: Path, **options: str | int) -> subprocess.CompletedProcess[str]:
    flags = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", str(value))]
    return dongtin("ingest", *inputs, "--out", out, *flags)


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    paths = sorted(out.glob(f"{table}/published_date=*/*.parquet"))
    return [row for path in paths for row in pq.ParquetFile(path).read().to_pylist()]


def outcomes(out: Path) -> Counter[str]:
    return Counter(row["outcome"] for row in rows(out, "ledger"))


def tree(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
