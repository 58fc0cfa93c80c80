"""The five seed texts with their gold, where the shared folder is at hand."""

import datetime as dt
import importlib.util
import json
from pathlib import Path

import pytest

from transforms.annotate.engine import annotate_text
from transforms.annotate.export import to_record

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the shared folder with seeds and gold is not beside the repo"
)


def reference(day: str) -> dt.date:
    return dt.date.fromisoformat(f"{day}-01" if len(day) == 7 else day)


def test_the_bars_on_the_seeds() -> None:
    spec = importlib.util.spec_from_file_location("score_entities", SHARED / "checks" / "score_entities.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = [json.loads(line) for line in (SHARED / "gold/entities/seeds.jsonl").read_text("utf-8").splitlines()]
    predicted = {}
    for record in gold:
        text = (SHARED / "seeds" / record["file"]).read_bytes().decode("utf-8")
        annotations = annotate_text(text, reference_date=reference(record["ref_date"]))
        predicted[record["doc_id"]] = to_record(record["doc_id"], annotations)
    for view, bar in (("flat", 0.99), ("all", 0.97)):
        counts, _ = scorer.score(gold, predicted, view)
        total = [sum(c[i] for c in counts.values()) for i in range(3)]
        assert scorer.prf(*total)[2] >= bar
    assert scorer.pairs(gold, predicted)[2] >= 0.95
