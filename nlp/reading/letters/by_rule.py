"""Letters by rule: where each begins, and what stands between greeting and closing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlp.reading.letters.cuts import Letter, counted_headings, greets
from nlp.reading.letters.fields import writer_of
from nlp.reading.letters.lines import (
    LEAST_OPINION,
    introduces_writer,
    is_address,
    is_around,
    is_mail_head,
    separates,
    stands_before_body,
    stands_behind_body,
)
from nlp.reading.likeness import likeness
from nlp.reading.lines import Line
from nlp.reading.matters import begins_matter, split_matters, without_mark
from nlp.reading.named_places import find_place
from nlp.reading.rows import Block
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speakers import announces_count
from nlp.reading.stamps import messages_of
from nlp.reading.trimming import trim
from nlp.reading.turns import Opinion

# Lines of a letter before its body.
_HEAD = 25
# A letter that reads like a reply so surely is one.
_REPLY = 0.6
_MAIL_LINES = 3
# So many letters are several; a line that only greets has so many words.
_FEWEST, _GREETING = 2, 14
_WORD = re.compile(r"\w")
_WRITTEN = ("kinh gui", "kinh goi", "dong kinh gui", "than gui", "gui ", "goi ")
# A letter greets so many lines below its heading at the most.
_NEAR = 6
_SOUTHERN = ("kinh goi", "than goi")


def is_letters(lines: Sequence[Line]) -> bool:
    """Tell whether a document is a letter, or several: addressed to somebody, by somebody.

    Parameters
    ----------
    lines : sequence of Line
    """
    if sum(is_mail_head(line.text) for line in lines[:10]) >= _MAIL_LINES:
        return True
    short = len(lines) <= _HEAD and any(map(stands_behind_body, lines[-3:]))
    if short and any(is_address(line.text) for line in lines[:2]):
        return True
    addressed = any(is_address(line.text) for line in lines[:15])
    return addressed and any(introduces_writer(line.text) for line in lines[:_HEAD])


def are_letters(lines: Sequence[Line]) -> bool:
    """Tell whether a document is of letters, addressed as in the south or several in one as well.

    The model has learnt by what `is_letters` tells, so that it goes on going by that alone.

    Parameters
    ----------
    lines : sequence of Line
    """
    if is_letters(lines):
        return True
    addressed = any(fold(line.text).startswith(_SOUTHERN) for line in lines[:15])
    if addressed and any(introduces_writer(line.text) for line in lines[:_HEAD]):
        return True
    return _are_several(lines)


def _are_several(lines: Sequence[Line]) -> bool:
    """Tell whether letters follow each other: each greets, and is counted or takes leave."""
    if any(messages_of([line.raw for line in lines])):
        return False
    greeted = [i for i, line in enumerate(lines) if _greets_alone(line.text)]
    if len(greeted) < _FEWEST:
        return False
    headings = counted_headings([line.raw for line in lines])
    heads = [i for i, line in enumerate(lines) if line.raw in headings]
    if heads:
        below = set(greeted)
        near = sum(not below.isdisjoint(range(i + 1, i + _NEAR + 1)) for i in heads)
        return 2 * near >= len(heads)
    pairs = list(zip(greeted, greeted[1:]))
    parted = all(any(not _WORD.search(x.raw) for x in lines[a + 1 : b]) for a, b in pairs)
    # Whoever speaks greets too, but writes to nobody.
    written = all(fold(lines[i].text).startswith(_WRITTEN) for i in greeted)
    closed = sum(any(map(stands_behind_body, lines[a + 1 : b])) for a, b in pairs)
    return (written or parted) and closed == len(pairs) and all(b - a > 1 for a, b in pairs)


def letters_of(lines: Sequence[Line]) -> list[int]:
    """Return the number of the letter in which each line of several stands, from 0 on.

    Parameters
    ----------
    lines : sequence of Line

    Returns
    -------
    list of int
        Empty where the lines are not of several letters.
    """
    if not _are_several(lines):
        return []
    headings = counted_headings([line.raw for line in lines])
    found: list[int] = []
    number = 0
    for line in lines:
        number += line.raw in headings if headings else _greets_alone(line.text)
        found.append(number)
    return found


def _greets_alone(text: str) -> bool:
    return len(text.split()) <= _GREETING and (is_address(text) or greets(text))


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
        to = is_address(line.text)
        # Whoever is greeted below the address is the same.
        to_again = to and not (letters[-1] and is_address(letters[-1][-1].text))
        if (
            letters[-1]
            and addressed
            and (begins or separates(line) or (to_again and _ended(letters[-1])))
        ):
            letters.append([])
            addressed = False
        addressed = addressed or to
        letters[-1].append(line)
    return letters


@dataclass(frozen=True)
class _Cut:
    """A letter whose body is from line `first` to before line `last`."""

    lines: Sequence[Line]
    first: int
    last: int
    name: str
    place: str
    day: date | None
    replies: bool

    @property
    def body(self) -> Sequence[Line]:
        return self.lines[self.first : self.last]


def _cut(letter: Sequence[Line]) -> _Cut:
    told = next((i for i, x in enumerate(letter[:_HEAD]) if introduces_writer(x.text)), None)
    greeting = [i for i, x in enumerate(letter[:_HEAD]) if is_address(x.text)]
    first = (told if told is not None else (greeting[0] if greeting else -1)) + 1
    while first < len(letter) and (stands_before_body(letter[first]) or is_around(letter[first])):
        first += 1
    last = len(letter)
    while last > first and (stands_behind_body(letter[last - 1]) or is_around(letter[last - 1])):
        last -= 1
    head, tail = ([line.text for line in part] for part in (letter[:first], letter[last:]))
    writer = writer_of(Letter(head, tail))
    place = writer.place or next((p for text in (*head, *tail) if (p := find_place(text))), "")
    said = " ".join(line.text for line in letter[first:last])
    replies = bool(said) and likeness(said)["reply"] > _REPLY
    return _Cut(letter, first, last, writer.name, place, writer.day, replies)


def _read(letter: Sequence[Line]) -> tuple[list[Opinion], list[Block]]:
    cut = _cut(letter)
    left = [
        Block(
            line.position,
            *(("form", "letter_head") if i < cut.first else ("signature", "letter_end")),
            line.text,
        )
        for i, line in enumerate(letter)
        if not cut.first <= i < cut.last
    ]
    if cut.replies:
        left += [Block(line.position, "answer", "reads_reply", line.text) for line in cut.body]
        return [], left
    return _opinions(cut), left


def _ended(letter: Sequence[Line]) -> bool:
    """Tell whether a letter has its closing."""
    return any(stands_behind_body(line) for line in letter[-6:]) and len(letter) > 4


def _opinions(cut: _Cut) -> list[Opinion]:
    """Return the matters of a letter: counted off, numbered, or all of it one."""
    body = cut.body
    if not body:
        return []
    counted = Counter(line.mark for line in body if line.mark)
    first = next((line.mark for line in body if counted[line.mark] >= 2), "")
    numbered = bool(first)
    groups: list[list[Line]] = []
    for line in body:
        above = " ".join(x.text for x in groups[-1]) if groups else ""
        further = trim(line.text).further or (above and begins_matter(line.text, above))
        if not groups or (line.mark == first if numbered else further):
            groups.append([])
        groups[-1].append(line)
    found = []
    for group in groups:
        text = "\n".join(
            line.body if line is group[0] and line.mark == first else line.text for line in group
        )
        if (
            numbered
            and group[0].mark != first
            and (text.endswith(":") or likeness(text)["opinion"] < LEAST_OPINION)
        ):
            # What stands above the first item announces the items.
            continue
        text = trim(text).text if trim(text).further else text
        if len(split_matters(text)) == 1:
            text = without_mark(text)
        for number, part in enumerate(split_matters(text), 1):
            at = group[0].position if number == 1 else f"{group[0].position}#{number}"
            if not announces_count(part):
                found.append(Opinion(at, part, cut.name, cut.place, cut.day, "letter"))
    return found
