"""Hot spots and their matters as values that JSON knows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.errors import Lang
from nlp.hotspots.details import WEEKS, topic_name
from nlp.hotspots.escalation import escalation_marks
from nlp.hotspots.matters import Matter, Quote
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

    from nlp.hotspots.result import HotspotResult

_ATTRIBUTES = (
    "alpha", "window", "n_replicates", "n_drawn", "n_scanned", "n_opinions", "n_unknown_date",
    "n_unknown_place", "n_no_topic", "n_later", "n_duplicates", "n_refiled", "meeting_correlation",
    "seed", "n_hotspots",
)  # fmt: skip
_DAYS = ("start", "end", "first", "last")


def result_record(result: HotspotResult, taxonomy: Taxonomy, lang: Lang) -> dict[str, Any]:
    """Return what `HotspotResult.to_dict` documents."""
    data: dict[str, Any] = {name: getattr(result, name) for name in _ATTRIBUTES}
    until = result.until
    data["until"] = until.date().isoformat() if until is not None else None

    def records(table: pd.DataFrame) -> list[dict[str, Any]]:
        return [
            _figures(
                row,
                topic_name(row["topic"], taxonomy),
                result.place_names(row["path"], lang),
            )
            for row in table.astype(object).to_dict("records")
        ]

    data["hotspots"] = records(result.table)
    told = zip(data["hotspots"], result.matters(lang), result.key_words(), result.weekly())
    for number, (hotspot, matters, key_words, weekly) in enumerate(told):
        first = np.datetime64(hotspot["end"]) - (7 * WEEKS - 1)
        hotspot |= {
            "weeks": {"first_day": str(first), "n_opinions": weekly.tolist()},
            "key_words": key_words,
            "escalation": _escalation(matters),
            "matters": [_matter(matter) for matter in matters],
            "folded": records(result.folded[result.folded["under"] == number]),
        }
    return data


def _figures(row: Mapping[Any, Any], topic_name: str, place_names: Sequence[str]) -> dict[str, Any]:
    """Return a row of a table with names beside codes, and days in ISO form."""
    record: dict[str, Any] = {}
    for name, value in row.items():
        if name in _DAYS:
            record[name] = value.date().isoformat()
        elif name != "under":
            record[name] = list(value) if isinstance(value, tuple) else value
        if name == "topic":
            record["topic_name"] = topic_name
        elif name == "path":
            record["place_names"] = list(place_names)
            record["place_name"] = ", ".join(reversed(place_names))
    return record


def _matter(matter: Matter) -> dict[str, Any]:
    """Return a matter with its quotes; each quote says where its words of escalation stand."""
    return {
        "name": matter.name,
        "n_opinions": matter.n_opinions,
        "n_voices": matter.n_voices,
        "n_people": matter.n_people,
        "n_places": matter.n_places,
        "n_repeated": matter.n_repeated,
        "first": _iso(matter.first),
        "last": _iso(matter.last),
        "escalation": _marks(matter.escalation),
        "quotes": [_quote(quote) for quote in matter.quotes],
        "opinion_ids": list(matter.opinion_ids),
    }


def _escalation(matters: Sequence[Matter]) -> list[dict[str, Any]]:
    """Return in how many voices of all matters each phrase of escalation is, most first."""
    counts: Counter[str] = Counter()
    for matter in matters:
        counts.update(dict(matter.escalation))
    return _marks(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _marks(counts: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"phrase": phrase, "n_voices": n} for phrase, n in counts]


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "text": quote.text,
        "speaker": quote.speaker,
        "place": quote.place,
        "date": _iso(quote.date),
        "escalation": [vars(mark) for mark in escalation_marks(quote.text)],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None
