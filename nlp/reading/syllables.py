"""How likely a word is a Vietnamese syllable: known ones by their rank, others by their form.

A syllable is an onset, a rime and one of six tones (Đoàn Thiện Thuật, *Ngữ âm tiếng Việt*, 1977).
The known ones and their order come from the project's own corpus, most frequent first; with
Zipf's law the rank stands for the probability.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_ONSET_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIME_LIST = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu "
    "im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng "
    "oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp "
    "ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt "
    "ươu ưt ưu y yêm yên yêng yêt yêu"
)
_ONSETS = _ONSET_LIST.split()
_RIMES = frozenset(_RIME_LIST.split())
_STOPPED = ("c", "ch", "p", "t")
_FRONT = frozenset("eêiy")
_ONLY_FRONT = frozenset({"k", "gh", "ngh"})
_ONLY_BACK = frozenset({"c", "ng"})
_VOWELS = frozenset("aăâeêioôơuưy")
# Letters of German, French and the North are in names; ñ is not, it is the đ of VNI.
_FOREIGN_VOWELS = frozenset("äëïöüåøæ")
_CLUSTER = re.compile("[aăâeêioôơuưyäëïöüåøæ]+")
_LETTERS = re.compile("[a-zăâđêôơưäëïöüåøæçß]+")
_PLAUSIBLE = _RIMES | _FOREIGN_VOWELS | {"ư"}
_OPEN = re.compile("([óòỏõọ])([ae])$|([úùủũụ])(y)$")
# No syllable is longer (nghiêng, and its tone where it is written apart).
_LONGEST = 8

# What is no known syllable, as logarithms of a probability: it has the form of one; it could be a
# name or a foreign word in Vietnamese letters; it holds what Vietnamese doesn't write.
UNSEEN = -10.0
FOREIGN = -13.0
BROKEN = -15.0


@cache
def known_syllables() -> dict[str, float]:
    """Return the log probability of each known syllable, in both styles of tone (hòa, hoà).

    Returns
    -------
    dict of str to float
    """
    text = (resources.files("nlp.reading") / "syllables.txt").read_text(encoding="utf-8")
    found = text.split()
    total = math.log(sum(1 / (rank + 10) for rank in range(len(found))))
    known: dict[str, float] = {}
    for rank, syllable in enumerate(found):
        score = -math.log(rank + 10) - total
        known.setdefault(syllable, score)
        known.setdefault(_OPEN.sub(_new_style, syllable), score)
    return known


def _new_style(match: re.Match[str]) -> str:
    toned = unicodedata.normalize("NFD", match[1] or match[3])
    return unicodedata.normalize("NFC", toned[0] + (match[2] or match[4]) + toned[1])


def toneless(word: str) -> tuple[str, str]:
    """Split the tone off a word, so that hòa and hoà are one.

    Parameters
    ----------
    word : str
        In lower case.

    Returns
    -------
    (str, str)
        The word without tone in NFC, and the letter for its tone; two where it has two.
    """
    split = unicodedata.normalize("NFD", word)
    tone = "".join(_TONES[c] for c in split if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in split if c not in _TONES)), tone


def syllable_score(word: str) -> float:
    """Return the log probability that Vietnamese text has `word` in it.

    Parameters
    ----------
    word : str
        Without spaces and punctuation; case does not matter.

    Returns
    -------
    float
        Above `UNSEEN` for a known syllable, down to `BROKEN`.
    """
    return _score(word.lower()) if len(word) <= _LONGEST else FOREIGN if word.isascii() else BROKEN


@lru_cache(maxsize=65536)
def _score(word: str) -> float:
    word = unicodedata.normalize("NFC", word)
    base, tone = toneless(word)
    known = known_syllables().get(word)
    if known is not None:
        return known
    # A tone that is no part of a letter stands beside a consonant.
    if not _LETTERS.fullmatch(base) or len(tone) > 1 or len(base) != len(word):
        return BROKEN
    toned = _toned_letter(word) if tone else -1
    if tone and base[toned] not in _VOWELS:
        return BROKEN
    if is_well_formed(base, tone):
        return UNSEEN if not tone or toned in _tone_places(base) else BROKEN
    # "Krông" and "Café" have no vowels side by side that Vietnamese doesn't have; "hoøa" has.
    plausible = all(m.group() in _PLAUSIBLE for m in _CLUSTER.finditer(base))
    return FOREIGN if plausible else BROKEN


def is_well_formed(base: str, tone: str) -> bool:
    """Tell whether an onset and a rime make the syllable, and its tone fits the ending.

    Parameters
    ----------
    base : str
        The syllable without its tone, in lower case and NFC.
    tone : str
        As from `toneless`.
    """
    if base.endswith(_STOPPED) and tone not in ("s", "j"):
        return False
    if base in _RIMES:
        return True
    for onset in _ONSETS:
        rime = base[len(onset) :]
        if not base.startswith(onset) or rime not in _RIMES:
            continue
        front = rime[0] in _FRONT
        if not (front and onset in _ONLY_BACK) and (front or onset not in _ONLY_FRONT):
            return True
    # "gì", "giếng", "quỳnh": the i or u belongs to both.
    return base.startswith(("gi", "qu")) and base[1:] in _RIMES


def _toned_letter(word: str) -> int:
    return next(i for i, c in enumerate(word) if toneless(c)[1])


def _tone_places(base: str) -> tuple[int, ...]:
    """Return the letters of a syllable that its tone may be written on."""
    glide = 2 if base.startswith(("qu", "gi")) and base[2:3] in _VOWELS and len(base) > 2 else 0
    places = [i for i, c in enumerate(base) if i >= glide and c in _VOWELS]
    marked = [i for i in places if base[i] in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    if len(places) == 2:
        if base[-1] not in _VOWELS:
            return (places[1],)
        return tuple(places) if base[places[0] :] in ("oa", "oe", "uy") else (places[0],)
    return (places[len(places) // 2],)
