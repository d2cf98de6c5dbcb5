"""What a column holds, told by its cells where no heading tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from nlp.reading.dates import find_short_day, parse_date
from nlp.reading.likeness import likeness
from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.person_names import is_name
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.tables.sessions import is_month

_PHONE = re.compile(r"(?:\+?84|0)?\d{9,10}")
_PHONE_SIGNS = re.compile(r"[\s.()-]")
# "sáng 5/4"
_SHORT_DAY = re.compile(
    r"(?:(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|thứ \w+|cn)\W+)*\d{1,2}\s?[/-]\s?\d{1,2}\W*",
    re.IGNORECASE,
)
_LEAP_YEAR = 2024
_PERSON_WORDS = 12
# How a heading says that somebody replies, beside the headings that are known.
_REPLY = re.compile(
    r"\b(?:tra loi|phuc dap|phan hoi|reply|replies|response|answer"
    r"|(?<!de nghi )(?<!yeu cau )(?:giai trinh|tiep thu))\b"
)
# Words of what an office did or will do, which no name of an office has.
_TELLS = re.compile(
    r"(?i:\b(?:đã|sẽ|đang|chưa|không|được|ghi nhận|tiếp thu|dự kiến|chuyển|hẹn|mời|dạ|chào)\b)"
    r"|\bgiao\b(?! thông)|\d/\d|[.;!?]\s*$"
)
# "CV 118/DN ngày 20/4/2026" is a letter, and no day of an opinion.
_LETTER = re.compile(
    r"(?i:cv|công văn|văn bản|vb|tờ trình|báo cáo|giấy mời|số)\W?\s*\d|\d+/[^\W\d_]"
)
_OFFICE_CHARS = 90
_ANSWERED = 0.5
# Of the filled cells so many must fit, and so many there must be.
_SHARE = 0.7
_FEW = 3
_STATUS_VALUES, _PAIR, _STATE_WORDS = 8, 2, 5
_NAME_CHARS, _NAMELIKE = 60, 0.5
_SUBJECTS, _NAMED_WORDS = 0.5, 4
_WORD = re.compile(r"[^\W\d_]+")
_AND = re.compile(r"[,;:/&–-]|\bvà\b")


def role_by_content(cells: Sequence[str]) -> str | None:
    """Tell what a column holds: phone, date, place, speaker, status, answer, or None.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    # A few cells tell only where none of them says something else.
    share = _SHARE if len(filled) >= _FEW else 1.0
    if not filled:
        return None
    for role, fits in _TESTS:
        if sum(map(fits, filled)) >= share * len(filled):
            # What many rows say in few words is a status.
            if role == "status" and not holds_states(filled):
                continue
            return role
    return None


def holds_answers(heading: str, cells: Sequence[str]) -> bool:
    """Tell whether a column whose heading names a reply holds what offices say.

    "Cơ quan trả lời" may head the names of the offices or what they answer.

    Parameters
    ----------
    heading : str
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell for cell in cells if cell.strip()]
    if not filled or not _REPLY.search(fold(heading).replace("_", " ")):
        return False
    told = sum(_TELLS.search(cell) is not None or len(cell) > _OFFICE_CHARS for cell in filled)
    return told >= _ANSWERED * len(filled)


def holds_states(cells: Sequence[str]) -> bool:
    """Tell whether a column holds states of matters ("Đang giải quyết"), few words for many rows.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    values = set(map(fold, filled))
    # "Đã sửa cống", each time otherwise, tells more than a state.
    few = len(values) <= _STATUS_VALUES
    bare = all(_is_named_state(cell) or len(cell.split()) <= _PAIR for cell in filled)
    few &= bare or len(values) <= max(_PAIR, len(filled) / 2)
    return few and sum(map(is_state, filled)) >= _SHARE * len(filled) > 0


def holds_sentences(cells: Sequence[str]) -> bool:
    """Tell whether what a column holds is told in more words than a state is.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell for cell in cells if cell.strip()]
    long = sum(len(cell.split()) > _STATE_WORDS for cell in filled)
    return long >= _ANSWERED * len(filled) > 0


def holds_offices(cells: Sequence[str]) -> bool:
    """Tell whether a column names offices ("UBND xã", "Phòng Kinh tế"), and not what they did.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    return sum(map(_is_office, filled)) >= _SHARE * len(filled) > 0


