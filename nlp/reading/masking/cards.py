"""Finds the numbers of cards, passports and licences in a text."""

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
    rf"(?<![a-z])(?:ho chieu(?: [a-z]{{2,9}})?|passport){_TOLD}[ :.]{{0,4}}"
    r"(?P<number>[a-z] ?\d{7,8}|\d{9})(?!\w)"
)
# "hộ chiếu (số C1234567)", "C1234567 là số hộ chiếu của tôi"; other codes look so as well.
_PASSPORT_FORM = re.compile(r"(?<![\w/.-])[a-z]\d{7,8}(?![\w/-]|[.,]\d)")
_PASSPORT_WORD = re.compile(r"(?<![a-z])(?:ho chieu|passport)(?![a-z])")
_NEAR = 80
# A licence to drive; the tax code of a person, which is that of his identity card since 2025.
_LICENCE = re.compile(
    rf"(?<![a-z])(?:giay phep lai xe|bang lai(?: xe)?|gplx){_TOLD}[ :.]{{0,4}}"
    r"(?P<number>\d(?:[ .]?\d){11}|[a-z]{1,2} ?\d{6})(?!\w)"
)
# "711A12345678"; short ones need the word "số".
_ACCOUNT = re.compile(
    rf"(?<![a-z])(?:(?:so tk|stk|(?:so )?tai khoan){_TOLD}[ :.]{{0,4}}"
    r"(?P<number>\d{3}[a-z]{1,2}\d{6,12})"
    rf"|(?:so tk|stk|so tai khoan){_TOLD}[ :.]{{0,4}}(?P<short>\d{{6,7}}))(?![\w/]|[.,]\d)"
)
_TAX = re.compile(
    r"(?<![a-z])(?:ma so thue|mst) (?:ca nhan|tncn|thu nhap ca nhan|cua (?:toi|em))"
    rf"{_TOLD}[ :.]{{0,4}}(?P<number>\d{{10}}(?:-\d{{3}})?|\d{{12}})(?!\w)"
)

# An old identity card without its first zero, which a spreadsheet takes off.
_OLD_ID = re.compile(
    rf"(?<![a-z])(?:cmnd|cmtnd|cmt|chung minh(?: thu| nhan dan)?){_TOLD}[ :.]{{0,4}}"
    r"(?P<number>\d{8})(?![\w/]|[.,]\d)"
)


def find_cards(text: str, folded: str) -> Iterator[Span]:
    """Yield where numbers of insurance cards, passports, licences and persons' tax codes stand.

    Parameters
    ----------
    text : str
    folded : str
        The text in small letters without diacritics, letter by letter.
    """
    for match in _HEALTH.finditer(folded):
        if text[match.start() : match.start() + 2].isupper():
            yield Span(match.start(), match.end(), "insurance")
    for pattern, kind in (
        (_INSURED, "insurance"),
        (_PASSPORT, "passport"),
        (_LICENCE, "licence"),
        (_TAX, "tax"),
        (_OLD_ID, "old_id"),
    ):
        for match in pattern.finditer(folded):
            yield Span(*match.span("number"), kind)
    for match in _PASSPORT_FORM.finditer(folded):
        if _PASSPORT_WORD.search(folded[max(0, match.start() - _NEAR) : match.end() + _NEAR]):
            yield Span(*match.span(), "passport")
    for match in _ACCOUNT.finditer(folded):
        yield Span(*match.span("number" if match["number"] else "short"), "account")


def is_passport(written: str) -> bool:
    """Tell whether a cell holds what may be the number of a passport and nothing else."""
    return _PASSPORT_FORM.fullmatch(written.strip().lower()) is not None
