"""What single cells of a table hold: persons with their places, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from nlp.reading.encoding import normalize
from nlp.reading.heads import find_head
from nlp.reading.likeness import likeness
from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.person_names import is_name, person_length
from nlp.reading.rows import OPTIONAL_COLUMNS
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import who
from nlp.reading.tables.layout import cell_text

# "— Ông Út, ấp Định Phú" behind what he said
_SIGNED = re.compile(
    r"(?:\n[^\S\n]*[–—-]+\s*|\s[—–]\s+)(?=\S)(?P<who>[^\n—–]{3,80}?)\s*(?:\.\s*)?$"
)
_COMPANION = re.compile(
    r"(?<!\s)\s{0,9}\((?:(?:đi|đến|tới|lên)\s+(?:cùng|với|kèm|có)\b[^()]*"
    r"|(?:đến )?lần (?:thứ )?\w+)\)(?=\s*(?:\n|$))",
    re.IGNORECASE,
)
# "Ông Kiệt, chủ cơ sở (ấp Tây)"
_BRACKETED = re.compile(r"(?<!\s)\s{0,9}\(([^()\n]{3,80})\)\s*$")
# A unit, or a house or lane of it, has so many words at the most.
_UNIT = 5
_WORD = re.compile(r"\w+")
# "Cử tri Mai Sơn nói về xe mía: ..."
_ABOUT = re.compile(r"\b(?:về|việc|chuyện)\s+\w", re.IGNORECASE)
# Before a name stand so few words, with those behind it so few, where they only tell who speaks;
# what is called a name with more words tells something as well.
_BEFORE_NAME, _HEAD_WORDS, _NAME_WORDS = 3, 5, 4
# "II. PHƯỜNG TUY HÒA"
SECTION_LEAD = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)/-]\s")
# "Họp thôn Trại Giữa, tối 09/3/2026"
_MEETING = re.compile(
    r"^(?:(?:buổi|cuộc|hội nghị)\s+)?"
    r"(?:họp|tham vấn|lấy ý kiến|tiếp xúc cử tri|đối thoại|hội nghị)\s+"
    r"(?:tại\s+|ở\s+)?(?=\S)",
    re.IGNORECASE,
)
# A heading between rows is no longer, and no likelier an opinion.
_HEADING_WORDS = 8
_OPINION = 0.35
# The number of an identity card or a telephone behind a person and his home.
_NUMBERED = re.compile(
    r"(?<![\s,;–-])[\s,;–-]{0,9}\b(?:số )?"
    r"(?:CCCD|CMND|CMTND|căn cước|thẻ căn cước|SĐT|ĐT|điện thoại)\b(?: số)?[\s:]{0,3}"
    r"[\d.…x*-]{0,20}$",
    re.IGNORECASE,
)
# Of a mobile phone, of a landline, and of a mobile phone before 2018.
_WITHOUT_ZERO = re.compile(r"[1-9]\d{8}|2\d{9}|1[26]\d{8}")
# Two strokes are the sign of it, however a keyboard writes them.
_MARK = r"[-–]?\s*(?:n/?t|//|[\"“”„″〃]|''|’’|,,)\s*[-–.]?"
_DITTO = re.compile(rf"(?:{_MARK}|như trên|nhu tren)\W?$", re.IGNORECASE)
_SAME = re.compile(
    rf"(?:{_MARK}|như trên|nhu tren|cùng (?:người|hộ|ông|bà|anh|chị)(?: trên)?"
    r"|(?:người|ông|bà) trên)$",
    re.IGNORECASE,
)


class Cells(list[Any]):
    """The cells of a row, some of them merged with others.

    Parameters
    ----------
    values : iterable
        A merged cell has the value of the first of its region.
    below : frozenset of int
        Columns whose cell goes on the one above.
    beside : frozenset of int
        Columns whose cell goes on the one to the left.
    """

    __slots__ = ("below", "beside")

    def __init__(
        self,
        values: Iterable[Any],
        below: frozenset[int] = frozenset(),
        beside: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(values)
        self.below, self.beside = below, beside


def without_companion(name: str) -> str:
    """Return a person without whom he came with ("Bà Hường (đi cùng con gái)").

    Parameters
    ----------
    name : str
    """
    return _COMPANION.sub("", name)


def headed_by(text: str) -> tuple[str, str, str]:
    """Return an opinion, its speaker and home, where a cell names them before a colon.

    Parameters
    ----------
    text : str
        Such as ``"Bà Lan, thôn Đông: cống nghẹt đã lâu"``. Where more than who speaks stands before
        the colon, it is left as it is.
    """
    head = find_head(text)
    if head is not None and head.kept and person_length(head.name.split()):
        # "Cử tri Lan, ấp 4, cho biết ..." is told of her.
        return text, head.name, head.place
    if head is None or head.kept or not head.rest or text[len(head.text)] not in " :":
        return text, "", ""
    before, found, behind = text.removesuffix(head.rest).partition(head.name)
    name, beside = head.name, behind
    for part in filter(None, head.place.split(", ")):
        name, beside = name.replace(part, " "), beside.replace(part, " ", 1)
    told = len(_WORD.findall(f"{before} {beside}")) + max(0, len(name.split()) - _NAME_WORDS)
    told += _HEAD_WORDS * (_ABOUT.search(f"{name} {beside}") is not None or _tells(beside))
    if found and told <= _HEAD_WORDS and len(before.split()) <= _BEFORE_NAME:
        return head.rest, _without_verb(head.name), head.place
    # "Bà Lan than cống nghẹt, xã hẹn mãi: ..." is of her, "Đường vào nhà bà Lan: ..." of nobody.
    whose = person_length(head.name.split()) and (not before or before.rstrip().endswith(","))
    return (text, head.name, head.place) if whose else (text, "", "")


def _tells(beside: str) -> bool:
    """Tell whether the words behind a verb of saying tell a matter ("phản ánh tiếng ồn")."""
    verbs = list(any_of(load_rules().speech_verbs).finditer(beside))
    behind = beside[verbs[-1].end() :] if verbs else ""
    return _WORD.search(any_of(load_rules().announced["around"]).sub(" ", behind)) is not None


def _without_verb(name: str) -> str:
    """Return whoever says something without the verb of it ("Người dân gọi điện báo")."""
    if person_length(name.split()):
        return name
    rules = load_rules()
    verbs = list(any_of(rules.speech_verbs).finditer(name))
    words = (name[: verbs[-1].start()] if verbs and verbs[-1].end() == len(name) else name).split()
    while len(words) > 1 and plain(words[-1]) in rules.announced["around"]:
        words.pop()
    return " ".join(words) or name


def signed_by(text: str) -> tuple[str, str, str]:
    r"""Return an opinion, its speaker and home, where a cell ends with them behind a dash.

    Parameters
    ----------
    text : str
        Such as ``"Cống nghẹt đã lâu.\n— Ông Trần Văn Út, ấp Định Phú"``.
    """
    found = _SIGNED.search(text)
    if found is None:
        return text, "", ""
    name, place = person_and_place(normalize(found["who"]))
    words = name.split()
    titled = begins_with(plain(name), load_rules().titles) is not None
    if not titled or not words or person_length(words) < len(words):
        return text, "", ""
    return text[: found.start()].rstrip(), name, place


def split_speaker(cell: str) -> tuple[str, str]:
    r"""Return who is named in a cell and where, of those that hold both.

    Parameters
    ----------
    cell : str
        Such as ``"Bà Ngô Thị Dịu\nthôn Trần Xá, xã Yên Phong"``; ``"Xã Yên Phong"`` names nobody.
    """
    bracket = _BRACKETED.search(cell)
    within = bracket[1].split(",") if bracket else []
    # "(hẻm 29, khóm Mỹ Phú)"
    if bracket and any(map(is_home, within)) and all(len(x.split()) <= _UNIT for x in within):
        return cell[: bracket.start()].strip(" ,"), bracket[1].strip()
    parts = [part.strip() for part in re.split(r"\n|,(?=\s)|\s[–—-]\s|;", cell) if part.strip()]
    first = next((i for i, part in enumerate(parts) if is_home(part)), None)
    if first == 0 and all(map(is_home, parts)):
        # Of a column "Cử tri xã, phường".
        return "", ", ".join(parts)
    if not first:
        return cell, ""
    return ", ".join(parts[:first]), ", ".join(parts[first:])


def is_home(part: str) -> bool:
    """Tell whether nothing but places is in a part of a cell ("tổ 3 thị trấn Đông Hưng").

    Parameters
    ----------
    part : str
    """
    rest = part.strip(" .")
    place = find_place(rest)
    wider = rest[len(place) :].strip() if place and rest.startswith(place) else rest
    return (bool(place) and find_place(wider) == wider) or _is_lane(rest)


def _is_lane(part: str) -> bool:
    """Tell whether nothing but a lane or a village by its own people's word is in a part."""
    kind = begins_with(plain(part), load_rules().told_places["lanes"])
    name = part[len(kind) :].split() if kind else []
    return 0 < len(name) <= _UNIT and all(map(is_name, name))


