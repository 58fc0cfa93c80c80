"""Words behind a calling, a role or a title that are no names: "Phó chủ tịch Hội", "của các bạn | Đồ chơi …"."""

from __future__ import annotations

from transforms.annotate.names.foreign import names_thing
from transforms.annotate.names.signs import surnames, verbs
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, table_trie, words

_OFFICES = frozenset("vụ cục sở ban viện phòng hội trường tổng chi trung tổ tòa trạm hạt đồn nhóm cổng".split())
_HEADS = frozenset(
    "hội sở cục ban bộ viện trường đội đoàn phòng khoa tổng công tổ tòa trạm ủy đảng hđqt ubnd clb".split()
)
_PEOPLES = frozenset("việt hàn nhật mỹ anh pháp đức nga ý hoa thái lào tàu á âu úc ấn".split())
_SAYS = frozenset(("cho hay", "cho biết", "chia sẻ", "khuyến cáo", "giải thích", "nhấn mạnh", "khẳng định"))
_RELATIONS = frozenset("hùng gái trai".split())
_SEVERAL = frozenset(("các", "những"))
_SCHOOLS = frozenset(("trường", kind) for kind in ("mầm", "tiểu", "trung", "đại", "cao", "dạy", "phổ", "mẫu"))
_REPORTERS = frozenset(("viên", "pv", "giả", "đọc"))
_PLAYERS = frozenset("vệ đạo môn phong vợt".split())
_CUPS = frozenset("top league cup open masters tour premier liga club team games championship".split())
PAPERS = frozenset(
    tuple(name.split())
    for name in (
        "thanh niên,lao động,tiền phong,tuổi trẻ,dân việt,dân trí,tin tức,nhân dân,giao thông,sài gòn,pháp luật,"
        "người lao,an ninh,công an,kinh tế,đời sống,phụ nữ,gia đình,trí thức,doanh nhân,"
        "bóng đá,thể thao,hải quan,đầu tư,đất việt"
    ).split(",")
)


def is_other_word(view: TextView, index: int, sign: str) -> bool:
    """Whether one capital behind a sign is an abbreviation, a people, a field of work or another word, no name."""
    tokens = view.tokens
    if sign in ("title", "role") and tokens.shapes[index] is Shape.UPPER and len(tokens.words[index]) > 1:
        return True
    before = tokens.keys[index - 1]
    if (sign != "honorific" or before == "bầu") and tokens.keys[index] in _HEADS:
        return True  # "Phó chủ tịch Hội", "bầu Ban cán sự": no Mr Hội
    called = before == "tên"
    if sign != "honorific" and not called and tokens.keys[index] in _PEOPLES and not _speaks(view, index + 1):
        return True
    if tuple(tokens.keys[index : index + 2]) in _SCHOOLS:
        return True
    if _opens_field(view, index) or _of_several(view, index):
        return True
    plain = sign != "honorific" or before in _RELATIONS  # "Anh hùng Lực lượng vũ trang", "con gái | Thái độ"
    return plain and (view.opens_compound(index) or _goes_on(view, index, called=called))


def _of_several(view: TextView, index: int) -> bool:
    """Whether several are called by a word in lower case: "các cụ Tổ khảo", "ông bà Tiền chủ"."""
    tokens = view.tokens
    goes_on = index + 1 < len(tokens) and tokens.shapes[index + 1] is Shape.LOWER
    several = tokens.keys[index - 2] in _SEVERAL or tokens.keys[index - 2 : index] == ["ông", "bà"]
    return goes_on and index > 1 and several and longest(verbs(), tokens.keys, index + 1) is None


def _goes_on(view: TextView, index: int, *, called: bool) -> bool:
    """Whether a sentence opens behind a noun for people: "của các bạn | Đồ chơi …", no given name."""
    tokens = view.tokens
    key = tokens.keys[index]
    if called or index + 1 >= len(tokens) or tokens.shapes[index + 1] is not Shape.LOWER or key.isascii():
        return False
    named = not is_syllable(key) or key in words("given_names.txt") or longest(surnames(), (key,), 0) is not None
    return not named and longest(verbs(), tokens.keys, index + 1) is None


def is_thing_or_paper(view: TextView, index: int, end: int, sign: str) -> bool:
    """Whether a cup stands before an age, a band behind a role, a newspaper behind its reporter."""
    keys = view.tokens.keys
    if sign == "title" and keys[index] in _OFFICES:
        return True  # "Phó chủ tịch Hội", "Vụ trưởng Vụ Tài chính các ngân hàng"
    looked_at = {"age": keys[index:end], "role": ["", keys[end - 1]]}.get(sign, [])
    if end - index == 2 and keys[index - 1] in _PLAYERS and keys[end - 1] not in _CUPS:
        looked_at = []  # "hậu vệ Zahid Safari"
    if names_thing(looked_at) and keys[index] not in words("foreign_names.txt"):
        return True
    return keys[index - 1] in _REPORTERS and tuple(keys[index : index + 2]) in PAPERS


def _speaks(view: TextView, index: int) -> bool:
    """Whether what one person does follows: "bác sĩ Anh cho hay"."""
    after = view.tokens.keys[index : index + 2]
    return " ".join(after) in _SAYS or after[:1] in (["nói"], ["khuyên"])


def _opens_field(view: TextView, index: int) -> bool:
    """Whether the capital opens a field of work ("Thạc sĩ Xây dựng"), not a name."""
    hit = longest(table_trie("organisation_fields.tsv"), view.tokens.keys, index)
    return hit is not None and hit[0] > index + 1
