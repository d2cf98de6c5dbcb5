"""What a labelled line of a reception book or a form holds ("Họ tên: ...", "Nội dung: ...")."""

from __future__ import annotations

from nlp.reading.lines import Line
from nlp.reading.rules import begins_with, fold, load_rules

_LABEL_WORDS = 6


def label_role(line: Line) -> tuple[str, str] | None:
    """Return what a labelled line holds, a key of `Rules.entries`, and what follows the label.

    Parameters
    ----------
    line : Line
    """
    before, colon, after = line.body.partition(":")
    folded = fold(before)
    if not colon or len(folded.split()) > _LABEL_WORDS:
        return None
    for role, labels in load_rules().entries.items():
        if folded in labels or (begins_with(folded, labels) and role not in ("date", "other")):
            return role, after.strip()
    return None
