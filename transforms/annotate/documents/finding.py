"""DOC: citations of party and legal documents, with what they cite.

Three shapes: type + number ("Nghị định 168/2024/NĐ-CP"), type + event ("Nghị quyết Đại hội XIII của Đảng"), and name
("Luật Đất đai 2024"). The subject ("về …") and the cited article stay outside the span; the article goes to the value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.documents.citations import Citation, read_event_document, read_numbered
from transforms.annotate.documents.names import read_named
from transforms.annotate.documents.patterns import CITED_PART, CITED_REACH, WORTH_LOOKING
from transforms.annotate.documents.values import abbreviations, document_key
from transforms.domain.annotations import Label
from transforms.vietnamese.casing import lower_in_place
from transforms.vietnamese.word_roles import any_of, words_of_role

_EVENT_TYPES = ("văn kiện", "báo cáo chính trị", "tuyên bố", "thông cáo")
_NAMED_TYPES = (
    "hiến pháp", "điều lệ", "công ước", "hiệp định", "hiệp ước", "nghị định thư", "hiến chương", "tuyên ngôn",
    "tuyên bố chung", "đạo luật", "blhs", "bltths", "blds",
)  # fmt: skip
_HEADS = sorted({*abbreviations(), *_EVENT_TYPES, *_NAMED_TYPES}, key=lambda head: (-len(head), head))
_ANCHOR = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _HEADS))})(?!\w)")
# "pháp luật", "Trường Đại học Luật", "Công ty Luật", "Tòa án Hiến pháp", "Tổ chức Hiệp ước Bắc Đại Tây Dương"
_NOT_A_NAME = re.compile(rf"(?<!\w)(?:{any_of(words_of_role('document_words.tsv', 'no-name-after'))})\ \Z")
_LAWYER = re.compile(r"luật\ (?:sư|pháp|sưu|gia)(?!\w)")
_IN_ANOTHER_NAME = re.compile(r"(?:tòa\ án|toà\ án|tổ\ chức|bộ)\ \Z")


def find_documents(text: str, organisations: Sequence[tuple[int, int]]) -> list[Candidate]:
    """The citations in a normalised document text, in reading order; a base law lies inside the law that amends it.

    `organisations` are spans of the text known to be organisations: an issuer after "của" reaches to its end.
    """
    low = lower_in_place(text)
    ends = dict(sorted(organisations))
    found: list[Citation] = []
    position = 0
    while anchor := _ANCHOR.search(low, position):
        citation = _read(text, low, anchor.start(), anchor[0], ends)
        if citation:
            found += [citation, *citation.inside]
        position = citation.end if citation else anchor.end()
    return [_candidate(low, citation) for citation in found]


def _read(text: str, low: str, position: int, head: str, ends: dict[int, int]) -> Citation | None:
    if head == "luật" and _LAWYER.match(low, position):
        return None
    numbered = read_numbered(text, low, position, ends) or read_event_document(text, low, position, head)
    foreign = _NOT_A_NAME if head == "luật" else _IN_ANOTHER_NAME
    if numbered or foreign.search(low, max(0, position - 8), position):
        return numbered
    return read_named(text, low, position, head)


def _candidate(low: str, citation: Citation) -> Candidate:
    value = citation.value
    window = low[max(0, citation.start - CITED_REACH) : citation.start]
    if WORTH_LOOKING.search(window):
        part = CITED_PART.search(window)
        value = replace(value, cited_part=part["part"].strip(" ,") if part else None)
    return Candidate(
        start=citation.start,
        end=citation.end,
        label=Label.DOC,
        method=f"document:{citation.method}",
        priority=PRIORITY[Label.DOC],
        value=value,
        entity_key=document_key(value),
    )
