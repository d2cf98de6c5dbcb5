"""Finds the numbers of insurance cards and of passports in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.reading.masking.words import Span

# "DN 4 79 7912345678": whose it is, what is paid, the province, the number of the insured.
_HEALTH = re.compile(r"(?<![\w-])[a-z]{2}[ -]?[1-5][ -]?\d{2}(?:[ .-]?\d){10}(?![\w/]|[.,]\d)")
_TOLD = r"(?:[ :.]{1,3}(?:the|so|ma|ma so|la|cua (?:toi|em|con|chau|vo|chong))(?![a-z])){0,4}"
_INSURED = re.compile(
    rf"(?<![a-z])(?:bhxh|bhyt|bao hiem(?: xa hoi| y te)?){_TOLD}[ :.]{{0,4}}"
    r"(?P<number>(?:[a-z]{2}[ -]?)?\d(?:[ -]?\d){9,14})(?![\w/]|[.,]\d)"
)
_PASSPORT = re.compile(
    rf"(?<![a-z])(?:ho chieu|passport){_TOLD}[ :.]{{0,4}}(?P<number>[a-z] ?\d{{7,8}})(?!\w)"
)


def find_cards(text: str, folded: str) -> Iterator[Span]:
    """Yield where numbers of insurance cards (``insurance``) and of passports stand.

    Parameters
    ----------
    text : str
    folded : str
        The text in small letters without diacritics, letter by letter.
    """
    for match in _HEALTH.finditer(folded):
        if text[match.start() : match.start() + 2].isupper():
            yield Span(match.start(), match.end(), "insurance")
    for pattern, kind in ((_INSURED, "insurance"), (_PASSPORT, "passport")):
        for match in pattern.finditer(folded):
            yield Span(*match.span("number"), kind)
