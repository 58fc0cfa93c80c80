"""The line history as a side input: what recurs in a publisher's texts is its furniture."""

from __future__ import annotations

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from tests.nouns import ARRIVAL
from transforms.clean.ptransforms import CleanPages
from transforms.domain.pages import Medium, Page

SLOGAN = "Nhịp sống sông nước mỗi ngày"
STORIES = {
    "lũ": ("Sáng 3/9, nước sông Đáy bắt đầu rút, người dân các xã ven sông trở về dọn nhà và phơi lại thóc giống.",
           "Chính quyền xã huy động dân quân giúp các gia đình neo đơn, ưu tiên nhà có người già và trẻ nhỏ trước."),
    "chợ": ("Chợ phiên cuối năm họp từ bốn giờ sáng, bưởi và cam của các vườn bãi sông được thương lái mua hết.",
            "Ban quản lý chợ cho biết lượng hàng tăng gần gấp rưỡi so với năm ngoái, giá giữ như phiên trước."),
    "trường": ("Trường tiểu học của xã khai giảng muộn một tuần vì sân trường còn ngập bùn sau đợt lũ đầu tháng.",
               "Giáo viên và phụ huynh cùng dọn lớp học, sách vở được các đoàn thiện nguyện chuyển về trong ngày."),
}  # fmt: skip


def page(name: str, publisher: str | None) -> Page:
    first, second = STORIES[name]
    body = "\n\n".join((f"Chuyện {name} ở xã ven sông", first, SLOGAN, second)).encode()
    return Page(input_key=name, medium=Medium.TEXT, body=body, fetched_at=ARRIVAL, publisher=publisher)


@pytest.mark.parametrize(
    ("publisher", "line_history", "kept"),
    [("Báo Ví Dụ", True, []), ("Báo Ví Dụ", False, sorted(STORIES)), (None, True, sorted(STORIES))],
)
def test_a_line_of_three_articles_is_the_publishers(publisher: str | None, line_history: bool, kept: list[str]) -> None:
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        pages = pipeline | beam.Create([page(name, publisher) for name in STORIES])
        cleaned = pages | CleanPages(line_history=line_history)
        holding = cleaned.results | beam.Filter(lambda one: SLOGAN in one.text) | beam.Map(lambda one: one.input_key)
        assert_that(holding, equal_to(kept), label="kept")
        assert_that(cleaned.results | "Count" >> beam.combiners.Count.Globally(), equal_to([3]), label="all")