def holds_firms(cells: Sequence[str]) -> bool:
    """Tell whether a column names private firms, which ask as people do.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    firms = load_rules().sides["firms"]
    named = [begins_with(plain(c), firms) and len(c) <= _OFFICE_CHARS for c in filled]
    return bool(named) and all(named)


def _is_office(cell: str) -> bool:
    named = begins_with(plain(cell), load_rules().sides["office"]) is not None
    return named and len(cell) <= _OFFICE_CHARS and not _TELLS.search(cell)


def _is_phone(cell: str) -> bool:
    digits = _PHONE_SIGNS.sub("", cell)
    if not _PHONE.fullmatch(digits):
        return False
    # A spreadsheet drops the zero of "0912..."; "120.000.000" is an amount.
    bare = len(digits) in (9, 11) and not digits.endswith("000")
    return digits[0] in "0+" or bare


def is_value(cell: str) -> bool:
    """Tell whether a cell is a phone number, a date or a person, so no heading."""
    return _is_phone(cell) or _is_date(cell) or _is_person(cell)


def is_number(cell: str) -> bool:
    """Tell whether a cell is a number, an amount, a phone number or a date.

    Parameters
    ----------
    cell : str
    """
    digits = _PHONE_SIGNS.sub("", cell)
    return cell.isdigit() or _PHONE.fullmatch(digits) is not None or _is_date(cell)


def holds_names(cells: Sequence[str]) -> bool:
    """Tell whether a column holds persons, groups, places, phones or dates, and no sentences.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    return sum(map(_is_name, filled)) >= _SHARE * len(filled) > 0


def holds_bare_names(cells: Sequence[str]) -> bool:
    """Tell whether all cells of a column may be names of persons, given names alone among them.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    named = [cell.split() for cell in cells if cell.strip()]
    words = [word for name in named for word in name]
    short = all(len(name) <= _NAMED_WORDS for name in named)
    return bool(words) and short and all(w.isalpha() and w[:1].isupper() for w in words)


def holds_subjects(cells: Sequence[str]) -> bool:
    """Tell whether a column holds topics ("Đất đai", "Y tế"), of which nothing is said.

    Parameters
    ----------
    cells : sequence of str
        The cells below the header.
    """
    filled = [cell for cell in cells if cell.strip()]
    few = len(set(filled)) <= len(filled) / 2
    return few or sum(map(_is_subject, filled)) >= _SUBJECTS * len(filled) > 0


def _is_subject(cell: str) -> bool:
    parts = [" ".join(_WORD.findall(part)) for part in _AND.split(plain(cell))]
    return all(f" {part} " in _topics() for part in parts if part)


@cache
def _topics() -> str:
    """Return the names of topics in a row, their words between spaces."""
    from nlp.taxonomy import Taxonomy

    taxonomy = Taxonomy.load()
    names = ", ".join(taxonomy.full_name(label) for label in taxonomy.labels)
    return f" {' , '.join(' '.join(_WORD.findall(name)) for name in _AND.split(plain(names)))} "


def _is_name(cell: str) -> bool:
    if not any(map(str.isalpha, cell)):
        return True
    place = find_place(cell)
    # "Thôn Đông mất nước" goes on behind the place.
    whole = bool(place) and fold(place) == fold(cell).strip(" .")
    named = whole or is_value(cell) or _is_group(cell)
    # "Đường vào thôn hỏng", "Bà con xin mở chợ"
    return named and not asks(cell) and likeness(cell)["opinion"] < _NAMELIKE


def _is_group(cell: str) -> bool:
    """Tell whether a cell names a group, and where it is from ("Cử tri thôn Hy Long")."""
    group = begins_with(plain(cell), load_rules().groups)
    rest = plain(cell)[len(group) :].strip() if group else ""
    named = is_name(cell.rsplit(maxsplit=1)[-1]) or begins_with(rest, load_rules().groups)
    return bool(group) and len(cell) <= _NAME_CHARS and (not rest or bool(named))


def _is_date(cell: str) -> bool:
    if len(cell) > 30 or _LETTER.match(cell):
        return False
    short = _SHORT_DAY.fullmatch(cell) and find_short_day(cell, _LEAP_YEAR)
    return bool(short) or is_month(cell) or parse_date(cell) is not None


def _is_place(cell: str) -> bool:
    rules, lower = load_rules(), plain(cell)
    known = begins_with(lower, rules.places) or begins_with(lower, rules.told_places["houses"])
    return len(cell) <= 120 and known is not None


def _is_person(cell: str) -> bool:
    words = cell.split()
    titled = begins_with(plain(cell), load_rules().titles) is not None
    if titled and 1 < len(words) <= _PERSON_WORDS and len(cell) <= _NAME_CHARS and not asks(cell):
        return True
    return 2 <= len(words) <= 5 and all(w.isalpha() and w[:1].isupper() for w in words)


def _is_someone(cell: str) -> bool:
    return _is_person(cell) or _is_group(cell)


def is_state(cell: str) -> bool:
    """Tell whether a cell or heading is the state of a matter ("Còn nợ", "Đang giải quyết").

    Parameters
    ----------
    cell : str
    """
    words = load_rules().state_words
    short = len(cell.split()) <= _STATE_WORDS and begins_with(plain(cell), words) is not None
    return short or _is_named_state(cell)


def _is_named_state(cell: str) -> bool:
    return len(cell) <= 40 and begins_with(fold(cell), load_rules().statuses) is not None


def _is_answer(cell: str) -> bool:
    return begins_with(fold(cell), load_rules().answers) is not None


_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("date", _is_date),
    ("phone", _is_phone),
    ("status", is_state),
    ("place", _is_place),
    ("speaker", _is_someone),
    ("answer", _is_answer),
)
