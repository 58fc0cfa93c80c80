"""A role for every line of a flattened article.

Order: normalise → hard classes → the article's span → repeats → title and head → captions, lists and links → signature
and tail → foreign tail. What is unsure inside the span is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transforms.clean.lines import bylines, captions
from transforms.clean.lines.foreign import breaks_subject
from transforms.clean.lines.furniture import Furniture, furniture_of
from transforms.clean.lines.headlines import find_title
from transforms.clean.lines.history import RECURS
from transforms.clean.lines.inside import settle_inside
from transforms.clean.lines.repeats import exact_repeats
from transforms.clean.lines.shapes import Line, Shape, is_listed, read_lines
from transforms.clean.lines.signatures import cut_at_signature
from transforms.clean.lines.told import is_told_headline
from transforms.clean.lines.zones import Zone, find_zone

_TOLD = -1  # the place of a headline that the door told and no line prints: over the first line
_SHORT_HEAD = 6  # lines over the text of a record, which has no menu
_LEDE = 3  # lines under the headline in which a lede can stand apart from the text
_STRONG_CUES = ("byline", "drop:gallery_intro", "drop:comment_prompt")
_WEAK_CUES = ("drop:nav_widget", "drop:related")
_ENDS_TEXT = ("drop:comment_prompt", "drop:site_notice", "drop:foreign_article")
_SIGNED_WITHIN = 3  # lines behind the text
_MOST_CUES = 6  # each costs a pass over the text
KEPT = ("title", "body", "subhead", "caption", "byline")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRole:
    """The role of one non-blank line.

    line  1-based
    role  title, body, subhead, caption, byline or drop:<reason>
    text  the line, NFC, white space collapsed, otherwise verbatim
    """

    line: int
    role: str
    text: str


@dataclass(slots=True, kw_only=True)
class Draft:
    """Work in progress: the lines of a text and the roles settled so far (index → role).

    told    the headline that the door tells
    titled  whether there is a headline, printed or told
    """

    lines: list[Line]
    furniture: list[Furniture | None]
    zone: Zone
    told: str | None = None
    roles: dict[int, str] = field(default_factory=dict)
    titled: bool = False

    def settle(self, index: int, role: str) -> None:
        """Give a line its role, unless it has one."""
        self.titled = self.titled or role == "title"
        self.roles.setdefault(index, role)


def assign_roles(
    lines: Sequence[str], *, history: Mapping[str, int] | None = None, told: str | None = None
) -> list[LineRole]:
    """The role of every non-blank line, in order.

    `history` counts in how many articles of the publisher a line occurs (keys of `line_key`); it is optional. `told` is
    the headline where the door tells one: no other line is then taken for it.
    """
    found = read_lines(lines)
    furniture = [_furniture(line, history or {}) for line in found]
    draft = Draft(lines=found, furniture=furniture, zone=find_zone(found, furniture), told=told)
    if draft.zone.after <= draft.zone.first:
        _settle_without_prose(draft)
    else:
        _settle_with_prose(draft)
    return [LineRole(line=line.number, role=draft.roles[i], text=line.text) for i, line in enumerate(found)]


def _furniture(line: Line, history: Mapping[str, int]) -> Furniture | None:
    found = furniture_of(line)
    recurs = line.shape is not Shape.PROSE and history.get(line.key, 0) >= RECURS
    if found is None and recurs and not bylines.is_signature(line):
        return Furniture(reason="nav_widget")
    return found


def _settle_with_prose(draft: Draft) -> None:
    title = _find_headline(draft)
    if title is not None and title != _TOLD:
        draft.settle(title, "title")
        if title >= draft.zone.first:
            draft.zone = Zone(first=title + 1, after=draft.zone.after)
    draft.zone = cut_at_signature(draft.lines, draft.furniture, draft.zone)
    _settle_sure_furniture(draft)
    _settle_repeats(draft)
    _settle_head(draft, title)
    settle_inside(draft.lines, draft.furniture, draft.zone, draft.roles, None if title == _TOLD else title)
    _settle_tail(draft)
    for index in range(draft.zone.first, draft.zone.after):
        draft.settle(index, "body")


def _find_headline(draft: Draft) -> int | None:
    """The line that prints the headline, `_TOLD` where it is told but not printed, None where nobody tells it."""
    likely = find_title(draft.lines, draft.furniture, draft.zone)
    if draft.told is None:
        return likely
    draft.titled = True
    if likely is not None and is_told_headline(draft.lines[likely], draft.told):
        return likely
    head = range(min(len(draft.lines), draft.zone.first + _LEDE))
    printed = (i for i in head if draft.furniture[i] is None and is_told_headline(draft.lines[i], draft.told))
    return next(printed, _TOLD)


def _settle_sure_furniture(draft: Draft) -> None:
    for index, verdict in enumerate(draft.furniture):
        inside = draft.zone.first <= index < draft.zone.after
        if verdict and (verdict.sure or not inside):
            draft.settle(index, f"drop:{verdict.reason}")


def _settle_repeats(draft: Draft) -> None:
    """Of equal lines the first between title and end is kept; equal lines elsewhere are furniture's copies."""
    titles = [i for i, role in draft.roles.items() if role == "title"]
    inside = range(min([*titles, draft.zone.first]), draft.zone.after)
    held = [index for index in inside if index not in draft.roles]
    for index in exact_repeats([draft.lines[i] for i in held]):
        draft.settle(held[index], "drop:duplicate_caption")
    title_keys = {draft.lines[i].key for i in titles}
    kept_keys = {draft.lines[i].key for i in held} | title_keys
    for index, line in enumerate(draft.lines):
        if line.key in (title_keys if index in inside else kept_keys):
            draft.settle(index, "drop:duplicate_caption")


