"""Groups, firms and names without a title, as whose an opinion is: who they are, from where."""

from __future__ import annotations

import re

from nlp.reading.homes import HOMES, MANY, homes_of
from nlp.reading.named_places import find_place
from nlp.reading.naming import EDGES, LONGEST_NAME, NUMBERED, says
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, begins_with, load_rules, plain
from nlp.reading.whose import Whose

COMPANY = re.compile(
    r"^(?:công ty|cty|doanh nghiệp|dntn|htx|hợp tác xã|hiệp hội|tập thể|tổ hợp tác|chi hội|chi bộ"
    r"|chi đoàn|đoàn (?:tn|thanh niên)|tổ phụ nữ"
    r"|câu lạc bộ|clb|hội (?!nghị|trường|đồng))",
    re.IGNORECASE,
)
_HOUSEHOLDS = re.compile(
    r"^(?:(?:hơn\s+)?\d{1,4}|nhóm(?:\s+\d{1,4})?|mấy|vài|nhiều|một số|một bộ phận|các|cả|tập thể)"
    r"\s+(?:hộ|nhà|người|công nhân|tiểu thương|vợ chồng|vc|chị|anh|em|bà|ông|bác|cô|cháu|bạn"
    r"|phụ huynh|đứa|thanh niên|hẻm|xóm|trưởng|hội viên|nông dân|ngư dân|học sinh|doanh nghiệp"
    r"|giáo viên|cán bộ)\b"
    r"|^(?:mấy|vài|nhiều|một số|các)\s+(?:o|dì|chú|mệ|cụ|thím)\b|^vợ chồng\s",
    re.IGNORECASE,
)

# "nhóm 5 hộ, đại diện bà Đoàn Thị Ngát"
_REPRESENTED = re.compile(
    r"\s*(?:,|[–—-])?\s*\(?(?:người )?đại diện(?: là)?\s*:?\s+", re.IGNORECASE
)


def is_group(text: str) -> bool:
    """Tell whether a text begins with several people, with a firm, or with somebody unnamed.

    Parameters
    ----------
    text : str
    """
    words = plain(text)
    if begins_with(words, load_rules().groups) or begins_with(words, load_rules().reporters):
        return True
    return begins_with(words, load_rules().somebody) is not None or bool(
        _HOUSEHOLDS.match(text) or COMPANY.match(text)
    )


def read_group(text: str, *, same: bool, behind: bool) -> Whose:
    """Read a group, a firm, or a name without a title.

    Parameters
    ----------
    text : str
        Such as ``"Nhiều hộ ở xã Tân Hòa phản ánh"``.
    same : bool
        Its place is that of the one before, where it has none of its own.
    behind : bool
        It stands behind what is said, where a group is named for its place.

    Returns
    -------
    Whose
    """
    verb = says().search(text)
    if verb is not None and verb.start() > 2:
        text = text[: verb.start()].strip(EDGES)
    if is_group(text) or MANY.search(text):
        return _several(text, same=same, behind=behind)
    return _untitled(text, same=same, behind=behind)


def _several(text: str, *, same: bool, behind: bool) -> Whose:
    """Read a group or a firm."""
    many = MANY.search(text)
    group = begins_with(plain(text), load_rules().groups) or ""
    place = many[1] if many else find_place(text)
    if behind and group and place:
        return Whose("", place, same and not place)
    if many:
        return Whose(text[: many.end()].strip(EDGES), place)
    first = re.split(r"\s\(|,|\s[–—-]\s", text)[0].strip(EDGES)
    if alias := re.match(r"\s*\(((?:\w{1,2}\.\s?)?\w+)\)", text[len(first) :]):
        first = f"{first} ({alias[1]})" if not find_place(alias[1]) else first
    if spokesman := _REPRESENTED.match(text, len(first)):
        count = person_length(text[spokesman.end() :].split())
        words = text[spokesman.end() :].split()[:count]
        end = spokesman.end() + len(" ".join(words))
        close = ")" if "(" in spokesman[0] else ""
        first = f"{text[:end].rstrip(' ,.;:)')}{close}" if count else first
    if COMPANY.match(text):
        return Whose(first, homes_of(text[len(first) :], first), same and not place)
    one = re.match(r"một (?!số|bộ phận)", plain(text)) is not None
    if one and place and (at := first.find(place.split(", ")[0])) > 0:
        return Whose(first[:at].strip(EDGES), place)
    if place and (more := re.match(r"\s+và\s+(?=\w)", text[text.find(place) + len(place) :])):
        end = text.find(place) + len(place) + more.end()
        if text[end:].startswith(other := find_place(text[end:])) and other:
            place = text[text.find(place) : end + len(other)]
            return Whose(text[: end + len(other)], place)
    whole = place and text.startswith(first) and place.startswith(find_place(first))
    if whole and find_place(first):
        return Whose(text[: text.find(place) + len(place)] if place in text else first, place)
    if behind and group and not place and len(text) > len(group):
        # "(cử tri thị trấn)"
        return Whose("", text[len(group) :].strip(), False)
    return Whose(first, place, same and not place)


def _untitled(text: str, *, same: bool, behind: bool) -> Whose:
    """Read a name without a title."""
    parts = [part.strip(EDGES) for part in re.split(r"[,(–—]|\s-\s|\s·\s|\s\|\s", text)]
    name = parts[0]
    strict = find_place(name) or (HOMES.match(name) and name) or ""
    place = homes_of(text if strict else text[len(name) :], "")
    if place and len(place) >= len(text) - 2:
        return Whose("" if behind else place, place)
    if behind and _all_names(text):
        # "(Hoa Lộc)"
        return Whose("", text)
    own = find_place(name)
    if own and own in name and name.find(own) > 1:
        name = name[: name.find(own)].strip(EDGES)
    verbs = any_of(load_rules().speech_verbs).search(name)
    name = name[: verbs.start()].strip(EDGES) if verbs else name
    words = name.split()
    kin = plain(name).split(" ")[0] in load_rules().kin
    # "thầy giáo Khải", "sv Hà", and what people call themselves in a chat.
    called = any(word[:1].isupper() for word in words[1:3]) or re.search(r"[\d*@]", name[1:])
    capital = name[:1].isupper() or name[:1] in "@" or name[:1].isdigit() or kin or called
    if not name or len(name.split()) > LONGEST_NAME or not capital or NUMBERED.match(name):
        return Whose("", place, same and not place)
    return Whose(name, place, same and not place)


def _all_names(text: str) -> bool:
    words = text.split()
    return len(words) <= 4 and all(word[:1].isupper() for word in words)
