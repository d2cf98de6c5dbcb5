"""Where an opinion is from, by what its sentence or its paragraph names (reports in prose)."""

from __future__ import annotations

import re
from functools import cache

from nlp.reading.named_places import find_place
from nlp.reading.naming import tells
from nlp.reading.place_mentions import find_mentions, without_cooperatives
from nlp.reading.rules import Words, fold, load_rules

# A place with this behind it is the heading of what follows in the line.
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
    if opens := _opens().match(text):
        return _place_at(text[opens.end() :])
    for match in _people().finditer(text):
        between = match["between"]
        if not tells().search(between) and (
            place := _place_at(text[match.end() : match.end() + _REACH])
        ):
            return place
    return ""


def named_commune(text: str) -> str:
    """Return the one commune that an opinion names, whoever tells it.

    Parameters
    ----------
    text : str
        Such as ``"Nhà văn hóa ấp Tư, xã Hựu Thành chưa có bàn ghế."``

    Returns
    -------
    str
        With the hamlet before it (``"ấp Tư, xã Hựu Thành"``), empty where several are named or
        none.
    """
    communes = _told()["communes"]
    # "Hợp tác xã Tân Tiến" is no commune.
    text = without_cooperatives(text)
    found = {one for one in find_mentions(text) if fold(one).startswith(communes)}
    at = text.find(next(iter(found))) if len(found) == 1 else -1
    if at < 0:
        return ""
    before, commune = text[:at].rstrip(), found.pop()
    part = re.split(r"[.;:(),]", before[:-1])[-1] if before.endswith(",") else ""
    hamlet = find_place(part)
    return f"{hamlet}, {commune}" if hamlet and part.endswith(hamlet) else commune


def is_wide(place: str) -> bool:
    """Tell whether a place is wider than a commune ("huyện Trà Ôn")."""
    return fold(place).startswith(_told()["wide"])


def _place_at(text: str) -> str:
    """Return the place at the beginning of a text, up to the end of what is in its brackets."""
    text = text.lstrip("( ")
    inside = _ends().split(text, maxsplit=1)[0][:90]
    place = find_place(inside)
    return place if place and inside.startswith(place.split(", ")[0]) else ""


def heading_place(text: str) -> str:
    """Return the place that heads what is below or behind ("Tại xã Cái Bè", "Tổ 1 (xã Hòa Lạc)").

    Parameters
    ----------
    text : str
        A heading, or what stands before the first opinion of a line.
    """
    lead = _lead().match(text)
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
            if fold(own).startswith(_told()["communes"]) and not self._headed:
                self._place = own
            return own
        wide = not around or is_wide(around)
        return self._place if self._place and (self._headed or wide) else around


def _told() -> dict[str, Words]:
    return load_rules().told_places


def _any(name: str) -> str:
    """Return a pattern of the words of a list, the longest first."""
    words = sorted(_told()[name], key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, words))})"


@cache
def _people() -> re.Pattern[str]:
    """Return the pattern of whoever says something, and a few words of what he is.

    Where he lives stands behind.
    """
    return re.compile(
        rf"\b{_any('people')}\b(?P<between>[^.;:!?\"“]{{0,40}}?)(?<!\bhàng)\s(?=\(?{_any('units')}\s)",
        re.IGNORECASE,
    )


@cache
def _opens() -> re.Pattern[str]:
    """Return the pattern of a sentence that begins with a place ("Cũng tại thôn Nội, ...")."""
    unit = rf"{_any('units')}\s"
    return re.compile(
        r"^(?:cũng|riêng|còn|tuy nhiên,?|ngoài ra,?|bên cạnh đó,?)?\s*(?:ở|tại)\s+"
        rf"(?:(?!{unit})[^\s,.;:]+\s+){{0,6}}(?={unit})",
        re.IGNORECASE,
    )


@cache
def _ends() -> re.Pattern[str]:
    """Return the pattern of what ends a place within a sentence."""
    return re.compile(rf"\)|\s{_any('ends')}\s|[.;:]\s")


@cache
def _lead() -> re.Pattern[str]:
    """Return the pattern of what stands before the place in a heading."""
    return re.compile(
        r"^(?:(?:tại|ở|địa bàn|tổ \d+|điểm \d+|nhóm \d+)[\s,:–-]*)*"
        rf"\(?(?={_any('units')}\s)",
        re.IGNORECASE,
    )
