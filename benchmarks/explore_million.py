"""How fast `dongtin explore` starts and answers on many articles, and in how much memory.

    python -m benchmarks.explore_million --articles 1000000 --days 1000

Writes synthetic articles, their index and nothing else below --folder (8 GB for a million), and leaves both for
another call with the same numbers.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import duckdb
from filelock import FileLock

from benchmarks.synthetic_news import write_news
from pipelines.explore.index_file import index_path
from pipelines.explore.index_read import Index

PORT = 8643
_MOST = 100


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--articles", type=int, default=1_000_000)
    arguments.add_argument("--days", type=int, default=1_000)
    arguments.add_argument("--folder", type=Path, default=Path("/tmp/explore-million"))
    arguments.add_argument("--as-indexed", action="store_true", help="Measure with the index as far as it got.")
    arguments.add_argument("--each", type=int, default=40, help="Different requests of a kind: nothing is asked twice.")
    asked = arguments.parse_args()
    root = asked.folder / f"news-{asked.articles}"
    os.environ["XDG_CACHE_HOME"] = str(asked.folder / "cache")
    if not (root / "_manifests").is_dir():
        _timed("write synthetic articles", lambda: write_news(root, asked.articles, asked.days))
    print(f"data set {_megabytes(root):,.0f} MB, load average {os.getloadavg()[0]:.1f}", flush=True)
    if not asked.as_indexed:
        _index(root)
    # Nobody indexes while answers are measured.
    with FileLock(index_path(root).with_suffix(".lock")):
        _answers_of(root, asked.each)


def _answers_of(root: Path, each: int) -> None:
    indexed = Index(index_path(root)).progress().indexed
    print(f"index {_megabytes(index_path(root).parent):,.0f} MB of {indexed:,} articles", flush=True)
    with _server(root) as process:
        for kind, paths in _requests(root).items():
            _measure(process.pid, kind, paths[:each])
        print(f"peak memory of the server: {_peak(process.pid):,.0f} MB, load average {os.getloadavg()[0]:.1f}")


def _index(root: Path) -> None:
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "pipelines.cli", "explore", str(root), "--index-only"])
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _peak(process.pid))
        time.sleep(0.5)
    usage = os.times()
    seconds = time.monotonic() - started
    processor = usage.children_user + usage.children_system
    print(f"index: {seconds:,.0f} s, {processor:,.0f} s of processor, peak memory {peak:,.0f} MB", flush=True)


@contextmanager
def _server(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "pipelines.cli", "explore", str(root), "--port", str(PORT)])
    try:
        while not _answers():
            time.sleep(0.02)
        used = _processor(process.pid)
        print(f"start to first page: {time.monotonic() - started:.2f} s, {used:.2f} s of processor", flush=True)
        yield process
    finally:
        process.terminate()
        process.wait()


def _answers() -> bool:
    try:
        return _get("/runs")[0] == 200
    except OSError:
        return False


def _requests(root: Path) -> dict[str, list[str]]:
    """Different requests of every kind, about the newest day's articles and the names in them."""
    return {**_searches(root), **_entities(root), "first page": ["/"] * 5, "dead letters": ["/letters"] * 5}


def _searches(root: Path) -> dict[str, list[str]]:
    rows = _newest(root, "articles", "SELECT article_id, replace(text, '.', '') FROM read_parquet($newest) LIMIT $most")
    texts = [text.split() for _, text in rows]
    days = {"from": "2024-06-01", "to": "2026-12-31"}
    mixed = zip(texts, texts[1:] + texts[:1], texts[2:] + texts[:2], strict=True)
    people = _keys(root, "PER")
    return {
        "search: two syllables": [_search(_words(text, 4, 2)) for text in texts],
        "search: four syllables": [_search(_words(text, 20, 4)) for text in texts],
        "search: frequent syllables, a rare phrase": [_search(f"{a[5]} {b[7]} {c[9]}") for a, b, c in mixed],
        "search: without diacritics": [_search(_words(text, 30, 2), loose="1") for text in texts],
        "search: all words, anywhere": [_search(_words(text, 8, 4), match="all") for text in texts],
        "search with publisher and days": [
            _search(_words(text, 12, 2), publisher=f"bao{n}.example", **days) for n, text in enumerate(texts)
        ],
        "search within a person": [_search(text[33], entity=key) for text, key in zip(texts, people, strict=False)],
        "article": [f"/article?id={article_id}" for article_id, _ in rows],
        "people by name": ["/entities?" + urlencode({"label": "PER", "q": _words(text, 0, 2)}) for text in texts],
    }


def _entities(root: Path) -> dict[str, list[str]]:
    names = {"PER": "person", "ORG": "organisation", "LOC": "place", "DOC": "document"}
    often = {f"{name}, often named": _keys(root, label)[:_MOST] for label, name in names.items()}
    rarely = {f"{name}, rarely named": _keys(root, label)[-_MOST:] for label, name in names.items()}
    return {name: ["/entity?" + urlencode({"key": key}) for key in keys] for name, keys in (often | rarely).items()}


def _keys(root: Path, label: str) -> list[str]:
    """The keys of a label on the newest day, the often named first."""
    sql = """SELECT entity_key FROM read_parquet($newest) WHERE label = $label
             GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 50 * $most"""
    return [key for (key,) in _newest(root, "mentions", sql, label=label)]


def _newest(root: Path, table: str, sql: str, **values: str) -> list[tuple[str, ...]]:
    newest = str(max(root.glob(f"{table}/*/*.parquet")))
    return duckdb.connect().execute(sql, {"newest": newest, "most": _MOST, **values}).fetchall()


def _words(text: list[str], first: int, count: int) -> str:
    return " ".join(text[first : first + count])


def _search(text: str, **asked: str) -> str:
    return "/search?" + urlencode({"q": text, **asked})


def _measure(pid: int, kind: str, paths: list[str]) -> None:
    times, failed, before = [], 0, _processor(pid)
    for path in paths:
        started = time.monotonic()
        status, _ = _get(path)
        times.append((time.monotonic() - started) * 1000)
        failed += status != 200
    times.sort()
    worst = times[min(int(len(times) * 0.95), len(times) - 1)]
    processor = (_processor(pid) - before) / len(times) * 1000
    told = f"median {statistics.median(times):6.0f} ms   95 % {worst:6.0f} ms   processor {processor:6.0f} ms a request"
    print(f"{kind:42} {told}   of {len(times)}" + (f"   {failed} FAILED" if failed else ""), flush=True)


def _get(path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _peak(pid: int) -> float:
    """The most memory a process ever held, MB (VmHWM)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _timed(what: str, do: Callable[[], None]) -> None:
    started = time.monotonic()
    do()
    print(f"{what}: {time.monotonic() - started:,.0f} s", flush=True)


if __name__ == "__main__":
    main()