def is_same(cell: str) -> bool:
    """Tell whether a cell refers to the speaker of the row above ("nt", "như trên").

    Parameters
    ----------
    cell : str
    """
    return _SAME.match(cell.strip()) is not None


def is_ditto(cell: str) -> bool:
    """Tell whether a cell says only that it says what the cell above says.

    Parameters
    ----------
    cell : str
        Such as ``"nt"`` or ``"Như trên."``.
    """
    return _DITTO.match(cell.strip()) is not None


def heads_rows(text: str, most: int = _HEADING_WORDS) -> bool:
    """Tell whether a cell that stands alone in its row reads like a heading.

    Parameters
    ----------
    text : str
    most : int
        Words that it may have.
    """
    bare = text.strip()
    short = len(bare.split()) <= most and bare[-1] not in ".!?…"
    return short and not asks(bare) and likeness(bare)["opinion"] < _OPINION


def optional_fields(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the answer, status and phone among the values of a row's roles, as text.

    Parameters
    ----------
    values : mapping of str
        By role. A phone number that a spreadsheet holds as a number gets its leading zero again.
    """
    fields = {role: cell_text(values[role]) for role in OPTIONAL_COLUMNS if role in values}
    phone = values.get("phone")
    if isinstance(phone, (int, float)) and _WITHOUT_ZERO.fullmatch(fields["phone"]):
        fields["phone"] = f"0{fields['phone']}"
    return fields


def section_place(heading: str) -> str:
    """Return the place that heads a section ("II. PHƯỜNG TUY HÒA (5 ý kiến)"), else ""."""
    named = _MEETING.sub("", normalize(SECTION_LEAD.sub("", heading.strip())))
    place = find_place(named)
    # "ĐƯỜNG GIAO THÔNG" is a topic.
    return place if named.startswith(place) and not fold(place).startswith("duong ") else ""


def person_and_place(cell: str) -> tuple[str, str]:
    """Return the person and the place of a cell that holds both, and at most a number of his."""
    cell = _NUMBERED.sub("", cell)
    name, place = who(cell)
    rest = cell.replace(name, "", 1).replace(place, "", 1)
    both = name and place and person_length(name.split()) and not any(map(str.isalnum, rest))
    return (name, place) if both else (cell, "")
