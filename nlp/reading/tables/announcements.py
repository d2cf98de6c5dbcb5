"""What a clerk writes before somebody's words: that he says them ("Công dân phản ánh: ...")."""

from __future__ import annotations

import re
from functools import cache

from nlp.reading.groups import is_group
from nlp.reading.headings import question_label
from nlp.reading.person_names import is_name, person_length
from nlp.reading.rules import Words, any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import is_official
from nlp.reading.tables.cells import headed_by
from nlp.reading.tables.column_headings import is_heading, role_of

# A label has no more words, an announcement no more letters.
_LABEL_WORDS = 6
_ANNOUNCEMENT = 400
_LABEL = re.compile(r"\W*([^:\n]{2,60}):(?!\d)\s*(?=\S)")
_WORD = re.compile(r"[^\W_]+")


def without_label(text: str) -> str:
    """Return an opinion without the label before it that says that it is one.

    Parameters
    ----------
    text : str
        Such as ``"Nội dung phản ánh: cống nghẹt"``; ``"Về điện: ..."`` tells what it is about.
    """
    question = question_label(text)
    if question is not None and not question.startswith("("):
        return question
    label = _LABEL.match(text)
    if label is None or len(label[1].split()) > _LABEL_WORDS:
        return text
    head = fold(label[1])
    # As it heads the column of opinions of another table, in more than a word ("Đề nghị: ...").
    heading = " " in head and is_heading(head) and role_of(head) == "text"
    known = plain(label[1].strip()) in load_rules().announced["labels"]
    return text[label.end() :] if heading or known else text


def announced_by(text: str) -> tuple[str, str, str]:
    """Return an opinion, whoever is said to say it and the home, where a clerk announces it.

    Parameters
    ----------
    text : str
        Such as ``"Công dân phản ánh: cống nghẹt"`` or ``"Bà Lan (tổ 3) cho biết: cống nghẹt"``.

    Returns
    -------
    tuple of str
        The cell as it is, without name and home, where more than that stands before the colon.
    """
    if ":" not in text[:_ANNOUNCEMENT]:
        return text, "", ""
    bare = without_label(text)
    said, name, home = headed_by(bare)
    if said == bare:
        return bare, "", ""
    lead = bare.removesuffix(said).strip(" \n:")
    if not _only_announces(lead, name, home):
        return bare, "", ""
    return said, name, home


def is_someone(name: str) -> bool:
    """Tell whether a name is of a person, a group or an office, and no matter ("Xe chạy đêm").

    Parameters
    ----------
    name : str
        As `nlp.reading.tables.cells.headed_by` returns it.
    """
    words = name.split()
    if person_length(words) or is_group(name) or is_official(name) or all(map(is_name, words)):
        return True
    rules = load_rules()
    lower = plain(name)
    called = begins_with(lower, rules.titles) or begins_with(fold(name), rules.roles)
    return bool(called or begins_with(lower, _people()) or any_of(rules.anonymous).search(name))


def agrees(name: str, speaker: str) -> bool:
    """Tell whether whoever is announced may be the speaker that another cell names.

    Parameters
    ----------
    name : str
        Such as ``"Công dân"``, ``"Anh H"`` or ``"Bà Lan"``.
    speaker : str
        Empty where the other cell names nobody.
    """
    # "Công dân Nguyễn Văn An": whoever is named is not the title or the group.
    bare = name[len(begins_with(plain(name), _people()) or "") :]
    first = 0 if len(bare) < len(name) else 1
    called = [word for word in _WORD.findall(bare)[first:] if is_name(word)]
    if not speaker or not called:
        return True
    last = fold(called[-1])
    words = [fold(word) for word in _WORD.findall(speaker)]
    # "Anh H." is of "Nguyễn Văn Hùng".
    return any(word == last or (len(last) == 1 and word[0] == last) for word in words)


def _only_announces(lead: str, name: str, home: str) -> bool:
    """Tell whether nothing is in a lead but whoever says something, and that he does."""
    rules = load_rules()
    lower = plain(lead)
    verbs = any_of(rules.speech_verbs)
    titled = begins_with(lower, rules.titles)
    someone = titled or begins_with(lower, _people()) or begins_with(fold(lead), rules.roles)
    saying = verbs.search(lower) is not None
    # "Bà Lan: ..." is as good, but "Người dân gọi: ..." may be of the sentence.
    if not someone or not (saying or person_length(lead.split())):
        return False
    rest = lower[len(someone) :]
    for part in (plain(name).removeprefix(someone).strip(), *plain(home).split(", ")):
        rest = rest.replace(part, " ", 1) if part else rest
    around = any_of(rules.announced["around"]).sub(" ", verbs.sub(" ", rest))
    return not _WORD.search(around)


@cache
def _people() -> Words:
    rules = load_rules()
    known = (
        *(rules.sides["people"], rules.groups, rules.somebody, rules.reporters),
        *(rules.empty_calls["callers"], rules.announced["people"]),
    )
    return tuple(sorted({word for words in known for word in words}))
