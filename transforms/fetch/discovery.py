"""What a source's archived answer announces, whatever kind of source it turns out to be."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from transforms.domain.errors import FetchError
from transforms.fetch.answers import Answer, undo_coding
from transforms.fetch.candidates import Candidate
from transforms.fetch.feeds import read_feed
from transforms.fetch.options import Limits
from transforms.fetch.sections import read_section
from transforms.fetch.sitemaps import ListedSitemap, read_sitemap
from transforms.fetch.sites import registered_domain
from transforms.fetch.xml import local_name, parse_xml, unzipped

_XML = (b"<?xml", b"<rss", b"<rdf", b"<feed", b"<urlset", b"<sitemapindex")  # some servers call these text/html


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What a source told. problem: why nothing could be made of it; None where it could."""

    stories: tuple[Candidate, ...] = ()
    sitemaps: tuple[ListedSitemap, ...] = ()
    problem: str | None = None


def read_source(answer: Answer, hosts: tuple[str, ...], limits: Limits) -> Announced:
    """Stories and further sitemaps of a feed, sitemap or section page; never raises for bad data."""
    try:
        content = unzipped(undo_coding(answer, limits), limits.page_bytes)
        return _read(content, answer, hosts, limits)
    except FetchError as refusal:
        return Announced(problem=f"{refusal.reason}: {refusal.detail}")


def _read(content: bytes, answer: Answer, hosts: tuple[str, ...], limits: Limits) -> Announced:
    told = (answer.header("content-type") or "").lower()
    start = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:15].lower()
    if start.startswith((b"<!doctype html", b"<html")) or ("html" in told and not start.startswith(_XML)):
        own = hosts or (registered_domain(urlsplit(answer.url).hostname or ""),)
        return Announced(stories=tuple(read_section(content, answer.url, own)))
    if start.startswith(b"http"):
        return Announced(stories=read_sitemap(content, answer.url, limits.page_bytes).stories)
    root = local_name(parse_xml(content, limits.page_bytes))
    if root in ("urlset", "sitemapindex"):
        sitemap = read_sitemap(content, answer.url, limits.page_bytes)
        return Announced(stories=sitemap.stories, sitemaps=sitemap.sitemaps)
    if root in ("rss", "rdf", "feed"):
        return Announced(stories=tuple(read_feed(content, answer.url, limits.page_bytes)))
    return Announced(problem=f"neither feed, sitemap nor page: its root is {root or 'nothing'}")
