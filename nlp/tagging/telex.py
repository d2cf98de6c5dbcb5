"""Telex: the keys by which most people type Vietnamese, where they stayed in a text as keys."""

from __future__ import annotations

import re

_TONES = "fsrxj"
_SHAPES = {
    "uow": "ươ",
    "uaw": "ưa",
    "aa": "â",
    "aw": "ă",
    "ee": "ê",
    "oo": "ô",
    "ow": "ơ",
    "uw": "ư",
    "dd": "đ",
}
_SHAPE = re.compile("uwow|(?<!q)uaw|" + "|".join(shape for shape in _SHAPES if shape != "uaw"))
_VOWEL = re.compile("[aeiouyw]")
# More keys make no syllable: at most seven letters, two keys each, and one for the tone.
_MOST_KEYS = 15


def telex_readings(word: str) -> list[tuple[str, str]]:
    """Return what syllables a word may be the Telex keys of.

    Parameters
    ----------
    word : str
        Letters without diacritics, in lower case: ``dduwowngf``.

    Returns
    -------
    list of (str, str)
        The syllable without its tone, and the letter for the tone, as `toneless` gives them:
        ``("đương", "f")``. Nothing where no key is one of Telex.
    """
    first = _VOWEL.search(word)
    if first is None or not word.isascii() or len(word) > _MOST_KEYS:
        return []
    split = [(word, "")]
    for i in range(first.end(), len(word)):
        if word[i] in _TONES:
            split.append((word[:i] + word[i + 1 :], word[i]))
    shaped = [(_SHAPE.sub(_shape, keys), tone) for keys, tone in split]
    return [(base, tone) for base, tone in shaped if tone or base != word]


def _shape(match: re.Match[str]) -> str:
    return _SHAPES.get(match.group(), "ươ")
