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
from nlp.reading.heads import Head
from nlp.reading.likeness import is_remark, likeness, reads_like
from nlp.reading.matters import begins_matter
from nlp.reading.named_places import find_place
from nlp.reading.naming import person_words
from nlp.reading.reply_words import closes, leads_answer
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.sequence.leads import leave_answerer, leave_asker, tells_more
from nlp.reading.sequence.segments import ANSWER_SIGNS, Segment, on_lines
from nlp.reading.sequence.thanks import leave_thanks
from nlp.reading.speakers import LONGEST_HEAD, is_official

_LABEL_WORDS = 12
_LABELS = 4
# What nothing was seen in is said where it is longer, and reads like it.
_SHORT = 6
_AGREES = re.compile(
    r"\b(?:nhất trí|đồng tình|đồng ý|trùng ý|không hỏi|không có gì)\b", re.IGNORECASE
)
_ABOUT = re.compile(r"^(?:ve|doi voi|rieng) [^.:;]{3,60}: ")
# So many times oftener do the items of a list ask than answer.
_FEWEST, _OFTENER = 2, 3
# Of what stands above a stretch so many letters are looked at: lines may be endless.
_REMEMBERED = 2000


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
        leave_answerer(segments, found, one, indices)
        form = ("below", False) if one.head is None and above is not None else _form(one)
        asked = votes[form, "B"]
        against = votes[form, "R"] - ("R" in [found[i] for i in indices if found[i] in "BR"][:1])
        mostly = asked >= _FEWEST and asked >= _OFTENER * against
        leave_asker(segments, found, one, indices, mostly=mostly and one.line.item)
        asker, said = _asker(one, above, segments, indices)
        # Before anybody has asked, whoever chairs speaks.
        if asker is not None and (begun or _are_voters(asker)):
            voters = _are_voters(asker)
            _is_asked(segments, found, one, indices, said, voters=voters, mostly=mostly)
        leave_thanks(segments, found, one, indices)
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
    told = head.kept or not head.rest or tells_more(head.text)
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
    block = _until_answer(segments, found, one, said, last=indices[-1])
    first = next((i for i in block if found[i] in "BIR"), None)
    if first is None:
        if block and block == said:
            _take_up(segments, found, one, block, mostly=mostly)
        return
    if found[first] != "R":
        return
    text = one.line.text[segments[first].begin : segments[block[-1]].end]
    shares = likeness(text)
    # Before a sign stands what it answers.
    answered = one.line.item and block[-1] < said[-1] and _is_sign(segments[block[-1] + 1])
    if not voters and not answered and (not mostly or shares["reply"] > shares["opinion"]):
        return
    lead = one.line.text[: segments[first].begin].rstrip()
    goes_on = first - 1 in indices and found[first - 1] in "BI"
    if goes_on and lead.endswith(":"):
        # "Riêng ông Tuyển đề nghị hủy kết quả đấu giá: Vụ việc đang được Tòa án thụ lý."
        return
    if not goes_on and not lead.endswith(":") and shares["reply"] > shares["opinion"]:
        return
    told = range(first, block[-1] + 1)
    other = next((segments[i].text for i in told if found[i] == "B"), "")
    if is_group(other) and find_place(other):
        # "Cử tri quan tâm đến việc khắc phục bão. Cử tri xã Đề Gi đề nghị ..."
        return
    for i in indices:
        if i < said[0] and found[i] == "R":
            found[i] = "W"
    for i in told:
        own, stop = segments[i].text, segments[i].begin
        above = one.line.text[max(segments[first].begin, stop - _REMEMBERED) : stop]
        if found[i] == "B" and (begins_matter(own, above) or is_group(own) or person_words(own)):
            break
        found[i] = "I"
    if goes_on:
        return
    found[first] = "B"
    if voters and first == block[0] and not lead.endswith(":") and lead:
        # "Cử tri phường Sa Pa phản ánh xe điện ...": a clause stays whole.
        found[indices[0] : first + 1] = ["B"] + ["I"] * (first - indices[0])


def _until_answer(
    segments: Sequence[Segment], found: list[str], one: Classed, said: Sequence[int], *, last: int
) -> list[int]:
    """Return the segments of what somebody says up to where an answer to it begins."""
    block: list[int] = []
    for i in said:
        if segments[i].cut in ANSWER_SIGNS or (block and _names_office(segments[i])):
            break
        if segments[i].text.startswith("(") and _is_label(segments[i].text):
            # "(TL: phường ghi nhận)"
            break
        answers = found[i] == "R" and bool(block)
        if answers and segments[i].cut == "sentence" and _tells_of_office(one, segments[i]):
            break
        if answers and segments[i].cut == "bracket" and i == last:
            # "(đã ghi biên bản)"
            break
        block.append(i)
    return block


def _tells_of_office(one: Classed, segment: Segment) -> bool:
    """Tell whether a sentence begins with an office ("Về bảo hiểm: Sở Y tế đã đề nghị ...")."""
    text = one.line.text[segment.begin : segment.begin + LONGEST_HEAD]
    return begins_with(_ABOUT.sub("", fold(text)), load_rules().officials) is not None


def _take_up(
    segments: Sequence[Segment],
    found: list[str],
    one: Classed,
    block: Sequence[int],
    *,
    mostly: bool,
) -> None:
    """Take for an opinion what somebody says in which the model sees nothing."""
    text = one.line.text[segments[block[0]].begin : segments[block[-1]].end]
    named = one.line.text[: segments[block[0]].begin].rstrip().endswith(":")
    if not named or len(text.split()) <= _SHORT:
        return
    if not (mostly and one.line.item) and reads_like(text) != "opinion":
        return
    if closes(fold(text)) or invites_to_speak(text) or _AGREES.search(text):
        return
    for i in block:
        found[i] = "I"
    found[block[0]] = "B"


def _is_sign(segment: Segment) -> bool:
    return segment.cut in ANSWER_SIGNS or segment.text.startswith("(")


def _is_label(text: str) -> bool:
    return text.endswith(":") and len(text.split()) <= _LABELS


def _names_office(segment: Segment) -> bool:
    """Tell whether a stretch names an office that speaks behind it ("UBND xã:")."""
    text = segment.text.strip(" (")
    short = text.endswith(":") and len(text.split()) <= _LABEL_WORDS
    return short and segment.cut in ("sentence", "bracket") and is_official(text.rstrip(" :"))
