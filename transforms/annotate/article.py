"""An article in, an annotated article out."""

from __future__ import annotations

from dataclasses import replace

from transforms.annotate.engine import annotate_text
from transforms.annotate.places.finding import find_places
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


def load_tables() -> None:
    """Loads what annotating needs, once a process and safely among threads: a second or two, some 200 MB."""
    annotate_text("Ông Nguyễn Văn An, Chủ tịch UBND tỉnh Đồng Tháp, nói ngày 26/7 về Nghị định 168/2024/NĐ-CP.")
    sentence_spans("Một câu.")


def _place_of(dateline: str | None) -> str | None:
    """The place a dateline names; None for a paper's own mark ("TPO", "ĐTO")."""
    places = find_places(normalise(dateline).text) if dateline else []
    return places[0].canonical if places else None
