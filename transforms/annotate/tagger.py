"""The optional tagger: a token-classification model of the user's, for people, places and bodies that no rule found.

A folder as `optimum-cli export onnx` writes it: `model.onnx`, `tokenizer.json`, `config.json` with `id2label`. What it
finds only ever fills gaps: a span that touches a mention of the engine is dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.domain.annotations import Annotations, Label, Mention
from transforms.vietnamese.gazetteer.spelling import slug

if TYPE_CHECKING:
    import numpy as np

METHOD = "transformer"
_PIECE = re.compile(r"[^\n]{1,700}(?:(?<=[.!?…]) |\n|$)|[^\n]{1,700}")  # characters read at once, to a sentence's end
_TOKENS = 512  # where config.json does not say how many a model reads
_LABELS = {
    "per": Label.PER,
    "person": Label.PER,
    "loc": Label.LOC,
    "location": Label.LOC,
    "gpe": Label.LOC,
    "org": Label.ORG,
    "organization": Label.ORG,
    "organisation": Label.ORG,
}


class UnusableTagger(ValueError):
    """The folder given as a tagger holds no model that can be run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedSpan:
    """A span in code points of the text, its label, and the mean probability of its tokens."""

    start: int
    end: int
    label: Label
    score: float


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Tagger:
    """A loaded model. `labels[i]` is (opens a new span, label) for output i; label None for whatever else it tags."""

    session: Any
    tokenizer: Any
    labels: Sequence[tuple[bool, Label | None]]


def load_tagger(folder: str) -> Tagger:
    """Load a model folder for one thread of the CPU, so that results repeat.

    Raises UnusableTagger where a file is missing or names no label, or where the extra `transformer` is not installed.
    """
    try:
        import onnxruntime
        import tokenizers
    except ImportError as missing:
        raise UnusableTagger(f"the stage needs `pip install dongtin[transformer]`: {missing}") from missing
    root = Path(folder)
    absent = [name for name in ("model.onnx", "tokenizer.json", "config.json") if not (root / name).is_file()]
    if absent:
        raise UnusableTagger(f"{folder}: no {', '.join(absent)}")
    config = json.loads((root / "config.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    tokenizer = tokenizers.Tokenizer.from_file(str(root / "tokenizer.json"))
    tokenizer.enable_truncation(max_length=min(config.get("max_position_embeddings", _TOKENS), _TOKENS))
    return Tagger(
        session=onnxruntime.InferenceSession(
            str(root / "model.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        ),
        tokenizer=tokenizer,
        labels=_labels(config, folder),
    )


def _labels(config: dict[str, Any], folder: str) -> list[tuple[bool, Label | None]]:
    names = {int(index): str(name) for index, name in config.get("id2label", {}).items()}
    labels = [_label(names.get(index, "O")) for index in range(max(names, default=-1) + 1)]
    if not any(label for _, label in labels):
        raise UnusableTagger(f"{folder}/config.json: id2label names no person, place or organisation")
    return labels


def _label(name: str) -> tuple[bool, Label | None]:
    """`B-PER` → (True, PER); `I-PER`, `PER` → (False, PER); `O`, `MISC` → (…, None)."""
    mark, _, kind = name.rpartition("-")
    return mark == "B", _LABELS.get(kind.lower())


def tagged_spans(tagger: Tagger, text: str) -> Iterator[TaggedSpan]:
    """What the model tags, by start; linear in the text, which is read a few sentences at a time."""
    for piece in _PIECE.finditer(text):
        if piece[0].strip():
            encoding = tagger.tokenizer.encode(piece[0])
            yield from _spans(text, piece.start(), encoding.offsets, _probabilities(tagger, encoding), tagger.labels)


def _probabilities(tagger: Tagger, encoding: Any) -> np.ndarray:
    import numpy as np

    given = {
        "input_ids": encoding.ids,
        "attention_mask": encoding.attention_mask,
        "token_type_ids": encoding.type_ids,
    }
    wanted = {node.name for node in tagger.session.get_inputs()}
    feed = {name: np.array([values], dtype=np.int64) for name, values in given.items() if name in wanted}
    logits = np.asarray(tagger.session.run(None, feed)[0][0], dtype=np.float64)
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def _spans(
    text: str,
    shift: int,
    offsets: Sequence[tuple[int, int]],
    probabilities: np.ndarray,
    labels: Sequence[tuple[bool, Label | None]],
) -> Iterator[TaggedSpan]:
    label: Label | None = None
    start = end = 0
    scores: list[float] = []
    for (low, high), row in zip(offsets, probabilities, strict=True):
        if low == high:
            continue  # a special token
        best = int(row.argmax())
        opens, kind = labels[best] if best < len(labels) else (False, None)
        inside = scores != [] and low + shift == end and text[end - 1].isalnum() and text[end].isalnum()
        if scores and (inside or (kind is label and not opens)):
            end = high + shift  # a word's later pieces follow its first one
            scores.append(float(row[best]))
            continue
        if scores and label:
            yield TaggedSpan(start=start, end=end, label=label, score=sum(scores) / len(scores))
        label, start, end, scores = kind, low + shift, high + shift, [float(row[best])]
    if scores and label:
        yield TaggedSpan(start=start, end=end, label=label, score=sum(scores) / len(scores))


def with_tagged(annotations: Annotations, text: str, spans: Sequence[TaggedSpan], *, min_score: float) -> Annotations:
    """The annotations and the spans that touch none of their mentions and are sure enough; offices stay as they are."""
    taken = bytearray(len(text) + 1)
    for mention in annotations.mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    added = []
    for span in spans:
        bare = text[span.start : span.end].strip()
        start = text.index(bare, span.start) if bare else span.start
        if bare and span.score >= min_score and not any(taken[start : start + len(bare)]):
            taken[start : start + len(bare)] = b"\1" * len(bare)
            added.append(_mention(start, bare, span.label))
    mentions = sorted((*annotations.mentions, *added), key=lambda m: (m.start, -m.end, m.label))
    return replace(annotations, mentions=tuple(mentions))


def _mention(start: int, surface: str, label: Label) -> Mention:
    return Mention(
        start=start,
        end=start + len(surface),
        surface=surface,
        label=label,
        canonical=surface,
        entity_key=f"{label.lower()}:{slug(surface)}",
        method=METHOD,
    )
