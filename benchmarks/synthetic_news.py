"""A data set of synthetic articles in realistic proportion, the same bytes for the same number: for benchmarks only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from transforms.store.manifest import CommitKind, Manifest, write_manifest
from transforms.store.partitions import folder_of
from transforms.store.parts import ROW_GROUP_ROWS, Part
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, MENTIONS, OFFICES, SCHEMA_VERSION, Table

LAST_DAY = date(2026, 3, 1)
# Of real portals' articles as the samples' proportions go: 25 mentions and 400 syllables each.
MENTIONS_EACH, PARAGRAPHS_EACH, TAIL_SYLLABLES = 25, 5, 13
RUN = "synthetic"
_ONSETS = "b c ch d đ g gi h k kh l m n ng nh ph qu r s t th tr v x".split()
_RIMES = (
    "a à á ạ ả ã ai ái ài am ám an án ăn ăng anh ành ao áp ắc ẩm ân ấn ây ấy e em ên ện ết ệt i ì ỉ ích iên iện iểu in "
    "inh ình o oa oàn oán om on ong òng ô ố ồ ôi ội ồn ông ống ơ ơi ời ơn u ú ủ ung ứ ư ưng ước ương ường uyên uyết y ý"
).split()
_SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
_POSITIONS = "Bí thư|Phó Bí thư|Chủ tịch|Phó Chủ tịch|Giám đốc|Phó Giám đốc|Trưởng ban|Phó Trưởng ban|Bộ trưởng".split(
    "|"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the articles name, by number, the often named first; `groups` tells between which numbers a label lies."""

    surfaces: np.ndarray
    keys: np.ndarray
    labels: np.ndarray
    lengths: np.ndarray
    groups: dict[str, tuple[int, int]]


def write_news(root: Path, articles: int, days: int) -> None:
    """Writes `articles` articles of as many days, and one manifest, into an empty folder."""
    draw = np.random.default_rng(7)
    syllables = draw.permutation([onset + rime for onset in _ONSETS for rime in _RIMES])
    tails = _tails(draw, syllables, 100_000)
    named = _named(draw, syllables)
    parts: list[Part] = []
    sizes = [len(some) for some in np.array_split(np.arange(articles), days)]
    number = 0
    for place, size in enumerate(sizes):
        day = LAST_DAY - timedelta(days=days - 1 - place)
        parts += _day(root, draw, tails, named, day, number, size)
        number += size
    manifest = Manifest(
        sequence=1,
        run_id=RUN,
        kind=CommitKind.INGEST,
        schema_version=SCHEMA_VERSION,
        inputs=articles,
        outcomes={"article": articles},
        added=tuple(sorted(parts, key=lambda part: part.path)),
        removed=(),
        rows={RUN: {t: sum(p.rows for p in parts if p.table == t) for t in ("articles", "mentions", "offices")}},
    )
    (root / "_manifests").mkdir(parents=True, exist_ok=True)
    write_manifest(root, manifest)


def _zipf(draw: np.random.Generator, most: int, shape: tuple[int, ...]) -> np.ndarray:
    """Ranks 0 … most-1, rank r as often as 1/(r+8): news names few often and many once."""
    weights = np.cumsum(1 / (np.arange(most) + 8.0))
    return np.searchsorted(weights, draw.random(shape) * weights[-1])


def _tails(draw: np.random.Generator, syllables: np.ndarray, count: int) -> np.ndarray:
    words = syllables[_zipf(draw, len(syllables), (count, TAIL_SYLLABLES))]
    return np.array([" ".join(row) + "." for row in words.tolist()], dtype=object)


def _named(draw: np.random.Generator, syllables: np.ndarray) -> Named:
    given = [word.capitalize() for word in syllables.tolist()]
    wanted = {"PER": 60_000, "ORG": 12_000, "LOC": 4_000, "DOC": 20_000, "POSITION": 600}
    surfaces, keys, labels, groups = [], [], [], {}
    for label, count in wanted.items():
        groups[label] = (len(keys), len(keys) + count)
        pairs = draw.integers(0, len(given), (count, 2)).tolist()
        for number, (one, two) in enumerate(pairs):
            surfaces.append(_surface(label, number, given[one], given[two]))
            keys.append(f"{label.lower()}:{number}-{_slug(surfaces[-1])}")
            labels.append(label)
    array = np.array(surfaces, dtype=object)
    lengths = np.array([len(one) for one in surfaces])
    return Named(surfaces=array, keys=np.array(keys, dtype=object), labels=np.array(labels, dtype=object),
                 lengths=lengths, groups=groups)  # fmt: skip


def _surface(label: str, number: int, one: str, two: str) -> str:
    if label == "PER":
        return f"{_SURNAMES[number % len(_SURNAMES)]} {one} {two}"
    if label == "DOC":
        return f"Nghị định số {number}/{2005 + number % 21}/NĐ-CP"
    if label == "POSITION":
        return f"{_POSITIONS[number % len(_POSITIONS)]} {one} {two}"
    return f"{'Sở' if label == 'ORG' else 'xã'} {one} {two}"


def _slug(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in text.lower())


def _day(
    root: Path, draw: np.random.Generator, tails: np.ndarray, named: Named, day: date, first: int, size: int
) -> Iterator[Part]:
    ids = np.array(sorted(hashlib.md5(str(first + n).encode(), usedforsecurity=False).hexdigest() for n in range(size)))
    who = _who(draw, named, size)
    text, starts = _texts(draw, tails, named, who)
    yield _write(root, ARTICLES, day, _articles(draw, tails, ids, text, day))
    yield _write(root, MENTIONS, day, _mentions(named, ids, who, starts))
    yield _write(root, OFFICES, day, _offices(named, ids, who, starts, day))
    if first == 0:
        yield _write(root, DEAD_LETTERS, day, _letters(size))


