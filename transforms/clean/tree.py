"""The one parse of a page."""

from __future__ import annotations

from lxml import etree

from transforms.clean.layout import Element
from transforms.clean.options import CleanOptions
from transforms.domain.errors import BinaryContent, PageTooLarge


def parse(markup: str, options: CleanOptions) -> Element:
    """The root element. Raises PageTooLarge where the nesting is beyond the cap, BinaryContent where nothing parses.

    huge_tree: without it a text node of 10 MB or 256 nested elements end the parse silently. Beyond 2,048 nested
    elements libxml2 ends it even so, which its error log tells. Plain elements, not those of lxml.html: their class is
    looked up in Python, which costs as much as the parse.
    """
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_encoded(markup), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if "llocation failed" in str(error):
            raise MemoryError(str(error)) from error
        raise BinaryContent(f"no element found: {error}") from error
    if root is None:
        raise BinaryContent("no element found")
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise PageTooLarge(f"nested deeper than {options.max_depth}")
    return root


def _encoded(markup: str) -> bytes:
    try:
        return markup.encode("utf-8")
    except UnicodeEncodeError:  # lone surrogates, which UTF-16 may hold
        return markup.encode("utf-8", "replace")
