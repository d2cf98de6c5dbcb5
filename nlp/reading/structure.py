"""Whether lines are a document that somebody set down in parts, or a plain list of opinions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.dates import find_date
from nlp.reading.facts import LIST_SHARE, item_share
from nlp.reading.formats.word import Paragraph
from nlp.reading.headings import has_form, meeting_date
from nlp.reading.letters.detection import is_letters
from nlp.reading.letters.lines import is_address, stands_behind_body
from nlp.reading.likeness import reads_like
from nlp.reading.lines import Line, lines_of
from nlp.reading.speakers import speaker_head

# From this share of lines that read like no opinion on, lines are no plain list; longer ones are.
_MIXED = 0.3
# A few words on a line may read like anything.
_FEWEST_WORDS, _FEWEST_MIXED, _MOST_MIXED = 60, 6, 3000
# In so many first and last lines a letter greets and is signed.
_HEAD, _FOOT = 6, 5
# So many lines begin with when something was noted, or with a name, and so large a share of them.
_FEWEST_BEGUN, _BEGUN = 2, 0.5
_WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|t[2-7]|cn)"
_CLOCK = r"\d{1,2}\s?(?:[:hg]\d{2}|giờ(?:\s?\d{2})?|[hg])(?!\w)"
_WHEN = re.compile(
    rf"\W*(?:{_WEEKDAY}[\s,.(]*(?:\d|\W*[:–-])|(?:ngày|mùng|mồng)\s+\d"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}(?!\d)|{_CLOCK})",
    re.IGNORECASE,
)
# "Mẹ Bống: ...", "Nam Trần: ..." in a chat that was copied without its stamps.
_NAMED = re.compile(r"[-•*+]?\s*(?:[^\W\d_][^\s:]*\s+){0,4}[^\s:]+\s*:\s+\S")


def has_marks(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether speakers' turns or numbered items are among paragraphs."""
    lines = lines_of(paragraphs)
    return _turns(lines) > 0 or item_share(lines) > 0


def has_structure(lines: Sequence[Line]) -> bool:
    """Tell whether lines have parts: a head, turns, items, a letter's greeting, notes of days.

    Parameters
    ----------
    lines : sequence of Line
    """
    return (
        has_form(lines)
        or any(line.heading for line in lines)
        or _turns(lines) >= max(2, 0.2 * len(lines))
        or item_share(lines) >= LIST_SHARE
        or (item_share(lines) > 0 and any(meeting_date(x, find_date(x.text)) for x in lines))
        or is_letters(lines)
        or _is_addressed(lines)
        or _is_mixed(lines)
        or _begin(lines, _WHEN)
        or _begin(lines, _NAMED)
    )


def is_marked(lines: Sequence[Line]) -> bool:
    """Tell whether most lines are items or somebody's turns.

    Parameters
    ----------
    lines : sequence of Line
    """
    marked = sum(bool(line.item) or speaker_head(line.body) is not None for line in lines)
    return marked >= max(_FEWEST_BEGUN, _BEGUN * len(lines))


def _is_addressed(lines: Sequence[Line]) -> bool:
    """Tell whether lines begin and end as a letter does, whoever writes it."""
    greeted = any(is_address(line.text) for line in lines[:_HEAD])
    return greeted and any(map(stands_behind_body, lines[-_FOOT:]))


def _is_mixed(lines: Sequence[Line]) -> bool:
    """Tell whether lines read like opinions and others, as a plain list of opinions does not."""
    n_words = sum(len(line.text.split()) for line in lines)
    if len(lines) > _MOST_MIXED or (n_words < _FEWEST_WORDS and len(lines) < _FEWEST_MIXED):
        return False
    others = sum(reads_like(line.body) != "opinion" for line in lines)
    return others >= _MIXED * len(lines)


def _turns(lines: Sequence[Line]) -> int:
    return sum(speaker_head(line.body) is not None for line in lines)


def _begin(lines: Sequence[Line], pattern: re.Pattern[str]) -> bool:
    """Tell whether most lines begin so; a list of thousands may as well."""
    if len(lines) > _MOST_MIXED:
        return False
    begun = sum(pattern.match(line.text) is not None for line in lines)
    return begun >= max(_FEWEST_BEGUN, _BEGUN * len(lines))
