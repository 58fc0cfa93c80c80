"""Inside the article's span: captions, boxes of links, subheads; everything else stays a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from transforms.clean.lines import bylines, captions
from transforms.clean.lines.furniture import Furniture
from transforms.clean.lines.repeats import near_repeats, resembles
from transforms.clean.lines.shapes import Line, Shape, is_listed, terms
from transforms.clean.lines.zones import Zone

_ENDED_SHARE = 0.8
_LEDE_WORDS = 10
_VERSE_WORDS, _FEWEST_VERSES = 10, 2
_CREDITED_WORDS = 4  # words; shorter ones are subheads over a picture


def settle_inside(
    lines: Sequence[Line], furniture: Sequence[Furniture | None], zone: Zone, roles: dict[int, str], title: int | None
) -> None:
    """Settle captions, repeats, link boxes and subheads of the span in `roles` (index → role)."""
    _settle_numbered_titles(lines, zone, roles, title)
    inside = [i for i in range(zone.first, zone.after) if i not in roles]
    _settle_captions(lines, inside, roles)
    _settle_near_repeats(lines, zone, roles, title)
    _settle_boxes(lines, furniture, zone, roles)
    _settle_link_runs(lines, zone, roles)
    _settle_subheads(lines, zone, roles)


def _settle_captions(lines: Sequence[Line], inside: Sequence[int], roles: dict[int, str]) -> None:
    prose = [lines[i] for i in inside if lines[i].shape is Shape.PROSE and not captions.is_loose_scene(lines[i])]
    usual = median(line.blanks_before for line in prose) if prose else 0
    well_ended = sum(line.ended for line in prose) >= _ENDED_SHARE * len(prose)
    for index in inside:
        line = lines[index]
        if (
            captions.has_credit(line)
            or captions.is_bare_credit(line)
            or captions.is_scene(line)
            or (well_ended and not is_listed(line) and (captions.is_loose_scene(line) or _in_picture_slot(line, usual)))
            or (roles.get(index - 1) == "drop:numbered_title" and _is_one_sentence(line))
            or (line.shape is not Shape.PROSE and _opens_gallery(roles, index) and _is_one_sentence(line))
            or (_between_prose(lines, index, roles) and captions.is_posed(line))
            or _is_credited_below(lines, index)
        ):
            roles[index] = "caption"


def _stands_alone(short: Line, full: Line, *, first: bool) -> bool:
    """Whether a line is more than the variant it looks like: a lede, or a subhead whose words open its paragraph."""
    if first and short.words >= _LEDE_WORDS:
        return True
    return short.shape is Shape.PHRASE and short.core[-1] not in ",;" and 2 * short.words < full.words


def _in_picture_slot(line: Line, usual: float) -> bool:
    """Whether an unended line of some length stands behind more blank lines than paragraphs do."""
    return not line.ended and line.core[-1] not in ":;," and line.words >= 7 and line.blanks_before > usual >= 1


def _is_credited_below(lines: Sequence[Line], index: int) -> bool:
    """Whether a phrase stands right above a line that only credits a picture, with no blank line between the two."""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if below is None or below.blanks_before or not captions.is_bare_credit(below):
        return False
    return line.shape is Shape.PHRASE and line.words >= _CREDITED_WORDS and line.core[-1] not in ":;,"


def _opens_gallery(roles: dict[int, str], index: int) -> bool:
    """Whether nothing but captions stands between the announcement of pictures and the line."""
    above = index - 1
    while roles.get(above) == "caption":
        above -= 1
    return roles.get(above) == "drop:gallery_intro"


def _between_prose(lines: Sequence[Line], index: int, roles: dict[int, str]) -> bool:
    around = [i for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return all(lines[i].shape is Shape.PROSE or roles.get(i) == "caption" for i in around)


def _is_one_sentence(line: Line) -> bool:
    return 4 <= line.words <= 30 and not any(mark in line.core[:-2] for mark in (". ", "? ", "! "))


def _settle_numbered_titles(lines: Sequence[Line], zone: Zone, roles: dict[int, str], title: int | None) -> None:
    """`Headline - 3`: the alternative text that systems make for a picture without one."""
    if title is None:
        return
    for index in range(zone.first, zone.after):
        rest = lines[index].key.removeprefix(lines[title].key)
        if rest != lines[index].key and (not rest or rest.isdigit()):
            roles.setdefault(index, "drop:numbered_title")


def _settle_near_repeats(lines: Sequence[Line], zone: Zone, roles: dict[int, str], title: int | None) -> None:
    span = list(range(zone.first, zone.after))
    skip = {k for k, i in enumerate(span) if roles.get(i, "body") not in ("body", "caption")}
    lede = next((k for k in range(len(span)) if k not in skip and lines[span[k]].ended), None)
    for poor, rich in sorted(near_repeats([lines[i] for i in span], skip).items()):
        short, full = span[poor], span[rich]
        if _stands_alone(lines[short], lines[full], first=poor == lede) and roles.get(full) != "caption":
            continue
        fragment = lines[short].words <= 3
        roles[short] = "drop:caption_fragment" if fragment else "drop:near_duplicate_caption"
        if not fragment and captions.shows_people(lines[full]):
            roles.setdefault(full, "caption")
    if title is not None:
        _settle_title_variants(lines, [i for i in span if i not in roles], lines[title], roles)


def _settle_title_variants(
    lines: Sequence[Line], open_lines: Sequence[int], title: Line, roles: dict[int, str]
) -> None:
    """Phrases that open as the headline does and go on in its words: alternative texts of pictures."""
    opening = terms(title.core)[:3]
    for index in open_lines:
        line = lines[index]
        alike = terms(line.core)[:3] == opening and resembles(line.core, title.core)
        if alike and line.shape is Shape.PHRASE and line.words >= 5:
            roles[index] = "drop:near_duplicate_caption"


def _settle_boxes(
    lines: Sequence[Line], furniture: Sequence[Furniture | None], zone: Zone, roles: dict[int, str]
) -> None:
    """Links behind the heading of a box, until prose comes again."""
    open_box = False
    for index in range(zone.first, zone.after):
        verdict = furniture[index]
        if verdict and verdict.sure and verdict.opens == "box":
            open_box = True
        elif lines[index].shape is Shape.PROSE:
            open_box = False
        elif open_box and roles.get(index, "body") in ("body", "subhead"):
            roles[index] = "drop:related"


def _settle_link_runs(lines: Sequence[Line], zone: Zone, roles: dict[int, str]) -> None:
    """Runs of three and more unended headlines: links to other stories, unless a list was announced."""
    run: list[int] = []
    for index in range(zone.first, zone.after + 1):
        if index < zone.after and roles.get(index, "body") != "body":
            continue
        if index < zone.after and _may_be_link(lines[index]):
            run.append(index)
            continue
        if len(run) >= 3 and not _announced(lines, run[0], zone) and not _parallel([lines[i] for i in run]):
            roles.update(dict.fromkeys(run, "drop:related"))
        run = []


def _may_be_link(line: Line) -> bool:
    """A headline's length, no mark of a list, nothing that goes on in the next line."""
    return line.shape is Shape.PHRASE and 4 <= line.words <= 19 and not is_listed(line) and line.core[-1] not in ",;:"


