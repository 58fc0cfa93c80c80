from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.inputs import describe
from transforms.read.options import ReadOptions
from transforms.read.reader import read_input

ReadBytes = Callable[..., list[Page | DeadLetter]]


@pytest.fixture
def read_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadBytes:
    """Writes bytes under a name in a folder of its own and reads them back as outcomes."""
    monkeypatch.chdir(tmp_path)

    def read(name: str, content: bytes, options: ReadOptions | None = None) -> list[Page | DeadLetter]:
        Path(name).write_bytes(content)
        return list(read_input(describe(name), options))

    return read


def told(outcomes: list[Page | DeadLetter]) -> list[tuple[str, str]]:
    """Key and outcome of each: what a ledger would say."""
    return [(o.input_key, "page") if isinstance(o, Page) else (o.key, o.reason) for o in outcomes]
