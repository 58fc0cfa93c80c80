"""Who runs: what people would use instead, and this project step by step."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.side_by_side.environments import python_of

PEERS = Path(__file__).parent / "peers"
NAIVE, DATATROVE, CLEANING = "naive", "datatrove", "ours: clean, in process"
PLAIN_LOOP, GRAPH = "ours: + store, plain loop", "ours: whole, Beam graph"


class Contender(NamedTuple):
    """command: from (archives, out) to what to run. slow: reads a fifth of the load, its cost a page is steady."""

    name: str
    command: Callable[[Path, Path], list[str]]
    cores: int = 1
    slow: bool = False


def contenders() -> list[Contender]:
    """All of them, in the order of the table; a peer's environment is made when its command is asked for."""
    return [
        Contender(NAIVE, _peer("naive", "naive.py"), slow=True),
        Contender(DATATROVE, _peer("datatrove", "datatrove_run.py")),
        Contender("newspaper4k", _peer("newspaper4k", "newspaper4k.py"), slow=True),
        Contender("news-please", _peer("news-please", "news_please.py"), slow=True),
        Contender("ours: read", _plain("read", "--in-process")),
        Contender(CLEANING, _plain("clean", "--in-process")),
        Contender("ours: + killable worker", _plain("clean")),
        Contender("ours: + annotate", _plain("annotate")),
        Contender("ours: + dedup", _plain("dedup")),
        Contender(PLAIN_LOOP, _plain("store")),
        Contender(GRAPH, _graph(1)),
        Contender(f"{GRAPH}, 2 workers", _graph(2), cores=2),
        Contender("ours: embedded stream", _stream),
    ]


def _peer(name: str, program: str) -> Callable[[Path, Path], list[str]]:
    return lambda archives, out: [str(python_of(name)), str(PEERS / program), str(archives), str(out)]


def _plain(upto: str, *more: str) -> Callable[[Path, Path], list[str]]:
    program = [sys.executable, "-m", "benchmarks.side_by_side.ours"]
    return lambda archives, out: [*program, str(archives), str(out), "--upto", upto, *more]


def _graph(workers: int) -> Callable[[Path, Path], list[str]]:
    program = [sys.executable, "-c", "from pipelines.cli import app; app()", "ingest"]
    return lambda archives, out: [*program, str(archives), "--out", str(out), "--workers", str(workers)]


def _stream(archives: Path, out: Path) -> list[str]:
    program = [sys.executable, "-c", "from pipelines.cli import app; app()", "stream"]
    return [*program, "--watch", str(archives), "--out", str(out), "--once", "--workers", "1"]
