"""The guard: what is refused before a connection is opened. Resolver and connector only write down the questions."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fetch.web import FakeTime, folders, visit
from transforms.domain.errors import ForbiddenAddress
from transforms.domain.outcomes import DeadLetter
from transforms.fetch.addresses import check_number, join_address, read_address
from transforms.fetch.dialing import Dialer
from transforms.fetch.options import FetchOptions, Limits, Manners, Reach
from transforms.fetch.replay import replay
from transforms.fetch.visits import make_visit

PUBLIC = Reach()
# What DNS answers in these tests; a name that is not here is asked for by mistake.
NAMES = {
    "noi-bo.vn": ["10.1.2.3"],
    "lap-lai.vn": ["127.0.0.1"],
    "may.vn": ["169.254.169.254"],
    "nua-nua.vn": ["203.113.131.1", "192.168.1.1"],
    "sau.vn": ["::1"],
    "anh-xa.vn": ["::ffff:10.0.0.1"],
    "nat64.vn": ["64:ff9b::a9fe:a9fe"],
    "sau-bon.vn": ["2002:7f00:1::"],
    "teredo.vn": ["2001:0:102:304::80ff:fffe"],
    "rieng.vn": ["fd12:3456:789a::1"],
    "lien-ket.vn": ["fe80::1"],
    "nhom.vn": ["224.0.0.251"],
    "chung.vn": ["100.64.0.1"],
    "khong.vn": ["0.0.0.0"],
    "quang-ba.vn": ["255.255.255.255"],
    "thu.vn": ["198.18.0.1"],
    "10.1.2.3.nip.vn": ["10.1.2.3"],
}
AS_WRITTEN = [
    "http://127.0.0.1/", "http://127.1/", "http://127.000.000.001/", "http://2130706433/", "http://0x7f000001/",
    "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.1./", "http://0/",
    "http://0.0.0.0/", "http://10.0.0.1/", "http://172.16.5.4/", "http://192.168.0.1/", "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/", "http://168.63.129.16/", "http://[::1]/", "http://[::]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25eth0]/", "http://[fd00:ec2::254]/",
    "http://[ff02::1]/", "http://[fec0::1]/", "http://localhost/", "http://LOCALHOST:80/", "http://a.localhost/",
    "http://metadata.google.internal/", "http://may-in.local/", "http://router/", "http://user@bao.vn/",
    "http://bao.vn@127.0.0.1/", "http://bao.vn:pw@noi-bo.vn/", "http://１２７.０.０.１/", "http://①②⑦.①/",
    "http://127。0。0。1/", "http://bao.vn:22/", "http://bao.vn:6379/", "http://bao.vn\\@127.0.0.1/",
    "http://bao.vn\t/", "http://bao.vn\r\nHost: noi-bo.vn/", "file:///etc/passwd", "ftp://bao.vn/", "gopher://bao.vn:70/_",
    "dict://bao.vn:11211/", "jar:http://bao.vn!/", "javascript:alert(1)", "data:text/html,a", "//bao.vn/", "http:///a",
    "http://", "http://bao.vn:99999/", "http://[::1", "http://.vn/", "http://-/", "http://bao..vn/", "http://xn--/",
    "http://" + "a" * 300 + ".vn/", "http://bao.vn/" + "a" * 5000,
]  # fmt: skip


class Recorder:
    """Stands for DNS and the network."""

    def __init__(self) -> None:
        self.resolved: list[str] = []
        self.connected: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        return NAMES[host]

    def connect(self, number: str, port: int, seconds: float) -> socket.socket:
        self.connected.append(number)
        raise ConnectionRefusedError("recorded, not connected")


def refused(url: str, path: Path) -> tuple[Recorder, str]:
    recorder, one = Recorder(), visit(url)
    quick = FetchOptions(limits=Limits(), manners=Manners(tries=2), reach=PUBLIC)
    dialer = Dialer(reach=PUBLIC, resolver=recorder.resolve, connector=recorder.connect)
    make_visit(one, quick, FakeTime().clock, folders(path), dialer)
    (letter,) = replay(one, folders(path), quick.limits)
    assert isinstance(letter, DeadLetter)
    return recorder, letter.reason


@pytest.mark.parametrize("url", AS_WRITTEN)
def test_an_address_that_lies_as_written_reaches_neither_dns_nor_network(url: str, tmp_path: Path) -> None:
    recorder, reason = refused(url, tmp_path)
    assert (recorder.resolved, recorder.connected, reason) == ([], [], "forbidden_address")


@pytest.mark.parametrize("host", sorted(NAMES))
def test_a_name_that_leads_inside_reaches_no_network(host: str, tmp_path: Path) -> None:
    recorder, reason = refused(f"https://{host}/tin.html", tmp_path)
    assert (set(recorder.resolved), recorder.connected, reason) == ({host}, [], "forbidden_address")


def test_the_recorder_would_have_seen_a_connection(tmp_path: Path) -> None:
    NAMES["that.vn"] = ["203.113.131.1"]
    try:
        recorder, reason = refused("https://that.vn/", tmp_path)
    finally:
        del NAMES["that.vn"]
    assert (set(recorder.connected), reason) == ({"203.113.131.1"}, "host_unreachable")


def test_the_connection_goes_to_the_number_that_was_checked() -> None:
    answers = iter([["203.113.131.1"], ["127.0.0.1"]])  # DNS rebinding: the second answer is another
    connected: list[str] = []

    def connect(number: str, port: int, seconds: float) -> socket.socket:
        connected.append(number)
        return socket.socket()

    dialer = Dialer(reach=PUBLIC, resolver=lambda host, port: next(answers), connector=connect)
    dialer.dial("bao.vn", 443, 1).close()
    assert connected == ["203.113.131.1"]
    with pytest.raises(ForbiddenAddress):
        dialer.dial("bao.vn", 443, 1)
    assert connected == ["203.113.131.1"]


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://bao.vn", "https://bao.vn/"),
        ("HTTPS://BAO.VN./Tin?a=1#b", "https://bao.vn/Tin?a=1"),
        ("http://bao.vn:80/a", "http://bao.vn/a"),
        ("http://bao.vn:8080/a", "http://bao.vn:8080/a"),
        ("https://báo.vn/a", "https://xn--bo-mia.vn/a"),
        ("https://bao.vn/tin-tức?q=đà", "https://bao.vn/tin-t%E1%BB%A9c?q=%C4%91%C3%A0"),
        ("https://bao.vn/a%20b", "https://bao.vn/a%20b"),
        ("http://203.113.131.1/a", "http://203.113.131.1/a"),
        ("http://[2001:4860:4860::8888]/a", "http://[2001:4860:4860::8888]/a"),
    ],
)
def test_a_good_address_comes_out_plain(url: str, plain: str) -> None:
    assert read_address(url, PUBLIC).url == plain


@given(st.text(max_size=60))
def test_reading_gives_an_address_or_a_refusal(text: str) -> None:
    try:
        address = read_address("http://" + text, PUBLIC)
    except ForbiddenAddress:
        return
    assert address.url.isascii()
    assert read_address(address.url, PUBLIC) == address


@given(st.ip_addresses(v=4))
def test_no_form_of_an_inner_number_passes(number: object) -> None:
    dotted = str(number)
    try:
        check_number(dotted, PUBLIC)
    except ForbiddenAddress:
        high, low = f"{int(number) >> 16:x}", f"{int(number) & 0xFFFF:x}"  # type: ignore[call-overload]
        for carried in (f"::ffff:{dotted}", f"64:ff9b::{high}:{low}", f"2002:{high}:{low}::", f"::{high}:{low}"):
            with pytest.raises(ForbiddenAddress):
                check_number(carried, PUBLIC)


def test_loopback_passes_only_where_it_is_allowed() -> None:
    for number in ("127.0.0.1", "::1"):
        check_number(number, Reach(allow_loopback=True))
        with pytest.raises(ForbiddenAddress):
            check_number(number, PUBLIC)
    with pytest.raises(ForbiddenAddress):
        check_number("10.0.0.1", Reach(allow_loopback=True))


@pytest.mark.parametrize(
    "location", ["http://127.1/", "//10.0.0.1/", "https://user@bao.vn/", "javascript:1", "http://[bad"]
)
def test_redirects_meet_the_same_guard(location: str) -> None:
    base = read_address("https://bao.vn/a", PUBLIC)
    with pytest.raises(ForbiddenAddress):
        join_address(base, location, PUBLIC)
