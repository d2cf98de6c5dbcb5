"""Labels put right by who is said to speak: whoever asks answers nothing, and whoever answers does.

The model goes by words, and much that people complain of is said in the words of offices. Who is
named before it tells more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nlp.reading.chairing import invites_to_speak
from nlp.reading.classed import Classed
from nlp.reading.groups import is_group
from nlp.reading.heads import Head, stands_alone
from nlp.reading.likeness import is_remark, likeness, reads_like
from nlp.reading.matters import asks, begins_matter
from nlp.reading.naming import CAPITAL, person_words
from nlp.reading.reply_words import closes, leads_answer
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.sequence.segments import Segment, on_lines
from nlp.reading.speakers import (
    COLON,
    LONGEST_HEAD,
    find_place,
    is_official,
    person_length,
)

_ANSWERS = frozenset(("arrow", "slash"))
_LABEL_WORDS = 12
_LABELS = 4
_THANKS_WORDS = 30
_THANKS = re.compile(
    r"\W*(?:(?:tôi|em|cháu|con|chúng tôi|xin|rất|chân thành|gửi lời)\s+)*(?:cảm ơn|cám ơn|chúc|khen"
    r"|hoan nghênh|biết ơn|phấn khởi)\b",
    re.IGNORECASE,
)
_SAYS_THANKS = re.compile(
    r"[^.:;?]{3,80}?\s(?=(?:(?:xin|rất|chân thành|gửi lời)\s+)*"
    r"(?:cảm ơn|cám ơn|chúc|khen|hoan nghênh)\b)",
    re.IGNORECASE,
)
_WISHES = re.compile(r"\bxin (?=chúc|cảm|cám|chân|gửi|trân)")
# Whoever answers thanks too.
_WILL = re.compile(r"\b(?:sẽ|ghi nhận|tiếp thu|giao|chuyển|trả lời|nhưng|song)\b")
_MOST_LETTERS = 40
# What nothing was seen in is said where it is longer, and reads like it.
_SHORT = 6
_AGREES = re.compile(
    r"\b(?:nhất trí|đồng tình|đồng ý|trùng ý|không hỏi|không có gì)\b", re.IGNORECASE
)
_ABOUT = re.compile(r"^(?:ve|doi voi|rieng) [^.:;]{3,60}: ")
_GOES_ON = re.compile(r"[.!?;]\s|\([^)]*$")
_HOUSE = re.compile(rf"(?:nhà|hộ|gia đình)\s+{CAPITAL}", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]*\)")
_NAME_WORDS = 7
# So many times oftener do the items of a list ask than answer.
_FEWEST, _OFTENER = 2, 3


def with_askers(
    segments: Sequence[Segment], labels: Sequence[str], classed: Sequence[Classed]
) -> list[str]:
    """Return the labels with what is said and what is answered by who is named before it.

    Parameters
    ----------
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.
    classed : sequence of Classed
        What the rules say of the lines.
    """
    found = list(labels)
    own = on_lines(segments)
    above: Head | None = None
    begun = False
    votes = _votes(found, classed, own)
    for line, indices in own.items():
        one = classed[line]
        if one.reason == "remark_form" and is_remark(one.line.text):
            for i in indices:
                found[i] = "O"
            continue
        _lead_answer(segments, found, one, indices)
        form = ("below", False) if one.head is None and above is not None else _form(one)
        asked = votes[form, "B"]
        against = votes[form, "R"] - ("R" in [found[i] for i in indices if found[i] in "BR"][:1])
        mostly = asked >= _FEWEST and asked >= _OFTENER * against
        _lead_item(segments, found, one, indices, mostly=mostly and one.line.item)
        asker, said = _asker(one, above, segments, indices)
        # Before anybody has asked, whoever chairs speaks.
        if asker is not None and (begun or _are_voters(asker)):
            voters = _are_voters(asker)
            _is_asked(segments, found, one, indices, said, voters=voters, mostly=mostly)
        _leave_thanks(segments, found, one, indices)
        labelled = {found[i] for i in indices}
        alone = one.reason == "speaker" and one.kind == "opinion" and not labelled & set("BIR")
        above = one.head if alone and one.line.text[-1:] not in ".;!?" else None
        begun = begun or "B" in labelled
    return found


def _votes(
    found: Sequence[str], classed: Sequence[Classed], own: dict[int, list[int]]
) -> Counter[tuple[tuple[str, bool], str]]:
    """Return how many lines of each form ask and answer, and those below who stands alone."""
    votes: Counter[tuple[tuple[str, bool], str]] = Counter()
    alone = False
    for line, indices in own.items():
        one = classed[line]
        first = next((found[i] for i in indices if found[i] in "BR"), "")
        if first:
            votes[_form(one), first] += 1
            votes[("below", False), first] += alone and one.head is None
        alone = one.reason == "speaker" and not first and one.kind == "opinion"
    return votes


def _form(one: Classed) -> tuple[str, bool]:
    """Return the form of a line: its mark, and whether somebody is named at its beginning."""
    return one.line.mark, one.head is not None and not one.head.kept


def _lead_answer(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Leave out who is said to answer; behind an arrow, what follows the name is the answer."""
    text, begin = one.line.text, _begin(one)
    colon = COLON.search(text, begin, begin + LONGEST_HEAD)
    if colon is None or not text[colon.end() :].strip():
        return
    head = text[begin : colon.start()]
    if _GOES_ON.search(head):
        return
    behind = [i for i in indices if segments[i].begin >= colon.start()]
    answered = bool(behind) and found[behind[0]] == "R"
    if not leads_answer(head) or not (answered or one.line.arrow):
        return
    for i in indices:
        if i not in behind:
            found[i] = "O"
        elif one.line.arrow and found[i] in "BI":
            found[i] = "R"


