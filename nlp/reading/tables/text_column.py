"""Which columns hold the opinions and the answers: by what heads them and what they read like.

Neither is enough. Offices head opinions and answers with words that nobody can list, and the same
words ("Nội dung", "Ý kiến") with either; short cells read like nothing. So a column has points for
its heading, for whose words that and the heading of its group announce, and for its cells.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from nlp.reading.likeness import likeness
from nlp.reading.rules import any_of, fold, load_rules
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.columns import Column
from nlp.reading.tables.contents import holds_names, holds_offices, holds_subjects
from nlp.reading.tables.sides import tells_act

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
# Of a further column: cells judged, their mean words and lean to opinions, and words in common with
# another where both tell the same.
_JUDGED, _SAID_WORDS, _SAID, _SAME = 40, 5, 0.1, 0.5
# Rows by which two columns are compared; nobody asks more open questions.
_COMPARED, _MOST_FURTHER = 200, 20
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
        found = best if longest is None else longest
        return _only_column(columns) if found is None else found
    return best


def _only_column(columns: Sequence[Column]) -> int | None:
    """Return the one column in which something is said, however short, None where several are.

    It is headed by a question to people, or the table has no header at all.
    """
    headed = any(column.name for column in columns)
    asked = [c for c in columns if not headed or _asks_people(c, survey=True)]
    said = [column.index for column in asked if _is_said(column)]
    return said[0] if len(columns) > 1 and len(said) == 1 else None


def further_text_columns(columns: Sequence[Column], roles: Mapping[str, int]) -> tuple[int, ...]:
    """Return the indices of the other columns in which the same people say something.

    Forms on the net ask several open questions, each of which heads a column. Neither the heading
    nor the cells are enough: the background of an opinion reads like one, and "Góp ý" may head
    what an office advises.

    Parameters
    ----------
    columns : sequence of Column
    roles : mapping of str
        Indices of the columns that are known, that of opinions among them. What stands behind
        that of answers is of them.
    """
    found, answer = [roles["text"]], roles.get("answer", -1)
    # Beside "Nội dung phản ánh", "Đề xuất" may be of whoever keeps the list.
    survey = columns[roles["text"]].role != "text"
    for column in columns[: answer if answer > roles["text"] else len(columns)]:
        if len(found) > _MOST_FURTHER:
            break
        asked = column.index not in roles.values() and _asks_people(column, survey=survey)
        if not asked or not _is_said(column):
            continue
        # A question asks for something else always, "Ý kiến (tóm tắt)" perhaps for the same.
        if "?" in column.heading or not any(_tells_same(column, columns[i]) for i in found):
            found.append(column.index)
    return tuple(found[1:])


def _asks_people(column: Column, *, survey: bool) -> bool:
    """Tell whether a heading asks people what they think, and no office what it makes of it."""
    if column.side == "office" or column.role not in (None, "text", "speaker", "place"):
        return False
    words = load_rules().open_questions
    # "Người dân mong muốn điều gì" begins like the heading of persons.
    if "?" in column.heading or any_of(words["questions"]).search(column.own):
        return True
    if column.role in ("speaker", "place") or any_of(words["handles"]).search(column.own):
        return False
    # "Nội dung chi tiết" tells more of the same, and "Nguồn phản ánh" where it is from.
    complains = column.role == "text" and "phan anh" in column.own
    asks = complains or any_of(words["asks"]).search(column.own) is not None
    return asks and (survey or column.own not in words["advises"])


def _is_said(column: Column) -> bool:
    """Tell whether what is written in a column, but for "Không" and the like, is opinions."""
    told = column.told[:_JUDGED]
    if not told or holds_names(told) or holds_offices(told) or holds_subjects(told):
        return False
    words = sum(len(cell.split()) for cell in told)
    shares = [likeness(cell) for cell in told]
    # What is short reads like neither, and less like a reply.
    lean = sum(share["opinion"] - share["reply"] for share in shares)
    return words >= _SAID_WORDS * len(told) and lean >= _SAID * len(told)


def _tells_same(column: Column, other: Column) -> bool:
    """Tell whether two columns tell the same matters, one of them perhaps in fewer words."""
    shares = []
    for words, beside in zip(column.words[:_COMPARED], other.words[:_COMPARED]):
        if words and beside:
            shares.append(len(words & beside) / min(len(words), len(beside)))
    return bool(shares) and sum(shares) >= _SAME * len(shares)


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
    if tells_act(column.heading) and not column.names:
        # "Xã nói lại" heads a few words as well.
        return column.role not in _NEVER
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
