"""What is said in a cell of a list of opinions: its matters, and who says each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nlp.reading.collector import MAX_CHARS
from nlp.reading.rules import any_of, fold
from nlp.reading.tables.announcements import agrees, announced_by, is_someone, without_label
from nlp.reading.tables.cell_answers import with_replies
from nlp.reading.tables.cells import headed_by, signed_by
from nlp.reading.tables.courtesies import bare_text
from nlp.reading.tables.item_answers import answers_to
from nlp.reading.tables.items import (
    asked_by,
    counted_lines,
    split_further,
    split_items,
    without_bullet,
)
from nlp.reading.tables.place_columns import joined_place
from nlp.reading.tables.unsaid import why_unsaid
from nlp.reading.tables.voices import bracketed_by, voices


@dataclass(frozen=True)
class Matter:
    """One of the matters in a cell.

    Attributes
    ----------
    text, speaker, place : str
        The opinion, and what is known of whoever says it.
    whole : str
        The opinion with the words in which the cell names who says it.
    """

    text: str
    speaker: str
    place: str
    whole: str


@dataclass(frozen=True)
class Cell:
    """A cell of a list of opinions.

    Attributes
    ----------
    matters : tuple of Matter
    courtesies, enclosed : str
        What is written around them (`nlp.reading.tables.courtesies.Bare`).
    reply : str
        The answer to them in the cell itself.
    """

    matters: tuple[Matter, ...]
    courtesies: str
    enclosed: str
    reply: str = ""


def read_cells(
    text: str,
    speaker: str,
    place: str,
    *,
    named: bool,
    beside: Sequence[str] = (),
    single: bool = False,
) -> list[Cell]:
    """Read a cell as `read_cell` does, each of its parts that has an answer of its own apart."""
    parts = [(text, "")] if single or len(text) > MAX_CHARS else with_replies(text)
    return [
        replace(
            read_cell(said, speaker, place, named=named, beside=beside, single=single), reply=to
        )
        for said, to in parts
    ]


def answers_of(answer: str, cells: Sequence[Cell]) -> list[str]:
    """Return what is answered to each matter of a row's cells.

    Parameters
    ----------
    answer : str
        Of the row's other cells, to all of them.
    cells : sequence of Cell
    """
    asked = [[matter.whole for matter in cell.matters] for cell in cells]
    if not any(cell.reply for cell in cells):
        return answers_to(answer, asked)
    replies = ("\n".join(filter(None, [cell.reply, answer])) for cell in cells)
    return [to for reply, own in zip(replies, asked) for to in answers_to(reply, [own])]


def read_cell(
    text: str,
    speaker: str,
    place: str,
    *,
    named: bool,
    beside: Iterable[str] = (),
    single: bool = False,
) -> Cell:
    """Read the matters of a cell.

    Parameters
    ----------
    text : str
    speaker, place : str
        Of the row, empty where its other cells do not tell them.
    named : bool
        The table has a column of speakers.
    beside : iterable of str
        The cells that hold something else.
    single : bool
        Each cell is known to hold one opinion, as it is.
    """
    if single:
        return Cell((Matter(text, speaker, place, text),), "", "")
    around = bare_text(text, speaker)
    said = around.text
    if named:
        said, speaker, place = without_announcement(said, speaker, place)
    else:
        # "Cử tri kiến nghị: ..." tells who asks, "Kiến nghị: ..." doesn't.
        said, asker, home = asked_by(said if _headed_by(said)[1] else without_label(said))
        speaker, place = asker or speaker, place or home
    said = without_bullet(said)
    items = counted_lines(said, beside) or split_items(said)
    if items == [said] and not named and not speaker:
        items = voices(said)
    parts = [part for item in items for part in split_further(item)]
    # What parts one matter from the next is of neither.
    items = [*(part.rstrip("; ") or part for part in parts[:-1]), *parts[-1:]]
    if named:
        told = ((item, *without_announcement(item, speaker, place)) for item in items)
        matters = tuple(Matter(bare, who, home, item) for item, bare, who, home in told)
    elif speaker:
        matters = tuple(Matter(item, speaker, place, item) for item in items)
    else:
        matters = tuple(_whose(item, place) for item in items)
    return Cell(matters, around.courtesies, around.enclosed)


def without_announcement(text: str, speaker: str, place: str) -> tuple[str, str, str]:
    """Return an opinion, its speaker and home, without the words in which a clerk announces it.

    Parameters
    ----------
    text : str
    speaker, place : str
        As other cells tell them, empty where they don't. The text is left as it is where somebody
        else is announced.
    """
    said, name, home = announced_by(text) if len(text) <= MAX_CHARS else (text, "", "")
    if not agrees(name, speaker):
        return text, speaker, place
    # "tổ 1" is not told by "Tổ 12".
    known = not home or any_of((fold(home),)).search(fold(place)) is not None
    home = place if known else joined_place((home, place))
    return said, speaker or name, home


def _whose(item: str, place: str) -> Matter:
    """Return a matter with whoever is named before or behind it."""
    for find in (_headed_by, signed_by, bracketed_by):
        text, name, home = find(item)
        if name:
            return Matter(text, name, joined_place((home, place)), item)
    return Matter(item, "", place, item)


def _headed_by(text: str) -> tuple[str, str, str]:
    """Return what `headed_by` does, but nobody where a matter stands before the colon."""
    said, name, home = headed_by(text)
    # "Xe chạy đêm, đề nghị: ..."
    return (said, name, home) if said == text or is_someone(name) else (text, "", "")


def holds_no_opinion(text: str, *, clerk: bool) -> tuple[str, str] | None:
    """Return the kind and the rule of a cell in which nobody says anything, None for an opinion.

    Parameters
    ----------
    text : str
        With what announces it ("Công dân phản ánh: không có nội dung").
    clerk : bool
        As of `nlp.reading.tables.unsaid.why_unsaid`.
    """
    # A longer text is a whole document, and rejected as one.
    return None if len(text) > MAX_CHARS else _why_unsaid(text, clerk=clerk)


# A row is looked at when it comes and when it is read, behind the next.
@lru_cache(maxsize=64)
def _why_unsaid(text: str, *, clerk: bool) -> tuple[str, str] | None:
    if unsaid := why_unsaid(text, clerk=clerk):
        return unsaid
    said = announced_by(text)[0]
    return why_unsaid(said, clerk=clerk) if said != text else None
