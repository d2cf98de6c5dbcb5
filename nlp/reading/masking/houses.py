"""Finds the numbers of houses and flats in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.reading.masking.words import Span

# What a number counts that is none of a house, an account or a person.
MONEY = re.compile(
    r"\)? ?(?:dong|vnd|trieu|ty|nghin|ngan(?! hang)|ti|d|k|tr|usd|%|m2|m3|m|ha|kg|km|"
    r"ho|nguoi|lan|cai)"
    r"(?![^\W_])"
)
# "ngày 3/8", "thương binh 2/4"
_DAY = re.compile(r"(?:[012]?\d|3[01])/(?:0?\d|1[012])")

_END = r"(?![\w/]|[.,]\d)"
_NUMBER = r"\d{1,4}[a-z]?"
_HOUSE = rf"(?:[a-z]{{1,2}}\d{{0,3}}-)?\d{{1,4}}[a-z]{{0,2}}(?:[/.-]\d{{1,4}}[a-z]?){{0,4}}{_END}"
_ALLEY = rf"(?: (?:ngo|ngach|hem|kiet)(?: so)? {_NUMBER}(?:/{_NUMBER}){{0,3}}(?![\w/]))"
_STREET = (
    r"(?:,? (?:duong|pho|ngo|ngach|hem|kiet|dai lo|khu tap the|tap the|ktt|chung cu|khu pho)"
    r"(?![a-z]))"
)
_HAMLET = r"(?:,? (?:to|thon|xom|ap|khom|kp|tdp|khu|buon|bon|plei|lang|soc|phum)(?![a-z]))"
_AT = r"(?:nha(?: o| em)?|o|tai|dia chi:?|d/c:?|dc:|ngu|thuong tru|tam tru|truoc)"
_HOUSES = tuple(
    re.compile(pattern)
    for pattern in (
        # "số nhà 12", "nhà số 5/12/3"
        rf"(?<![a-z])(?:so nha|nha so|dia chi[ :]{{1,3}}so)[ :]{{1,3}}"
        rf"(?P<house>{_HOUSE}{_ALLEY}{{0,3}})",
        # "SN 12, ngõ 3", but not "SN 1975": a year of birth
        rf"(?<![a-z])sn[ .:]{{0,3}}(?!(?:19|20)\d\d)(?P<house>{_HOUSE}{_ALLEY}{{1,3}})",
        rf"(?<![a-z])sn[ .:]{{0,3}}(?!(?:19|20)\d\d)(?P<house>{_HOUSE})(?={_STREET}|{_HAMLET})",
        # "số 123/4B tổ 5, ấp 3"
        rf"(?<![a-z])so (?P<house>{_NUMBER}(?:/{_NUMBER}){{1,4}})(?={_HAMLET})",
        # "số 12 ngõ 34", "số 9, ngõ 120, đường ...", "số 21/14 Ông Ích Khiêm"
        rf"(?<![a-z])so (?P<house>{_HOUSE}{_ALLEY}{{1,3}})",
        rf"(?<![a-z])so (?P<house>{_HOUSE})(?={_STREET})",
        rf"(?<![a-z])so (?P<house>{_HOUSE})(?= [a-z])(?P<named>)",
        # "nhà 88A đường", "ở 36 phố", "căn hộ 1205", "phòng 302 nhà B4"
        rf"(?<![a-z]){_AT} (?P<house>{_HOUSE}{_ALLEY}{{0,3}})(?={_STREET})",
        rf"(?<![a-z]){_AT} (?P<house>{_HOUSE})(?= [a-z])(?P<named>)",
        rf"(?<![a-z])can ho (?:so )?(?P<house>[a-z]{{0,2}}-?\d{{3,4}}(?:[.-]{_NUMBER})?{_END})",
        # "căn hộ A12.05", "căn 12A-05"
        rf"(?<![a-z])can(?: ho)? (?:so )?"
        rf"(?P<house>(?:[a-z]{{1,2}}\d{{1,2}}|\d{{1,2}}[a-z])[.-]\d{{2,4}}{_END})",
        # "nhà 12B"; with other letters it may be floors or squares ("nhà 3T")
        rf"(?<![a-z])(?<!toa )(?<!day )(?<!khu )nha (?P<house>\d{{1,4}}[a-f]{_END})",
        # "đc 89/12 tổ 3", but not "làm đc 1/2 đường"
        rf"(?<![a-z])(?:dc(?:[:.] ?| (?=\d\d))|(?:d/c|dia chi)[ :.]{{1,3}})"
        rf"(?P<house>{_NUMBER}(?:/{_NUMBER}){{1,4}})(?={_HAMLET} ?\d)",
        rf"(?<![a-z])phong (?:so )?(?P<house>\d{{3,4}}{_END})(?= (?:nha|chung|khu|toa|tap|ktt))",
        # "124/5/3 Lê Văn Sỹ", "K12H3/5 Phan Châu Trinh"
        rf"(?<![\w/.,-])(?P<house>(?:k{_NUMBER}(?:h{_NUMBER}){{0,3}}|{_NUMBER})"
        rf"(?:/{_NUMBER}){{1,4}})(?={_STREET}| [a-z])(?P<named>)",
    )
)
# What one says: "số mười hai ngõ ba mươi tư", "nhà tôi số ba mươi lăm đường Lê Lợi".
_SAID = (
    r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|linh|lẻ)"
    r"(?: (?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|linh|lẻ)){0,5}"
)
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:số nhà|nhà số|nhà (?:tôi|em|con|cháu) (?:ở )?số|(?:ở|tại|ngụ) số)"
    rf" (?P<house>{_SAID})"
    r"(?=,? (?:(?:đường|phố|ngõ|ngách|hẻm|kiệt)(?!\w)"
    # "biển số nhà hai tổ cũ": a group of houses has its number.
    rf"|(?:tổ|thôn|xóm|ấp|khu phố|khóm) (?:\d|{_SAID}(?!\w))))",
    re.IGNORECASE,
)
_ALLEY_IN_WORDS = re.compile(
    rf"(?<!\w)số (?:nhà )?(?P<house>{_SAID}(?:,? (?:ngõ|ngách|hẻm|kiệt)(?: số)? {_SAID}){{1,3}})"
    r"(?! (?:bên|đầu|ngoái|nay|nhà|hộ|mét|người|tháng|năm|ngày|con))(?!\w)",
    re.IGNORECASE,
)
_NOT_HOUSE = re.compile(
    r"(?:duong|to|to dan pho|khu|xom|xom tro|doi|lo|thua|ban do|quyet dinh|nghi dinh|nghi quyet|"
    r"thong tu|van ban|cong van|ke hoach|luat|bieu|mau|tram|khoa|lop|cot|tuyen|phong kham|ap|thon|"
    r"pho|chi thi|thong bao|chuong|dieu|ngay|tai khoan) $"
)


def find_houses(text: str, folded: str) -> Iterator[Span]:
    """Yield where the numbers of houses and flats stand.

    Parameters
    ----------
    text : str
    folded : str
        The text in small letters without diacritics, letter by letter.
    """
    for pattern in (_ALLEY_IN_WORDS, _IN_WORDS):
        for match in pattern.finditer(text):
            yield Span(*match.span("house"), "house")
    for pattern in _HOUSES:
        for match in pattern.finditer(folded):
            start, end = match.span("house")
            if _NOT_HOUSE.search(folded[max(0, match.start() - 24) : match.start()]):
                continue
            if MONEY.match(folded, end) and not re.match(_STREET, folded[end : end + 16]):
                continue
            if _DAY.fullmatch(folded, start, end) and match.start() == start:
                continue
            # Where no word says that a street follows, its name does, with a capital.
            if "named" in match.groupdict():
                following = (
                    text[end:].lstrip() if len(text) - end < 8 else text[end : end + 8].lstrip()
                )
                street = re.match(_STREET, folded[end : end + 16])
                if not (street or following[:1].isupper()) or following[1:2].isupper():
                    continue
            yield Span(start, end, "house")
