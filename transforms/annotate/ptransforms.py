"""The annotate room on Beam: articles in, annotated articles out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.ml.inference.base import ModelHandler, RunInference

from transforms.annotate.article import annotate_article, load_tables
from transforms.annotate.tagger import Tagger, load_tagger, tagged_spans, with_tagged
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article
from transforms.wiring.collector import settle_collector, slow_collector
from transforms.wiring.try_map import DEAD_LETTERS, RESULTS, SETTLED, Tried, split, try_one


@dataclass
class AnnotateArticles(beam.PTransform):
    """In: `Article`. Out: `Tried` of `AnnotatedArticle`. A worker loads the tables once, before its first article.

    tagger     folder of a token-classification model that adds what the engine left (see `tagger.py`); None: no model
    min_score  probability below which its spans are dropped
    """

    tagger: str | None = None
    min_score: float = 0.5

    def expand(self, articles: beam.PCollection) -> Tried:
        """One fallible call an article, then the model over batches where there is one."""
        annotating = beam.ParDo(_AnnotateFn()).with_outputs(DEAD_LETTERS, SETTLED, main=RESULTS)
        tried = split(articles | "Annotate each article" >> annotating)
        if self.tagger is None:
            return tried
        handler = TaggerHandler(self.tagger, self.min_score)
        return tried._replace(results=tried.results | "Fill gaps with the tagger" >> RunInference(handler))


class _AnnotateFn(beam.DoFn):
    def setup(self) -> None:
        slow_collector()
        load_tables()
        settle_collector()

    def process(self, article: Article) -> Iterator[AnnotatedArticle | pvalue.TaggedOutput]:
        yield from try_one(article, annotate_article, "annotate")


class TaggerHandler(ModelHandler[AnnotatedArticle, AnnotatedArticle, Tagger]):
    """Runs a tagger over annotated articles; Beam loads it once a process."""

    def __init__(self, folder: str, min_score: float) -> None:
        super().__init__()
        self._folder = folder
        self._min_score = min_score

    def load_model(self) -> Tagger:
        """The model of the folder; raises UnusableTagger."""
        return load_tagger(self._folder)

    def run_inference(
        self, batch: Sequence[AnnotatedArticle], model: Tagger, inference_args: dict[str, Any] | None = None
    ) -> Iterator[AnnotatedArticle]:
        """Each article of the batch with the model's mentions in its gaps."""
        for annotated in batch:
            text = annotated.article.text
            spans = list(tagged_spans(model, text))
            more = with_tagged(annotated.annotations, text, spans, min_score=self._min_score)
            yield replace(annotated, annotations=more)
