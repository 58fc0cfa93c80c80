from __future__ import annotations

import pytest

from pipelines.catalog import known_publishers, name_publisher, publishers_by_host
from tests.nouns import article


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://baodanang.vn/chinh-tri/a.html", "baodanang"),
        ("https://www.tienphong.vn/a.tpo", "tienphong"),
        ("https://vanhoa.tienphong.vn/a.tpo", "tienphong"),
        ("https://nottienphong.vn/a", "nottienphong.vn"),
        ("https://www.baola.example/a", "baola.example"),
        (None, None),
    ],
)
def test_the_publisher_is_known_by_its_host(url: str | None, publisher: str | None) -> None:
    assert name_publisher(article(canonical_url=url), publishers_by_host()).publisher == publisher


def test_what_was_given_goes_first() -> None:
    given = article(canonical_url="https://tienphong.vn/a", publisher="Kho lưu trữ")
    assert name_publisher(given, publishers_by_host()) == given


def test_no_host_belongs_to_two_publishers() -> None:
    hosts = [host for publisher in known_publishers() for host in publisher.hosts]
    assert len(hosts) == len(set(hosts)) > 0
