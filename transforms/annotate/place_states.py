"""States that are words too, where a sentence begins with one that acts: "[Anh] cảnh báo Nga …", "[Ý] áp thuế …"."""

from __future__ import annotations

import re

from transforms.annotate.place_runs import Run

_ACT = re.compile(
    r" (?:(?:đã|sẽ|tiếp tục|chính thức|bất ngờ) )?(?:đáp trả|cảnh báo|áp (?:thuế|lệnh|trừng)|trừng phạt|trục xuất"
    r"|triệu tập|viện trợ|cáo buộc|lên án|kêu gọi|công nhận|hậu thuẫn|bác bỏ|siết|nối lại|đàm phán|hạn chế|cấm|ủng hộ"
    r"|điều tàu|điều quân|điều máy bay|gửi|cung cấp|bắt giữ|chặn|tuyên bố|rút|chỉ trích)(?!\w)"
)
# a state that is no given name, or one of two behind what it does or says
_OTHER_STATE = re.compile(
    r"(?<!\w)(?:Trung Quốc|Ukraine|Iran|Israel|EU|NATO|Ấn Độ|Nhật Bản|Palestine|Hàn Quốc|Triều Tiên|Đài Loan|Syria|Mỹ"
    r"|Nga|Pháp|Đức|Argentina|Brazil|Canada|Úc|Australia|Thổ Nhĩ Kỳ|Ba Lan|Belarus|Afghanistan|Venezuela|Myanmar"
    r"|Hong Kong|Việt Nam|Rwanda|Ireland)(?! [^\W\d_a-zà-ỹ])"
)
_BODIES = "Quốc phòng|Ngoại giao|Thủ tướng|Chính phủ|Ngoại trưởng|Nội vụ|chính phủ|nước"
_ITS_BODIES = {
    key: re.compile(rf"(?:{_BODIES}) {name}(?! [A-ZĐ])") for key, name in (("anh", "Anh"), ("ý", "Ý"), ("áo", "Áo"))
}
_REACH = 48


def acts_as_state(run: Run, index: int) -> bool:
    """Whether such a word has a verb of states behind it, and a state it is done to or a body of its own."""
    act = _ACT.match(run.text, run.ends[index])
    if act is None:
        return False
    end = run.text.find(".", act.end(), act.end() + _REACH)
    if _OTHER_STATE.search(run.text, act.end(), end if end > 0 else act.end() + _REACH):
        return True
    bodies = _ITS_BODIES.get(run.keys[index])
    return bodies is not None and bodies.search(run.text) is not None
