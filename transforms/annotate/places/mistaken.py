"""What stands behind the type word of a place and is no name of one: "đường sắt Việt Nam", "Căn cứ Điều 20"."""

from __future__ import annotations

import re

from transforms.annotate.places.context import word_before
from transforms.annotate.places.glued import opens_compound
from transforms.annotate.places.heads import ADMIN, Head
from transforms.annotate.places.runs import Run
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.gazetteer.names import Names, Proof
from transforms.vietnamese.spelling import is_syllable

# Called by a name of their own: "nhà hàng Triều Tiên" is one of that country, "quán bar Đông Hà" one of that town.
SHOPS = frozenset("nha-hang quan-ca-phe quan-bar quan-an rap trang-trai nong-trai resort homestay vu-truong".split())
_OFFICES = frozenset(("UBND", "HĐND", "UBMTTQ", "BTV", "BCH"))
_PARTS_OF_LAWS = frozenset("điều khoản luật bộ nghị quyết thông".split())
_SIDES = frozenset(("đông", "tây", "nam", "bắc"))
_OF_A_SIGHT = re.compile(r" (?:cầu|sông|hồ|núi|đường|quốc lộ|bến|sân bay|ga) ")
_ENGLISH = re.compile(r"tion$|ted$|pop$|[fjwz]")


def names_no_place(run: Run, index: int, head: Head, known: int | None, names: Names) -> bool:
    """Whether what a head is followed by at a syllable names something else, or a larger place of which it is one.

    known  one behind the longest name that the dictionary has there
    """
    whole = bool(known and known >= run.lasts[index])
    return (whole and known is not None and _is_one_of_many(run, index, head, known, names)) or _is_other(
        run, index, head
    )


def _is_one_of_many(run: Run, index: int, head: Head, until: int, names: Names) -> bool:
    """ "đường Hà Nội" are the roads of Hà Nội, "đường sắt Việt Nam" its railways."""
    if head.slug in SHOPS:
        return True
    name = names.names[" ".join(run.keys[index:until])]
    if head.words == "khu":  # "khu Đông Bắc", "khu Hà Nội"; not "khu Linh Đàm"
        return name.table != "unit" or name.proof <= Proof.NAMELIKE
    if head.kind != "road" and head.slug != "san-bay":
        return False
    if name.table == "countries":
        return head.slug != "duong"
    return head.slug == "duong" and name.table == "unit" and name.proof <= Proof.NAMELIKE


def _is_other(run: Run, index: int, head: Head) -> bool:
    keys = run.keys[index : run.lasts[index]]
    if head.words == "khu":
        return not _is_quarter(run, index, keys)
    if keys[0] in _SIDES and len(keys) == 1 and _OF_A_SIGHT.match(run.text, run.ends[index]):
        return True  # "khu dân cư Nam | cầu Cẩm Lệ"
    if head.kind in ADMIN and len(keys) > 2 and keys[1] in ("văn", "thị"):
        return True  # "đoàn ĐBQH tỉnh Hà Văn …": a person
    if head.slug == "kenh" and not all(map(is_syllable, keys)):
        return True  # "kênh Fox News" broadcasts
    if head.words == "căn cứ" and keys[0] in _PARTS_OF_LAWS:
        return True  # "Căn cứ Điều 20 …": by the law
    if run.words[index] in _OFFICES:
        return True  # "cho TP. UBND TP …"
    return head.kind == "hamlet" and any(map(_ENGLISH.search, keys))  # "bản Limited Edition"


def _is_quarter(run: Run, index: int, keys: list[str]) -> bool:
    """Whether two plain syllables name a quarter: "khu Mả Lạng"; not "khu A", "khu Công nghiệp", "khu Đông Bắc"."""
    if len(keys) != 2 or not all(map(is_syllable, keys)) or any(map(str.isupper, run.words[index : index + 2])):
        return False
    if keys[0] in context_words("compound") or keys[1] in _SIDES or len(run.words[index + 1]) == 1:
        return False
    return not opens_compound(run, index + 1)


def is_ship(run: Run, index: int) -> bool:
    """Whether a ship is called so: "tàu Vịnh Xanh 58"."""
    before = run.words[index - 1].lower() if run.firsts[index] < index else word_before(run.text, run.starts[index])
    return before in ("tàu", "phà", "thuyền")