def _begin(one: Classed) -> int:
    """Return where the text of a line begins behind its mark ("Kiến nghị 1:")."""
    text, body = one.line.text, one.line.body
    return len(text) - len(body) if text.endswith(body) else 0


def _asker(
    one: Classed, above: Head | None, segments: Sequence[Segment], indices: Sequence[int]
) -> tuple[Head | None, list[int]]:
    """Return who asks in a line, if it is said, and the segments of what he says."""
    head = one.head
    if head is None:
        goes_on = above is not None and one.kind == "opinion" and one.reason == "goes_on"
        return (above, list(indices)) if goes_on else (None, [])
    asked = one.kind == "opinion" and one.reason == "speaker"
    # Voters are taken for an office where what they say reads like an answer.
    voters = one.reason == "official" and _are_voters(head)
    told = head.kept or not head.rest or _GOES_ON.search(head.text) is not None
    if told or not (asked or voters) or leads_answer(head.text):
        return None, []
    begin = one.line.text.rfind(head.rest)
    return head, [i for i in indices if segments[i].begin >= begin >= 0]


def _are_voters(head: Head) -> bool:
    """Tell whether the head of a turn names those who ask by what they are ("Cử tri", "Bà con")."""
    # Delegates answer as often as they ask.
    text = plain(head.text)
    return (
        is_group(text) or begins_with(text, load_rules().reporters) is not None
    ) and not text.startswith("đại biểu")


