"""Matters strung with semicolons behind whoever says them, each an opinion of its own.

"Cử tri các xã A, B kiến nghị: nạo vét kênh Ba; tăng thù lao cho người gác đê." Reports that sum up
meetings write so, and the model, which sees that most semicolons stand between what is complained
of and what is asked for, leaves the string in one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nlp.reading.alphabet import CAPITALS
from nlp.reading.lines import Line
from nlp.reading.matters import ALSO, content_words
from nlp.reading.rules import any_of, begins_with, load_rules, plain
from nlp.reading.sequence.segments import Segment, on_lines
from nlp.reading.speakers import find_place, person_length
from nlp.reading.stamps import messages_of
from nlp.reading.told_places import told_place

# A clause of fewer words is part of the one before it.
_FEWEST = 5
# Clauses with so many syllables in common tell of one matter, whatever words they are of.
_TIES = 3
# Whoever says something is named in so many letters.
_MOST_LETTERS = 160
# Of what stands above a clause so many letters at the end are looked at: lines may be endless.
_REMEMBERED = 600
_END = re.compile(r"[.!?…][”\")\]]*$")
_MARK = re.compile(r"^\W*\w{1,3}\W*$")
# "Ở phường Vị Thanh, nhân dân phản ánh ..."
_AT = re.compile(r"^(?:ở|tại|trên địa bàn)\s[^.:;]{3,60}?,\s*", re.IGNORECASE)
# Behind the verb, and in its place where matters are counted: "có hai điều".
_FURTHER = re.compile(
    r"(?:\s+(?:thêm|là|rằng|như sau|sau|sau đây|việc|về việc"
    r"|(?:một số|các|những|\d+|hai|ba|bốn|năm)\s+(?:nội dung|vấn đề|ý kiến|kiến nghị|việc|điều|ý)"
    r"(?:\s+(?:như sau|sau|sau đây))?))*$",
    re.IGNORECASE,
)
# Whom it is said to: "mong tỉnh:", "đề nghị UBND tỉnh, các ngành chức năng:".
_OFFICE = (
    r"(?:(?:đảng|nhà nước|chính phủ|trung ương|quốc hội|tỉnh|thành phố|huyện|xã|phường|hđnd|ubnd"
    r"|chính quyền|cấp trên|các cấp|các ngành|ngành|sở|cơ quan|đơn vị|lãnh đạo)"
    r"(?:\s+(?:tỉnh|thành phố|huyện|xã|phường|các cấp|chức năng|có thẩm quyền|liên quan|địa phương"
    r"|nông nghiệp|xây dựng|giao thông|giáo dục|y tế|điện lực))*)"
)
_TO = re.compile(rf"\s+{_OFFICE}(?:(?:,|\s+và)\s+{_OFFICE})*$", re.IGNORECASE)
# "có ý kiến về đất đai, cụ thể:"
_IN_DETAIL = re.compile(
    r"(?:\s+(?:về|liên quan(?:\s+đến)?)\s[^.:;]{2,60}?)?,?\s+cụ thể(?:\s+(?:là|như sau))?$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\bcó\s+(?:một số|các|\d+|hai|ba|bốn|năm)\s+(?:nội dung|vấn đề|ý kiến|kiến nghị|việc|điều|ý)$",
    re.IGNORECASE,
)
# Words in a row that begin with no capital, and more of which tell of something: as whoever asks
# is named, and between two verbs ("phản ánh điện yếu cả năm, đề nghị:").
_MOST_NAMING, _MOST_BETWEEN = 6, 2
_BREAKS = re.compile(
    r"[,;()–-]|\b(?:ở|tại|của|thuộc|trong|các|và|cũng|đồng thời|tiếp tục|nhiều lần)\b"
    rf"|\b[{CAPITALS}]\w*"
)
# Whoever says so speaks of himself.
_ONE = re.compile(r"\b(?:tôi|tui|con em tôi|nhà em|con em)\b", re.IGNORECASE)
_SHOULD = re.compile(r"\b(?:nên|cần)\b", re.IGNORECASE)


@cache
def _verbs() -> re.Pattern[str]:
    rules = load_rules()
    return any_of((*rules.of_said, *rules.reported, *rules.strung["verbs"]))


@cache
def _groups() -> tuple[str, ...]:
    rules = load_rules()
    # Delegates are officials as often as not.
    return tuple(word for word in (*rules.reporters, *rules.groups) if word != "đại biểu")


@cache
def _people() -> tuple[str, ...]:
    return (*_groups(), *load_rules().told_places["people"])


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
    where = _AT.fullmatch(segments[first].text)
    people = begins_with(plain(segments[first + 1].text), _people())
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
        if not _is_lead(text[begin : segments[i].end]):
            return 0
        behind = sentence[count:]
        labelled = [found[j] for j in sentence[:count]]
        # Where only a place is named, offices leave it in the sentence as often as not.
        whole = "B" in labelled and (found[i + 1] == "R" or _tells(text[begin : segments[i].end]))
        if whole or ("B" not in labelled and "R" not in labelled and found[i + 1] in "BI"):
            if _complains(text[begin : segments[i].end]):
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


def _is_lead(text: str) -> bool:
    """Tell whether words before a colon only name voters and that they say something."""
    if len(text) > _MOST_LETTERS:
        return False
    rest = text.rstrip(" :")
    before = begins_with(plain(rest), load_rules().strung["before"])
    rest = rest[len(before or "") :].lstrip(" ,")
    if where := _AT.match(rest):
        rest = rest[where.end() :]
    who = begins_with(plain(rest), _people())
    if who is None:
        return False
    place = find_place(rest)
    return _tells(rest) or (bool(place) and rest.endswith(place))


def _complains(text: str) -> bool:
    """Tell whether words before a colon hold more than who asks, and that he does."""
    rest = text.rstrip(" :")
    verbs = list(_verbs().finditer(rest))
    begin = len(begins_with(plain(rest), _people()) or "")
    named = rest[begin : verbs[0].start()] if verbs else ""
    between = [rest[a.end() : b.start()] for a, b in zip(verbs, verbs[1:])]
    return _row(named) > _MOST_NAMING or any(_row(part) > _MOST_BETWEEN for part in between)


def _row(text: str) -> int:
    return max(len(part.split()) for part in _BREAKS.split(text))


def _tells(text: str) -> bool:
    """Tell whether words before a colon end with a verb of saying, or count what is said."""
    rest = text.rstrip(" :")
    rest = _IN_DETAIL.sub("", rest)
    if to := _TO.search(rest):
        # Only behind the verb: "Cử tri xã" ends with what is no office here.
        last = [verb for verb in _verbs().finditer(rest, 0, to.start()) if verb.end() == to.start()]
        rest = rest[: to.start()] if last else rest
    verbs = list(_verbs().finditer(rest))
    told = bool(verbs) and _FURTHER.match(rest, verbs[-1].end()) is not None
    return told or _COUNTS.search(rest) is not None


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
    return begins_with(opens, _groups()) is not None or _AT.match(opens) is not None


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
    verb = _verbs().search(clause)
    if not place or verb is None or clause.find(place) > verb.start():
        return False
    who = begins_with(plain(clause), (*_people(), "ở", "tại"))
    before = clause[len(who or "") : clause.find(place)]
    between = clause[clause.find(place) + len(place) : verb.start()]
    if before.strip() not in ("", "của", "ở", "tại") or re.search(r"[,:]", between):
        return False
    other = told_place(above) or find_place(above)
    return bool(other) and other != place
