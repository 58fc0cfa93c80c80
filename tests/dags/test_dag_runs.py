"""Every DAG in a real Airflow: a throw-away home on SQLite, `dag.test()`, the commands as users run them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.dags.airflow_home import migrate, run_dags, write_spec
from tests.fetch.web import serve
from tests.pipelines.dataset import SAMPLES, rows, tree
from tests.pipelines.test_fetch import Newsroom
from transforms.store.check import check_dataset

pytestmark = pytest.mark.slow

# A run's data interval is the last whole day in Vietnam before its logical date.
DAY = "2026-03-01"
AFTER = "2026-03-02T03:00:00+07:00"
INGEST = {"dag": "news_ingest", "day": AFTER}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("airflow")
    migrate(home)
    for publisher, folder in (("baovidu", "texts"), ("songday", "refused")):
        (home / "incoming" / DAY / publisher).mkdir(parents=True)
        for path in sorted((SAMPLES / folder).iterdir()):
            (home / "incoming" / DAY / publisher / path.name).write_bytes(path.read_bytes())
    return home


def two_sources(home: Path) -> list[dict[str, Any]]:
    return [
        {"publisher": "baovidu", "inputs": [f"{home}/incoming/{{day}}/baovidu"], "chunks": 2},
        {"publisher": "songday", "inputs": [f"{home}/incoming/{{day}}/songday"], "optional": True},
    ]


class Webhook:
    """A server that keeps what is posted to it."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        keep = self.messages

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                keep.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def connection(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/alarm"


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    one = Webhook()
    yield one
    one.server.shutdown()


def test_ingest_maps_commits_checks_and_publishes_and_again_the_same(home: Path) -> None:
    write_spec(home, two_sources(home))
    (first,) = run_dags(home, INGEST)
    assert first["state"] == "success", first["tasks"]
    states = {name: state for name, (state, _) in first["tasks"].items()}
    # which chunk a file is in depends on its path, here a temporary one: one of two may be empty
    assert {name.partition("[")[0] for name in states} == {"which_day", "discover", "ingest", "check", "publish"}
    published = first["tasks"]["publish"][1]
    assert published["inputs"] == 7
    assert published["rows"]["articles"] == len(rows(home / "news", "articles")) == 4
    assert sum(published["publishers"]["baovidu"].values()) == 4
    of_baovidu = {f"news-{DAY}-baovidu-00", f"news-{DAY}-baovidu-01"}
    assert of_baovidu.intersection(published["run_ids"]) == set(published["run_ids"]) - {f"news-{DAY}-songday-00"}
    assert len(published["run_ids"]) == sum(name.startswith("ingest[") for name in states)
    events = dict(first["events"])
    assert set(events) == {
        f"news_{table}" for table in ("articles", "mentions", "offices", "dead_letters", "ledger")
    } | {"news_articles_baovidu"}
    assert events["news_articles"]["rows"] == 4
    assert events["news_articles"]["partitions"] == published["partitions"]
    assert sum(events["news_articles_baovidu"]["partitions"].values()) == 4
    assert events["news_articles"]["closed_before"] == "2026-03-02"
    before = tree(home / "news")
    ranged = {"dag": "news_backfill", "params": {"first_day": DAY, "last_day": DAY}}
    again, by_range = run_dags(home, INGEST, ranged)
    assert (again["state"], by_range["state"]) == ("success", "success")
    assert again["tasks"]["publish"][1] == published
    assert tree(home / "news") == before
    assert check_dataset(home / "news") == []


def test_backfill_of_an_archive_twice_is_one_run(home: Path) -> None:
    write_spec(home, two_sources(home))
    call = {"dag": "news_backfill", "params": {"inputs": [str(SAMPLES / "archives" / "dump.jsonl")]}}
    first, second = run_dags(home, call, call)
    assert (first["state"], second["state"]) == ("success", "success")
    assert first["tasks"]["publish"][1]["rows"]["articles"] > 0
    assert first["tasks"]["publish"][1] == second["tasks"]["publish"][1]
    assert check_dataset(home / "news") == []


def test_compact_replay_quality_and_consumer_run(home: Path) -> None:
    write_spec(home, two_sources(home))
    articles = {row["article_id"] for row in rows(home / "news", "articles")}
    letters = len(rows(home / "news", "dead_letters"))
    day = min(folder.name.partition("=")[2] for folder in (home / "news" / "articles").iterdir())
    compact, replay, quality, consumer = run_dags(
        home,
        {"dag": "news_compact", "day": "2030-01-01T03:00:00+07:00"},
        {"dag": "news_replay"},
        {"dag": "news_quality", "params": {"days": [day]}},
        {"dag": "news_consumer"},
    )
    for run in (compact, replay, quality, consumer):
        assert run["state"] == "success", run["tasks"]
    assert articles <= {row["article_id"] for row in rows(home / "news", "articles")}  # replay may add some
    replayed = replay["tasks"]["publish"][1]
    assert (replayed["inputs"], len(replayed["run_ids"])) == (letters, 1)
    assert dict(replay["events"])["news_articles"]["run_ids"] == replayed["run_ids"]
    assert dict(quality["events"])["news_quality"]["partitions"] == [day]
    assert rows(home / "news", "quality")
    assert check_dataset(home / "news") == []


def test_the_report_is_written_whatever_the_verdict(home: Path) -> None:
    page = home / "report.html"
    write_spec(home, two_sources(home), report=str(page))
    (failed,) = run_dags(home, {"dag": "news_quality", "params": {"days": ["no day"]}})
    assert failed["state"] == "failed"
    assert failed["tasks"]["write_report"] == ["success", str(page)]
    assert dict(failed["events"])["news_report"]["page"] == str(page)
    assert "Content-Security-Policy" in page.read_text("utf-8")


def test_a_missing_day_fails_with_an_alarm_and_commits_nothing(home: Path, webhook: Webhook) -> None:
    write_spec(home, two_sources(home))
    before = tree(home / "news") if (home / "news").exists() else {}
    call = {"dag": "news_ingest", "params": {"day": "2026-01-05"}}
    (failed,) = run_dags(home, call, AIRFLOW_CONN_DONGTIN_ALARMS=webhook.connection)
    assert failed["state"] == "failed"
    assert (tree(home / "news") if (home / "news").exists() else {}) == before
    (message,) = webhook.messages
    assert (message["dag"], message["task"]) == ("news_ingest", "discover")
    assert message["reason"] == f"baovidu: {home}/incoming/2026-01-05/baovidu: no such file or folder"


def test_what_feeds_announce_is_fetched_once_and_only_for_the_present_day(home: Path, tmp_path: Path) -> None:
    with serve() as web:
        newsroom = Newsroom(web, tmp_path, count=2)
        fetch = {"publishers": ["vidu", "mientrung"], "registry": str(tmp_path / "registry")}
        source = {"kind": "fetch", "fetch": fetch}
        write_spec(home, [source], out=str(tmp_path / "fetched"), config=str(newsroom.config))
        past = {"dag": "news_ingest", "params": {"day": DAY}}
        first, again, old = run_dags(home, INGEST, INGEST | {"day": "2026-03-03T03:00:00+07:00"}, past)
    assert first["state"] == "success", first["tasks"]
    published = first["tasks"]["publish"][1]
    assert published["rows"]["articles"] == len(rows(tmp_path / "fetched", "articles")) == 4
    assert sum(published["publishers"]["vidu"].values()) == 2
    assert sorted(newsroom.asked()) == sorted(path for paths in newsroom.pages.values() for path in paths)
    assert (again["state"], again["tasks"]["publish"][0]) == ("success", "skipped")
    assert (old["state"], old["tasks"]["discover"][0]) == ("success", "skipped")
    assert check_dataset(tmp_path / "fetched") == []


def test_a_failing_command_tells_its_last_lines(home: Path, webhook: Webhook) -> None:
    write_spec(home, two_sources(home), config=str(home / "no-such-config.yaml"))
    (failed,) = run_dags(home, INGEST, AIRFLOW_CONN_DONGTIN_ALARMS=webhook.connection)
    assert failed["state"] == "failed"
    assert {message["task"].partition("[")[0] for message in webhook.messages} == {"ingest"}
    assert "no-such-config.yaml: cannot be read" in webhook.messages[0]["reason"]


def test_an_unreachable_webhook_changes_nothing(home: Path) -> None:
    write_spec(home, two_sources(home))
    call = {"dag": "news_ingest", "params": {"day": "2026-01-05"}}
    (failed,) = run_dags(home, call, AIRFLOW_CONN_DONGTIN_ALARMS="http://127.0.0.1:9/alarm")
    assert failed["state"] == "failed"
    assert "cannot be reached" in (home / "last.log").read_text()


def test_only_optional_sources_without_files_skip_the_run(home: Path) -> None:
    write_spec(home, [two_sources(home)[1]])
    (run,) = run_dags(home, {"dag": "news_ingest", "params": {"day": "2026-01-05"}})
    assert run["tasks"]["discover"][0] == "skipped"
    assert run["state"] == "success"
