"""Finds the numbers in a text that are personal data: of phones, papers, accounts, plates, houses.

Every pattern has bounds on its repetitions and begins at the edge of a word, so that the time
grows with the length of the text and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nlp.reading.masking.cards import find_cards
from nlp.reading.masking.contacts import find_contacts
from nlp.reading.masking.houses import MONEY, find_houses
from nlp.reading.masking.words import Span, fold

_PLATE = re.compile(
    r"(?<![\w.,/-])[1-9]\d ?-? ?(?P<series>[a-zA-ZđĐ]{1,2}\d?)(?P<gap> ?[-. ]? ?)"
    r"(?:\d{3}[. ]?\d{2}|\d{4})(?![\w/]|[.,]\d)"
)
# Of embassies and of foreigners: "80-123-NG-45", "80-NG-123-45".
_ABROAD = re.compile(
    r"(?<![\w.,/-])[1-9]\d ?[-.]? ?(?:\d{3} ?-? ?(?:NG|NN|QT|CV) ?-? ?\d{2}"
    r"|(?:NG|NN|QT|CV) ?[-.]? ?\d{3} ?[-.]? ?\d{2})(?![\w/]|[.,]\d)"
)
# Digits as people group them in a long number; no comma or slash, which are of money and dates.
_GROUPS = re.compile(
    # "SĐT0912345678", "0912345678/0987654321"
    r"(?:(?<!\w)(?<!\d/)(?<![\d.,]\.)(?<!\d[,.])|(?<=dt)|(?<=cccd)|(?<=cmnd)|(?<=stk)"
    r"|(?:(?<=lh)|(?<=tel)|(?<=goi)|(?<=zalo)|(?<=so)|(?<=may))(?=\+?(?:84|0)[35789])"
    r"|(?<=\d{3}[/,])(?=\+?[08]))"
    r"\+?\(?\d{1,20}(?:(?:[ .-]|\(| \(|\)[ .-]?| - )\d{1,20}){0,20}"
)
# A phone number that follows another at once.
_NEXT_PHONE = re.compile(r"[/,]\+?(?:84|0)(?:[ .-]?\d){8,10}(?!\d)")
# Figures as wide as letters of Chinese, which some keyboards type, and bold ones of posts, in five
# styles; spaces of web pages, which break no line; hyphens that break none and dashes, which Word
# sets for what is typed.
_TYPED = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_TYPED |= {0x1D7CE + index: 0x30 + index % 10 for index in range(50)}
_TYPED |= dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F), 0x20)
_TYPED |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), 0x2D)
_DIGITS = re.compile(r"\d{1,20}")
# A word typed at once behind a number: "0912345678nhé".
_GLUED = re.compile(r"[^\W\d_]{2}")
_FULL_DATE = re.compile(r"\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d\d(?!\d)")

# What stands before a number, folded.
_ACCOUNT_BEFORE = re.compile(r"(?:stk|tai khoan|(?<![a-z])tk|so tk|the atm)(?![a-z])")
_BANK = re.compile(
    r"(?:ngan hang|bank|vcb|agribank|vietinbank|bidv|techcombank|mbbank|mb bank|sacombank|acb|"
    r"vpbank|tpbank|vietcombank|lienviet|hdbank|shb|vib|ocb|msb|scb)"
)
_TO_ACCOUNT = re.compile(r"(?:chuyen|khoan|vao|gui tien|nap)(?![a-z])")
_ID_BEFORE = re.compile(
    r"(?:cmnd|cmtnd|cmt|chung minh|chung minh thu|giay to tuy than|cccd|can cuoc)(?![a-z])"
)
_PHONE_BEFORE = re.compile(
    r"(?:sdt|dien thoai|(?<![a-z])dt|di dong|zalo|goi|lien he|hotline|so may|tel|phone)(?![a-z])"
)
# Numbers of papers and firms, which may look like a phone number.
_PAPER_BEFORE = re.compile(
    r"(?:ma so thue|mst|ma ho so|ma don|ma phieu|ma so|hop dong(?: so)?|ma khach hang|ma phan anh|"
    r"bien lai(?: so)?|hoa don(?: so)?|bhxh|bhyt|so seri|van ban(?: so)?|quyet dinh(?: so)?|"
    r"so thua|thua(?: dat)?(?: so)?|ma vach|ma bn)[ :.]{0,4}(?:so|la)?[ :.]{0,4}$"
)
_BEFORE, _AFTER = 48, 24


def find_numbers(text: str) -> list[Span]:
    """Return the numbers in `text` that are personal data, in their order.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Span
        Without overlaps.
    """
    text = text.translate(_TYPED)
    folded = fold(text)
    found: list[Span] = []
    taken = bytearray(len(text))
    searches: tuple[Callable[[str, str], Iterator[Span]], ...] = (
        find_contacts,
        _plates,
        find_cards,
        _long_numbers,
        find_houses,
    )
    for search in searches:
        for span in search(text, folded):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
                found.append(span)
    return sorted(found)


def _plates(text: str, folded: str) -> Iterator[Span]:
    for match in _ABROAD.finditer(text):
        yield Span(*match.span(), "plate")
    for match in _PLATE.finditer(text):
        before = folded[max(0, match.start() - _BEFORE) : match.start()]
        said = re.search(r"(?:xe|bien so|bks|bien kiem soat|(?<![a-z])bs)(?![a-z])", before)
        # "10m2 12345" is an area; a plate in small letters needs a word that says so.
        if said or (match["series"].isupper() and match["series"] not in ("M2", "M3")):
            yield Span(match.start(), match.end(), "plate")


def _long_numbers(text: str, folded: str) -> Iterator[Span]:
    for match in _GROUPS.finditer(folded):
        groups = [(m.start(), m.end()) for m in _DIGITS.finditer(text, *match.span())]
        first = 0
        while first < len(groups):
            last = len(groups)
            kind = ""
            while last > first and not kind:
                # A number ends where a group ends; the longest reading counts.
                kind = _kind_of(text, folded, groups[first:last])
                last -= not kind
            if kind:
                start, end = groups[first][0], groups[last - 1][1]
                # A bracket around the whole number ends behind it, and stays.
                signs = "+(" if ")" in text[start:end] else "+"
                while start > match.start() and text[start - 1] in signs:
                    start -= 1
                # "(+84) 912..."
                closes = ")" in text[start:end] and "(" not in text[start:end]
                start -= closes and text[start - 1 : start] == "("
                yield Span(start, end, kind)
                first = last
            else:
                first += 1


def _kind_of(text: str, folded: str, groups: list[tuple[int, int]]) -> str:
    start, end = groups[0][0], groups[-1][1]
    if end - start > 40:
        return ""
    digits = "".join(text[a:b] for a, b in groups)
    glued = bool((word := _GLUED.match(text, end)) and word[0].islower())
    if not 8 <= len(digits) <= 19 or (_continues(text, end) and not glued):
        return ""
    before = folded[max(0, start - _BEFORE) : start].rstrip("+(")
    after = folded[end : end + _AFTER]
    if MONEY.match(after) or _PAPER_BEFORE.search(before) or _FULL_DATE.match(text, start):
        return ""
    account, phone, identity = (
        _last(pattern, before) for pattern in (_ACCOUNT_BEFORE, _PHONE_BEFORE, _ID_BEFORE)
    )
    to_bank = _TO_ACCOUNT.search(before) and _BANK.search(after)
    if not glued and ((account > max(phone, identity) and account >= 0) or to_bank):
        return "account"
    even = {b - a for a, b in groups} <= {3, 4, 6, 12} or identity >= 0
    if len(digits) == 12 and even and re.match(r"0(?:0[1-9]|[1-8]\d|9[0-6])\d", digits):
        return "citizen_id"
    if is_phone(text[start:end] if text[start - 1 : start] != "+" else "+" + text[start:end]):
        return "phone"
    if len(digits) == 9 and not glued:
        if phone > identity and digits[0] in "35789":
            return "phone"
        if identity >= 0 or (len(groups) == 1 and not digits.endswith("000")):
            return "old_id"
    return ""


def is_phone(written: str) -> bool:
    """Tell whether digits as written are a Vietnamese phone number.

    Mobile numbers have ten digits (eleven before 2018), those of a house ten or eleven and begin
    with 02. Numbers of services (1900..., 1800..., 113) belong to nobody.
    """
    digits = "".join(filter(str.isdigit, written))
    for code in ("0084", "84"):
        if digits.startswith(code) and len(digits) - len(code) >= 9:
            digits = "0" + digits[len(code) :].removeprefix("0")
            break
    return bool(re.fullmatch(r"0[35789]\d{8}|02\d{8,9}|01[2689]\d{8}", digits))


def _continues(text: str, end: int) -> bool:
    """Tell whether what follows belongs to the same number or word."""
    after = text[end : end + 2]
    if _NEXT_PHONE.match(text, end):
        return False
    return after[:1].isalnum() or after[:1] == "_" or (after[:1] in ",/" and after[1:].isalnum())


def _last(pattern: re.Pattern[str], before: str) -> int:
    return max((match.end() for match in pattern.finditer(before)), default=-1)
