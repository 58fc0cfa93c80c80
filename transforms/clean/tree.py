"""The one parse of a page."""

from __future__ import annotations

import re

from lxml import etree, html

from transforms.clean.layout import Element
from transforms.clean.options import CleanOptions
from transforms.domain.errors import BinaryContent, PageTooLarge

_SURROGATES = re.compile("[\ud800-\udfff]")


def parse(markup: str, options: CleanOptions) -> Element:
    """The root element. Raises PageTooLarge where the nesting is beyond the cap, BinaryContent where nothing parses.

    huge_tree: without it a text node of 10 MB or 256 nested elements end the parse silently. Beyond 2,048 nested
    elements libxml2 ends it even so, which its error log tells.
    """
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_SURROGATES.sub("\ufffd", markup).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if "llocation failed" in str(error):
            raise MemoryError(str(error)) from error
        raise BinaryContent(f"no element found: {error}") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise PageTooLarge(f"nested deeper than {options.max_depth}")
    return root
