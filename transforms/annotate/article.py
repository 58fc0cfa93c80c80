"""An article in, an annotated article out."""

from __future__ import annotations

from dataclasses import replace

from transforms.annotate.engine import annotate_text
from transforms.annotate.places import find_places
from transforms.annotate.sentences import sentence_spans
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article
from transforms.vietnamese.normalise import normalise


def annotate_article(article: Article) -> AnnotatedArticle:
    """Annotate `article.text` against its local day of publication (else of its update) and its dateline."""
    instant = article.published or article.updated
    annotations = annotate_text(
        article.text,
        reference_date=instant.local_day() if instant else None,
        publisher_place=_place_of(article.dateline),
    )
    sentences = sentence_spans(article.text)
    return AnnotatedArticle(article=article, annotations=replace(annotations, sentences=sentences))


def _place_of(dateline: str | None) -> str | None:
    """The place a dateline names; None for a paper's own mark ("TPO", "ĐTO")."""
    places = find_places(normalise(dateline).text) if dateline else []
    return places[0].canonical if places else None
