"""The contenders' environments: one each, in a cache folder, never in the project's own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

# datatrove pins an older trafilatura than the others take: each contender gets what its own pins allow.
REQUIREMENTS = {
    "naive": ("trafilatura==2.3.1", "underthesea==9.5.0", "pyarrow", "warcio"),
    "datatrove": ("datatrove[io,processing]==0.9.0", "lxml-html-clean", "spacy", "pyvi"),
    "newspaper4k": ("newspaper4k==0.9.6", "pyarrow", "warcio"),
    "news-please": ("news-please==1.6.16", "pyarrow", "warcio"),
}


class NotInstallable(RuntimeError):
    """A contender's packages do not install here; the message is the end of what the installer said."""


def python_of(contender: str) -> Path:
    """The interpreter of a contender's environment, made at the first call. Raises NotInstallable."""
    wanted = REQUIREMENTS[contender]
    name = hashlib.sha256("\n".join((*wanted, sys.version)).encode()).hexdigest()[:12]
    folder = _cache() / f"{contender}-{name}"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        for command in _commands(folder, python, wanted):
            made = subprocess.run(command, capture_output=True, text=True, check=False)
            if made.returncode:
                raise NotInstallable(f"{contender}: {made.stderr.strip()[-600:]}")
        (folder / "ready").touch()
    return python


def versions(python: Path, packages: tuple[str, ...]) -> dict[str, str]:
    """The installed versions of some packages."""
    program = "import sys; from importlib.metadata import version as v; print(*[v(p) for p in sys.argv[1:]])"
    found = subprocess.run([python, "-c", program, *packages], capture_output=True, text=True, check=True)
    return dict(zip(packages, found.stdout.split(), strict=True))


def _commands(folder: Path, python: Path, wanted: tuple[str, ...]) -> list[list[str]]:
    uv = shutil.which("uv")
    if uv:
        return [
            [uv, "venv", "-q", "-p", sys.executable, str(folder)],
            [uv, "pip", "install", "-q", "-p", str(python), *wanted],
        ]
    return [[sys.executable, "-m", "venv", str(folder)], [str(python), "-m", "pip", "install", "-q", *wanted]]


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dongtin" / "benchmarks"
