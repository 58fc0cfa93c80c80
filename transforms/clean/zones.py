"""What the class and id words of an element say about it, in the vocabulary that content systems share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise


class Zone(StrEnum):
    """What kind of place an element is, by its own words."""

    AUTHOR = "author"
    CAPTION = "caption"
    COMMENT = "comment"
    DATE = "date"
    FURNITURE = "furniture"
    RELATED = "related"
    SAPO = "sapo"
    SECTION = "section"
    SOURCE = "source"
    TITLE = "title"


OUTSIDE_TEXT = frozenset({Zone.COMMENT, Zone.FURNITURE, Zone.RELATED})

_CAMEL = re.compile(r"([a-z0-9])([A-Z])")
_BREAK = re.compile(r"[^a-z]+")
_ARTICLE_BODY = re.compile(
    r"(article|detail|post|entry|news|story|singular|main|cms|fck|noidung|chitiet|maincontent)[-_ ]*_*"
    r"(body|content|detail|noidung|text|main|ct|cnt)|^(articlebody|noidung|fck|cmsbody|bodytext|abody)$"
)

_TAG_ZONES = {
    "nav": Zone.FURNITURE, "footer": Zone.FURNITURE, "figcaption": Zone.CAPTION, "address": Zone.FURNITURE,
    "aside": Zone.RELATED, "time": Zone.DATE, "caption": Zone.CAPTION,
}  # fmt: skip


@lru_cache(maxsize=16_384)
def class_words(names: str) -> tuple[str, ...]:
    """Lower-case words of a class or id attribute: `list_news_relation_top` → list, news, relation, top."""
    return tuple(word for word in _BREAK.split(_CAMEL.sub(r"\1 \2", names).lower()) if word)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    words: tuple[tuple[Zone, frozenset[str]], ...]  # the first zone with a known word wins
    stems: tuple[tuple[str, Zone], ...]
    pairs: dict[str, Zone]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    words: list[tuple[Zone, frozenset[str]]] = []
    stems: list[tuple[str, Zone]] = []
    pairs: dict[str, Zone] = {}
    for row in files("transforms.clean").joinpath("zones.tsv").read_text("utf-8").splitlines():
        if row.startswith("#"):
            continue
        name, form, known = row.split("\t")
        zone = Zone(name)
        if form == "word":
            words.append((zone, frozenset(known.split())))
        elif form == "stem":
            stems.extend((stem, zone) for stem in known.split())
        else:
            pairs.update(dict.fromkeys(known.split(), zone))
    return _Vocabulary(words=tuple(words), stems=tuple(stems), pairs=pairs)


def _of_words(words: tuple[str, ...]) -> Zone | None:
    known = _vocabulary()
    for first, second in pairwise(words):
        zone = known.pairs.get(f"{first}+{second}")
        if zone is not None:
            return zone
    for zone, vocabulary in known.words:
        if not vocabulary.isdisjoint(words):
            return zone
    for stem, zone in known.stems:
        if any(word.startswith(stem) or word.endswith(stem) for word in words):
            return zone
    return None


@lru_cache(maxsize=8192)
def zone_of(tag: str, names: str) -> Zone | None:
    """The zone of an element from its tag and its class and id attributes; None where they say nothing.

    A name that also says "body of the article" (`article-content related`) is not outside the text.
    """
    by_tag = _TAG_ZONES.get(tag)
    if by_tag is not None or not names:
        return by_tag
    found: Zone | None = None
    for name in names.split():
        zone = _of_words(class_words(name))
        if zone is not None and (found is None or zone in OUTSIDE_TEXT):
            found = zone
    if found in OUTSIDE_TEXT and says_body(names):
        return None if found is not Zone.COMMENT else found
    return found


@lru_cache(maxsize=8192)
def says_body(names: str) -> bool:
    """Whether one of the class or id names means "the running text of the article"."""
    return any(_ARTICLE_BODY.search(" ".join(class_words(name))) for name in names.split())
