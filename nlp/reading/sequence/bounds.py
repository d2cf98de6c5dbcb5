"""Where in the turn of one who speaks his matters begin and end.

A complaint ends with what is asked for, and "một, ... hai, ..." begin a matter each. What somebody
else is told to say in between is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.classed import Classed
from nlp.reading.groups import is_group
from nlp.reading.likeness import reads_like
from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, load_rules, plain
from nlp.reading.sequence.segments import ANSWER_SIGNS, Segment, on_lines
from nlp.reading.speakers import announces_count

# Fewer words in brackets are a remark.
_FEW = 4
_OTHERS = re.compile(r"(?:một|có|một số|nhiều)\s+(?:ý kiến|cử tri)\s|ý kiến khác\b", re.IGNORECASE)
# "Cử tri đề nghị ...", "Bà con mong ...": of the one who speaks, where no place stands there.
_STILL = re.compile(
    r"\W*(?:(?:cử tri|bà con|nhân dân|người dân|dân|chúng tôi|chúng em|tụi tôi|tôi|tui|em|gia đình)"
    r"\s+(?:\w+\s+){0,2}?)?(?:đề nghị|kiến nghị|yêu cầu|xin|mong|nhờ|đề xuất)\b",
    re.IGNORECASE,
)
# The turn is interrupted: "Ông Khoan hỏi lại: ...", "Cử tri đáp: ...".
_INTERRUPTS = re.compile(
    r"[^.:;?!]{2,50}\b(?:hỏi lại|hỏi ngược|ngắt lời|nói chen|chen vào|đáp|trả lời|giải thích"
    r"|nói luôn|nói ngay)\s*:"
)
_COUNT = (
    *("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
    *("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
# With so many letters a sentence tells who speaks and how it begins: lines may be endless.
_OPENING = 160
# Of what stands above a sentence so many letters are looked at.
_REMEMBERED = 2000
_COUNTS = re.compile(
    rf"\W*(?:(?:việc|ý|điều|chuyện|vấn đề|nội dung|câu|câu hỏi|kiến nghị)\s+)?(?:thứ\s+)?"
    rf"(?P<count>{'|'.join(dict.fromkeys(_COUNT))}|[1-9]|(?:[a-e]|[ivx]+)(?=\)))(?:\s+là)?\s*[,.:)]$",
    re.IGNORECASE,
)


def with_bounds(
    segments: Sequence[Segment], labels: Sequence[str], classed: Sequence[Classed]
) -> list[str]:
    """Return the labels with the matters of each line bounded as its speaker bounds them.

    Parameters
    ----------
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.
    classed : sequence of Classed
        What the rules say of the lines.
    """
    found = list(labels)
    for line, indices in on_lines(segments).items():
        one = classed[line]
        _keep_bracket(segments, found, indices)
        _keep_together(segments, found, one, indices)
        _interrupt(segments, found, one, indices)
        _count_off(segments, found, one, indices)
    return found


def _keep_bracket(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Leave to what is said what stands in brackets in it and tells of nobody."""
    for at, i in enumerate(indices[1:], 1):
        if segments[i].cut != "bracket" or found[i] != "O" or found[indices[at - 1]] not in "BI":
            continue
        inside = [i]
        for j in indices[at + 1 :]:
            if segments[inside[-1]].text.rstrip(" ,.;").endswith(")") or found[j] != "O":
                break
            inside.append(j)
        text = " ".join(segments[j].text for j in inside).strip()
        bare = text.strip("(); ,.")
        goes_on = at + len(inside) < len(indices) and found[indices[at + len(inside)]] in "BI"
        told = goes_on and text.startswith("(") and text.rstrip(" ,.;").endswith(")")
        told = told and len(bare.split()) > _FEW and reads_like(bare) != "reply"
        named = person_length(bare.split()) or find_place(bare) or is_group(bare)
        if told and not named:
            for j in inside:
                found[j] = "I"


