"""Instants as machines write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.instants import parse_instant, url_instant


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2022-07-26T13:54:23+07:00", "2022-07-26T13:54:23+07:00"),
        ("2022-07-26T06:54:23Z", "2022-07-26T13:54:23+07:00"),
        ("2022-07-26T13:54:23.123", "2022-07-26T13:54:23+07:00"),
        ("2022-07-26 13:54 +0700", "2022-07-26T13:54:00+07:00"),
        ("2022-07-26", "2022-07-26"),
        ("26/07/2022 13:54", "2022-07-26T13:54:00+07:00"),
        ("26-7-2022", "2022-07-26"),
        ("13:54 26/07/2022", "2022-07-26T13:54:00+07:00"),
        ("7/26/2022 1:54:23 PM", "2022-07-26T13:54:23+07:00"),
        ("3/7/2022 1:54:23 PM", "2022-03-07T13:54:23+07:00"),
        ("26/07/2022 1:54:23 CH", "2022-07-26T13:54:23+07:00"),
        ("Tue, 26 Jul 2022 06:54:23 GMT", "2022-07-26T13:54:23+07:00"),
        ("1658818463", "2022-07-26T13:54:23+07:00"),
        ("1658818463000", "2022-07-26T13:54:23+07:00"),
        ("/Date(1658818463000)/", "2022-07-26T13:54:23+07:00"),
        ("1970-01-01", None),
        ("0001-01-01T00:00:00", None),
        ("31/02/2022", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_parse(text: str, local: str | None) -> None:
    found = parse_instant(text, "test")
    assert (found.local_iso() if found else None) == local


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("https://a.vn/tin-20220726135423.htm", "2022-07-26T13:54:23+07:00"),
        ("https://a.vn/tin-20220726135423008.htm", "2022-07-26T13:54:23+07:00"),
        ("https://a.vn/tin-188220726135423001.chn", "2022-07-26T13:54:23+07:00"),
        ("https://a.vn/2015/03/23/tin.html", "2015-03-23"),
        ("https://a.vn/tin/20150323/tin/724115.html", "2015-03-23"),
        ("https://a.vn/2012/12/41584-tin.html", None),
        ("https://a.vn/tin-4741234.html", None),
        ("https://a.vn/tin.html?v=20220726135423", None),
        ("https://20220726.vn/tin.html", None),
    ],
)
def test_url(url: str, local: str | None) -> None:
    found = url_instant(url)
    assert (found.local_iso() if found else None) == local


@given(st.text(max_size=70))
def test_no_text_crashes_the_parser(text: str) -> None:
    parse_instant(text, "test")
    url_instant(text)
