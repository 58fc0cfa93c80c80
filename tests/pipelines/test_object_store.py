"""A data set in an object store, as an operator makes and keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.dataset import dongtin
from tests.store.loopback_s3 import BUCKET, served
from transforms.store.reading import read_committed
from transforms.wiring.places import place

_STORY = "Tỉnh ủy tổng kết công tác năm {year}\n\nSáng 12/1, Tỉnh ủy tổ chức hội nghị tổng kết năm {year}.\n\n" + (
    "Các đại biểu đề nghị sớm có hướng dẫn cho những xã mới sáp nhập, để việc của dân không bị gián đoạn.\n\n" * 3
)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_ingest_check_compact_replay_and_vacuum(tmp_path: Path) -> None:
    news = f"s3://{BUCKET}/tin/news"
    for year in (2020, 2021):
        (tmp_path / f"{year}.txt").write_text(_STORY.format(year=year))
    (tmp_path / "empty.txt").write_text("")
    with served(tmp_path):
        for name in ("2020.txt", "2021.txt", "empty.txt"):
            done = dongtin("ingest", tmp_path / name, "--out", news)
            assert done.returncode == 0, done.stderr
        (tmp_path / "empty.txt").write_text(_STORY.format(year=2022))
        for command in (
            ["compact", news, "--before", "2100-01-01"],
            ["replay", news],
            ["vacuum", news],
            ["offices", news],
        ):
            done = dongtin(*command)
            assert done.returncode == 0, done.stderr
        done = dongtin("check", news)
        assert done.returncode == 0, done.stdout
        assert f"{news}: 4 run(s), 3 inputs = 3 outcomes" in done.stdout
        assert read_committed(place(news), "articles").num_rows == 3
        unknown = dongtin("check", f"s3://{BUCKET}/tin/nothing")
        assert (unknown.returncode, "not a data set" in unknown.stdout) == (1, True)
    gone = dongtin(
        "check", news, AWS_ENDPOINT_URL="http://127.0.0.1:9", AWS_ACCESS_KEY_ID="t", AWS_SECRET_ACCESS_KEY="t"
    )
    assert gone.returncode == 1
    assert len(gone.stderr.strip().splitlines()) == 1, gone.stderr