def _is_asked(
    segments: Sequence[Segment],
    found: list[str],
    one: Classed,
    indices: Sequence[int],
    said: Sequence[int],
    *,
    voters: bool,
    mostly: bool,
) -> None:
    """Take what whoever asks says for no answer, up to where one begins.

    Who is not of the voters may answer, and what he says must read like something asked.
    """
    block: list[int] = []
    offices = load_rules().officials
    for i in said:
        if segments[i].cut in _ANSWERS or (block and _names_office(segments[i])):
            break
        if segments[i].text.startswith("(") and _is_label(segments[i].text):
            # "(TL: phường ghi nhận)"
            break
        told = found[i] == "R" and segments[i].cut == "sentence" and block
        if told and begins_with(_ABOUT.sub("", fold(one.line.text[segments[i].begin :])), offices):
            # "Về bảo hiểm y tế: Sở Y tế đã đề nghị ..."
            break
        if segments[i].cut == "bracket" and found[i] == "R" and i == indices[-1] and block:
            # "(đã ghi biên bản)"
            break
        block.append(i)
    first = next((i for i in block if found[i] in "BIR"), None)
    if first is None and block and said == block:
        text = one.line.text[segments[block[0]].begin : segments[block[-1]].end]
        chairs = closes(fold(text)) or invites_to_speak(text) or _AGREES.search(text)
        said_so = (mostly and one.line.item) or reads_like(text) == "opinion"
        named = one.line.text[: segments[block[0]].begin].rstrip().endswith(":")
        if named and len(text.split()) > _SHORT and said_so and not chairs:
            for i in block:
                found[i] = "I"
            found[block[0]] = "B"
        return
    if first is None or found[first] != "R":
        return
    text = one.line.text[segments[first].begin : segments[block[-1]].end]
    shares = likeness(text)
    # Before a sign stands what it answers.
    behind = next((i for i in said if i > block[-1]), None)
    answered = one.line.item and behind is not None and _is_sign(segments[behind])
    if not voters and not answered and (not mostly or shares["reply"] > shares["opinion"]):
        return
    lead = one.line.text[: segments[first].begin].rstrip()
    goes_on = first - 1 in indices and found[first - 1] in "BI"
    if goes_on and lead.endswith(":"):
        # "Riêng ông Tuyển đề nghị hủy kết quả đấu giá: Vụ việc đang được Tòa án thụ lý."
        return
    if not goes_on and not lead.endswith(":") and shares["reply"] > shares["opinion"]:
        return
    others = [i for i in block[block.index(first) :] if found[i] == "B"]
    if others and is_group(segments[others[0]].text) and find_place(segments[others[0]].text):
        # "Cử tri quan tâm đến việc khắc phục bão. Cử tri xã Đề Gi đề nghị ..."
        return
    for i in indices:
        if i not in said and found[i] == "R":
            found[i] = "W"
    begun = segments[first].begin
    for i in block[block.index(first) :]:
        own, above = segments[i].text, one.line.text[begun : segments[i].begin]
        if found[i] == "B" and (begins_matter(own, above) or is_group(own) or person_words(own)):
            break
        found[i] = "I"
    if goes_on:
        return
    found[first] = "B"
    if voters and first == block[0] and not lead.endswith(":") and lead:
        # "Cử tri phường Sa Pa phản ánh xe điện ...": a clause stays whole.
        found[indices[0] : first + 1] = ["B"] + ["I"] * (first - indices[0])


def _lead_item(
    segments: Sequence[Segment],
    found: list[str],
    one: Classed,
    indices: Sequence[int],
    *,
    mostly: bool,
) -> None:
    """Take who speaks out of an item that begins with it ("Hội PN: ...", "nhà Ên: ...")."""
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
                if found[j] != "R" or segments[j].cut in _ANSWERS:
                    break
                found[j] = "I"
        return


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


def _is_sign(segment: Segment) -> bool:
    return segment.cut in _ANSWERS or segment.text.startswith("(")


def _is_label(text: str) -> bool:
    return text.endswith(":") and len(text.split()) <= _LABELS


def _names_office(segment: Segment) -> bool:
    """Tell whether a stretch names an office that speaks behind it ("UBND xã:")."""
    text = segment.text.strip(" (")
    short = text.endswith(":") and len(text.split()) <= _LABEL_WORDS
    return short and segment.cut in ("sentence", "bracket") and is_official(text.rstrip(" :"))


def _leave_thanks(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Leave out what somebody says who only thanks, or wishes well."""
    said = [i for i in indices if found[i] in "BIR"]
    if not said or one.line.arrow or any(segments[i].cut in _ANSWERS for i in said):
        return
    text = one.line.text[segments[said[0]].begin :].lstrip(" –—-:")
    if (told := _SAYS_THANKS.match(text)) and (
        person_length(text.split()[:8]) or is_group(text[:_MOST_LETTERS])
    ):
        text = text[told.end() :]
    short = len(text.split()) <= _THANKS_WORDS and "?" not in text
    rest = _WISHES.sub("", plain(text))
    if short and _THANKS.match(text) and not (asks(rest) or _WILL.search(rest)):
        for i in said:
            found[i] = "O"
