"""ORG: a head ("Sở", "Ban Tổ chức", "Công ty cổ phần"), a field of work, a proper name, a place, a larger body.

What may follow which head is told by `lexicon/organisation_heads.tsv`; the longest name that the table allows is taken.
"""

from __future__ import annotations

from functools import cache

from transforms.annotate.persons import introduced, known_person, stops_at, surnames
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, pairs, prefixes, rows, table_trie, trie

TokenSpan = tuple[int, int]

_STEPS = 7  # no name of an institution has more parts
_JOINERS = frozenset({"và", "&", "-", "–"})
_UNITS = trie((unit, "") for unit in ("tỉnh", "thành phố", "TP", "huyện", "quận", "xã", "phường", "thị xã", "thị trấn"))
# "UBND các quận", "công an các cấp": a kind of body, none in particular.
_PLURALS = frozenset(("các", "cấp", "mỗi", "từng"))
_ENTERPRISES = trie((word, "") for word in ("công ty", "tập đoàn", "ngân hàng", "tổng công ty", "nhà trường"))
_DEFINITE = frozenset("cao tỉnh phố huyện quận tp tp. xã bang ương".split())
_SERVICES = frozenset("facebook youtube google twitter instagram tiktok zalo messenger viber whatsapp".split())
_GOODS = frozenset("xe mẫu dòng mã chip smartphone tivi laptop thẻ ví app trang".split())
_GOODS_OF_TWO = frozenset({("điện", "thoại"), ("cổ", "phiếu"), ("máy", "bay"), ("ứng", "dụng"), ("thương", "hiệu"), ("sản", "phẩm"), ("máy", "tính"), ("xe", "máy"), ("ô", "tô"), ("mạng", "hội"), ("chứng", "khoán")})
_NUMERALS = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split())
# A head in lower case is no head where it ends a compound: "họp báo", "thị trường", "xã hội".
_COMPOUNDS = {
    "bộ": frozenset("cán đồng toàn nội tiến cục trọn đảng phố bách thuộc một".split()),
    "báo": frozenset("họp thông cảnh dự cáo điện mật đài bài khai bức nhà làm tình bích tin".split()),
    "trường": frozenset("hội thị môi hiện lập chủ nhà công quảng nông lâm sở chính kịch diễn trọng tự thao".split()),
    "hội": frozenset("xã đại dạ lễ cơ quốc giáo tụ vũ".split()),
    "đài": frozenset("lâu võ vũ điện khán tượng diễn".split()),
    "trung": frozenset("tập".split()),
    "viện": frozenset("bệnh học thư nhập xuất nằm".split()),
    "thường": frozenset("bình bồi thông phi tầm".split()),
    "công": frozenset("thành thi gia tấn bất phân nhân".split()),
    "hãng": frozenset(("sàn",)),
    "thuế": frozenset("tiền nộp trốn tính cục".split()),
    "đội": frozenset("quân bộ toàn".split()),
}
@cache
def heads() -> Trie:
    """Heads and whole names, each with its letters (`^` is added to a name in capitals)."""
    entries = []
    for name in ("organisation_heads.tsv", "organisation_names.tsv"):
        for row in rows(name):
            flags = row[1] if len(row) > 1 else ""
            flags = flags if name.startswith("organisation_heads") else flags + "=n"
            for phrase in row[0].split("|"):
                shouted = phrase.isupper() and " " not in phrase
                entries.append((phrase.strip(), flags + ("^" if shouted and "n" in flags else "")))
    return trie(entries)


def organisation_end(view: TextView, index: int, *, in_title: bool = False) -> int | None:
    """The token behind the organisation that begins at `index`; None where there is none.

    in_title: the head continues a title and may be in lower case ("Trưởng ban Tổ chức …").
    """
    tokens = view.tokens
    if tokens.glued(index) and tokens.words[index - 1] in "-/–":
        return None
    alias = view.aliases.get(index)
    if alias:
        return alias
    if tokens.capital(index) and (known_person(view, index) or _named_after_honorific(view, index)):
        return None
    best = None
    bare = 0
    for head_end, flags in prefixes(heads(), tokens.keys, index):
        bare = head_end if "!" in flags else bare
        if not _may_begin(view, index, flags, in_title):
            continue
        end = _with_complement(view, head_end, flags, in_title)
        if end > (best or 0) and _stands(view, index, head_end, end, flags, in_title):
            best = end
    # "Công ty CP", "trường THPT" say a kind and name nothing; "Đài Loan" is a place.
    if not best or best <= bare or (best - index == 2 and view.place_ends.get(index, 0) >= best and bare == index + 1):
        return None
    return best


def _named_after_honorific(view: TextView, index: int) -> bool:
    """Whether a person stands here whose first syllable looks like a head: "ông Trường …", "bà Viện …"."""
    tokens = view.tokens
    single = not tokens.capital(index + 2) or not tokens.capital(index + 1)
    return single and tokens.shapes[index] is Shape.CAPITAL and introduced(view, index) == "honorific" and tokens.keys[index - 1] != "em"


