"""What the command line says, in both languages."""

from __future__ import annotations

from nlp.cli.messages import blocks, help, learning, reading, tagging
from nlp.errors import Lang

_CATALOGUE = (
    help.MESSAGES | tagging.MESSAGES | learning.MESSAGES | reading.MESSAGES | blocks.MESSAGES
)


def message(key: str, lang: Lang, **params: object) -> str:
    """Return a sentence of the catalogue."""
    return _CATALOGUE[key][lang].format(**params)
