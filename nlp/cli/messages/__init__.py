"""What the command line says, in both languages."""

from __future__ import annotations

from nlp.cli.messages import help, hotspots, learning, privacy, tagging
from nlp.errors import Lang

_CATALOGUE: dict[str, dict[Lang, str]] = {
    key: sentence
    for part in (help, tagging, learning, privacy, hotspots)
    for key, sentence in part.MESSAGES.items()
}


def message(key: str, lang: Lang, **params: object) -> str:
    """Return a sentence of the catalogue."""
    return _CATALOGUE[key][lang].format(**params)
