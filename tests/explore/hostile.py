"""A data set in which every text that pages show is an attempt at a script."""

from __future__ import annotations

from pathlib import Path

from tests.explore.news import commit, refused
from tests.explore.payloads import PAYLOADS
from tests.nouns import article, published
from transforms.domain.annotations import AnnotatedArticle, Annotations, DocumentValue, Label, Mention, Office
from transforms.domain.articles import Caption, DatedInstant, Precision
from transforms.domain.identity import text_hash
from transforms.domain.judgements import JudgedArticle
from transforms.domain.outcomes import DeadLetter, OutcomeKind
from transforms.domain.pages import Hints, Medium

CLUSTER = 'cluster"><script>alert(1)</script>'


def write_hostile(root: Path) -> None:
    stories = [story for number, payload in enumerate(PAYLOADS) for story in _stories(number, payload)]
    commit(
        root,
        'run"><script>alert(1)</script>'.replace("/", ""),
        stories,
        [_letter(p, n) for n, p in enumerate(PAYLOADS)],
    )


def _stories(number: int, payload: str) -> list[JudgedArticle]:
    return [_story(number, payload, revision) for revision in (1, 2)]


def _story(number: int, payload: str, revision: int) -> JudgedArticle:
    text = f"{payload} bản {revision} số {number}\n{payload} ở Hà Nội."
    stamp = DatedInstant(at=published("2026-02-27").at, precision=Precision.MINUTE, source=payload)
    one = article(
        text,
        article_id=f"hostile{number}",
        input_key=f"{number} {revision} {payload}",
        url=payload if ":" in payload else f"https://x.example/{payload}",
        title=payload,
        sapo=text.split("\n")[0],
        publisher=payload,
        section=payload,
        byline=payload,
        source_agency=payload,
        language=payload,
        captions=(Caption(text=payload, credit=payload),),
        foreign_tail=(payload,),
        flags=(payload,),
        extractor=payload,
        published=stamp,
        date_candidates=(stamp,),
    )
    return JudgedArticle(
        annotated=AnnotatedArticle(article=one, annotations=_annotations(one.text, payload)),
        kind=OutcomeKind.ARTICLE,
        revision=revision,
        text_hash=text_hash(text + str(revision)),
        cluster_id=CLUSTER,
        duplicate_of="hostile0",
        similarity=0.9,
    )


def _annotations(text: str, payload: str) -> Annotations:
    spans = [(0, len(payload), Label.PER), (0, 1, Label.POSITION)]
    mentions = [
        Mention(
            start=start,
            end=end,
            surface=text[start:end],
            label=label,
            canonical=payload,
            entity_key=f"{label.lower()}:{payload}",
            method=payload,
            role=payload,
            value=DocumentValue(type=payload, issuer=payload, cited_part=payload),
        )
        for start, end, label in spans
    ]
    for label in (Label.ORG, Label.LOC, Label.DOC, Label.EVENT):
        start = len(text) - 3
        mentions.append(
            Mention(start=start, end=start + 2, surface=text[start : start + 2], label=label, canonical=payload,
                    entity_key=f"{label.lower()}:{payload}", method=payload,
                    value=DocumentValue(type=payload, cited_part=payload))
        )  # fmt: skip
    office = Office(
        holder=(0, len(payload)),
        position=(0, 1),
        organisation=(len(text) - 3, len(text) - 1),
        person_key=f"per:{payload}",
        position_name=payload,
        organisation_key=f"org:{payload}",
        as_of=None,
    )
    return Annotations(mentions=tuple(mentions), offices=(office,))


def _letter(payload: str, number: int) -> DeadLetter:
    return refused(
        f"{number} {payload}",
        stage=payload,
        reason=payload,
        detail=payload,
        payload=payload.encode() * 3,
        url=payload,
        publisher=payload,
        medium=Medium.HTML,
        hints=Hints(title=payload),
    )


def hostile_addresses() -> list[str]:
    """Every page, showing hostile rows (the first thirteen are lists); and hostile values in the address itself."""
    from urllib.parse import urlencode

    pages = ["/", "/search", "/search?order=oldest", "/runs", "/ledger", "/letters", "/export"]
    pages += [f"/entities?label={label}" for label in ("PER", "ORG", "LOC", "DOC", "POSITION", "EVENT")]
    run = 'run"><script>alert(1)</script>'.replace("/", "")
    for number, payload in enumerate(PAYLOADS):
        bare = payload.replace("\0", "")
        pages += [
            f"/article?id=hostile{number}",
            f"/article?id=hostile{number}&revision=1",
            f"/compare?left=hostile{number}&left_revision=1&right=hostile{number}&right_revision=2",
            "/letter?" + urlencode({"key": f"{number} {payload}", "run": run}),
            *("/entity?" + urlencode({"key": f"{kind}:{bare}"}) for kind in ("per", "org", "doc", "loc")),
            *("/search?" + urlencode({field: bare}) for field in ("q", "publisher", "entity", "document", "office")),
            "/export?" + urlencode({"q": bare, "publisher": bare, "entity": bare}),
            "/letters?" + urlencode({"reason": bare, "stage": bare, "key": bare}),
            "/ledger?" + urlencode({"key": bare, "run": bare}),
            "/entities?" + urlencode({"q": bare}),
            "/article?" + urlencode({"id": bare}),
            "/search?" + urlencode({"lang": bare, "page": bare}),
            "/entity?" + urlencode({"key": bare, "lang": "vi"}),
        ]
    return pages
