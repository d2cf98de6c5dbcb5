"""Separate matters inside one turn."""

from __future__ import annotations

import re

from nlp.reading.rules import load_rules


def split_matters(text: str) -> list[str]:
    """Cut a turn at the marks by which a speaker counts off matters ("Thứ nhất, ... Thứ hai, ...").

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        The whole text when fewer than two marks stand at the head of a clause.
    """
    marks = "|".join(re.escape(mark) for mark in load_rules().matter_marks)
    pattern = re.compile(rf"(?:(?<=^)|(?<=[.;:!?…]\s))(?:{marks})\b\s*[,:]?\s*", re.IGNORECASE)
    found = list(pattern.finditer(text))
    if len(found) < 2:
        return [text]
    # The mark itself is a number, like the "1." of a list, and no part of the opinion.
    ends = [*(mark.start() for mark in found[1:]), len(text)]
    parts = [text[mark.end() : end].strip() for mark, end in zip(found, ends)]
    intro = text[: found[0].start()].strip()
    # What stands before the first mark is a greeting or announces the count.
    if intro and len(intro.split()) > 12:
        parts.insert(0, intro)
    return parts
