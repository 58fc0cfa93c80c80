"""Reads the places of a run of capitals: phrases, names behind a type word, and names of the dictionary."""

from __future__ import annotations

import re
from bisect import bisect_left

from transforms.annotate.places.context import begins_person, in_byline, word_before
from transforms.annotate.places.glued import before_next_sentence, opens_compound, opens_office_or_day
from transforms.annotate.places.heads import ADMIN, FoundHead, Head, head_before, head_in_run
from transforms.annotate.places.joined import begins_no_name, behind_mark, second_site
from transforms.annotate.places.mistaken import SHOPS, is_ship, names_no_place
from transforms.annotate.places.readings import Place
from transforms.annotate.places.roads import behind_ends, by_directions
from transforms.annotate.places.runs import Run
from transforms.annotate.places.seams import opens_again
from transforms.annotate.places.trust import trusted
from transforms.annotate.places.unknown import home_at, landmark_at, street_at, unknown_at
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.gazetteer.names import Names, Proof
from transforms.vietnamese.spelling import is_syllable

# A unit that the dictionary does not know has at most so many syllables.
_LONGEST_UNKNOWN = 4
_LOWER_BEHIND = re.compile(r" [^\W\d_A-ZĐ]")
_SHORT_UNITS = frozenset(("TP", "TX", "Q", "H", "P"))
_JUNCTIONS = frozenset("nut-giao giao-lo vong-xoay nga-tu nga-ba duong-sat".split())  # of two places, each one
_VERB_BEHIND = re.compile(
    r" (?:dịp|đã|sẽ|đang|được|bị|thông xe|khởi công|hoàn thành|nối|bắc qua|hợp long|chậm|vượt tiến độ|đi vào|vào)(?!\w)"
)
_DASH_BEHIND = re.compile(r" ?[-–] ?[^\W\d_]")
# "cầu sông Hàn", "công viên hồ Ba Mẫu", "khu du lịch hồ Tuyền Lâm"
_AT_WATERS = frozenset("cau cong-vien khu-du-lich khu-nghi-duong khu-sinh-thai khu-di-tich khu-bao-ton".split())
_SMALL = frozenset(("hamlet", "commune", "ward"))
_UNITS_OF_STATE = frozenset(("province", "city", "district", "town"))
_NUMBER_BEHIND = re.compile(r" (\d{1,3}[A-Z]?)(?![\w/.,-]*\d)(?! (?:tháng|năm|ngày|giờ|người|triệu|tỷ|con|hộ))")
_LAW_PAPER = re.compile(r"pháp luật $", re.IGNORECASE)  # "Pháp luật TP.HCM" is a newspaper


def places_in(run: Run, names: Names) -> list[Place]:
    """The places of one run, in reading order, never overlapping."""
    found: list[Place] = []
    index, size = 0, len(run)
    while index < size:
        place = (
            _phrase_at(run, index, names)
            or _typed_at(run, index, names)
            or street_at(run, index)
            or landmark_at(run, index)
            or _name_at(run, index, names)
        )
        if place is None:
            index += 1
            continue
        found.append(place)
        index = max(place.until, index + 1)
    return found


def _phrase_at(run: Run, index: int, names: Names) -> Place | None:
    phrases = names.phrases.get(run.keys[index])
    if not phrases:
        return None
    text, anchor = run.text, run.starts[index]
    for phrase in phrases:
        low = anchor - len(phrase.before)
        high = low + len(phrase.whole)
        if low < 0 or text[low:high].lower() != phrase.whole or _inside_word(text, low, high):
            continue
        if phrase.name.proof is Proof.TYPED or in_byline(text, low):
            return None
        known = longest_name(run, index, names)
        if (known and run.ends[known - 1] > high) or _opens_person(run, index, high):
            continue  # "Ấn Độ Dương" is no "Ấn Độ", "Hoàng Hải Minh" no sea
        head = head_before(text, low) if phrase.name.table == "foreign" else None
        return Place(
            start=head.start if head and head.head.kind in ADMIN and not head.plural else low,
            end=high,
            name_start=low,
            folded=phrase.whole,
            name=phrase.name,
            head=None,
            sure=phrase.name.proof <= Proof.NAMELIKE,
            until=_first_from(run, high),
            method="place:phrase",
        )
    return None


def _opens_person(run: Run, index: int, high: int) -> bool:
    """Whether a surname opens the phrase that ends at `high` and one more syllable follows."""
    last = run.lasts[index]
    surname = begins_person(run, index) and is_syllable(run.keys[index])
    return surname and run.ends[last - 1] > high and is_syllable(run.keys[last - 1])


def _inside_word(text: str, low: int, high: int) -> bool:
    return (low > 0 and text[low - 1].isalnum()) or (high < len(text) and text[high].isalnum())


def _first_from(run: Run, position: int) -> int:
    return bisect_left(run.starts, position)


