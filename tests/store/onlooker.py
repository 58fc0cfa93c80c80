"""A reader in a process of its own, while a writer is killed: it tells whatever no reader may see."""

from __future__ import annotations

import io
import os
import signal
import time
import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import pyarrow.parquet as pq

from transforms.store.reading import read_committed
from transforms.store.schemas import TABLES


def committed(root: Path) -> dict[str, tuple[str, ...]]:
    """Table → the runs of its rows, as the manifests tell."""
    return {name: tuple(sorted(read_committed(root, name, ["run_id"])["run_id"].to_pylist())) for name in TABLES}


class Onlooker:
    """Reads the data set that `look_at` names, again and again, by globbing and through the manifests."""

    def __init__(self, folder: Path, states: Collection[dict[str, tuple[str, ...]]]) -> None:
        self._current, self._told, self._looks = folder / "current", folder / "told", folder / "looks"
        self._allowed = {name: {state[name] for state in states} for name in TABLES}

    def look_at(self, root: Path) -> None:
        """From now on this one; the step that changes it begins afterwards."""
        unfinished = self._current.with_suffix(".new")
        unfinished.write_text(str(root))
        unfinished.replace(self._current)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Looks while the block runs; raises AssertionError where it saw what it must not."""
        child = os.fork()
        if child == 0:
            self._look_forever()
        try:
            yield
            for _ in range(3000):  # a short step may end before the first look
                if self._looks.exists() or self._told.exists():
                    break
                time.sleep(0.01)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        assert not self._told.exists(), self._told.read_text()
        assert self._looks.stat().st_size > 0

    def _look_forever(self) -> None:
        try:
            while True:
                if self._current.exists():
                    self._look(Path(self._current.read_text()))
                    with self._looks.open("ab") as stream:
                        stream.write(b".")
        except BaseException as error:  # noqa: BLE001 -- told to the parent; this process must end here
            self._told.write_text(f"{error!r}\n{traceback.format_exc()}")
        finally:
            os._exit(0)

    def _look(self, root: Path) -> None:
        for path in glob(f"{root}/*/published_date=*/*.parquet"):  # noqa: PTH207 -- pathlib's fails where a folder goes
            try:
                content = Path(path).read_bytes()
            except FileNotFoundError:
                continue  # replaced since the glob
            assert pq.ParquetFile(io.BytesIO(content)).read().num_rows > 0, path
        for name in TABLES:
            runs = tuple(sorted(read_committed(root, name, ["run_id"])["run_id"].to_pylist()))
            assert runs in self._allowed[name], f"{name}: {runs}"
