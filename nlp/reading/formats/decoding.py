"""Bytes in, Vietnamese text out: which encoding they are in is told by what they decode to."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

from nlp.errors import InputError, Phrase, did_you_mean
from nlp.reading.formats.legacy import FORMS, decode_legacy, decode_letters, form_named
from nlp.reading.formats.repair import word_score
from nlp.reading.syllables import FOREIGN, UNSEEN

# What bytes without a byte order mark can be that are not UTF-8.
_LEGACY = ("cp1258", *FORMS)
_BYTE_WORD = re.compile(rb"[A-Za-z\xa1-\xff]+")
_MAX_WORDS = 20_000
# Of the words with bytes beyond ASCII, so many must be syllables.
_MIN_SYLLABLES = 0.5
# Fewer are enough where nearly all the others could be names.
_FEW_SYLLABLES = 0.2
_MIN_PLAUSIBLE = 0.9
_ALIASES = {
    "utf8": "utf-8",
    "utf8bom": "utf-8-sig",
    "utf8sig": "utf-8-sig",
    "utf16": "utf-16",
    "unicode": "utf-16",
    "windows1258": "cp1258",
    "cp1258": "cp1258",
    "tcvn3": "tcvn3",
    "tcvn": "tcvn3",
    "tcvn3(abc)": "tcvn3",
    "abc": "tcvn3",
    "vni": "vni",
    "vniwindows": "vni",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Share of lines that may hold stray bytes before the file as a whole is refused.
_STRAY_LINES = 0.1
_SYLLABLE_CHARS = re.compile(
    r"[a-zA-Zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    r"0-9\s.,;:!?()\-/\"'%+*&–“”‘’…]",
    re.IGNORECASE,
)
# In fewer bytes UTF-16 can't be told from anything else.
_TELLING = 40


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
        ``"tcvn3"``, ``"vni"`` or the name of a Python codec. ``"utf-8"`` also when a few lines
        hold stray bytes: the reader then rejects those lines alone.

    Raises
    ------
    InputError
        No encoding makes Vietnamese text of the bytes.
    """
    for bom, codec in _BOMS:
        if sample.startswith(bom):
            return codec
    if not whole:
        # Cut behind the last word or line, so that no character is cut in two.
        end = max(map(sample.rfind, (b"\n", b" ", b"\t")))
        sample = sample[: end + 1] or sample[:-4]
    if b"\0" in sample and (order := _utf16_order(sample)):
        return order
    try:
        sample.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        first_stray = error.start
    legacy = _most_vietnamese(sample)
    if legacy is not None:
        return legacy
    if _is_latin(sample):
        return "cp1258"
    lines = sample.splitlines()
    stray = sum(not _decodes(line) for line in lines)
    if stray <= max(1, _STRAY_LINES * len(lines)) < len(lines):
        return "utf-8"
    detail = Phrase(f"byte thứ {first_stray} không phải UTF-8", f"byte {first_stray} is not UTF-8")
    raise InputError("file_encoding", file=source, detail=detail)


def _utf16_order(sample: bytes) -> str | None:
    # In UTF-16 text every second byte is small: 0 for ASCII, 1, 3 or 0x1e for Vietnamese.
    first, second = sample[0::2], sample[1::2]
    for high, low, codec in ((second, first, "utf-16-le"), (first, second, "utf-16-be")):
        small = sum(map(high.count, (0, 1, 3, 0x1E, 0x20)))
        # Where zeros are in both halves it is no text.
        zeros = high.count(0) > 0.2 * len(high) and low.count(0) < 0.02 * len(low)
        if len(high) > 2 and small > 0.9 * len(high) and zeros:
            return codec
    return None


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _most_vietnamese(sample: bytes) -> str | None:
    """Return the legacy code whose words are the likeliest Vietnamese, None where none's are."""
    words = Counter(word for word in _BYTE_WORD.findall(sample) if not word.isascii())
    scores = dict.fromkeys(_LEGACY, 0.0)
    syllables: Counter[str] = Counter()
    plausible: Counter[str] = Counter()
    for word, times in words.most_common(_MAX_WORDS):
        for code in _LEGACY:
            score = word_score(_decoded_word(word, code))
            scores[code] += times * score
            syllables[code] += times * (score >= UNSEEN)
            plausible[code] += times * (score >= FOREIGN)
    best = max(_LEGACY, key=lambda code: scores[code])
    share = syllables[best] / max(words.total(), 1)
    # Names of other peoples ("Tết Chôl Chnăm Thmây") are Vietnamese letters at least.
    named = plausible[best] >= _MIN_PLAUSIBLE * words.total() and share >= _FEW_SYLLABLES
    return best if words and (share >= _MIN_SYLLABLES or named) else None


