"""Which column of a table holds the opinions: by what heads it, and by what it reads like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlp.reading.rules import fold, load_rules
from nlp.reading.tables.contents import (
    holds_answers,
    holds_names,
    holds_subjects,
    opinion_share,
)
from nlp.reading.tables.headers import role_of

# A column of running text, where no heading says so: mean length, and lead over the next column.
_TEXT_LENGTH = 25
_TEXT_LEAD = 1.5
# Mean likeness of its cells to opinions, and lead over the column that a heading names.
_READS = 0.5
_READS_LEAD = 0.3
# So much longer are sentences than the names or subjects beside them.
_SENTENCES_LEAD = 2


def text_column(
    body: Sequence[Sequence[str]], names: Sequence[str], headed: int | None
) -> int | None:
    """Return the column of opinions, None where it can't be told.

    Where a heading begins like one of opinions, another column takes its place only where its
    cells read like opinions and those below the heading do not ("Ý kiến bên đáp"). Where it is
    one of opinions to the letter, only where names or subjects stand below it and sentences in
    the other ("Cử tri kiến nghị" over persons).

    Parameters
    ----------
    body : sequence of rows
        The first rows below the header.
    names : sequence of str
        Headings.
    headed : int or None
        Index of the column whose heading says that it holds the opinions.
    """
    found = _reading_column(body, names, headed)
    if found is None:
        found = _longest_column(body, names)
    if found is None:
        # Messages may be short, but what heads them tells.
        heads = [fold(name).replace("_", " ") for name in names]
        words = load_rules().messages["text"]
        found = next((i for i, head in enumerate(heads) if head in words), None)
    return found


def _cells(body: Sequence[Sequence[str]], index: int) -> list[str]:
    return [row[index] for row in body if index < len(row) and row[index].strip()]


def _reading_column(
    body: Sequence[Sequence[str]], names: Sequence[str], headed: int | None
) -> int | None:
    shares: dict[int, float] = {}
    lengths: dict[int, float] = {}
    for index in range(len(names)):
        cells = _cells(body, index)
        lengths[index] = sum(map(len, cells)) / max(len(cells), 1)
        share = opinion_share(cells)
        if share is not None:
            shares[index] = share
    long = [index for index in shares if lengths[index] >= _TEXT_LENGTH]
    best = max(long, key=shares.__getitem__, default=None)
    if headed is None:
        return best if best is not None and shares[best] >= _READS else None
    if fold(names[headed]) in load_rules().columns["text"]:
        told = [
            index
            for index in _sentences(names, headed, lengths)
            if _are_opinions(names[index], _cells(body, index))
        ]
        below = _cells(body, headed)
        if not holds_names(below):
            # "Đất đai", "Y tế": a subject, and what is said of it stands beside.
            least = shares.get(headed, 1.0) + _READS_LEAD
            subjects = headed not in long and holds_subjects(below)
            told = [i for i in told if shares.get(i, 0.0) >= least] if subjects else []
        return max(
            told,
            key=lambda i: (role_of(fold(names[i])) == "text", shares.get(i, 0.0), lengths[i]),
            default=headed,
        )
    if best is None or best == headed or headed not in shares:
        return headed
    worse = shares[headed] < min(_READS, shares[best] - _READS_LEAD)
    return best if worse and lengths[best] >= lengths[headed] / 2 else headed


def _sentences(names: Sequence[str], headed: int, lengths: Mapping[int, float]) -> list[int]:
    """Return the columns of sentences beside one of short cells, by nothing but their lengths."""
    least = max(_TEXT_LENGTH, _SENTENCES_LEAD * lengths[headed])
    return [
        index
        for index, length in lengths.items()
        if index != headed and length >= least and role_of(fold(names[index])) in (None, "text")
    ]


def _are_opinions(heading: str, cells: Sequence[str]) -> bool:
    """Tell whether sentences beside names or subjects are what is said, and no reply or remark."""
    # What stands in many rows alike is no opinion of each.
    varied = len(set(cells)) > len(cells) / 2
    reads = (opinion_share(cells, least=1) or 0.0) >= _READS
    return varied and reads and not holds_answers(heading, cells)


def _longest_column(body: Sequence[Sequence[str]], names: Sequence[str]) -> int | None:
    if not body:
        return None
    lengths = []
    for index, name in enumerate(names):
        if role_of(fold(name)) in ("answer", "status"):
            continue
        cells = _cells(body, index)
        lengths.append((sum(map(len, cells)) / max(len(cells), 1), index))
    lengths.sort(reverse=True)
    if not lengths or (len(names) > 1 and lengths[0][0] < _TEXT_LENGTH):
        return None
    if len(lengths) > 1 and lengths[0][0] < _TEXT_LEAD * lengths[1][0]:
        return None
    return lengths[0][1]
