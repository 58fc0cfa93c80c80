"""Laws for any bytes under any name: no exception, an outcome at least, and the same ones again."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.archives import ARC_HEADER, arc_record, http, warc_record
from transforms.domain.outcomes import DeadLetter
from transforms.read.inputs import describe
from transforms.read.options import ReadOptions
from transforms.read.reader import read_input

_PARQUET = io.BytesIO()
pq.write_table(pa.table({"url": ["https://a.example/1"] * 9, "text": [f"Tin {n}" for n in range(9)]}), _PARQUET)
_WARC = [warc_record(http()), warc_record(http(gzip.compress(b"<html>a"), headers=("Content-Encoding: gzip",)))] * 2
SEEDS = {
    "a.html": b"<p>tin</p>",
    "a.txt.gz": gzip.compress(b"tin"),
    "a.jsonl": b"".join(json.dumps({"text": f"Tin {n}", "url": "x"}).encode() + b"\n" for n in range(5)),
    "a.jsonl.gz": gzip.compress(b'{"text": "tin"}\n' * 5),
    "a.json": json.dumps([{"text": "tin", "date": 5}] * 4).encode(),
    "a.warc": b"".join(_WARC),
    "a.warc.gz": b"".join(gzip.compress(record) for record in _WARC),
    "a.arc": ARC_HEADER + arc_record(http()) + arc_record(http()),
    "a.parquet": _PARQUET.getvalue(),
}
OPTIONS = ReadOptions(max_page_bytes=100_000)


def outcomes_of(folder: Path, name: str, content: bytes) -> list[object]:
    (folder / name).write_bytes(content)
    file = describe(str(folder / name))
    first, again = list(read_input(file, OPTIONS)), list(read_input(file, OPTIONS))
    assert first == again
    assert first
    assert all(o.stage == "read" and o.detail.startswith(o.key) for o in first if isinstance(o, DeadLetter))
    return list(first)


@pytest.mark.parametrize("name", sorted(SEEDS))
@given(content=st.binary(max_size=300))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes(tmp_path: Path, name: str, content: bytes) -> None:
    outcomes_of(tmp_path, name, content)


@pytest.mark.parametrize("name", sorted(SEEDS))
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_good_file_that_was_damaged(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(SEEDS[name])
    spots = data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.binary(max_size=4)), max_size=4))
    for spot, change in spots:
        content[spot : spot + data.draw(st.integers(0, 4))] = change
    cut = data.draw(st.integers(0, len(content)))
    outcomes_of(tmp_path, name, bytes(content[:cut] if data.draw(st.booleans()) else content))
