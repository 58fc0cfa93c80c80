"""Whether a syllable can be Vietnamese: onset, rime and tone."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()) | {""}
_RIMES = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu "
    "ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu a e".split()
)


@lru_cache(maxsize=1 << 15)
def is_vietnamese(key: str) -> bool:
    """Whether a folded syllable (`nguyễn`, `hòa`) obeys Vietnamese spelling; `trump` and `park` do not."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", key).translate(_TONES))
    for length in (3, 2, 1, 0):
        onset, rime = plain[:length], plain[length:]
        if onset in _ONSETS and len(onset) == length and rime in _RIMES:
            return True
    return plain in ("gi", "quôc", "gin", "gia")
