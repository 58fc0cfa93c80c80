import datetime as dt

from transforms.annotate.article import annotate_article
from transforms.domain.articles import VIETNAM_TIME, Article, DatedInstant, Precision


def test_partial_days_are_read_against_the_local_day_of_publication() -> None:
    # 18:30 UTC on the 2nd is the 3rd in Vietnam.
    published = DatedInstant(
        at=dt.datetime(2024, 1, 2, 18, 30, tzinfo=dt.UTC), precision=Precision.MINUTE, source="meta"
    )
    article = Article(
        article_id="a", input_key="k", fetched_at=dt.datetime(2024, 1, 3, tzinfo=VIETNAM_TIME), url=None,
        canonical_url=None, publisher=None, section=None, title=None, sapo=None,
        paragraphs=("Sáng nay, Thành ủy họp.",), dateline="Huế", published=published,
    )  # fmt: skip
    mentions = annotate_article(article).annotations.mentions
    assert mentions[0].value is not None
    assert mentions[0].value.first_day == dt.date(2024, 1, 3)
    assert mentions[1].canonical == "Thành ủy Huế"
