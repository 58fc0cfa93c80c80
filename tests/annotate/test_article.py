import datetime as dt

from transforms.annotate.article import annotate_article
from transforms.domain.annotations import DateValue
from transforms.domain.articles import VIETNAM_TIME, Article, DatedInstant, Precision


def article(dateline: str) -> Article:
    # 18:30 UTC on the 2nd is the 3rd in Vietnam.
    published = DatedInstant(
        at=dt.datetime(2024, 1, 2, 18, 30, tzinfo=dt.UTC), precision=Precision.MINUTE, source="meta"
    )
    return Article(
        article_id="a", input_key="k", fetched_at=dt.datetime(2024, 1, 3, tzinfo=VIETNAM_TIME), url=None,
        canonical_url=None, publisher=None, section=None, title=None, sapo=None,
        paragraphs=("Sáng nay, Thành ủy họp.",), dateline=dateline, published=published,
    )  # fmt: skip


def test_partial_days_are_read_against_the_local_day_of_publication() -> None:
    value = annotate_article(article("Huế")).annotations.mentions[0].value
    assert isinstance(value, DateValue)
    assert value.first_day == dt.date(2024, 1, 3)


def test_a_dateline_completes_local_bodies_and_a_mark_of_a_paper_does_not() -> None:
    assert annotate_article(article("Đà Nẵng")).annotations.mentions[1].canonical == "Thành ủy Đà Nẵng"
    assert annotate_article(article("TPO")).annotations.mentions[1].canonical == "Thành ủy"
