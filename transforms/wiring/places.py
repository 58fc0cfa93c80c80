"""Where a data set lives: in a local folder, or under a prefix of an object store (`s3://bucket/prefix`).

A local place is a `pathlib.Path`. A place in an object store is a `UPath`, which answers the same questions (`/`,
`name`, `parent`, `exists`, `read_bytes`, `open`), so that only what differs asks which it is: the commit
(`objects.py`), the lock, and where unfinished work lies. Credentials come from the environment alone, as
`AWS_ACCESS_KEY_ID`; so does the address of a store of one's own, `AWS_ENDPOINT_URL`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import cast

import pyarrow.parquet as pq

from transforms.domain.identity import digest
from transforms.wiring.errors import StoreUnwritable

# Bytes of each column that are read at a time; by default a reader holds whole columns of a day.
_READ_AHEAD = 64 * 1024


def place(text: str) -> Path:
    """The place that a person names: a path, or `s3://bucket/prefix`.

    Raises `StoreUnwritable` where it is another kind of URL, or the extra `s3` is not installed.
    """
    if "://" not in text:
        return Path(text)
    if not text.startswith("s3://"):
        raise StoreUnwritable(f"{text}: name a folder or s3://bucket/prefix")
    try:
        import s3fs  # noqa: F401 -- half a second, only for who asks for it
        from upath import UPath
    except ImportError as error:
        raise StoreUnwritable(f"{text}: needs the extra s3: pip install 'dongtin[s3]'") from error
    # What others have written must be seen at once.
    return cast(Path, UPath(text.rstrip("/"), use_listings_cache=False))


def is_local(root: Path) -> bool:
    """Whether it is a folder of this machine: with rename, locks and fsync."""
    return isinstance(root, Path)


def work_folder(root: Path) -> Path:
    """The local folder for unfinished work: the data set's own, or one for each object store address."""
    if is_local(root):
        return root
    return Path(tempfile.gettempdir()) / "dongtin" / digest(str(root))


def open_parquet(path: Path | str) -> pq.ParquetFile:
    """Opens a Parquet file wherever it lies; raises FileNotFoundError where it does not."""
    where = place(path) if isinstance(path, str) else path
    return pq.ParquetFile(where if is_local(where) else where.open("rb"), buffer_size=_READ_AHEAD)