def _settle_head(draft: Draft, title: int | None) -> None:
    """What stands before the span: captions and an author next to it, else furniture."""
    near = draft.zone.first - 4
    record = title == _TOLD and draft.zone.first <= _SHORT_HEAD and not any(draft.furniture[: draft.zone.first])
    for index in range(draft.zone.first - 1, -1, -1):
        line = draft.lines[index]
        between = (title is not None and title < index) or index >= near
        if between and index not in draft.roles:
            if captions.has_credit(line) or captions.is_scene(line):
                draft.settle(index, "caption")
            elif bylines.is_labelled(line) or _signs(draft, index, title):
                draft.settle(index, "byline")
            elif title is not None and title < index <= title + _LEDE and line.words >= 8 and line.ended:
                draft.settle(index, "body")  # a lede cut off from the text by links
            elif index == draft.zone.first - 1 and is_listed(line):
                draft.settle(index, "subhead")
        draft.settle(index, _role_over_record(line) if record else "drop:nav_widget")


def _role_over_record(line: Line) -> str:
    """A record's text starts with its first line: what looks like a headline is a heading in the text."""
    return "body" if line.ended or line.core.endswith(":") or line.shape is Shape.PROSE else "subhead"


def _signs(draft: Draft, index: int, title: int | None) -> bool:
    """Whether a line over the text names the author: surely a name, or two capitalised words next to title or stamp."""
    line = draft.lines[index]
    if title is None or title > index or not bylines.is_signature(line):
        return False
    beside = {draft.roles.get(index - 1), draft.roles.get(index + 1)} & {"title", "drop:date_stamp"}
    return bylines.is_surely_a_name(line) or (bool(beside) and line.words >= 2)


def _settle_tail(draft: Draft) -> None:
    """What stands behind the span: a signature and captions next to it, else furniture; then what follows a cue."""
    signed = _settle_signature(draft)
    adjoining = True
    for index in range(draft.zone.after, len(draft.lines)):
        line = draft.lines[index]
        adjoining = adjoining and index not in draft.roles and _goes_on(line)
        if adjoining:
            draft.settle(index, "body")
        elif line.shape is Shape.PROSE:
            draft.settle(index, "drop:foreign_article")
        else:
            draft.settle(index, "drop:related" if line.words >= 6 else "drop:nav_widget")
    _settle_foreign(draft, signed)


def _goes_on(line: Line) -> bool:
    """Whether a line right behind the span still belongs to it: a full sentence with a signature glued on, a list."""
    return (line.words >= 6 and ". " in line.core) or line.core.endswith(":") or is_listed(line)


def _settle_signature(draft: Draft) -> int | None:
    """The signature: among the last lines of the span or the first lines behind it."""
    seen = 0
    for index in range(_last_kept(draft) + 1, len(draft.lines)):
        line = draft.lines[index]
        if index in draft.roles and draft.roles[index] not in _ENDS_TEXT:
            continue
        if index in draft.roles or seen >= _SIGNED_WITHIN:
            break
        seen += 1
        if bylines.source_of(line):
            draft.settle(index, "drop:source_line")
        elif captions.is_bare_credit(line) or captions.has_credit(line) or captions.is_scene(line):
            draft.settle(index, "caption")
        elif bylines.is_signature(line):
            draft.settle(index, "byline")
            return index
    return None


def _last_kept(draft: Draft) -> int:
    """The last line of the span that is prose or a sentence of the body."""
    kept = (i for i in range(draft.zone.after - 1, draft.zone.first - 1, -1) if draft.roles.get(i, "body") == "body")
    return next(kept, draft.zone.after - 1)


def _settle_foreign(draft: Draft, signed: int | None) -> None:
    """Paragraphs behind a cue that break with the subject are set aside as another story's."""
    middle = (draft.zone.first + draft.zone.after) // 2
    asked = 0
    for cue in range(middle, draft.zone.after):
        role = "byline" if cue == signed else draft.roles.get(cue, "")
        if (role in _STRONG_CUES or role in _WEAK_CUES) and asked < _MOST_CUES:
            asked += 1
            body = [i for i in range(draft.zone.first, cue) if draft.roles.get(i, "body") == "body"]
            behind = [i for i in range(cue + 1, draft.zone.after) if draft.roles.get(i, "body") in ("body", "subhead")]
            texts = [[draft.lines[i].core for i in part] for part in (body, behind)]
            if breaks_subject(*texts, strong_cue=role in _STRONG_CUES):
                draft.roles.update(dict.fromkeys(behind, "drop:foreign_article"))
                return


def _settle_without_prose(draft: Draft) -> None:
    """A text of short lines only: what is no furniture is kept, the first phrase as its title, if none is told."""
    repeats = exact_repeats(draft.lines)
    draft.titled = draft.told is not None
    for index, line in enumerate(draft.lines):
        draft.settle(index, _role_without_prose(draft, index, line, repeats))
    last = max((i for i, role in draft.roles.items() if role == "body"), default=None)
    if last is None or not bylines.is_signature(draft.lines[last]):
        return
    if draft.told is not None or (last and draft.lines[last].blanks_before):
        draft.roles[last] = "byline"


def _role_without_prose(draft: Draft, index: int, line: Line, repeats: Mapping[int, int]) -> str:
    verdict = draft.furniture[index]
    if verdict:
        return f"drop:{verdict.reason}"
    if index in repeats:
        return "drop:duplicate_caption"
    if draft.told is not None and is_told_headline(line, draft.told):
        return "title"
    if bylines.source_of(line):
        return "drop:source_line"
    if captions.has_credit(line) or captions.is_bare_credit(line) or captions.names_clip(line):
        return "caption"
    return "body" if line.ended or draft.titled else "title"
