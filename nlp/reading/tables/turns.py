"""Tables of turns: a recording that was written down with a row for what each one says.

Its columns are the time, who speaks and what is said ("Mốc | Người nói | Lời nói"). No row is an
opinion by itself: the chair speaks too, and one turn may hold several matters. So the rows become
lines, as a meeting program writes them, and are read as speech.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from nlp.reading.collector import Collector
from nlp.reading.dates import parse_date
from nlp.reading.encoding import stray_bytes
from nlp.reading.formats.word import Paragraph
from nlp.reading.likeness import likeness
from nlp.reading.lines import lines_of
from nlp.reading.rules import fold, load_rules
from nlp.reading.speakers import is_official
from nlp.reading.speech.detection import is_speech
from nlp.reading.tables.headers import find_header
from nlp.reading.tables.layout import Row, cell_text, column_letter

_FEWEST_ROWS = 5
_MOST_COLUMNS, _MOST_UNHEADED = 12, 3
# Title rows above the header.
_MOST_TITLES = 10
# Time since a recording began, of which the first is near 0; "8:15", "8h15" are times of the day.
_CLOCK = re.compile(r"^\W{0,2}(\d{1,2})(?:[:.]|\s?[hg]\s?)(\d{2})(?:[:.](\d{2}))?(?!\d)", re.I)
_HOUR = re.compile(r"\W{0,2}\d{1,2}\s?[hg]", re.I)
# A day before the time, and a day in any cell.
_FULL_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_DATED = re.compile(rf"^\W{{0,2}}(?:{_FULL_DATE.pattern})[\sT,]+(?=\d)")
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,20})?")
_CLOCKS_SHARE = 0.8
_BEGINS_WITHIN = 180
# Milliseconds where a row takes longer than so many seconds on average.
_LONGEST_TURN = 900
# Of the turns of a meeting at least so many are its chair's and officials', who seldom ask.
_OFFICE_SHARE, _MOST_OFFICE = 0.15, 0.8
_CALLS = re.compile(r"\b(?:mời|cảm ơn|cám ơn)\b", re.IGNORECASE)
_FEWEST_CALLS = 2
_ASKS = 0.5
_JUDGED = 60


@dataclass(frozen=True)
class Turns:
    """The columns of a table of turns.

    Attributes
    ----------
    header : int
        Index of the row of headings; titles stand above it. Of the last title where there is none.
    names : tuple of str
        Its headings.
    text : int
        Index of the column of what is said.
    time, speaker, office, day : int or None
        Of those of times, voices, of what these are, and of days.
    unit : float
        Seconds, where times are numbers.
    """

    header: int
    names: tuple[str, ...]
    text: int
    time: int | None = None
    speaker: int | None = None
    office: int | None = None
    day: int | None = None
    unit: float = 0.0

    def headings(self) -> dict[str, str]:
        """Return the headings of the columns by role, as those of a list of opinions."""
        roles = {"text": self.text, "speaker": self.speaker}
        return {role: self.names[index] for role, index in roles.items() if index is not None}

    def is_said(self, rows: Sequence[Row]) -> bool:
        """Tell whether the rows, which are all of the table, read like a recording.

        Parameters
        ----------
        rows : sequence of (position, cells)
        """
        return is_speech(lines_of(self.lines(rows)))

    def lines(self, rows: Sequence[Row], collector: Collector | None = None) -> list[Paragraph]:
        """Return the rows as paragraphs, ``[time] <v speaker> words`` of what each has.

        Parameters
        ----------
        rows : sequence of (position, cells)
            From the first title on.
        collector : Collector, optional
            Takes the rows in which nothing is said, and those that can't be read; is told the
            days of the others.
        """
        found = []
        for position, cells in rows[: self.header + 1]:
            title = " | ".join(dict.fromkeys(filter(None, map(cell_text, cells))))
            found.append(Paragraph(position, title))
        for position, cells in rows[self.header + 1 :]:
            said = _said(cells, self.text)
            if "\x00" in said or stray_bytes(said):
                if collector is not None:
                    # The collector says why it is rejected.
                    collector.opinion(position, said)
            elif said:
                line = f"{self._stamp(_said(cells, self.time))}{self._voice(cells)}{said}"
                found.append(Paragraph(position, line))
                if collector is not None and (day := self._day(cells)):
                    collector.days[position] = day
            elif collector is not None:
                shown = " | ".join(filter(None, map(cell_text, cells)))
                if shown.strip():
                    collector.leave_out("form", position, shown, "speech_noise")
                else:
                    collector.leave_out("blank", position)
        return found

    def _voice(self, cells: Sequence[Any]) -> str:
        name, office = _said(cells, self.speaker), _said(cells, self.office)
        named = f"{name} ({office})" if name and office else name or office
        # A cell may have lines, but the name of a voice stands in one.
        named = " ".join(re.sub("[<>]", " ", named).split())
        return f"<v {named}> " if named else ""

    def _day(self, cells: Sequence[Any]) -> date | None:
        """Return the day of a row: a column of its own or that of times may hold it."""
        for column in (self.day, self.time):
            said = cells[column] if column is not None and column < len(cells) else None
            if isinstance(said, date) or (isinstance(said, str) and _FULL_DATE.search(said)):
                return parse_date(said)
        return None

    def _stamp(self, text: str) -> str:
        """Return a time as those who read recordings know it ("3.55": 3 minutes 55 seconds)."""
        if self.unit and _NUMBER.fullmatch(text):
            minutes, seconds = divmod(round(float(text.replace(",", ".")) * self.unit), 60)
            return f"[{minutes // 60:02}:{minutes % 60:02}:{seconds:02}] "
        clock = _CLOCK.match(_DATED.sub("", text))
        return f"[{':'.join(part for part in clock.groups() if part)}] " if clock else ""


def find_turns(rows: Sequence[Row]) -> Turns | None:
    """Return the columns of a table of turns; None of another table.

    Parameters
    ----------
    rows : sequence of (position, cells)
        The first of a table, at least.
    """
    for header, (_, cells) in enumerate(rows[: _MOST_TITLES + 1]):
        heads = [fold(cell_text(value)).replace("_", " ").strip(" .:") for value in cells]
        while heads and not heads[-1]:
            heads.pop()
        words = load_rules().turns
        named = [{kind for kind in words if head in words[kind]} for head in heads]
        if 1 < len(named) <= _MOST_COLUMNS and all(named):
            body = [cells for _, cells in rows[header + 1 :]]
            names = tuple(cell_text(value).strip() for value in cells)
            return _columns(header, names, named, body)
    texts = [[cell_text(value) for value in cells] for _, cells in rows]
    return _without_headings(rows) if find_header(texts, []).first < 0 else None


def _without_headings(rows: Sequence[Row]) -> Turns | None:
    """Return the columns of a table of turns below titles alone, told by times that count up."""
    filled = [sum(map(bool, map(cell_text, cells))) for _, cells in rows]
    titles = next((i for i, count in enumerate(filled[: _MOST_TITLES + 1]) if count > 1), 0)
    body = [cells for _, cells in rows[titles:]]
    width = max(map(len, body), default=0)
    if len(body) < _FEWEST_ROWS or not 1 < width <= _MOST_UNHEADED:
        return None
    signed = [[cells for cells in body if ":" in _said(cells, i)] for i in range(width)]
    times = [i for i in range(width) if len(signed[i]) * 2 > len(body) and _counts_up(body, i)]
    lengths = [sum(len(_said(cells, index)) for cells in body) for index in range(width)]
    text = lengths.index(max(lengths))
    if len(times) != 1 or text in times:
        return None
    voices = [index for index in range(width) if index not in (times[0], text)]
    letters = tuple(map(column_letter, range(width)))
    return Turns(titles - 1, letters, text, times[0], voices[0] if voices else None)


def _columns(
    header: int, names: tuple[str, ...], named: list[set[str]], body: Sequence[Sequence[Any]]
) -> Turns | None:
    if len(body) < _FEWEST_ROWS:
        return None

    def column(*kinds: str) -> int | None:
        fits = [index for index, kind in enumerate(named) if kind & set(kinds)]
        return fits[0] if len(fits) == 1 else None

    text, time, speaker = column("text", "said"), column("times"), column("speakers")
    if text is None:
        return None
    spoken = column("said") is not None and (
        (time is not None and _sorted_clocks(body, time))
        or (speaker is not None and _speaks_again(body, speaker))
    )
    until = column("ends")
    unit = _unit(body, time, until) if time is not None and until is not None else 0.0
    counted = unit > 0 or (time is not None and _counts_up(body, time))
    offices, day = column("offices"), column("dates")
    found = Turns(header, names, text, time, speaker, offices, day, unit)
    return found if spoken or counted or _office_speaks(body, found) else None


def _said(cells: Sequence[Any], column: int | None) -> str:
    return cell_text(cells[column]).strip() if column is not None and column < len(cells) else ""


def _counts_up(body: Sequence[Sequence[Any]], column: int) -> bool:
    """Tell whether a column counts the time from the beginning of a recording."""
    seconds = _seconds(body, column)
    # "0h02" is just after midnight.
    if any(_HOUR.match(_said(cells, column)) for cells in body):
        return False
    return bool(seconds) and seconds[0] <= _BEGINS_WITHIN and seconds == sorted(seconds)


def _sorted_clocks(body: Sequence[Sequence[Any]], column: int) -> bool:
    """Tell whether a column holds times of one day, in their order."""
    seconds = _seconds(body, column)
    return bool(seconds) and seconds == sorted(seconds)


def _speaks_again(body: Sequence[Sequence[Any]], column: int) -> bool:
    """Tell whether somebody speaks twice, as a chair does, or for an office."""
    names = Counter(name for cells in body if (name := _said(cells, column)))
    return max(names.values(), default=0) > 1 or any(map(is_official, names))


def _seconds(body: Sequence[Sequence[Any]], column: int) -> list[int]:
    """Return the seconds of a column of times; none where many of its cells are no time."""
    said = (_said(cells, column) for cells in body if column < len(cells))
    clocks = [_CLOCK.match(_DATED.sub("", cell)) for cell in said]
    told = [match for match in clocks if match]
    if len(told) < max(_FEWEST_ROWS, _CLOCKS_SHARE * len(clocks)):
        return []
    seconds = []
    for match in told:
        parts = [int(part) for part in match.groups() if part]
        seconds.append(sum(part * 60**power for power, part in enumerate(reversed(parts))))
    return seconds


def _unit(body: Sequence[Sequence[Any]], begin: int, end: int) -> float:
    """Return in which part of a second two columns count when turns begin and end; 0 if in none.

    Recognisers of speech write seconds or milliseconds.
    """
    both = [(_said(cells, begin), _said(cells, end)) for cells in body if any(cells)]
    times = [pair for pair in both if all(map(_NUMBER.fullmatch, pair))]
    if len(times) < _CLOCKS_SHARE * len(both):
        return 0.0
    spans = [(float(a.replace(",", ".")), float(b.replace(",", "."))) for a, b in times]
    rising = all(a <= b for a, b in spans) and all(a[0] <= b[0] for a, b in pairwise(spans))
    if not rising or not spans:
        return 0.0
    unit = 1.0 if spans[-1][1] - spans[0][0] <= _LONGEST_TURN * len(spans) else 0.001
    return unit if spans[0][0] * unit <= _BEGINS_WITHIN else 0.0


def _office_speaks(body: Sequence[Sequence[Any]], turns: Turns) -> bool:
    """Tell whether some rows are of a chair or officials, who call others or thank them."""
    if turns.speaker is None:
        return False
    rows = [cells for cells in body if _said(cells, turns.text)][:_JUDGED]
    office = [
        cells
        for cells in rows
        if is_official(_said(cells, turns.speaker)) or is_official(_said(cells, turns.office))
    ]
    if not max(2, _OFFICE_SHARE * len(rows)) <= len(office) <= _MOST_OFFICE * len(rows):
        return False
    if sum(_CALLS.search(_said(cells, turns.text)) is not None for cells in office) < _FEWEST_CALLS:
        return False
    asks = [likeness(_said(cells, turns.text))["opinion"] for cells in office]
    return sum(asks) < _ASKS * len(asks)
