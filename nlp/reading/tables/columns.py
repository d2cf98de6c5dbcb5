"""What is known of one column: its heading, the group above that, whose words it is, its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.reading.likeness import likeness
from nlp.reading.matters import content_words
from nlp.reading.rules import fold
from nlp.reading.tables.column_headings import is_heading, role_of, roles_of
from nlp.reading.tables.contents import (
    holds_answers,
    holds_names,
    holds_offices,
    holds_sentences,
    holds_subjects,
)
from nlp.reading.tables.sides import side_of
from nlp.reading.tables.totals import is_total
from nlp.reading.tables.unsaid import why_unsaid

# Cells that the model is asked about.
_JUDGED = 40
# Of wider tables a row with one text alone is of a section.
_MERGED = 2
_REPLIES = ("answer", "status")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    index : int
    name : str
        Its heading, with that of the group where it has a meaning by that alone.
    group : str
        Heading of the columns that it is one of, empty where there is none.
    by_row : tuple of str
        Its cells in the rows of data, empty ones too.
    """

    index: int
    name: str
    group: str
    by_row: tuple[str, ...]

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Its filled cells."""
        return tuple(filter(None, self.by_row))

    @cached_property
    def words(self) -> tuple[set[str], ...]:
        """The words of each row that say what it is about."""
        return tuple(map(content_words, self.by_row))

    @property
    def rows(self) -> int:
        """So many rows of data has the table."""
        return len(self.by_row)

    @property
    def heading(self) -> str:
        """Its heading without that of the group."""
        return self.name.removeprefix(f"{self.group} – ")

    @cached_property
    def own(self) -> str:
        """Its own heading folded."""
        return fold(self.heading).replace("_", " ")

    @cached_property
    def role(self) -> str | None:
        """What its heading says that it holds, whatever the cells are."""
        roles = roles_of(self.own)
        if "answer" in roles and not self.exact and side_of(self.heading) == "people":
            # "Phản hồi của khách hàng"
            return None
        return next((r for r in ("text", "answer") if r in roles), role_of(self.own))

    @property
    def exact(self) -> bool:
        """Its heading is a known one to the letter."""
        return is_heading(self.own)

    @cached_property
    def side(self) -> str:
        """Whose it is by its heading or its group's: ``"people"``, ``"office"`` or unknown."""
        return side_of(self.heading) or self.group_side

    @cached_property
    def group_side(self) -> str:
        """Whose its group is."""
        if self.group and role_of(fold(self.group)) in _REPLIES:
            return "office"
        return side_of(self.group)

    @cached_property
    def length(self) -> float:
        """Mean length of its cells."""
        return sum(map(len, self.cells)) / max(len(self.cells), 1)

    @cached_property
    def lean(self) -> float:
        """From -1, where its cells read like replies, to 1, where they read like opinions."""
        judged = self.cells[:_JUDGED]
        shares = [likeness(cell) for cell in judged]
        return sum(s["opinion"] - s["reply"] for s in shares) / max(len(judged), 1)

    @cached_property
    def opinion(self) -> float:
        """How far its cells read like opinions, from 0 to 1."""
        judged = self.cells[:_JUDGED]
        return sum(likeness(cell)["opinion"] for cell in judged) / max(len(judged), 1)

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Its cells without those that say nothing ("Không", "-")."""
        written = (cell for cell in self.cells if any(map(str.isalnum, cell)))
        return tuple(cell for cell in written if why_unsaid(cell, clerk=True) is None)

    @cached_property
    def names(self) -> bool:
        """It holds persons, groups, places, phones, dates or offices."""
        return self.offices or holds_names(self.cells)

    @cached_property
    def offices(self) -> bool:
        """It holds offices by their names."""
        return holds_offices(self.cells)

    @cached_property
    def subjects(self) -> bool:
        """It holds topics, or the same words over and over."""
        return len(self.cells) > 1 and holds_subjects(self.cells)

    @cached_property
    def answers(self) -> bool:
        """Its heading names a reply, and what stands below tells one."""
        return holds_answers(self.name, self.cells)

    @cached_property
    def sentences(self) -> bool:
        """What it holds is told in more words than a state is."""
        return holds_sentences(self.cells)


def columns_of(
    names: Sequence[str], groups: Sequence[str], body: Sequence[Sequence[str]]
) -> list[Column]:
    """Return the columns of a table.

    Parameters
    ----------
    names, groups : sequence of str
        Headings, and those of the groups above them.
    body : sequence of rows
        The first rows below the header.
    """
    rows = [row for row in body if not _is_across(row)]
    columns = []
    for index, name in enumerate(names):
        cells = tuple(row[index].strip() if index < len(row) else "" for row in rows)
        group = groups[index] if index < len(groups) else ""
        columns.append(Column(index, name, group, cells))
    return columns


def _is_across(row: Sequence[str]) -> bool:
    """Tell whether a row is of a section or a sum: one text is merged across its columns."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(row) <= _MERGED or not filled:
        return not filled
    most = max(Counter(filled).values())
    # "I | HẠ TẦNG", merged across all columns but the first
    across = len(set(filled)) == 1 or (most > _MERGED and most > len(row) / 2)
    texts = list(dict.fromkeys(filled))
    return across or is_total(texts, width=len(row), said=True)
