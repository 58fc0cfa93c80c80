"""A drawing library's SVG made fit for a page: no style attributes, no ids, colours as variables of the style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

# Inline styles are refused by the page's Content-Security-Policy; as presentation attributes they are heard.
_KEPT = ("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "opacity", "text-anchor")
_NUMBER = re.compile(r"-?\d+\.\d+")
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_DROPPED = ("defs", "metadata", "style")


def themed(svg: bytes, variables: Mapping[str, str]) -> str:
    """The elements within the root of an SVG.

    variables  colour in the drawing (`#000001`) → what is put in its place (`var(--c1)`)

    Numbers are cut to a tenth of a pixel; groups that say nothing are taken out; what refers to ids is dropped.
    """
    root = etree.fromstring(svg)
    # Matplotlib draws a background even where it is told to have no colour.
    shapes = (_plain(one, variables) for one in root.iter(f"{_NAMESPACE}path", f"{_NAMESPACE}text") if _is_drawn(one))
    return "".join(str(etree.tostring(one, encoding="unicode")) for one in shapes)


def _is_drawn(element: etree._Element) -> bool:
    if any(above.tag.removeprefix(_NAMESPACE) in _DROPPED for above in element.iterancestors()):
        return False
    told = _styles(element)
    return element.tag == f"{_NAMESPACE}text" or told.get("fill") != "none" or told.get("stroke", "none") != "none"


def _plain(element: etree._Element, variables: Mapping[str, str]) -> etree._Element:
    shape = etree.Element(element.tag.removeprefix(_NAMESPACE))
    for name in ("d", "x", "y"):
        if name in element.attrib:
            shape.set(name, _NUMBER.sub(_rounded, " ".join(str(element.attrib[name]).split())))
    for name, value in _styles(element).items():
        if name in _KEPT and not (name == "stroke" and value == "none"):
            shape.set(name, variables.get(value, value))
    shape.text = element.text
    return shape


def _styles(element: etree._Element) -> dict[str, str]:
    """What the element's style and its own attributes tell; matplotlib tells a group's of its only child."""
    pairs = (one.partition(":") for one in element.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found[0]):.1f}".removesuffix(".0")
