"""Unicode NFC with one style of tone placement (hòa, thủy), and what no text should hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

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
# The marks that Vietnamese letters have; other scripts have theirs elsewhere.
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
# The Icelandic eth, which old keyboards gave for the Vietnamese letter.
_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ"})
# Any of these: most texts have none and are spared four searches.
_RARE = re.compile(
    "|".join([*map(chr, _LOOKALIKES), _INVISIBLE.pattern, _SURROGATE.pattern, _CONTROL.pattern])
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
    if _RARE.search(text):
        text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text)).translate(_LOOKALIKES)
        text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    # Taking an invisible mark out may bring two parts of one letter together.
    text = unicodedata.normalize("NFC", text)
    return " ".join(_NEW_STYLE.sub(_old_style, text).split())


def as_seen(text: str) -> str:
    """Return `text` in NFC without invisible marks; gaps and line breaks stay.

    Patterns know letters in one piece, and programs set zero-width spaces and marks of the
    writing's direction before the stamp of a message or the bullet of an item.

    Parameters
    ----------
    text : str
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _old_style(match: re.Match[str]) -> str:
    first = match["o"] or match["u"]
    second = match["ae"] or match["y"]
    base, mark = _split_tone(second)
    return unicodedata.normalize("NFC", first + mark) + base


@lru_cache(maxsize=64)
def _split_tone(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0], decomposed[1:]


def strip_diacritics(text: str) -> str:
    """Return `text` without tone and vowel marks, đ as d."""
    if text.isascii():
        return text
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")))
    if bare.isascii():
        return bare
    return "".join(c for c in bare if not unicodedata.combining(c))


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
