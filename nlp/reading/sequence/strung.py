"""Matters strung with semicolons behind whoever says them, each an opinion of its own.

"Cử tri các xã A, B kiến nghị: nạo vét kênh Ba; tăng thù lao cho người gác đê." Reports that sum up
meetings write so, and the model, which sees that most semicolons stand between what is complained
of and what is asked for, leaves the string in one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.lines import Line
from nlp.reading.matters import ALSO, content_words
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, begins_with, load_rules, plain
from nlp.reading.sequence.report_leads import (
    AT_PLACE,
    complains,
    groups_of_people,
    only_leads,
    people_words,
    saying_verbs,
    tells_of_saying,
)
from nlp.reading.sequence.segments import Segment, on_lines
from nlp.reading.stamps import messages_of
from nlp.reading.told_places import told_place

# A clause of fewer words is part of the one before it.
_FEWEST = 5
# Clauses with so many syllables in common tell of one matter, whatever words they are of.
_TIES = 3
# Of what stands above a clause so many letters at the end are looked at: lines may be endless.
_REMEMBERED = 600
_END = re.compile(r"[.!?…][”\")\]]*$")
_MARK = re.compile(r"^\W*\w{1,3}\W*$")
# Whoever says so speaks of himself.
_ONE = re.compile(
    r"\b(?:tôi|tui|nhà em|con em"
    # but not in "con em hộ nghèo"
    r"(?!\s+(?:hộ|các|người|nông dân|ngư dân|công nhân|đồng bào|cử tri|nhân dân|bà con|gia đình|dân"
    r"|địa phương|trong|xã|thôn|bản|vùng)\b))\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\b(?:nên|cần)\b", re.IGNORECASE)


def with_strung(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> list[str]:
    """Return the labels with each of the matters that are strung in a sentence as an opinion.

    Whoever says them, before a colon, is none of them; where no colon stands, they are cut only
    where both ask for something. A clause that asks for what the one before it complains of stays
    with it.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.
    """
    found = list(labels)
    messages = messages_of([line.raw for line in lines])
    own = on_lines(segments)
    for line, indices in own.items():
        if messages[line] is not None:
            continue
        text = lines[line].text
        for sentence in _sentences(segments, indices):
            _keep_where(segments, found, sentence)
            behind = _leave_lead(segments, found, sentence, text)
            _cut(segments, found, sentence, behind, text)
    return found


def _sentences(segments: Sequence[Segment], indices: Sequence[int]) -> list[list[int]]:
    """Return the segments of each sentence of a line."""
    found: list[list[int]] = []
    for i in indices:
        ends = i == indices[0] or (
            segments[i].cut == "sentence" and _END.search(segments[i - 1].text) is not None
        )
        if ends:
            found.append([])
        found[-1].append(i)
    return found


def _keep_where(segments: Sequence[Segment], found: list[str], sentence: Sequence[int]) -> None:
    """Leave where people live in their sentence ("Ở phường Vị Thanh, nhân dân phản ánh ...")."""
    first = sentence[0]
    if len(sentence) < 2 or found[first] not in "WO" or found[first + 1] != "B":
        return
    where = AT_PLACE.fullmatch(segments[first].text)
    people = begins_with(plain(segments[first + 1].text), people_words())
    if where and people and segments[first + 1].text[:1].islower():
        found[first], found[first + 1] = "B", "I"


def _leave_lead(
    segments: Sequence[Segment], found: list[str], sentence: Sequence[int], text: str
) -> int:
    """Leave out who is said to say something before a colon; return how many segments that is."""
    begin = segments[sentence[0]].begin
    for count, i in enumerate(sentence[:-1], 1):
        if not segments[i].text.endswith(":"):
            continue
        if not only_leads(text[begin : segments[i].end]):
            return 0
        behind = sentence[count:]
        labelled = [found[j] for j in sentence[:count]]
        # Where only a place is named, offices leave it in the sentence as often as not.
        whole = "B" in labelled and (
            found[i + 1] == "R" or tells_of_saying(text[begin : segments[i].end])
        )
        if whole or ("B" not in labelled and "R" not in labelled and found[i + 1] in "BI"):
            if complains(text[begin : segments[i].end]):
                # Their complaint stands before the colon: the sentence is one opinion.
                for j in sentence[: count + 1]:
                    found[j] = "I"
                found[sentence[0]] = "B"
                for j in sentence[count + 1 :]:
                    if found[j] not in "RI":
                        break
                    found[j] = "I"
                return 0
            for j in sentence[:count]:
                found[j] = "W"
            if not _MARK.match(segments[i + 1].text):
                # What voters ask for is no answer, as far as what was taken for one goes.
                for j in behind:
                    if found[j] not in "RI":
                        break
                    found[j] = "I"
                found[i + 1] = "B"
            return count
        return 0
    return 0


def _cut(
    segments: Sequence[Segment],
    found: list[str],
    sentence: Sequence[int],
    lead: int,
    text: str,
) -> None:
    """Begin an opinion with each clause that is another matter than the one before it."""
    said = sentence[lead:]
    starts = [
        i
        for i in said
        if i == said[0]
        or (segments[i].cut == "sentence" and segments[i - 1].text.endswith(";"))
        # "... (hư từ trước Tết); cấm xe ben"
        or ";" in text[segments[i - 1].end : segments[i].begin]
    ]
    if len(starts) < 2:
        return
    ends = [*(segments[i].begin for i in starts[1:]), segments[said[-1]].end]
    clauses = [text[segments[i].begin : end] for i, end in zip(starts, ends)]
    led = text[segments[sentence[0]].begin : segments[said[0]].begin] if lead else ""
    told = bool(led) or _is_told(clauses[0])
    above = clauses[0]
    for i, clause in zip(starts[1:], clauses[1:]):
        if found[i] == "B":
            above = clause
            continue
        if found[i] == "I" and told and _is_other(clause, above, led):
            found[i] = "B"
            above = clause
        else:
            above = f"{above} {clause}"[-_REMEMBERED:]


def _is_told(text: str) -> bool:
    """Tell whether a sentence begins with several people, and not with one who speaks on."""
    place, colon, rest = text.partition(":")
    if colon and find_place(place) == place.strip():
        # "Xóm Phố: tiểu thương kiến nghị ..."
        text = rest.lstrip()
    before = begins_with(plain(text), load_rules().strung["before"]) or ""
    opens = plain(text)[len(before) :].lstrip(" ,")
    return begins_with(opens, groups_of_people()) is not None or AT_PLACE.match(opens) is not None


def _is_other(clause: str, above: str, led: str) -> bool:
    """Tell whether a clause is another matter than what stands above it in its sentence."""
    if len(clause.split()) < _FEWEST:
        return False
    if _is_told_elsewhere(clause, above):
        return True
    rules, lower = load_rules(), plain(clause)
    if _ONE.search(clause) or (led and _names_one(led) and not _asks(led)):
        # One who speaks goes on behind a semicolon.
        return False
    tied = _ties(clause, above)
    if not tied and ALSO.match(lower):
        # "cử tri cũng mong có chợ buổi chiều"
        return True
    if begins_with(lower, rules.strung["requests"]):
        # What is asked for goes with what is complained of above it.
        return bool(led) and _asks(above) and not tied
    if begins_with(lower, rules.strung["goes_on"] + rules.anaphora):
        return False
    if led and _asks(led):
        return True
    if not _asks(above) or tied:
        return False
    return bool(led) or _asks(clause) or _SHOULD.search(clause) is not None


def _names_one(lead: str) -> bool:
    """Tell whether one person is said to say something ("Cử tri Trần Quý Đôn có ý kiến:")."""
    return person_length(lead.split()[:8]) > 1 and find_place(" ".join(lead.split()[:3])) == ""


def _ties(clause: str, above: str) -> bool:
    """Tell whether two clauses have words in common: most words have two syllables."""
    common = content_words(clause) & content_words(above)
    pairs = [set(zip(words, words[1:])) for words in (plain(clause).split(), plain(above).split())]
    shared = any(a in common and b in common for a, b in pairs[0] & pairs[1])
    return shared or len(common) >= _TIES


def _asks(text: str) -> bool:
    return any_of(load_rules().strung["requests"]).search(text) is not None


def _is_told_elsewhere(clause: str, above: str) -> bool:
    """Tell whether a clause is said by the people of another place than the one above it."""
    place = find_place(clause)
    verb = saying_verbs().search(clause)
    if not place or verb is None or clause.find(place) > verb.start():
        return False
    who = begins_with(plain(clause), (*people_words(), "ở", "tại"))
    before = clause[len(who or "") : clause.find(place)]
    between = clause[clause.find(place) + len(place) : verb.start()]
    if before.strip() not in ("", "của", "ở", "tại") or re.search(r"[,:]", between):
        return False
    other = told_place(above) or find_place(above)
    return bool(other) and other != place
