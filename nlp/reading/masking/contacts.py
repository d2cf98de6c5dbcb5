"""Finds where somebody can be reached other than by a number in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.reading.masking.words import Span

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?<![-_])")
# "hoa.ngo (at) gmail.com", "hoa88 a còng gmail chấm com"
_EMAIL_SAID = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]|\ba cong\b) ?"
    r"(?:gmail|yahoo|hotmail|outlook|icloud|live|[\w-]{1,63}(?= ?\.))"
    r"(?: ?(?:\.|\bcham\b) ?(?:com|vn|net|org|edu|gov)(?![a-z])){1,3}"
)
_HOSTS = (
    r"(?:facebook\.com|fb\.com|fb\.me|m\.me|messenger\.com/t|zalo\.me|tiktok\.com|instagram\.com"
    r"|youtube\.com|twitter\.com|x\.com|t\.me|threads\.net|linkedin\.com/in)"
)
_LINK = re.compile(
    rf"(?<![\w@.-])(?:https?://)?(?:www\.|m\.|vi-vn\.|web\.)?{_HOSTS}/[^\s\"'<>\])}},;]{{1,200}}(?<![.?!:])"
)
# Pages of several persons: posts of a group, a film.
_SHARED = re.compile(r"/(?:groups|watch|hashtag|events|share/p|reel)(?:[/?]|$)")
# Pages of offices and firms.
OFFICES = re.compile(
    r"ubnd|uybannhandan|hdnd|mttq|cong\.?an|(?<![a-z])ca(?:xa|phuong)|police|cong\.?ty|truong\.?(?:mn|th)"
    r"|benhvien|dien\.?luc|hoi\.?(?:phu|nong|cuu)|thong\.?tin|official|baochi|dichvucong"
)
# "tiktok @hungnv85", "fb: hung.nguyen.85"
_ACCOUNT = re.compile(
    r"(?<![a-z])(?:facebook|fb|face|tiktok|instagram|insta|telegram|zalo|youtube)"
    r"(?:[ :.]{1,3}(?=@)| ?: ?(?=[\w.]{0,40}(?:\d|\.\w)))"
    r"(?P<name>(?:@|[a-z])[\w.]{3,40})(?<!\.)(?!\w)"
)
_DIGIT = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|linh)"
# Digits one by one, as one says the number of a phone or of a card.
_SAID = re.compile(rf"(?<![^\W_])(?:cong tam tu|khong)(?:[ ,.-]{{1,3}}{_DIGIT}){{8,12}}(?![^\W_])")
_CARD = 12
# "o912 345 678", "09l2345678", "0912_345_678"
_TYPED = re.compile(r"(?<!\w)[0o][35789](?:[ ._-]?[\dol]){8}(?!\w)")
# "0912/345/678"; numbers of decisions have fewer figures before the first stroke.
_STROKES = re.compile(r"(?<![\w/.,-])0[35789]\d{1,2}(?:/\d{2,4}){2,3}(?![\w/-])")
_MOBILE = 10
# Of a house, without the code of its province.
_SHORT = re.compile(
    r"(?<![a-z])(?:sdt|dien thoai|dt|tel|so ban|may ban)(?: ban| nha| so)?[ :.]{1,3}"
    r"(?P<number>(?!1[89]00)[2-9]\d{2,3}[ .]?\d{4})(?![\w/]|[.,-]?\d)"
)


def find_contacts(text: str, folded: str) -> Iterator[Span]:
    """Yield where addresses of e-mail, pages of persons and numbers in words stand.

    Parameters
    ----------
    text : str
    folded : str
        The text in small letters without diacritics, letter by letter.
    """
    for pattern in (_EMAIL, _EMAIL_SAID):
        for match in pattern.finditer(folded):
            yield Span(*match.span(), "email")
    for match in _LINK.finditer(folded):
        if not (_SHARED.search(match.group()) or OFFICES.search(match.group())):
            yield Span(*match.span(), "social")
    for match in _ACCOUNT.finditer(folded):
        if not OFFICES.search(match["name"]):
            yield Span(*match.span("name"), "social")
    for match in _SAID.finditer(folded):
        words = re.findall(_DIGIT, match.group())
        yield Span(*match.span(), "citizen_id" if len(words) == _CARD else "phone")
    for match in _TYPED.finditer(folded):
        if re.search(r"[ol_]", match.group()):
            yield Span(*match.span(), "phone")
    for match in _STROKES.finditer(folded):
        if sum(map(str.isdigit, match.group())) == _MOBILE:
            yield Span(*match.span(), "phone")
    for match in _SHORT.finditer(folded):
        yield Span(*match.span("number"), "phone")
