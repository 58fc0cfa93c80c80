"""Single given names ("Nga khai …") of people whom the text has named in full before."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.names.foreign import noun_before
from transforms.annotate.names.signs import verbs
from transforms.annotate.people.occupied import occupied_by
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, words

# Capitalised for other reasons too often.
_NEVER = frozenset(
    "đảng nhà bộ sở ban đoàn quốc ương hội tết phật chúa đất bắc tây "
    "mỹ anh pháp đức ý úc nhật hàn việt mẹ bố ba má cha con ông bà anh chị em cô chú bác cậu dì".split()
)
# Also a country, a direction, a season: only where a person acts.
_AMBIGUOUS = frozenset("trung nam đông xuân hồng".split())
_DYNASTY = frozenset("triều đời thời nhà họ dòng tộc".split())  # "Vương triều Trần", "họ Đỗ"
_COUNTRY_CUES = frozenset(
    "nước tại ở sang từ quân đội binh điện người tiếng gốc lính tướng chính phủ hội trưởng".split()
)
_PROSECUTED = frozenset(
    tuple(verb.split())
    for verb in "hình sự,khởi tố,truy tố,bắt giữ,tạm giam,tạm giữ,xét xử,truy nã,dẫn giải".split(",")
)
_BEFORE = frozenset(
    "theo của với cho và cùng nhóm bắt giết đâm đánh nhờ do giữa gọi hỏi bảo giao rằng gặp chém".split()
)
_FOLLOWERS = frozenset(
    "đã khai cho là bị nói và cùng thừa đến được không có rồi sau tiếp lấy dùng đi về bỏ chạy đâm bán mua "
    "thuê nhờ gọi kể biết thấy nghĩ yêu quyết bàn rủ lái chở cầm đánh chém tự vẫn còn cũng đang sẽ chia "
    "hứa nhận trả vay làm thì , ra vào khi vừa".split()
)


def find_given_names(view: TextView, names: Sequence[Name], taken: Sequence[int]) -> list[Name]:
    """Capitalised single syllables that are the given name of a person named in full earlier in the text."""
    tokens = view.tokens
    known = {tokens.keys[n.behind - 1]: n.behind for n in reversed(names) if _full(view, n)}
    called = {tokens.keys[n.first]: n.behind for n in reversed(names) if _called(view, n)}
    occupied = occupied_by(names, _without_namesakes(view, known, taken))
    return [
        Name(first=index, behind=index + 1, sign="given")
        for index, key in enumerate(tokens.keys)
        if (key in known or key in called)
        and tokens.shapes[index] is Shape.CAPITAL
        and not occupied[index]
        and _is_meant(view, index, known.get(key), called.get(key))
        and _alone(view, index)
    ]


def _without_namesakes(view: TextView, known: dict[str, int], taken: Sequence[int]) -> bytearray:
    """The taken tokens but for places that are called like somebody named before: "ông Lê Văn Mỹ … | Mỹ"."""
    free = bytearray(taken)
    for first, behind in view.place_ends.items():
        named = known.get(view.tokens.keys[first], len(taken)) <= first
        if behind - first == 1 and named and not _of_country(view, first):
            free[first] = 0
    return free


def _is_meant(view: TextView, index: int, known: int | None, called: int | None) -> bool:
    """Whether the person was named in full before, or was called so and acts here, or is met before being named."""
    if known is not None and known <= index:
        return True
    acts, met = _acts(view, index), _met(view, index)
    return (called is not None and called <= index and (acts or met)) or (known is not None and acts and met)


def _called(view: TextView, name: Name) -> bool:
    """Whether a name is a given name behind an honorific ("anh Vinh")."""
    key = view.tokens.keys[name.first]
    return (
        name.behind - name.first == 1
        and name.sign in ("honorific", "role", "age")
        and is_syllable(key)
        and key not in _NEVER
    )


def _acts(view: TextView, index: int) -> bool:
    return longest(verbs(), view.tokens.keys, index + 1) is not None


def _met(view: TextView, index: int) -> bool:
    """Whether a given name of the table stands behind a word that leads to a person: "theo Tuấn", "rằng Hùng"."""
    tokens = view.tokens
    given = tokens.keys[index] in words("given_names.txt") and tokens.keys[index] not in _AMBIGUOUS
    return given and index > 0 and tokens.words[index - 1] in _BEFORE


def _prosecuted(view: TextView, index: int) -> bool:
    """Whether what the law does to one person goes before: "truy cứu trách nhiệm hình sự | Nam", "bắt giữ | Trung"."""
    return tuple(view.tokens.keys[max(index - 2, 0) : index]) in _PROSECUTED


def find_pairs(view: TextView, names: Sequence[Name], taken: Sequence[int]) -> list[Name]:
    """Two syllables of given names without a surname ("Ngọc Hoa"), where the text has them twice inside sentences."""
    occupied = occupied_by(names, taken)
    tokens = view.tokens
    found: dict[tuple[str, str], list[int]] = {}
    known = words("given_names.txt")
    for index in range(len(tokens) - 1):
        if tokens.keys[index] in known and tokens.keys[index + 1] in known and _pair(view, index, occupied):
            found.setdefault((tokens.keys[index], tokens.keys[index + 1]), []).append(index)
    inner = {pair: [i for i in at if not tokens.opens_sentence(i)] for pair, at in found.items()}
    return [Name(first=i, behind=i + 2, sign="pair") for pair, at in found.items() if len(inner[pair]) >= 2 for i in at]


def _pair(view: TextView, index: int, occupied: bytearray) -> bool:
    tokens = view.tokens
    written = tokens.shapes[index] is Shape.CAPITAL and tokens.shapes[index + 1] is Shape.CAPITAL
    if (
        not written
        or occupied[index]
        or occupied[index + 1]
        or tokens.capital(index + 2)
        or view.opens_compound(index + 1)
    ):
        return False
    if tokens.keys[index] in ("đông", "tây") and tokens.keys[index + 1] in ("bắc", "nam"):
        return False
    return not tokens.capital(index - 1) and not noun_before(view, index)


def _of_country(view: TextView, index: int) -> bool:
    return view.tokens.keys[index - 1] in _COUNTRY_CUES or view.tokens.keys[index - 1] == "thống"


def _full(view: TextView, name: Name) -> bool:
    key = view.tokens.keys[name.behind - 1]
    romanised = words("romanised_syllables.txt")
    keys = view.tokens.keys[name.first : name.behind]
    if name.sign == "foreign" and not all(is_syllable(part) or part in romanised for part in keys):
        return False
    return name.behind - name.first in (2, 3, 4) and is_syllable(key) and key not in _NEVER


def _alone(view: TextView, index: int) -> bool:
    """Whether no other capital belongs to the syllable, nor a noun for a thing, nor a dynasty before it."""
    tokens = view.tokens
    if view.opens_compound(index) or noun_before(view, index) or tokens.capital(index + 1):
        return False
    if index and (
        tokens.keys[index - 1] in _DYNASTY or (tokens.capital(index - 1) and not tokens.opens_sentence(index - 1))
    ):
        return False
    if not tokens.opens_sentence(index) and (tokens.keys[index] not in _AMBIGUOUS or _prosecuted(view, index)):
        return True
    if index + 1 >= len(tokens) or tokens.words[index + 1] == ",":
        return False
    if tokens.keys[index] in _AMBIGUOUS and tokens.words[index - 1] in "-–":
        return False  # "Mỹ - Trung"
    return tokens.keys[index + 1] in _FOLLOWERS or _acts(view, index)
