import time
from datetime import date

import pytest

from transforms.annotate.dates import find_dates
from transforms.annotate.documents import find_documents
from transforms.annotate.events import find_events

SMALL, FACTOR = 25_000, 8
UNITS = [
    "1", "12/", "12-", "ngày ", "ngày 1, ", "số 1/2/3-", "12/2 và ", "quý I, ", "tháng 1, ", "năm 2015, ",
    "sẽ ngày 1/2 ", "từ 1/1/2010 đến ", "mùng 1 ", "hội nghị ", "hội nghị triển khai ", "đại hội a ",
    "Hội nghị Trung ương 4, ", "Luật A b ", "luật sửa đổi, bổ sung luật ", "Nghị quyết số 18-NQ/TW; ",
    "khoản 2 Điều 5 ", "quyết định a b ", "hội nghị “",
]  # fmt: skip


def seconds(text: str) -> float:
    begun = time.process_time()
    dates = find_dates(text, date(2023, 2, 20))
    find_documents(text, [])
    find_events(text, [], dates)
    return time.process_time() - begun


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    small, large = (seconds((unit * (size // len(unit) + 1))[:size]) for size in (SMALL, SMALL * FACTOR))
    assert large < 3 * FACTOR * small + 0.5  # a quadratic pattern would take FACTOR times as much again
