"""What may stand between a name and the office of its holder."""

from __future__ import annotations

import re

FAR = 260  # characters between a name and the office it is named to
LATER = r" (?:lúc đó|khi đó|khi ấy|lúc bấy giờ|hiện nay|đương nhiệm)"
HONORIFIC = (
    r"(?:(?:các |hai |ba )?đồng chí:?|đ/c|các ông,? bà:?|(?:các |hai )?(?:ông|bà|anh|chị|cô|thầy|ngài)|Ngài|"
    r"(?:(?:PGS|GS|TS|ThS|Ths|BS|KTS|KS|LS|NSND|NSƯT|CKII|CKI|BSCKII|BS\.CKII|TSKH)[.,\- ]{0,2})+|"
    r"[Tt]iến sĩ|[Bb]ác sĩ|[Ll]uật sư|[Gg]iáo sư|[Tt]hạc sĩ|[Kk]ỹ sư|[Nn]hà báo|"
    r"người Việt Nam|đương nhiệm|tân cử|đắc cử)"
)
TERM = re.compile(
    r"(?: ?,? ?(?:\(?(?:khóa|khoá|Khóa|nhiệm kỳ|nhiệm kì) (?:thứ )?[IVXL\d]+(?: ?[-–/] ?\d+)?\)?))+"
    r"|,? đơn vị [^,.;()]{3,25}?(?= [A-ZĐ]|$)"
    # "Giám đốc WB | tại Việt Nam | - ông …", "Thị trưởng Mosul | của Iraq | …"
    r"|^ (?:tại|ở|của|về) (?:nước |vùng |thành phố |tỉnh |khu vực )?[A-ZĐ][\w'-]*(?: [A-ZĐ][\w'-]*){0,3}"
    r"(?= $|,? (?:ông|bà|ngài) $| [-–] (?:ông|bà|ngài) $)"
)
EMPTY = re.compile(r" ?[(,] *([),;]|$)")
_UNIT = r"(?:ở|tại|thuộc|tỉnh|thành phố|TP\.?|quận|Q\.|huyện|thị xã|xã|phường) ?"
SHORT = re.compile(
    rf" \((?:[A-ZĐ&\-– ]{{2,12}}|(?:{_UNIT})?[A-ZĐ0-9][^()\d\n]{{0,30}}(?:, (?:{_UNIT})[^()\n]{{2,20}})?)?\)"
)
_PLAIN_BODY = (  # "Hiệu trưởng nhà trường | Lê …"
    "nhà trường|trường|công ty|bệnh viện|doanh nghiệp|ngân hàng|tập đoàn|đơn vị|chi nhánh|câu lạc bộ|hợp tác xã|"
    "khoa|phòng|xã|phường|huyện|quận|tỉnh|thành phố|sở|cơ quan|trung tâm|viện|hội đồng|hội|quỹ|liên đoàn|cục|tổng cục|"
    "Trung tâm|Bệnh viện|Phòng|Khoa|Chi cục|Chi nhánh|"
    "Hội đồng|Hội|Sở|Viện|Trường|Quỹ|Công ty|Tập đoàn|Ngân hàng|Liên đoàn|Cục|Tổng cục"
)
_OF_BODY = rf"(?: (?:{_PLAIN_BODY})(?: này)?)?"
BEFORE_NAME = re.compile(
    rf"(?:{_OF_BODY}| (?:nước này|mới|tạm quyền|lâm thời)| (?:về|phụ trách|đặc trách) [^,.;:()A-ZĐ\n]{{3,60}})?"
    rf"[ ]?(?:{HONORIFIC}[ ]?){{0,3}}"
)
WITH_HONORIFIC = re.compile(rf" {HONORIFIC}")
ATTENDANT = re.compile(
    r"(?:cố vấn|trợ lý|luật sư|thư ký|vợ|chồng|con|con trai|con gái|em trai|em gái|anh trai|chị gái|bố|mẹ)"
    r" (?:của|cho) $",
    re.IGNORECASE,
)
# The name is of who decides or asks, not of who gets or loses the office: "ông A yêu cầu đình chỉ chức vụ hiệu trưởng"
ACTS = re.compile(
    r"(?<!được )(?<!bị )(?:yêu cầu|đề nghị|chỉ đạo|kiến nghị|từ chối|đề xuất|giao cho)\b"
    r"|^ (?:(?:đã|vừa|sẽ|cũng|từng) ){0,2}(?:cách chức|đình chỉ|miễn nhiệm|phê chuẩn|bãi nhiệm|sa thải)\b"
)
STRUNG = re.compile(
    r" ?(?:,|-|–|kiêm|và|,? ?đồng thời là|, kiêm|/|,? là) ?"
    r"(?:kiêm |(?:hiện|đồng thời|nay|từng|sau đó|trước đó) là |là |sau đó làm )?"
)
ONCE = (
    r"(?:hiện nay|hiện đang|hiện|nay|nguyên|từng|người|vốn|đang|cũng|"
    r"khi đó|lúc đó|khi ấy|lúc ấy|thời điểm đó|sau này|trước|đồng thời|không còn|vừa|mới|vẫn|chính thức|tiếp tục)"
)
BEHIND_NAME = re.compile(
    r"(?: \([^()\n;]{2,90}\))?(?: (?:SN|sinh năm) ?\d{4})?"
    rf"\)?(?: ?[,(–—:-]| (?=(?:{ONCE} )*(?:là|làm|giữ|trở|kiêm)))(?: (?:với tư cách|(?:với|trên|ở) cương vị))?"
    r" ?(?:\(?(?:SN|sinh năm|Sinh năm)? ?\d{2,4}(?: tuổi)?\)?, (?:[^(),;.]{2,30}, )?)?"
    rf"(?:{ONCE} ?){{0,2}}(?:là |làm |kiêm |giữ chức vụ |giữ chức |trở thành |đảm nhiệm )?"
    r"(?:các |một |kiêm |nguyên là |tân )?"
)
NAMED = re.compile(
    r"(?:bầu|bổ nhiệm|giữ|phân công|chỉ định|điều động|luân chuyển|miễn nhiệm|cách chức|phê chuẩn|giới thiệu|tái cử|"
    r"thôi|đảm nhiệm|đảm nhận|trúng cử|tuyên thệ|nhậm chức|làm|cương vị|chức danh|chức vụ)\b"
)
SENTENCE_END = re.compile(r"[.!?;\n]")
STRUNG_LIST = re.compile(rf"(?:{STRUNG.pattern}| ?; ?)")
APPOSED = re.compile(rf"{_OF_BODY}(?:{LATER})? ?(?:,|-|–|\(|:|là|gồm|, là) ?(?:{HONORIFIC}[ ]?){{1,3}}")
NAMELESS = re.compile(
    rf" ?[-–] ?(?:{HONORIFIC}[ ]?){{0,3}}|(?: (?:(?:, )?(?:{ONCE} )?là|là:)|:) (?:{HONORIFIC}[ ]?){{0,3}}"
)
CALLED = re.compile(rf"(?<!\w){HONORIFIC} ?$", re.IGNORECASE)
COMMA = re.compile(rf"(?:{LATER})?, ")
ISSUED = re.compile(
    r"[Tt]heo (?:các )?(?:quyết định|chỉ đạo|yêu cầu|công văn|chỉ thị|thông báo|văn bản)[^.;,\n]{0,40}? của $",
    re.IGNORECASE,
)
ORDERED = re.compile(
    r"(?:trao|ký|công bố|ban hành|triển khai|có) (?:các )?(?:quyết định|nghị quyết|văn bản)[^.;\n]{0,60}$",
    re.IGNORECASE,
)
GIVEN_TO = re.compile(rf" (?:cho|đối với) (?:{HONORIFIC}[ ]?){{0,3}}")
RANKED = re.compile(r"(?:hàm|cấp bậc) (?:từ [^,.;\n]{3,20} lên )?$")
DONE_BY = re.compile(rf" (?:do|thuộc về|giao cho|được giao cho|trao cho) (?:{HONORIFIC}[ ]?){{1,3}}")
RANK_OF = re.compile(r"(?:chức danh|chức vụ|[Cc]hức|[Gg]hế|vị trí|cương vị) $")
OF = re.compile(rf" của (?:{HONORIFIC}[ ]?){{1,3}}")
IN_BRACKETS = re.compile(rf"[^.;:()\n]{{0,90}}(?:\(| đối với ){HONORIFIC} ?")
LISTED = re.compile(rf" ?(?:,|;|và|, và|cùng) ?(?:{HONORIFIC}[ ]?){{0,2}}")
OPENS_LIST = re.compile(rf" ?(?::|(?:, ?)?(?:gồm|bao gồm|gồm có|là|như):?)? ?(?:{HONORIFIC}[ ]?){{0,2}}")
PLURAL = re.compile(r"(?:[Cc]ác|[Nn]hững|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|\d+)(?: đồng chí| vị| nguyên| cựu)? $")
IN_TURN = re.compile(r"lần lượt|theo thứ tự|tương ứng")
ALL_OF = re.compile(r"(?<!\w)(?:các|hai|ba|bốn|\d) (?:đồng chí|ông,? bà|ông|bà|anh|chị|vị)[:,]? ?$", re.IGNORECASE)
JOINED = re.compile(rf" ?(?:,|và|, và|cùng) ?(?:{HONORIFIC}[ ]?){{0,2}}")
PASSED_ON = re.compile(rf", (?:{HONORIFIC}[ ]?){{1,3}}")
