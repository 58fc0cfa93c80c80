"""Texts under pictures: which blocks they are, and whom they credit."""

from __future__ import annotations

import re
from bisect import bisect_left

from transforms.clean.layout import Block, Layout
from transforms.clean.zones import Zone, class_words
from transforms.domain.articles import Caption

_LONGEST = 600
_CREDIT = re.compile(
    r"[(\[]?\s*\b(?:ảnh|photo|nguồn|hình|nguồn ảnh|đồ họa|video|clip|infographic)\s*(?:minh họa)?\s*:\s*"
    r"([^()\[\]]{2,60}?)\s*[)\]]?\.?\s*$",
    re.IGNORECASE,
)
_SOLE_CREDIT = re.compile(
    r"^[(\[]?\s*(ảnh|photo|nguồn ảnh|hình|hình ảnh|ảnh minh (họa|hoạ)|minh (họa|hoạ)|đồ họa)(\s*:.*|\s*[)\].]*)$",
    re.IGNORECASE,
)
_PICTURE_WORDS = frozenset({
    "image", "img", "photo", "pic", "picture", "thumb", "thumbnail", "anh", "hinh", "figure", "desc", "caption", "note",
    "media", "slide", "gallery", "vcsortable",
})  # fmt: skip


def credit_of(text: str) -> str | None:
    """The photographer or agency at the end of a caption: `… (Ảnh: AP).` → `AP`."""
    match = _CREDIT.search(text)
    return match.group(1).strip(" .,-") or None if match else None


def as_caption(text: str) -> Caption:
    """The caption as printed and its credit."""
    return Caption(text=text, credit=credit_of(text))


def is_sole_credit(text: str) -> bool:
    """Whether the line does nothing but credit a photographer: `Ảnh: Minh Sơn`."""
    return len(text) <= 80 and bool(_SOLE_CREDIT.match(text))


def images_between(layout: Layout, start: int, end: int) -> int:
    """Pictures that stand at or after block `start` and before block `end`."""
    positions = layout.image_positions
    return bisect_left(positions, end) - bisect_left(positions, start)


def is_caption(layout: Layout, i: int, zones: set[Zone]) -> bool:
    """Whether a block of the story is the text of a picture.

    It is one in a caption element, in a figure, in a table that is only a frame around a picture, as a line that only
    credits a picture, or as a short slanted, credited or picture-worded line right behind one.
    """
    block = layout.blocks[i]
    text = block.text
    if len(text) > _LONGEST:
        return False
    if Zone.CAPTION in zones or block.around.figure is not None or is_sole_credit(text):
        return True
    if block.around.table is not None and _frames_picture(layout, block.around.table):
        return True
    if not block.images:
        return False
    slanted = block.slanted_chars >= 0.8 * len(text)
    return slanted or credit_of(text) is not None or _picture_worded(block)


def _picture_worded(block: Block) -> bool:
    return not _PICTURE_WORDS.isdisjoint(class_words(block.names))


def _frames_picture(layout: Layout, table: int) -> bool:
    span = layout.spans[table]
    pictures = images_between(layout, span.start, span.end + 1)
    blocks = layout.blocks[span.start : span.end]
    return pictures > 0 and len(blocks) <= 2 * pictures + 1 and sum(len(b.text) for b in blocks) <= _LONGEST * pictures
