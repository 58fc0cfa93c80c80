"""Rough ways from a page to lines of text, none of them good: they leave what the line cleaner has to find.

Each takes (page bytes, gold title, gold paragraphs) and gives lines; the gold is only used to find the container that a
publisher-specific scraper would have picked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import trafilatura
from lxml import etree, html
from resiliparse.extract.html2text import extract_plain_text

_SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object"})
_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "big", "cite", "code", "em", "font", "i", "img", "label", "mark", "q", "s", "small",
        "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
_SPACE = re.compile(r"\s+")


def parse(body: bytes) -> etree._Element:
    return html.fromstring(body, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def own_text(element: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _lines_of(root: etree._Element, *, alt_texts: bool, bullets: bool) -> list[str]:
    """A line per block, `<br>` included, in reading order."""
    lines: list[str] = []
    current: list[str] = []
    _walk(root, lines, current, alt_texts, bullets)
    _close(lines, current)
    return lines


def _close(lines: list[str], current: list[str]) -> None:
    text = _SPACE.sub(" ", "".join(current)).strip()
    if text:
        lines.append(text)
    current.clear()


def _walk(element: etree._Element, lines: list[str], current: list[str], alt_texts: bool, bullets: bool) -> None:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return
    block = element.tag not in _INLINE
    if block:
        _close(lines, current)
    if bullets and element.tag == "li":
        current.append("* ")
    if alt_texts and element.tag == "img":
        _close(lines, current)
        _close(lines, [element.get("alt") or ""])
    current.append(element.text or "")
    for child in element:
        _walk(child, lines, current, alt_texts, bullets)
        current.append(child.tail or "")
    if block:
        _close(lines, current)


def _container(body: bytes, title: str, paragraphs: Sequence[str]) -> etree._Element:
    """The smallest element that holds the printed title and the last long paragraph."""
    root = parse(body)
    wanted = [_SPACE.sub(" ", text)[:60] for text in (title, max(paragraphs[-4:], key=len))]
    best = root
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _SKIPPED and element.tag not in _INLINE:
            text = own_text(element)
            if all(part in text for part in wanted):
                best = element  # document order: the last one that holds both is the smallest of its chain
    return best


def whole_page(body: bytes, _title: str, _paragraphs: Sequence[str]) -> list[str]:
    """Every block of the page, menus and footer included."""
    return _lines_of(parse(body), alt_texts=False, bullets=False)


def html2text_like(body: bytes, _title: str, _paragraphs: Sequence[str]) -> list[str]:
    """Every block, list marks, texts of pictures, a blank line between blocks."""
    return [line for text in _lines_of(parse(body), alt_texts=True, bullets=True) for line in (text, "")]


def container(body: bytes, title: str, paragraphs: Sequence[str]) -> list[str]:
    """The blocks of the element a scraper written for the publisher would take, a blank line between them."""
    lines = _lines_of(_container(body, title, paragraphs), alt_texts=False, bullets=False)
    return [line for text in lines for line in (text, "")]


def container_pictures(body: bytes, title: str, paragraphs: Sequence[str]) -> list[str]:
    """The same with the texts of the pictures."""
    return _lines_of(_container(body, title, paragraphs), alt_texts=True, bullets=False)


def resiliparse_all(body: bytes, _title: str, _paragraphs: Sequence[str]) -> list[str]:
    return str(extract_plain_text(body.decode("utf-8", "replace"), main_content=False)).split("\n")


def resiliparse_main(body: bytes, _title: str, _paragraphs: Sequence[str]) -> list[str]:
    text = extract_plain_text(body.decode("utf-8", "replace"), main_content=True, preserve_formatting=True)
    return str(text).split("\n")


def trafilatura_recall(body: bytes, _title: str, _paragraphs: Sequence[str]) -> list[str]:
    text = trafilatura.extract(
        body, favor_recall=True, include_comments=True, include_tables=True, include_images=False
    )
    return (text or "").split("\n")


FLATTENERS: dict[str, Callable[[bytes, str, Sequence[str]], list[str]]] = {
    "whole_page": whole_page,
    "html2text_like": html2text_like,
    "container": container,
    "container_pictures": container_pictures,
    "resiliparse_all": resiliparse_all,
    "resiliparse_main": resiliparse_main,
    "trafilatura_recall": trafilatura_recall,
}
