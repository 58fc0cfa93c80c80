"""Makes the small data set of the schema version of today, which all later code must read:

    python -m tests.store.golden_data_set

It is made once a version, when `SCHEMA_VERSION` is raised, and never again. Texts are our own.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.nouns import ARRIVAL, judged, letter, published
from transforms.domain.judgements import JudgedArticle, outcome_of
from transforms.domain.outcomes import refusal
from transforms.domain.signatures import Signature
from transforms.store.commit import OpenRun, commit_run, open_run
from transforms.store.layout import lock_path
from transforms.store.partitions import arrival_day, partition_of_article
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import article_row, dead_letter_row, ledger_row, mention_rows, office_rows, signature_row
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, MENTIONS, OFFICES, SCHEMA_VERSION, SIGNATURES

GOLDEN = Path(__file__).parents[1] / "golden" / "data_sets"


def write_run(root: Path, run_id: str, towns: tuple[str, ...]) -> None:
    """One run: an article a town, all on one day, and one refused input."""
    with open_run(root, run_id) as run:
        parts = stage_run(run, towns)
        counts = {"article": len(towns), "refused:truncated_input": 1}
        commit_run(run, parts, inputs=len(towns) + 1, outcomes=counts)


def stage_run(run: OpenRun, towns: tuple[str, ...]) -> list[Part]:
    """Its files, not committed."""
    run_id, refused = run.run_id, letter(f"{run.run_id}/hong.warc")
    articles = [_article(run_id, town) for town in towns]
    day, arrival = partition_of_article(articles[0].article).day, arrival_day(ARRIVAL)
    outcomes = [*(outcome_of(one) for one in articles), refusal(refused)]
    rows = {
        (ARTICLES, day): [article_row(one, run_id) for one in articles],
        (MENTIONS, day): [row for one in articles for row in mention_rows(one, run_id)],
        (OFFICES, day): [row for one in articles for row in office_rows(one, run_id)],
        (SIGNATURES, day): [signature_row(_signature(one.article.article_id), run_id) for one in articles],
        (LEDGER, arrival): [ledger_row(one, run_id) for one in outcomes],
        (DEAD_LETTERS, arrival): [dead_letter_row(refused, run_id)],
    }
    return [part for (table, day), some in rows.items() for part in stage_parts(run.staging, table, day, some)]


def _article(run_id: str, town: str) -> JudgedArticle:
    return judged(
        f"Ông Lê Văn An, Bí thư Tỉnh ủy, thăm {town}.",
        published=published("2026-02-27"),
        publisher="baovidu",
        input_key=f"{run_id}/{town}",
    )


def _signature(article_id: str) -> Signature:
    hashes = bytes(range(32))
    return Signature(
        article_id=article_id,
        revision=1,
        seen_at="2026-02-26T17:00:00+00:00",
        publisher="baovidu",
        credit=None,
        cluster_id=article_id,
        exact_copy=False,
        shingling="golden",
        sketch="golden",
        shingles=hashes,
        minhash=hashes,
        paragraphs=hashes[:8],
    )


def main() -> None:
    root = GOLDEN / f"version-{SCHEMA_VERSION}"
    shutil.rmtree(root, ignore_errors=True)
    write_run(root, "golden-1", ("Sông Trắng", "Núi Xanh"))
    write_run(root, "golden-2", ("Bến Đá",))
    lock_path(root).unlink()


if __name__ == "__main__":
    main()
