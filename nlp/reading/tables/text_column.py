"""Which columns hold the opinions and the answers: by what heads them and what they read like.

Neither is enough. Offices head opinions and answers with words that nobody can list, and the same
words ("Nội dung", "Ý kiến") with either; short cells read like nothing. So a column has points for
its heading, for whose words that and the heading of its group announce, and for its cells.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nlp.reading.rules import fold, load_rules
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.columns import Column

# Points of a heading to the letter, of one that begins so, and of one that tells whose words it is.
_EXACT, _BEGINS, _SIDE = 1.0, 0.6, 0.5
# Points of a column of names or topics, of which nothing is said.
_NAMES, _SUBJECTS = -1.2, -0.8
# A column of running text, where no heading says so: mean length, and lead over the next column.
_TEXT_LENGTH = 25
_TEXT_LEAD = 1.5
# Least points where no heading tells, and points of an answer that stands in every row.
_READS = 0.4
_FILLED = 0.5
# What stands under "Trả lời" beside the words: when, by which letter and by whom.
_NEVER = ("date", "phone", "status")
_BESIDE_ANSWER = ("date", "other", "place", "speaker", "phone")


def text_column(columns: Sequence[Column]) -> int | None:
    """Return the index of the column of opinions, None where it can't be told.

    Parameters
    ----------
    columns : sequence of Column
    """
    points = {column.index: _text_points(column) for column in columns if _may_be_text(column)}
    # Of columns that are alike the first.
    best = max(points, key=lambda index: (points[index], -index), default=None)
    if best is None or points[best] < 0:
        longest = _longest_column(columns)
        return best if longest is None else longest
    return best


def _may_be_text(column: Column) -> bool:
    if _heading_is_text(column):
        return True
    long = column.length >= _TEXT_LENGTH and not column.names and not column.subjects
    return long and _text_points(column) >= _READS


def _heading_is_text(column: Column) -> bool:
    if column.group_side == "office":
        return False
    # "Người dân" over what they say, beside "Chính quyền"; a person, home and number are no words.
    reads = column.sentences and column.opinion >= _READS
    said = column.side == "people" and reads and column.role in (None, "speaker")
    return column.role == "text" or said or column.own in load_rules().messages["text"]


def _text_points(column: Column) -> float:
    points = {"office": -2 * _SIDE, "people": _SIDE}.get(column.side, 0.0)
    if _heading_is_text(column):
        known = column.exact and column.role == "text"
        points += _EXACT if known or column.own in load_rules().messages["text"] else _BEGINS
    elif column.role is not None:
        points -= _EXACT if column.role == "answer" and column.exact else _SIDE
    if column.names or not column.cells:
        return points + _NAMES
    return points + (_SUBJECTS if column.subjects else column.lean)


def _longest_column(columns: Sequence[Column]) -> int | None:
    may = [c for c in columns if c.role not in ("answer", "status") and c.side != "office"]
    lengths = sorted(((c.length, -c.index) for c in may), reverse=True)
    if not lengths or not lengths[0][0] or (len(columns) > 1 and lengths[0][0] < _TEXT_LENGTH):
        return None
    if len(lengths) > 1 and lengths[0][0] < _TEXT_LEAD * lengths[1][0]:
        return None
    return -lengths[0][1]


def answer_column(columns: Sequence[Column], taken: Collection[int]) -> int | None:
    """Return the index of the column of answers, None where there is none.

    Parameters
    ----------
    columns : sequence of Column
    taken : collection of int
        Indices of columns that hold something else.
    """
    points = {
        column.index: _answer_points(column)
        for column in columns
        if column.index not in taken and _may_answer(column)
    }
    return max(points, key=lambda index: (points[index], -index), default=None)


def _may_answer(column: Column) -> bool:
    if column.group_side == "office" and column.role in _BESIDE_ANSWER:
        return False
    if _heading_is_answer(column):
        return True
    # "Cơ quan trả lời" heads the names of the offices or what they answer.
    if column.answers:
        return True
    if column.names or not column.sentences or column.role in _NEVER:
        return False
    return column.lean < (_SIDE if column.side == "office" else -_READS)


def _heading_is_answer(column: Column) -> bool:
    return column.role == "answer" or role_of(fold(column.group)) == "answer"


def _answer_points(column: Column) -> float:
    points = _SIDE if column.side == "office" else 0.0
    if _heading_is_answer(column):
        points += _EXACT if column.role == "answer" and column.exact else _BEGINS
    points += _FILLED * len(column.cells) / max(column.rows, 1)
    return points + (_NAMES if column.names else -column.lean * column.sentences)
