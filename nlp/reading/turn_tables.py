"""Tables of turns: a recording that was written down with a row for what each one says.

Its columns are the time, who speaks and what is said ("Mốc | Người nói | Lời nói"). No row is an
opinion by itself: the chair speaks too, and one turn may hold several matters. So the rows become
lines, as a meeting program writes them, and are read as speech.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.layout import cell_text
from nlp.reading.rules import fold, load_rules
from nlp.reading.word import Grid, Paragraph

_FEWEST_ROWS = 5
_MOST_COLUMNS = 5
# Time since a recording began, of which the first is near 0; "8:15" is a time of the day.
_CLOCK = re.compile(r"^\W{0,2}(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
_CLOCKS_SHARE = 0.8
_BEGINS_WITHIN = 180


def turns_as_lines(blocks: Sequence[Paragraph | Grid]) -> list[Paragraph | Grid]:
    """Return blocks with the rows of tables of turns as paragraphs.

    Parameters
    ----------
    blocks : sequence of Paragraph and Grid

    Returns
    -------
    list of Paragraph and Grid
        A row as ``[time] <v speaker> words``, of what it has.
    """
    found: list[Paragraph | Grid] = []
    for block in blocks:
        columns = None if isinstance(block, Paragraph) else _columns(block)
        if isinstance(block, Paragraph) or columns is None:
            found.append(block)
            continue
        text, time, speaker = columns
        position, head = block.rows[0]
        found.append(Paragraph(position, " | ".join(filter(None, map(cell_text, head)))))
        for position, cells in block.rows[1:]:
            said = [cell_text(value).strip() for value in cells]
            stamp = _stamp(said[time]) if time is not None else ""
            name = f"<v {said[speaker]}> " if speaker is not None and said[speaker] else ""
            if stamp or name or said[text]:
                found.append(Paragraph(position, f"{stamp}{name}{said[text]}"))
    return found


def _stamp(text: str) -> str:
    """Return a time as those who read recordings know it ("3.55" is 3 minutes and 55 seconds)."""
    clock = _CLOCK.match(text)
    return f"[{':'.join(part for part in clock.groups() if part)}] " if clock else ""


def _columns(grid: Grid) -> tuple[int, int | None, int | None] | None:
    """Return the columns of words, times and speakers of a table of turns; None of another."""
    if len(grid.rows) <= _FEWEST_ROWS:
        return None
    heads = [fold(cell_text(value)).strip(" .:") for value in grid.rows[0][1]]
    words = load_rules().turns
    named = [
        {kind for kind in ("text", "said", "times", "speakers", "numbers") if head in words[kind]}
        for head in heads
    ]
    if len(heads) > _MOST_COLUMNS or not all(named):
        return None

    def column(*kinds: str) -> int | None:
        fits = [index for index, kind in enumerate(named) if kind & set(kinds)]
        return fits[0] if len(fits) == 1 else None

    text, time, speaker = column("text", "said"), column("times"), column("speakers")
    spoken = column("said") is not None and (time is not None or speaker is not None)
    if text is None or not (spoken or (time is not None and _counts_up(grid, time))):
        return None
    return text, time, speaker


def _counts_up(grid: Grid, column: int) -> bool:
    """Tell whether a column counts the time from the beginning of a recording."""
    rows = [cells for _, cells in grid.rows[1:] if column < len(cells)]
    clocks = [_CLOCK.match(cell_text(cells[column]).strip()) for cells in rows]
    told = [match for match in clocks if match]
    if len(told) < max(_FEWEST_ROWS, _CLOCKS_SHARE * len(clocks)):
        return False
    seconds = []
    for match in told:
        parts = [int(part) for part in match.groups() if part]
        seconds.append(sum(part * 60**power for power, part in enumerate(reversed(parts))))
    return seconds[0] <= _BEGINS_WITHIN and seconds == sorted(seconds)
