"""Where somebody lives, as written behind a name: hamlets, communes, streets, markets."""

from __future__ import annotations

import re

from nlp.reading.named_places import find_place
from nlp.reading.naming import CAPITAL, EDGES, tells
from nlp.reading.person_names import is_name, person_length
from nlp.reading.rules import begins_with, fold, load_rules, plain

# Streets, markets, lodgings: where somebody lives, beside the units of the state.
HOMES = re.compile(
    rf"^(?:(?:ở|ngụ|tại|trú(?:\s+tại)?|người(?:\s+dân)?"
    rf"|(?:tiểu thương|buôn bán|bán hàng|hộ kinh doanh)(?:\s+(?:ở|tại))?)\s+)?"
    rf"((?:số nhà|ngõ|ngách|hẻm|kiệt|đường"
    rf"|phố|chợ|kcn|ccn|khu công nghiệp|cụm công nghiệp|chung cư(?: mini)?|cư xá|tập thể"
    rf"|nhà trọ|phòng trọ|khu trọ|khu dân cư|kdc|đội|tiểu khu|cụm|làng nghề|khu tập thể|khu|tổ|kp"
    rf"|tdp|thôn|xóm|ấp|bản|khóm)\s+(?:\d|{CAPITAL}|số\s).*"
    rf"|(?:t\.|tổ|kp|k|đội|khu|p\.?|q\.?)\s?\d+\w*(?:\s+{CAPITAL}.*)?"
    rf"|\d+[^\W\d]?(?:/\d+[^\W\d]?)*\s+(?:(?:đường|hẻm|ngõ|kiệt|phố)\s+(?:\w+\s+)?)?{CAPITAL}.*)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;:()]|\s[–—-]\s|\s[–—]|^[–—-]\s")
# A sentence ends, but not in "TP. Huế".
_STOP = re.compile(
    rf"(?:(?<=\w\w)|(?<=\s\d))(?<!\b[Tt][PpXxTt])(?<!\b[Kk][PpĐđ])\.\s+(?={CAPITAL})"
)
_LIVES = re.compile(r"^(?:hiện\s+)?(?:ở|ngụ|tại|trú(?:\s+tại)?|quê|sống ở)\s+", re.IGNORECASE)
MANY = re.compile(
    r"\b((?:các|hai|ba|02|03)\s+(?:xã|phường|thôn|xóm|ấp|bản|huyện|tỉnh|khu phố|tổ)\s+"
    rf"(?:{CAPITAL}[\w'’]*(?:\s+{CAPITAL}[\w'’]*)*|\d{{1,2}})"
    rf"(?:\s*(?:,|và)\s+(?:{CAPITAL}[\w'’]*(?:\s+{CAPITAL}[\w'’]*)*|\d{{1,2}}(?![\d.,]*\d)))*)"
)
_CLOCK = re.compile(r"\d{1,2}[gh]\d*\b", re.IGNORECASE)
# "P.1508" is a flat; no ward has so high a number.
_ROOM = re.compile(r"p(?:\.|hòng)?\s?\d{3,}", re.IGNORECASE)
_AGE = re.compile(r"^\s*\d{1,3}\s*(?:t|tuổi)\b|\b(?:sn|sinh(?:\s+năm)?)\s*\d", re.IGNORECASE)


def homes_of(text: str, name: str) -> str:
    """Return where somebody lives, as written, from what stands behind the name.

    Parameters
    ----------
    text : str
        Such as ``", 67 tuổi, ở ấp 3, xã Tân Hòa"``.
    name : str
        Of the person, so that a nickname in brackets is no place.

    Returns
    -------
    str
        Such as ``"ấp 3, xã Tân Hòa"``, empty where nothing tells.
    """
    found: list[str] = []
    origin = ""
    given = name.rsplit(maxsplit=1)[-1] if name else ""
    for raw in _PARTS.split(_STOP.split(text, maxsplit=1)[0]):
        part = raw.strip(EDGES.replace(".", ""))
        part = part.rstrip(".")
        if not part or _AGE.search(part) or _CLOCK.match(part) or _ROOM.match(part):
            continue
        place = _place(part, given)
        if plain(part).startswith("quê "):
            # Where somebody comes from is not where he lives, if he says that as well.
            origin = place
        elif place:
            found.append(place)
        elif found:
            break
    return ", ".join(found) or origin


def _place(part: str, given: str) -> str:
    many = MANY.search(part)
    if many:
        return many[1]
    whole = HOMES.match(part)
    if whole and not tells().search(part):
        return _LIVES.sub("", whole[1] or part)
    place = find_place(part)
    if place:
        return place
    lives = _LIVES.match(part)
    rest = part[lives.end() :] if lives else part
    words = rest.split()
    role = begins_with(fold(part), load_rules().roles + load_rules().officials)
    bare = 0 < len(words) <= 4 and all(map(is_name, words)) and not rest.isupper()
    alias = given and words[-1:] == [given]
    titled = person_length(words) and begins_with(plain(rest), load_rules().titles)
    if bare and not (role or alias or titled or _no_place(words)):
        return rest
    return ""


def _no_place(words: list[str]) -> bool:
    """Tell whether words with capitals are a time, a number, a group, or somebody's name."""
    first = plain(words[0])
    if any(any(c.isdigit() for c in word) for word in words[:2]):
        return not re.search(r"^\d{1,2}$", words[-1]) or len(words) < 3
    if any(word.endswith(".") and len(word) > 2 for word in words[:-1]):
        return True
    if len(words) == 1 and (first in load_rules().stop_words or first in ("nhóm", "riêng")):
        return True
    return len(words) > 2 and fold(words[1]) == "thi"
