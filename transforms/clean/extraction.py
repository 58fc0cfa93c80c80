"""The running text as trafilatura finds it, on the part of the page where the story is, reconciled with our roles."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from lxml import etree, html

from transforms.clean.layout import Element, Layout, collapse
from transforms.clean.roles import TEXT_ROLES, Role
from transforms.clean.story import Story

_MOST_TAGS = 20_000  # trafilatura's time grows with the square of the elements; 30,000 spans take it seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far trafilatura and our roles agree on the story, in characters.

    agreed    kept by both;  restored  kept by us alone;  dropped  lines of trafilatura that our roles call furniture,
    captions, teasers …;  None for all where the story has more elements than trafilatura can bear
    """

    agreed: int
    restored: int
    dropped: int

    @property
    def share(self) -> float:
        """Agreed part of what is kept, 0–1."""
        return self.agreed / max(1, self.agreed + self.restored)


def trafilatura_lines(root: Element) -> list[str]:
    """Lines of trafilatura in its fast mode with a focus on recall; never its deduplication, which keeps state."""
    import trafilatura  # noqa: PLC0415  (heavy)

    document = trafilatura.bare_extraction(
        root, fast=True, favor_recall=True, include_comments=False, with_metadata=False, deduplicate=False
    )
    text = document.text if document is not None else None
    return [collapse(line) for line in (text or "").splitlines() if line.strip()]


def agreement(layout: Layout, story: Story, roles: list[Role]) -> Agreement | None:
    """What trafilatura makes of the story's element, held against our roles; None where the element is too large."""
    twin = _twin(layout, story)
    if twin is None:
        return None
    theirs = [_fold(line) for line in trafilatura_lines(twin)]
    text = " ".join(theirs)
    agreed = restored = 0
    ours: list[str] = []
    for block, role in zip(layout.blocks, roles, strict=True):
        if role not in TEXT_ROLES:
            continue
        folded = _fold(block.text)
        ours.append(folded)
        if folded in text:
            agreed += len(block.text)
        else:
            restored += len(block.text)
    kept = " ".join(ours)
    dropped = sum(len(line) for line in theirs if line not in kept)
    return Agreement(agreed=agreed, restored=restored, dropped=dropped)


def _twin(layout: Layout, story: Story) -> Element | None:
    """A copy of the story's element as a page of its own, without comments, teasers and furniture by zone."""
    element = story.element
    if element is None:
        return None
    outside = _outside_elements(layout, story)
    if len(layout.spans) > _MOST_TAGS or sum(1 for _ in element.iter()) > _MOST_TAGS:
        return None
    copied = copy.deepcopy(element)
    copied.tail = None
    gone = [twin for original, twin in zip(element.iter(), copied.iter(), strict=True) if original in outside]
    for twin in gone:
        _drop(twin)
    page = html.document_fromstring("<html><body><article></article></body></html>")
    page.find(".//article").append(copied)
    return page


def _outside_elements(layout: Layout, story: Story) -> set[Element]:
    found = set()
    for span in layout.spans:
        if story.start <= span.start < span.end <= story.end and all(
            story.outside[i] is not None or story.card[i] for i in range(span.start, span.end)
        ):
            found.add(span.element)
    return found


def _drop(element: Element) -> None:
    """Takes an element out and leaves the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
