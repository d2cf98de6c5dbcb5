r"""Finds TCVN3, VNI and UTF-8 text that looks like Latin-1, and makes Vietnamese of it.

A text is legacy when decoding turns words that Vietnamese does not have into syllables that it
has, by a wide margin. What is too short to tell ("§Êt") follows the texts around it, but never
against its own words: clean cells of a sheet that is legacy otherwise stay as they are. UTF-8
whose bytes were once taken for Windows-1252 ("Ä‘Æ°á»\x9dng") is told by itself: no other text reads
as UTF-8 from end to end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from nlp.reading.formats.legacy import FORMS, Form, decode_legacy, decode_letters
from nlp.reading.syllables import BROKEN, UNSEEN, syllable_score

# Differences of log probabilities. One syllable put right gives 5 to 11, so a text is legacy by
# itself from two or three syllables on.
_SURE = 12.0
# Of the words of a legacy text, so many are syllables (others are names and abbreviations).
_MIN_SYLLABLES = 0.6
# A text with many foreign words is legacy when its words that are not ASCII say so clearly.
_VERY_SURE = 25.0
_MIN_CHANGED = 0.8
# Of the texts that hold words which are no syllables, so many get better by decoding.
_MIN_BETTER = 0.5
_MAX_TEXTS = 2000
_MAX_CHARS = 20_000

_LATIN1 = re.compile("[\u00a1-\u00ff]")
# Letters that only Unicode has: the text is clean.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0"
    "\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]"
)
_TOKEN = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u0323\u1ea0-\u1ef9]+")
_SIGNS = "".join(map(chr, (*range(0xA1, 0xC0), 0xD7, 0xF7)))
# What the wrong table gives: "taỊ". A toned small letter may stand for a capital in TCVN3.
_CAPITALS = "".join(filter(str.isupper, map(chr, [*range(0x41, 0x1B1), *range(0x1EA0, 0x1EFA)])))
_CAPITAL_INSIDE = re.compile(f"[a-zăâđêôơư][{_CAPITALS}]")
# Windows-1252 as Latin-1; where it has no letter, programs keep the number of the byte.
_AS_LATIN1 = {
    ord(letter): byte
    for byte in range(0x80, 0xA0)
    if (letter := bytes((byte,)).decode("cp1252", "ignore"))
}
_FIELDS = re.compile(r"([,;|\"\t\r\n]+)")


class Repair:
    """Repairs texts that belong together: of a sheet, a document, a file.

    Parameters
    ----------
    texts : iterable of str
        Some or all of them. The first 2,000 different ones that could be legacy are judged.

    Attributes
    ----------
    form : {"tcvn3", "vni"} or None
        What most of them are in, None where they are clean.
    needed : bool
        Some of them are legacy.
    used : Counter
        How many texts were decoded, by form.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.form: Form | None = None
        self.needed = False
        self._mixed = False
        self.used: Counter[Form] = Counter()
        seen: set[str] = set()
        gains: dict[Form, float] = dict.fromkeys(FORMS, 0.0)
        better: Counter[Form] = Counter()
        doubtful = 0
        for text in texts:
            if text.isascii():
                continue
            if _UNICODE.search(text):
                self._mixed = True
                continue
            if text in seen or not _LATIN1.search(text):
                continue
            seen.add(text)
            if utf8_within(text) is not None:
                self.needed = True
                continue
            found = _Evidence(text)
            if not found.doubtful:
                continue
            doubtful += 1
            self.needed |= found.sure() is not None
            for form in FORMS:
                if found.gain[form] > 0 and found.plausible(form):
                    gains[form] += found.gain[form]
                    better[form] += 1
            if len(seen) >= _MAX_TEXTS:
                break
        form = max(FORMS, key=lambda name: gains[name])
        if gains[form] >= _SURE and better[form] >= _MIN_BETTER * doubtful:
            self.form = form
            self.needed = True

    def __call__(self, text: str, font: Form | None = None) -> str:
        """Return a text decoded if it is legacy, else as it is.

        Parameters
        ----------
        text : str
        font : {"tcvn3", "vni"}, optional
            What its font is made for. Text in Unicode may still be in such a font.
        """
        if not may_be_legacy(text):
            return text
        if (clear := utf8_within(text)) is not None:
            return clear
        form = self._form_of(text, font)
        if form is None:
            return text
        self.used[form] += 1
        return decode_legacy(text, form)

    def _form_of(self, text: str, font: Form | None) -> Form | None:
        found = _Evidence(text)
        if font is not None:
            return font if found.gain[font] >= 0 or found.doubtful else None
        if (sure := found.sure()) is not None:
            return sure
        if self.form is None or found.gain[self.form] <= 0:
            return None
        # "Bá" is "Bỏ" in TCVN3: among clean texts a syllable stays what it is.
        return self.form if found.doubtful or not self._mixed else None


