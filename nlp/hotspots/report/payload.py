"""The opinions as the page carries them: packed, and cut where there are too many."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.hotspots.report.content import Content
from nlp.hotspots.report.opinions import Opinion, OpinionTable
from nlp.hotspots.report.status import CLASSES, STATUS_KEYS, classify_status

# Packed letters of opinions; with the scripts (0.9 MB) the page stays below 3 MB.
MAX_PACKED = 1_700_000
# How tight text packs is guessed, and known once it was tried.
_TIGHT = 5
_FULL, _TRIES = 0.9, 10
# What the page's script says.
_WORDS = (
    "all_places",
    "all_spots",
    "all_statuses",
    "all_topics",
    "date",
    "heat_caption",
    "less",
    "more",
    "n_opinions",
    "next",
    "no_rows",
    "old_browser",
    "other_places",
    "page_of",
    "place",
    "previous",
    "shown",
    "spot",
    "st_none",
    "status",
    "text",
    "topic",
    "total",
    "undated",
    "unknown_place",
)


@dataclass(frozen=True)
class Payload:
    """What the page's script reads.

    Attributes
    ----------
    text : str
        JSON that can stand inside a ``script`` element.
    n_held : int
        Opinions that it holds.
    """

    text: str
    n_held: int


def page_payload(content: Content, charts: dict[str, Any], *, limit: int = MAX_PACKED) -> Payload:
    """Pack what the page's script reads.

    Where not all opinions fit, those of hot spots come first, then the latest.

    Parameters
    ----------
    content : Content
    charts : dict of str to dict
        Vega-Lite specifications by the place they are drawn at.
    limit : int
        Packed letters that opinions may take.

    Returns
    -------
    Payload
    """
    topics = _topics(content)
    index = {topic["code"]: i for i, topic in enumerate(topics)}
    n_held, packed = _fitting(content.opinions, index, limit)
    data = {
        "lang": content.words.lang,
        "words": {key: content.words.template(key) for key in _WORDS},
        "topics": topics,
        "hasStatus": content.resolution is not None,
        "standings": [content.words(STATUS_KEYS[stands]) for stands in CLASSES],
        "spots": [f"{spot.topic} – {spot.place}" for spot in content.spots],
        "charts": charts,
        "rows": packed,
    }
    return Payload(script_json(data), n_held)


def script_json(data: Any) -> str:
    """Return JSON that no HTML parser takes for the end of its ``script`` element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _topics(content: Content) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    used = content.opinions.labels.counts()
    for topic in content.taxonomy.topics:
        parts = [part for part in topic.subtopics if part.code in used]
        if not parts and topic.code not in used:
            continue
        parent = len(listed)
        listed.append({"code": topic.code, "name": topic.name, "full": topic.name, "parent": -1})
        listed += [
            {
                "code": part.code,
                "name": part.name,
                "full": content.taxonomy.full_name(part.code),
                "parent": parent,
            }
            for part in parts
        ]
    return listed


def _fitting(opinions: OpinionTable, topics: dict[str, int], limit: int) -> tuple[int, str]:
    """Return how many opinions fit, and what they are packed to, in their own order."""
    import pandas as pd

    ranked = np.argsort(~opinions.in_spots, kind="stable")
    letters = np.cumsum(pd.Series(opinions.columns["text"][ranked], dtype=object).str.len())
    held, packed, most = 0, _packed([], topics), len(opinions) + 1
    n = int(np.searchsorted(letters, _TIGHT * limit, "right"))
    for _ in range(_TRIES):
        tried = _packed(opinions.take(np.sort(ranked[:n]).tolist()), topics)
        if len(tried) > limit:
            most = n
        else:
            held, packed = n, tried
            if len(tried) >= _FULL * limit:
                break
        n = min(max(int(n * 0.96 * limit / len(tried)), held + 1), most - 1)
        if n <= held:
            break
    return held, packed


def _distinct(opinions: Sequence[Opinion]) -> tuple[list[tuple[str, ...]], list[str]]:
    places = sorted({opinion.path for opinion in opinions})
    statuses = sorted({opinion.status for opinion in opinions})
    return places, statuses


def _packed(opinions: Sequence[Opinion], topics: dict[str, int]) -> str:
    places, statuses = _distinct(opinions)
    place_index = {path: i for i, path in enumerate(places)}
    status_index = {status: i for i, status in enumerate(statuses)}
    columns = {
        "day": [f"{o.day:%Y-%m-%d}" if o.day is not None else "" for o in opinions],
        "place": [place_index[o.path] for o in opinions],
        "topics": [[topics[code] for code in o.topics] for o in opinions],
        "spots": [list(o.spots) for o in opinions],
        "status": [status_index[o.status] for o in opinions],
        "by": [_by(o) for o in opinions],
        "text": [o.text for o in opinions],
        "places": [list(path) for path in places],
        "statuses": statuses,
        "standing": [CLASSES.index(classify_status(status)) for status in statuses],
    }
    raw = json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(gzip.compress(raw, 9, mtime=0)).decode("ascii")


def _by(opinion: Opinion) -> str:
    # The place as written says more than the name of the commune: the hamlet, the street.
    written = "" if opinion.written in opinion.path else opinion.written
    parts = (opinion.speaker, written, opinion.source, opinion.position)
    return " · ".join(filter(None, parts))
