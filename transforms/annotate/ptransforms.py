"""The annotate room on Beam: a model over annotated articles, where a user brings one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import apache_beam as beam
from apache_beam.ml.inference.base import ModelHandler, RunInference

from transforms.annotate.tagger import Tagger, load_tagger, tagged_spans, with_tagged
from transforms.domain.annotations import AnnotatedArticle


@dataclass
class TagArticles(beam.PTransform):
    """In and out: `AnnotatedArticle`; out with what a model adds where the engine left gaps.

    tagger     folder of a token-classification model (see `tagger.py`)
    min_score  probability below which its spans are dropped
    """

    tagger: str
    min_score: float = 0.5

    def expand(self, annotated: beam.PCollection) -> beam.PCollection:
        """The model over batches."""
        return annotated | "Fill gaps with the tagger" >> RunInference(TaggerHandler(self.tagger, self.min_score))


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
