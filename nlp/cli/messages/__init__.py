"""What the command line says, in both languages."""

from __future__ import annotations

from nlp.cli.messages import help, hotspots, learning, tagging
from nlp.errors import Lang

_CATALOGUE = help.MESSAGES | tagging.MESSAGES | learning.MESSAGES | hotspots.MESSAGES


def message(key: str, lang: Lang, **params: object) -> str:
    """Return a sentence of the catalogue."""
    return _CATALOGUE[key][lang].format(**params)
