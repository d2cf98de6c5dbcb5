"""The head of a turn: who is said to speak, before what he says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.reading.introductions import find_introduction, find_narrated
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_is_full, person_length
from nlp.reading.remembering import remembered
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import COLON, LONGEST_HEAD, MOST_WORDS, announces_count, speaker_head, who

_AGAIN = re.compile(r"(?:cũng|vẫn|van|vẫn là|lại)\s+(?=\S)", re.IGNORECASE)
_BRACKETED = re.compile(r"^\(([^()]{3,80})\)\s*:?\s*(?=\S)")
_DASHED = re.compile(r"\s+[-–—]\s+(\S.*)")
# A home between a name and the dash that ends the head.
_HOME = re.compile(r"(?:[-–—]\s+|\()?(?P<place>[^-–—:;.()]{3,60}?)\)?\s+[-–—]{1,2}\s+(?=\S)")
_GLUED = re.compile(r"(?<=\w)(?=\()")
# A head on a line of its own has so many words.
_MOST_ALONE = 16


@dataclass(frozen=True)
class Head:
    """The head of a turn.

    Attributes
    ----------
    text : str
        As written.
    name : str
        Of the speaker.
    place : str
        Where the speaker lives, empty where the head does not say so.
    rest : str
        What the speaker says.
    kept : bool
        The head is part of the sentence, so `rest` holds it ("Ông Nam hỏi bao giờ có điện").
    """

    text: str
    name: str
    place: str
    rest: str
    kept: bool = False


def bracket_head(text: str, *, asked: bool = False) -> Head | None:
    """Find a head in brackets before what is said ("(chị Lụa, thôn Đông) Chồng em ...").

    Parameters
    ----------
    text : str
    asked : bool
        The brackets stand behind "Hỏi", and tell who asks, whatever is in them.
    """
    match = _BRACKETED.match(text)
    if match is None:
        return None
    inside = match[1].strip()
    anonymous = load_rules().anonymous
    if begins_with(plain(inside), anonymous) or (asked and any_of(anonymous).search(inside)):
        return Head(inside, "", "", text[match.end() :])
    if asked or person_length(inside.split()) or begins_with(plain(inside), load_rules().groups):
        return Head(inside, *who(inside), text[match.end() :])
    return None


def find_head(body: str, *, item: bool = False) -> Head | None:
    """Find the head of a turn.

    Parameters
    ----------
    body : str
        A line without the mark before it.
    item : bool
        It is an item of a list, in which a name may stand without a colon after it.

    Returns
    -------
    Head or None
    """
    return _head_of_item(body) if item else _head_of_line(body)


@remembered(4096)
def _head_of_line(body: str) -> Head | None:
    return _find_head(body, item=False)


@remembered(4096)
def _head_of_item(body: str) -> Head | None:
    return _find_head(body, item=True)


def _find_head(body: str, *, item: bool) -> Head | None:
    bracketed = bracket_head(body)
    if bracketed is not None:
        return bracketed
    text = _AGAIN.sub("", body, count=1) if _AGAIN.match(body) else body
    text = _GLUED.sub(" ", text[: MOST_WORDS * 3]) + text[MOST_WORDS * 3 :]
    head = speaker_head(text)
    if head is not None and item and (dash := _DASHED.search(head)) is not None:
        # "Ông Phúc - cầu tràn: ..." tells the matter after the dash, and not who he is.
        name, after = head[: dash.start()], dash[1]
        about = after[:1].islower() and not find_place(after) and not _is_role(after)
        if about and person_length(name.split()) == len(name.split()):
            head = None
    if head is not None:
        match = COLON.search(text, len(head))
        rest = text[match.end() :].strip() if match else ""
        return Head(head, *who(head), rest)
    introduced = find_introduction(text)
    if introduced is not None:
        return Head(introduced.text, introduced.name, introduced.place, introduced.rest)
    narrated = None if item else find_narrated(text)
    if narrated is not None:
        return Head(narrated.text, narrated.name, narrated.place, body, kept=True)
    words = text.split()
    length = person_length(words)
    subject = _reported_by(text) if item else None
    if subject is not None:
        return subject
    if not length and item and words[:1] and words[0][:1].isupper():
        # "Phúc nói thêm ..."
        verb = begins_with(fold(" ".join(words[1:5])), load_rules().head_verbs[:3])
        if verb is not None:
            return Head(words[0], words[0], "", _behind(" ".join(words[1:]), verb))
    if not length:
        return None
    name, rest = " ".join(words[:length]), " ".join(words[length:])
    verb = begins_with(fold(rest), load_rules().head_verbs)
    if verb is not None and not announces_count(rest[:40]):
        return Head(name, *who(name), _behind(rest, verb))
    return _without_colon(name, rest) if item else None


def _reported_by(text: str) -> Head | None:
    """Find the group that an item says to ask or complain ("Cử tri xã A phản ánh ...")."""
    rules = load_rules()
    group = begins_with(plain(text), rules.reporters)
    verb = any_of(rules.reported).search(text, 0, LONGEST_HEAD) if group else None
    if group is None or verb is None or verb.start() < len(group):
        return None
    subject = text[: verb.start()].strip(" ,")
    if len(subject.split()) > MOST_WORDS or re.search(r"[.;:]", subject):
        return None
    return Head(subject, *who(subject), text[verb.start() :])


def _without_colon(name: str, rest: str) -> Head | None:
    """Find a head that a dash, a slash, a bracket or nothing ends."""
    full = person_is_full(name)
    bracket = re.match(r"(\([^)]{2,60}\))\s*", rest) or re.match(r"(\()[^)]{0,60}\)\s*", rest)
    if bracket and name and rest[bracket.end() : bracket.end() + 1].islower():
        whole = f"{name} {bracket[0].strip()}"
        return Head(whole, *who(whole), rest[bracket.end() :])
    home = _HOME.match(rest)
    if home is not None and len(find_place(home["place"])) > len(home["place"]) / 2:
        # "Ông Sầm, thôn 1 - trẻ em đi tiêm ..."
        whole = f"{name} {home['place']}"
        return Head(whole, name.rstrip(" ,"), home["place"], rest[home.end() :])
    sign = re.match(r"(?:/|[-–—]{1,2})\s+", rest)
    if sign is not None:
        after = rest[sign.end() :]
        # "Ông Lễ - con trai bị bệnh": what follows is said of him and not by him.
        kin = plain(after).split(" ", 1)[0] in load_rules().kin
        return Head(name, *who(name), f"{name} {rest}" if kin else after, kept=kin)
    following = plain(rest).split(" ", 1)[0]
    titled = begins_with(plain(name), load_rules().titles) is not None
    if full and not titled and following and following not in load_rules().predicates:
        return Head(name, *who(name), rest) if rest[:1].islower() else None
    return Head(name, *who(name), f"{name} {rest}", kept=True) if rest else None


def _is_role(text: str) -> bool:
    return begins_with(fold(text), load_rules().roles) is not None


def stands_alone(body: str) -> Head | None:
    """Find a head that is a line of its own without a colon: a person, a place, nothing else.

    Parameters
    ----------
    body : str
    """
    words = body.split()
    length = person_length(words)
    if not length or len(words) > _MOST_ALONE or body[-1:] in ".;!?":
        return None
    rest = " ".join(words[length:])
    if not (words[length - 1].endswith(",") or rest[:1] in ("", ",", "(", "-", "–")):
        return None
    if rest and not find_place(body):
        return None
    return Head(body, *who(body), "")


def _behind(rest: str, verb: str) -> str:
    return " ".join(rest.split()[len(verb.split()) :]).lstrip(" :,-–")
