"""Rows of a list that sum up what stands above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.rules import begins_with, fold, load_rules

# "93", "93 đơn", "12,5 %", "2 ý kiến"
COUNT = re.compile(r"[\d.,\s]+(?:[^\d\s]{1,8}(?:\s[^\d\s]{1,8})?)?")
_WORDS = 8
# Time would grow with the square of a longer cell.
_CHARS = 200
# "Công dân", "Cộng đồng thôn 3" and "Tổng công ty" ask, and sum up nothing.
_PEOPLE = re.compile(r"(?:cong (?:an|chuc|dan|doan|dong|nhan|ty)|tong (?:cong ty|cuc|dai))\b")
# "Tổng cộng: 13 kiến nghị, trong đó đã giải quyết 5", "Cộng mục II 4 kiến nghị"
_SUMMED = re.compile(r"(?: (?:muc|phan|nhom) \w{1,5})?\s?:?\s\d")
# "9 kiến nghị, xong 4, đang làm 4, chưa 1"
_BETWEEN = re.compile(r"[,;:]\s+|\s[–—-]\s")
_COUNTED = re.compile(r"(?:[^\W\d]+\s){0,5}\d[\d.]*(?:\s[^\W\d]+){0,3}[\s.%]*")


def is_total(filled: Sequence[str], *, width: int, said: bool) -> bool:
    """Tell whether a row is a total.

    Parameters
    ----------
    filled : sequence of str
        Its cells that have any text.
    width : int
        Columns of the table.
    said : bool
        The column of opinions is filled.
    """
    words = load_rules().totals
    head = fold(filled[0]).rstrip(" :")
    counts = all(map(COUNT.fullmatch, filled[1:]))
    if head in words and (counts or all(map(_counts, filled[1:]))):
        return True
    # "Cộng phường Ninh Kiều | 3": the column of opinions holds their number.
    word = begins_with(head, words)
    if not word or _PEOPLE.match(head):
        return False
    counts = counts or all(map(_counts, filled[1:]))
    if len(head.split()) <= _WORDS and counts and len(filled) == 2 and width > 3 and said:
        return True
    return len(filled) == 1 and _SUMMED.match(head[len(word) :]) is not None


def _counts(cell: str) -> bool:
    """Tell whether a cell is a row of counts, each with the few words of what it counts."""
    if len(cell) > _CHARS:
        return False
    parts = [part for part in _BETWEEN.split(cell.strip()) if part]
    return len(parts) > 1 and all(map(_COUNTED.fullmatch, parts))
