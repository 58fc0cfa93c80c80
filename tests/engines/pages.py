"""Inputs for streams: original text, one article a number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from transforms.domain.pages import Medium, Page

START = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


def page(number: int, *, second: float, edition: int = 1) -> Page:
    text = (
        f"Xã Phú Mẫu {number} làm xong đường liên thôn\n"
        f"Chiều nay, ông Lê Văn An, Chủ tịch UBND xã Phú Mẫu {number}, cho biết tuyến đường số {number} đã thông xe.\n"
        f"Người dân góp {edition * 100 + number} ngày công trong ba tháng.\n"
    )
    return Page(
        input_key=f"tin/{number}-{edition}.txt",
        medium=Medium.TEXT,
        body=text.encode(),
        fetched_at=START + timedelta(seconds=second),
        url=f"https://bao.example/{number}",
    )
