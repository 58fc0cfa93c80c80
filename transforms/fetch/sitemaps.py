"""Sitemaps (sitemaps.org 0.9): lists of addresses, news sitemaps, index files, plain text; gzip or not."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from transforms.domain.articles import DatedInstant
from transforms.domain.errors import BrokenAnswer
from transforms.fetch.candidates import Candidate, candidate
from transforms.fetch.feed_dates import feed_date
from transforms.fetch.xml import child_text, children, local_name, parse_xml, unzipped

MOST_ADDRESSES = 50_000  # of the protocol, for one file


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSitemap:
    """A sitemap that an index names, and when it last changed."""

    url: str
    changed: DatedInstant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What one file holds: stories, or further sitemaps."""

    stories: tuple[Candidate, ...] = ()
    sitemaps: tuple[ListedSitemap, ...] = ()


def read_sitemap(content: bytes, url: str, max_bytes: int) -> Sitemap:
    """The addresses of a sitemap or index; raises BrokenAnswer where it is neither, AnswerTooLarge."""
    text = unzipped(content, max_bytes)
    if text.lstrip(b"\xef\xbb\xbf \r\n\t")[:4] == b"http":
        return Sitemap(stories=_lines(text, url))
    root = parse_xml(text, max_bytes)
    match local_name(root):
        case "sitemapindex":
            listed = [_listed(entry, url) for entry in children(root, "sitemap")]
            return Sitemap(sitemaps=tuple(one for one in listed if one)[:MOST_ADDRESSES])
        case "urlset":
            found = [_story(entry, url) for entry in children(root, "url")]
            return Sitemap(stories=tuple(one for one in found if one)[:MOST_ADDRESSES])
    raise BrokenAnswer(f"no sitemap: its root is {local_name(root)}")


def _lines(text: bytes, url: str) -> tuple[Candidate, ...]:
    lines = text.decode("utf-8-sig", "replace").split()[:MOST_ADDRESSES]
    return tuple(found for line in lines if (found := candidate(line, url)))


def _listed(entry: etree._Element, url: str) -> ListedSitemap | None:
    place = child_text(entry, "loc")
    return ListedSitemap(url=urljoin(url, place), changed=feed_date(child_text(entry, "lastmod"))) if place else None


def _story(entry: etree._Element, url: str) -> Candidate | None:
    place = child_text(entry, "loc")
    found = candidate(urljoin(url, place), url) if place else None
    if found is None:
        return None
    news = next(children(entry, "news"), None)
    return Candidate(
        url=found.url,
        canonical=found.canonical,
        source=url,
        title=child_text(news, "title") if news is not None else None,
        published=feed_date(child_text(news, "publication_date"), "sitemap") if news is not None else None,
        updated=feed_date(child_text(entry, "lastmod"), "sitemap"),
    )
