"""Who signs a letter and from where: below it, or in the heading that counts it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.alphabet import CAPITALS
from nlp.reading.homes import homes_of
from nlp.reading.named_places import find_place, place_openings
from nlp.reading.rules import begins_with, fold, load_rules, mentions, plain
from nlp.reading.speakers import is_official

# A signature has so many words, and the name in it.
_WORDS, _NAME_WORDS = 24, 8
# No signature has more letters, its day and notes with it.
_LETTERS = 400
_SENTENCE = re.compile(r"(?<=[\w)]{3}[.!?])\s+")
_LABEL = re.compile(r"^[^:(]{2,50}:\s*(?=\S)")
# Who signs is no officer who has taken the letter in, nor who else gets it.
_OTHERS = re.compile(
    r"\b(?:nhận|tiếp|xử lý|xử lí|phụ trách|chuyển|trả lời|kính gửi|kính gởi|ghi|lập biên bản"
    r"|đánh máy|duyệt|phê|văn thư|tòa soạn|toà soạn)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\((?:đã ký|ký tên|ký|chữ ký)[^)]*\)", re.IGNORECASE)
_BEHIND = re.compile(r"\s*[,;(|]\s*|\s+[–—-]\s+")
# "Cựu chiến binh Đặng Ngọc Sanh", "LÊ VĂN HAI": a name at the end, perhaps who he is before it.
_NAMED = re.compile(
    rf"^[{CAPITALS}][^\d:.!?]*?(?:^|\s)[{CAPITALS}][\w'’]*(?:\s+[{CAPITALS}][\w'’]*){{1,4}}$"
    rf"|^[{CAPITALS}][\w'’]*(?:\s+[{CAPITALS}][\w'’]*){{1,4}}$"
    # "Một người dân", "một đảng viên 50 năm tuổi Đảng"
    r"|^[Mm]ột(?:\s+\w+){1,7}$"
)
_COUNTED = re.compile(r"^\W*[^\W\d_][^\d:]{1,30}\d{1,3}\s*[^\w\s]\s*(\S.*)$")
_TITLED = re.compile(r"^(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu)\s+(?=\S)", re.IGNORECASE)
_DATED = re.compile(
    r"[\s,–—-]*(?:(?:gửi|viết|nhận|đề|lúc)\s+)?(?:ngày\s+)?\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)",
    re.IGNORECASE,
)
_ADDRESS = frozenset(("số", "nhà", "hẻm", "ngõ", "ngách", "kiệt", "đường", "phố"))
_NAMELESS = ("không ký tên", "nặc danh", "không tên")
_WAY = re.compile(
    r"\b(?:đường|ngõ|ngách|hẻm|kiệt|phố|lối|cầu|suối|kênh|mương)\s+(?:[^\W\d_]+\s+)?không tên\b",
    re.IGNORECASE,
)
# '(ký "một đảng viên 50 năm tuổi Đảng, Chi bộ 9")'
_QUOTED = re.compile(
    r"\b(?:ký(?: tên)?|đề tên|ký là|bút danh)\s*:?\s*[\"“'‘]([^\"”'’]{4,80})[\"”'’]", re.IGNORECASE
)


def signed(texts: Sequence[str], above: Sequence[str] = ()) -> tuple[str, str]:
    """Return who signs, as written, and where he lives.

    Parameters
    ----------
    texts : sequence of str
        What stands behind the body of a letter.
    above : sequence of str
        Its first lines, of which one may count it and say whose it is ("Thư 2: bà Sáu, ấp 3").

    Returns
    -------
    name, place : str
        Such as ``"Bạn đọc Lê Thị Hoa"`` and ``"phường Cẩm Thành"``; empty where nothing tells.
    """
    for text in (*above, *texts):
        if quoted := _QUOTED.search(text):
            name, _, rest = quoted[1].partition(",")
            return name.strip(), rest.strip()
    for index, text in enumerate(texts):
        for piece in _SENTENCE.split(text):
            name, place = _signature(piece)
            unnamed = not name and is_anonymous([piece])
            if (name or unnamed) and not place and len(texts) > index + 1:
                place = _home_alone(texts[index + 1])
            if name or place:
                return name, place
    for text in above:
        # "Số nhà 45, Lê Lợi" and "Hẻm 45, Lê Lợi" are addresses.
        address = plain(text).split(" ", 1)[0] in _ADDRESS | place_openings()
        counted = None if address else _COUNTED.match(text)
        if counted and (told := _signature(counted[1]))[0]:
            return told
    return "", ""


def _signature(text: str) -> tuple[str, str]:
    if len(text) > _LETTERS:
        return "", ""
    bare = _DATED.sub("", _NOTE.sub("", text)).strip(" .,")
    bare = bare[1:-1].strip() if bare[:1] == "(" and bare[-1:] == ")" else bare
    closing = begins_with(fold(bare), load_rules().letter_closings)
    if not bare or len(bare.split()) > _WORDS or (closing and ":" not in bare):
        return "", ""
    label = _LABEL.match(bare)
    if label and _OTHERS.search(label[0]):
        return "", ""
    bare = bare[label.end() :] if label else bare
    parts = _BEHIND.split(bare, maxsplit=1)
    name, rest = parts[0].strip(), parts[1] if len(parts) > 1 else ""
    home = homes_of(rest.rstrip(")"), name)
    if is_anonymous([bare]):
        return "", home
    named = _NAMED.match(_TITLED.sub("", name)) is not None and len(name.split()) <= _NAME_WORDS
    if not named or find_place(name) or is_official(name):
        return "", ""
    return name, home


def _home_alone(text: str) -> str:
    """Return the home that a line consists of."""
    bare = text.strip(" .()")
    home = homes_of(bare, "")
    return home if home and len(home) >= len(bare) - 12 else ""


def is_anonymous(texts: Sequence[str]) -> bool:
    """Tell whether lines say that a letter has no name.

    Parameters
    ----------
    texts : sequence of str
    """
    words = (*load_rules().anonymous, *_NAMELESS)
    return any(mentions(_WAY.sub("", text), words) for text in texts)