def _decoded_word(word: bytes, code: str) -> str:
    form = form_named(code)
    if form is not None:
        return decode_letters(word.decode("latin-1"), form)
    return unicodedata.normalize("NFC", word.decode(code, "replace"))


def _is_latin(sample: bytes) -> bool:
    """Tell whether Windows-1258 gives letters of Vietnamese or French, and few other signs."""
    try:
        text = unicodedata.normalize("NFC", sample.decode("cp1258"))
    except UnicodeDecodeError:
        return False
    marked = [c for c in text if ord(c) > 127]
    if not marked:
        return False
    # Text in the right encoding has hardly a sign that Vietnamese does not write.
    foreign = sum(not _SYLLABLE_CHARS.match(c) for c in text)
    return foreign <= 0.005 * len(text) and foreign < 0.1 * len(marked)


def encoding_named(name: str, *, source: str) -> str:
    """Return the encoding that a user calls `name`.

    Parameters
    ----------
    name : str
        ``utf-8``, ``utf-16``, ``windows-1258``, ``tcvn3`` or ``abc``, ``vni``, or any name of a
        Python codec for text; case, hyphens and underscores do not matter.
    source : str
        File name, for the error.

    Returns
    -------
    str
        As `detect_encoding` names it.

    Raises
    ------
    InputError
        There is no such encoding.
    """
    plain = re.sub(r"[\s_-]+", "", name.lower())
    if plain in _ALIASES:
        return _ALIASES[plain]
    try:
        # Also refuses codecs that are not for text, such as base64.
        codec, errors = codec_of(codecs.lookup(name).name, b"")
        b"a\xff".decode(codec, errors)
    except (LookupError, UnicodeError, ValueError) as error:
        close = did_you_mean(plain, _ALIASES)
        raise InputError("encoding_unknown", file=source, encoding=name, close=close) from error
    return codec


def decode(data: bytes, encoding: str | None = None, *, source: str = "") -> tuple[str, str]:
    """Decode Vietnamese text, whatever its encoding.

    Parameters
    ----------
    data : bytes
    encoding : str, optional
        A name that `encoding_named` takes; found out by default.
    source : str
        File name, for the error.

    Returns
    -------
    (str, str)
        The text in NFC, otherwise as written (`normalize` does the rest), and the name of the
        encoding. Bytes that it does not have come as surrogates (``"surrogateescape"``).

    Raises
    ------
    InputError
        The encoding can't be told, or there is none of this name.
    """
    name = encoding_named(encoding, source=source) if encoding else ""
    name = name or detect_encoding(data, source=source)
    codec, errors = codec_of(name, data, source=source)
    text = data.decode(codec, errors)
    return unicodedata.normalize("NFC", letters_of(text, name)), name


def codec_of(name: str, sample: bytes, *, source: str = "") -> tuple[str, str]:
    """Return the Python codec behind an encoding's name, and how it treats bytes it doesn't have.

    Parameters
    ----------
    name : str
        From `detect_encoding` or `encoding_named`.
    sample : bytes
        The beginning of the text, for the order of bytes of UTF-16 without a mark.
    source : str
        File name, for the error.

    Returns
    -------
    (str, str)
        The codec and the error handler.

    Raises
    ------
    InputError
        UTF-16 was asked for, and the sample is none.
    """
    if form_named(name):
        return "cp1252", "surrogateescape"
    if name == "utf-16" and not sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        order = _utf16_order(sample)
        if order is None and len(sample) > _TELLING:
            detail = Phrase("không phải UTF-16", "it is no UTF-16")
            raise InputError("file_encoding", file=source, detail=detail)
        return order or "utf-16-le", "replace"
    return name, "replace" if name.startswith(("utf-16", "utf-32")) else "surrogateescape"


def letters_of(text: str, name: str) -> str:
    """Return the letters that an encoding's code points stand for.

    Parameters
    ----------
    text : str
        As the codec of `codec_of` gives it.
    name : str

    Returns
    -------
    str
    """
    form = form_named(name)
    if form is not None:
        return decode_legacy(text, form)
    return unicodedata.normalize("NFC", text) if name == "cp1258" else text
