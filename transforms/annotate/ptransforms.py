"""The annotate room on Beam: articles in, annotated articles out."""

from __future__ import annotations

from dataclasses import dataclass

import apache_beam as beam

from transforms.annotate.article import annotate_article
from transforms.wiring.try_map import Tried, TryMap


@dataclass
class AnnotateArticles(beam.PTransform):
    """In: `Article`. Out: `Tried` of `AnnotatedArticle`."""

    def expand(self, articles: beam.PCollection) -> Tried:
        """One fallible call an article."""
        return articles | TryMap(annotate_article, "annotate")
