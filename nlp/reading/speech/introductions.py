"""Who somebody is and where he lives, from how he introduces himself in speech."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from nlp.reading.alphabet import CAPITALS
from nlp.reading.rules import load_rules
from nlp.reading.speech.said_places import HAMLET_KINDS, home_without_kind, mend_place

_NUMBER = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|tư|trăm|linh|lẻ|\d+|[a-e]\b)"
_KIND = (
    rf"(?:{'|'.join(sorted(HAMLET_KINDS, key=lambda kind: (-len(kind), kind)))}"
    r"|(?<!hợp tác )xã|phường|thị trấn)"
)
_STOP = (
    r"(?:thì|mà|tôi|tui|em|con|cháu|có|xin|cái|là|bà|chúng|hôm|nói|cho|kính|thưa|vâng|dạ|ờ|à|ạ|nay"
    r"|tụi|trước|hiện|về|nhà|ở|được|rất|muốn|ý|cũng|đây|bên|này|kia|làm|tên|người|nguyên|nghề|nuôi"
    r"|trồng|đi|qua|từ|của|mình|nó|trưởng|phó|chức|bán|anh|bác|chị|chú|cô|chuyển|gỡ|ghi|dân|đó|ni|nè"
    r"|nghe|nha|với|mời|gần|nào|ngày|bữa|bây|và|các|mấy|những|đối(?=\s+(?:thoại|với)\b)"
    r"|đề(?=\s+(?:nghị|xuất|đạt|án)\b)|kiến(?=\s+nghị\b)|giáo(?=\s+(?:viên|dục|dân)\b)"
    r"|đại(?=\s+(?:biểu|diện)\b)|tiểu(?=\s+(?:học|thương|khu|đội)\b)|cựu(?=\s+chiến\b)"
    r"|quốc(?=\s+(?:lộ|hội)\b)|hội(?=\s+(?:nông|phụ|cựu|người|viên|trưởng|đồng|nghị|chữ|cha)\b))"
)
# "tám mươi mốt tuổi", "năm nay", "mười lăm tháng ba": behind a name they are no part of it.
_AGE_OR_DAY = (
    r"(?!\S+\s+(?:mươi|tuổi)\b|năm\s+(?:nay|ngoái|rồi|trước|qua)\b"
    r"|\S+\s+(?:\S+\s+)?(?:giờ|tháng)\s+(?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|giêng|chạp|\d))"
)
_ABOVE = r"(?:huyện|quận|thị\s+xã|thành\s+phố|tỉnh)"
# "ấp cái nai": many names of the delta begin so.
_WORD = rf"(?:(?-i:Cái)\b|(?<=ấp )cái\b|(?!{_STOP}\b|{_KIND}\b)[^\W\d_]+)"
# A third word belongs to a name that has a side ("an quang đông"), before the name of what is
# above it, and where all of them have capitals.
_SIDE = (
    r"(?:đông|tây|bắc|thượng|hạ|đoài|nam(?!\s+(?:giới|nữ|bộ)\b)|ngoại(?!\s+thành\b)|nội(?!\s+dung\b)"
    r"|trung(?!\s+(?:tâm|học|bình|ương|cấp)\b))(?!\s+(?:người|đúc)\b)"
)
_THIRD = (
    rf"(?:{_SIDE}|(?!{_NUMBER}\b){_WORD}(?=,?\s+(?:{_KIND}|{_ABOVE})\s)"
    rf"|(?-i:[{CAPITALS}][^\W\d_]+))"
)
_WORDS = (
    r"(?:hồ\s+chí\s+minh|thừa\s+thiên\s+huế"
    rf"|{_WORD}(?:\s+(?!{_NUMBER}\b){_WORD}(?:\s+{_THIRD}\b)?)?)"
)
_NAMED = rf"(?:{_WORDS}(?:\s+{_AGE_OR_DAY}{_NUMBER}\b)?)"
# "thôn bản vai".
_TWICE = r"(?:(?:thôn|xóm)\s+(?=(?:bản|làng|buôn)\s))?"
# "tổ hợp tác", "khu công nghiệp" are no places where somebody lives.
_NO_PLACE = (
    r"(?!tổ\s+(?:hợp\s+tác|quốc|chức|công\s+nghệ|hòa\s+giải|đại\s+biểu|công\s+tác)\b|bản\s+(?:thân|tự|ghi|gỡ|báo|dự|đồ|tin|án)\b"
    r"|khu\s+(?:công\s+nghiệp|du\s+lịch)\b|xã\s+hội\b|đội\s+(?:đánh|ngũ)\b)"
)
# "phường gặp tiểu thương": what an office does, and no name.
_DOES = (
    r"(?!(?-i:gặp|họp|tiếp(?=\s+(?:xúc|dân|công|tục)\b)|đang|sẽ|đã|cùng|chưa|không|bị|vừa|đến|xuống)"
    r"\b)"
)
_ONE_PLACE = (
    rf"{_TWICE}{_NO_PLACE}{_KIND}\s+{_DOES}"
    rf"(?:{_NUMBER}\b(?:\s+{_AGE_OR_DAY}{_NUMBER}\b)*|{_NAMED})"
)
PLACE_SAID = re.compile(
    rf"\b{_ONE_PLACE}(?:,?\s+{_ONE_PLACE})*"
    rf"(?:\s+(?:huyện|quận|thị\s+xã|thành\s+phố)\s+{_NAMED})?",
    re.IGNORECASE,
)
# Where a meeting is.
MEETING = re.compile(
    rf"\b{_ONE_PLACE}(?:[,\s]+(?:{_KIND}\s+{_NAMED}|{_ABOVE}\s+(?:{_NUMBER}\b|{_WORDS})))*", re.I
)
_I = r"(?:tôi|tui|em|con|cháu|mình|tớ)"
_CALLED = re.compile(
    rf"\b(?:tên\s+{_I}\s+là|{_I}\s+(?:xin\s+)?(?:tự\s+)?(?:giới\s+thiệu\s+)?(?:{_I}\s+)?"
    rf"(?:tên\s+là|tên|họ|là)|tên\s+là)\s+",
    re.IGNORECASE,
)
# "Em Phương Vy, mới tốt nghiệp": in text with capitals.
_CAPITAL = re.compile(rf"\b(?i:{_I})\s+([{CAPITALS}][^\W\d_]*)")
# "Vâng, Hợi đây", "Dạ Mận ở thôn Trịnh Xuyên".
_HERE = re.compile(
    r"\b(?i:vâng|dạ|ừ|ờ),?\s+(?!(?i:điện|nước|đường|rác|cống|cầu|chợ|trạm|đèn|đất|ruộng|mương|ao|sông"
    r"|kênh|rạch|xe|quán|lộ|bãi|lớp|sóng|loa)\b)"
    rf"((?:[{CAPITALS}][^\W\d_]*\s+){{1,5}})"
    rf"(?i:(?=(?:đây|nè)\b)|(?=ở\s+{_ONE_PLACE}))"
)
_MIDDLE = "văn|thị|hữu|đức|công|đình|bá|xuân|ngọc|quang|minh|thanh|quốc|trọng|kim|mỹ|thúy|hồng"
_SURE_MIDDLE = ("thị", "văn")
_NAME_WORDS, _NAME_LETTERS = 5, 120
# In so many letters before a name stands what makes it a place's.
_BEFORE = 24
# "tui là bảy nhị ở", "tui hai đực ấp": by which child of the house he is.
_NICKNAMED = re.compile(
    rf"\b{_I}\s+(?:tên\s+)?(?:là\s+)?((?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười|út)\s+[^\W\d_]+)"
    rf"(?=,?\s+(?:(?:cũng\s+)?(?:ở|dân|{_KIND})|nghen|nha|nè|đây)\b|[,.]|$)",
    re.IGNORECASE,
)
# Whoever is of no family in the list has a middle name that tells: "tôi tào thị sen".
_MIDDLED = re.compile(
    rf"\b{_I}\s+(?:xin\s+)?([^\W\d_]+\s+(?:thị|văn|hữu|đình|đức|ngọc)\s+[^\W\d_]+)", re.IGNORECASE
)
# "tôi y thuyên", "em h'lan niê".
_HIGHLANDS = re.compile(rf"\b{_I}\s+((?:y|h)\s+(?!tế|tá|sĩ|sỹ|học|bác)[^\W\d_]+|h'[^\W\d_]+)", re.I)
_VERB = (
    "(?:lo|ngại|kiện|đòi|chờ|trách|mong|gửi|nhờ|hỏi|xin|thấy|nghe|nói|nghĩ|muốn|cần|đề|kiến|phản|góp"
    "|có|không|chưa|mới|đi|làm|bị|được|về|qua|sợ|biết|đóng|nộp|mua|bán|đợi|tin|ủng|nhắc|bức|khổ)"
)
# "em thúy xóm chùa", where nothing but a name can stand.
_GIVEN = re.compile(
    rf"\b{_I}\s+(?!(?:cuối|đầu|sống|thuộc|dưới|trên|trong|ngoài|tại|sát|bển|cạnh|kế|giáp|vẫn|hộ|cả|học"
    rf"|cùng|đang|sinh|vừa|vô|vào|lên|xuống|ra|trú)\b)(?!{_VERB}\b)([^\W\d_]+)"
    r"\s+(?=(?:thôn|xóm|ấp|bản|làng|buôn|khóm|tổ|khối|khu)\b)",
    re.IGNORECASE,
)
_TITLE = r"(?:ông|bà|bác|chị|anh|cô|chú|cụ|mệ|dì|cố|thầy|cậu|mợ|o|ôn)"
_INVITED = re.compile(
    rf"\b(?:mời|tới|đến|xin)\s+({_TITLE}\s+[^\W\d_]+)\b|^({_TITLE}\s+[^\W\d_]+)$", re.IGNORECASE
)
# "mời bác áo xanh", "mời chị ngồi bên này".
_NOT_CALLED = re.compile(
    r"(?:áo|ngồi|đội|mặc|hàng|này|kia|nớ|đó|tê|tề|phía|bên|ở|đứng|đang|giơ|tiếp|nữa|khác|nói|cho"
    r"|trước|sau|dưới|trên|gần|cuối|đầu|có|phát|em|chị|anh|con|bác|chủ|phó|bí|trưởng|giám|đại|công"
    r"|cán|lãnh|trả|ạ|đi|ấy|nào|gì|ơi|đại|tóc|đeo|cầm|già|trẻ|trong|ngoài|xin|vừa|lúc|hồi|nha|nghen"
    r"|mình|với|và|là|thì|lên|vào|vô|ra|về|hai|ba|cả|bà|ông|cô|chú|góp|hỏi|thêm|mà|rồi|đây|luôn"
    r"|giáo|cựu|thương|y|bộ|nông|tổ|thôn|xóm|ấp)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    rf"^(?:{_STOP}|{_KIND}|ở|ngụ|dân|cựu|đại|hội|đối|đề|kiến|giáo|tiểu|quốc|chi|trưởng|phó|nguyên|bí|chủ|công|sinh|năm|chạy"
    r"|buôn|bán|mở|hưu|đảng|bộ|thương|người|cử|một|mấy|hai|ba|bốn|tám|sáu|bảy|chín|hết|thấy|hỏi|mướn"
    r"|ngắn|xin|nghe|gì|cứ|già|rồi|chừ|mới|tuổi|chỉ|chưa|không|vợ|chồng|mẹ|cha|bố|đồng|nhất|thay|hàng|chào|lái|thợ|quê|trọ|xưởng|giám|dạy|hồi|số)$",
    re.IGNORECASE,
)
# Where a family's name begins a place's: "thôn hoàng xá", "quê thái bình", "người Thái Bình".
_OF_A_PLACE = re.compile(
    rf"\b(?:{_KIND}|{_ABOVE}|quê(?:\s+ở)?|gốc)\s+$|\bquê\s+(?:tôi|tui|em|con|cháu)\s+(?:ở\s+)?$",
    re.IGNORECASE,
)
_PROVINCE = re.compile(
    r"(?:thái (?:bình|nguyên)|hà (?:nội|nam|giang|tĩnh)|đồng (?:nai|tháp)|cao bằng|lâm đồng"
    r"|hồ chí minh)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:cho|để)\s+((?:bà|ông|bác|chị|anh|cô|chú|cụ|mệ|dì)\s+[^\W\d_]+)\b", re.IGNORECASE
)


def introduced(text: str) -> tuple[str, str]:
    """Return the name and the home in how somebody introduces himself; empty where none is said.

    Parameters
    ----------
    text : str
        Only the words of the introduction.

    Returns
    -------
    name, place : str
    """
    name = ""
    for match in _CALLED.finditer(text):
        name = _name(text[match.end() :])
        if name:
            break
    if not name and (capital := _CAPITAL.search(text)):
        name = _name(text[capital.start(1) :])
    if not name and (here := _HERE.search(text)):
        name = _name(here[1])
    for pattern in (_MIDDLED, _HIGHLANDS):
        if not name and (told := pattern.search(text)):
            name = _name(text[told.start(1) :])
    if not name and (nickname := _NICKNAMED.search(text)):
        name = nickname[1]
    if not name and (titled := _TITLED.search(text)):
        name = titled[1]
    if not name:
        name = _by_family(text)
    if not name and (given := _GIVEN.search(text)):
        name = _name(given[1])
    return name, _home(text)


def _home(text: str) -> str:
    """Return the first place that is named, or that somebody says he lives at."""
    for match in PLACE_SAID.finditer(text):
        if place := mend_place(text, match.start(), match.end()).text:
            return place
    return home_without_kind(text)


def invited(call: str, often: Mapping[str, int]) -> str:
    """Return whom a chair calls by name in his last words; empty where he calls nobody so.

    Parameters
    ----------
    call : str
        His words.
    often : mapping of str to int
        How often two words stand together in all that was said, in lower case: a name is said
        more than once.
    """
    for match in reversed(list(_INVITED.finditer(call))):
        name = match[1] or match[2]
        if not _NOT_CALLED.fullmatch(name.split()[-1]):
            return name if often.get(" ".join(name.lower().split()), 0) > 1 else ""
    return ""


@cache
def called() -> re.Pattern[str]:
    """Return the pattern of where somebody says his name, in lower case."""
    names = "|".join(sorted(w for w in load_rules().family_names if len(w) > 1))
    return re.compile(
        rf"{_CALLED.pattern}|\b{_I}\s+(?:{names})\s+[^\W\d_]+|\b(?:{names})\s+(?:{_MIDDLE})\s+[^\W\d_]+"
    )


@cache
def _family() -> re.Pattern[str]:
    names = "|".join(sorted(w for w in load_rules().family_names if len(w) > 1))
    # "giáo viên mầm non" is no Viên, "thưa đoàn tôi" no Đoàn, "đoàn viên" neither.
    none = r"(?<!giáo )(?<!đảng )(?<!thành )(?<!nhân )(?<!thưa )(?<!cáo )"
    none += r"(?!(?<=hội )viên|(?<=đoàn )viên)"
    none += r"(?!đoàn (?:viên|thể|thanh niên|thanh tra|công tác|xã|phường)\b)"
    return re.compile(rf"\b{none}(?:{names})\s+(?!{_I}\b)[^\W\d_]+", re.IGNORECASE)


def _by_family(text: str) -> str:
    """Return the first name that begins with a family's, and is no place's."""
    match = _family().search(text)
    while match is not None:
        begin = match.start()
        before = text[max(0, begin - _BEFORE) : begin]
        name = _name(text[begin:])
        # "với lại cho em hỏi": a family's name alone is a word like any other.
        if " " in name and not (_OF_A_PLACE.search(before) or _PROVINCE.match(text, begin)):
            return name
        match = _family().search(text, begin + 1)
    return ""


def _name(text: str) -> str:
    """Return the words of a name at the beginning of a text."""
    found: list[str] = []
    # No name is longer; whoever writes "tôi là" over and over shall not keep us.
    tokens = text[:_NAME_LETTERS].split()
    for index, token in enumerate(tokens[: _NAME_WORDS + 1]):
        word = token.strip(",.").lower()
        if not word:
            break
        after = tokens[index + 1].strip(",.").lower() if index + 1 < len(tokens) else ""
        number = index > 0 and re.fullmatch(_NUMBER, word) and word != "năm"
        if number and {"mươi", "tuổi"} & set(tokens[index + 1 : index + 3]):
            break
        middle = index == 1 and word in _MIDDLE.split("|")
        middle = middle or (index == 0 and after in _SURE_MIDDLE)
        if len(found) == _NAME_WORDS or (_NO_NAME.match(word) and not (number or middle)):
            break
        if PLACE_SAID.match(" ".join(tokens[index : index + 3])):
            break
        found.append(token.strip(",."))
        if token[-1] in ",.":
            break
    return " ".join(found) if 1 <= len(found) <= _NAME_WORDS else ""