def _keep_together(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Leave to a complaint what is asked for behind it in the same line."""
    begun = -1
    for before, i in zip(indices, indices[1:]):
        begun = before if found[before] == "B" or begun < 0 else begun
        sentence = found[before] in "BI" and segments[i].cut == "sentence"
        if sentence and found[i] == "I" and _OTHERS.match(segments[i].text):
            # "... Một ý kiến về đường vô nghĩa địa ..."
            found[i] = "B" if asks(_above(one, segments, begun, i)) else "I"
        opens = found[i] == "B" and sentence
        if not opens or segments[before].text.endswith(";"):
            continue
        text = _opening(one, segments[i])
        still = _STILL.match(text)
        if still is None or find_place(text[: still.end() + 1]):
            continue
        if not asks(_above(one, segments, begun, i)):
            found[i] = "I"


def _opening(one: Classed, segment: Segment) -> str:
    return one.line.text[segment.begin : segment.begin + _OPENING]


def _above(one: Classed, segments: Sequence[Segment], begun: int, i: int) -> str:
    """Return the end of what stands above a segment in the matter that has begun."""
    stop = segments[i].begin
    return one.line.text[max(segments[begun].begin, stop - _REMEMBERED) : stop]


def _interrupt(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """End a turn where somebody else is told to speak in it ("Ông Khoan hỏi lại: ...")."""
    cut = False
    for before, i in zip(indices, indices[1:]):
        if segments[i].cut == "sentence" and found[before] in "BI" and found[i] in "BI":
            text = _opening(one, segments[i])
            named = person_length(text.split()[:8]) or is_group(text[:40])
            cut = bool(named) and _INTERRUPTS.match(text) is not None
        elif found[before] not in "BIO":
            cut = False
        if cut and found[i] in "BI":
            found[i] = "O"


def _count_off(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Begin an opinion behind each mark with which somebody counts ("một, ... hai, ...")."""
    marks: list[int] = []
    for i in indices:
        match = _COUNTS.match(segments[i].text)
        opens = segments[i].cut in ("sentence", "colon", "head", "")
        if match and opens and _number(match["count"]) == len(marks) + 1:
            marks.append(i)
    if len(marks) < 2 or marks[-1] == indices[-1]:
        return
    said = [i for i in indices if found[i] in "BI"]
    if said and one.kind == "opinion" and one.reason == "speaker":
        # One of them was taken for an answer to the others.
        for begin, last in zip(marks, [*marks[1:], indices[-1] + 1]):
            end = next((i for i in range(begin + 1, last) if segments[i].cut in ANSWER_SIGNS), last)
            if {found[i] for i in range(begin + 1, end)} == {"R"}:
                found[begin:end] = ["I"] * (end - begin)
                said = sorted({*said, *range(begin, end)})
    if not said:
        return
    lead = one.line.text[segments[said[0]].begin : segments[marks[0]].begin]
    announced = announces_count(lead) or _announces(lead)
    for i in said:
        if i < marks[0] and announced:
            found[i] = "O"
    for mark in marks:
        if found[mark] in "BIOW" and found[mark + 1] in "BI":
            found[mark], found[mark + 1] = "O", "B"


def _announces(lead: str) -> bool:
    """Tell whether words before what is counted only say that something will be said."""
    last = lead.rstrip(" .:,;")
    says = any_of((*load_rules().speech_verbs, "gửi lên", "gửi gắm", "nêu lên", "nói lên"))
    verbs = list(says.finditer(last))
    return bool(verbs) and len(last[verbs[-1].end() :].split()) <= 3 and len(last.split()) <= 20


def _number(count: str) -> int:
    word = plain(count)
    if word.isdigit():
        return int(word)
    if word in _ROMAN:
        return _ROMAN.index(word) + 1
    if len(word) == 1:
        return "abcde".index(word) + 1 if word in "abcde" else 0
    return _COUNT.index(word) % 9 + 1 if word in _COUNT else 0