class _Evidence:
    """What speaks for a text being legacy.

    Attributes
    ----------
    gain : dict of form to float
        By how much its words are likelier when decoded (difference of log probabilities).
    doubtful : bool
        A word of it, as it stands, is no syllable.
    """

    def __init__(self, text: str) -> None:
        self.gain: dict[Form, float] = dict.fromkeys(FORMS, 0.0)
        self.doubtful = False
        # Words when decoded, by form, beyond ASCII, and being a syllable.
        self._words: Counter[tuple[Form, bool, bool]] = Counter()
        for token in _TOKEN.findall(text[:_MAX_CHARS]):
            as_is, scores = token_scores(token)
            beyond = not token.isascii()
            self.doubtful |= as_is < UNSEEN and beyond
            for form in FORMS:
                self.gain[form] += scores[form] - as_is
                syllable = scores[form] >= UNSEEN
                if syllable or (len(token) > 1 and not token.isupper()):
                    self._words[form, beyond, syllable] += 1

    def sure(self) -> Form | None:
        """Return what the text is in for certain, without others beside it."""
        best = max(FORMS, key=lambda form: self.gain[form])
        if not self.doubtful:
            return None
        return best if self.gain[best] >= _SURE and self.plausible(best) else None

    def plausible(self, form: Form) -> bool:
        """Tell whether the decoded text is Vietnamese for the most part."""
        words = self._words
        ascii_good, ascii_bad = words[form, False, True], words[form, False, False]
        good, bad = words[form, True, True], words[form, True, False]
        if good + ascii_good >= _MIN_SYLLABLES * (good + bad + ascii_good + ascii_bad):
            return True
        return self.gain[form] >= _VERY_SURE and good >= _MIN_CHANGED * (good + bad)


def has_unicode_letters(text: str) -> bool:
    """Tell whether a text has Vietnamese letters that no legacy text shows ("ư", "ệ").

    Parameters
    ----------
    text : str
    """
    return not text.isascii() and bool(_UNICODE.search(text))


def may_be_legacy(text: str) -> bool:
    """Tell whether a text has signs of Latin-1 and no letters that only Unicode has.

    Parameters
    ----------
    text : str
    """
    return not text.isascii() and not _UNICODE.search(text) and bool(_LATIN1.search(text))


def utf8_within(text: str) -> str | None:
    """Return the text whose bytes in UTF-8 were taken for letters of Windows-1252, None for others.

    Parameters
    ----------
    text : str
        Not all ASCII.
    """
    try:
        return text.translate(_AS_LATIN1).encode("latin-1").decode()
    except UnicodeError:
        return None


@lru_cache(maxsize=65536)
def token_scores(token: str) -> tuple[float, Mapping[Form, float]]:
    """Return the log probability of a word as it stands, and decoded by each form.

    Parameters
    ----------
    token : str
        Letters and signs of Latin-1 without space between them.

    Returns
    -------
    (float, dict of form to float)
    """
    if token.isascii():
        score = syllable_score(token)
        return score, dict.fromkeys(FORMS, score)
    as_is = word_score(token)
    decoded = {form: decode_letters(token, form) for form in FORMS}
    return as_is, {f: as_is if word == token else word_score(word) for f, word in decoded.items()}


def word_score(word: str) -> float:
    """Return the log probability of a word that signs ("§", "«") may stand beside.

    Parameters
    ----------
    word : str
    """
    bare = word.strip(_SIGNS)
    if _CAPITAL_INSIDE.search(bare):
        return BROKEN
    # A sign alone is common enough ("±", "©"); beside a word it is unusual.
    if not bare:
        return -6.0 if len(word) == 1 else BROKEN
    return max(syllable_score(bare) - (len(word) - len(bare)), BROKEN)


def repair_legacy(texts: Iterable[str]) -> tuple[list[str], Form | None]:
    """Make Vietnamese of texts in TCVN3 or VNI that look like Latin-1; leave others alone.

    Parameters
    ----------
    texts : iterable of str
        Texts that belong together, such as the cells of a sheet. Short ones follow the others.

    Returns
    -------
    (list of str, {"tcvn3", "vni"} or None)
        The texts in their order, and the form that most of the repaired ones were in.

    Examples
    --------
    >>> repair_legacy(["Céng hßa x· héi chñ nghÜa ViÖt Nam", "Café", "đường"])
    (['Cộng hòa xã hội chủ nghĩa Việt Nam', 'Café', 'đường'], 'tcvn3')
    """
    texts = list(texts)
    repair = Repair(texts)
    out = [repair(text) for text in texts]
    return out, repair.used.most_common(1)[0][0] if repair.used else None


def fields_of(text: str) -> list[str]:
    """Split text at what separates the fields of a table, separators kept at the odd places.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        Joined together they are `text`.
    """
    return _FIELDS.split(text)
