"""A map that may refuse: results on one side, dead letters and settled outcomes on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.metrics import Metrics

from transforms.domain.articles import Article
from transforms.domain.errors import ArticleError, NotAnArticle
from transforms.domain.outcomes import DeadLetter, Outcome, OutcomeKind
from transforms.domain.pages import Page

In = TypeVar("In")
Out = TypeVar("Out")

RESULTS, DEAD_LETTERS, SETTLED = "results", "dead_letters", "settled"
# A payload above this is left where it is: the key points to it. Parquet pages stay readable at this size.
PAYLOAD_CAP_BYTES = 4 * 1024 * 1024


class Tried(NamedTuple):
    """The halves of a fallible step: what goes on, what was refused, what ended as something else than an article."""

    results: beam.PCollection
    dead_letters: beam.PCollection
    settled: beam.PCollection


def split(tagged: beam.pvalue.DoOutputsTuple) -> Tried:
    """The halves of a step whose outputs bear the tags of this module."""
    return Tried(tagged[RESULTS], tagged[DEAD_LETTERS], tagged[SETTLED])


@dataclass
class TryMap(beam.PTransform):
    """Applies `function` to each element; a named refusal becomes a dead letter, a bug crashes the run.

    In: pages or articles. Out: `Tried`. Safe to retry: the function is pure.
    """

    function: Callable[..., object]
    stage: str

    def expand(self, elements: beam.PCollection) -> Tried:
        """One fallible call an element."""
        return split(
            elements
            | f"Try to {self.stage}"
            >> beam.FlatMap(try_one, self.function, self.stage).with_outputs(DEAD_LETTERS, SETTLED, main=RESULTS)
        )


def try_one(element: In, function: Callable[[In], Out], stage: str) -> Iterator[Out | pvalue.TaggedOutput]:
    """Yields the result, or the tagged refusal."""
    try:
        result = function(element)
    except ArticleError as error:
        yield settle(element, stage, error)
    else:
        yield result


def settle(element: object, stage: str, error: ArticleError) -> pvalue.TaggedOutput:
    """What becomes of a refused element, counted by the refusal's name."""
    Metrics.counter(stage, error.reason).inc()
    if isinstance(error, NotAnArticle):
        return pvalue.TaggedOutput(SETTLED, no_article(element, error))
    return pvalue.TaggedOutput(DEAD_LETTERS, dead_letter(element, stage, error))


def dead_letter(element: object, stage: str, error: ArticleError) -> DeadLetter:
    """The dead letter of a refused page or article; other elements cannot be refused (TypeError)."""
    if not isinstance(element, Page | Article):
        raise TypeError(f"{type(element).__name__} cannot become a dead letter")
    letter = DeadLetter(
        stage=stage,
        reason=error.reason,
        key=element.input_key,
        detail=error.detail,
        arrived_at=element.fetched_at,
        url=element.url,
        publisher=element.publisher,
    )
    return _with_page(letter, element) if isinstance(element, Page) else letter


def _with_page(letter: DeadLetter, page: Page) -> DeadLetter:
    """The letter with all that is needed to try the page again."""
    payload = page.body if len(page.body) <= PAYLOAD_CAP_BYTES else None
    return replace(letter, payload=payload, medium=page.medium, hints=page.hints)


def no_article(element: object, error: NotAnArticle) -> Outcome:
    """The outcome of a page that is no article; its type is the reason."""
    if not isinstance(element, Page):
        raise TypeError(f"{type(element).__name__} cannot be no article")
    return Outcome(
        input_key=element.input_key,
        kind=OutcomeKind.NOT_AN_ARTICLE,
        arrived_at=element.fetched_at,
        reason=error.detail or None,
    )
