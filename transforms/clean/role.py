"""What a block may be to the story."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a block is to the story."""

    TITLE = "title"
    SAPO = "sapo"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    BYLINE = "byline"
    SOURCE = "source"
    CREDIT = "credit"
    STAMP = "stamp"
    RELATED = "related"
    FURNITURE = "furniture"
    COMMENT = "comment"
    OUTSIDE = "outside"


TEXT_ROLES = frozenset({Role.SAPO, Role.BODY, Role.SUBHEAD})