def _typed_at(run: Run, index: int, names: Names) -> Place | None:
    start, last = run.starts[index], run.lasts[index]
    inner = head_in_run(run.text, start, run.words, index, last)
    # Within a stretch the word before is capitalised too: a part of a name, not a type word.
    before = head_before(run.text, start) if run.firsts[index] == index else None
    # "thôn Làng Chang" is a hamlet called Làng Chang; "chợ Quận 1" is the market of a district.
    if inner and inner[0].head.kind not in ADMIN and word_before(run.text, start) in context_words("company_tail"):
        return None  # "Bệnh viện Chợ Rẫy"
    if inner and inner[0].head.kind == "nature" and is_ship(run, index):
        return None  # "tàu Vịnh Xanh 58"
    if inner and (before is None or (inner[0].head.kind in ADMIN and before.head.kind not in ADMIN)):
        return _typed(run, inner[1], inner[0], names)
    if before is None or _LAW_PAPER.search(run.text[max(0, before.start - 10) : before.start]):
        return None
    return _typed(run, index, before, names)


def _typed(run: Run, index: int, head: FoundHead, names: Names) -> Place | None:
    until = _extent(run, index, head, names)
    if until is None:
        return None
    outer = _outer_head(run.text, head)
    directions = by_directions(run, index, until, outer.head)
    if outer.head.slug != "duong-sat" or directions:
        until = behind_ends(run, until, outer.head, names) or until
    until = second_site(run, until, outer.head, names) or until
    folded = " ".join(run.keys[index:until])
    end = behind_mark(run, index, until, names) or run.ends[until - 1]
    junction = head.head.slug in _JUNCTIONS and not directions and _DASH_BEHIND.match(run.text, end) is not None
    number = _NUMBER_BEHIND.match(run.text, end) if until == run.lasts[index] else None
    if number and _takes_number(head.head.kind, f"{folded} {number[1].lower()}", number, names):
        end, folded = number.end(), f"{folded} {number[1].lower()}"
    name_start = run.starts[index]
    return Place(
        start=name_start if head.plural or junction else outer.start,
        end=end,
        name_start=name_start,
        folded=folded,
        name=names.names.get(folded),
        head=head,
        sure=True,
        until=until,
        method="place:listed" if head.plural else "place:typed",
    )


def _takes_number(kind: str, numbered: str, number: re.Match[str], names: Names) -> bool:
    """Whether the number behind a name is part of it: "thôn Tân Lập 2", "xã Bàu Hàm 2", "đường Trung Yên 11,"."""
    if kind == "hamlet" or numbered in names.names or (kind == "premises" and _ends_clause(number)):
        return True
    return kind == "road" and number.string[number.end() : number.end() + 1] in ("", ",", ")", ";")


def _ends_clause(number: re.Match[str]) -> bool:
    """Whether a mark stands behind the number: "Khu công nghiệp Biên Hòa 2 (Đồng Nai)"."""
    mark = number.string[number.end() : number.end() + 2].lstrip(" ")[:1]
    return mark in ("", ",", ".", ")", "(", ";") or _VERB_BEHIND.match(number.string, number.end()) is not None


def _outer_head(text: str, head: FoundHead) -> FoundHead:
    """The head of premises or a motorway called by another place ("nhà văn hóa xã Tam Hưng"); else the head itself."""
    kind = head.head.kind
    if kind in ADMIN | {"premises", "nature"} and not head.plural:
        outer = head_before(text, head.start)
        if outer and outer.head.slug == "di-tich" and kind in ADMIN:
            return head  # "di tích văn hóa tỉnh X": the relics of the province
        fits = outer and (outer.head.slug in _AT_WATERS if kind == "nature" else _takes_in(outer.head))
        if outer and fits and not outer.plural:
            return outer
    return head


def _takes_in(outer: Head) -> bool:
    # A terminal lies at its airport and is not called after it.
    return outer.slug == "cao-toc" or (outer.kind == "premises" and outer.slug not in SHOPS | {"ga"})


def _extent(run: Run, index: int, head: FoundHead, names: Names) -> int | None:
    """One behind the last syllable of the name that a head governs; None where it governs none."""
    last = run.lasts[index]
    known = longest_name(run, index, names)
    kind = head.head.kind
    if kind in ADMIN and known and not (kind in _SMALL and known < last and _goes_on(run, known)):
        return None if kind in _UNITS_OF_STATE and _opens_name(run, index, known) else known
    if names_no_place(run, index, head.head, known, names) or begins_no_name(run, index, kind):
        return None
    initial = len(head.head.words) == 2 and head.head.words.endswith(".")  # "anh X. Theo đó"
    if initial or (last - index == 1 and not _stands_alone(run, index, kind)):
        return None
    if before_next_sentence(run, index, known, names):
        return known
    if opens_again(run, index, known, head.head):
        return last - 1
    if known is not None and known >= last:  # "Vườn quốc gia Ba Vì", "Vườn quốc gia Phong Nha - Kẻ Bàng"
        return known
    return _unknown_extent(run, index, last)


