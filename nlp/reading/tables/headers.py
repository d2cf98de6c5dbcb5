"""Which rows head a table, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nlp.reading.encoding import normalize
from nlp.reading.likeness import reads_like
from nlp.reading.matters import asks
from nlp.reading.rules import fold
from nlp.reading.tables.column_headings import heading_score, role_of, roles_of
from nlp.reading.tables.contents import is_number, is_value, role_by_content
from nlp.reading.tables.field_names import field_heading
from nlp.reading.tables.sides import side_of

# The header is looked for among the first rows.
_HEADER_ROWS = 25
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,30}")
# A sub-heading under the heading of a group.
_SUB_LENGTH = 40
# Rows of headings, those of groups and of groups in groups with them.
_DEPTH = 3
# A heading is hardly longer.
_LONGEST = 80
# The one heading of a table has no more words, unless it is known to the letter.
_HEADING_WORDS = 6
_REPLIES = ("answer", "status")
# Shorter cells read like nothing.
_SAID = 20
# A row with so many cells of its own, one of them an opinion, is a row of data.
_CELLS = 3
# A header without known words has so many labels, and is judged by so many rows below it.
_LABELS = 2
_BELOW = 20
# "(1) (2) (3)", "A B 1 2": the numbers that forms set under a header.
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")


@dataclass(frozen=True)
class Header:
    """The rows that head a table.

    Attributes
    ----------
    first, last : int
        Their indices in the grid, -1 where there is none.
    names : tuple of str
        Headings, a sub-heading in place of its group's; empty where a column has none.
    groups : tuple of str
        Of columns below a heading that they share, that heading; empty for the others.
    """

    first: int = -1
    last: int = -1
    names: tuple[str, ...] = field(default=())
    groups: tuple[str, ...] = field(default=())


def find_header(rows: Sequence[Sequence[str]], wanted: Sequence[str]) -> Header:
    """Return the header, the earliest of the rows with most known headings.

    A cell of data may begin like a heading ("Xã Tam Đa", "Đề nghị ..."), so a row without a
    heading to the letter is one only where all its cells begin like headings and none goes on
    like a name or a sentence. A row of sub-headings below one of headings is taken with it.

    Parameters
    ----------
    rows : sequence of sequence of str
        The first rows of a grid.
    wanted : sequence of str
        Headings that the user names.
    """
    asked = list(map(fold, wanted))
    best, best_score = Header(), 0.0
    top = _top_of(rows)
    for index, row in enumerate(top):
        if index <= best.last and best.last > best.first:
            # Sub-headings belong to the row above them.
            continue
        filled = [cell.strip() for cell in row if cell.strip()]
        # A title that is merged across the table repeats one value.
        if not filled or (len(row) > 1 and len(set(filled)) == 1):
            continue
        found = _header(index, rows)
        if asked and all(name in map(fold, found.names) for name in asked):
            return _numbered(found, rows)
        shown = [name for name in found.names if name]
        score = sum(heading_score(field_heading(name)[1]) for name in shown)
        if len(shown) == 1 and score < 1 and not _heads_texts(shown[0]):
            continue
        # "thôn" may stand in a row of data as well.
        alone = score < _LABELS and any(map(_is_data, filled))
        if score > best_score and score >= min(1, 0.8 * len(shown)) and not alone:
            if _heads_opinions(best, rows[:index]):
                # Another list, with more columns, stands below the first.
                break
            best, best_score = found, score
    if best.first > 0 and best_score < _LABELS:
        # One word that is known may stand in a row of data.
        shaped = _by_shape(rows, len(top))
        best = shaped if 0 <= shaped.first < best.first else best
    if best.first >= 0 or not rows:
        return _numbered(best, rows)
    # No heading is known: names as programs give them, over something else, are a header too.
    first, rest = rows[0], rows[1:]
    named = all(_IDENTIFIER.fullmatch(cell.strip()) for cell in first)
    if named and rest and len(set(first)) == len(first) and len(first) > 1:
        return Header(0, 0, tuple(map(normalize, first)))
    shaped = _by_shape(rows, len(top))
    return shaped if shaped.first >= 0 else _by_contrast(rows, len(top))


def _top_of(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return the rows among which the header may be: none stands below a row of data."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        cells = {cell.strip() for cell in row if cell.strip()}
        said = (c for c in cells if len(c) >= _SAID and not heading_score(field_heading(c)[1]))
        if len(cells) >= _CELLS and any(reads_like(cell) == "opinion" for cell in said):
            return rows[: index + 1]
    return rows[:_HEADER_ROWS]


def _heads_opinions(header: Header, rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether opinions stand below one of the known headings that a row is made of."""
    shown = [name for name in header.names if name]
    if len(shown) < _LABELS or not all(heading_score(field_heading(name)[1]) for name in shown):
        return False
    said = [i for i, name in enumerate(header.names) if role_of(fold(name)) == "text"]
    cells = (row[i] for row in rows[header.last + 1 :] for i in said if i < len(row))
    return any(reads_like(cell) == "opinion" for cell in cells if len(cell) >= _SAID)


