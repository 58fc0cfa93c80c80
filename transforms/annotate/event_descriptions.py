"""Where the description of a meeting ends: "hội nghị tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022 | tại …"."""

from __future__ import annotations

import re

LONGEST = 40  # words; a description of a conference in the news is shorter

# the word that opens a description: what such a meeting is held for, or its reach
OPENERS = frozenset(
    "toàn trực tổng sơ triển quán giao xúc thượng cấp quốc công đánh học phổ tập gặp đối chuyên báo phát cán thường bất lấy "
    "nghiên tuyên bàn ký kết tham rút phối liên hiệp kiểm thông góp khởi nâng tăng bồi hợp thúc trao quảng quy sắp xây "
    "thực giới kết lãnh kêu viên bộ tham kiện đầu ngoại chính nhà mở ngành vùng khu cộng kinh tìm".split()
)
# a word that never goes on a description
_STOPS = frozenset(
    "tại do với diễn được đã sẽ vào từ để nhằm có là ở ngày sáng chiều tối trưa đêm dưới khi đang vừa này đó mà ông bà "
    "thì nên phải không bị nói trên cũng còn hôm gồm thu đồng cùng nhưng nếu trước sau bằng khai bế diễn nhấn cho theo "
    "trong qua đến tới vì như rằng rồi lại ra lần kéo mang nêu".split()
)
# … unless these two stand together
_GOES_ON = re.compile(
    r"(?:trong\s(?:tình|thời|bối|lĩnh|công|hoạt|việc|nước|đảng|năm|quý|cả|và)|cho\s(?:các|cán|đội|người|sinh|học|doanh|báo|đảng)"
    r"|theo\s(?:hướng|chuyên|tinh|tư|phong|nghị|chỉ|kết)|đến\s(?:năm|hết|cơ)|lần\s(?:thứ|\d)|với\s(?:cơ|các|doanh|cử|nhân|người)"
    r"|trên\s(?:địa|cả|toàn|môi|biển|lĩnh|không)|ra\s(?:quân|mắt)|khai\s(?:thác)|cùng\s(?:kỳ)|có\s(?:liên|hiệu|nguy|điều|công|vốn)"
    r"|đồng\s(?:bằng|bộ|cổ|nhân|bào|quản)|từ\s(?:năm)|không\s(?:gian|khí)|sau\s(?:đại|thu|khi\ssắp)|là\s(?:người|doanh|hội)"
    r"|để\s(?:phát|thực|nâng)|thu\s(?:hút|ngân|hồi|gom)|đảm)"
)
# a comma after which the description goes on with another purpose
_NEXT_PURPOSE = re.compile(
    r",\s(?:và\s)?(?:triển\skhai|phương\shướng|nhiệm\svụ|đánh\sgiá|tổng\skết|sơ\skết|quán\striệt|rút\skinh|kế\shoạch|xây\sdựng|"
    r"chỉnh\sđốn|kiểm\stra|giám\ssát|phòng|chống|bàn|biểu\sdương|tuyên\sdương|khen\sthưởng|kỷ\sluật|ký\skết|học\stập|thực\shiện|"
    r"nâng\scao|tăng\scường|phát\striển|an\sninh|quốc\sphòng|trật\stự|văn\shóa|xã\shội|kinh\stế|đề\sra|giải\spháp|chương\strình|"
    r"nhiệm\sk[ỳì]|kh[oó][aá]|lần\sthứ|quý|năm|6\stháng|phổ\sbiến|thông\sbáo|công\sbố|trao|phát\sđộng|đào\stạo|bồi\sdưỡng|"
    r"chuyển\sđổi|khoa\shọc|công\snghệ|du\slịch|thể\sthao|thương\smại|nông\snghiệp|dân\svận|tuyên\sgiáo|nội\schính|cải\scách|"
    r"bảo\svệ|sắp\sxếp|quản\slý|đấu\stranh|tháo\sgỡ|thúc\sđẩy|hội\snhập|đối\sngoại|y\stế|giáo\sdục|báo\schí|xuất\sbản)(?!\w)"
)
_WORD = re.compile(r"\s?[-–/]\s?[\w&.]*\w|\s[\w&.]*\w(?:[-–/][\w&]+)*|\s[“\"‘'][^”\"’'\n]{2,160}[”\"’']|\s\((?:kh[oó][aá]|lần|mở\srộng)[^()\n]{0,40}\)")


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
    if low[position : position + 1] != " ":
        return False
    end = position + 1
    while end < len(low) and low[end].isalpha():
        end += 1
    return low[position + 1 : end] in _STOPS and not _GOES_ON.match(low, position + 1)


_LOOSE_END = re.compile(r"(?:,|\s(?:và|về|các|của|những|một|cho|trong|-|–|như|theo|giữa|cả|thành|tỉnh|đồng chí))+\Z")


def _without_loose_end(low: str, start: int, end: int) -> int:
    loose = _LOOSE_END.search(low, start, end)
    return loose.start() if loose else end
