"""Synthetic near copies of a text: the edits that newsrooms, portals and scanners make, each a plain function.

Every function takes the words of a text, a strength (0–1: about the share of the words touched) and a seed, and gives
the edited words. The chance is a linear congruential generator, so the same seed gives the same copy everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Words = list[str]
Edit = Callable[[Words, float, int], Words]

# What portals glue on; written for this benchmark.
_BOILERPLATE = (
    "Mời bạn đọc theo dõi tin tức mới nhất trên trang của chúng tôi mỗi ngày để không bỏ lỡ sự kiện đáng chú ý . "
    "Mọi ý kiến đóng góp xin gửi về hộp thư của tòa soạn . Ghi rõ nguồn khi đăng lại nội dung từ trang này . "
    "Đăng ký nhận bản tin sáng miễn phí qua thư điện tử . Tải ứng dụng để đọc báo khi không có mạng . "
).split()
_FOREIGN = "hôm nay nhiều người cho biết rằng việc này sẽ còn được bàn thêm trong thời gian tới theo lời ông".split()
_CONFUSED = {"ư": "u", "ơ": "o", "đ": "d", "ă": "a", "â": "a", "ê": "e", "ô": "o", "m": "rn", "l": "1", "o": "0"}


def chance(seed: int) -> Iterator[float]:
    """Numbers in [0, 1), the same for the same seed (Knuth's MMIX generator)."""
    state = (seed * 0x9E3779B97F4A7C15 + 1) & 0xFFFFFFFFFFFFFFFF
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        yield (state >> 11) / (1 << 53)


def delete(words: Words, strength: float, seed: int) -> Words:
    """Sentences of about twelve words taken out."""
    numbers = chance(seed)
    return [word for run in _runs(words, 12) if next(numbers) >= strength for word in run]


def insert(words: Words, strength: float, seed: int) -> Words:
    """Half-sentences put in."""
    numbers, edited = chance(seed), []
    for run in _runs(words, 12):
        edited += run
        if next(numbers) < strength:
            start = int(next(numbers) * 8)
            edited += _FOREIGN[start : start + 12]
    return edited


def replace(words: Words, strength: float, seed: int) -> Words:
    """Single words replaced: a subeditor at work."""
    numbers = chance(seed)
    return [_FOREIGN[int(next(numbers) * 20)] if next(numbers) < strength / 2 else word for word in words]


def reorder(words: Words, strength: float, seed: int) -> Words:
    """Paragraphs of about forty words in another order."""
    numbers = chance(seed)
    runs = list(_runs(words, 40))
    for place in range(len(runs) - 1):
        if next(numbers) < strength * 2:
            runs[place], runs[place + 1] = runs[place + 1], runs[place]
    return [word for run in runs for word in run]


def headline(words: Words, strength: float, seed: int) -> Words:
    """Another beginning: the first lines written anew."""
    start = int(seed % 7)
    return [*(_FOREIGN * 3)[start : start + 18], *words[int(len(words) * strength / 2) :]]


def scan(words: Words, strength: float, seed: int) -> Words:
    """Letters read wrongly, marks lost."""
    numbers = chance(seed)
    edited = []
    for word in words:
        if next(numbers) < strength / 2:
            at = int(next(numbers) * len(word))
            edited.append(word[:at] + _CONFUSED.get(word[at], "i") + word[at + 1 :])
        else:
            edited.append(word)
    return edited


def glue(words: Words, strength: float, seed: int) -> Words:
    """Boilerplate before and behind."""
    count = int(len(words) * strength)
    start = seed % len(_BOILERPLATE)
    lines = (_BOILERPLATE * (1 + count // len(_BOILERPLATE) + 1))[start : start + count]
    return [*lines[: count // 3], *words, *lines[count // 3 :]]


def typeset(words: Words, strength: float, seed: int) -> Words:
    """Capitals, punctuation, the old place of the tone mark: nothing that counts."""
    del strength
    old = {"hòa": "hoà", "thủy": "thuỷ", "hóa": "hoá", "tòa": "toà", "úy": "uý", "khỏe": "khoẻ", "xóa": "xoá"}
    return [old.get(word, word.upper() if place % 9 == seed % 9 else word) for place, word in enumerate(words)]


def excerpt(words: Words, strength: float, seed: int) -> Words:
    """Only a part from the beginning: `1 - strength` of the text."""
    del seed
    return words[: int(len(words) * (1 - strength))]


EDITS: dict[str, Edit] = {
    one.__name__: one for one in (delete, insert, replace, reorder, headline, scan, glue, typeset)
}


def _runs(words: Words, length: int) -> Iterator[Words]:
    for start in range(0, len(words), length):
        yield words[start : start + length]
