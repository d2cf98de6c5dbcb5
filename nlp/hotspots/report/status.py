"""Where a petition stands, told from what the office wrote in the table."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

from nlp.reading.encoding import normalize, strip_diacritics
from nlp.reading.rules import fold

StatusClass = Literal["resolved", "in_progress", "open", "unknown", ""]
#: In the order in which they are shown.
CLASSES: tuple[StatusClass, ...] = ("resolved", "in_progress", "open", "unknown", "")
#: What `nlp.hotspots.report.words` calls them.
STATUS_KEYS: dict[StatusClass, str] = {
    "resolved": "st_resolved",
    "in_progress": "st_in_progress",
    "open": "st_open",
    "unknown": "st_unknown",
    "": "st_none",
}


def is_status_heading(heading: str) -> bool:
    """Tell whether a column of this name says where a petition stands."""
    return fold(heading) in _headings()


def classify_status(text: str) -> StatusClass:
    """Return the class of a status.

    Parameters
    ----------
    text : str
        As the office wrote it.

    Returns
    -------
    str
        ``resolved``, ``in_progress``, ``open`` (no answer yet, or overdue), ``unknown`` where no
        phrase of ``status.yaml`` is in it, and an empty string where nothing is written.
    """
    return _classify(normalize(text).lower())


@cache
def _classify(said: str) -> StatusClass:
    if not said:
        return ""
    # "Cho", "chùa" and "đảng" are not "chờ", "chưa" and "đang": marks count where any are written.
    for name, pattern in _patterns(bare=said == strip_diacritics(said)):
        if pattern.search(said):
            return name
    return "unknown"


@cache
def _lists() -> dict[str, Any]:
    import yaml

    text = Path(__file__).with_name("status.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def _headings() -> frozenset[str]:
    return frozenset(fold(heading) for heading in _lists()["headings"])


@cache
def _patterns(*, bare: bool) -> list[tuple[StatusClass, re.Pattern[str]]]:
    hidden = _lists()["only_with_diacritics"] if bare else ()
    return [
        (
            entry["class"],
            re.compile("|".join(rf"\b{re.escape(_written(p, bare))}\b" for p in phrases)),
        )
        for entry in _lists()["classes"]
        if (phrases := [phrase for phrase in entry["phrases"] if phrase not in hidden])
    ]


def _written(phrase: str, bare: bool) -> str:
    said = normalize(phrase).lower()
    return strip_diacritics(said) if bare else said
