"""The report as JSON, for other programs."""

from __future__ import annotations

import json

from nlp.hotspots.report.content import Content


def report_json(content: Content) -> str:
    """Return what `HotspotResult.to_json` does, and the plain rankings where they were asked for.

    Parameters
    ----------
    content : Content

    Returns
    -------
    str
        With ``rankings`` beside ``hotspots``: ``volume`` (topic, path, observed, share) and
        ``growth`` (topic, path, observed, before, growth). They are plain counts.
    """
    data = content.result.to_dict()
    if content.growth is not None:
        data["rankings"] = {
            "volume": [row.record() for row in content.volume],
            "growth": [row.record() for row in content.growth],
        }
    return json.dumps(data, ensure_ascii=False, indent=2)
