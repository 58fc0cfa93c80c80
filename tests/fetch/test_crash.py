"""SIGKILL at every write of a visit: what was settled is never asked for again, and the archive stays whole."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.fetch.web import QUICK, REAL, Reply, Web, folders, options, page, visit
from tests.store.loopback_s3 import ENDED, before_request, die, in_child
from transforms.domain.archives import ROLE_FIELD
from transforms.domain.outcomes import DeadLetter, Outcome
from transforms.domain.pages import Page
from transforms.fetch import archive, journal
from transforms.fetch.growing import read_grown
from transforms.fetch.replay import replay, settled
from transforms.fetch.targets import Visit
from transforms.fetch.visits import Folders, make_visit

PAGES = 4


def killed_at(number: int, work: Callable[[], None]) -> bool:
    """Runs `work` in a child that kills itself half way through its `number`-th write; False where it ended before."""
    child = os.fork()
    if child == 0:
        _die_in_write(number)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _die_in_write(number: int) -> None:
    """Before, in the middle of, and behind the journal's line and the archive's record, in turn."""
    seen = 0
    write, keep = journal.Journal.write, archive.Archive.keep

    def counted(what: Callable[..., object], torn: Callable[..., None]) -> Callable[..., object]:
        def wrapped(self: object, *arguments: object) -> object:
            nonlocal seen
            seen += 1
            if seen == number:
                torn(self)
                os.kill(os.getpid(), signal.SIGKILL)
            return what(self, *arguments)

        return wrapped

    def torn_line(self: journal.Journal) -> None:
        self._bytes.append(b'{"kind": "Settl')

    def torn_record(self: archive.Archive) -> None:
        self._bytes.append(b"\x1f\x8b\x08\x00\x00")

    journal.Journal.write = counted(write, torn_line)  # type: ignore[method-assign, assignment]
    archive.Archive.keep = counted(keep, torn_record)  # type: ignore[method-assign, assignment]


def a_visit(web: Web) -> Visit:
    urls = [web.put("bao.vn", f"/tin-{n}", page(f"Tin {n}")) for n in range(PAGES)]
    gone = web.put("bao.vn", "/mat", Reply(404))
    moved = web.put("bao.vn", "/cu", Reply(301, {"Location": "/tin-0"}))
    return visit(*urls, gone, moved)


def outcomes(one: Visit, path: Path) -> list[Page | DeadLetter | Outcome]:
    return list(replay(one, folders(path), QUICK))


@pytest.mark.slow
def test_killed_anywhere_nothing_settled_is_asked_for_again(web: Web, tmp_path: Path) -> None:
    one, chosen = a_visit(web), options(web)
    kills = 0
    for number in range(1, 60):
        path = tmp_path / str(number)
        web.log.clear()
        if not killed_at(number, lambda here=path: make_visit(one, chosen, REAL, folders(here))):  # type: ignore[misc]
            break
        kills += 1
        committed = {entry.url for entry in settled(folders(path).journal(one))}
        before = len(web.log)
        make_visit(one, chosen, REAL, folders(path))
        again = {web.url("bao.vn", asked) for asked in web.asked()[before:]}
        moved = {web.url("bao.vn", "/tin-0")} if web.url("bao.vn", "/cu") not in committed else set()
        assert again & (committed - moved) == set()
        found = outcomes(one, path)
        assert [type(each) for each in found] == [Page] * PAGES + [DeadLetter, Page]
        with folders(path).archive(one).open("rb") as stream:
            kinds = [record.rec_type for record in ArchiveIterator(stream)]
        assert kinds.count("response") == kinds.count("request") >= PAGES + 4
    assert kills >= 14


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_at_any_request_to_the_object_store(web: Web, tmp_path: Path, object_store: str) -> None:
    one, chosen = a_visit(web), replace(options(web), commit_seconds=0)
    for number in range(1, 100):
        url = f"{object_store}/kills/{number}"
        there = Folders(raw=f"{url}/raw", journals=f"{url}/journals")
        web.log.clear()
        ended = in_child(
            lambda _, here=there: make_visit(one, chosen, REAL, here),  # type: ignore[misc]
            url,
            tmp_path,
            lambda here=number: before_request(here, die),  # type: ignore[misc]
        )
        committed, before = {entry.url for entry in settled(there.journal(one))}, len(web.log)
        make_visit(one, chosen, REAL, there)
        moved = {web.url("bao.vn", "/tin-0")} if web.url("bao.vn", "/cu") not in committed else set()
        assert {web.url("bao.vn", asked) for asked in web.asked()[before:]} & (committed - moved) == set()
        assert [type(each) for each in replay(one, there, QUICK)] == [Page] * PAGES + [DeadLetter, Page]
        with io.BytesIO(read_grown(there.archive(one))) as stream:
            roles = [record.rec_headers.get_header(ROLE_FIELD) for record in ArchiveIterator(stream)]
        assert roles.count("page") == PAGES + 1  # nothing of a visit that was cut off is read as an input
        if ended == ENDED:
            break
    assert number >= 15


def test_a_visit_that_was_made_asks_for_nothing(web: Web, tmp_path: Path) -> None:
    one, chosen = a_visit(web), options(web)
    make_visit(one, chosen, REAL, folders(tmp_path))
    first, asked = outcomes(one, tmp_path), len(web.log)
    make_visit(one, chosen, REAL, folders(tmp_path))
    assert (outcomes(one, tmp_path), len(web.log)) == (first, asked)
