"""Capital and small letters as classes for patterns.

The Vietnamese letters of Unicode stand in several blocks in which capital and small ones take
turns, so that a range such as ``à-ỹ`` holds capitals too.
"""

from __future__ import annotations

import unicodedata

_LATIN = [
    letter
    for letter in map(chr, range(ord("A"), 0x1F00))
    if unicodedata.name(letter, "").startswith("LATIN")
]
# To stand between the brackets of a class.
CAPITALS = "".join(letter for letter in _LATIN if letter.isupper())
SMALL = "".join(letter for letter in _LATIN if letter.islower())
