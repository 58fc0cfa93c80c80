from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalog import Level, known_publishers, load_publishers, name_publisher, publishers_by_host, site_hints
from pipelines.yamls import ConfigError
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


def test_the_registry_covers_the_country() -> None:
    publishers = known_publishers()
    levels = {level: sum(one.level is level for one in publishers) for level in Level}
    assert len(publishers) >= 30
    assert min(levels.values()) >= 5
    assert {"baodanang", "xaydungdang", "tienphong", "baodongthap"} <= {one.id for one in publishers}
    assert all(one.sources() for one in publishers)
    assert len({source for one in publishers for source in one.sources()}) == sum(
        len(one.sources()) for one in publishers
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: A\n", r"a.yaml:1: hosts: Field required"),
        ("name: A\nhosts: [www.a.vn]\n", r"a.yaml:2: hosts.0: .* no host name without www"),
        (
            "name: A\nhosts: [a.vn]\nfeeds:\n  - url: https://a.vn/1\n  - url: http://127.1/\n",
            r"a.yaml:5: feeds.1.url:",
        ),
        ("name: A\nhosts: [a.vn]\nsections:\n  - https://b.vn/\n", r"a.yaml:1: .*https://b.vn/ is on none"),
        ("name: A\nhosts: [a.vn]\ntime_zone: Asia/Nirgends\n", r"a.yaml:3: time_zone: .*no time zone"),
        ("name: A\nhosts: [a.vn]\npoliteness:\n  delay: 1\n", r"a.yaml:4: politeness.delay: unknown key"),
        ("name: A\nhosts: [a.vn]\nlevel: global\n", r"a.yaml:3: level: Input should be"),
        ("id: b\nname: A\nhosts: [a.vn]\n", r"a.yaml:1: id: is told by the file's name"),
        ("name: [\n", r"a.yaml:2: not YAML"),
    ],
)
def test_a_mistake_in_the_registry_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=message):
        load_publishers(tmp_path)


def test_a_host_has_one_owner(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"name: {name}\nhosts: [chung.vn]\n", "utf-8")
    with pytest.raises(ConfigError, match=r"b.yaml: hosts: chung.vn belongs to a already"):
        load_publishers(tmp_path)


def test_an_empty_registry_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no publisher"):
        load_publishers(tmp_path)


def test_the_clean_room_is_told_what_differs(tmp_path: Path) -> None:
    (tmp_path / "plain.yaml").write_text("name: A\nhosts: [a.example]\n", "utf-8")
    entry = "name: B\nhosts: [b.example]\ntime_zone: Asia/Tokyo\nbyline_hints: [BO]\n"
    entry += "selectors: {title: h1.t, remove: [.x]}\n"
    (tmp_path / "b.yaml").write_text(entry, "utf-8")
    (hints,) = site_hints(load_publishers(tmp_path))
    assert (hints.publisher, hints.hosts, hints.time_zone, hints.marks) == ("b", ("b.example",), "Asia/Tokyo", ("BO",))
    assert (hints.title, hints.remove, hints.body) == ("h1.t", (".x",), None)


def test_a_selector_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("name: B\nhosts: [b.example]\nselectors: {title: 'h1['}\n", "utf-8")
    with pytest.raises(ConfigError, match="selectors"):
        load_publishers(tmp_path)
