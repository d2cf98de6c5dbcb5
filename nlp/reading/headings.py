"""Which lines of a document are its own: the form at its head, headings, remarks on a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.dates import find_date
from nlp.reading.encoding import normalize
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speakers import find_place, speaker_head
from nlp.reading.word import Paragraph

ITEM = re.compile(r"^\s*(?:\(?\d{1,3}[.)/]|\d{1,3}\s*-|[-–—•●▪◦*+·]|[a-zđ]\))\s+")
ROMAN = re.compile(r"^\s*(?:[IVX]{1,5}|[A-H])\s*[.)/-]\s+")
SHORT = 120
_TIME = re.compile(r"\d\s*(?:giờ|h\b|h\d|:\s*\d\d)|ngày\s+\d|\d/\d", re.IGNORECASE)
_DAY = re.compile(r"^(?:ngày\s+)?\d[\d/.-]*(?:\s+tháng\s+\d+)?(?:\s+năm\s+\d+)?$", re.IGNORECASE)
_ENDS = ".!?…;"
# These begin sentences too, and are of the form only where they say when.
_SAY_WHEN = ("hom nay", "vao hoi")
_MEETINGS = (
    *("hop", "cuoc hop", "buoi hop", "hoi nghi", "buoi", "tiep xuc", "doi thoai", "sinh hoat"),
    *("bien ban", "so tay", "ghi chep", "tiep dan"),
)
# What a secretary notes of a meeting itself.
_REMARKS = ("co mat", "vang mat", "hop xong", "ket thuc hop", "hop ket thuc")
_OF_MEETINGS = ("hoi nghi ", "cuoc hop ", "buoi doi thoai ", "bien ban ")


def is_item(block: Paragraph) -> bool:
    """Tell whether a number or a bullet stands before a block."""
    return block.listed or bool(ITEM.match(block.text))


def has_form(blocks: Sequence[Paragraph]) -> bool:
    """Tell whether a document has the head that offices set over minutes."""
    for block in blocks[:6]:
        word = begins_with(fold(block.text), load_rules().forms[:4])
        text = normalize(block.text)
        capitals = text.isupper() and len(text) <= SHORT
        # Citizens write of minutes too; only as a title the word stands in capitals.
        if word == "bien ban" and not normalize(block.text.splitlines()[0]).isupper():
            continue
        if word and (capitals or (len(text) <= SHORT and text[-1] not in _ENDS)):
            return True
    return False


def is_form_line(text: str, *, begun: bool) -> bool:
    """Tell whether a line belongs to the form of a document.

    Parameters
    ----------
    text : str
    begun : bool
        An opinion stands above it already.
    """
    folded = fold(text)
    word = begins_with(folded, load_rules().forms)
    if word is None:
        return False
    if word in _SAY_WHEN:
        return bool(_TIME.search(text))
    words = len(text.split())
    if text.isupper() or (word == "kinh gui" and words <= 10):
        return len(text) <= SHORT
    return len(text) <= SHORT and text[-1] not in _ENDS and (not begun or words <= 4)


def is_closed_line(text: str, folded: str, *, form: bool) -> bool:
    """Tell whether a line without a mark opens a part of minutes that holds no opinion."""
    word = begins_with(folded, load_rules().closed_parts)
    if word is None or form or folded.startswith(_OF_MEETINGS):
        return word is not None
    # Outside of minutes such words begin opinions too ("Thời gian cắt điện quá dài ...").
    said_of = text[len(word) :].lstrip().startswith(":")
    return said_of or (len(text.split()) <= 6 and text[-1] != ".")


def is_capital_heading(text: str, *, begun: bool) -> bool:
    """Tell whether a line in capitals is a heading, and not somebody who shouts."""
    if not text.isupper() or len(text) > SHORT:
        return False
    rules = load_rules()
    words = rules.closed_parts + rules.open_parts + rules.forms + rules.answers + rules.officials
    place = begins_with(fold(text), tuple(map(fold, rules.places))) and len(text.split()) <= 4
    return not begun or bool(begins_with(fold(text), words) or place)


def is_meeting_heading(text: str) -> bool:
    """A line such as "Họp thôn Nội, xã Tam Đa, ngày 12/3/2026" above a group of notes."""
    if len(text) > SHORT or find_date(text) is None or text[-1:] in _ENDS:
        return False
    parts = [part.strip() for part in text.split(",")]
    bare = all(_DAY.match(part) or find_place(part) == part for part in parts)
    return bare or begins_with(fold(text), _MEETINGS) is not None


def is_remark(text: str) -> bool:
    """Tell whether a short line speaks of the meeting ("Có mặt 61 hộ.")."""
    return len(text) <= SHORT and begins_with(fold(text), _REMARKS) is not None


def find_remarks(blocks: Sequence[Paragraph]) -> set[int]:
    """Return which blocks stand between the heading of a meeting and its first item.

    Of two such lines at most; more of them are opinions without a mark.
    """
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if is_item(block) or not is_meeting_heading(normalize(block.text)):
            continue
        for last in range(index + 1, min(index + 4, len(blocks))):
            if is_item(blocks[last]):
                found.update(range(index + 1, last))
                break
            if speaker_head(normalize(blocks[last].text)):
                break
    return found


def is_answer(text: str, *, marked: bool) -> bool:
    """Tell whether a line opens an official's answer.

    Parameters
    ----------
    text : str
    marked : bool
        It is a heading: numbered with letters, or in capitals.
    """
    body = ROMAN.sub("", ITEM.sub("", text))
    return bool(begins_with(fold(body), load_rules().answers)) and (":" in text[:160] or marked)


def answers_stand_apart(blocks: Sequence[Paragraph]) -> bool:
    """Tell whether answers have their own lines ("Trả lời: ..."), so that a bullet may be one."""
    words = load_rules().answers
    for block in blocks:
        folded = fold(ITEM.sub("", block.text))
        word = begins_with(folded, words)
        if word and (not is_item(block) or folded[len(word) :].lstrip().startswith(":")):
            return True
    return False
