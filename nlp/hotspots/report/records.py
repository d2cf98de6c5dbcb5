"""The report as JSON, for other programs."""

from __future__ import annotations

import json
from typing import Any

from nlp.hotspots.report.content import Content
from nlp.hotspots.report.resolution import Resolution, Tally


def report_json(content: Content) -> str:
    """Return what the page and the workbook show; of the opinions, the ids and quotes.

    Parameters
    ----------
    content : Content

    Returns
    -------
    str
        What `HotspotResult.to_dict` documents; each of ``hotspots`` with a ``summary`` in the
        words of the page. Beside them

        - ``headline``: str; ``first_day``, ``last_day``: of all opinions, or null;
        - ``counts``: ``topics``, ``subtopics`` and ``places``, each a list of ``name`` and
          ``n_opinions``, most first;
        - ``resolution``, where a table has a status: ``overall``, ``topics`` and ``places``
          (``name``, ``n_opinions`` by class of status, ``share_resolved`` or null) and
          ``oldest`` (``id``, ``days``, ``date``, ``place``, ``text``, ``status``);
        - ``rankings``, where asked for: ``volume`` (topic, path, observed, share) and ``growth``
          (topic, path, observed, before, growth). They are plain counts.
    """
    words = content.words
    data = content.result.to_dict(taxonomy=content.taxonomy, lang=words.lang)
    for hotspot, spot in zip(data["hotspots"], content.spots):
        hotspot["summary"] = spot.sure(words)
    days = {"first_day": content.first_day, "last_day": content.last_day}
    data |= {
        name: day.date().isoformat() if day is not None else None for name, day in days.items()
    }
    data["headline"] = content.headline
    counted = {"topics": content.topics, "subtopics": content.subtopics, "places": content.places}
    data["counts"] = {
        name: [{"name": count.topic or count.place, "n_opinions": count.n} for count in counts]
        for name, counts in counted.items()
    }
    if content.resolution is not None:
        data["resolution"] = _resolution(content.resolution)
    if content.growth is not None:
        data["rankings"] = {
            "volume": [row.record() for row in content.volume],
            "growth": [row.record() for row in content.growth],
        }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _resolution(resolution: Resolution) -> dict[str, Any]:
    return {
        "overall": _tally(resolution.overall),
        "topics": [_tally(tally) for tally in resolution.by_topic],
        "places": [_tally(tally) for tally in resolution.by_place],
        "oldest": [
            {
                "id": entry.opinion.id,
                "days": entry.days,
                "date": f"{entry.opinion.day:%Y-%m-%d}",
                "place": entry.opinion.place,
                "text": entry.opinion.text,
                "status": entry.opinion.status,
            }
            for entry in resolution.oldest
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    counts = {stands or "none": n for stands, n in tally.counts.items()}
    return {"name": tally.name, "n_opinions": counts, "share_resolved": tally.share}
