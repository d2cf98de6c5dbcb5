"""Who speaks: the head of a turn, with the name, the office and the place in it."""

from __future__ import annotations

import re
from functools import cache

from nlp.reading.named_places import find_place
from nlp.reading.person_names import is_name, name_length, person_length
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain

COLON = re.compile(r"\s*:(?!\d)\s*")
LONGEST_HEAD = 160
MOST_WORDS = 24
# Whoever says something is named in so many words, where it is no known person or group.
_SAYS_WORDS = 8
_FIRST_PERSON = re.compile(
    r"\b(?:tôi|tui|em|con|cháu|chúng tôi|tụi tôi|mình|xin|cũng|đã|để)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=\w{3})[.!?]\s+(?=\S)")
# Offices of the hamlet: whoever holds one speaks for the people at a meeting.
_OF_THE_PEOPLE = re.compile(
    r"(?:(?:ong|ba|anh|chi|dong chi|d/c) )?(?:"
    r"dai dien (?:cac )?(?:ho|nhan dan|cu tri|ba con|nguoi dan|thon|xom|khu|to dan pho)"
    r"|truong (?:thon|xom|ban(?: [a-z]+)? cong tac mat tran|ban|ap|khu|khom)"
    r"|(?:pho )?(?:giam doc|chu nhiem) (?:htx|hop tac xa)|to (?:truong|pho)|chi hoi (?:truong|pho)"
    r"|(?:pho )?chu tich hoi(?! dong)|bi thu chi (?:bo|doan))\b"
)
_MANNER = r"(?: (?:luon|ngay|tai cho|them|lai|rang|la))*$"
_REPLIES = re.compile(
    r"\b(?:tra loi|giai dap|tiep thu|giai trinh|ket luan|thua lai|giai thich|dap loi|phan tran"
    rf"|nhan loi|xac nhan|thong tin|ghi nhan|cam ket|chi dao|khang dinh|phan cong){_MANNER}"
)
# These are names too (Hứa, Đáp), with a capital.
_SHORT_REPLIES = re.compile(r"\b(?:hứa|dặn|đáp|hẹn)$")
# Without marks "so" and "phong" are departments; these are numbers, books, rooms and matters.
_NO_OFFICE = re.compile(
    r"(?:số|sổ)\b|so\s+\d|phong\b(?=.*[^\x00-\x7f])"
    r"|(?:phòng|phong)\s+(?:(?:số|so|trọ|tro)\b|[a-z]?\.?\d|cháy|khám|chống)"
)
_ROUND = re.compile(r"\s*\((?:ý kiến|lượt|phát biểu|lần)[^)]*\)", re.IGNORECASE)


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
    if _REPLIES.search(folded) or _SHORT_REPLIES.search(head):
        return True
    if speaks_for_people(head) and (listed or folded.startswith("dai dien")):
        return False
    folded = re.sub(r"^d/c\.?\s+", "dong chi ", folded)
    word = None if _NO_OFFICE.match(plain(head)) else begins_with(folded, rules.officials)
    if word in ("dong chi", "dc"):
        # A title among party members; "Đồng chí chủ trì" has the office behind it.
        rest = folded[len(word) :].lstrip(". ")
        named = begins_with(rest, rules.officials)
        return named is not None or not name_length(
            rest.split() and head.split()[-len(rest.split()) :]
        )
    if word is not None:
        return True
    # "Ông Trần Văn Hải, Phó Chủ tịch UBND tỉnh:" names the office behind the person.
    written = (part.strip(" -–(,)") for part in head_parts(plain(head))[1:])
    parts = [fold(part) for part in written if not _NO_OFFICE.match(part)]
    return any(
        begins_with(part, rules.officials) and not speaks_for_people(part)
        for part in parts
        if not part.startswith(("nguyen ", "cuu ", "dai dien", "so nha", "so dien", "so dt"))
    ) or any(part.startswith("dai dien") and not speaks_for_people(part) for part in parts)


