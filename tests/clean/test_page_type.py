"""Pages that look like forums and are none: readers' threads below an article, questions beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from transforms.clean.page import clean_page
from transforms.domain.pages import Medium, Page

_PARAGRAPHS = [
    f"Sáng nay, đoàn công tác số {number} đã kiểm tra tuyến đê biển, ghi nhận nhiều đoạn kè sụt lún sau mùa mưa và đề "
    "nghị địa phương sớm bố trí kinh phí sửa chữa trước khi triều cường lên cao."
    for number in range(1, 7)
]
_COMMENTS = "".join(
    f'<li class="comment even thread-even depth-1"><div class="comment-body"><p>Ý kiến {number}: cần làm sớm.</p>'
    '<div class="reply"><a href="#">Trả lời</a></div></div></li>'
    for number in range(30)
)
_FAQ = (
    '<script type="application/ld+json">{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Bao giờ?"}]}'
    "</script>"
)


def _text(head: str, tail: str) -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in _PARAGRAPHS)
    html = f"<html><head><title>Kiểm tra đê biển</title>{head}</head><body><article><h1>Kiểm tra đê biển</h1>{story}"
    body = f"{html}</article>{tail}</body></html>".encode()
    fetched = datetime(2026, 1, 1, tzinfo=UTC)
    return clean_page(Page(input_key="a", medium=Medium.HTML, body=body, fetched_at=fetched)).text


def test_threads_of_readers_make_no_forum() -> None:
    assert _text("", f'<ol class="commentlist">{_COMMENTS}</ol>').split("\n") == _PARAGRAPHS


def test_answered_questions_make_no_forum() -> None:
    assert _text(_FAQ, "").split("\n") == _PARAGRAPHS
