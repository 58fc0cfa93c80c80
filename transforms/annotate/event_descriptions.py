"""Where the description of a meeting ends: "hội nghị tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022 | tại …"."""

from __future__ import annotations

import re

LONGEST = 40  # words; a description of a conference in the news is shorter

# the word that opens a description: what such a meeting is held for, or its reach
OPENERS = frozenset(
    "toàn trực tổng sơ triển quán giao xúc thượng cấp quốc công đánh học phổ tập gặp đối chuyên báo phát cán thường bất lấy "
    "nghiên tuyên bàn ký kết tham rút phối liên hiệp kiểm thông góp khởi nâng tăng bồi hợp thúc trao quảng quy sắp xây "
    "thực giới kết lãnh kêu viên bộ tham kiện đầu ngoại chính mở ngành vùng khu cộng kinh tìm".split()
)
# words that never go on a description, by their first syllable; the second pattern: unless these stand together
_STOP = re.compile(
    r"\ (?:tại|do|được|đã|sẽ|vào|để|nhằm|ở|dưới|đang|vừa|này|đó|mà|ông|bà|thì|nên|phải|bị|nói|cũng|còn|gồm|nhưng|nếu|ngay"
    r"|khi|sau|trước|bằng|rằng|rồi|lại|nêu|kéo|như|qua|tới|đến|cho|theo|trong|trên|là|có|từ|với|cùng|vì|chưa|chỉ|nào|hay"
    r"|diễn\ ra|khai\ mạc|bế\ mạc|đồng\ chí|đồng\ chủ|nhấn\ mạnh|hôm|gần\ đây|vẫn|thống\ nhất|kết\ thúc|thành\ công|mang"
    r"|sắp\ tới|lần\ này|nói\ chung|xin|không)(?!\w)"
)
_GOES_ON = re.compile(
    r"\ (?:trong\ (?:tình|thời|bối|lĩnh|công|hoạt|việc|nước|đảng|năm|quý|cả|và|toàn|ngành|hệ|giai|xây|phòng|lực|các|học|trường)"
    r"|cho\ (?:các|cán|đội|người|sinh|học|doanh|báo|đảng|thanh|đại|nhân)|theo\ (?:hướng|chuyên|tinh|tư|phong|nghị|chỉ|kết|quy|luật)"
    r"|đến\ (?:năm|hết|cơ)|từ\ (?:năm|cơ|trung)|trên\ (?:địa|cả|toàn|môi|biển|lĩnh|không)|có\ (?:liên|hiệu|nguy|điều|công|vốn)"
    r"|không\ (?:gian|khí)|sau\ (?:đại|thu|sắp|sáp)|cùng\ (?:kỳ)|qua\ (?:biên)|phải\ trả|chỉ\ (?:thị|đạo|số|tiêu)|nêu\ gương"
    r"|trước\ (?:thềm|bầu)|vì\ (?:hòa|sự|người)|kéo\ dài|bằng\ công|tới\ năm|được\ (?:mùa)|để\ phát|hay\ nhất"
    r"|với\ (?:cơ|các|doanh|cử|nhân|người|công|phát))"
)
# a comma after which the description goes on with another purpose
_NEXT_PURPOSE = re.compile(
    r",\ (?:và\ )?(?:triển\ khai|phương\ hướng|nhiệm\ vụ|đánh\ giá|tổng\ kết|sơ\ kết|quán\ triệt|rút\ kinh|kế\ hoạch|xây\ dựng|"
    r"chỉnh\ đốn|kiểm\ tra|giám\ sát|phòng|chống|bàn|biểu\ dương|tuyên\ dương|khen\ thưởng|kỷ\ luật|ký\ kết|học\ tập|thực\ hiện|"
    r"nâng\ cao|tăng\ cường|phát\ triển|an\ ninh|quốc\ phòng|trật\ tự|văn\ hóa|xã\ hội|kinh\ tế|đề\ ra|giải\ pháp|chương\ trình|"
    r"nhiệm\ k[ỳì]|kh[oó][aá]|lần\ thứ|quý|năm|6\ tháng|phổ\ biến|thông\ báo|công\ bố|trao|phát\ động|đào\ tạo|bồi\ dưỡng|"
    r"chuyển\ đổi|khoa\ học|công\ nghệ|du\ lịch|thể\ thao|thương\ mại|nông\ nghiệp|dân\ vận|tuyên\ giáo|nội\ chính|cải\ cách|"
    r"bảo\ vệ|sắp\ xếp|quản\ lý|đấu\ tranh|tháo\ gỡ|thúc\ đẩy|hội\ nhập|đối\ ngoại|y\ tế|giáo\ dục|báo\ chí|xuất\ bản|"
    r"luân\ chuyển|điều\ động|bổ\ nhiệm|miễn\ nhiệm|ban,?\ ngành|ngành|địa\ phương)(?!\w)"
)
_WORD = re.compile(
    r"\ ?[-–/]\ ?[\w&.]*\w|\ [\w&.]*\w(?:[-–/][\w&]+)*|\ [“\"‘'][^”\"’'\n]{2,160}[”\"’']|\ \((?:kh[oó][aá]|lần|mở\ rộng)[^()\n]{0,40}\)"
)


def description_end(text: str, low: str, start: int) -> int:
    """The end of the description that begins at `start` (right after the head); `start` where there is none."""
    end, words = start, 0
    while words < LONGEST:
        stop = _stops_at(low, end)
        word = None if stop else _WORD.match(text, end)
        if word:
            end, words = word.end(), words + 1
            continue
        comma = _NEXT_PURPOSE.match(low, end)
        if stop or not comma or words == 0:
            break
        end, words = comma.end(), words + 2
    return _without_loose_end(low, start, end)


def _stops_at(low: str, position: int) -> bool:
    return _STOP.match(low, position) is not None and not _GOES_ON.match(low, position)


_LOOSE_END = re.compile(
    r"(?:,|\ (?:và|về|các|của|những|một|cho|trong|-|–|như|theo|giữa|cả|thành|tỉnh|tổ\ chức|thực\ sự))+\Z"
)


def _without_loose_end(low: str, start: int, end: int) -> int:
    loose = _LOOSE_END.search(low, start, end)
    return loose.start() if loose else end
