"""A committed data set of invented news of any size, for measurements: the shapes of a year of many newsrooms.

python -m benchmarks.synthetic_dataset DIR [--articles 1000000] [--days 365]

Texts come from a few hundred patterns, so that a million articles are made within minutes; names are drawn by Zipf's
law, a tenth of the people being named only once, so that grouping meets as many different keys as in real news.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from transforms.store.commit import commit_run, open_run
from transforms.store.parts import Part, stage_table
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, MENTIONS, OFFICES, Table

FIRST_DAY = date(2025, 3, 1)
PATTERNS = 400
SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLES = "Văn Thị Hữu Đức Minh Thanh Quốc Ngọc Xuân Đình Kim Gia".split()
GIVEN = (
    "An Bình Chi Dũng Giang Hà Hải Hùng Khánh Lan Linh Mai Nam Nga Phúc Quân Sơn Tâm Thảo Trang Tuấn Vinh Yến".split()
)
PLACES = "Hà Nội|Hải Phòng|Đà Nẵng|Cần Thơ|Huế|Ninh Bình|Nghệ An|Quảng Trị|Lâm Đồng|Đồng Tháp|An Giang|Cà Mau".split(
    "|"
)
BODIES = "Bộ Y tế|Bộ Tài chính|UBND tỉnh Ninh Bình|Sở Xây dựng|Hội Nông dân|Ban Dân vận|Công an tỉnh An Giang".split(
    "|"
)
POSTS = "Bí thư Tỉnh ủy|Chủ tịch UBND tỉnh|Giám đốc Sở|Bộ trưởng|Thứ trưởng|Phó Chủ tịch HĐND|Trưởng ban".split("|")
SECTIONS = "Thời sự|Kinh tế|Pháp luật|Văn hóa|Thể thao|Giáo dục|Đời sống".split("|")
NEWSROOMS = "baovidu songday tinnhanhmau xaydungmau thoibaocu bennuoc dongque".split() + [
    f"toa-soan-{n:02d}" for n in range(33)
]
REASONS = ["no_text_found", "truncated_input", "extraction_timeout", "malformed_record"]
WORDS = "cơ quan địa phương đề nghị người dân theo dõi tình hình và thực hiện kế hoạch trong thời gian tới".split()


class Pattern(NamedTuple):
    """A text and its mentions: start, end, label, key, canonical."""

    text: str
    mentions: list[tuple[int, int, str, str, str]]


def write_dataset(root: Path, *, articles: int, days: int) -> None:
    """Commits the data set, a run a week; the same numbers give the same bytes."""
    rng = np.random.default_rng(20260301)
    patterns = [_pattern(rng) for _ in range(PATTERNS)]
    volumes = _volumes(rng, articles, days)
    for week in range(0, days, 7):
        with open_run(root, f"synthetic-{week // 7:03d}") as run:
            parts: list[Part] = []
            inputs = refused = 0
            for offset in range(week, min(days, week + 7)):
                day, count = FIRST_DAY + timedelta(days=offset), int(volumes[offset])
                bad = int(rng.poisson(count * 0.03))
                for table, arrow in _tables(rng, patterns, day, count, bad, run.run_id):
                    parts += stage_table(run.staging, table, day, arrow)
                inputs, refused = inputs + count + bad, refused + bad
            outcomes = {"article": inputs - refused, "refused:no_text_found": refused}
            commit_run(run, parts, inputs=inputs, outcomes=outcomes)


def _volumes(rng: np.random.Generator, articles: int, days: int) -> np.ndarray[Any, Any]:
    weekdays = np.array([1.1, 1.15, 1.1, 1.1, 1.05, 0.7, 0.55])
    shares = np.array([weekdays[(FIRST_DAY + timedelta(days=n)).weekday()] for n in range(days)])
    shares *= rng.normal(1.0, 0.06, days).clip(0.7, 1.3)
    return np.floor(articles * shares / shares.sum()).astype(np.int64)


def _pattern(rng: np.random.Generator) -> Pattern:
    text, mentions = "", []
    for _ in range(6):
        for label, name in _named(rng):
            text += " ".join(rng.choice(WORDS, 6)) + " "
            key = f"{label.lower()}:{_plain(name)}"
            mentions.append((len(text), len(text) + len(name), label, key, name))
            text += name + ", "
        text = text.rstrip(", ") + ".\n"
    return Pattern(text.strip(), mentions)


def _named(rng: np.random.Generator) -> Iterator[tuple[str, str]]:
    zipf = int(rng.zipf(1.3)) % 3000
    person = f"{SURNAMES[zipf % 14]} {MIDDLES[zipf // 14 % 12]} {GIVEN[zipf // 168 % 23]}"
    yield "PER", person
    yield "POSITION", POSTS[zipf % 7]
    yield "ORG", BODIES[int(rng.zipf(1.6)) % 7]
    yield "LOC", PLACES[int(rng.zipf(1.4)) % 12]
    yield "DOC", f"Nghị quyết {int(rng.zipf(1.5)) % 90 + 1}-NQ/TW"


def _tables(
    rng: np.random.Generator, patterns: list[Pattern], day: date, count: int, bad: int, run_id: str
) -> Iterator[tuple[Table, pa.Table]]:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    serial = (day - FIRST_DAY).days
    ids = [f"{serial:08x}{n:024x}" for n in range(count)]
    chosen = rng.integers(0, len(patterns), count)
    minutes = np.sort(rng.normal(9 * 60, 200, count).clip(0, 1439).astype(np.int64))
    lags = rng.lognormal(3.2, 1.3, count).clip(1, 20_000).astype(np.int64)
    stamps = (
        np.datetime64(midnight.replace(tzinfo=None), "ms") - np.timedelta64(7, "h") + minutes.astype("timedelta64[m]")
    )
    rooms = np.minimum(rng.zipf(1.35, count) - 1, 10**6) % len(NEWSROOMS)
    copies = (rng.random(count) < 0.12) & (np.arange(count) > 20)
    originals = np.where(copies, np.minimum(rng.zipf(1.5, count), 20) - 1, np.arange(count))
    titles = [
        f"{POSTS[c % 7]} làm việc tại {PLACES[c % 12]} về {SECTIONS[n % 7].lower()}" for n, c in enumerate(chosen)
    ]
    yield (
        ARTICLES,
        _filled(
            ARTICLES,
            count,
            run_id,
            article_id=ids,
            revision=np.ones(count, np.int32),
            input_key=[f"tin/{one}.html" for one in ids],
            url=[f"https://{NEWSROOMS[room]}.example/{one}.html" for room, one in zip(rooms, ids, strict=True)],
            publisher=np.array(NEWSROOMS)[rooms],
            section=_some(rng, np.array(SECTIONS)[chosen % 7], 0.9 - rooms * 0.01),
            title=titles,
            sapo=_some(rng, np.array(titles), 0.8 - rooms * 0.015),
            text=np.array([one.text for one in patterns], object)[chosen],
            byline=_some(rng, np.array(GIVEN)[chosen % 23], 0.85 - rooms * 0.012),
            published_at=pa.array(stamps, pa.timestamp("ms")).cast(pa.timestamp("ms", "UTC")),
            published_precision=["minute"] * count,
            published_source=[("json_ld", "json_ld", "stamp", "meta:article:published_time")[n % 4] for n in chosen],
            fetched_at=pa.array(stamps + lags.astype("timedelta64[m]"), pa.timestamp("ms")).cast(
                pa.timestamp("ms", "UTC")
            ),
            language=["vi"] * count,
            cluster_id=[ids[one] for one in originals],
            duplicate_of=[ids[o] if c else None for o, c in zip(originals, copies, strict=True)],
            relation=[
                ("reprint", "edited_reprint", "excerpt", "exact")[n % 4] if c else None for n, c in enumerate(copies)
            ],
        ),
    )
    yield from _found(patterns, chosen, ids, serial, run_id)
    arrived = [midnight] * (count + bad)
    keys = [f"tin/{serial}-{n}.html" for n in range(bad)]
    reasons = [REASONS[min(3, int(one) - 1)] for one in rng.zipf(1.7, bad)]
    yield DEAD_LETTERS, _filled(
        DEAD_LETTERS, bad, run_id, key=keys, stage=["clean"] * bad, reason=reasons, detail=["no body"] * bad,
        publisher=np.array(NEWSROOMS)[rng.integers(0, 40, bad)], arrived_at=arrived[:bad],
    )  # fmt: skip
    kinds = ["duplicate" if c and n % 4 == 3 else "article" for n, c in enumerate(copies)]
    yield LEDGER, _filled(
        LEDGER, count + bad, run_id, input_key=[f"tin/{one}.html" for one in ids] + keys,
        outcome=kinds + ["refused"] * bad, reason=[None] * count + reasons, arrived_at=arrived,
    )  # fmt: skip


def _found(
    patterns: list[Pattern], chosen: np.ndarray[Any, Any], ids: list[str], serial: int, run_id: str
) -> Iterator[tuple[Table, pa.Table]]:
    lengths = np.array([len(one.mentions) for one in patterns])[chosen]
    owners = np.repeat(np.arange(len(ids)), lengths)
    starts = np.cumsum([0, *(len(one.mentions) for one in patterns)])
    places = np.concatenate([np.arange(starts[c], starts[c + 1]) for c in chosen]) if len(chosen) else np.array([], int)
    columns = list(zip(*(mention for one in patterns for mention in one.mentions), strict=True))
    begin, end, label, key, name = (np.array(column, object)[places] for column in columns)
    owner_ids = np.array(ids, object)[owners]
    rare = (np.arange(len(places)) % 50 == 0) & (label == "PER")
    key = np.where(rare, np.char.add(f"per:mot-lan-{serial}-", np.arange(len(places)).astype(str)), key.astype(str))
    yield MENTIONS, _filled(
        MENTIONS, len(places), run_id, article_id=owner_ids, revision=np.ones(len(places), np.int32),
        start=begin.astype(np.int32), end=end.astype(np.int32), surface=name, label=label, entity_key=key,
        canonical=name,
    )  # fmt: skip
    holders = np.flatnonzero(label == "PER")[::3]
    yield OFFICES, _filled(
        OFFICES, len(holders), run_id, article_id=owner_ids[holders], revision=np.ones(len(holders), np.int32),
        person_key=key[holders], position_name=name[holders + 1], organisation_key=key[holders + 2],
    )  # fmt: skip


def _some(rng: np.random.Generator, values: np.ndarray[Any, Any], share: np.ndarray[Any, Any]) -> pa.Array:
    return pa.array(values, pa.string(), mask=rng.random(len(values)) > share)


def _filled(table: Table, rows: int, run_id: str, **columns: Any) -> pa.Table:
    """The columns given, and of every other one the emptiest value that the schema allows."""
    arrays = [_column(field, rows, run_id, columns.get(field.name)) for field in table.schema]
    return pa.Table.from_arrays(arrays, schema=table.schema)


def _column(field: Any, rows: int, run_id: str, values: Any) -> Any:
    if field.name == "run_id":
        return pa.array([run_id] * rows, pa.string())
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return values.cast(field.type)
    if values is not None:
        return pa.array(values, field.type)
    if field.nullable:
        return pa.nulls(rows, field.type)
    empty = {"[": [], "s": {"start": 0, "end": 1}}.get("[" if pa.types.is_list(field.type) else str(field.type)[0], "")
    return pa.array([datetime(2026, 3, 1, tzinfo=UTC) if pa.types.is_timestamp(field.type) else
                     "" if pa.types.is_string(field.type) else empty] * rows, field.type)  # fmt: skip


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return folded.replace(" ", "-")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=365)
    told = parser.parse_args()
    write_dataset(told.dataset, articles=told.articles, days=told.days)


if __name__ == "__main__":
    main()
