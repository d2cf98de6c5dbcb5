"""Answers that stand below all slips, each with the number of the slip that it is to."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from nlp.reading.lines import Line
from nlp.reading.matters import answered, content_words
from nlp.reading.rules import fold
from nlp.reading.slips.bundle import bare_number
from nlp.reading.tables.item_answers import split_answer

_NUMBER = r"(?:[A-ZĐ]{1,4}[-.])?\d{1,6}"
_ROW = re.compile(
    rf"\W*(?P<word>(?:các )?phiếu(?: số)?\s+)?"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|;|&|và)\s*(?:phiếu(?: số)?\s+)?{_NUMBER}){{0,60}}"
    rf"(?:\s*(?:[–—-]|đến)\s*(?P<last>{_NUMBER})(?=\s*[:|(]))?)(?![\d/])"
    r"(?P<hint>[^:|]{0,60}?)\s*(?P<sign>[:|]|[–—-](?=\s))\s*(?P<said>.*)",
    re.IGNORECASE,
)
_EACH = re.compile(_NUMBER, re.IGNORECASE)
_ORDER = re.compile(r"\b(?:y|cau|noi dung)\s+(?:thu |so )?(\d+|dau|truoc|nhat|hai|ba|sau|cuoi)\b")
_ORDINALS = {"dau": 0, "truoc": 0, "nhat": 0, "hai": 1, "ba": 2, "sau": -1, "cuoi": -1}
_HINT_WORDS = 10


@dataclass(frozen=True)
class Gathered:
    """An answer below the slips.

    Attributes
    ----------
    numbers : list of str
        Of the slips that it is to.
    hint : str
        What is said between number and answer ("(ý sau)", "(cây xanh)").
    text : str
    """

    numbers: list[str]
    hint: str
    text: str


def answer_to(line: Line, known: Container[str]) -> Gathered | None:
    """Return the answer in a line that begins with the numbers of slips, None where none does.

    Parameters
    ----------
    line : Line
        Such as ``"Phiếu 003 (ý sau): đã hẹn giờ tắt."``, or the row of a table, ``"012 | Tiếp
        thu."``
    known : container of str
        The numbers of all slips.
    """
    match = _ROW.match(line.text)
    if match is None or len(match["hint"].split()) > _HINT_WORDS:
        return None
    if not match["word"] and match["sign"] != "|":
        return None
    numbers = [bare_number(number) for number in _EACH.findall(match["numbers"])]
    if match["last"] and all(n.isdigit() and n in known for n in numbers[-2:]):
        # "Phiếu 3-5": those between as well.
        first, last = map(int, numbers[-2:])
        numbers[-2:] = [n for n in map(str, range(first, last + 1)) if n in known]
        if not numbers:
            return None
    if not all(number in known for number in numbers):
        return None
    # Where a table tells who asked or what, the answer is in its last cell.
    said = match["said"].rpartition(" | ")[2]
    return Gathered(numbers, match["hint"].strip(), said.strip())


def deal_out(answer: str, asked: Sequence[str], hint: str = "") -> list[str]:
    """Return what an answer says to each matter of a slip.

    Parameters
    ----------
    answer : str
    asked : sequence of str
        The matters.
    hint : str
        Which one it is to, as the office says: the last, or by a word of it.
    """
    if len(asked) < 2:
        return [answer] * len(asked)
    if (only := _hinted(hint, asked)) is not None:
        return [answer if index in only else "" for index in range(len(asked))]
    parts = split_answer(answer, asked)
    if len(set(parts)) > 1:
        return parts
    clauses = split_answer(re.sub(r";\s+", ";\n", answer), asked)
    # A clause for each, and a word of it in each: "tường vây có trong hợp đồng; giá đất thẩm lại".
    if len(set(clauses)) > 1 and all(
        content_words(part) & content_words(text) for part, text in zip(clauses, asked)
    ):
        return [part.rstrip(";") for part in clauses]
    own = answered(answer, asked)
    return [answer if index in own else "" for index in range(len(asked))]


def _hinted(hint: str, asked: Sequence[str]) -> set[int] | None:
    told = _ORDER.search(fold(hint))
    if told is not None:
        number = told[1]
        index = int(number) - 1 if number.isdigit() else _ORDINALS[number]
        return {index % len(asked)} if index < len(asked) else None
    words = content_words(hint)
    shared = [len(words & content_words(text)) for text in asked]
    best = max(shared)
    found = {index for index, count in enumerate(shared) if count == best}
    return found if best and len(found) < len(asked) else None
