import datetime as dt
import json

from transforms.annotate.engine import annotate_text
from transforms.annotate.export import to_html, to_record

TEXT = "Ngày 3/2/2024, Bộ trưởng Bộ Y tế Trần Thử ký Thông tư 7/2024/TT-BYT <script>alert(1)</script>."
ANNOTATIONS = annotate_text(TEXT, reference_date=dt.date(2024, 2, 4))


def test_the_record_is_plain_and_complete() -> None:
    record = json.loads(json.dumps(to_record("x", ANNOTATIONS)))
    assert set(record) == {"doc_id", "entities", "relations"}
    date, document = (next(e for e in record["entities"] if e["label"] == label) for label in ("DATE", "DOC"))
    assert date["value"] == {"value": "2024-02-03", "first_day": "2024-02-03", "last_day": "2024-02-03"}
    assert document["value"]["number"] == "7"
    assert [TEXT[e["start"] : e["end"]] for e in record["entities"]] == [e["surface"] for e in record["entities"]]
    relation = record["relations"][0]
    assert [TEXT[slice(*relation[k])] for k in ("holder", "position", "organisation")] == [
        "Trần Thử",
        "Bộ trưởng Bộ Y tế",
        "Bộ Y tế",
    ]


def test_the_page_escapes_the_text_and_closes_what_it_opens() -> None:
    page = to_html([("x", TEXT, ANNOTATIONS)])
    assert "<script>" not in page
    assert page.count("<mark") == page.count("</mark>")
    assert "Trần Thử" in page
    assert "2024-02-03" in page
