"""Where an opinion in speech begins: behind what only announces it or tells who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.speech.features import key
from nlp.reading.speech.introductions import PLACE_SAID, called, introduced, named_in_capitals
from nlp.reading.speech.recording import Recording, Word

# So many words about oneself may go before an opinion that has more than so many; more where
# there is a name.
_LEAD, _NAMED_LEAD, _REST = 8, 14, 12
# Of fewer words nobody states a matter; somebody who goes on with one says at least so many.
_MATTER, _SAID = 8, 2
# Of more words nobody tells what he is.
_ROLE = 6
# The name of a place has so many words at the most.
_PLACE_WORDS = 3
_I = r"(?:tôi|tui|em|con|cháu|mình|chúng tôi|chúng em|tụi tôi|tụi em)"
# Words that announce a matter and tell nothing of it.
_ANNOUNCES = re.compile(
    rf"(?:(?:dạ |vâng )?(?:xin )?cho {_I} (?:xin )?hỏi(?: thêm| chút| xíu| một chút| một câu)?"
    rf"(?: là)?|(?:{_I} )?xin (?:có|góp) (?:một )?ý kiến(?: là)?"
    r"|(?:xin )?thay mặt (?:cho )?(?:bà con|chị em|anh em|các hộ)) "
)
# Words that go over to another matter, where the same voice has stated one.
_GOES_OVER = re.compile(
    r"(?:(?:dạ |à |ờ )?(?:với lại|với cả|vả lại|ngoài ra|thêm nữa|sau nữa|hơn nữa|và)(?: là)?"
    r"|(?:chuyện|việc|ý) (?:đầu|sau|chót|cuối)(?: tiên| cùng)?(?: là| thì)?) "
)
# "Chuyện đầu": the first of several, where nothing was stated yet.
_FIRST = re.compile(r"(?:chuyện|việc|ý) (?:đầu|thứ nhất|thứ nhứt)(?: tiên)?(?: là| thì)? ")
_NUMBER = re.compile(
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|tư|trăm|linh|lẻ|\d+)"
)
# "người Mường ở bản Suối Làng", but not "cái ngõ 12 loạn hết".
_LIVES = re.compile(r"(?:\b(?:ở|quê|dân|người|tại|bên)\s+|,\s*)$", re.IGNORECASE)
_ENDS = ".!?"
# With them a sentence about the speaker says something of a matter ("..., không có lương").
_STATES = frozenset(["không", "chưa", "hổng", "hông", "hỏng", "chẳng", "chả", "nỏ"])
# Words that say nothing, before what somebody says.
FILLERS = frozenset(["là", "dạ", "vâng", "ờ", "à", "ừ", "ạ"])


def keys_of(words: Sequence[Word]) -> list[str]:
    """Return words without signs, in lower case."""
    return [key(word.text) for word in words]


def of_oneself(keys: Sequence[str]) -> int:
    """Return how many words are such that somebody tells of himself with."""
    known = load_rules().speech["oneself"]
    return sum(word in known for word in keys)


def announced(words: Sequence[Word], *, further: bool) -> int:
    """Return how many first words only announce a matter.

    Parameters
    ----------
    words : sequence of Word
        An opinion's.
    further : bool
        The same voice has stated a matter just before.
    """
    text = " ".join(keys_of(words[:_LEAD])) + " "
    for pattern in (_GOES_OVER if further else _FIRST, _ANNOUNCES):
        match = pattern.match(text)
        if match is not None and len(words) - match[0].count(" ") >= _MATTER:
            return match[0].count(" ")
    return 0


def fillers(words: Sequence[Word]) -> int:
    """Return how many first words say nothing ("dạ", "ờ").

    Parameters
    ----------
    words : sequence of Word
        An opinion's.
    """
    said = words[: max(0, len(words) - _SAID)]
    return len(list(takewhile(FILLERS.__contains__, keys_of(said[:_LEAD]))))


def lead(words: Sequence[Word]) -> int:
    """Return how many words a first sentence has that is about the speaker; 0 where there is none.

    Parameters
    ----------
    words : sequence of Word
        An opinion's.
    """
    for index in range(min(_NAMED_LEAD, len(words) - _REST)):
        if words[index].text[-1] not in ".!,;" or not words[index + 1].text[:1].isalpha():
            continue
        said = words[: index + 1]
        keys = keys_of(said)
        text = " ".join(word.text for word in said)
        named = _says_name(said)
        if index >= _LEAD and not named:
            return 0
        matter = any(word in load_rules().speech["topics"] for word in keys) or "mà" in keys
        matter = matter or not (named or _STATES.isdisjoint(keys))
        # Behind a comma the sentence may go on to its matter ("Tôi 76 tuổi, trợ cấp ...").
        whole = words[index].text[-1] != ","
        tells = named or (whole and 2 * _told(text, keys) > len(keys))
        if tells and not matter and len(keys) > 1:
            return index + 1 + (0 if whole else _role(words[index + 1 :]))
        if whole:
            return 0
    return 0


def _role(words: Sequence[Word]) -> int:
    """Return how many words behind a name tell what somebody is ("người có uy tín.")."""
    for index, word in enumerate(words[:_ROLE]):
        if word.text[-1] in _ENDS:
            keys = keys_of(words[: index + 1])
            matter = any(key in load_rules().speech["topics"] for key in keys)
            role = begins_with(fold(" ".join(keys)), load_rules().roles)
            return 0 if matter or role is None or keys[1:2] in (["dân"], ["ta"]) else index + 1
        if word.text[-1] in ",;:":
            return 0
    return 0


def another_begins(words: Sequence[Word]) -> tuple[int, int] | None:
    """Return where somebody ends and another says his name, in what one voice says.

    A place's microphone goes from hand to hand ("Cháu xin dừng. Tôi Lê Văn Bình, ...").

    Parameters
    ----------
    words : sequence of Word
        An opinion's.

    Returns
    -------
    tuple of (int, int) or None
        Of the first word of the ending, and of what the other says.
    """
    speech = load_rules().speech
    begin = 0
    for index, word in enumerate(words[:-_REST]):
        if word.text[-1] not in _ENDS:
            continue
        keys = keys_of(words[begin : index + 1])
        ends = any(
            " ".join(keys[at:]) in speech["closings"] and of_oneself(keys[:at]) == at
            for at in range(min(len(keys), _PLACE_WORDS))
        )
        after = words[index + 1 : index + 1 + _NAMED_LEAD]
        if begin >= _MATTER and ends and _says_name(after):
            return begin, index + 1
        begin = index + 1
    return None


def _says_name(words: Sequence[Word]) -> bool:
    """Tell whether words begin with who somebody is by name, not with what he is."""
    text = " ".join(word.text for word in words)
    if named_in_capitals(text):
        return True
    name = introduced(text)[0] if called().match(" ".join(keys_of(words))) else ""
    return bool(name) and (text == text.lower() or all(w[:1].isupper() for w in name.split()))


def _told(text: str, keys: Sequence[str]) -> int:
    """Return how many words tell of the speaker: his home's and his age's do."""
    place = PLACE_SAID.search(text)
    told = of_oneself(keys)
    if place is not None and (
        place[0] == text.strip(" .!?") or _LIVES.search(text[: place.start()])
    ):
        within = [key(word) for word in place[0].split()]
        told += len(within) - of_oneself(within)
    if "tuổi" in keys:
        told += sum(_NUMBER.fullmatch(word) is not None for word in keys)
    return told


def rest_of_place(before: Sequence[Word], words: Sequence[Word]) -> int:
    """Return how many words go on the place that an introduction ends with.

    "ở thôn Ích Phú, | Song Giang. Vỏ thuốc ...": a name with a sign of its own.
    """
    if not before or before[-1].text[-1] != ",":
        return 0
    text = " ".join(word.text for word in before).rstrip(",")
    if not any(place.end() == len(text) for place in PLACE_SAID.finditer(text)):
        return 0
    for index, word in enumerate(words[:_PLACE_WORDS]):
        if not word.text[:1].isupper():
            return 0
        if word.text[-1] in _ENDS:
            return index + 1 if len(words) - index > _MATTER else 0
    return 0


def begun_before(recording: Recording, begin: int, end: int) -> int:
    """Return where the sentence begins whose rest follows an introduction; its end if none does.

    In text with its signs an opinion begins with a sentence ("ở ấp Chánh. Lộ | vô ấp ...").

    Parameters
    ----------
    recording : Recording
    begin, end : int
        Of the introduction.
    """
    words = recording.words
    if words[end - 1].text[-1] in _ENDS or not words[end].text[:1].islower():
        return end
    at = next((i for i in range(end - 1, begin, -1) if words[i - 1].text[-1] in _ENDS), begin)
    said = words[at:end]
    keys = keys_of(said)
    text = " ".join(word.text for word in said)
    told = 2 * of_oneself(keys) > len(keys) or PLACE_SAID.search(text) is not None
    told = told or called().search(" ".join(keys)) is not None or _says_name(said)
    speech = load_rules().speech
    announces = (*speech["links"], *speech["topics"], *speech["particles"], "nói", "chào")
    return end if at == begin or told or any(word in announces for word in keys) else at
