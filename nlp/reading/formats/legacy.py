"""The Vietnamese codes from before Unicode: TCVN3 (ABC) and VNI, as tables.

Both put Vietnamese letters at code points of Latin letters and signs, and only a font (.VnTime,
VNI-Times) shows them as what they are. So text in them is seen in two ways: as bytes, and as
rubbish in Latin-1 within Unicode files ("Céng hßa", "Coäng hoøa"). The functions here work on the
second; bytes are decoded as Windows-1252 first.

Sources of the tables: TCVN 5712:1993 (VN3 is what the ABC fonts hold; of VN2 the combining tones
are read, of VN1 the capitals above 0xA0); the code page of VNI Software for Windows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

Form = Literal["tcvn3", "vni"]
FORMS: tuple[Form, ...] = ("tcvn3", "vni")

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_VOWELS = "aăâeêioôơuưy"

# --- TCVN3 (ABC): one code a letter in lower case; toned letters have no capitals.
_TCVN3_PLAIN = (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ")
# Each vowel with its tones in the order of _TONES.
_TCVN3_TONED = {
    "a": (0xB5, 0xB6, 0xB7, 0xB8, 0xB9),
    "ă": (0xBB, 0xBC, 0xBD, 0xBE, 0xC6),
    "â": (0xC7, 0xC8, 0xC9, 0xCA, 0xCB),
    "e": (0xCC, 0xCE, 0xCF, 0xD0, 0xD1),
    "ê": (0xD2, 0xD3, 0xD4, 0xD5, 0xD6),
    "i": (0xD7, 0xD8, 0xDC, 0xDD, 0xDE),
    "o": (0xDF, 0xE1, 0xE2, 0xE3, 0xE4),
    "ô": (0xE5, 0xE6, 0xE7, 0xE8, 0xE9),
    "ơ": (0xEA, 0xEB, 0xEC, 0xED, 0xEE),
    "u": (0xEF, 0xF1, 0xF2, 0xF3, 0xF4),
    "ư": (0xF5, 0xF6, 0xF7, 0xF8, 0xF9),
    "y": (0xFA, 0xFB, 0xFC, 0xFD, 0xFE),
}
_TCVN3_CAPITALS = {
    **dict(zip((0xAF, 0xBA, 0xBF, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5), "ẰẲẴẮẦẨẪẤỀ")),
    **dict(zip((0xCD, 0xD9, 0xDA, 0xDB, 0xE0, 0xF0, 0xFF), "ỂỄẾỒỔỖỐ")),
}
_TCVN3_COMBINING = dict(zip(range(0xB0, 0xB5), _TONES))

# --- VNI: a base letter and one code for all its marks; capitals 0x20 below.
_VNI_LETTERS = dict(zip("ôöæóòíìîñ", "ơưỉĩịíìỵđ"))
_VNI_TONES = dict(zip("øûõùï", _TONES))
_VNI_CIRCUMFLEX = dict(zip("âàåãáä", ("", *_TONES)))
_VNI_BREVE = dict(zip("êèúüéë", ("", *_TONES)))


def form_named(name: str) -> Form | None:
    """Return `name` if it is that of a form, else None."""
    return next((form for form in FORMS if form == name), None)


def _letter(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


@cache
def _tcvn3_letters() -> dict[str, str]:
    start, plain = _TCVN3_PLAIN
    table = {chr(start + i): letter for i, letter in enumerate(plain)}
    for vowel, codes in _TCVN3_TONED.items():
        table |= {chr(code): _letter(vowel, tone) for code, tone in zip(codes, _TONES)}
    return table


@cache
def _tcvn3_pairs() -> dict[str, str]:
    """Return how converters write toned capitals: the capital, then the toned small letter."""
    known = {letter: code for code, letter in _tcvn3_letters().items()} | dict(
        zip("AEIOUY", "AEIOUY")
    )
    return {
        known[vowel.upper()] + chr(code): _letter(vowel, tone).upper()
        for vowel, codes in _TCVN3_TONED.items()
        for code, tone in zip(codes, _TONES)
    }


@cache
def _vni_table() -> dict[str, str]:
    """Return every code of VNI, of one or two letters, with marks of either case after capitals."""
    table = dict(_VNI_LETTERS)
    for vowel, written in zip("aeouyơư", "aeouyôö"):
        table |= {written + mark: _letter(vowel, tone) for mark, tone in _VNI_TONES.items()}
        # A dot below y is a letter of its own.
        if vowel == "y":
            del table["yï"]
    for bases, plain, marks in (
        ("aeo", "âêô", _VNI_CIRCUMFLEX),
        ("a", "ă", _VNI_BREVE),
    ):
        for base, letter in zip(bases, plain):
            table |= {base + mark: _letter(letter, tone) for mark, tone in marks.items()}
    capitals = {code.upper(): letter.upper() for code, letter in table.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in table.items()}
    return mixed | capitals | table


@cache
def _pattern(form: Form) -> re.Pattern[str]:
    if form == "vni":
        return re.compile(
            "[AEOUYÔÖaeouyôö][ØÛÕÙÏÂÀÅÃÁÄÊÈÚÜÉËøûõùïâàåãáäêèúüéë]|[ÔÖÆÓÒÍÌÎÑôöæóòíìîñ]"
        )
    pairs = "|".join(f"{first}[{''.join(p[1] for p in group)}]" for first, group in _grouped())
    return re.compile(f"{pairs}|[\u00a1-\u00ff]")


def _grouped() -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for pair in _tcvn3_pairs():
        groups.setdefault(pair[0], []).append(pair)
    return list(groups.items())


@cache
def _codes(form: Form) -> dict[str, str]:
    if form == "vni":
        return _vni_table()
    high = {chr(code): letter for code, letter in _TCVN3_CAPITALS.items()}
    return _tcvn3_letters() | _tcvn3_pairs() | high


def decode_letters(text: str, form: Form) -> str:
    """Decode letter by letter; what is no code of the form stays as it is.

    Parameters
    ----------
    text : str
        Legacy text as it looks in Latin-1.
    form : {"tcvn3", "vni"}

    Returns
    -------
    str
        In NFC where `text` was.
    """
    table = _codes(form)
    decoded = _pattern(form).sub(lambda m: table.get(m.group(), m.group()), text)
    return _combined(decoded) if form == "tcvn3" else decoded


_COMBINED = re.compile("[AĂÂEÊIOÔƠUƯYaăâeêioôơuưy][\u00b0-\u00b4]")


def _combined(text: str) -> str:
    return _COMBINED.sub(lambda m: _letter(m.group()[0], _TCVN3_COMBINING[ord(m.group()[1])]), text)


_TONED_SMALL = "".join(sorted(_letter(vowel, tone) for vowel in _VOWELS for tone in _TONES))
_WORD = re.compile(r"[^\W\d_]+")
# A small toned letter among two capitals or more, or before any, stands for one: "TỉNH", "ủY".
_CAPITALS = re.compile(
    rf"(?=[^\W\d_]*[{_TONED_SMALL}])[{_TONED_SMALL}]*"
    rf"[A-ZĂÂÊÔƠƯĐ][{_TONED_SMALL}]*[A-ZĂÂÊÔƠƯĐ][A-ZĂÂÊÔƠƯĐ{_TONED_SMALL}]*"
    rf"|[{_TONED_SMALL}]+[A-ZĂÂÊÔƠƯĐ]+"
)


def decode_legacy(text: str, form: Form) -> str:
    """Decode text in TCVN3 or VNI as it looks in Latin-1 ("Céng hßa", "Coäng hoøa").

    TCVN3 has no toned capitals. Where a small one stands among capitals ("TØNH Hµ GIANG") it is
    made a capital, as the writer saw it in a font of capitals or left it for want of one.

    Parameters
    ----------
    text : str
    form : {"tcvn3", "vni"}

    Returns
    -------
    str
        Vietnamese in Unicode; NFC where `text` was.
    """
    if text.isascii():
        return text
    decoded = decode_letters(text, form)
    if form == "vni":
        return decoded
    return "".join(map(_capitals_restored, decoded.splitlines(keepends=True)))


def _capitals_restored(line: str) -> str:
    restored = _WORD.sub(
        lambda m: m.group().upper() if _CAPITALS.fullmatch(m.group()) else m.group(), line
    )
    # "Hµ NéI": whether a word of one capital was all capitals, only the words beside it tell.
    if restored != line and not re.search("[a-zăâêôơưđ]", restored):
        return restored.upper()
    return restored


@lru_cache(maxsize=2)
def _encoder(form: Form) -> dict[str, str]:
    if form == "vni":
        # Of the two ways to write a capital's mark, that in capitals.
        return {letter: code for code, letter in _vni_table().items() if _one_case(code)}
    return {letter: code for code, letter in (_tcvn3_letters() | _tcvn3_pairs()).items()}


def _one_case(code: str) -> bool:
    return code in (code.lower(), code.upper())


def encode_tcvn3(text: str, *, font_of_capitals: bool = False) -> str:
    """Encode text in TCVN3 (ABC), as it looks in Latin-1; ``.encode("cp1252")`` gives the bytes.

    Parameters
    ----------
    text : str
    font_of_capitals : bool
        Write capitals as small letters, for a font such as .VnTimeH that shows them as capitals.
        Otherwise a toned capital is a capital and a small letter, as converters write it.

    Returns
    -------
    str

    Raises
    ------
    UnicodeEncodeError
        A sign of the text has no code, or its code point stands for another letter.
    """
    text = unicodedata.normalize("NFC", text)
    return _encode(text.lower() if font_of_capitals else text, "tcvn3", _codes("tcvn3"))


def encode_vni(text: str) -> str:
    """Encode text in VNI, as it looks in Latin-1; ``.encode("cp1252")`` gives the bytes.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Raises
    ------
    UnicodeEncodeError
        A sign of the text has no code, or its code point stands for another letter.
    """
    marks = "".join(_VNI_TONES) + "".join(_VNI_CIRCUMFLEX) + "".join(_VNI_BREVE)
    taken = dict.fromkeys(marks + marks.upper() + "".join(_VNI_LETTERS), "")
    taken |= dict.fromkeys("".join(_VNI_LETTERS).upper(), "")
    return _encode(unicodedata.normalize("NFC", text), "vni", taken)


def _encode(text: str, form: Form, taken: dict[str, str]) -> str:
    table = _encoder(form)
    out: list[str] = []
    for index, letter in enumerate(text):
        code = table.get(letter, letter)
        if code == letter and letter in taken and table.get(letter) is None:
            raise UnicodeEncodeError(form, text, index, index + 1, "stands for another letter")
        if code == letter and ord(letter) > 0xFF:
            try:
                letter.encode("cp1252")
            except UnicodeEncodeError:
                raise UnicodeEncodeError(form, text, index, index + 1, "no such letter") from None
        out.append(code)
    return "".join(out)
