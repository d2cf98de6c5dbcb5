"""Keys under which Vietnamese names are compared, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# One word of the Central Highlands' languages in the spellings that offices use.
_DAK = frozenset(("đăk", "đắk", "đắc", "đăc", "đak", "dăk", "dak", "dac"))
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# "Mỹ" and "Mĩ" are one, "Quý" and "Quí" too; "Lay" and "Lai", "Thúy" and "Thúi" are two.
_Y = re.compile(r"(?<![aâu])y|(?<=qu)y")


@lru_cache(maxsize=65536)
def accent_key(word: str) -> str:
    """Return a syllable in lower case with its tone mark behind it: hoà and hòa are one.

    The letter y is i where both are written (Mỹ, Mĩ), and a number has no leading zeros.
    """
    if word.isdigit():
        return word.lstrip("0") or "0"
    # A letter to Unicode, and an apostrophe to those who type it.
    word = unicodedata.normalize("NFC", word.lower()).replace("\u02bc", "")
    decomposed = unicodedata.normalize("NFD", "đăk" if word in _DAK else word)
    tones = "".join(sorted(c for c in decomposed if c in _TONES))
    rest = "".join(
        c for c in decomposed if c not in _TONES and (c.isalnum() or unicodedata.combining(c))
    )
    return _Y.sub("i", unicodedata.normalize("NFC", rest)) + tones


@lru_cache(maxsize=65536)
def fold_key(word: str) -> str:
    """Return a syllable in lower case without any mark; y is i, đ is d."""
    decomposed = unicodedata.normalize("NFD", accent_key(word).replace("y", "i")).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def split_words(text: str) -> list[str]:
    """Return the words of a name; an apostrophe or hyphen inside one is left out."""
    return re.findall(r"\w+", re.sub(r"(?<=\w)['’`](?=\w)", "", text))


def name_keys(words: Iterable[str]) -> tuple[str, str]:
    """Return the folded and the accented key of a name."""
    words = list(words)
    return "".join(map(fold_key, words)), "".join(map(accent_key, words))
