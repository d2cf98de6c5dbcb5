"""Who speaks in a row of a table, and from where: of one cell, or of two that tell it together."""

from __future__ import annotations

import re

from nlp.reading.encoding import normalize
from nlp.reading.named_places import find_place
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.tables.cells import is_home, person_and_place, split_speaker
from nlp.reading.tables.place_columns import joined_place

_LONGEST = 100
# ", 0900000501", " (SĐT: 0900 000 501)"
_PHONE = re.compile(
    r"(?:(?<![\s,;:(–-])[\s,;:(–-]{1,5}|^\s*)"
    r"(?:(?:số\s+)?(?:điện thoại|sđt|đt|tel|zalo|dđ)\b[\s:.]{0,3})?"
    r"(?P<phone>(?:\+84|0)[1-9](?:[\s.-]?\d){7,8})\)?\s*$",
    re.IGNORECASE,
)
# Lines below who and where: a number, or that there is none, and who came along.
_BESIDE = re.compile(
    r"\W*(?:(?:không|chưa)\s+(?:để|cho|có|ghi|nhớ|rõ)\s+)?(?:số\s+)?"
    r"(?:điện thoại|đt|sđt|tel|di động|zalo|cccd|cmnd|căn cước|số)?(?:\s+lh|\s+liên hệ)?"
    r"\s?:?[\d\s.…x*-]{0,30}\W*",
    re.IGNORECASE,
)


def without_phone(cell: str) -> tuple[str, str]:
    """Return a cell of a person without the telephone behind, and that.

    Parameters
    ----------
    cell : str
        Such as ``"Cô Tám, tổ 3 (ĐT: 0900 000 501)"``; of several lines each is looked at.
    """
    lines = cell.splitlines()
    for at, line in enumerate(lines):
        found = _PHONE.search(line) if len(line) <= _LONGEST else None
        before = line[: found.start()] if found else ""
        if found and any(map(str.isalpha, before if at == 0 else lines[0])):
            return "\n".join(filter(None, [*lines[:at], before, *lines[at + 1 :]])), found["phone"]
    return cell, ""


def who_and_where(cell: str, place: str, *, told_apart: bool) -> tuple[str, str]:
    """Return the person and the place of a row.

    Parameters
    ----------
    cell : str
        Of the column of speakers, which may tell where they live as well.
    place : str
        Of the columns of places, empty where they tell nothing.
    told_apart : bool
        The table has such columns.

    Returns
    -------
    tuple of str
        ``"Ông Tước, tổ 3"`` beside ``"thị trấn Tằng Loỏng"`` is of ``"tổ 3, thị trấn Tằng
        Loỏng"``.
    """
    lines = [line for i, line in enumerate(cell.splitlines()) if not _is_beside(line, i)]
    cell = "\n".join(lines) if lines else cell
    # A line break parts the person from the place as a comma does.
    in_line = ", ".join(filter(None, map(normalize, cell.splitlines())))
    if place:
        speaker, finer = person_and_place(in_line)
        if not finer:
            return cell, place
        # "Bà Lan (tổ 3)" beside "tổ 3, phường 5": the column tells it as well.
        told = fold(place).split(", ")
        parts = [part for part in finer.split(", ") if fold(part) not in told]
        return speaker, joined_place((*parts, place))
    speaker, place = person_and_place(in_line)
    if not place:
        speaker, place = person_and_place(normalize(cell))
    if not place:
        name, home = split_speaker(cell)
        if name and home:
            return name, home
    if not place and not told_apart:
        speaker, place = split_speaker(cell)
        if not place and begins_with(plain(speaker), load_rules().groups):
            # "Cử tri xã Lệ Thủy" says where they are from.
            place = find_place(normalize(speaker))
    return speaker, place


def _is_beside(line: str, number: int) -> bool:
    """Tell whether a line of a cell is a number, or a remark below who and where they are from."""
    bare = line.strip()
    remark = bare[:1] == "(" and bare[-1:] == ")" and not is_home(bare[1:-1])
    if not any(map(str.isalnum, bare)):
        return True
    # The pattern goes back and forth over signs, so a line that is too long for it isn't asked.
    return (remark and number > 1) or (len(bare) <= _LONGEST and bool(_BESIDE.fullmatch(bare)))
