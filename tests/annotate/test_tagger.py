"""The optional tagger, with a model of one table made here: each word's row is its scores."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that

from transforms.annotate.article import annotate_article
from transforms.annotate.engine import annotate_text
from transforms.annotate.ptransforms import TagArticles
from transforms.annotate.tagger import UnusableTagger, load_tagger, tagged_spans, with_tagged
from transforms.domain.annotations import AnnotatedArticle, Annotations, Label
from transforms.domain.articles import VIETNAM_TIME, Article

onnx = pytest.importorskip("onnx", reason="the extra `dev` brings onnx")
pytest.importorskip("onnxruntime", reason="the extra `transformer` brings onnxruntime")
tokenizers = pytest.importorskip("tokenizers", reason="the extra `transformer` brings tokenizers")

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "B-MISC")
WORDS = {"Zubera": "B-PER", "Kontova": "I-PER", "Plimsol": "B-ORG", "Marei": "B-LOC", "Hà": "B-PER", "Kubrik": "B-MISC"}
TEXT = "Zubera Kontova rời Hà Nội.\nPlimsol mở kho ở Marei, gần Kubrik."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vocabulary = {"[UNK]": 0} | {word: index for index, word in enumerate(WORDS, start=1)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    scores = [[9.0] + [0.0] * (len(LABELS) - 1)]
    scores += [[5.0 if label == known else 0.0 for known in LABELS] for label in WORDS.values()]
    table = onnx.helper.make_tensor(
        "scores", onnx.TensorProto.FLOAT, (len(scores), len(LABELS)), [score for row in scores for score in row]
    )
    ids = onnx.helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, (1, None))
    logits = onnx.helper.make_tensor_value_info("logits", onnx.TensorProto.FLOAT, (1, None, len(LABELS)))
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Gather", ["scores", "input_ids"], ["logits"], axis=0)],
        "tagger",
        [ids],
        [logits],
        [table],
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=10)
    onnx.save(model, str(tmp_path / "model.onnx"))
    (tmp_path / "config.json").write_text(json.dumps({"id2label": dict(enumerate(LABELS))}), encoding="utf-8")
    return tmp_path


def added(annotations: Annotations) -> list[tuple[str, Label]]:
    return [(m.surface, m.label) for m in annotations.mentions if m.method == "transformer"]


def test_a_model_adds_what_the_engine_left_and_never_touches_what_it_found(folder: Path) -> None:
    found = annotate_text("Kho ở Hà Nội.\nPlimsol mở kho, Marei không.")
    text = "Kho ở Hà Nội.\nPlimsol mở kho, Marei không."
    more = with_tagged(found, text, list(tagged_spans(load_tagger(str(folder)), text)), min_score=0.5)
    assert added(more) == [("Plimsol", Label.ORG), ("Marei", Label.LOC)]
    assert [m for m in more.mentions if m.method != "transformer"] == list(found.mentions)
    assert all(text[m.start : m.end] == m.surface for m in more.mentions)


def test_spans_go_over_words_and_end_with_the_label(folder: Path) -> None:
    spans = [(TEXT[s.start : s.end], s.label) for s in tagged_spans(load_tagger(str(folder)), TEXT)]
    assert spans == [
        ("Zubera Kontova", Label.PER),
        ("Hà", Label.PER),
        ("Plimsol", Label.ORG),
        ("Marei", Label.LOC),
    ]


def test_unsure_spans_are_dropped(folder: Path) -> None:
    spans = list(tagged_spans(load_tagger(str(folder)), TEXT))
    assert spans[0].score < 0.99
    assert added(with_tagged(Annotations(), TEXT, spans, min_score=0.99)) == []


def test_long_lines_are_read_to_their_end(folder: Path) -> None:
    text = "Không có gì ở đây cả, " * 400 + "Marei"
    assert [text[s.start : s.end] for s in tagged_spans(load_tagger(str(folder)), text)] == ["Marei"]


@pytest.mark.parametrize("absent", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_folder_without_a_file_is_refused_by_name(folder: Path, absent: str) -> None:
    (folder / absent).unlink()
    with pytest.raises(UnusableTagger, match=absent):
        load_tagger(str(folder))


def test_a_model_of_other_labels_is_refused(folder: Path) -> None:
    (folder / "config.json").write_text(json.dumps({"id2label": {"0": "O", "1": "B-MISC"}}), encoding="utf-8")
    with pytest.raises(UnusableTagger, match="id2label"):
        load_tagger(str(folder))


def article(text: str) -> Article:
    return Article(
        article_id="a", input_key="k", fetched_at=dt.datetime(2024, 1, 3, tzinfo=VIETNAM_TIME), url=None,
        canonical_url=None, publisher=None, section=None, title=None, sapo=None,
        paragraphs=tuple(text.split("\n")), dateline=None, published=None,
    )  # fmt: skip


def test_the_stage_runs_on_beam(folder: Path) -> None:
    def check(annotated: list[AnnotatedArticle]) -> None:
        assert [added(one.annotations) for one in annotated] == [[("Plimsol", Label.ORG), ("Marei", Label.LOC)]]

    annotated = annotate_article(article("Kho ở Hà Nội.\nPlimsol mở kho, Marei không."))
    assert added(annotated.annotations) == []
    with TestPipeline() as pipeline:
        assert_that(pipeline | beam.Create([annotated]) | TagArticles(tagger=str(folder)), check)
