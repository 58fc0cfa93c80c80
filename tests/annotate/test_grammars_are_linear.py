from datetime import date

import pytest

from transforms.annotate.dates.finding import find_dates
from transforms.annotate.documents.finding import find_documents
from transforms.annotate.events.finding import find_events

UNITS = [
    "1", "12/", "12-", "ngày ", "ngày 1, ", "số 1/2/3-", "12/2 và ", "quý I, ", "tháng 1, ", "năm 2015, ",
    "sẽ ngày 1/2 ", "từ 1/1/2010 đến ", "mùng 1 ", "hội nghị ", "hội nghị triển khai ", "đại hội a ",
    "Hội nghị Trung ương 4, ", "Luật A b ", "luật sửa đổi, bổ sung luật ", "Nghị quyết số 18-NQ/TW; ",
    "khoản 2 Điều 5 ", "quyết định a b ", "hội nghị “",
]  # fmt: skip


# Half a megabyte of each: linear reading takes seconds, quadratic reading would outlast any hang guard.
@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("unit", UNITS)
def test_hostile_texts_end(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    dates = find_dates(text, date(2023, 2, 20))
    found = [*dates, *find_documents(text, []), *find_events(text, [], dates)]
    assert all(0 <= one.start < one.end <= len(text) for one in found)
