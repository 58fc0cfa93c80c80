"""An article in, an annotated article out."""

from __future__ import annotations

from transforms.annotate.engine import annotate_text
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article


def annotate_article(article: Article) -> AnnotatedArticle:
    """Annotate `article.text` against its local day of publication (else of its update) and its dateline."""
    instant = article.published or article.updated
    annotations = annotate_text(
        article.text,
        reference_date=instant.local_day() if instant else None,
        publisher_place=article.dateline,
    )
    return AnnotatedArticle(article=article, annotations=annotations)
