from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from pipelines.known.index import Memory, signatures_of, versions_of
from tests.dedup.texts import signature
from tests.nouns import judged, published
from transforms.dedup.bands import band_blocks, candidate_pairs
from transforms.dedup.revisions import version_of
from transforms.dedup.signing import sign
from transforms.domain.identity import digest, text_hash
from transforms.domain.judgements import JudgedArticle
from transforms.domain.signatures import Signature
from transforms.store.commit import commit_run, open_run
from transforms.store.maintenance import compact, expire
from transforms.store.partitions import partition_of_article
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import article_row, signature_row
from transforms.store.schemas import ARTICLES, SIGNATURES
from transforms.wiring.errors import StoreUnwritable

DAY = date(2026, 3, 1)


def texts(number: int) -> Iterator[str]:
    """Texts of nine lines that have no word in common, each followed by a shorter version of it."""
    for n in range(number):
        lines = [" ".join(digest(str((n, line, word)))[:6] for word in range(14)) for line in range(9)]
        yield "\n".join(lines)
        yield cut("\n".join(lines), 1 + n % 3)


def cut(text: str, lines: int) -> str:
    return "\n".join(text.split("\n")[:-lines])


def article(number: int, text: str, day: str = "2026-03-01") -> JudgedArticle:
    url = f"https://a.example/{number}"
    return sign(judged(text, canonical_url=url, published=published(day), publisher="a.example"))


def write(root: Path, run_id: str, articles: Iterable[JudgedArticle]) -> None:
    by_day = defaultdict(list)
    for one in articles:
        by_day[partition_of_article(one.article).day].append(one)
    with open_run(root, run_id) as run:
        parts: list[Part] = []
        for day, some in by_day.items():
            parts += stage_parts(run.staging, ARTICLES, day, [article_row(one, run_id) for one in some])
            rows = [signature_row(one.signature, run_id) for one in some if one.signature]
            parts += stage_parts(run.staging, SIGNATURES, day, rows)
        commit_run(run, parts, inputs=0, outcomes={})


def followed(memory: Memory, root: Path, run_id: str) -> Memory:
    with open_run(root, run_id) as run:
        memory.follow(run)
    return memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    one = Memory(tmp_path / "_stream" / "known.sqlite")
    yield one
    one.close()


def found(memory: Memory, text: str, *, day: date = DAY, article_id: str = "new", window: int = 30) -> set[str]:
    signatures = signatures_of(memory.path, [signature(article_id, text)], [day], window)
    return {one.article_id for one in signatures}


def test_versions_are_found_by_article_and_by_text(tmp_path: Path, memory: Memory) -> None:
    one, other = article(1, "Bài thứ nhất ở đây."), article(2, "Bài thứ hai ở đây nữa.")
    write(tmp_path, "r1", [one, other])
    followed(memory, tmp_path, "r2")
    by_article = list(versions_of(memory.path, [one.article.article_id], []))
    by_text = list(versions_of(memory.path, ["nobody"], [text_hash(other.article.text)]))
    assert by_article == [version_of(one)]
    assert by_text == [version_of(other)]
    both = versions_of(memory.path, [one.article.article_id], [text_hash(one.article.text)])
    assert list(both) == [version_of(one)]


def test_signatures_come_back_as_they_were_written(tmp_path: Path, memory: Memory) -> None:
    original = article(1, next(texts(1)))
    write(tmp_path, "r1", [original])
    followed(memory, tmp_path, "r2")
    assert original.signature is not None
    expected = [replace(original.signature, committed=True)]
    assert signatures_of(memory.path, [signature("new", original.article.text)], [DAY], 30) == expected


def test_copies_are_found_within_the_window_and_others_never(tmp_path: Path, memory: Memory) -> None:
    stories = [text for n, text in enumerate(texts(6)) if n % 2 == 0]
    old = article(99, stories[0], day="2026-01-01")
    write(tmp_path, "r1", [article(n, text) for n, text in enumerate(stories)] + [old])
    followed(memory, tmp_path, "r2")
    expected = article(0, stories[0]).article.article_id
    assert found(memory, cut(stories[0], 1)) == {expected}
    assert found(memory, cut(stories[0], 1), window=90) == {expected, old.article.article_id}
    assert found(memory, "Một chuyện hoàn toàn khác, không ai kể bao giờ.") == set()
    assert found(memory, "Chữ khác hẳn.", article_id=expected) == {expected}


