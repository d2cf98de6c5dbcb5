"""Where an opinion in speech begins behind a place: not within the place's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from nlp.reading.rules import load_rules
from nlp.reading.speech.features import key
from nlp.reading.speech.recording import Word
from nlp.reading.speech.said_places import HAMLET_KINDS, known_name

# A name has so many words at the most, and so many letters of what stands before matter.
_MOST_NAME = 5
_REACH = 80
# So much must be left of the opinion.
_LEAST = 8
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_KIND = re.compile(
    r"(?<![^\W_])(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)(?=\s|$)",
    re.IGNORECASE,
)
_UNITS = frozenset(kind.split()[-1] for kind in HAMLET_KINDS) | {"xã", "phường", "trấn"}
# A place that people of the recording name is named so often, and always goes on alike.
_OFTEN = 3
_NO_NAMES = frozenset(
    ("tôi", "tui", "em", "con", "cháu", "mình", "ta", "này", "đó", "ấy", "nào", "nhà")
)
# "nhà ở xã kỳ sơn | rác ..."
_HOUSE = re.compile(r"nhà (?:(?:tôi|tui|em|con|cháu|mình) )?(?:ở|tại)$", re.IGNORECASE)


def phrases_of(words: Sequence[Word]) -> Counter[tuple[str, ...]]:
    """Return how often two and three words stand together that begin with the kind of a place.

    Parameters
    ----------
    words : sequence of Word
        All that was said.
    """
    keys = [key(word.text) for word in words]
    units = [index for index, word in enumerate(keys) if word in _UNITS]
    return Counter(tuple(keys[at : at + size]) for at in units for size in (2, 3))


def rest_of_place(
    lead: Sequence[Word], said: Sequence[Word], often: Mapping[tuple[str, ...], int]
) -> int:
    """Return how many words at the beginning of an opinion are the rest of a place's name.

    "... ở xã đại | từ hồ chứa nước cạn": the gazetteer has "Đại Từ", and no commune "Đại". What it
    does not have is told by how others name it. Where a name may end before the opinion begins,
    nothing is moved.

    Parameters
    ----------
    lead : sequence of Word
        How somebody introduces himself.
    said : sequence of Word
        The opinion behind it.
    often : mapping of tuple of str to int
        See `phrases_of`.

    Returns
    -------
    int
        0 where it begins with no such words, or where too little would be left of it.
    """
    moved = _known_rest(lead, said) or _own_rest(lead, said, often)
    return moved if len(said) - moved >= _LEAST else 0


def _own_rest(
    lead: Sequence[Word], said: Sequence[Word], often: Mapping[tuple[str, ...], int]
) -> int:
    """Return 1 where the recording has the last word before the opinion with the next one only."""
    own = tuple(key(word.text) for word in (*lead[-2:], *said[:1]))
    if len(own) < 3:
        return 0
    numbered = own[1][:1].isdigit() or own[1] in load_rules().counts
    if numbered or own[1] in _NO_NAMES or not lead[-1].text[-1:].isalnum():
        return 0
    return int(often.get(own, 0) == often.get(own[:2], 0) >= _OFTEN)


def _known_rest(lead: Sequence[Word], said: Sequence[Word]) -> int:
    """Return how many words of a name that the gazetteer has stand in the opinion."""
    before = " ".join(word.text for word in lead)[-_REACH:]
    head = [word.text for word in said[: 2 * _MOST_NAME]]
    text = f"{before} {' '.join(head)}"
    for kind in _KIND.finditer(text):
        cut = len(before) + 1
        if kind.start() >= cut and not _HOUSE.match(text[cut : kind.start()].strip()):
            return 0
        words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text, kind.end())]
        size = known_name(text, words[:_MOST_NAME], kind[1].lower())
        if not size or words[size - 1][2] <= cut:
            continue
        inside = [word for word in words[:size] if word[1] < cut]
        if inside and known_name(text, inside, kind[1].lower()) == len(inside):
            return 0
        none = load_rules().speech["no_names"]
        first = [word.lower() for word, _, _ in words[:2]]
        if not inside and (size < 2 or first[0] in none or " ".join(first) in none):
            return 0
        return len(text[cut : words[size - 1][2]].split())
    return 0
