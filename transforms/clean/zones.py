"""What the class and id words of an element say about it, in the vocabulary that content systems share."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


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

# Whole words, then stems that are safe at the start of a compressed word (`tinlienquan`, `commentbox`).
_WORDS: dict[Zone, frozenset[str]] = {
    Zone.COMMENT: frozenset("comment comments cmt cmts binhluan disqus ykien replies feedback".split()),
    Zone.RELATED: frozenset(
        "related relate relation relations relationnews relatednews lienquan recommend recommended recommendation "
        "samecate samecategory cungchuyenmuc cungmuc othernews tinkhac tinmoi mostview mostread docnhieu xemnhieu "
        "popular trending readmore seemore xemthem docthem morenews tincungmuc tinlienquan suggest suggestion "
        "suggestions latestnews newsletter subscribe hotnews tinnong tindocnhieu sidebar relatebox boxrelated "
        "insertrelation relatedpost nextpost prevpost aside".split()
    ),
    Zone.FURNITURE: frozenset(
        "share shares sharing sharebar social socials addthis fbshare zalo toolbar tag tags hashtag hashtags keyword "
        "keywords tukhoa menu nav navbar navigation breadcrumb breadcrumbs footer ads ad adv advert advertisement "
        "banner banners qc quangcao sponsor sponsored popup modal login signup player videoplayer audioplayer tts "
        "rating ratings vote emotion reaction reactions paging pagination pager copyright license cookie dropdown "
        "search weather marquee ticker print toolbars donate qrcode skip breakumb".split()
    ),
    Zone.CAPTION: frozenset(
        "caption captions figcaption photocaption imagecaption imgcaption piccaption chuthich chuthichanh "
        "photonote imgdesc captionimg wpcaptiontext imagenote photodesc".split()
    ),
    Zone.SAPO: frozenset(
        "sapo lead lede summary chapeau standfirst abstract tomtat excerpt shortintro sapodetail leadtext leadin "
        "articlesummary articlesapo newssapo detailsapo headlead introtext subtitle dek deck".split()
    ),
    Zone.AUTHOR: frozenset(
        "author authors byline tacgia authorname authorinfo butdanh writer penname nguoiviet".split()
    ),
    Zone.SOURCE: frozenset("source sourcename nguon linksource sourcelink newssource".split()),
    Zone.DATE: frozenset(
        "date time datetime timestamp pubdate publishdate publishtime posttime postdate ngaydang thoigian pdate "
        "articledate datepublished published publish timer timepost createddate updatetime cateandtime dateandcat".split()
    ),
    Zone.TITLE: frozenset(
        "title headline heading tieude articletitle newstitle detailtitle titledetail posttitle".split()
    ),
    Zone.SECTION: frozenset("category cate section chuyenmuc catename categoryname cat".split()),
}
_STEMS: tuple[tuple[str, Zone], ...] = (
    ("comment", Zone.COMMENT), ("binhluan", Zone.COMMENT), ("related", Zone.RELATED), ("relate", Zone.RELATED),
    ("tinlienquan", Zone.RELATED), ("lienquan", Zone.RELATED), ("breadcrumb", Zone.FURNITURE),
    ("cungchuyenmuc", Zone.RELATED), ("tincungmuc", Zone.RELATED), ("othernews", Zone.RELATED),
    ("tagdetail", Zone.FURNITURE), ("listtag", Zone.FURNITURE), ("newsincontent", Zone.RELATED),
    ("socialshare", Zone.FURNITURE), ("sharebox", Zone.FURNITURE), ("caption", Zone.CAPTION), ("docnhieu", Zone.RELATED),
    ("sapo", Zone.SAPO), ("khuyencao", Zone.FURNITURE),
)  # fmt: skip
_PAIRS: dict[tuple[str, str], Zone] = {
    ("lien", "quan"): Zone.RELATED, ("binh", "luan"): Zone.COMMENT, ("y", "kien"): Zone.COMMENT,
    ("other", "news"): Zone.RELATED, ("tin", "khac"): Zone.RELATED, ("tin", "moi"): Zone.RELATED,
    ("cung", "chuyen"): Zone.RELATED, ("cung", "muc"): Zone.RELATED, ("doc", "nhieu"): Zone.RELATED,
    ("xem", "nhieu"): Zone.RELATED, ("xem", "them"): Zone.RELATED, ("doc", "them"): Zone.RELATED,
    ("most", "read"): Zone.RELATED, ("most", "view"): Zone.RELATED, ("read", "more"): Zone.RELATED,
    ("see", "more"): Zone.RELATED, ("tu", "khoa"): Zone.FURNITURE, ("quang", "cao"): Zone.FURNITURE,
    ("same", "cate"): Zone.RELATED, ("same", "category"): Zone.RELATED, ("tac", "gia"): Zone.AUTHOR,
    ("chu", "thich"): Zone.CAPTION, ("short", "intro"): Zone.SAPO, ("ngay", "dang"): Zone.DATE,
    ("latest", "news"): Zone.RELATED, ("more", "news"): Zone.RELATED, ("hot", "news"): Zone.RELATED,
}  # fmt: skip
_TAG_ZONES = {
    "nav": Zone.FURNITURE, "footer": Zone.FURNITURE, "figcaption": Zone.CAPTION, "address": Zone.FURNITURE,
    "aside": Zone.RELATED, "time": Zone.DATE, "caption": Zone.CAPTION,
}  # fmt: skip


@lru_cache(maxsize=16_384)
def class_words(names: str) -> tuple[str, ...]:
    """Lower-case words of a class or id attribute: `list_news_relation_top` → list, news, relation, top."""
    return tuple(word for word in _BREAK.split(_CAMEL.sub(r"\1 \2", names).lower()) if word)


def _of_words(words: tuple[str, ...]) -> Zone | None:
    for pair in zip(words, words[1:], strict=False):
        if pair in _PAIRS:
            return _PAIRS[pair]
    for zone, known in _WORDS.items():
        if not known.isdisjoint(words):
            return zone
    for stem, zone in _STEMS:
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
