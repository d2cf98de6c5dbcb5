"""Who speaks and where: the head of a turn, and the names of places in it."""

from __future__ import annotations

import itertools
import re

from nlp.reading.rules import begins_with, fold, load_rules

_HEAD = re.compile(
    r"^(?P<head>[^:]{3,160}?)\s*(?::\s*|\s+(?:có ý kiến|phát biểu|nêu ý kiến|kiến nghị|phản ánh)"
    r"\s*:\s*)",
    re.IGNORECASE,
)


# Offices of the hamlet: whoever holds one speaks for the people at a meeting.
_OF_THE_PEOPLE = re.compile(
    r"(?:(?:ong|ba|anh|chi|dong chi|d/c) )?(?:"
    r"dai dien (?:cac )?(?:ho|nhan dan|cu tri|ba con|nguoi dan|thon|xom|khu|to dan pho)"
    r"|truong (?:thon|xom|ban cong tac mat tran|khu)|to (?:truong|pho)|chi hoi (?:truong|pho)"
    r"|(?:pho )?chu tich hoi(?! dong)|bi thu chi (?:bo|doan))\b"
)


def speaks_for_people(head: str) -> bool:
    """Tell whether the head of a turn names an office of the hamlet or of its associations."""
    folded = fold(head)
    return bool(_OF_THE_PEOPLE.match(folded)) and "tra loi" not in folded


def is_official(head: str, *, listed: bool = False) -> bool:
    """Tell whether the head of a turn names an office or a person by office.

    Parameters
    ----------
    head : str
    listed : bool
        The turn is an item in a list of opinions, where those speak who ask and not those who
        answer.
    """
    folded = fold(head)
    rules = load_rules()
    if speaks_for_people(head) and (listed or folded.startswith("dai dien")):
        return False
    if begins_with(folded, rules.officials):
        return True
    # "Ông Trần Văn Hải, Phó Chủ tịch UBND tỉnh:" names the office behind the person.
    return any(begins_with(part.strip(" -–(,"), rules.officials) for part in head_parts(folded)[1:])


def head_parts(head: str) -> list[str]:
    """Return the head cut at commas, brackets and dashes."""
    return re.split(r"[,(–]|\s-\s", head)


def speaker_head(text: str) -> str | None:
    """Return what stands before the colon of a turn, when it names a speaker."""
    match = _HEAD.match(text)
    if match is None:
        return None
    head = match["head"]
    folded = fold(head)
    rules = load_rules()
    if begins_with(folded, rules.officials):
        return head
    if speaks_for_people(head) and len(head.split()) <= 24 and any(map(_is_name, head.split()[1:])):
        return head
    who = begins_with(folded, rules.speakers)
    if who is None:
        return None
    rest = head[len(who) :].strip()
    # "Ông Nguyễn Văn A", "Cử tri xã B", "Người nói 3": a name or a place follows, no sentence.
    named = rest[:1].isupper() or rest[:1].isdigit() or who in ("cu tri", "nguoi dan")
    return head if named and len(head.split()) <= 24 else None


def body_after_head(text: str) -> str:
    """Return what the speaker says, without the head."""
    match = _HEAD.match(text)
    return text[match.end() :].strip() if match else text


def narrated_speaker(text: str) -> str:
    """Return who is said to speak: "Ông Nghiệp" of "Ông Nghiệp đề nghị sửa đường"."""
    words = text.split()
    if not words or fold(words[0]) not in load_rules().speakers:
        return ""
    name = list(itertools.takewhile(lambda word: word[:1].isupper() and word.isalpha(), words[1:6]))
    return " ".join([words[0], *name]) if name else ""


def find_place(text: str) -> str:
    """Return the first run of named places in a sentence, as written, or an empty string.

    Parameters
    ----------
    text : str
        Such as ``"Họp thôn Nội, xã Tam Đa, ngày 12/3/2026"``.

    Returns
    -------
    str
        Such as ``"thôn Nội, xã Tam Đa"``.
    """
    found: list[str] = []
    for part in re.split(r"[,;:()–]|\s-\s", text):
        place = _place_of_part(part.split())
        if place:
            found.append(place)
        elif found:
            break
    return ", ".join(found)


def _place_of_part(words: list[str]) -> str:
    kinds = {tuple(kind.split()) for kind in load_rules().places}
    for start, length in itertools.product(range(len(words)), (3, 2, 1)):
        kind = tuple(word.lower() for word in words[start : start + length])
        if kind not in kinds:
            continue
        after = start + length
        name = list(itertools.takewhile(_is_name, words[after : after + 6]))
        if name:
            return " ".join([*words[start:after], *name]).strip(" .")
    return ""


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or word == "số"
