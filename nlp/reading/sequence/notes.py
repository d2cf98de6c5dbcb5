"""Labels put right in notes of a hamlet: who was out, what the writer remarks, what was done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.classed import Classed
from nlp.reading.matters import asks
from nlp.reading.person_names import name_length, person_length
from nlp.reading.rules import begins_with, load_rules, plain
from nlp.reading.sequence.segments import Segment

# All that is noted of somebody who says nothing: "nhà Năm Rô đi vắng", "đ/c Bảy: ko ý kiến".
_NOTHING = re.compile(
    r"(?P<who>(?:\S+ ){0,5}?)(?:(?:đi )?vắng(?: mặt| nhà)?|khóa cửa|đi làm(?: xa)?|về quê"
    r"|đi \S+(?: \S+)? (?:hết|cả)|(?:ko|k|không) (?:có )?(?:ai )?(?:ở )?nhà|(?:đã )?ký(?: rồi)?"
    r"|(?:ko|k|không|hông|chưa)(?: có)? (?:ý kiến|y kien|yk|ý)(?: gì)?|nhất trí)$"
)
_HOMES = ("nhà", "hộ", "gia đình")
# What whoever writes doubts, or must ask: "(??? chưa có chứng cứ)".
_DOUBTS = re.compile(
    r"[(\[]\s*(?:\?{2,}|!{2,}|(?:chưa|ko|không) (?:có |rõ |thấy )?(?:chứng cứ|bằng chứng|kiểm chứng"
    r"|xác minh)\b|(?:cần |phải |mai |để )?(?:hỏi|kiểm tra|xác minh|xem) lại"
    # but not "(cần kiểm tra lại công tơ)", which people ask for
    r"(?=\s*[)\].?!]|\s+(?:sau|đã|ông|bà|anh|chị|cô|chú|bác|đ/c)\b|\s+[abcô]\.))",
    re.IGNORECASE,
)
# Whoever notes an answer does not begin its sentence so; "xin được 5tr" may be one.
_REQUEST = re.compile(r"(?:đn|đ/n|đ\.nghị|kn|k/n|k\.nghị)\s", re.IGNORECASE)
_TELLS = frozenset(("hỏi", "nói", "bảo", "kêu", "kể", "than", "báo"))
_TITLE_LETTERS = ("a", "b", "c", "ô", "o")
_TOPIC_WORDS = 4
_TELLER_WORDS = 8
_BOX = "bullet ☐"


def mend_notes(
    segments: Sequence[Segment],
    found: list[str],
    classed: Sequence[Classed],
    own: dict[int, list[int]],
) -> None:
    """Mend labels in place.

    Parameters
    ----------
    segments : sequence of Segment
    found : list of str
        A label for each segment.
    classed : sequence of Classed
        What the rules say of the lines.
    own : dict of int to list of int
        The segments of each line.
    """
    for line, indices in own.items():
        one = classed[line]
        _head_teller(segments, found, one, indices)
        _keep_topic(segments, found, indices)
        _go_on(segments, found, indices)
        _leave_doubts(segments, found, indices)
        said = " ".join(segments[i].text for i in indices if found[i] in "BI")
        # "(huyện vẫn) không có ý kiến gì" may end what stands on the line above.
        goes_on = found[indices[0]] == "I" and not one.line.mark
        if said and not goes_on and _says_nothing(said):
            for i in indices:
                found[i] = "O"
        if one.line.arrow and "R" in [found[i] for i in indices]:
            # "↳ thứ 2 | thôn cử 15 người": but for who answers, nothing stands between.
            for i in indices:
                if found[i] != "O" or segments[i].text.endswith(":"):
                    break
                found[i] = "R"
        if one.line.mark == _BOX and _is_asked(segments, found, indices, own.get(line + 1, [])):
            for i in indices:
                found[i] = "I" if i > indices[0] else "B"


def _says_nothing(said: str) -> bool:
    """Tell whether words only note that somebody was out, signed or had nothing to say."""
    if not any(map(str.isalpha, said)):
        # "biểu quyết: 11/11"
        return True
    sentences = [s for s in re.split(r"[.;,]\s+", said.strip(" .;,!")) if s]
    return all(map(_notes_nothing, sentences))


def _notes_nothing(sentence: str) -> bool:
    match = _NOTHING.match(plain(sentence))
    if match is None:
        return False
    who = sentence.split()[: len(match["who"].split())]
    home = bool(who) and plain(who[0]) in _HOMES
    rest = who[1:] if home else who
    return not who or (person_length(rest) or name_length(rest) if home else person_length(who)) > 0


def _head_teller(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Take who speaks out of an item that begins with a letter and a name ("b. Bốn hỏi sao")."""
    if one.line.text[:1] not in _TITLE_LETTERS or one.line.text[1:3] != ". ":
        return
    opens = next((i for i in indices[:2] if found[i] == "B"), indices[-1])
    first = segments[opens].text
    teller, colon, _ = first.rpartition(":")
    if colon and opens < indices[-1] and found[opens + 1] == "I":
        # "a. Quân nhà ô. Tư rỉ tai: ..."
        ends = any(teller.endswith(f" {verb}") for verb in load_rules().speech_verbs)
        if ends and name_length(teller.split()) and len(teller.split()) <= _TELLER_WORDS:
            found[opens], found[opens + 1] = "W", "B"
        return
    if opens + 2 > indices[-1] or name_length(first.split()) < len(first.split()):
        return
    verb, rest = segments[opens + 1], segments[opens + 2]
    if verb.cut == "verb" and rest.cut == "said" and plain(verb.text) in _TELLS:
        found[opens : opens + 3] = ["W", "W", "B"]


