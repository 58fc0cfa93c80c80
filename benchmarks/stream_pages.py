"""Pages for streams: any number of distinct articles, with now and then an edited copy or a revision of an older one.

Made of the sentences of the bundled samples, in an order and with names and numbers of their own, so that they cost
about what real pages do. The same number gives the same page.
"""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples" / "inputs" / "pages"
_PARAGRAPH = re.compile(r"<p>([^<]{80,})</p>")
_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
_MIDDLE = "Văn Thị Hữu Đức Minh Quốc Thanh Ngọc Xuân Thu Anh Hồng Gia Bảo".split()
_GIVEN = "An Bình Chi Dũng Giang Hà Hải Hạnh Hiếu Hoa Hùng Khánh Lan Linh Long Mai Nam Nga Phúc Quang Sơn Tâm".split()
_PLACES = "Hà Nam,Thái Bình,Quảng Trị,Bến Tre,Lào Cai,Phú Yên,Đắk Lắk,An Giang,Nghệ An,Cà Mau,Hòa Bình".split(",")
_BEGAN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_COPY_EVERY, _REVISION_EVERY = 17, 29


def page(number: int) -> bytes:
    """Page `number`; one in 17 is an edited copy by another outlet, one in 29 a revision, both of an older page."""
    if number > 40 and number % _COPY_EVERY == 0:
        return _html(number, number, _paragraphs(number - 9)[1:], outlet="songday.example")
    if number > 40 and number % _REVISION_EVERY == 0:
        return _html(number, number - 12, [*_paragraphs(number - 12), f"Bài được bổ sung lần {number}."])
    return _html(number, number, _paragraphs(number))


def _html(number: int, story: int, paragraphs: list[str], outlet: str = "baovidu.example") -> bytes:
    title = f"Tin số {story}: {' '.join(paragraphs[-1].split()[:9])}"
    published = (_BEGAN + timedelta(seconds=number)).isoformat()
    body = "\n".join(f"    <p>{escape(one)}</p>" for one in paragraphs)
    around = "\n".join(f'<li><a href="/bai-{n}.html">Bài đã đăng số {n} của chuyên mục</a></li>' for n in range(40))
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>
<link rel="canonical" href="https://{outlet}/tin-{story}.html">
<meta property="og:type" content="article"><meta property="article:published_time" content="{published}">
</head><body><header><nav><ul>{around}</ul></nav></header>
<main><article><h1>{escape(title)}</h1>
<p class="sapo">{escape(paragraphs[0])}</p>
<section class="body">
{body}
</section></article></main><aside><ul>{around}</ul></aside></body></html>
""".encode()


def _paragraphs(number: int) -> list[str]:
    draw = random.Random(number)  # the same number, the same page
    name = f"{draw.choice(_FAMILY)} {draw.choice(_MIDDLE)} {draw.choice(_GIVEN)}"
    place = draw.choice(_PLACES)
    lead = f"Sáng {draw.randint(1, 28)}/2/2026, ông {name}, Chủ tịch UBND tỉnh {place}, nói về việc thứ {number}."
    return [lead, *(_altered(draw, one) for one in draw.sample(_sentences(), 9))]


def _altered(draw: random.Random, text: str) -> str:
    """The paragraph with half of its words in an order of their own: distinct texts, not copies of each other."""
    words = text.split()
    for _ in range(len(words) // 2):
        one, other = draw.randrange(len(words)), draw.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    return " ".join(words)


@lru_cache(maxsize=1)
def _sentences() -> list[str]:
    texts = (path.read_bytes().decode("utf-8", "ignore") for path in sorted(SAMPLES.glob("*.html")))
    return [match for text in texts for match in _PARAGRAPH.findall(text)]
