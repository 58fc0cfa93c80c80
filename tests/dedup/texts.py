"""Texts and signatures for the tests of this room; the story is written for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import apache_beam as beam

from tests.nouns import judged
from transforms.dedup.signing import sign
from transforms.domain.signatures import Signature

STORY = "\n".join(
    [
        "Sáng nay, mười hai thuyền chở cát neo ở bến Đoan được đưa vào âu để tránh lũ, sớm hơn kế hoạch hai ngày.",
        "Trạm thủy văn đo mực nước lúc năm giờ là ba mét bốn mươi, cao hơn hôm qua gần một gang tay.",
        "Các chủ thuyền góp dây chão, chia ca trực đêm và hẹn nhau cứ hai giờ một lần gọi tên qua loa.",
        "Bà con xóm dưới chuyển thóc lên gác, lùa trâu về gò cao, nhường nhà văn hóa cho ba gia đình ở gần mép sông.",
        "Trường tiểu học cho học trò nghỉ buổi chiều; cô hiệu trưởng bảo sẽ dạy bù khi nước rút dưới báo động một.",
        "Đội xung kích có bốn mươi người, hai xuồng máy và hơn một nghìn bao đất xếp sẵn trên mặt đê.",
    ]
)
OTHER = "\n".join(
    [
        "Giá bưởi tại vườn tuần qua nhích lên, lái buôn đến tận gốc đặt cọc cho vụ Tết.",
        "Nhiều hộ chuyển sang bón phân ủ từ bã đậu, quả nhỏ hơn nhưng ngọt và để được lâu.",
        "Hợp tác xã vừa dán tem truy xuất cho lứa đầu, mỗi tem ghi tên vườn và ngày hái.",
    ]
)


@dataclass
class Stored(beam.PTransform):
    """The look-up of a store that holds these signatures, and finds them all worth comparing."""

    signatures: list[Signature]

    def expand(self, signed: beam.PCollection) -> beam.PCollection:
        return signed.pipeline | "Signatures" >> beam.Create(self.signatures)


def edited(text: str, lines: int = 1) -> str:
    """The text with its last lines written anew."""
    kept = text.split("\n")[:-lines]
    return "\n".join([*kept, *(f"Dòng {n} do tòa soạn này viết thêm cho độc giả của mình." for n in range(lines))])


def signature(name: str, text: str = STORY, **changes: Any) -> Signature:
    """The signature of a text under an article id that can be read."""
    made = sign(judged(text)).signature
    assert made
    seen_at = changes.pop("seen_at", "2026-03-01T02:00:00+00:00")
    return replace(made, **({"article_id": name, "cluster_id": name, "seen_at": seen_at} | changes))
