"""XML from strangers: no entities, no network, no document type, and a bound on what a gzip may hold."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from lxml import etree

from transforms.domain.errors import AnswerTooLarge, BrokenAnswer

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31
# Real feeds open with blank lines, a byte order mark or a stray comment: XML allows none of these before `<?xml`.
_BEFORE_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s+(?=<)")


def parse_xml(content: bytes, max_bytes: int) -> etree._Element:
    """The root of a document, gzip undone, mended where it is ill-formed.

    Raises BrokenAnswer where nothing can be made of it, AnswerTooLarge beyond `max_bytes`.
    """
    plain = unzipped(content, max_bytes)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_BEFORE_XML.sub(b"", plain), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenAnswer(f"no XML ({error})") from None
    if root is None:
        raise BrokenAnswer("no XML")
    return root


def unzipped(content: bytes, max_bytes: int) -> bytes:
    """The content, gzip undone where its first two bytes say so; raises AnswerTooLarge, BrokenAnswer."""
    if not content.startswith(_GZIP_MAGIC):
        return content
    decoder = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = decoder.decompress(content, max_bytes + 1)
    except zlib.error as error:
        raise BrokenAnswer(f"no gzip ({error})") from None
    if len(plain) > max_bytes:
        raise AnswerTooLarge(f"unpacks to more than {max_bytes} bytes")
    return plain


def local_name(element: etree._Element) -> str:
    """The tag without its namespace, lower case; empty for comments."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of these local names, in the order of the names, then of the document."""
    for name in names:
        for child in element:
            if local_name(child) == name:
                yield child


def text_of(element: etree._Element | None) -> str | None:
    """All text inside, white space folded; None where there is none."""
    if element is None:
        return None
    return " ".join("".join(str(part) for part in element.itertext()).split()) or None


def child_text(element: etree._Element, *names: str) -> str | None:
    """The first text that one of these children holds."""
    return next((text for child in children(element, *names) if (text := text_of(child))), None)