def _may_begin(view: TextView, index: int, flags: str, in_title: bool) -> bool:
    tokens = view.tokens
    if "^" in flags:
        return tokens.words[index].isupper()
    if tokens.capital(index):
        return True
    if in_title:
        return "K" not in flags
    return "L" in flags and not (index and tokens.keys[index - 1] in _COMPOUNDS.get(tokens.keys[index], ()))


def _stands(view: TextView, index: int, head_end: int, end: int, flags: str, in_title: bool) -> bool:
    tokens = view.tokens
    if "n" in flags:
        return tokens.capital(index) and not _is_product(view, index) and (in_title or not _has_model(view, end))
    if end < len(tokens) and tokens.keys[end] in _PLURALS and ("U" in flags or end == head_end):
        return False
    if ("!" in flags and end == head_end) or ("d" in flags and not _definite(view, head_end, end)):
        return False
    if not tokens.capital(index) and "C" in flags and view.place_ends.get(head_end) == end and tokens.capital(head_end):
        return False
    if in_title:
        return tokens.capital(index) or end > head_end or "=" in flags
    proper = any(tokens.capital(i) for i in range(index + 1, end))
    if tokens.capital(index):
        return proper or "=" in flags or "U" in flags or not tokens.opens_sentence(index)
    return proper and (end > head_end or head_end - index > 1)


def _has_model(view: TextView, end: int) -> bool:
    """Whether the name of goods goes on behind a brand: "Honda SH", "Samsung Galaxy"."""
    tokens = view.tokens
    foreign = tokens.capital(end) and not is_syllable(tokens.keys[end]) and tokens.keys[end] not in heads()
    return foreign and end not in view.place_ends and tokens.shapes[end] is not Shape.UPPER


def _is_product(view: TextView, index: int) -> bool:
    """Whether a brand stands for its goods or its web service: "xe Honda", "trên Facebook", "mã ROS"."""
    keys = view.tokens.keys
    before = tuple(keys[max(index - 2, 0) : index])
    if keys[index] in _SERVICES and before[-1:] and before[-1] in ("trên", "qua", "vào", "lên", "dùng", "bằng", "khoản", "mạng"):
        return True
    return bool(before) and (before[-1] in _GOODS or before in _GOODS_OF_TWO)


def _definite(view: TextView, head_end: int, end: int) -> bool:
    """Whether a court or prosecution is told apart from others of its kind."""
    keys = view.tokens.keys
    return keys[end - 1] in _DEFINITE or any(view.place_ends.get(i, 0) > 0 for i in range(head_end, end))


def _with_complement(view: TextView, index: int, flags: str, in_title: bool) -> int:
    for step in range(_STEPS):
        following, done = _one_step(view, index, flags, in_title, step)
        if following == index:
            break
        index = following
        if done:
            break
    return index


def _one_step(view: TextView, index: int, flags: str, in_title: bool, step: int) -> tuple[int, bool]:
    """The token behind one more part of the name (`index` itself where there is none), and whether it is the last."""
    if index >= len(view.tokens):
        return index, True
    best = _field(view, index, flags, step) if "F" in flags else index
    place = view.place_ends.get(index, index) if "P" in flags else index
    if place > index and view.tokens.keys[index] == "châu" and flags.startswith("!P"):
        return index, True  # "giải U23 châu Á" is a cup
    if place > index and place >= best:
        return place, not _continues(view, index, place, flags)
    if "t" in flags and view.tokens.keys[index] == "tại" and index + 1 in view.place_ends:
        return view.place_ends[index + 1], True
    if best > index:
        return best, False
    return _other_step(view, index, flags, in_title, step)


def _continues(view: TextView, index: int, place: int, flags: str) -> bool:
    """Whether a free name goes on behind the name of a place: "Công ty Vũng Tàu Marina"."""
    if "t" in flags and place < len(view.tokens) and view.tokens.keys[place] == "tại":
        return True
    free = "C" in flags and view.tokens.capital(index) and view.tokens.capital(place)
    return free and place not in view.place_ends and not _person_begins(view, place)


def _other_step(view: TextView, index: int, flags: str, in_title: bool, step: int) -> tuple[int, bool]:
    tokens = view.tokens
    if "O" in flags and (tokens.capital(index) or in_title):
        inner = organisation_end(view, index)
        if inner:
            return inner, True
    if "O" in flags and tokens.keys[index] == "(" and index + 3 < len(tokens) and tokens.keys[index + 2] == ")":
        # "Cơ quan Cảnh sát điều tra (CSĐT) Công an quận …"
        inner = tokens.shapes[index + 1] is Shape.UPPER and organisation_end(view, index + 3)
        if inner:
            return inner, True
    if "c" in flags and tokens.keys[index] == "của" and index + 1 < len(tokens):
        inner = organisation_end(view, index + 1)
        if inner:
            return inner, True
    if "U" in flags:
        unit = longest(_UNITS, tokens.keys, index)
        if unit:
            return unit[0], True
    if "E" in flags and (hit := longest(_ENTERPRISES, tokens.keys, index)):
        return hit[0], True
    if "N" in flags and _is_number(view, index):
        return index + 1, False
    if "f" in flags and tokens.capital(index):
        return _foreign_name(view, index), True
    if "C" in flags and ("m" not in flags or view.opens_compound(index)):
        return _capitals(view, index, in_title, step), False
    return index, True


