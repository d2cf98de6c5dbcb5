"""Letters: who writes and from where, and what stands between greeting and closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.reading.dates import find_date
from nlp.reading.lines import Line
from nlp.reading.matters import split_matters
from nlp.reading.rows import Block
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speakers import announces_count, find_place, person_length
from nlp.reading.turns import Opinion

# Lines of a letter before its body, and what no line of a signature is longer than.
_HEAD = 25
_SIGNED = 8
_AFTER_NAME = re.compile(r"[,.;(–]|\s-\s|\s(?:sinh|sn|hiện|ở|ngụ|là|năm)\b")
_LIVES = re.compile(
    r"(?:nhà ở|hiện ở|hiện ngụ|ngụ tại|ngụ|trú tại|thường trú tại|cư trú tại|sống tại|địa chỉ:?|ở)"
    r"\s+(?=\S)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"như sau|sau đây|dưới đây|xem xét\W*$|trình bày\W*$")
_WISHES = re.compile(
    r"^(?:tôi |chúng tôi |em )?(?:rất |kính )?(?:mong|đề nghị) .{0,80}"
    r"(?:quan tâm|xem xét|giải quyết|giúp đỡ)"
    r"(?:,? (?:và )?(?:giải quyết|xem xét|giúp đỡ|trả lời))*\W*$",
    re.IGNORECASE,
)


def is_letters(lines: Sequence[Line]) -> bool:
    """Tell whether a document is a letter, or several: addressed to somebody, by somebody.

    Parameters
    ----------
    lines : sequence of Line
    """
    addressed = any(fold(line.text).startswith("kinh gui") for line in lines[:15])
    return addressed and any(_is_writer(line.text) for line in lines[:_HEAD])


def read_letters(lines: Sequence[Line]) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions of letters, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    """
    opinions: list[Opinion] = []
    left: list[Block] = []
    for letter in _letters(lines):
        found, none = _read(letter)
        opinions += found
        left += none
    return opinions, left


def _letters(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut a document where another letter begins."""
    letters: list[list[Line]] = [[]]
    addressed = False
    for line in lines:
        folded = fold(line.text)
        begins = folded.startswith("cong hoa xa hoi") or (
            line.text.isupper() and begins_with(folded, load_rules().letter_titles)
        )
        to = folded.startswith("kinh gui")
        if letters[-1] and addressed and (begins or to):
            letters.append([])
            addressed = False
        addressed = addressed or to
        letters[-1].append(line)
    return letters


def _read(letter: Sequence[Line]) -> tuple[list[Opinion], list[Block]]:
    writer = next((i for i, line in enumerate(letter[:_HEAD]) if _is_writer(line.text)), None)
    greeting = [i for i, x in enumerate(letter[:_HEAD]) if fold(x.text).startswith("kinh gui")]
    first = (writer if writer is not None else (greeting[0] if greeting else -1)) + 1
    while first < len(letter) and _before_body(letter[first]):
        first += 1
    last = len(letter)
    while last > first and _after_body(letter[last - 1]):
        last -= 1
    left = [
        Block(
            line.position,
            *(("form", "letter_head") if i < first else ("signature", "letter_end")),
            line.text,
        )
        for i, line in enumerate(letter)
        if not first <= i < last
    ]
    around = [line.text for i, line in enumerate(letter) if not first <= i < last]
    day = next((d for text in reversed(around) if (d := find_date(text))), None)
    name, place = _writer(around)
    body = list(letter[first:last])
    return _opinions(body, name, place, day), left


def _is_writer(text: str) -> bool:
    """Tell whether a line introduces the writer ("Tôi tên là ...")."""
    word = begins_with(fold(text), load_rules().letter_writers)
    if word is None:
        return False
    rest = " ".join(text.split()[len(word.split()) :]).lstrip(" :")
    return (
        rest[:1].isupper() and len(text.split()) <= 60 and text.split(maxsplit=1)[0][:1].isupper()
    )


def _before_body(line: Line) -> bool:
    rules = load_rules()
    folded = fold(line.text)
    label = folded.partition(":")[0]
    if ":" in line.text and label in (*rules.letter_places, *rules.entries["other"]):
        return True
    if begins_with(folded, rules.letter_places) and len(line.text.split()) <= 30:
        return True
    opening = begins_with(folded, rules.letter_openings) is not None
    tells = line.text.endswith(":") or _FOLLOWS.search(line.text) or announces_count(line.text)
    return opening and (bool(tells) or len(line.text.split()) <= 10)


def _after_body(line: Line) -> bool:
    text = line.text
    short = len(text.split()) <= _SIGNED
    if begins_with(fold(text), load_rules().letter_closings) or _WISHES.match(text):
        return len(text.split()) <= 40
    dated = find_date(text) is not None and len(text.split()) <= 14
    return (
        dated
        or (short and text[-1] not in ".?!;" and not line.item)
        or text == "(đã ký)"
        or (short and bool(re.match(r"^(?:[A-ZĐ]\.\s*)+[A-ZĐ]\w*$", text)))
    )


def _writer(around: Sequence[str]) -> tuple[str, str]:
    """Return the writer's name and home."""
    name = place = ""
    for text in around:
        folded = fold(text)
        word = begins_with(folded, load_rules().letter_writers)
        if word is not None and not name:
            rest = " ".join(text.split()[len(word.split()) :]).lstrip(" :")
            words = rest.split()
            length = person_length(words)
            named = " ".join(words[:length]) if length else _AFTER_NAME.split(rest)[0]
            name = _AFTER_NAME.split(named)[0].strip(" ,.;:")
            home = _LIVES.search(text)
            place = text[home.end() :].strip(" .;") if home else ""
        label = begins_with(folded, load_rules().letter_places)
        if label is not None and not place:
            place = " ".join(text.split()[len(label.split()) :]).lstrip(" :").strip(" .;")
    return name, place or next((p for text in around if (p := find_place(text))), "")


def _opinions(body: Sequence[Line], name: str, place: str, day: date | None) -> list[Opinion]:
    """Return the matters of a letter: counted off, numbered, or all of it one."""
    if not body:
        return []
    marks = [line.mark for line in body if line.mark.startswith(("number", "count"))]
    numbered = len(marks) >= 2
    groups: list[list[Line]] = []
    for line in body:
        if not groups or (numbered and line.mark == marks[0]):
            groups.append([])
        groups[-1].append(line)
    found = []
    for group in groups:
        text = "\n".join(
            line.body if line is group[0] and numbered else line.text for line in group
        )
        for number, part in enumerate(split_matters(text), 1):
            at = group[0].position if number == 1 else f"{group[0].position}#{number}"
            if not announces_count(part):
                found.append(Opinion(at, part, name, place, day, "letter"))
    return found
