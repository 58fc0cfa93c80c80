"""Names of places that go on past a mark: "đền Nưa - Am Tiên", "sân bay John F. Kennedy"; those before lower case."""

from __future__ import annotations

import re

from transforms.annotate.places.context import begins_person
from transforms.annotate.places.glued import country_at
from transforms.annotate.places.heads import Head
from transforms.annotate.places.runs import Run
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.gazetteer.names import Names, Proof
from transforms.vietnamese.spelling import is_syllable

# Sights that often bear the names of two sites.
_SIGHTS = frozenset(("den", "den-tho", "chua", "mieu", "khu-di-tich", "khu-du-lich", "khu-bao-ton"))
_DASH = re.compile(r" [-–] ")
_LOWER_BEHIND = re.compile(r" [^\W\d_A-ZĐ]")
_ENDS = re.compile(r"[,.;)”\"]|$| [^\W\d_A-ZĐ]")
_AFTER_ARTICLE = re.compile(r" (?:al|el|ad|ar|as|at|az|ez)-[A-Z][a-z]+(?!\w)")
_AFTER_HYPHEN = re.compile(r"(?:-[A-Z][a-z]+){1,2}(?![\w-])")
_AFTER_INITIAL = re.compile(r"\. ?[A-Z][a-z]+(?: [A-Z][a-z]+)?(?!\w)")


def second_site(run: Run, until: int, head: Head, names: Names) -> int | None:
    """One behind the second name of a sight: "đền Nưa - [Am Tiên]"; none where it is what the sight lies in."""
    if head.slug == "cho":
        return _market(run, until)
    if head.slug not in _SIGHTS or until >= len(run) or run.lasts[until - 1] != until:
        return None
    last = run.lasts[until]
    if last - until != 2 or not _DASH.fullmatch(run.text, run.ends[until - 1], run.starts[until]):
        return None
    known = names.names.get(" ".join(run.keys[until:last]))
    told = known is not None and known.proof <= (Proof.NAMELIKE if head.slug == "khu-di-tich" else Proof.LOCAL)
    if told or begins_person(run, until) or not all(map(is_syllable, run.keys[until:last])):
        return None
    if run.words[until].lower() in context_words("glued") or run.words[until].isupper():
        return None
    return last if _ENDS.match(run.text, run.ends[last - 1]) else None


def behind_mark(run: Run, index: int, until: int, names: Names) -> int | None:
    """Where a foreign name goes on to behind a dot, an article, a hyphen: "John F.| Kennedy", "Tel | al-Hawa"."""
    if not is_syllable(run.keys[until - 1]) and (rest := _AFTER_ARTICLE.match(run.text, run.ends[until - 1])):
        return rest.end()
    if (
        until - index == 1
        and (rest := _AFTER_HYPHEN.match(run.text, run.ends[index]))
        and _is_foreign_pair(run, index, names)
    ):
        return rest.end()
    initial = run.words[until - 1]
    if until - index < 2 or len(initial) != 1 or is_syllable(run.keys[index]):
        return None
    rest = _AFTER_INITIAL.match(run.text, run.ends[until - 1])
    return rest.end() if rest else None


def _is_foreign_pair(run: Run, index: int, names: Names) -> bool:
    """Whether a foreign word stands on either side of a hyphen: "căn cứ Elmendorf-Richardson"; no country behind it."""
    if index + 1 >= len(run) or country_at(run, index + 1, index + 2, names):
        return False
    if run.lasts[index + 1] - index > 2 and " ".join(run.keys[index + 1 : index + 3]) in names.names:
        return False  # "đường Bangkok-Kuala Lumpur" leads from one to the other
    return not is_syllable(run.keys[index]) and not is_syllable(run.keys[index + 1])


def begins_no_name(run: Run, index: int, kind: str) -> bool:
    """Whether what stands behind a type word opens a sentence: "trên đường | Em nhỏ …", "dốc | Theo Trí thức trẻ"."""
    word = run.words[index].lower()
    if word in context_words("opens_no_place"):
        return True
    alone = run.lasts[index] - index == 1 and _LOWER_BEHIND.match(run.text, run.ends[index]) is not None
    return alone and kind in ("road", "nature") and word in context_words("kin")


def _market(run: Run, until: int) -> int | None:
    """One behind the second word of a market's name: "chợ Gà - [Gạo]"."""
    single = run.firsts[until - 1] == until - 1 or run.words[until - 2] == "Chợ"
    if until >= len(run) or not single or run.lasts[until] - until != 1 or not is_syllable(run.keys[until]):
        return None
    return until + 1 if _DASH.fullmatch(run.text, run.ends[until - 1], run.starts[until]) else None
