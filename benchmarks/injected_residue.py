"""Residue put into real article texts: how much of it is removed, how much of the article is kept.

    python -m benchmarks.injected_residue --shared ../shared [--half even|odd] [--articles 1500]

Articles come from the text sample of 2017 (title, lede, running text; many publishers). Even positions may be looked
at, odd ones are only scored. Residue is drawn, by a generator with a fixed seed, from the furniture below, written for
this benchmark, and from the headlines and ledes of other articles of the sample.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from pathlib import Path

from transforms.clean.lines.roles import assign_roles

HEADS = [
    ["Trang nhất", "Thời sự", "Quốc tế", "Kinh tế"],
    ["Trang chủ > Xã hội > Đời sống"],
    ["Xã hội"],
    ["Chia sẻ Facebook", "Chia sẻ Zalo", "Sao chép liên kết"],
    ["A- A A+", "In trang này"],
    ["0:00/0:00", "Nữ miền Nam", "1x"],
    ["Nghe đọc bài", "02:41"],
    ["Theo dõi trên Google News"],
    ["Lượt xem: 1.204"],
    ["Like 0", "Share"],
]
STAMPS = [
    "Thứ Ba, ngày 07/02/2017 - 09:12",
    "Cập nhật lúc 16h40, 07/02/2017",
    "07/02/2017 09:12 (GMT+7)",
    "Đăng ngày 7/2/2017",
    "09:12 | 07/02/2017",
    "Ngày đăng: 07-02-2017 09:12:33",
    "Thứ ba, 7/2/2017, 09:12",
    "5 giờ trước",
]
INSIDE = [
    ["Xem thêm: {headline}"],
    [">> {headline}"],
    ["Tin liên quan", "{headline}", "{headline}"],
    ["Đọc thêm", "{headline}"],
    ["QUẢNG CÁO"],
    ["Advertisement"],
    ["{headline}", "{headline}", "{headline}"],
    ["Video đang hot"],
    ["anh-01.jpg"],
]
TAILS = [
    ["Bình luận (0)", "Gửi bình luận"],
    ["Ý kiến bạn đọc", "Họ và tên", "Email", "Gửi ý kiến"],
    ["Tin cùng chuyên mục", "{headline}", "{headline}", "{headline}"],
    ["Tags: xã hội, giáo dục, đời sống"],
    ["Từ khóa:", "an toàn giao thông", "lễ hội", "xuân"],
    ["Xem nhiều nhất", "{headline}", "{headline}"],
    ["Các tin đã đưa", "{headline} (06/02)", "{headline} (05/02)", "{headline} (05/02)"],
    ["Bài viết liên quan", "{headline}", "{teaser}", "{headline}", "{teaser}"],
    ["Đừng bỏ lỡ", "{headline}"],
    ["© Bản quyền thuộc về tòa soạn", "Ghi rõ nguồn khi phát hành lại thông tin từ website này"],
    ["Trở về đầu trang"],
    ["Mời quý độc giả đón đọc số báo sau"],
    ["Chủ đề:", "Xuân Đinh Dậu"],
    [".", ";", "."],
    ["Các tin khác", "Phản hồi"],
    ["Hotline: 0900 123 456", "Email: toasoan@tin.example.vn"],
    ["TIN MỚI"],
    ["Chia sẻ bài viết này"],
]
SIGNATURES = ["Lê Thu Hà", "MINH ANH - QUỐC HUY", "P.V", "Hồng Vân (tổng hợp)", "Nguyễn T."]
_RIGHT = {"body": "body", "residue": "drop", "title": "title", "byline": "byline"}


def paragraphs_of(text: str, salt: int) -> list[str]:
    """Running text without its line breaks, cut into paragraphs of one to three sentences."""
    sentences = re.split(r"(?<=[.!?…])\s+(?=[A-ZÀ-ỸĐ\"“])", text.strip())
    found, at = [], 0
    while at < len(sentences):
        size = 1 + (len(sentences[at]) + salt) % 3
        found.append(" ".join(sentences[at : at + size]))
        at += size
    return [text for text in found if len(text.split()) >= 12 and text.endswith((".", "!", "?", "”", '"'))]


def flatten(articles: list[dict[str, str]], index: int, chance: random.Random) -> list[tuple[str, str]]:
    """(role, line) of one article with residue: title, body, byline or residue."""
    one = articles[index]
    others = [articles[chance.randrange(len(articles))] for _ in range(12)]

    def residue(lines: list[str]) -> list[tuple[str, str]]:
        filled = []
        for line in lines:
            other = others[chance.randrange(len(others))]
            filled.append(("residue", line.format(headline=other["title"], teaser=other["sapo"] or other["title"])))
        return filled

    body = [("body", text) for text in [one["sapo"], *paragraphs_of(one["body"], index)] if text]
    if len(body) > 4 and chance.random() < 0.5:
        place = chance.randrange(2, len(body) - 1)
        body[place:place] = residue(chance.choice(INSIDE))
    lines = residue(chance.choice(HEADS)) if chance.random() < 0.5 else []
    stamp = [("residue", chance.choice(STAMPS))] if chance.random() < 0.6 else []
    before = chance.random() < 0.3
    lines += [*(stamp if before else []), ("title", one["title"]), *([] if before else stamp), *body]
    if chance.random() < 0.6:
        lines.append(("byline", chance.choice(SIGNATURES)))
    for _ in range(chance.randrange(0, 4)):
        lines += residue(chance.choice(TAILS))
    return lines


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--half", choices=("even", "odd"), default="even")
    arguments.add_argument("--articles", type=int, default=1500)
    arguments.add_argument("--errors", action="store_true")
    given = arguments.parse_args()
    with gzip.open(given.shared / "text/baomoi_2017_sample.jsonl.gz", "rt", encoding="utf-8") as rows:
        articles = [json.loads(row) for n, row in enumerate(rows) if n % 2 == (given.half == "odd")]
    articles = [article for article in articles if len(article["body"].split()) > 120][: given.articles]
    chance = random.Random(20170207)
    table: Counter[tuple[str, str]] = Counter()
    for index in range(len(articles)):
        lines = flatten(articles, index, chance)
        for (want, line), got in zip(lines, assign_roles([line for _, line in lines]), strict=True):
            role = "body" if got.role == "subhead" else got.role.split(":")[0]
            table[want, role] += 1
            if given.errors and given.half == "even" and (want == "body") != (role == "body"):
                print(f"{index} {want} got {got.role}: {line[:140]}")
    report(given.half, len(articles), table)


def report(half: str, articles: int, table: Counter[tuple[str, str]]) -> None:
    total = Counter({want: 0 for want, _ in table})
    for (want, _), count in table.items():
        total[want] += count
    kept = table["body", "body"]
    leaked = sum(count for (want, got), count in table.items() if want != "body" and got == "body")
    f1 = 2 * kept / (kept + leaked + total["body"])
    right = {want: table[want, role] / total[want] for want, role in _RIGHT.items()}
    print(
        f"{half} half, {articles} articles: body F1 {f1:.4f}; body kept {right['body']:.4f} of {total['body']};",
        end=" ",
    )
    print(f"residue dropped {right['residue']:.4f} of {total['residue']};", end=" ")
    print(f"titles {right['title']:.4f}; bylines {right['byline']:.4f}")


if __name__ == "__main__":
    main()
