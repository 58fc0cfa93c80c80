"""The annotate room on Beam: articles in, annotated articles out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import apache_beam as beam
from apache_beam import pvalue

from transforms.annotate.article import annotate_article, load_tables
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article
from transforms.wiring.collector import settle_collector
from transforms.wiring.try_map import DEAD_LETTERS, RESULTS, SETTLED, Tried, split, try_one


@dataclass
class AnnotateArticles(beam.PTransform):
    """In: `Article`. Out: `Tried` of `AnnotatedArticle`. A worker loads the tables once, before its first article."""

    def expand(self, articles: beam.PCollection) -> Tried:
        """One fallible call an article."""
        annotating = beam.ParDo(_AnnotateFn()).with_outputs(DEAD_LETTERS, SETTLED, main=RESULTS)
        return split(articles | "Annotate each article" >> annotating)


class _AnnotateFn(beam.DoFn):
    def setup(self) -> None:
        load_tables()
        settle_collector()

    def process(self, article: Article) -> Iterator[AnnotatedArticle | pvalue.TaggedOutput]:
        yield from try_one(article, annotate_article, "annotate")
