"""Quality flags of an article: what a reader of the data set may want to filter on."""

from __future__ import annotations

from transforms.clean.page_type import Evidence, PageType

TOO_SHORT = 300  # characters of text
LOW_VIETNAMESE_SHARE = 0.25  # of the words; running Vietnamese has .45 and more
MOSTLY_LINKS = 3.0  # characters of link text for one of running text


def quality_flags(text: str, share: float, seen: Evidence, kind: PageType) -> set[str]:
    """`too_short`, `low_vietnamese_share`, `mostly_links`, `photo_story`, as they apply.

    share  of the words that hold a Vietnamese letter
    """
    found = set()
    if len(text) < TOO_SHORT:
        found.add("too_short")
    if share < LOW_VIETNAMESE_SHARE:
        found.add("low_vietnamese_share")
    if seen.links > MOSTLY_LINKS * max(1, len(text)):
        found.add("mostly_links")
    if kind is PageType.PHOTO_STORY:
        found.add("photo_story")
    return found