def _heads_texts(cell: str) -> bool:
    """Tell whether a cell that begins like a heading and stands alone heads opinions.

    "Ngày nào cũng mất điện" is the first of a list that has no header.
    """
    texts = "text" in roles_of(fold(cell)) and len(cell.split()) <= _HEADING_WORDS
    return texts and not asks(cell) and reads_like(cell) != "opinion"


def _by_contrast(rows: Sequence[Sequence[str]], n_rows: int) -> Header:
    """Find a header of whole sentences, as forms on the net ask: over dates, phones or persons."""
    for index, row in enumerate(rows[: min(n_rows, len(rows) - _LABELS)]):
        filled = [cell.strip() for cell in row if cell.strip()]
        if any(map(is_number, filled)):
            continue
        columns = [
            (
                top.strip(),
                [cells[i].strip() for cells in rows[index + 1 :][:_BELOW] if i < len(cells)],
            )
            for i, top in enumerate(row)
        ]
        told = [(top, role_by_content(cells)) for top, cells in columns if any(cells)]
        if len(told) < _LABELS or len(set(filled)) < len(told) or not all(top for top, _ in told):
            continue
        values = [top for top, role in told if role in ("date", "phone", "speaker")]
        if any("?" in top for top in filled):
            # Marks that people give stand below questions.
            values += [top for top, cells in columns if any(cells) and _are_numbers(cells)]
        if values and not any(map(is_value, values)):
            return _numbered(_header(index, rows), rows)
    return Header()


def _are_numbers(cells: Sequence[str]) -> bool:
    return all(map(is_number, filter(None, cells)))


def _by_shape(rows: Sequence[Sequence[str]], n_rows: int) -> Header:
    """Find a header whose words are not known: a full row of short labels over longer cells."""
    for index, row in enumerate(rows[: min(n_rows, len(rows) - 1)]):
        if len({cell for cell in row if cell.strip()}) < _LABELS:
            continue
        found = _header(index, rows)
        filled = [name for name in found.names if name]
        below = [[c.strip() for c in cells if c.strip()] for cells in rows[index + 1 :][:_BELOW]]
        full = [cells for cells in below if len(cells) >= max(2, len(filled) / 2)]
        # Of two rows one may have no answer yet.
        few = not full or (len(full) < _LABELS and len(full) < len(below) / 2)
        if few or len(filled) < _LABELS or len(set(filled)) < len(filled):
            continue
        if not all(map(_is_label, filled)):
            continue
        longest = sum(max(map(len, cells)) for cells in full) / len(full)
        lead = 1.5 if len(filled) > _LABELS else 3
        if longest > lead * max(map(len, filled)):
            return _numbered(found, rows)
    return Header()


