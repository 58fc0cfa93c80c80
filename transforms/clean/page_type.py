"""What kind of page it is: only articles and photo stories go on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from transforms.clean.layout import Layout
from transforms.clean.role import Role
from transforms.clean.story import Story, is_prose
from transforms.clean.structured import Structured
from transforms.clean.zones import class_words


class PageType(StrEnum):
    """The kinds of page; `NotAnArticle.detail` names one of the last four."""

    ARTICLE = "article"
    PHOTO_STORY = "photo story"
    VIDEO = "video"
    INDEX = "index"
    FORUM = "forum"
    OTHER = "other"


_VIDEO_TYPES = {"videoobject", "video", "movie", "tvepisode", "clip"}
_FORUM_TYPES = {"discussionforumposting", "qapage", "question"}
_INDEX_TYPES = {"collectionpage", "searchresultspage", "profilepage"}
_FORUM_WORDS = {"thread", "postbit", "forum", "messagelist", "viewtopic", "postbody", "threads"}
_COMMENT_WORDS = {"comment", "comments", "commentlist"}  # readers below an article answer in threads, too
_SHORTEST_ARTICLE = 250  # characters of text; shorter pages need an article's markup
_LONG_PARAGRAPH = 600  # characters that make an article even in one piece
_LONG_STORY = 1_500  # characters of body that make an article even without a headline
_SHORTEST_BRIEF = 60
_PARAMETERS = re.compile(r"[?&](page|p|trang)=\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What page type is told from, in characters unless said otherwise."""

    text: int  # sapo and body
    body: int
    paragraphs: int  # how many
    captions: int
    caption_count: int
    teasers: int  # text of teasers on the page
    teaser_count: int
    links: int


def gather(layout: Layout, story: Story, roles: list[Role]) -> Evidence:
    """Counts over the blocks of a page."""
    text = body = paragraphs = captions = caption_count = teasers = links = 0
    for i, (block, role) in enumerate(zip(layout.blocks, roles, strict=True)):
        length = len(block.text)
        if role in (Role.SAPO, Role.BODY, Role.SUBHEAD):
            text += length
            body += length if role is not Role.SAPO else 0
            paragraphs += is_prose(block)
        elif role is Role.CAPTION:
            captions += length
            caption_count += 1
        teasers += length if story.card[i] else 0
        links += block.link_chars
    return Evidence(
        text=text, body=body, paragraphs=paragraphs, captions=captions, caption_count=caption_count, teasers=teasers,
        teaser_count=sum(story.card), links=links,
    )  # fmt: skip


def page_type(
    layout: Layout, told: Structured, seen: Evidence, *, headline: bool, dated: bool, url: str | None
) -> PageType:
    """The type of a page: forum and video by what they say and show, index by teasers against running text.

    headline  whether one is printed over the text;  dated  whether a stamp stands beside it
    """
    if _is_forum(layout, told):
        return PageType.FORUM
    kind = (told.first("og:type") or "").lower()
    enough = seen.text >= _SHORTEST_ARTICLE and (seen.paragraphs >= 2 or seen.text >= _LONG_PARAGRAPH)
    if _is_video(layout, told, kind, seen):
        return PageType.VIDEO
    if seen.caption_count >= 3 and seen.captions > 1.5 * seen.body and headline:
        return PageType.PHOTO_STORY
    if _is_root(url) or told.types & _INDEX_TYPES:
        return PageType.INDEX
    if enough and _outweighs(seen):
        return PageType.ARTICLE if headline or seen.text >= _LONG_STORY else PageType.OTHER
    if headline and (dated or _declared(told, kind)) and _brief(seen):
        return PageType.ARTICLE
    return PageType.INDEX if seen.teaser_count >= 3 or seen.links > 2 * seen.text else PageType.OTHER


def _outweighs(seen: Evidence) -> bool:
    """Running text against teasers: a story may stand above many teasers, an index has no story to speak of."""
    return seen.text >= 1200 or seen.text > 0.25 * seen.teasers or seen.paragraphs >= 5


def _declared(told: Structured, kind: str) -> bool:
    return bool(told.article) or (
        kind in ("article", "news", "newsarticle") and bool(told.first("article:published_time"))
    )


def _brief(seen: Evidence) -> bool:
    """A few lines under a headline that the page dates or declares: short news, a photo with its text."""
    return seen.text >= _SHORTEST_BRIEF and seen.paragraphs >= 1 and seen.text > 0.05 * seen.teasers


def _is_root(url: str | None) -> bool:
    return bool(url) and re.fullmatch(r"https?://[^/]+/?(index\.\w+)?", url or "") is not None


def _is_forum(layout: Layout, told: Structured) -> bool:
    if told.types & _FORUM_TYPES and not told.article and "faqpage" not in told.types:
        return True
    generator = (told.first("generator") or "").lower()
    if any(name in generator for name in ("vbulletin", "xenforo", "phpbb", "discourse", "mybb", "smf")):
        return True
    article = told.article or (told.first("og:type") or "").lower() == "article"
    return not article and sum(_says_forum(class_words(span.names)) for span in layout.spans) >= 12


def _says_forum(words: Collection[str]) -> bool:
    return not _FORUM_WORDS.isdisjoint(words) and _COMMENT_WORDS.isdisjoint(words)


def _is_video(layout: Layout, told: Structured, kind: str, seen: Evidence) -> bool:
    declared = kind.startswith("video") or (bool(told.types & _VIDEO_TYPES) and not told.article)
    return declared and seen.text < 800 and (layout.videos > 0 or kind.startswith("video") or seen.paragraphs < 2)
