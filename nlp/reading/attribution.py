"""Whose an opinion is, by the words before or behind it, or by the subject of its sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.reading.groups import COMPANY, is_group, read_group
from nlp.reading.headings import part_of
from nlp.reading.homes import homes_of
from nlp.reading.introductions import find_narrated
from nlp.reading.named_places import find_place
from nlp.reading.naming import (
    EDGES,
    KIN_OF,
    NUMBERED,
    bare_name,
    person_words,
    says,
    tells,
    title_words,
    without_addressee,
    without_leads,
)
from nlp.reading.person_names import is_name, name_length
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import is_official, speaks_for_people
from nlp.reading.whose import Whose

_SAME = re.compile(
    r"\b(?:cùng|cũng)\s+(?:ở\s+)?(?:thôn|xóm|ấp|tổ|bản|buôn|khóm|khu|xã|phường|tdp|kp|làng|đội)\b"
    r"|\b(?:tại|ở)\s+(?:đây|(?:thôn|xóm|ấp|tổ|bản|khóm|xã|phường)\s+này)\b"
    r"|\b(?:phường|xã|thôn|xóm|ấp)\s+này\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^(?:câu hỏi|ý kiến|kiến nghị|phản ánh)\b.{0,20}\bcủa\b", re.IGNORECASE)
# "nt" (như trên): as above.
AS_ABOVE = re.compile(
    r"^(?:nt|n/t|như trên|-nt-|người trên)\b|^(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|bạn)\s+"
    r"(?:ấy\s+|này\s+)?(?:cũng|còn|nêu|nói|hỏi|đề nghị|phản ánh)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:ngoài ra,?\s+|đồng thời,?\s+)?(?:theo\s+)?(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|bạn)\s+"
    r"(?:\w+\s+)?(?:cũng|còn|lại|tiếp tục)\b|^cử tri (?:này\s+)?cũng\b"
    r"|^(?:ngoài ra,?\s+)?theo\s+(?:ông|bà|anh|chị|cụ)\s*,",
    re.IGNORECASE,
)
_ANONYMOUS = re.compile(
    r"^\W*(?:không|ko|k)\s+(?:ký|nêu|ghi|nói|rõ|xưng|để|để lại|cho biết)\b", re.IGNORECASE
)
_GROUP_COMMA = re.compile(r"[^,.:;()]{3,60},\s+(?=\S)")
_READ_OUT = re.compile(r"\bđọc\s+(?:hộ|giúp|giùm|thay|lên|to)\b", re.IGNORECASE)
# "Vũ Lễ, ngày 30 tháng 9"
_DATED = re.compile(r"[^:]{2,40},\s*ngày\s+\d", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]{3,40})\)?")
_ALIAS = re.compile(r"^\s*\(([^()\s]+(?:\s[^()\s]+){0,3})(?:\)|$)")
_WITH = re.compile(r"^\s*và\s+\d+\s+hộ(?:\s+dân)?\b")
_KIN = frozenset(("con", "cháu", "vợ", "chồng", "dâu", "rể"))
WORDS_BEFORE_VERB = 26
_SUBJECT_WORDS = 12
_LEAST_BEFORE = 60
# A group without a place is called by no more words.
_GROUP_WORDS = 8


def whose(text: str, *, behind: bool = False) -> Whose:
    """Read who speaks from the words that say so ("Ông Lê Văn Tám, ấp 3, xã Tân Hòa hỏi:").

    Parameters
    ----------
    text : str
    behind : bool
        They stand behind what is said, where a group is named for its place.
    """
    text = without_addressee(text)
    bare = bare_name(text)
    if not bare or begins_with(plain(bare), load_rules().anonymous) or _ANONYMOUS.match(bare):
        return Whose()
    if _READ_OUT.search(bare) and (unnamed := any_of(load_rules().anonymous).search(bare)):
        # "Phiếu giấy không ghi tên, chị Ngân đọc hộ": whoever reads it out did not write it.
        return Whose("", find_place(bare[: unnamed.start()]))
    if AS_ABOVE.match(bare) and not person_words(bare):
        return Whose(same_person=True)
    same = _SAME.search(text)
    # "Xóm Đồng Rã" names nobody.
    found = None if find_place(bare) == bare else _person(bare, lenient=True)
    if found is None and find_place(bare) != bare:
        found = _member(bare) if is_group(bare) else _led_to(bare)
    if found is not None:
        found = replace(found, same_place=same is not None and not found.place)
    else:
        found = read_group(bare, same=same is not None, behind=behind)
    words = fold(same[0]).split() if same else [""]
    return replace(found, shared=words[-1] if words[0] == "cung" else "")


def _person(text: str, *, lenient: bool = False) -> Whose | None:
    """Read a name at the beginning of a text, and where it is from."""
    length = person_words(text, lenient=lenient)
    if not length:
        return None
    words = text.split()
    name = " ".join(words[:length])
    rest = text[len(name) :]
    name = name.strip(" ,.:;(")
    if more := _WITH.match(rest):
        name, rest = name + more[0].rstrip(), rest[more.end() :]
    if KIN_OF.match(text) and (own := _IN_BRACKETS.match(rest)) and person_words(own[1]):
        # "phụ huynh em Bảo Châu (bà Lê Thị Ngà)"
        return Whose(own[1].strip(" ."), homes_of(rest[own.end() :], own[1]))
    alias = _ALIAS.match(rest)
    short = alias is not None and alias[1].isupper() and not find_place(alias[1])
    if alias and (short or alias[1].rsplit(maxsplit=1)[-1] == words[length - 1]):
        # "Lê Văn Hưởng (Năm Hưởng)", "cô Phấn (PN)"
        name, rest = f"{name} ({alias[1]})", rest[alias.end() :]
    return Whose(name, homes_of(rest, name))


def _member(text: str) -> Whose | None:
    """Read who speaks behind the group of which he is ("Cử tri xã An Ninh, bà Lương Thị Nở")."""
    group = _GROUP_COMMA.match(text)
    found = _person(text[group.end() :]) if group is not None else None
    if group is None or found is None or len(found.name.split()) < 3 or not _titled(found.name):
        return None
    if any_of(load_rules().reported).search(group[0]):
        return None
    return replace(found, place=found.place or find_place(group[0].strip(EDGES)))


def _led_to(text: str) -> Whose | None:
    """Read a name that some words lead to, or that stands in brackets behind a place."""
    inside = re.search(r"\(([^()]+)\)?", text)
    if inside is not None:
        found = _person(inside[1].strip(), lenient=True)
        if found is not None:
            return replace(found, place=found.place or find_place(text[: inside.start()]))
    words = text.split()
    for index in range(1, min(len(words), 9)):
        if words[index - 1][-1] in ".;!?:":
            return None
        named = plain(words[index].strip(".,(")) in title_words()
        if (
            named
            and index > 1
            and plain(words[index - 1]) in _KIN
            and words[index - 2][0].isupper()
        ):
            # "Thằng Phát con anh Ba Rớt": the name is of somebody's parent.
            return None
        if named or (words[index - 1][-1] == "," and name_length(words[index:]) > 2):
            found = _person(" ".join(words[index:]))
            if found is not None and (named or len(found.name.split()) > 2):
                return replace(found, place=found.place or find_place(" ".join(words[:index])))
    return None


def subject(text: str) -> Whose:
    """Read who speaks from the subject of a sentence ("Bà Tư ở ấp 3 phản ánh ...").

    Parameters
    ----------
    text : str
        An opinion.

    Returns
    -------
    Whose
        Empty where the sentence does not begin with somebody who says something.
    """
    if _PRONOUN.match(text) and not person_words(without_leads(text)):
        return Whose(same_person=True)
    bare = without_leads(text)
    led = text[: len(text) - len(bare)]
    colon = bare.find(":", 0, 70)
    if colon > 0 and is_group(bare) and find_place(bare[:colon]):
        return read_group(bare[:colon], same=False, behind=False)
    person = _person(bare[: bare.find(":")] if ":" in bare[:70] else bare[:200])
    known = person is not None and (len(person.name.split()) > 2 or _titled(person.name))
    before = _before_verb(bare, weak=known)
    if before is None and known and fold(led).endswith("theo "):
        before = bare.split(" thì ")[0][:90]
    if before is not None:
        same = _SAME.search(led + before) is not None
        if any_of(load_rules().anonymous).search(bare[:_LEAST_BEFORE]):
            return Whose("", find_place(before), same and not find_place(before))
        if known and (found := _person(before)):
            place = found.place or find_place(led)
            return Whose(found.name, place, same and not place)
        place = find_place(before)
        lives = place and before.rstrip().endswith(place) and len(before.split()) <= _SUBJECT_WORDS
        # "Nhiều cháu gái bỏ học lấy chồng, đề nghị nhà trường ..." asks for them, and they do not.
        clause = before.rstrip().endswith(",") and len(before.split()) > _GROUP_WORDS
        if (is_group(before) and (place or not clause)) or lives:
            found = read_group(before.strip(EDGES), same=same, behind=False)
            if lives and not is_group(before) and find_place(before) != before.strip():
                found = replace(found, name=before.strip(EDGES))
            if fold(found.name) in ("cong ty", "htx", "hoi", "doanh nghiep", "truong"):
                return Whose(same_person=True)
            place = found.place or find_place(led)
            return Whose(found.name, place, same and not place)
    narrated = find_narrated(text)
    if narrated is None or is_official(narrated.text, listed=True) or not _titled(narrated.name):
        return Whose()
    at = narrated.text.find(narrated.name)
    if at > 0 and is_group(narrated.name) and "," in narrated.text[at:]:
        # "Ở chợ có nhóm lạ ép mua cân, nói là quy định mới": the verb is of another clause.
        return Whose()
    same = _SAME.search(narrated.text) is not None and not narrated.place
    return Whose(narrated.name, narrated.place, same)


def _titled(name: str) -> bool:
    return begins_with(plain(name), load_rules().titles + load_rules().somebody) is not None


def _before_verb(text: str, *, weak: bool) -> str | None:
    """Return the subject of a sentence whose verb is one of saying, else None."""
    found = (says() if weak else tells()).finditer(text, 2)
    verb = next((one for one in found if weak or _is_saying(one)), None)
    if verb is None:
        return None
    before = text[: verb.start()]
    long = len(before.split()) > WORDS_BEFORE_VERB
    return None if long or re.search(r"\w{3}[.!?;:]\s", before) else before


def _is_saying(verb: re.Match[str]) -> bool:
    """Tell whether a verb says something by itself; "tiếp tục sạt lở" does not."""
    if not verb[0].lower().startswith("tiếp"):
        return True
    return any_of(load_rules().speech_verbs).match(verb.string[verb.end() :].lstrip()) is not None


def names_person(text: str) -> bool:
    """Tell whether a text begins with a private person, or leads to one, and with no office.

    Parameters
    ----------
    text : str
    """
    bare = bare_name(text)
    if text.isupper() or _DATED.match(text):
        return False
    if COMPANY.match(bare) and not says().search(bare):
        return bool(_ASKS.match(text)) or bool(find_place(bare[-_LEAST_BEFORE:]))
    if not person_words(bare):
        return _is_called(text)
    return not is_official(bare, listed=True) or speaks_for_people(bare)


def _is_called(text: str) -> bool:
    """Tell whether a text is a name with a colon behind it ("Lệ:", "PH 7A2 hỏi:")."""
    name, colon, rest = text.strip().partition(":")
    verb = any_of(load_rules().speech_verbs).search(name, 1)
    name = (name[: verb.start()] if verb else name).strip(EDGES)
    words = name.split()
    if not colon or rest.strip() or not 0 < len(words) <= 3 or not all(map(is_name, words)):
        return False
    if plain(words[0]) in load_rules().stop_words:
        return False
    kind = begins_with(plain(name), load_rules().matters + load_rules().question_labels)
    label = kind or part_of(name) or NUMBERED.match(name)
    return not (label or find_place(name) or name.isupper())