def _opens_name(run: Run, index: int, known: int) -> bool:
    """Whether the one syllable that is known opens a person's name: "LĐLĐ TP | Phùng Thái …"."""
    single = known == index + 1 and run.lasts[index] - index in (3, 4) and not run.words[index].isupper()
    return single and is_syllable(run.keys[index]) and begins_person(run, index)


def _goes_on(run: Run, until: int) -> bool:
    """Whether a capital behind a known name still belongs to it: small places are called after larger ones."""
    return run.lasts[until] - until == 1 and is_syllable(run.keys[until]) and not run.words[until].isupper()


def _stands_alone(run: Run, index: int, kind: str) -> bool:
    """Whether one syllable that no table knows can be the name of such a place."""
    word = run.words[index]
    if word.lower() in context_words("sentence_word") and _LOWER_BEHIND.match(run.text, run.ends[index]):
        return False  # "tại một phường Tại cuộc họp …"
    if run.keys[index] in context_words("compound") and _LOWER_BEHIND.match(run.text, run.ends[index]):
        return False  # "Nhà Văn hóa Trung tâm tỉnh"
    if word.isupper():
        return kind not in ADMIN and kind != "nature" and word not in _SHORT_UNITS
    if opens_compound(run, index):
        return False  # "đi lễ chùa Bên cạnh đó …"
    return word not in ("Tp", "Tx") and not (kind in ("city", "province", "district") and is_syllable(run.keys[index]))


def _unknown_extent(run: Run, index: int, last: int) -> int | None:
    if any(map(str.isdigit, run.words[index])):
        return min(last, index + _LONGEST_UNKNOWN)  # "Nhà ga T3 Tân Sơn Nhất"
    for cut in range(index + 2, min(last - 1, index + _LONGEST_UNKNOWN + 1)):
        if begins_person(run, cut) and is_syllable(run.keys[cut]):
            return cut
    between = run.keys[last - 2] in ("thị", "văn") if last - index >= 3 else False  # "công viên Lê Thị Riêng"
    if last - index >= 2 and not between and _is_next_word(run, index, last - 1):
        last -= 1
    return min(last, index + _LONGEST_UNKNOWN + 1)


def _is_next_word(run: Run, first: int, index: int) -> bool:
    """Whether the last capital is of the next sentence ("… Hạ Long Theo thông tin") or unit ("An Phú TP.HCM")."""
    word = run.words[index].lower()
    if run.words[index] in _SHORT_UNITS:
        return True
    if word in context_words("glued") and opens_compound(run, index):
        return True
    if run.words[index - 1].isupper() and len(run.words[index - 1]) > 2 and opens_compound(run, index):
        return True  # "đại lộ APEC | Dự án …"
    if index - first >= 2 and opens_office_or_day(run, index):
        return True
    return word in context_words("sentence_word") and _LOWER_BEHIND.match(run.text, run.ends[index]) is not None


def longest_name(run: Run, index: int, names: Names) -> int | None:
    """One behind the longest name of the dictionary that begins at `index`; it may run over a hyphen."""
    reach = names.reach.get(run.keys[index])
    if not reach:
        return None
    for until in range(min(len(run), index + reach), index, -1):
        if " ".join(run.keys[index:until]) in names.names and _joins(run, index, until, names):
            return until
    return None


def _joins(run: Run, index: int, until: int, names: Names) -> bool:
    if run.lasts[index] >= until:
        return True
    if run.words[index].isupper() and len(run.words[index]) == 2:
        return True  # TT-Huế
    return "-" in names.names[" ".join(run.keys[index:until])].canonical or until - index >= 3


def _is_part_of_code(run: Run, index: int) -> bool:
    """Whether an abbreviation belongs to the name of a site or an index (ANTT.VN, VN-Index, H.VN)."""
    low, high = run.starts[index], run.ends[index]
    return run.text[max(0, low - 1) : low] in (".", "@", "/") or run.text[high : high + 6].lower() == "-index"


def _name_at(run: Run, index: int, names: Names) -> Place | None:
    until = longest_name(run, index, names)
    if until is None:
        return home_at(run, index) or unknown_at(run, index)
    if until - index == 1 and run.words[index].isupper() and _is_part_of_code(run, index):
        return None
    folded = " ".join(run.keys[index:until])
    name = names.names[folded]
    sure = trusted(run, index, until, name, names)
    if sure is None:
        return unknown_at(run, index) if until < run.lasts[index] else None
    return Place(
        start=run.starts[index],
        end=run.ends[until - 1],
        name_start=run.starts[index],
        folded=folded,
        name=name,
        head=None,
        sure=sure,
        until=until,
        method=f"place:{name.table}",
    )