def _who(draw: np.random.Generator, named: Named, size: int) -> np.ndarray:
    """Which names stand in which article: person and position first, then whoever."""
    kinds = ["PER", "POSITION", "ORG", "PER", "LOC", "DOC", *(["PER", "LOC", "ORG", "POSITION", "LOC", "PER"] * 4)]
    columns = []
    for kind in kinds[:MENTIONS_EACH]:
        low, high = named.groups[kind]
        columns.append(low + _zipf(draw, high - low, (size,)))
    return np.stack(columns, axis=1)


def _texts(draw: np.random.Generator, tails: np.ndarray, named: Named, who: np.ndarray) -> tuple[list[str], np.ndarray]:
    chosen = draw.integers(0, len(tails), who.shape)
    pieces = np.empty((who.shape[0], who.shape[1] * 2), dtype=object)
    pieces[:, 0::2], pieces[:, 1::2] = named.surfaces[who], tails[chosen]
    tail_lengths = np.array([len(one) for one in tails])
    sentence = named.lengths[who] + 1 + tail_lengths[chosen] + 1
    starts = np.cumsum(sentence, axis=1) - sentence
    return [" ".join(row) for row in pieces.tolist()], starts


def _articles(draw: np.random.Generator, tails: np.ndarray, ids: np.ndarray, text: list[str], day: date) -> pa.Table:
    size = len(ids)
    at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    publishers = [f"bao{n}.example" for n in _zipf(draw, 52, (size,)).tolist()]
    title = [one[:-1].capitalize() for one in tails[draw.integers(0, len(tails), size)].tolist()]
    columns = {
        "article_id": ids.tolist(), "revision": [1] * size, "input_key": [f"dump.jsonl#{one}" for one in ids],
        "url": [f"https://{p}/{one}" for p, one in zip(publishers, ids, strict=True)], "publisher": publishers,
        "section": [f"Mục {n}" for n in _zipf(draw, 40, (size,)).tolist()], "title": title, "text": text,
        "paragraphs": [[one] for one in text], "published_at": [at] * size, "published_precision": ["minute"] * size,
        "published_source": ["json_ld"] * size, "partition_source": ["published"] * size, "fetched_at": [at] * size,
        "language": ["vi"] * size, "text_hash": ids.tolist(), "cluster_id": ids.tolist(),
        "extractor": ["synthetic"] * size, "run_id": [RUN] * size,
        "date_candidates": [[{"at": at, "precision": "minute", "source": "json_ld"}]] * size,
    }  # fmt: skip
    empty = {name: [[]] * size for name in ("sentences", "captions", "foreign_tail", "flags")}
    return _table(ARTICLES, columns | empty, size)


def _mentions(named: Named, ids: np.ndarray, who: np.ndarray, starts: np.ndarray) -> pa.Table:
    flat, start = who.ravel(), starts.ravel()
    columns = {
        "article_id": np.repeat(ids, who.shape[1]), "revision": np.ones(flat.size, np.int32),
        "start": start.astype(np.int32), "end": (start + named.lengths[flat]).astype(np.int32),
        "surface": named.surfaces[flat], "label": named.labels[flat], "entity_key": named.keys[flat],
        "canonical": named.surfaces[flat], "method": ["synthetic"] * flat.size, "run_id": [RUN] * flat.size,
    }  # fmt: skip
    return _table(MENTIONS, columns, flat.size)


def _offices(named: Named, ids: np.ndarray, who: np.ndarray, starts: np.ndarray, day: date) -> pa.Table:
    def spans(column: int) -> list[dict[str, int]]:
        ends = starts[:, column] + named.lengths[who[:, column]]
        return [{"start": a, "end": b} for a, b in zip(starts[:, column].tolist(), ends.tolist(), strict=True)]

    size = len(ids)
    columns = {
        "article_id": ids.tolist(), "revision": [1] * size, "person_key": named.keys[who[:, 0]].tolist(),
        "position_name": named.surfaces[who[:, 1]].tolist(), "organisation_key": named.keys[who[:, 2]].tolist(),
        "as_of": [day] * size, "holder": spans(0), "position": spans(1), "organisation": spans(2),
        "run_id": [RUN] * size,
    }  # fmt: skip
    return _table(OFFICES, columns, size)


def _letters(size: int) -> pa.Table:
    keys = [f"page-{number}.html" for number in range(size)]
    columns = {
        "key": keys, "stage": ["clean"] * size, "reason": ["empty_input"] * size, "detail": ["it is empty"] * size,
        "arrived_at": [datetime(2026, 3, 1, tzinfo=UTC)] * size, "payload": [b"<html></html>"] * size,
        "run_id": [RUN] * size,
    }  # fmt: skip
    return _table(DEAD_LETTERS, columns, size)


def _table(table: Table, columns: dict[str, object], size: int) -> pa.Table:
    arrays = [pa.array(columns.get(field.name, [None] * size), field.type) for field in table.schema]
    return pa.Table.from_arrays(arrays, schema=table.schema)


def _write(root: Path, table: Table, day: date, arrow: pa.Table) -> Part:
    path = folder_of(table.name, day) / "part-synthetic.parquet"
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(arrow, root / path, compression="zstd", row_group_size=ROW_GROUP_ROWS)
    size = (root / path).stat().st_size
    return Part(table=table.name, path=str(path), rows=arrow.num_rows, bytes=size, sha256="", runs=(RUN,))
