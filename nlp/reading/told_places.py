"""Where an opinion is from, by what its sentence or its paragraph names (reports in prose)."""

from __future__ import annotations

import re

from nlp.reading.naming import tells
from nlp.reading.rules import fold
from nlp.reading.speakers import find_place

_UNIT = (
    r"(?:xã|phường|thị trấn|đặc khu|thôn|xóm|ấp|bản|buôn|làng|khóm|khối|khu phố|khu dân cư"
    r"|tổ dân phố|tdp|kp|tổ|đội|hẻm)"
)
# Whoever says something, and a few words of what he is, before where he lives.
_PEOPLE = re.compile(
    r"\b(?:cử tri|nhân dân|bà con|người dân|dân|dư luận|cư dân|hộ|gia đình|hội viên|nông dân"
    r"|phụ huynh|tiểu thương|công nhân|ngư dân|chị em|thanh niên|đoàn viên|giáo viên|người bệnh"
    r"|bạn đọc|đồng bào|chủ vây|tài khoản|tài xế|cụ|ông|bà|anh|chị|bác|cô|chú|người)\b"
    rf"(?P<between>[^.;:!?\"“]{{0,40}}?)\s(?=\(?{_UNIT}\s)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:cũng|riêng|còn|tuy nhiên,?|ngoài ra,?|bên cạnh đó,?)?\s*(?:ở|tại)\s+"
    rf"(?:(?!{_UNIT}\s)[^\s,.;:]+\s+){{0,6}}(?={_UNIT}\s)",
    re.IGNORECASE,
)
_COMMUNES = ("xa ", "phuong ", "thi tran ", "tt ", "dac khu ")
_WIDE = ("tinh ", "thanh pho ", "tp ", "tp.", "huyen ", "quan ", "thi xa ", "tx")
# A lead that goes on so is the heading of what stands behind it in the line.
_LEAD = re.compile(
    rf"^(?:(?:tại|ở|địa bàn|tổ \d+|điểm \d+|nhóm \d+)[\s,:–-]*)*\(?(?={_UNIT}\s)", re.IGNORECASE
)
_ANNOUNCES = re.compile(r"^[\s).]*(?:(?:có|nêu|gồm)\b[^.:]{0,50})?[\s:.)–-]*$", re.IGNORECASE)

# So far behind the people stands where they live.
_REACH = 120


def told_place(text: str) -> str:
    """Return where those are from whom a sentence tells of ("Bà con xóm Cồn kêu ...").

    Parameters
    ----------
    text : str
        An opinion.

    Returns
    -------
    str
        Empty where the sentence names no place of theirs.
    """
    if opens := _OPENS.match(text):
        return _place_at(text[opens.end() :])
    for match in _PEOPLE.finditer(text):
        between = match["between"]
        if not tells().search(between) and (
            place := _place_at(text[match.end() : match.end() + _REACH])
        ):
            return place
    return ""


def _place_at(text: str) -> str:
    """Return the place at the beginning of a text, up to the end of what is in its brackets."""
    text = text.lstrip("( ")
    inside = re.split(r"\)|\s(?:và|thì|cho|còn|vẫn|lại)\s|[.;:]\s", text, maxsplit=1)[0][:90]
    place = find_place(inside)
    return place if place and inside.startswith(place.split(", ")[0]) else ""


def heading_place(text: str) -> str:
    """Return the place that heads what is below or behind ("Tại xã Cái Bè", "Tổ 1 (xã Hòa Lạc)").

    Parameters
    ----------
    text : str
        A heading, or what stands before the first opinion of a line.
    """
    lead = _LEAD.match(text)
    if lead is None:
        return ""
    place = find_place(text[lead.end() :])
    if not place or not text[lead.end() :].startswith(place):
        return ""
    return place if _ANNOUNCES.match(text[lead.end() + len(place) :]) else ""


class ParagraphPlaces:
    """Keeps the place that a paragraph tells of, for those in it who have none of their own."""

    def __init__(self) -> None:
        self._line = -1
        self._place = ""
        self._headed = False

    def head(self, index: int, text: str) -> None:
        """Take what stands in a line and is nobody's: it may head what follows it.

        Parameters
        ----------
        index : int
            Of the line.
        text : str
        """
        if place := heading_place(text.strip(" *•-–+")):
            self._line, self._place, self._headed = index, place, True

    def of(self, index: int, own: str, around: str) -> str:
        """Return where an opinion is from.

        Parameters
        ----------
        index : int
            Of the line where it begins.
        own : str
            What is told of this opinion alone, empty where nothing is.
        around : str
            The place of the part or of the document.

        Returns
        -------
        str
            Its own place, else that of the paragraph where it is finer than the one around.
        """
        if index != self._line:
            self._line, self._place, self._headed = index, "", False
        if own:
            if fold(own).startswith(_COMMUNES) and not self._headed:
                self._place = own
            return own
        wide = not around or fold(around).startswith(_WIDE)
        return self._place if self._place and (self._headed or wide) else around
