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

from benchmarks.synthetic_news import write_news

PORT = 8643
_EACH = 40  # different requests of a kind: nothing is asked twice


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--articles", type=int, default=1_000_000)
    arguments.add_argument("--days", type=int, default=1_000)
    arguments.add_argument("--folder", type=Path, default=Path("/tmp/explore-million"))  # noqa: S108 - told to the reader
    asked = arguments.parse_args()
    root = asked.folder / f"news-{asked.articles}"
    os.environ["XDG_CACHE_HOME"] = str(asked.folder / "cache")
    if not (root / "_manifests").is_dir():
        _timed("write synthetic articles", lambda: write_news(root, asked.articles, asked.days))
    print(f"data set {_megabytes(root):,.0f} MB, load average {os.getloadavg()[0]:.1f}", flush=True)
    _index(root)
    print(f"index {_megabytes(asked.folder / 'cache'):,.0f} MB", flush=True)
    with _server(root) as process:
        for kind, paths in _requests(root).items():
            _measure(kind, paths)
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
    started, before = time.monotonic(), os.times()
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
    _ = before


def _answers() -> bool:
    try:
        return _get("/runs")[0] == 200
    except OSError:
        return False


def _requests(root: Path) -> dict[str, list[str]]:
    """Different requests of every kind, half of the names often named, half rarely."""
    connection = duckdb.connect()
    some = f"read_parquet('{sorted(root.glob('articles/*/*.parquet'))[len(list(root.glob('articles/*'))) // 2]}')"
    rows = connection.execute(f"SELECT article_id, text, title FROM {some} LIMIT {_EACH}").fetchall()
    words = [text.split() for _, text, _ in rows]
    mentions = f"read_parquet('{root}/mentions/*/*.parquet')"
    keys = {
        label: [
            key
            for (key,) in connection.execute(
                f"SELECT entity_key FROM {mentions} WHERE label = ? GROUP BY 1 ORDER BY count(*) DESC, 1", [label]
            ).fetchall()
        ]
        for label in ("PER", "ORG", "LOC", "DOC")
    }
    plain = str.maketrans("", "", ".")

    def search(**asked: str) -> str:
        return "/search?" + urlencode(asked)

    return {
        "search: two syllables": [search(q=" ".join(w[4:6]).translate(plain)) for w in words],
        "search: four syllables": [search(q=" ".join(w[20:24]).translate(plain)) for w in words],
        "search: a rare phrase of frequent syllables": [search(q=f"{a[5]} {b[7]} {c[9]}".translate(plain).replace('"', "")) for a, b, c in zip(words, words[1:] + words[:1], words[2:] + words[:2], strict=True)],
        "search: without diacritics": [search(q=" ".join(w[30:32]).translate(plain), loose="1") for w in words],
        "search: all words, anywhere": [search(q=" ".join(w[8:12]).translate(plain), match="all") for w in words],
        "search with publisher and days": [search(q=" ".join(w[12:14]).translate(plain), publisher=f"bao{n}.example", **{"from": "2024-06-01", "to": "2025-12-31"}) for n, w in enumerate(words)],
        "search within a person": [search(q=w[33].translate(plain), entity=keys["PER"][n * 20]) for n, w in enumerate(words)],
        "person, often named": [f"/entity?key={key}" for key in keys["PER"][:_EACH]],
        "person, any": [f"/entity?key={key}" for key in keys["PER"][100 :: len(keys["PER"]) // _EACH][:_EACH]],
        "organisation": [f"/entity?key={key}" for key in keys["ORG"][50 :: len(keys["ORG"]) // _EACH][:_EACH]],
        "place": [f"/entity?key={key}" for key in keys["LOC"][20 :: len(keys["LOC"]) // _EACH][:_EACH]],
        "document": [f"/entity?key={key}" for key in keys["DOC"][20 :: len(keys["DOC"]) // _EACH][:_EACH]],
        "article": [f"/article?id={article_id}" for article_id, _, _ in rows],
        "people by name": ["/entities?" + urlencode({"label": "PER", "q": w[0] + " " + w[1]}) for w in words],
        "first page": ["/"] * 5,
        "dead letters": ["/letters"] * 5,
    }  # fmt: skip


def _measure(kind: str, paths: list[str]) -> None:
    times, failed = [], 0
    for path in paths:
        started = time.monotonic()
        status, _ = _get(path)
        times.append((time.monotonic() - started) * 1000)
        failed += status != 200
    times.sort()
    worst = times[min(int(len(times) * 0.95), len(times) - 1)]
    print(f"{kind:46} median {statistics.median(times):6.0f} ms   95 % {worst:6.0f} ms   of {len(times)}"
          + (f"   {failed} FAILED" if failed else ""), flush=True)  # fmt: skip


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
