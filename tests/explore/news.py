"""A small data set written by hand, through the store's own commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from pipelines.explore.app import make_app
from pipelines.explore.dataset import DataSet
from pipelines.explore.index_build import build_once
from tests.nouns import article, letter, outcome, published
from transforms.domain.annotations import AnnotatedArticle, Annotations, DocumentValue, Label, Mention, Office
from transforms.domain.articles import Caption
from transforms.domain.identity import text_hash
from transforms.domain.judgements import JudgedArticle, Relation
from transforms.domain.outcomes import DeadLetter, OutcomeKind
from transforms.store.commit import OpenRun, commit_run, open_run
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import article_row, dead_letter_row, ledger_row, mention_rows, office_rows
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, MENTIONS, OFFICES

# Marks of mentions in a hand-written text: [PER:per:le-van-an|Lê Văn An]
_OPEN, _CLOSE = "[", "]"


def marked(text: str) -> tuple[str, tuple[Mention, ...]]:
    """A text and its mentions, from `[LABEL key|words]` with further marks inside."""
    plain: list[str] = []
    found: list[Mention] = []
    stack: list[tuple[int, Label, str]] = []
    length = place = 0
    while place < len(text):
        if text[place] == _OPEN:
            head, _, _ = text[place + 1 :].partition("|")
            label, _, key = head.partition(" ")
            stack.append((length, Label(label), key))
            place += len(head) + 2
        elif text[place] == _CLOSE:
            start, kind, key = stack.pop()
            surface = "".join(plain)[start:length]
            value = DocumentValue(type="Nghị định", number="12") if kind is Label.DOC else None
            found.append(_mention(start, surface, kind, key, value))
            place += 1
        else:
            plain.append(text[place])
            length, place = length + 1, place + 1
    return "".join(plain), tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def _mention(start: int, surface: str, label: Label, key: str, value: DocumentValue | None) -> Mention:
    return Mention(
        start=start,
        end=start + len(surface),
        surface=surface,
        label=label,
        canonical=surface,
        entity_key=key,
        method="hand",
        value=value,
    )


def story(text: str, day: str = "2026-02-27", *, revision: int = 1, **changes: Any) -> JudgedArticle:
    """A judged article; its first PER and first POSITION make an office."""
    plain, mentions = marked(text)
    judged = {
        name: changes.pop(name) for name in ("cluster_id", "duplicate_of", "relation", "similarity") if name in changes
    }
    stamp = published(day)
    one = article(plain, **({"published": stamp, "date_candidates": (stamp,)} | changes))
    annotations = Annotations(mentions=mentions, offices=_offices(mentions, day))
    return JudgedArticle(
        annotated=AnnotatedArticle(article=one, annotations=annotations),
        kind=OutcomeKind.ARTICLE,
        revision=revision,
        text_hash=text_hash(plain),
        **({"cluster_id": one.article_id} | judged),
    )


def _offices(mentions: Sequence[Mention], day: str) -> tuple[Office, ...]:
    first = {label: next((one for one in mentions if one.label is label), None) for label in Label}
    holder, position, organisation = first[Label.PER], first[Label.POSITION], first[Label.ORG]
    if not holder or not position:
        return ()
    return (
        Office(
            holder=(holder.start, holder.end),
            position=(position.start, position.end),
            organisation=(organisation.start, organisation.end) if organisation else None,
            person_key=holder.entity_key,
            position_name=position.surface,
            organisation_key=organisation.entity_key if organisation else None,
            as_of=date.fromisoformat(day),
        ),
    )


def commit(root: Path, run_id: str, stories: Iterable[JudgedArticle], letters: Iterable[DeadLetter] = ()) -> None:
    stories, letters = list(stories), list(letters)
    with open_run(root, run_id) as run:
        staged = _parts(run, stories)
        for one in letters:
            staged += stage_parts(run.staging, DEAD_LETTERS, date(2026, 3, 1), [dead_letter_row(one, run_id)])
        outcomes = {"article": len(stories)} | ({"refused:truncated_input": len(letters)} if letters else {})
        commit_run(run, staged, inputs=len(stories) + len(letters), outcomes=outcomes)


def _parts(run: OpenRun, stories: list[JudgedArticle]) -> list[Part]:
    parts: list[Part] = []
    for day in sorted({_day(one) for one in stories}):
        here = [one for one in stories if _day(one) == day]
        rows = {
            ARTICLES: [article_row(one, run.run_id) for one in here],
            MENTIONS: [row for one in here for row in mention_rows(one, run.run_id)],
            OFFICES: [row for one in here for row in office_rows(one, run.run_id)],
            LEDGER: [
                ledger_row(
                    outcome(one.article.input_key, article_id=one.article.article_id, revision=one.revision), run.run_id
                )
                for one in here
            ],
        }
        parts += [part for table, some in rows.items() for part in stage_parts(run.staging, table, day, some)]
    return parts


def _day(one: JudgedArticle) -> date:
    stamp = one.article.published
    return stamp.local_day() if stamp else date(1970, 1, 1)


AN = "[PER per:le-van-an|Lê Văn An]"
COMMITTEE = "[ORG org:tinh-uy-ninh-binh|Tỉnh ủy [LOC loc:tinh-ninh-binh|Ninh Bình]]"
SECRETARY = f"[POSITION pos:bi-thu-tinh-uy-ninh-binh|Bí thư {COMMITTEE}]"
DECREE = "[DOC doc:12-2025-nd-cp|Nghị định 12/2025/NĐ-CP]"


def newsroom() -> list[JudgedArticle]:
    """Seven stories of three days: a copy, two revisions, a decree, a place before and after the reform."""
    first = story(
        f"Ông {AN}, {SECRETARY}, dự hội nghị.\nHội nghị bàn về đê điều.",
        "2026-02-27",
        title="Hội nghị về đê điều",
        publisher="baovidu.example",
        section="Thời sự",
        canonical_url="https://baovidu.example/de-dieu.html",
        captions=(Caption(text="Đê sông Đáy", credit="An Nhiên"),),
        byline="An Nhiên",
    )
    copy = story(
        f"Ông {AN}, {SECRETARY}, dự hội nghị.\nHội nghị bàn về đê.",
        "2026-02-28",
        title="Bàn về đê",
        publisher="tinmau.example",
        cluster_id=first.article.article_id,
        duplicate_of=first.article.article_id,
        relation=Relation.EDITED_REPRINT,
        similarity=0.8,
    )
    before = story(
        f"Ông {AN}, [POSITION pos:chu-tich|Chủ tịch UBND] tỉnh, ký {DECREE}.\nSố hộ dân phải dời là 41.",
        "2025-05-12",
        title="Ký nghị định",
        publisher="baovidu.example",
        canonical_url="https://baovidu.example/nghi-dinh.html",
    )
    after = story(
        f"Ông {AN}, [POSITION pos:chu-tich|Chủ tịch UBND] tỉnh, ký {DECREE}.\nSố hộ dân phải dời là 287.\nMưa lớn.",
        "2025-05-12",
        revision=2,
        title="Ký nghị định (sửa)",
        publisher="baovidu.example",
        canonical_url="https://baovidu.example/nghi-dinh.html",
        input_key="tin/a2.html",
    )
    place = story("Lũ về [LOC loc:tinh-ha-nam|Hà Nam].", "2025-05-12", title="Lũ", publisher="tinmau.example")
    mother = story("Bố mẹ đi chợ mua rau má.", "2026-02-27", title="Chợ sớm", input_key="tin/cho.html")
    dawn = story("Bình minh trên sông Đáy.", "2026-02-28", title="Bình minh", input_key="tin/binh-minh.html")
    return [first, copy, before, after, place, mother, dawn]


def client(root: Path, *, index: Path | None = None) -> TestClient:
    """The application over a data set, its index up to date."""
    path = index or root.parent / f"{root.name}.sqlite"
    build_once(DataSet(root), path)
    app = make_app(root, path, follow=False)
    return TestClient(app, base_url="http://localhost", headers={"Accept-Language": "en"}, raise_server_exceptions=True)


def refused(key: str = "tin/hong.warc", **changes: Any) -> DeadLetter:
    return replace(letter(key), **changes)
