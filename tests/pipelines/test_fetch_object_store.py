"""`dongtin fetch` into an object store: everything that a restart needs lies under the prefix."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.web import Web, serve
from tests.pipelines.dataset import ROOT, dongtin, ingest, rows
from tests.pipelines.test_fetch import BAO, BOTH, MIEN, Newsroom, without_names
from tests.store.loopback_s3 import BUCKET, served
from transforms.fetch.frontier import open_frontier
from transforms.fetch.journal import Settled, read_journal
from transforms.store.reading import read_committed
from transforms.wiring.objects import below
from transforms.wiring.places import place

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as one:
        yield one


def committed(out: Path, table: str) -> list[dict[str, object]]:
    return read_committed(out, table).to_pylist()


def test_all_lies_under_the_prefix_and_is_known_to_the_next_machine(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(tmp_path):
        news = place(f"s3://{BUCKET}/bao/news")
        room = Newsroom(web, tmp_path, out=news)
        first = room.fetch(*BOTH)
        assert "8 stories, 8 new" in first.stdout
        articles = committed(news, "articles")
        assert Counter(row["publisher"] for row in articles) == {"vidu": 8, "mientrung": 8}
        kinds = Counter(name.partition("/")[0] for name in below(news))
        assert set(kinds) == {"_fetch", "_manifests", "_raw", "articles", "ledger", "signatures", "mentions"}
        assert {name.partition("/")[0] for name in below(news / "_fetch")} == {"frontier", "lease", "sources"}
        asked = len(web.log)
        monkeypatch.setenv("TMPDIR", str(tmp_path / "another-machine"))
        (tmp_path / "another-machine").mkdir()
        second = room.fetch("--feed", web.url(BAO, "/rss"))
        assert "nothing new to fetch" in second.stdout
        assert web.asked()[asked:] == ["/rss"]
        assert dongtin("check", news).returncode == 0
        with open_frontier(news / "_fetch", beat_seconds=0.2):
            monkeypatch.setenv("TMPDIR", str(tmp_path))
            other = dongtin(*room.arguments(*BOTH))
        assert other.returncode == 1
        said = " ".join(other.stderr.split())  # a terminal's width breaks lines
        assert "whether it lives" in said
        assert "another machine is fetching into it" in said
        assert "Traceback" not in said
        archive = tmp_path / "copied"
        for name in below(news / "_raw"):
            (archive / name).parent.mkdir(parents=True, exist_ok=True)
            (archive / name).write_bytes((news / "_raw" / name).read_bytes())
    again = tmp_path / "again"
    assert ingest(f"{archive}/**/*.warc.gz", out=again).returncode == 0
    assert without_names(rows(again, "articles")) == without_names(articles)


@pytest.mark.parametrize("after", [2, 10, 25])
def test_killed_and_started_elsewhere_nothing_committed_is_fetched_twice(web: Web, tmp_path: Path, after: int) -> None:
    delay = 0.1
    with served(tmp_path):
        news = place(f"s3://{BUCKET}/bao/news")
        room = Newsroom(web, tmp_path, count=20, delay=delay, out=news)
        command = [sys.executable, "-m", "pipelines.cli", *room.arguments(*BOTH)]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "first")}
        (tmp_path / "first").mkdir()
        child = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        patience = time.monotonic() + 120
        while len(room.asked()) < after and time.monotonic() < patience:
            time.sleep(0.005)
        os.killpg(child.pid, signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
        shutil.rmtree(tmp_path / "first")  # the machine is gone with its disk
        settled = _settled(news)
        if after == 25:
            assert settled
        done = room.fetch(*BOTH)
        assert "interrupted" in done.stderr
        times = Counter(room.asked())
        assert set(times) == {path for pages in room.pages.values() for path in pages}
        assert {path for path, count in times.items() if count > 1} & settled == set()
        for host in (BAO, MIEN):
            assert min(web.pauses(host)) >= delay
        assert len(committed(news, "articles")) == len(committed(news, "ledger")) == 40
        assert dongtin("check", news).returncode == 0


def _settled(news: Path) -> set[str]:
    """The paths that the journals of the prefix say are settled."""
    journals = {re.sub(r"-\d{12}\.jsonl$", ".jsonl", name) for name in below(news / "_fetch" / "journals")}
    entries = [entry for name in sorted(journals) for entry in read_journal(news / "_fetch" / "journals" / name)]
    return {"/" + entry.url.split("/", 3)[3].partition("?")[0] for entry in entries if isinstance(entry, Settled)}