def _parallel(run: Sequence[Line]) -> bool:
    """Whether the lines open alike or all bear a colon: a list in the text, not headlines."""
    return len({terms(line.core)[0] for line in run}) == 1 or all(":" in line.core for line in run)


def _announced(lines: Sequence[Line], first: int, zone: Zone) -> bool:
    return first > zone.first and lines[first - 1].core.endswith(":")


def _settle_subheads(lines: Sequence[Line], zone: Zone, roles: dict[int, str]) -> None:
    """A short phrase with text of the article behind it."""
    text_behind = False
    verses = _verses(lines, zone, roles)
    for index in range(zone.after - 1, zone.first - 1, -1):
        line, role = lines[index], roles.get(index, "body")
        if role != "body" or index in verses:
            continue
        if line.shape is not Shape.PHRASE:
            text_behind = True
        elif text_behind and _may_be_subhead(line):
            roles[index] = "subhead"


def _verses(lines: Sequence[Line], zone: Zone, roles: dict[int, str]) -> set[int]:
    """Lines of verse: several short phrases in a row, announced by a colon or of about one length."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(zone.first, zone.after + 1):
        inside = index < zone.after and roles.get(index, "body") == "body"
        if inside and _may_be_verse(lines[index]):
            run.append(index)
            continue
        if len(run) >= _FEWEST_VERSES and (_announced(lines, run[0], zone) or len(run) > _FEWEST_VERSES):
            found.update(run)
        run = []
    return found


def _may_be_verse(line: Line) -> bool:
    return line.shape is Shape.PHRASE and 3 <= line.words <= _VERSE_WORDS and not is_listed(line)


def _may_be_subhead(line: Line) -> bool:
    """A phrase that neither ends nor announces, and no dashed item of a list or an interview."""
    if line.ended or line.core[-1] in ":;," or (is_listed(line) and not line.core[0].isalnum()):
        return False
    label = ":" in line.core and any(char.isdigit() for char in line.core)  # `Điện thoại: …`
    return line.text[0] not in "-–+" and not label and not bylines.source_of(line)
