"""Names without a title that no list knows: those of Khmer, Bru, Jrai and others, and of kin."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.reading.gazetteer.data import load_gazetteer
from nlp.reading.gazetteer.keys import name_keys
from nlp.reading.masking.sentence import Sentence
from nlp.reading.masking.words import NameWords
from nlp.reading.syllables import known_syllables

# How rivers, lakes and villages of the Central Highlands begin: "Hồ Ea Kao".
_WATERS = frozenset(
    ("ea", "ia", "đắk", "đăk", "đak", "dak", "krông", "kon", "chư", "cư", "plei", "lắk", "lăk")
)


def is_rare_name(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether capitals without a title are the name of somebody who speaks, or in brackets.

    Parameters
    ----------
    sentence : Sentence
    start, end : int
        Tokens of the capitals.

    Returns
    -------
    bool
        They begin with a surname and hold a syllable that is no Vietnamese word, as "Thạch Sa
        Rượng" does, and nothing stands before them but the sentence's beginning or a bracket; or
        they are a man's name with that of his family behind it, as "Y Moan Êban" is.
    """
    tokens, words = sentence.tokens, sentence.words
    run = [token.word for token in tokens[start:end]]
    if run[0] == "y" and len(run) > 2 and run[-1] in words.clans:
        return True
    if sentence.bare or len(run) < 2 or run[0] not in words.surnames or run[1] in _WATERS:
        return False
    if run[0] in words.kinds and len(run) < 3:
        return False
    before = tokens[start - 1].text if start else "\n"
    known = known_syllables()
    if before not in "(\n.!?:;-–+•*" or not any(word not in known for word in run):
        return False
    closed = before == "(" and [token.text for token in tokens[end : end + 1]] in ([")"], [","])
    # "Sùng Phài đề nghị": a commune's voters.
    return bool(closed or sentence.begins_phrase(end, words.asks)) and not _is_place(run)


def _is_place(run: Sequence[str]) -> bool:
    gazetteer, key = load_gazetteer(), name_keys(run)[0]
    return key in gazetteer.wards or key in gazetteer.districts


def is_of_kin(run: Sequence[str], words: NameWords) -> bool:
    """Tell whether capitals behind "Chồng:" are a name, and not a trade or a place.

    Parameters
    ----------
    run : sequence of str
    words : NameWords
    """
    if len(run) == 1:
        return run[0] in words.given - words.weak_given
    first = words.surnames | words.middles
    return (
        run[0] in first and (run[0] in words.surnames or len(run) == 2) and run[-1] in words.given
    )