def head_parts(head: str) -> list[str]:
    """Return the head cut at commas, brackets and dashes."""
    return re.split(r"[,(–]|\s-\s", head)


def speaker_head(text: str) -> str | None:
    """Return what stands before the colon of a turn, when it names a speaker."""
    match = COLON.search(text, 0, LONGEST_HEAD)
    if match is None or match.start() < 2:
        return None
    head = text[: match.start()].strip()
    words = head.split()
    rules = load_rules()
    pieces = _SENTENCE.split(head)
    if len(pieces) > 1 and not (len(pieces) == 2 and announces_count(pieces[1])):
        return None
    folded = fold(head)
    if begins_with(folded, rules.officials) and not _NO_OFFICE.match(plain(head)):
        return head
    if len(words) > MOST_WORDS:
        return None
    if _REPLIES.search(folded) and len(words) <= 12:
        return head
    if speaks_for_people(head) and (any(map(is_name, words[1:])) or len(words) <= 4):
        return head
    if person_length(words):
        return head
    lives = re.fullmatch(r"([^():]{2,40})\(([^()]+)\)", head)
    if lives and find_place(lives[2]) and all(map(is_name, lives[1].split())):
        # "Aê Y Bhem (buôn Mrông):" names somebody by where he lives.
        return head
    if len(words) <= _SAYS_WORDS and (_ends_saying(head) or any_of(rules.anonymous).search(head)):
        return head
    group = begins_with(plain(head), rules.groups)
    # "Cử tri xã B", "Bà con xóm trong": a place or nothing follows, no sentence.
    rest = plain(head)[len(group) :].strip() if group else ""
    says = begins_with(rest, rules.reported) is not None
    return head if group and (says or len(rest.split()) <= 8) else None


def _ends_saying(head: str) -> bool:
    """Tell whether what stands before a colon ends with a verb of saying ("PH 7A2 hỏi")."""
    verbs = any_of(load_rules().speech_verbs + load_rules().reply_verbs)
    last = " ".join(head.split()[-2:])
    found = list(verbs.finditer(last))
    subject = head[: len(head) - len(last)] + (last[: found[-1].start()] if found else "")
    named = subject[:1].isupper() and not _FIRST_PERSON.search(subject)
    return bool(found) and found[-1].end() == len(last) and named and bool(subject.strip())


def announces_count(text: str) -> bool:
    """Tell whether a text only says how many matters follow ("Tôi có 2 ý")."""
    return len(text.split()) <= 14 and bool(_counting().search(text.lower()))


@cache
def _counting() -> re.Pattern[str]:
    rules = load_rules()
    number = rf"(?:\d+|{'|'.join(rules.counts)}|mấy|vài|một số)"
    return re.compile(
        rf"\b{number}\s+(?:{'|'.join(sorted(rules.matters, key=len, reverse=True))})\b"
    )


def who(head: str) -> tuple[str, str]:
    """Return the name and the place in the head of a turn, empty where it has none."""
    text = _ROUND.sub("", head)
    parts = [part.strip(" ).") for part in head_parts(text)]
    first = parts[0] if parts else text
    pieces = _SENTENCE.split(first)
    first = pieces[0].strip(" .")
    words = first.split()
    length = person_length(words)
    place = ", ".join(found for part in parts[1:] if (found := find_place(part)))
    if length:
        own = find_place(" ".join(words[length:]))
        first = " ".join(words[:length])
    else:
        verb = any_of(load_rules().reported).search(first)
        if verb and verb.start() > 2:
            first = first[: verb.start()].strip()
        own = find_place(first)
        if own and place:
            # "Cử tri xã Tân Thanh Tây, huyện Mỏ Cày Bắc": a group is called by where it lives.
            first = f"{first}, {place}"
    place = ", ".join(filter(None, (own, place)))
    return first.strip(" ,."), place
