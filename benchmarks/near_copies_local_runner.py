"""What the local runner needs to judge documents: seconds and megabytes of one run of `JudgeArticles`.

    python -m benchmarks.near_copies_local_runner --shared ../shared --documents 6000

Beyond the sample's 6,000 texts they are multiplied, each copy of the set with a mark at every word.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from benchmarks.near_copies import Article, read_articles
from transforms.dedup.ptransforms import JudgeArticles
from transforms.domain.annotations import AnnotatedArticle, Annotations
from transforms.domain.articles import Article as CleanArticle
from transforms.domain.identity import article_id


def annotated(articles: list[Article], documents: int) -> Iterator[AnnotatedArticle]:
    for number in range(documents):
        name, title, text = articles[number % len(articles)]
        copy = number // len(articles)
        marked = (
            text
            if not copy
            else "\n".join(" ".join(f"{word}{copy}" for word in line.split()) for line in text.split("\n"))
        )
        url = f"https://a.example/{name}-{copy}"
        article = CleanArticle(
            article_id=article_id(canonical_url=url, publisher=None, text=marked),
            input_key=url,
            fetched_at=datetime(2017, 2, 7, tzinfo=UTC),
            url=url,
            canonical_url=url,
            publisher=None,
            section=None,
            title=title,
            sapo=None,
            paragraphs=tuple(marked.split("\n")),
        )
        yield AnnotatedArticle(article=article, annotations=Annotations())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--documents", type=int, default=6000)
    given = arguments.parse_args()
    articles = read_articles(given.shared)
    before, started = _peak(), time.process_time()
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        arrivals = (
            pipeline
            | "Once" >> beam.Create([given.documents])
            | "Make" >> beam.FlatMap(lambda documents: annotated(articles, documents))
        )
        known = pipeline | "Known" >> beam.Create([])
        judged = arrivals | JudgeArticles(known=known, signatures=beam.Filter(lambda _judged: False))
        relations = judged.articles | "Relation" >> beam.Map(lambda one: str(one.relation))
        _ = relations | beam.combiners.Count.PerElement() | beam.Map(print)
    seconds = time.process_time() - started
    speed = given.documents / seconds
    print(f"{given.documents} documents: {seconds:.1f} s of CPU time, {speed:.0f} documents/s;", end=" ")
    print(f"peak {_peak()} MB, before the run {before} MB")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    main()
