"""Bytes in, Unicode NFC out, with one style of tone placement (hòa, thủy)."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from nlp.errors import InputError, Phrase

# Tried in this order on bytes without a byte order mark that are not UTF-8.
_LEGACY = ("cp1258",)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Share of lines that may hold stray bytes before the file as a whole is refused.
_STRAY_LINES = 0.1

_LETTER = r"[^\W\d_]"
# The two ways to write open syllables in oa, oe, uy: hoà -> hòa. "quý" keeps its mark on y.
_NEW_STYLE = re.compile(
    rf"(?P<o>[oO])(?P<ae>[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?!{_LETTER})"
    rf"|(?<![qQ])(?P<u>[uU])(?P<y>[ỳýỷỹỵỲÝỶỸỴ])(?!{_LETTER})"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
# The Icelandic eth, which old keyboards gave for the Vietnamese letter.
_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ"})
_SPACE = re.compile(r"\s+")
_SYLLABLE_CHARS = re.compile(
    r"[a-zA-Zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    r"0-9\s.,;:!?()\-/\"'%+*&–“”‘’…]",
    re.IGNORECASE,
)


def normalize(text: str) -> str:
    """Return `text` in NFC with one tone style, one-space gaps and no invisible marks.

    Nothing else is changed: case, spelling and punctuation stay as said. Idempotent.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text)).translate(_LOOKALIKES)
    text = _INVISIBLE.sub("", text)
    text = _CONTROL.sub(" ", text)
    # Taking an invisible mark out may bring two parts of one letter together.
    text = unicodedata.normalize("NFC", text)
    return _SPACE.sub(" ", _NEW_STYLE.sub(_old_style, text)).strip()


def _old_style(match: re.Match[str]) -> str:
    first = match["o"] or match["u"]
    second = match["ae"] or match["y"]
    base, mark = _split_tone(second)
    return unicodedata.normalize("NFC", first + mark) + base


@lru_cache(maxsize=64)
def _split_tone(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0], decomposed[1:]


@lru_cache(maxsize=65536)
def strip_diacritics(text: str) -> str:
    """Return `text` without tone and vowel marks, đ as d."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def detect_encoding(sample: bytes, *, source: str, whole: bool = True) -> str:
    """Tell the encoding of `sample`, by what it decodes to and not by guesses at its name.

    Parameters
    ----------
    sample : bytes
        The file, or its beginning.
    source : str
        File name, for the error.
    whole : bool
        False when `sample` may end in the middle of a character.

    Returns
    -------
    str
        A Python codec name. ``"utf-8"`` also when a few lines hold stray bytes: the reader then
        rejects those lines alone.

    Raises
    ------
    InputError
        No encoding makes Vietnamese text of the bytes.
    """
    for bom, codec in _BOMS:
        if sample.startswith(bom):
            return codec
    if not whole:
        # Cut at the last line end, so that no character is cut in two.
        sample = sample[: sample.rfind(b"\n") + 1] or sample[:-4]
    try:
        sample.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        first_stray = error.start
    for half, codec in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        # In UTF-16 text every second byte is small: 0 for ASCII, 1 or 0x1e for Vietnamese.
        if len(half) > 8 and sum(b in (0, 1, 3, 0x1E, 0x20) for b in half) > 0.9 * len(half):
            return codec
    for codec in _LEGACY:
        if _is_vietnamese(sample, codec):
            return codec
    lines = sample.splitlines()
    stray = sum(not _decodes(line) for line in lines)
    if stray <= max(1, _STRAY_LINES * len(lines)) < len(lines):
        return "utf-8"
    detail = Phrase(f"byte thứ {first_stray} không phải UTF-8", f"byte {first_stray} is not UTF-8")
    raise InputError("file_encoding", file=source, detail=detail)


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_vietnamese(sample: bytes, codec: str) -> bool:
    try:
        text = unicodedata.normalize("NFC", sample.decode(codec))
    except UnicodeDecodeError:
        return False
    marked = [c for c in text if ord(c) > 127]
    if not marked:
        return False
    # Text in the right encoding has hardly a sign that Vietnamese does not write.
    foreign = sum(not _SYLLABLE_CHARS.match(c) for c in text)
    return foreign <= 0.005 * len(text) and foreign < 0.1 * len(marked)


def stray_bytes(line: str) -> str | None:
    """Describe stray bytes (``errors="surrogateescape"``) and lone surrogates, or return None."""
    if line.isascii():
        return None
    strays = [ord(c) for c in _SURROGATE.findall(line)]
    if not strays:
        return None
    shown = [f"0x{c - 0xDC00:02x}" if 0xDC80 <= c <= 0xDCFF else f"U+{c:04X}" for c in strays[:5]]
    return " ".join(shown) + (" ..." if len(strays) > 5 else "")


def printable(text: str, show: Callable[[int], str] = "\\x{:02x}".format) -> str:
    """Return `text` with stray bytes and NULs written out, so that any file can hold it."""

    def written(match: re.Match[str]) -> str:
        code = ord(match[0])
        if code == 0 or 0xDC80 <= code <= 0xDCFF:
            return show(code and code - 0xDC00)
        return "\ufffd"

    return _UNPRINTABLE.sub(written, text)
