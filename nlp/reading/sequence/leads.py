"""Who is named at the beginning of a line, taken out of what he says or answers in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.classed import Classed
from nlp.reading.groups import is_group
from nlp.reading.heads import stands_alone
from nlp.reading.named_places import find_place
from nlp.reading.naming import CAPITAL, person_words
from nlp.reading.reply_words import leads_answer
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.sequence.segments import ANSWER_SIGNS, Segment
from nlp.reading.speakers import COLON, LONGEST_HEAD

# So many letters tell whether what stands behind a name is of the person.
_MOST_LETTERS = 40
# Of a family; "Nhà Văn hóa", "nhà SHCĐ" are of all.
_HOUSE = re.compile(
    rf"(?:nhà|hộ|gia đình)\s+(?!văn\s+h[oó][aá]\b|{CAPITAL}{{2}}){CAPITAL}", re.IGNORECASE
)
_BRACKET = re.compile(r"\([^()]*\)")
_NAME_WORDS = 7
_MORE = re.compile(r"[.!?;]\s|\([^)]*$")


def tells_more(head: str) -> bool:
    """Tell whether a sentence ends, or a bracket stays open, in words before a colon.

    Parameters
    ----------
    head : str
    """
    return _MORE.search(head) is not None


def leave_answerer(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Leave out who is said to answer; behind an arrow, what follows the name is the answer.

    Parameters
    ----------
    segments : sequence of Segment
    found : list of str
        Labels of all segments, which are changed.
    one : Classed
        What the rules say of the line.
    indices : sequence of int
        The segments of the line.
    """
    text, begin = one.line.text, _begin(one)
    colon = COLON.search(text, begin, begin + LONGEST_HEAD)
    if colon is None or not text[colon.end() :].strip():
        return
    head = text[begin : colon.start()]
    if tells_more(head):
        return
    behind = next((i for i in indices if segments[i].begin >= colon.start()), indices[-1] + 1)
    answered = behind <= indices[-1] and found[behind] == "R"
    if not leads_answer(head) or not (answered or one.line.arrow):
        return
    for i in indices:
        if i < behind:
            found[i] = "O"
        elif one.line.arrow and found[i] in "BI":
            found[i] = "R"


def leave_asker(
    segments: Sequence[Segment],
    found: list[str],
    one: Classed,
    indices: Sequence[int],
    *,
    mostly: bool,
) -> None:
    """Take who speaks out of an item that begins with it ("Hội PN: ...", "nhà Ên: ...").

    Parameters
    ----------
    segments : sequence of Segment
    found : list of str
        Labels of all segments, which are changed.
    one : Classed
        What the rules say of the line.
    indices : sequence of int
        The segments of the line.
    mostly : bool
        Items of this form ask, and do not answer.
    """
    text, line = one.line.text, one.line
    begin = _begin(one)
    colon = COLON.search(text, begin, begin + LONGEST_HEAD)
    stop = next((i for i in indices[1:] if segments[i].cut == "sentence"), None)
    if stop is not None and _only_names(text[begin : segments[stop].begin].rstrip(" .")):
        # "Anh Vi Văn Thế, thôn Số Ba. Hồ xả hết nước ..."
        if {found[i] for i in indices if i < stop} & set("BI"):
            found[stop] = "B" if found[stop] == "I" else found[stop]
        for i in indices[: indices.index(stop)]:
            found[i] = "W"
        return
    for i, behind in zip(indices, indices[1:]):
        sign = segments[behind].cut
        dashed = line.item and (
            (sign == "dash" and not _tells_kin(segments[behind].text))
            or (i == indices[0] and _is_person(segments[i].text) and _opens(segments[behind].text))
        )
        if not (dashed or (colon is not None and segments[behind].begin >= colon.end() - 1)):
            continue
        head = text[begin : segments[i].end].strip(" :")
        lead = [j for j in indices if j <= i]
        named = is_group(head) or _HOUSE.match(head) is not None or person_words(head) > 0
        # Offices leave "Cử tri xã A:" in the sentence as often as not.
        named = named and begins_with(plain(head), load_rules().reporters) is None
        if not named or len(_BRACKET.sub("", head).split()) > _NAME_WORDS:
            return
        labelled = {found[j] for j in lead}
        asked = mostly and labelled == {"R"}
        if found[behind] == "I" or (found[behind] == "B" and labelled == {"O"}) or asked:
            for j in lead:
                found[j] = "W"
            found[behind] = "B"
            for j in indices[indices.index(behind) + 1 :] if asked else ():
                if found[j] != "R" or segments[j].cut in ANSWER_SIGNS:
                    break
                found[j] = "I"
        return


def _begin(one: Classed) -> int:
    """Return where the text of a line begins behind its mark ("Kiến nghị 1:")."""
    text, body = one.line.text, one.line.body
    return len(text) - len(body) if text.endswith(body) else 0


def _only_names(text: str) -> bool:
    """Tell whether a sentence only says who somebody is ("Anh Vi Văn Thế, thôn Số Ba")."""
    if stands_alone(text) is None or ":" in text:
        return False
    roles = load_rules().roles + load_rules().officials
    rest = " ".join(text.split()[person_words(text) :])
    parts = [part.strip() for part in re.split(r"[,()]", rest) if part.strip()]
    return all(find_place(x) == x or begins_with(fold(x), roles) is not None for x in parts)


def _tells_kin(text: str) -> bool:
    """Tell whether what stands behind a dash is of the person ("Ông Lễ - con trai bị bệnh")."""
    return plain(text.lstrip("-–— ")).split(" ", 1)[0] in load_rules().kin


def _opens(text: str) -> bool:
    """Tell whether what stands behind a name and a comma tells of no more of the person."""
    roles = load_rules().roles + load_rules().officials
    place = find_place(text[:_MOST_LETTERS])
    told = begins_with(fold(text), roles) is not None or is_group(text)
    return not told and not (place and text.startswith(place))


def _is_person(text: str) -> bool:
    return text.endswith(",") and person_words(text) == len(text.split())