def _keep_topic(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Leave a topic to what is said of it where who says it stands in brackets behind."""
    labels = "".join(found[i] for i in indices)
    if re.fullmatch(r"WBI*W+[OR]*", labels) is None:
        return
    topic = segments[indices[0]].text
    behind = segments[indices[labels.index("W", 1)]].text
    rules = load_rules()
    named = begins_with(plain(topic), rules.titles + rules.groups + rules.somebody) is not None
    short = topic.endswith(":") and len(topic.split()) <= _TOPIC_WORDS and topic.islower()
    who = behind.lstrip("(").split()
    if short and not named and behind.startswith("(") and person_length(who):
        found[indices[0]], found[indices[1]] = "B", "I"


def _go_on(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Leave to a matter what it asks for, and to an answer what it adds ("ảnh + giấy tờ")."""
    added = False
    for before, i in zip(indices, indices[1:]):
        text = segments[i].text
        if (found[before], found[i]) == ("R", "B"):
            added = text.startswith("+") and text.lstrip("+ ")[:1].islower() and not asks(text)
            found[i] = "R" if added else "B"
        elif found[i] == "I" and added:
            found[i] = "R"
        elif found[before] in "BI" and found[i] == "R" and segments[i].cut == "sentence":
            found[i] = "I" if _REQUEST.match(text) else "R"
        else:
            added = False


def _leave_doubts(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Leave out a writer's own remark in brackets at the end of what somebody said."""
    if not segments[indices[-1]].text.rstrip(" .").endswith((")", "]")):
        return
    first = None
    for i in reversed(indices):
        if found[i] != "I":
            break
        if segments[i].cut == "bracket" and _DOUBTS.match(segments[i].text):
            first = i
    if first is not None:
        found[first : indices[-1] + 1] = ["O"] * (indices[-1] + 1 - first)


def _is_asked(
    segments: Sequence[Segment], found: list[str], indices: Sequence[int], below: Sequence[int]
) -> bool:
    """Tell whether a box to tick holds what people ask for, with what was done below it."""
    if {found[i] for i in indices} != {"O"} or not below or found[below[0]] != "R":
        return False
    # "[ ] xin dấu xã" is what the writer does himself.
    return not asks(segments[indices[0]].text) and any(asks(segments[i].text) for i in indices[1:])
