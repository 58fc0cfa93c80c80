"""From elements to blocks: borders, line breaks, what is around, and what is left out."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.layout import Layout, collapse
from transforms.clean.options import CleanOptions
from transforms.clean.tree import parse
from transforms.clean.walk import read_layout
from transforms.clean.zones import Zone, zone_of

TAGS = st.sampled_from(
    ["p", "div", "span", "b", "a", "td", "tr", "table", "span class=author", "i class=related", "br", "img"]
)


def layout(markup: str) -> Layout:
    return read_layout(parse(f"<body>{markup}", CleanOptions()))


def texts(markup: str) -> list[str]:
    return [block.text for block in layout(markup).blocks]


def test_borders_breaks_and_inline_elements() -> None:
    assert texts("<p>a <b>b</b>c<br>d <span class=author>e</span> f</p>g<!-- x -->h") == ["a bc", "d e f", "gh"]


def test_what_nobody_reads_is_left_out() -> None:
    assert texts("<script>x</script>a<style>y</style><noscript>z</noscript><select><option>1</select>b") == ["ab"]


def test_shares_of_a_block() -> None:
    (block,) = layout("<p><a href=x>abcd</a> <b>ef</b> <em>gh</em></p>").blocks
    assert (block.link_chars, block.bold_chars, block.slanted_chars) == (4, 2, 2)


def test_what_is_around_a_block() -> None:
    read = layout("<table><tr><td>a<td>b</table><figure><img><figcaption>c</figcaption></figure>")
    first, second, third = read.blocks
    assert first.around.row == second.around.row is not None
    assert first.around.cell != second.around.cell
    assert third.around.figure is not None
    assert (third.images, read.image_positions) == (1, [2])


def test_hidden_text_is_furniture() -> None:
    read = layout("<p>a</p><div style='display: none'>b</div>")
    assert [read.spans[block.around.zones[-1]].zone for block in read.blocks[1:]] == [Zone.FURNITURE]


@given(st.lists(st.tuples(TAGS, st.sampled_from(["", "x", "</p>", "</div>", "</span>", "</table>"])), max_size=25))
def test_spans_lie_within_the_blocks_and_nest(pieces: list[tuple[str, str]]) -> None:
    read = layout("".join(f"<{tag}>{text}" for tag, text in pieces))
    assert all(0 <= span.start <= span.end <= len(read.blocks) for span in read.spans)
    assert all(block.text.strip() == block.text != "" for block in read.blocks)


def test_words_of_class_names() -> None:
    assert zone_of("div", "list_news_relation_top") is Zone.RELATED
    assert zone_of("div", "boxTinLienQuan") is Zone.RELATED
    assert zone_of("p", "the-article-summary") is Zone.SAPO
    assert zone_of("div", "detail__comment") is Zone.COMMENT
    assert zone_of("div", "PhotoCMS_Caption") is Zone.CAPTION
    assert zone_of("div", "detail-content") is None
    assert zone_of("nav", "") is Zone.FURNITURE


def test_white_space_between_elements_opens_no_block_and_parts_words() -> None:
    assert texts("<div>\n <b> </b>\n<p>a</p>\n \u200b <p>b<i> </i>c</p> </div>") == ["a", "b c"]


@given(st.text(alphabet="a ắ\u0300\u0301\u200b\u00ad\u00a0\u2001\n\x1c", max_size=12))
def test_collapsed_text_is_composed_visible_and_parted_by_single_blanks(text: str) -> None:
    visible = unicodedata.normalize("NFC", re.sub("[\u200b\u00ad]", "", text))
    assert collapse(text) == " ".join(visible.split())


@given(st.lists(st.tuples(TAGS, st.sampled_from(["", "x", "</p>", "</div>", "</span>"])), max_size=25))
def test_zoned_spans_are_those_with_a_zone(pieces: list[tuple[str, str]]) -> None:
    read = layout("".join(f"<{tag}>{text}" for tag, text in pieces))
    assert read.zoned == [span for span in read.spans if span.zone is not None]
