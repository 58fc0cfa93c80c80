"""Section pages: the links that look like stories of the same publisher."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from transforms.domain.errors import BrokenAnswer
from transforms.fetch.candidates import Candidate, candidate, merge
from transforms.fetch.sites import belongs

_LEAST_WORDS = 4  # of a headline; fewer are sections, tags, people
# A slug of four words or more, or a number of five digits or more: content systems name stories by one or the other.
_SLUG = re.compile(r"(?:[a-z0-9]+-){3,}[a-z0-9]+")
_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_NO_STORY = re.compile(
    r"/(?:tag|tags|tu-khoa|chu-de|topic|author|tac-gia|search|tim-kiem|video-list|rss|login|lien-he|gioi-thieu|quang-cao)(?:/|$)"
    r"|\.(?:jpe?g|png|gif|webp|pdf|mp[34]|docx?|xlsx?|zip|rss|xml|css|js)$",
    re.IGNORECASE,
)


def read_section(content: bytes, url: str, hosts: tuple[str, ...]) -> list[Candidate]:
    """The stories that a page links to, each once, in the order of the page; raises BrokenAnswer where it is no HTML.

    A story's address lies on one of `hosts` and looks like one; its link has a headline for text, or none (a picture).
    """
    try:
        root = html.fromstring(content, parser=html.HTMLParser(encoding=_charset(content)))
    except (etree.ParserError, ValueError) as error:
        raise BrokenAnswer(f"no HTML ({error})") from None
    base = urljoin(url, next((one.get("href") or "" for one in root.iter("base")), "").strip())
    found = [_story(link, base, hosts) for link in root.iter("a")]
    return merge(one for one in found if one)


def _charset(content: bytes) -> str | None:
    """UTF-8 where the bytes are, whatever the page says; else what the page says."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _story(link: etree._Element, base: str, hosts: tuple[str, ...]) -> Candidate | None:
    try:
        place = urljoin(base, (link.get("href") or "").strip())
        parts = urlsplit(place)
        host = parts.hostname or ""
    except ValueError:
        return None
    if not belongs(host, hosts) or not _looks_like_story(parts.path):
        return None
    headline = " ".join("".join(str(part) for part in link.itertext()).split()) or (link.get("title") or "").strip()
    if headline and len(headline.split()) < _LEAST_WORDS:
        return None
    found = candidate(place, base)
    return Candidate(url=found.url, canonical=found.canonical, source=base, title=headline or None) if found else None


def _looks_like_story(path: str) -> bool:
    if _NO_STORY.search(path):
        return False
    last = path.rstrip("/").rpartition("/")[2].lower()
    return bool(_SLUG.search(last) or (_NUMBER.search(last) and "." in last))
