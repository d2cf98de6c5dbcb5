"""What the command line says, in both languages."""

from __future__ import annotations

from nlp.cli.messages import blocks, help, hotspots, learning, privacy, reading, tagging
from nlp.errors import Lang

_CATALOGUE: dict[str, dict[Lang, str]] = {
    key: sentence
    for part in (help, tagging, reading, blocks, learning, privacy, hotspots)
    for key, sentence in part.MESSAGES.items()
}


def message(key: str, lang: Lang, **params: object) -> str:
    """Return a sentence of the catalogue."""
    return _CATALOGUE[key][lang].format(**params)
