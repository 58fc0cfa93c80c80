"""No page outlives its limits, refusals keep their names, and nothing is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.clean.following import TABLES
from tests.clean.golden_pages import golden_page
from transforms.clean.options import SandboxLimits
from transforms.clean.page import clean_page
from transforms.clean.sandbox import KillableExtractor
from transforms.domain.errors import ExtractionCrash, ExtractionMemory, ExtractionTimeout, NotAnArticle
from transforms.domain.pages import Medium, Page

ROOT = Path(__file__).parents[2]


def page(body: bytes) -> Page:
    return Page(input_key="hostile", medium=Medium.HTML, body=body, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))


def slow_page() -> Page:
    """Half a million lines: some ten seconds of honest work."""
    return page(("<p>" + "Một dòng chữ ở đây nhé.<br>" * 390_000).encode())


@pytest.fixture(scope="module")
def extractor() -> Iterator[KillableExtractor]:
    with KillableExtractor() as started:
        yield started


def test_gives_what_clean_page_gives(extractor: KillableExtractor) -> None:
    golden = golden_page("relation-box-in-body").page
    assert extractor.clean(golden) == clean_page(golden)


def test_refusals_come_back_by_name(extractor: KillableExtractor) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        extractor.clean(golden_page("forum-thread").page)
    assert refusal.value.detail == "forum"


def test_time_is_limited_and_the_next_page_is_served() -> None:
    with KillableExtractor(limits=SandboxLimits(seconds=0.5)) as extractor:
        extractor.clean(golden_page("brief-news").page)
        first = extractor._worker
        started = time.monotonic()
        with pytest.raises(ExtractionTimeout):
            extractor.clean(slow_page())
        assert time.monotonic() - started < 3
        assert first is not None
        assert first.returncode == -signal.SIGKILL
    with KillableExtractor() as extractor:
        assert extractor.clean(golden_page("brief-news").page).title


def test_memory_is_limited() -> None:
    with KillableExtractor(limits=SandboxLimits(seconds=60, bytes_of_memory=300 << 20)) as extractor:
        with pytest.raises((ExtractionMemory, ExtractionCrash)):
            extractor.clean(page(("<p>" + "Một câu văn đủ dài để là văn. " * 8 + "</p>").encode() * 90_000))
        assert extractor.clean(golden_page("brief-news").page).title


def test_what_follows_cleaning_is_done_in_the_worker_and_its_tables_are_no_pages_fault() -> None:
    golden = golden_page("brief-news").page
    limits = SandboxLimits(bytes_of_memory=300 << 20)
    with KillableExtractor(limits=limits, then="tests.clean.following:titles") as extractor:
        assert extractor.clean(golden) == (clean_page(golden).title, TABLES)


def test_limits_and_refusals_hold_for_what_follows() -> None:
    golden = golden_page("brief-news").page
    refusing = KillableExtractor(then="tests.clean.following:refusing")
    with refusing, pytest.raises(NotAnArticle, match="after cleaning"):
        refusing.clean(golden)
    endless = KillableExtractor(limits=SandboxLimits(seconds=0.5), then="tests.clean.following:endless")
    with endless, pytest.raises(ExtractionTimeout):
        endless.clean(golden)


def test_death_of_the_worker_is_told_and_survived(extractor: KillableExtractor) -> None:
    golden = golden_page("brief-news").page
    extractor.clean(golden)
    assert extractor._worker is not None
    os.kill(extractor._worker.pid, signal.SIGSTOP)
    os.kill(extractor._worker.pid, signal.SIGSEGV)
    os.kill(extractor._worker.pid, signal.SIGCONT)
    for _ in range(2):  # dead before or during the call: the second try has a new worker
        try:
            extractor.clean(golden)
            break
        except ExtractionCrash:
            continue
    else:
        pytest.fail("no new worker")


def test_worker_is_replaced_after_its_share() -> None:
    golden = golden_page("brief-news").page
    with KillableExtractor(limits=SandboxLimits(pages_per_worker=2)) as extractor:
        workers = []
        for _ in range(3):
            extractor.clean(golden)
            assert extractor._worker is not None
            workers.append(extractor._worker.pid)
    assert workers[0] == workers[1] != workers[2]


def test_no_worker_outlives_a_killed_parent() -> None:
    program = textwrap.dedent(
        """
        import time
        from tests.clean.golden_pages import golden_page
        from transforms.clean.sandbox import KillableExtractor
        extractor = KillableExtractor()
        extractor.clean(golden_page("brief-news").page)
        print(extractor._worker.pid, flush=True)
        time.sleep(60)
        """
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while _running(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _running(worker)


def _running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
