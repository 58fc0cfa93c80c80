"""States that are words too, where a sentence begins with one that acts: "[Anh] cảnh báo Nga …", "[Ý] áp thuế …"."""

from __future__ import annotations

import re

from transforms.annotate.places.runs import Run

_ADVERB = r" (?:(?:đã|sẽ|tiếp tục|chính thức|bất ngờ) )?"
_ACT = re.compile(
    _ADVERB + r"(?:đáp trả|cảnh báo|áp (?:thuế|lệnh|trừng)|trừng phạt|trục xuất|triệu tập|viện trợ|cáo buộc|lên án"
    r"|công nhận|hậu thuẫn|nối lại|đàm phán|điều tàu|điều quân|điều máy bay|chỉ trích)(?!\w)"
)
# done by people as often
_LOOSE_ACT = re.compile(
    _ADVERB + r"(?:kêu gọi|bác bỏ|siết|hạn chế|cấm|ủng hộ|gửi|cung cấp|bắt giữ|chặn|tuyên bố|rút)(?!\w)"
)
# a state that is no given name, or one of two behind what it does or says
_OTHER_STATE = re.compile(
    r"(?<!\w)(?<!ở )(?<!tại )(?<!sang )(?<!tuyển )"
    r"(?:Trung Quốc|Ukraine|Iran|Israel|EU|NATO|Ấn Độ|Nhật Bản|Palestine|Hàn Quốc|Triều Tiên|Đài Loan|Syria|Mỹ"
    r"|Nga|Pháp|Đức|Argentina|Brazil|Canada|Úc|Australia|Thổ Nhĩ Kỳ|Ba Lan|Belarus|Afghanistan|Venezuela|Myanmar"
    r"|Hong Kong|Việt Nam|Rwanda|Ireland)(?! [A-ZĐÀ-Ý])"
)
_BODIES = "Quốc phòng|Ngoại giao|Thủ tướng|Chính phủ|Ngoại trưởng|Nội vụ|chính phủ|nước"
_ITS_BODIES = {
    key: re.compile(rf"(?:{_BODIES}) {name}(?! [A-ZĐ])") for key, name in (("anh", "Anh"), ("ý", "Ý"), ("áo", "Áo"))
}
_REACH = 48


def acts_as_state(run: Run, index: int) -> bool:
    """Whether such a word has a verb of states behind it, and a state it is done to or a body of its own."""
    strict = _ACT.match(run.text, run.ends[index])
    act = strict or _LOOSE_ACT.match(run.text, run.ends[index])
    if act is None:
        return False
    end = run.text.find(".", act.end(), act.end() + _REACH)
    other = _OTHER_STATE.search(run.text, act.end(), end if end > 0 else act.end() + _REACH) is not None
    if strict and other:
        return True
    bodies = _ITS_BODIES.get(run.keys[index]) if strict or other else None
    return bodies is not None and bodies.search(run.text) is not None
