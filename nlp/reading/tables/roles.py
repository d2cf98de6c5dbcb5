"""What the columns beside the opinions hold: by their headings, and by what stands below them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.tables.column_headings import role_of, roles_of
from nlp.reading.tables.columns import Column
from nlp.reading.tables.contents import (
    holds_bare_names,
    holds_firms,
    holds_states,
    is_state,
    role_by_content,
)
from nlp.reading.tables.numbered_places import holds_numbered_places
from nlp.reading.tables.place_columns import holds_places
from nlp.reading.tables.sides import tells_act

# Who, where and when an office answers is nothing of whoever asks.
OF_PEOPLE = ("place", "date", "speaker", "phone")
_OUTCOMES = ("ket qua", "ket qua giai quyet", "ket qua xu ly")
# It heads states as well as what was done.
_SHORT_OUTCOME = "kq"
# Without "của ..." and the like: what a matter is called, and not its topic.
_TITLES = frozenset(
    f"{title}{of}"
    for title in ("tieu de", "trich yeu", "title", "subject")
    for of in ("", " phan anh", " kien nghi", " y kien", " don", " cau hoi", " noi dung")
)
_TICKS = frozenset("xXvV✓✔☑√+*•×")
# Of the columns with ticks so many are called like states.
_NAMED = 0.5
# So far the cells of a column lean to replies where they are such, and no places.
_REPLIES = 0.4


def headed_column(role: str, columns: Sequence[Column], taken: Collection[int]) -> int | None:
    """Return the index of the column whose heading says best that it holds a role.

    Parameters
    ----------
    role : str
    columns : sequence of Column
    taken : collection of int
        Indices of columns that hold something else.
    """
    words = load_rules().columns[role]
    fits = []
    for column in columns:
        head = fold(column.own)
        word = begins_with(head, words)
        if column.index in taken:
            continue
        if role == "place" and not word and holds_numbered_places(column.own, column.cells):
            # "Tổ" over numbers; by itself it begins too many other things.
            fits.append((True, True, len(words), column.index))
        if not word or role not in (roles := roles_of(head)):
            continue
        if (role == "place" and _is_no_place(column)) or (
            role == "speaker" and _is_no_person(column)
        ):
            continue
        # "Cử tri kiến nghị" heads what they ask for, or who asks.
        fits.append((head != word, len(roles) > 1, words.index(word), column.index))
    return min(fits)[3] if fits else None


def answering_columns(columns: Sequence[Column], roles: Mapping[str, int]) -> set[int]:
    """Return the columns that tell who, where and when of an answer, and not of an opinion.

    Parameters
    ----------
    columns : sequence of Column
    roles : mapping of str
        Indices of the columns that are known.
    """
    answer = columns[roles["answer"]].group if "answer" in roles else ""
    group = answer if answer != columns[roles["text"]].group else ""
    return {c.index for c in columns if c.group_side == "office" or (c.group and c.group == group)}


def _is_no_person(column: Column) -> bool:
    """Tell whether a column names offices, and no firms that ask."""
    return column.offices and not holds_firms(column.cells)


def _is_no_place(column: Column) -> bool:
    """Tell whether "Đơn vị" heads offices that handle, or "Xã đã làm" what they did."""
    if holds_places(column.cells):
        return False
    answers = column.answers or tells_act(column.heading)
    offices = column.offices or holds_firms(column.cells)
    return offices or answers or column.lean < -_REPLIES


def roles_by_content(
    columns: Sequence[Column], taken: Collection[int], apart: Collection[int]
) -> dict[str, int]:
    """Return the first column of each role that is told by its cells, where no heading tells.

    Parameters
    ----------
    columns : sequence of Column
    taken : collection of int
        Indices of columns that hold something else.
    apart : collection of int
        Indices of columns that tell of answers.
    """
    found: dict[str, int] = {}
    for column in columns:
        if column.index in taken or column.exact or column.role == "other":
            continue
        role = role_by_content(column.cells)
        asks = role is None and column.side == "people"
        if asks and (holds_firms(column.cells) or holds_bare_names(column.cells)):
            # "Doanh nghiệp" heads firms that ask, "Công nhân" whoever is called "Hường".
            role = "speaker"
        # "Tổ công tác" holds who wrote it down.
        own = column.index not in apart and column.side != "office"
        if role is not None and (role not in OF_PEOPLE or own):
            found.setdefault(role, column.index)
    return found


def with_outcomes(columns: Sequence[Column], roles: Mapping[str, int]) -> dict[str, int]:
    """Return the roles of columns, those of answer and status told apart by their cells.

    "Kết quả" may head what was done, or the state of a matter.

    Parameters
    ----------
    columns : sequence of Column
    roles : mapping of str
        Indices of the columns that are known.
    """
    answer, status = roles.get("answer"), roles.get("status")
    found = {role: index for role, index in roles.items() if role not in ("answer", "status")}
    if answer is None and status is not None:
        column = columns[status]
        done = column.own == _SHORT_OUTCOME and not holds_states(column.cells)
        return {**found, "answer" if done else "status": status}
    if answer is None:
        return found
    if status is not None:
        # "Tình hình giải quyết" beside "Kết quả" may head either.
        swapped = holds_states(columns[answer].cells) and columns[status].sentences
        told = (status, answer) if swapped else (answer, status)
        return {**found, "answer": told[0], "status": told[1]}
    outcomes = [c.index for c in columns if c.own in _OUTCOMES and c.group_side != "office"]
    others = [c.index for c in columns if c.role == "answer" and c.index not in outcomes]
    if outcomes and answer not in outcomes:
        return {**found, "answer": answer, "status": outcomes[0]}
    if outcomes and others:
        return {**found, "answer": others[0], "status": answer}
    return {**found, "answer": answer}


def state_columns(columns: Sequence[Column], ticks: Collection[int]) -> tuple[int, ...]:
    """Return the columns in one of which a tick tells the state of a matter.

    Parameters
    ----------
    columns : sequence of Column
    ticks : collection of int
        Indices of the columns that hold nothing but ticks.
    """
    for (ticked, group), beside in groupby(columns, lambda c: (c.index in ticks, c.group)):
        run = list(beside) if ticked else []
        called = [is_state(column.heading) for column in run]
        named, states = role_of(fold(group)) == "status", sum(called)
        # "Xã | Huyện | Xong | Chưa xong": those of states may begin behind others.
        for first in range(len(run) - 1):
            if named or states >= _NAMED * (len(run) - first):
                return tuple(column.index for column in run[first:])
            states -= called[first]
    return ()


def tick_columns(columns: Sequence[Column]) -> set[int]:
    """Return the indices of the columns that hold nothing but ticks.

    Parameters
    ----------
    columns : sequence of Column
    """
    return {c.index for c in columns if c.cells and _TICKS.issuperset(c.cells)}


def title_column(columns: Sequence[Column], taken: Collection[int]) -> int | None:
    """Return the index of the column in which a few words say the matter of each opinion.

    Parameters
    ----------
    columns : sequence of Column
    taken : collection of int
        Indices of columns that hold something else.
    """
    for column in columns:
        # What comes again and again is a kind of matters.
        own = column.own in _TITLES and len(set(column.cells)) > len(column.cells) / 2
        if own and column.index not in taken:
            return column.index
    return None