def _is_number(view: TextView, index: int) -> bool:
    shape, key = view.tokens.shapes[index], view.tokens.keys[index]
    if shape is Shape.NUMBER:
        return len(key) <= 4 and "." not in key and "," not in key
    return shape is Shape.UPPER and key in _NUMERALS


def _field(view: TextView, index: int, flags: str, step: int) -> int:
    tokens = view.tokens
    start = index
    if step and "G" in flags and tokens.keys[index] in _JOINERS and tokens.capital(index + 1):
        if organisation_end(view, index + 1):
            return index
        start = index + 1
    hit = longest(table_trie("organisation_fields.tsv"), tokens.keys, start)
    if not hit:
        return _abbreviation(view, start, index)
    end, meaning = hit
    if tokens.capital(start) or (meaning == "+" and "k" not in flags):
        return end
    if "k" in flags:
        return index
    # A field in lower case ("Sở giáo dục và đào tạo") must be plain: a compound, straight behind its head.
    return end if step == 0 and end - start >= 2 else index


def _abbreviation(view: TextView, start: int, index: int) -> int:
    """Joined capitals such as GD&ĐT, LĐ-TB&XH, TN-MT, TN và MT; `index` where there are none."""
    tokens = view.tokens
    if start >= len(tokens) or tokens.shapes[start] is not Shape.UPPER:
        return index
    end = start + 1
    while (
        end + 1 < len(tokens)
        and (tokens.keys[end] in "&-–," or tokens.keys[end] == "và")
        and tokens.shapes[end + 1] is Shape.UPPER
        and (tokens.keys[end] != "," or tokens.glued(end + 1))
    ):
        end += 2
    return end


def _capitals(view: TextView, index: int, may_break: bool, step: int) -> int:
    """The token behind a run of capitalised words, joined by "và", "&" or hyphens."""
    tokens = view.tokens
    end = index
    while end < len(tokens):
        if tokens.capital(end) and not stops_at(view, end):
            if may_break and end > index - (step > 0) and _person_begins(view, end):
                break
            end += 1
        elif end > index and tokens.keys[end] in _JOINERS and _joins(view, end):
            end += 1
        elif end > index and tokens.shapes[end] is Shape.NUMBER and len(tokens.words[end]) <= 3:
            return end + 1
        elif end > index and (hit := longest(table_trie("organisation_fields.tsv"), tokens.keys, end)) and hit[1]:
            end = hit[0]
        elif end > index and (more := _description(view, end)):
            end = more
        else:
            break
    return end


def _description(view: TextView, index: int) -> int | None:
    """Behind the lower-case words with which a descriptive name goes on ("Hội Kiểm toán hành nghề Việt Nam"), if any."""
    if view.opens_compound(index - 1):
        index += 1
        while (following := _word_before_capital(view, index)) > index:
            index = following
        return index
    return index + 1 if _inside_compound(view, index) else None


def _word_before_capital(view: TextView, index: int) -> int:
    """Behind a lower-case word of two syllables that stands before a capital, and is no verb."""
    tokens = view.tokens
    word = tuple(tokens.keys[index : index + 2])
    lower = index + 2 < len(tokens) and all(tokens.shapes[i] is Shape.LOWER for i in (index, index + 1))
    known = lower and word in pairs("compounds.tsv") and word not in pairs("verbs.txt")
    free = known and tokens.capital(index + 2) and not organisation_end(view, index + 2)
    return index + 2 if free and not stops_at(view, index + 2) else index


def _inside_compound(view: TextView, index: int) -> bool:
    """A second syllable in lower case between capitals: "Công ty TNHH Dự án Hồ Tràm"."""
    tokens = view.tokens
    return (
        tokens.shapes[index] is Shape.LOWER
        and tokens.capital(index + 1)
        and tokens.capital(index - 1)
        and tokens.shapes[index - 1] is Shape.CAPITAL
        and index - 1 not in view.place_ends
        and tokens.keys[index] not in _function_words()
        and is_syllable(tokens.keys[index])
        and not organisation_end(view, index + 1)
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row[0] for row in rows("function_words.txt"))


def _foreign_name(view: TextView, index: int) -> int:
    """Behind a company's name in foreign words: "HĐQT Maseco"."""
    tokens = view.tokens
    end = index
    while tokens.capital(end) and not is_syllable(tokens.keys[end]) and end - index < 4:
        end += 1
    return end


def _joins(view: TextView, index: int) -> bool:
    tokens = view.tokens
    if not tokens.capital(index + 1) or organisation_end(view, index + 1):
        return False
    return tokens.keys[index] in ("&", "và") or tokens.glued(index) or tokens.glued(index + 1)


def _person_begins(view: TextView, index: int) -> bool:
    tokens = view.tokens
    return (
        (longest(surnames(), tokens.keys, index) or (0, ""))[1] == "strong"
        and tokens.shapes[index] is Shape.CAPITAL
        and tokens.capital(index + 1)
        and not tokens.glued(index)
    )
