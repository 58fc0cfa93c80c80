"""A page in, an article out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from transforms.clean.captions import as_caption
from transforms.clean.completeness import complete, is_foreign, read_foreign
from transforms.clean.dates import find_dates
from transforms.clean.extraction import reconcile
from transforms.clean.flags import quality_flags
from transforms.clean.guard import guard
from transforms.clean.hinted import in_zone, site_of
from transforms.clean.language import detect_language, vietnamese_share
from transforms.clean.layout import Element
from transforms.clean.options import CleanOptions, SiteHints
from transforms.clean.page_type import PageType
from transforms.clean.reading import Reading, read_page
from transforms.clean.signature import find_byline, find_section, find_source
from transforms.clean.tree import parse
from transforms.domain.articles import Article
from transforms.domain.errors import NotAnArticle, NoTextFound
from transforms.domain.identity import article_id
from transforms.domain.pages import Medium, Page
from transforms.domain.urls import canonical_url

EXTRACTOR = "dongtin-html/1"


def clean_page(page: Page, options: CleanOptions | None = None, *, history: Mapping[str, int] | None = None) -> Article:
    """The article on a page.

    history  of flattened text: in how many of its publisher's texts a line occurs (`lines.history`)

    Raises the refusals of `transforms.domain.errors`: EmptyInput, BinaryContent, UndecodableText, PageTooLarge,
    NoTextFound, and NotAnArticle with the page type as its detail. Pure: the same page gives the same article.
    """
    options = options or CleanOptions()
    if page.medium is Medium.TEXT:
        from transforms.clean.lines import clean_lines

        return clean_lines(page, history=history)
    guarded = guard(page.body, page.hints.charset, options)
    root = parse(guarded.text, options)
    reading = read_page(page, root, options)
    foreign = is_foreign(reading)
    if foreign:
        reading = read_foreign(reading, root)
    if reading.kind not in (PageType.ARTICLE, PageType.PHOTO_STORY):
        raise NotAnArticle(reading.kind.value)
    if not foreign:
        reading = reconcile(reading)
    if options.check_completeness and not foreign:
        reading = complete(reading, root, guarded.text)
    if not reading.paragraphs and not reading.sapo:
        raise NoTextFound(f"{len(reading.layout.blocks)} blocks, none of them running text")
    return _hinted(_article(page, root, reading, guarded.flags), site_of(page, options))


def _hinted(article: Article, site: SiteHints | None) -> Article:
    """The article with times in its publisher's zone, and not signed by the publisher itself."""
    if site is None:
        return article
    own = {mark.casefold() for mark in site.marks}
    byline = None if (article.byline or "").casefold() in own else article.byline
    published, updated = (at and in_zone(at, site.time_zone) for at in (article.published, article.updated))
    return replace(article, byline=byline, published=published, updated=updated)


def _article(page: Page, root: Element, reading: Reading, flags: tuple[str, ...]) -> Article:
    dates = find_dates(page, root, reading)
    url = canonical_url(page.url, reading.told.canonical or reading.told.first("og:url"))
    text = "\n".join(([reading.sapo] if reading.sapo else []) + list(reading.paragraphs))
    share = vietnamese_share(text)
    more = quality_flags(text, share, reading.evidence, reading.kind)
    if dates.from_future:
        more.add("date:from_future")
    return Article(
        article_id=article_id(canonical_url=url, publisher=page.publisher, text=text),
        input_key=page.input_key,
        fetched_at=page.fetched_at,
        url=page.url,
        canonical_url=url,
        publisher=page.publisher,
        section=find_section(reading, page.hints.section),
        title=reading.title,
        sapo=reading.sapo,
        paragraphs=reading.paragraphs,
        captions=tuple(as_caption(caption) for caption in reading.captions),
        byline=find_byline(reading, page.hints.byline),
        source_agency=find_source(reading),
        published=dates.published,
        updated=dates.updated,
        date_candidates=dates.candidates,
        language=detect_language(text, share),
        flags=tuple(sorted({*flags, *reading.flags, *more})),
        extractor=EXTRACTOR,
    )
