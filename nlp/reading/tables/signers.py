"""Rows of who made a list and signs it, below the last of its opinions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.dates import parse_date
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.tables.cells import is_home

# So many sign, with an office or a name of so many words, in so many rows of a wider table.
_SIGNERS, _WORDS, _ROWS, _COLUMNS = 2, 6, 12, 4
# No title has these in it, and names begin with capitals.
_TELLS = re.compile(
    r"\b(?:không|chưa|bị|phải|cần|nên|mong|xin|muốn|quá|vẫn|mất|thiếu|sai|chậm|lâu|khó|hỏng)\b"
)


def may_sign(texts: Sequence[str], held: int) -> bool:
    """Tell whether a row may be of who signs, if nothing but such rows follows.

    Parameters
    ----------
    texts : sequence of str
        Its cells.
    held : int
        So many rows above it may be of who signs as well.
    """
    filled = [text for text in texts if text]
    if len(texts) < _COLUMNS or len(filled) > _SIGNERS:
        return False
    if any(one[0].isdigit() or len(one.split()) > _WORDS for one in filled):
        return False
    titles = load_rules().parts["signature"]
    return any(begins_with(fold(one), titles) for one in filled) or 0 < held < _ROWS


def is_told(text: str, speaker: str, place: str, day: str) -> bool:
    """Tell whether a row tells a matter, however few words it has, so nobody signs in it.

    Parameters
    ----------
    text, speaker, place, day : str
        Its cells in the columns of opinions, persons, places and days. ``"Xác nhận hộ nghèo chưa
        đúng"`` is told by its words, ``"Đại diện tổ 3 ít họp"`` by who says it, where or when.
    """
    whose = bool(speaker.strip()) or is_home(place) or parse_date(day) is not None
    return bool(text.strip()) and (whose or _TELLS.search(text) is not None)
