"""What is done with an article in the process that cleaned it: all that it needs of itself alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pipelines.catalog import name_publisher, publishers_by_host
from transforms.annotate.article import annotate_article, load_tables
from transforms.dedup.fingerprints import fingerprint
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article

# For `CleanPages.then`.
ANNOTATOR = f"{__name__}:annotator"


def annotator() -> Callable[[Article], AnnotatedArticle]:
    """Loads the tables, a second; gives what names an article's publisher, annotates it and takes its fingerprint."""
    load_tables()
    return partial(_annotate, by_host=publishers_by_host())


def _annotate(article: Article, by_host: dict[str, str]) -> AnnotatedArticle:
    annotated = annotate_article(name_publisher(article, by_host))
    return replace(annotated, fingerprint=fingerprint(annotated.article.text))