def _header(index: int, rows: Sequence[Sequence[str]]) -> Header:
    """Return a row as a header, together with those below it that have sub-headings."""
    over: Sequence[str] = rows[index]
    found = Header(index, index, tuple(map(normalize, over)))
    for below in rows[index + 1 : index + _DEPTH]:
        if not _is_double(over, below):
            break
        names, groups = _joined(over, below)
        width = len(names)
        known = _padded(found.names, width) if found.groups else names
        known = [new if group else old for new, old, group in zip(names, known, groups)]
        widest = [old or new for old, new in zip(_padded(found.groups, width), groups)]
        found = Header(index, found.last + 1, tuple(known), tuple(widest))
        over = [under or up for under, up in zip(_padded(below, width), _padded(over, width))]
    return found


def _is_data(cell: str) -> bool:
    return is_number(cell) or (len(cell) > _LONGEST and not heading_score(cell))


def _is_label(cell: str) -> bool:
    short = len(cell) <= _SUB_LENGTH and cell[-1] not in ".!;"
    return short and not any(c.isdigit() for c in cell) and not is_value(cell)


def _numbered(header: Header, rows: Sequence[Sequence[str]]) -> Header:
    """Take the row of column numbers under a header with it."""
    if not 0 <= header.last < len(rows) - 1:
        return header
    filled = [cell.strip() for cell in rows[header.last + 1] if cell.strip()]
    numbers = len(filled) >= 3 and all(map(_COLUMN_NUMBER.fullmatch, filled))
    if not numbers or len(set(filled)) < len(filled):
        return header
    return replace(header, last=header.last + 1)


def _is_double(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether sub-headings stand in `lower`: only under groups of `upper`."""
    width = max(len(upper), len(lower))
    above, below = _padded(upper, width), _padded(lower, width)
    group, first = "", 0
    grouped = set()
    for column in range(width):
        if not above[column]:
            inside = bool(group)
        else:
            inside = above[column] == group and column > 0 and above[column - 1] in (group, "")
            first = first if inside else column
            group = above[column]
        if inside and below[column] and below[first]:
            grouped |= {first, column}
    subs = [c for c in range(width) if below[c] and below[c] != above[c]]
    if len(subs) < _LABELS or not grouped >= set(subs):
        return False
    # A row of data has something beside the groups; with whose they are they head something.
    apart = len(subs) < width or any(map(side_of, above))
    labels = apart and all(_is_label(below[c]) for c in subs)
    known = any(heading_score(below[c]) > 0 for c in subs)
    return all(len(below[c]) <= _SUB_LENGTH for c in subs) and (labels or known)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the headings of the columns, and those of the groups above them."""
    width = max(len(upper), len(lower))
    above, below = _padded(upper, width), _padded(lower, width)
    names: list[str] = []
    groups: list[str] = []
    group = ""
    seen: set[str] = set()
    for over, under in zip(above, below):
        group = over or (group if under else "")
        # The date of an answer is no date of an opinion; its status is that of the opinion.
        answers = role_of(fold(group)) in _REPLIES and role_of(fold(under)) not in _REPLIES
        apart = answers or under in seen
        if not under or under == over:
            names.append(normalize(over))
        else:
            names.append(normalize(f"{group} – {under}" if apart and group else under))
        groups.append(normalize(group) if under and under != over else "")
        seen.add(names[-1])
    return tuple(names), tuple(groups)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*(cell.strip() for cell in row), *[""] * (width - len(row))]


def distinct(names: list[str]) -> list[str]:
    """Number the names that come again, so that no column hides another."""
    seen: set[str] = set()
    numbers: dict[str, int] = {}
    found = []
    for name in names:
        candidate = name
        while candidate in seen:
            numbers[name] = numbers.get(name, 1) + 1
            candidate = f"{name} ({numbers[name]})"
        seen.add(candidate)
        found.append(candidate)
    return found
