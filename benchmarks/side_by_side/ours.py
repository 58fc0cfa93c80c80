"""This project without Beam: the rooms' pure functions in a plain loop, as far as asked.

    python -m benchmarks.side_by_side.ours ARCHIVES OUT --upto read|clean|annotate|dedup|store [--in-process]

The loop holds all articles in memory until the commit: it is the floor that the graph is measured against, not a way
to run.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.catalog import name_publisher, publishers_by_host
from transforms.annotate.article import annotate_article
from transforms.clean.page import clean_page
from transforms.clean.sandbox import KillableExtractor
from transforms.dedup import bands
from transforms.dedup.copies import mark_exact_copies
from transforms.dedup.election import apply_election, elect
from transforms.dedup.options import DedupOptions
from transforms.dedup.resemblance import answers, questions
from transforms.dedup.revisions import number_revisions
from transforms.dedup.signing import sign
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article
from transforms.domain.errors import ArticleError, NotAnArticle
from transforms.domain.judgements import JudgedArticle, outcome_of
from transforms.domain.outcomes import DeadLetter, Outcome, refusal
from transforms.domain.pages import Page
from transforms.read.inputs import find_inputs
from transforms.read.reader import read_input
from transforms.store.commit import commit_run, open_run
from transforms.store.partitions import arrival_day, partition_of_article
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import (
    Row,
    article_row,
    dead_letter_row,
    ledger_row,
    mention_rows,
    office_rows,
    signature_row,
)
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, MENTIONS, OFFICES, SIGNATURES
from transforms.wiring.collector import settle_collector
from transforms.wiring.try_map import dead_letter, no_article

STEPS = ("read", "clean", "annotate", "dedup", "store")


@dataclass
class Settled:
    """What left the way early."""

    letters: list[DeadLetter] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def read(archives: Path, settled: Settled) -> Iterator[Page]:
    for file in find_inputs([str(archives)]):
        for one in read_input(file):
            if isinstance(one, DeadLetter):
                settled.letters.append(one)
            else:
                yield one


def clean(pages: Iterable[Page], cleaner: Callable[[Page], Article], settled: Settled) -> Iterator[Article]:
    hosts = publishers_by_host()
    for page in pages:
        try:
            yield name_publisher(cleaner(page), hosts)
        except NotAnArticle as error:
            settled.outcomes.append(no_article(page, error))
        except ArticleError as error:
            settled.letters.append(dead_letter(page, "clean", error))


def dedup(articles: Iterable[AnnotatedArticle], settled: Settled) -> list[JudgedArticle]:
    by_id: defaultdict[str, list[AnnotatedArticle]] = defaultdict(list)
    for one in articles:
        by_id[one.article.article_id].append(one)
    by_text: defaultdict[str, list[JudgedArticle]] = defaultdict(list)
    for group in by_id.values():
        numbered = number_revisions(group, ())
        settled.outcomes += numbered.unchanged
        for one in numbered.judged:
            by_text[one.text_hash].append(one)
    signed = [sign(one) for group in by_text.values() for one in mark_exact_copies(group, ())]
    signatures = [one.signature for one in signed if one.signature and not one.signature.exact_copy]
    blocks: defaultdict[tuple[int, int], list[bands.Block]] = defaultdict(list)
    for key, block in bands.band_blocks(signatures):
        blocks[key].append(block)
    found = [bands.candidate_pairs(group) for group in blocks.values()]
    pairs = [one for one in found if len(one.first)]
    election = elect(answers(questions(pairs, signatures), signatures, DedupOptions()))
    return [apply_election(one, election) for one in signed]


def store(judged: list[JudgedArticle], settled: Settled, out: Path) -> None:
    run_id = "plain-loop"
    outcomes = [*settled.outcomes, *map(refusal, settled.letters), *map(outcome_of, judged)]
    with open_run(out, run_id) as run:
        parts: list[Part] = []
        days: defaultdict[object, list[JudgedArticle]] = defaultdict(list)
        for one in judged:
            days[partition_of_article(one.article).day].append(one)
        for day, group in days.items():
            parts += _stage_articles(run.staging, day, group, run_id)
        for table, rows in (
            (DEAD_LETTERS, [dead_letter_row(one, run_id) for one in settled.letters]),
            (LEDGER, [ledger_row(one, run_id) for one in outcomes]),
        ):
            by_day: defaultdict[object, list[Row]] = defaultdict(list)
            for row in rows:
                by_day[arrival_day(row["arrived_at"])].append(row)
            parts += [part for day, group in by_day.items() for part in stage_parts(run.staging, table, day, group)]
        commit_run(run, parts, inputs=len(outcomes), outcomes={})


def _stage_articles(staging: Path, day, group: list[JudgedArticle], run_id: str) -> Iterator[Part]:
    rows = {
        ARTICLES: [article_row(one, run_id) for one in group],
        MENTIONS: [row for one in group for row in mention_rows(one, run_id)],
        OFFICES: [row for one in group for row in office_rows(one, run_id)],
        SIGNATURES: [signature_row(one.signature, run_id) for one in group if one.signature],
    }
    for table, of_table in rows.items():
        yield from stage_parts(staging, table, day, of_table)


def run(archives: Path, out: Path, upto: str, cleaner: Callable[[Page], Article]) -> int:
    """How many elements came through the last step asked for."""
    settled = Settled()
    pages = read(archives, settled)
    if upto == "read":
        return sum(1 for _ in pages)
    articles = clean(pages, cleaner, settled)
    if upto == "clean":
        return sum(1 for _ in articles)
    annotated = map(annotate_article, articles)
    if upto == "annotate":
        return sum(1 for _ in annotated)
    judged = dedup(annotated, settled)
    if upto == "store":
        store(judged, settled, out)
    return len(judged)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--upto", choices=STEPS, default="store")
    parser.add_argument("--in-process", action="store_true", help="clean without the killable worker")
    options = parser.parse_args()
    settle_collector()  # as every process of a run does: otherwise the loop would pay for looking through all it holds
    if options.in_process:
        print(run(options.archives, options.out, options.upto, clean_page))
        return
    with KillableExtractor() as extractor:
        print(run(options.archives, options.out, options.upto, extractor.clean))


if __name__ == "__main__":
    main()
