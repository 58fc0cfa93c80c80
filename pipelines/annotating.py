"""What is done with an article in the process that cleaned it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pipelines.catalog import name_publisher, publishers_by_host
from transforms.annotate.article import annotate_article, load_tables
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article

# For `CleanPages.then`.
ANNOTATOR = f"{__name__}:annotator"


def annotator() -> Callable[[Article], AnnotatedArticle]:
    """Loads the tables, a second; gives the function that names an article's publisher and annotates it."""
    load_tables()
    return partial(_annotate, by_host=publishers_by_host())


def _annotate(article: Article, by_host: dict[str, str]) -> AnnotatedArticle:
    return annotate_article(name_publisher(article, by_host))
