"""The index follows the data set: what is added, changed, taken away, rewritten; and never lies in it."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.explore.dataset import DataSet, selecting
from pipelines.explore.errors import FilesMoving, TooSlow
from pipelines.explore.index_build import build_once
from pipelines.explore.index_file import index_path, token
from pipelines.explore.index_read import Index, match_of
from pipelines.explore.question import Question, read_question
from tests.explore.news import AN, client, commit, newsroom, story
from tests.explore.test_search import titles
from transforms.store.maintenance import compact, expire


def tree(root: Path) -> dict[str, str]:
    return {
        p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in root.rglob("*")
        if p.is_file()
    }


def test_nothing_is_written_into_the_data_set(tmp_path: Path) -> None:
    root = tmp_path / "news"
    commit(root, "r1", newsroom())
    before = tree(root)
    site = client(root)
    for path in ("/", "/search?q=ninh+binh", "/entity?key=per:le-van-an", "/export.csv", "/letters", "/runs"):
        site.get(path)
    assert tree(root) == before


def test_a_new_commit_adds_its_articles_only(tmp_path: Path) -> None:
    root, index = tmp_path / "news", tmp_path / "i.sqlite"
    commit(root, "r1", newsroom())
    assert build_once(DataSet(root), index) == 3
    commit(root, "r2", [story("Tin mới về lúa gạo.", "2026-03-01", title="Lúa gạo")])
    assert build_once(DataSet(root), index) == 1
    assert build_once(DataSet(root), index) == 0
    assert titles(client(root, index=index), q="lua gao") == ["Lúa gạo"]


def test_a_rerun_takes_away_what_it_no_longer_has(tmp_path: Path) -> None:
    root, index = tmp_path / "news", tmp_path / "i.sqlite"
    commit(root, "r1", newsroom())
    build_once(DataSet(root), index)
    commit(root, "r1", newsroom()[1:])
    site = client(root, index=index)
    assert titles(site, q="hoi nghi") == ["Bàn về đê"]
    assert len(titles(site)) == 6
    assert Index(index).key("per:le-van-an").articles == 3  # type: ignore[union-attr]


def test_a_changed_title_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    root, index = tmp_path / "news", tmp_path / "i.sqlite"
    one = story("Không đổi.", title="Cũ")
    commit(root, "r1", [one])
    build_once(DataSet(root), index)
    other = replace(one, annotated=replace(one.annotated, article=replace(one.article, title="Mới")))
    commit(root, "r1", [other])
    site = client(root, index=index)
    assert titles(site, q="cũ") == []
    assert titles(site, q="mới") == ["Mới"]


def test_compaction_changes_no_answer_and_no_row(tmp_path: Path) -> None:
    root, index = tmp_path / "news", tmp_path / "i.sqlite"
    commit(root, "r1", newsroom()[:3])
    commit(root, "r2", newsroom()[3:])
    before = titles(client(root, index=index))
    rows = _rows(index)
    assert compact(root, before=date(2027, 1, 1)) is not None
    assert sorted(titles(client(root, index=index))) == sorted(before)
    assert _rows(index) == rows


def test_an_expired_day_is_gone(tmp_path: Path) -> None:
    root, index = tmp_path / "news", tmp_path / "i.sqlite"
    commit(root, "r1", newsroom())
    build_once(DataSet(root), index)
    expire(root, before=date(2026, 1, 1), tables=["articles", "mentions", "offices"])
    site = client(root, index=index)
    assert len(titles(site)) == 4
    assert site.get("/entity?key=doc:12-2025-nd-cp").status_code == 404
    assert titles(site, q="nghi dinh") == []


def test_two_processes_do_not_write_one_index(tmp_path: Path) -> None:
    root, index = tmp_path / "news", tmp_path / "i.sqlite"
    commit(root, "r1", newsroom())
    build_once(DataSet(root), index)
    commit(root, "r2", [story("Thêm.", title="Thêm")])
    with FileLock(index.with_suffix(".lock")):
        assert build_once(DataSet(root), index) == 0
    assert build_once(DataSet(root), index) == 1


def test_the_index_lies_in_the_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = index_path(tmp_path / "news")
    assert path.parent == tmp_path / "cache" / "dongtin" / "explore"
    assert path != index_path(tmp_path / "other")


def test_reading_connections_cannot_write(tmp_path: Path) -> None:
    root, path = tmp_path / "news", tmp_path / "i.sqlite"
    commit(root, "r1", newsroom())
    build_once(DataSet(root), path)
    index = Index(path)
    with index._connection() as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM docs")


def test_duckdb_reads_nothing_but_the_data_set(tmp_path: Path) -> None:
    root = tmp_path / "news"
    commit(root, "r1", newsroom())
    (tmp_path / "secret.csv").write_text("a\n1\n")
    dataset = DataSet(root)
    with dataset.cursor() as cursor:
        for sql in (
            *(f"FROM read_text('{path}')" for path in (f"{tmp_path}/secret.csv", f"{root}/../secret.csv")),
            f"FROM '{tmp_path}/secret.csv'",
            "SELECT * FROM read_text('/etc/passwd')",
            "SET enable_external_access = true",
            "SET lock_configuration = false",
            f"COPY (SELECT 1) TO '{tmp_path}/x.csv'",
            "ATTACH '/tmp/x.db'",
            "INSTALL httpfs",
        ):
            with pytest.raises(Exception, match=r"(?i)permission|configuration|disabled|locked|not allowed"):
                cursor.execute(sql)
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO 'x'",
        "SELECT 1; SELECT 2",
        "DELETE FROM x",
        "SET threads = 1",
        "PRAGMA version",
        "ATTACH 'x'",
    ],
)
def test_only_one_select_is_ever_run(sql: str) -> None:
    with pytest.raises(ValueError, match="not one SELECT"):
        selecting(sql)


def test_a_question_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    commit(tmp_path / "news", "r1", newsroom())
    dataset = DataSet(tmp_path / "news")
    with pytest.raises(TooSlow), dataset.cursor(seconds=0.2) as cursor:
        cursor.execute(
            "SELECT count(*) FROM range(10000000000) a, range(100000) b WHERE a.range % 7 = b.range % 11"
        ).fetchall()


def test_a_file_that_went_away_is_read_from_the_newer_state(tmp_path: Path) -> None:
    root = tmp_path / "news"
    commit(root, "r1", newsroom()[:3])
    commit(root, "r2", newsroom()[3:])
    site = client(root)
    assert compact(root, before=date(2027, 1, 1)) is not None  # the snapshot still names the files it removed
    assert len(titles(site)) == 7
    assert site.get("/entity?key=per:le-van-an").status_code == 200


def test_files_that_stay_away_are_said_to_move(tmp_path: Path) -> None:
    root = tmp_path / "news"
    commit(root, "r1", newsroom())
    site = client(root)
    for path in root.glob("articles/*/*.parquet"):
        path.unlink()
    answer = site.get("/search")
    assert answer.status_code == 503
    assert "being written" in answer.text
    with pytest.raises(FilesMoving):
        DataSet(root).rows("SELECT * FROM read_parquet($a)", lambda now: {"a": now.of("articles")})


def test_it_answers_while_another_writes(tmp_path: Path) -> None:
    root = tmp_path / "news"
    commit(root, "r0", newsroom())
    site = client(root)
    done = threading.Event()

    def write() -> None:
        for number in range(12):
            commit(root, f"w{number % 4}", [story(f"Ông {AN} nói lần {number}.", title=f"Lần {number}")])
            if number % 5 == 4:
                compact(root, before=date(2027, 1, 1))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    answers = []
    while not done.is_set():
        site.app.state.site.dataset.refresh()  # type: ignore[attr-defined]
        answers += [
            site.get(path).status_code for path in ("/", "/search?q=hoi+nghi", "/entity?key=per:le-van-an", "/runs")
        ]
    writer.join()
    assert set(answers) == {200}
    assert len(titles(client(root), q="noi lan")) == 4


def test_what_is_not_indexed_yet_is_told(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    from pipelines.explore.app import make_app

    commit(tmp_path / "news", "r1", newsroom())
    app = make_app(tmp_path / "news", tmp_path / "i.sqlite", follow=False)
    site = TestClient(app, base_url="http://localhost", headers={"Accept-Language": "en"})
    assert "Indexing: 0 of 7 articles" in site.get("/search").text


def test_the_application_indexes_by_itself(tmp_path: Path) -> None:
    import time

    from starlette.testclient import TestClient

    from pipelines.explore.app import make_app

    commit(tmp_path / "news", "r1", newsroom())
    with TestClient(make_app(tmp_path / "news", tmp_path / "i.sqlite"), base_url="http://localhost") as site:
        deadline = time.monotonic() + 30
        while "Đang lập chỉ mục" in site.get("/search").text and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(titles(site)) == 7


def test_an_empty_data_set_has_pages(tmp_path: Path) -> None:
    (tmp_path / "news" / "_manifests").mkdir(parents=True)
    site = client(tmp_path / "news")
    for path in (
        "/",
        "/search",
        "/search?q=a",
        "/entities",
        "/letters",
        "/runs",
        "/ledger",
        "/export",
        "/export.csv",
        "/export.parquet",
    ):
        assert site.get(path).status_code == 200, path


def test_a_match_holds_only_words_and_tokens() -> None:
    question = read_question({"q": 'Hội "nghị (tp:x) OR y*"', "match": "all"})
    keys = ["per:a", 'per:"b']
    tokens = " OR ".join(f'k : "{token(key)}"' for key in keys)
    words = '{te be} : "hội" AND {te be} : "nghị tp x or y"'
    assert match_of(question, [keys]) == f"{words} AND ({tokens})"
    assert match_of(Question(), []) == ""


def _rows(index: Path) -> list[tuple[int, str]]:
    connection = sqlite3.connect(index)
    return connection.execute("SELECT doc, article_id FROM docs ORDER BY 1").fetchall()
