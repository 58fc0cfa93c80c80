"""What stands around a name, and what that says: a place, a person, or another word."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.annotate.place_runs import Run
from transforms.vietnamese.gazetteer.spelling import fold_syllable

SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lí đoàn đào đinh trịnh mai lâm hà cao tạ tô "
    "lưu trương thái châu quách tăng từ kiều la mạc nghiêm ninh phùng quan tống triệu vương văn thị thạch sơn kim lương "
    "doãn đàm giáp hứa khổng khuất lại mã nông ông phí tôn trà viên âu bạch chu cù diệp lò giàng vàng vi hầu thào sùng "
    "điểu kpă rơ siu ksor đồng đậu bành cấn thân tiêu ứng hoa".replace("lí", "lí").split()
)
# Surnames that hardly ever begin a place or an organisation: a capital behind them is a person's name.
SURE_SURNAMES = SURNAMES - frozenset(
    "hà cao thái châu quan kim sơn thạch trà viên hoa la ninh từ đồng vàng thân an ông bạch âu tiêu ứng".split()
)
HONORIFICS = frozenset(
    "ông bà anh chị em cô chú bác thầy cụ cháu bé cậu dì mợ thím o mẹ bố cha vợ chồng con mc nsnd nsưt "
    "sĩ viên hậu mẫu thủ tên tá úy tướng".split()
)
_PERSONAL = re.compile(
    r"(?:(?<!\w)(?:ca sĩ|nghệ sĩ|nhạc sĩ|bác sĩ|họa sĩ|nghệ nhân|diễn viên|hoa hậu|á hậu|người mẫu|cầu thủ|thủ môn|tiền đạo|"
    r"hậu vệ|tiền vệ|tên là|tên thật|bị cáo|nghi phạm|nạn nhân|đối tượng|đồng chí|đ/c|luật sư|tên|trung tá|đại tá|thiếu tá|"
    r"thượng tá|đại úy|thượng úy|trung úy|thiếu úy|trung tướng|thiếu tướng|đại tướng|thượng tướng|ông|bà|anh|chị|em|cô|"
    r"chú|bác|thầy|cụ|cháu|bé|cậu|dì|mợ|thím|nsnd|nsưt|mc|họ)) $",
    re.IGNORECASE,
)
CUES = frozenset(
    "ở tại từ về đến tới qua ra vào lên xuống sang thuộc quanh gần khắp rời quê vùng phía ngoại trú ngụ đất trời "
    "tỉnh thăm huyện miền bàn vực cầu cảng ga dốc thành phố tuyến hướng biển ủy uỷ".split()
)
_CUE = re.compile(r"(?:^|[\s(])([^\W\d_]+) $")
_NOT_A_LANGUAGE = frozenset("tiếng chữ".split())
_VIETNAMESE = re.compile(
    r"(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]{1,3}"
    r"(?:ch|nh|ng|[cmnpt])?"
)
_ENDS_SENTENCE = frozenset(".!?:…\n\"“”‘’•*-–")


@lru_cache(maxsize=1 << 14)
def is_syllable(key: str) -> bool:
    """Whether a folded syllable has the shape of a Vietnamese one."""
    return _VIETNAMESE.fullmatch(key) is not None


def word_before(text: str, position: int) -> str:
    """The word right before `position` (one blank between), lower-cased; empty where there is none."""
    match = _CUE.search(text[max(0, position - 12) : position])
    return match[1].lower() if match else ""


def opens_sentence(text: str, position: int) -> bool:
    """Whether a capital at `position` is owed to the beginning of a sentence, line or quotation."""
    before = text[max(0, position - 3) : position].rstrip(" ")
    return not before or before[-1] in _ENDS_SENTENCE


def after_person_word(text: str, position: int) -> bool:
    """Whether an honorific, a rank or a calling stands right before `position`."""
    return _PERSONAL.search(text[max(0, position - 16) : position]) is not None


def has_surname_before(run: Run, index: int, *, sure: bool = False) -> bool:
    """Whether a surname opens a person's name that `index` lies in."""
    known = SURE_SURNAMES if sure else SURNAMES
    first = run.firsts[index]
    return any(
        run.keys[k] in known and not (run.words[k].isupper() and not run.words[index].isupper())
        for k in range(max(first, index - 3), index)
    )


def begins_person(run: Run, index: int) -> bool:
    """Whether a name of a person (surname and more, or foreign syllables) begins at `index`."""
    last = run.lasts[index]
    if not is_syllable(run.keys[index]):
        return True
    return run.keys[index] in SURNAMES and index + 1 < last


_CAPITALISED = r"[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][^\W\d_]*"
_GIVEN = re.compile(
    r"(?:(?<!\w)(?:" + "|".join(sorted(s.capitalize() for s in SURE_SURNAMES)) + rf") (?:{_CAPITALISED} ){{0,2}}"
    r"|(?<!\w)(?:[Ôô]ng|[Bb]à|[Cc]hị|[Cc]ô|[Aa]nh|[Ee]m|[Cc]háu|[Bb]é|[Cc]hú|[Bb]ác|[Tt]hầy|[Nn]ghi can|[Bb]ị cáo) )"
    rf"({_CAPITALISED})(?! {_CAPITALISED})"
)


def given_names(text: str) -> frozenset[str]:
    """The folded last syllables of the people whom a text names with surname or honorific."""
    return frozenset(fold_syllable(match[1]) for match in _GIVEN.finditer(text))
