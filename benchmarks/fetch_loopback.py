"""Pages a second that one process fetches, archives and journals from 20 hosts on loopback.

The server runs in processes of its own, so that only the client is measured (on two cores they still share the
machine). Run: python -m benchmarks.fetch_loopback [pages] [hosts]
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fetch.web import REAL, Reply, page, serve
from transforms.fetch.options import FetchOptions, Manners, Reach
from transforms.fetch.replay import replay
from transforms.fetch.targets import Target, Visit
from transforms.fetch.visits import Folders, make_visit

PAGE_BYTES = 40_000  # of real article pages the median, unpacked, is of this order


def main() -> None:
    pages, hosts = (int(word) for word in (sys.argv[1:] + ["4000", "20"][len(sys.argv) - 1 :])[:2])
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_server, args=(theirs, hosts), daemon=True)
    server.start()
    port = ours.recv()
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), port, pages, hosts)
    ours.send(None)
    server.join()


def _measure(folder: Path, port: int, pages: int, hosts: int) -> None:
    names = [f"bao-{n}.vn" for n in range(hosts)]
    reach = Reach(ports=frozenset({port}), allow_loopback=True, resolve=dict.fromkeys(names, "127.0.0.1"))
    options = FetchOptions(manners=Manners(delay_seconds=0), reach=reach, threads=hosts)
    places = Folders(raw=str(folder / "raw"), journals=str(folder / "journals"))
    visits = [_visit(name, port, pages // hosts) for name in names]
    began, cpu = time.perf_counter(), _cpu()
    with ThreadPoolExecutor(max_workers=options.threads) as threads:
        list(threads.map(lambda visit: make_visit(visit, options, REAL, places), visits))
    seconds, cpu = time.perf_counter() - began, _cpu() - cpu
    began = time.perf_counter()
    found = [type(one).__name__ for visit in visits for one in replay(visit, places, options.limits)]
    replayed = time.perf_counter() - began
    if found != ["Page"] * (pages // hosts * hosts):
        raise SystemExit("not every page was fetched")
    count = len(found)
    print(f"{count} pages of {PAGE_BYTES} bytes from {hosts} hosts")
    print(f"fetched, archived, journaled: {count / seconds:.0f} pages/s, {1000 * cpu / count:.2f} ms CPU a page")
    print(f"read back from the archive:   {count / replayed:.0f} pages/s")


def _visit(host: str, port: int, count: int) -> Visit:
    targets = tuple(Target(url=f"http://{host}:{port}/tin-{n}.html") for n in range(count))
    return Visit(site=host, run_id="bench", day="2026-03-01", targets=targets)


def _server(pipe: Connection, hosts: int) -> None:
    body = page("Tin " * (PAGE_BYTES // 10)).body
    reply = Reply(200, {"Content-Type": "text/html; charset=utf-8"}, body[:PAGE_BYTES])
    with serve() as web:
        for n in range(hosts):
            web.put(f"bao-{n}.vn", "*", reply)
            web.put(f"bao-{n}.vn", "/robots.txt", Reply(404))
        pipe.send(web.port)
        pipe.recv()


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