def pairs(signatures: list[Signature], head: int) -> set[tuple[int, int]]:
    blocks = defaultdict(list)
    for key, block in band_blocks(signatures):
        blocks[key].append(block)
    return {
        (int(one), int(other))
        for some in blocks.values()
        for one, other in zip(*candidate_pairs(some, head), strict=True)
    }


def test_what_is_found_makes_the_same_pairs_as_all_there_is(tmp_path: Path, memory: Memory) -> None:
    stories = [text for text in texts(12) for _ in range(4)]
    known = [article(n, text) for n, text in enumerate(stories)]
    write(tmp_path, "r1", known[:50])
    write(tmp_path, "r2", known[50:])
    followed(memory, tmp_path, "r3")
    new = [signature(f"new-{n}", text) for n, text in enumerate(texts(5))]
    stored = [replace(one.signature, committed=True) for one in known if one.signature]
    looked_up = signatures_of(memory.path, new, [DAY], 30)
    assert len(looked_up) < len(stored)
    assert pairs([*looked_up, *new], head=32) == pairs([*stored, *new], head=32) != set()


def test_compaction_and_expiry_are_followed(tmp_path: Path, memory: Memory) -> None:
    stories = [text for n, text in enumerate(texts(4)) if n % 2 == 0]
    names = count()
    for text in stories:
        write(tmp_path, f"r{next(names)}", [article(next(names), text)])
    followed(memory, tmp_path, "next")
    before = [found(memory, cut(text, 1)) for text in stories]
    assert compact(tmp_path, before=date(2026, 3, 2)) is not None
    followed(memory, tmp_path, "next")
    assert [found(memory, cut(text, 1)) for text in stories] == before
    fresh = Memory(tmp_path / "fresh.sqlite")
    followed(fresh, tmp_path, "next")
    assert [found(fresh, cut(text, 1)) for text in stories] == before
    fresh.close()
    assert expire(tmp_path, before=date(2026, 3, 2), tables=["articles", "signatures"]) is not None
    followed(memory, tmp_path, "next")
    assert [found(memory, cut(text, 1)) for text in stories] == [set()] * len(stories)
    assert list(versions_of(memory.path, [], [text_hash(stories[0])])) == []


def test_an_index_of_another_format_is_made_again(tmp_path: Path) -> None:
    text = next(texts(1))
    write(tmp_path, "r1", [article(1, text)])
    path = tmp_path / "_stream" / "known.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"")
    memory = followed(Memory(path), tmp_path, "r2")
    memory._sql.execute("pragma user_version = 99")
    memory.close()
    again = followed(Memory(path), tmp_path, "r2")
    assert len(found(again, text)) == 1
    again.close()


def test_a_full_disk_is_told_as_for_files_and_what_lies_there_stays(tmp_path: Path, memory: Memory) -> None:
    write(tmp_path, "r1", [article(n, text) for n, text in enumerate(texts(12))])
    pages = memory._sql.execute("pragma page_count").fetchone()[0]
    memory._sql.execute(f"pragma max_page_count = {pages + 1}")
    with pytest.raises(StoreUnwritable, match=r"known.sqlite: cannot be written \(.*full\); .* free space"):
        followed(memory, tmp_path, "r2")
    memory._sql.execute("pragma max_page_count = 100000")
    followed(memory, tmp_path, "r2")
    first = article(0, next(texts(1)))
    assert first.article.article_id in found(memory, first.article.text)


def test_where_no_index_lies_nothing_is_known(tmp_path: Path) -> None:
    absent = tmp_path / "known.sqlite"
    assert list(versions_of(absent, ["a"], ["b"])) == []
    assert signatures_of(absent, [signature("new", next(texts(1)))], [DAY], 30) == []
    assert not absent.exists()
