"""What every answer carries, and which requests get none."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pipelines.explore.app import PAGES
from pipelines.explore.security import host_of, web_address


@pytest.mark.parametrize("path", [*PAGES, "/explore.css", "/icon.svg", "/no-such-page", "/search?q=" + "a" * 300])
def test_every_answer_has_the_headers(site: TestClient, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy  # default-src 'none' stands for it
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "169.254.1.1", "localhost@evil.example",
        "[::2]", "evil.example:8640", "[", "localhost/x",
    ],
)  # fmt: skip
def test_another_host_gets_no_answer(site: TestClient, host: str) -> None:
    answer = site.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Dòng Tin" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8640", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8640"])
def test_loopback_is_answered(site: TestClient, host: str) -> None:
    assert site.get("/runs", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading_is_answered(site: TestClient, method: str) -> None:
    assert site.request(method, "/search").status_code == 405


def test_head_is_reading(site: TestClient) -> None:
    assert site.head("/search").status_code == 200


def test_a_long_address_is_refused(site: TestClient) -> None:
    assert site.get("/search?q=" + "a" * 5000).status_code == 414


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/explore.css/../app.py", "/static/../app.py",
        "/explore.css%00", "/article?id=../../etc/passwd", "/article?id=%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/article?id=a/b", "/article?id=a%00b",
        "/compare?left=../x&right=../y", "/article?id=x&revision=1e9", "/article?id=x&revision=-1", "/article",
    ],
)  # fmt: skip
def test_no_path_leads_to_a_file(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text


@pytest.mark.parametrize("path", ["/letter?key=%2fetc%2fpasswd&run=r1", "/entity?key=../../etc/passwd", "/entity?key="])
def test_what_is_not_there_is_not_found(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x", "//evil.example", "/relative", "", None, "http://", "https://a b", "https://user:pw@evil.example/",
        "https://evil.example\\@good.example", "ftp://x.example", "file:///etc/passwd", "http://[::1",
        "\x01https://a.example",
    ],
)  # fmt: skip
def test_only_a_web_address_is_a_link(text: str | None) -> None:
    assert web_address(text) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert web_address("https://bao.example/a?b=ữ") == "https://bao.example/a?b=ữ"


def test_hosts_are_names_without_ports() -> None:
    assert host_of("[::1]:80") == "::1"
    assert host_of("localhost:80") == "localhost"
    assert host_of("a@localhost") == ""
