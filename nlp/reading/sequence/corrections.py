"""What the rules know better of labelled segments than the model does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.chairing import invites_to_speak
from nlp.reading.classed import Classed
from nlp.reading.likeness import likeness
from nlp.reading.matters import asks
from nlp.reading.naming import CAPITAL
from nlp.reading.person_names import person_length
from nlp.reading.reply_words import is_own_task
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.sequence.notes import mend_notes
from nlp.reading.sequence.segments import Segment, on_lines
from nlp.reading.speakers import COLON, LONGEST_HEAD

_SHORT = 6
_LEAD = 4
# Why a line is no opinion, whatever the model sees in it.
_SAYS_NOTHING = ("chairs", "nothing_to_add", "remark_attendance")
# Behind a verb of saying at the end of a turn: "- anh Chí nói tiếp."
_GOES_ON = re.compile(r"(?:\s+(?:tiếp|thêm|lại|xen|luôn|nữa|theo))*\s*[.!…]*\s*$", re.IGNORECASE)
_DASHES = "-–—"
# A letter ends so; what stands behind it on the line is of the end too.
_VOUCHES = re.compile(
    r"(?:^|(?<=[.!?;]\s))(?:(?:tôi|tui|chúng tôi|chúng em|em)\s+)?(?:xin\s+)?"
    r"(?:(?:cam đoan|cam kết|hứa)\s+(?:rằng\s+)?)?(?:tất cả\s+)?(?:những|các|mọi)\s+"
    r"(?:điều|nội dung|lời|việc|thông tin)\b(?:(?!không|chưa|chẳng)[^.!?]){0,60}"
    r"\b(?<!không )(?<!chưa )(?:đúng sự thật|là (?:hoàn toàn )?đúng|đúng với thực tế)\b"
    r"|(?:nếu (?:có )?sai\b[^.!?]{0,40}|\b(?:tôi|tui|chúng tôi|chúng em|em) (?:xin )?)"
    r"chịu (?:hoàn toàn |mọi )?trách nhiệm trước pháp luật\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(r"\b(?:đề nghị|kiến nghị|yêu cầu)\b", re.IGNORECASE)
# "Thứ ba, ...", "Ba là ..."; and what begins another matter without a number.
_ORDINALS = (
    *("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"),
    *("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"),
)
_ORDINAL = re.compile(
    rf"\W*(?:thứ\s+(?=\w+\b)|(?=\w+\s+là\b))({'|'.join(dict.fromkeys(_ORDINALS))})\b",
    re.IGNORECASE,
)
_LINKS = (
    *("ngoài ra", "bên cạnh", "sau cùng", "cuối cùng", "cũng nhân", "nhân", "thêm", "còn"),
    *("với lại", "một việc", "một chuyện", "đồng thời", "riêng", "tiếp", "về"),
)
# So much must a line that begins with the name of an office read like an answer.
_SURE = 0.7
_SEVERAL = re.compile(
    r"(?:nhiều |một số )?(?:cử tri|nhân dân|bà con|người dân)\s+(?:ở\s+)?(?:các|hai|ba|bốn)\s+"
    r"(?:xã|phường|thôn|xóm|ấp|bản|làng|khu phố|tổ)\b",
    re.IGNORECASE,
)
# The other communes, and the verb: "Tân Hưng Thuận phản ánh trạm y tế ..."
_REST_ASKS = re.compile(
    rf"{CAPITAL}[^,.;:]{{2,60}}?\s(?:phản ánh|kiến nghị|đề nghị|cho rằng|đề xuất|mong|hỏi)\s"
)
_TELLS = re.compile(
    r"(?:[^\s,.;:]+,?\s){2,14}?(?<=,\s)(?:phản ánh|kiến nghị|đề nghị|cho rằng|đề xuất|mong|hỏi"
    r"|bày tỏ|nêu|bức xúc|băn khoăn|lo lắng|có ý kiến)\s"
)
# In a report this many times more sentences must be whole than without whose they are.
_CONSISTENT = 3


def corrected(
    segments: Sequence[Segment], labels: Sequence[str], classed: Sequence[Classed]
) -> list[str]:
    """Return the labels, with those mended that the rules know better.

    Nothing is said by whoever vouches for what he wrote or has nothing to add, where people are
    asked to speak, or where the writer of notes reminds himself of something. What somebody is
    named for is not left out because it is short, as the model tends to; and a line that points
    back to it ("Việc này ...") goes on it, as does a paragraph between two that are counted. A name
    alone is no opinion, nor is what tells behind a turn who spoke. A report that leaves its
    sentences whole ("Cử tri xã A đề nghị ...") does so with all of them.

    Parameters
    ----------
    segments : sequence of Segment
    labels : sequence of str
        One of `nlp.reading.sequence.model.LABELS` for each segment.
    classed : sequence of Classed
        What the rules say of the lines.
    """
    found = list(labels)
    own = on_lines(segments)
    for line, indices in own.items():
        one = classed[line]
        invites = ":" not in one.line.body and invites_to_speak(one.line.body)
        if invites or one.reason in _SAYS_NOTHING:
            for i in indices:
                found[i] = "O" if found[i] in "BI" else found[i]
            continue
        if one.head is None and is_own_task(one.line.body):
            for i in indices:
                found[i] = "O"
            continue
        _keep_turn(segments, found, one, indices, own.get(line - 1, []))
        _mend_names(segments, found, indices)
        _leave_office(segments, found, one, indices)
        _keep_group(segments, found, one.line.text, indices)
        _leave_lead(segments, found, indices)
        if one.reason == "part_answers" and one.line.item and _heads_answers(classed, line):
            for i in indices:
                found[i] = "R" if found[i] in "BI" else found[i]
        _end_vouching(segments, found, one.line.text, indices)
    mend_notes(segments, found, classed, own)
    _keep_whole(segments, found, own)
    _keep_counted(found, classed, own)
    return found


def _keep_counted(found: list[str], classed: Sequence[Classed], own: dict[int, list[int]]) -> None:
    """Leave a paragraph to the matter above it where whoever writes goes on counting below it."""
    numbers = {line: _ordinal(classed[line].line.text) for line in own}
    for line, indices in own.items():
        above, below = numbers.get(line - 1, 0), numbers.get(line + 1, 0)
        uncounted = not (numbers[line] or classed[line].line.mark)
        if not (above and below == above + 1 and uncounted):
            continue
        text = plain(classed[line].line.text)
        said = found[own[line - 1][-1]] in "BI" and found[indices[0]] == "B"
        if (
            said
            and begins_with(text, _LINKS) is None
            and "B" not in [found[i] for i in indices[1:]]
        ):
            found[indices[0]] = "I"


def _ordinal(text: str) -> int:
    """Return the number with which a paragraph counts its matter off, 0 where it has none."""
    counts = _ORDINAL.match(text)
    return _ORDINALS.index(plain(counts[1])) % 10 + 1 if counts else 0


def _end_vouching(
    segments: Sequence[Segment], found: list[str], text: str, indices: Sequence[int]
) -> None:
    """Leave out where a writer vouches for what he wrote, and what stands behind that."""
    vouches = _VOUCHES.search(text)
    if vouches is None:
        return
    begin = max(text.rfind(end, 0, vouches.start()) for end in (". ", "! ", "? ")) + 1
    sentence = text[begin:].split(". ", maxsplit=1)[0]
    if _DEMANDS.search(sentence):
        return
    for i in indices:
        if segments[i].begin >= begin and found[i] in "BI":
            found[i] = "O"


def _keep_turn(
    segments: Sequence[Segment],
    found: list[str],
    one: Classed,
    indices: Sequence[int],
    above: Sequence[int],
) -> None:
    """Take up what somebody says where the model sees nothing in it."""
    short = len(one.rest.split()) <= _SHORT
    # Short words that ask are no answer, whatever office the name before them has.
    taken = "BI" if short and asks(one.rest) else "BIR"
    if one.kind != "opinion" or any(found[i] in taken for i in indices) or not one.rest:
        return
    named = one.reason == "speaker" and one.head is not None and not one.head.kept
    if short and named and one.line.item:
        begin = one.line.text.rfind(one.rest)
        said = [i for i in indices if segments[i].begin >= begin]
        for i in said:
            found[i] = "I" if i != said[0] else "B"
    elif (
        one.reason == "goes_on"
        and begins_with(plain(one.rest), load_rules().anaphora)
        and any(found[i] in "BI" for i in above[-1:])
    ):
        for i in indices:
            found[i] = "I"


def _mend_names(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Take names out of what is said: one alone, and one behind a dash at the end."""
    last = indices[-1]
    for i in indices:
        words = segments[i].text.strip(" ,.:/–-").split()
        alone = found[i] == "B" and (i == last or found[i + 1] in "RWB")
        if alone and len(words) > 1 and person_length(words) == len(words):
            found[i] = "W"
    dash = next((i for i in reversed(indices) if segments[i].text[:1] in _DASHES), indices[0])
    tail = range(dash, last + 1)
    goes_on = dash > indices[0] and all(found[i] == "I" for i in tail)
    if goes_on and _tells_speaker(" ".join(segments[i].text for i in tail)):
        found[dash : last + 1] = ["W"] * len(tail)


def _leave_office(
    segments: Sequence[Segment], found: list[str], one: Classed, indices: Sequence[int]
) -> None:
    """Take what an office answers for an answer, where its name and its words both say so."""
    text = one.line.text
    colon = COLON.search(text, 0, LONGEST_HEAD)
    if one.kind != "answer" or colon is None or "R" in [found[i] for i in indices]:
        return
    office = begins_with(fold(text[: colon.start()]), load_rules().officials) is not None
    if office and likeness(one.line.body)["reply"] >= _SURE:
        for i in indices:
            if segments[i].begin >= colon.end() - 1 and found[i] in "BI":
                found[i] = "R"


def _keep_group(
    segments: Sequence[Segment], found: list[str], text: str, indices: Sequence[int]
) -> None:
    """Keep whole who asks where several communes are named ("Cử tri các xã A, B phản ánh ...")."""
    if [found[i] for i in indices[:2]] != ["W", "B"]:
        return
    first, rest = segments[indices[0]].text.rstrip(), text[segments[indices[1]].begin :]
    if first.endswith(",") and _SEVERAL.match(first) and _REST_ASKS.match(rest):
        found[indices[0]], found[indices[1]] = "B", "I"


def _leave_lead(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Leave out words before whoever speaks ("Mở đầu, ông Hợp phát biểu: ...")."""
    first = indices[0]
    lead = segments[first].text.rstrip()
    short = lead.endswith(",") and len(lead.split()) <= _LEAD and not asks(lead)
    if short and [found[i] for i in indices[:3]] == ["B", "W", "B"]:
        found[first] = "O"


def _heads_answers(classed: Sequence[Classed], line: int) -> bool:
    """Tell whether an item stands below a line that only says which office answers."""
    while line and classed[line].line.item and classed[line].reason == "part_answers":
        line -= 1
    above = classed[line]
    return above.reason == "official" and above.line.body.endswith(":")


def _tells_speaker(text: str) -> bool:
    """Tell whether a stretch only says who has spoken ("- anh Chí nói tiếp.")."""
    words = text.lstrip(f" {_DASHES}").split()
    length = person_length(words)
    rest = " ".join(words[length:])
    verb = any_of(load_rules().speech_verbs).match(rest)
    return bool(length and verb and _GOES_ON.match(rest[verb.end() :]))


def _keep_whole(segments: Sequence[Segment], found: list[str], own: dict[int, list[int]]) -> None:
    """Leave whose an opinion is in its sentence where the document mostly does."""
    whole, others, cut = 0, 0, []
    for indices in own.values():
        verb = next((i for i in indices[1:4] if _asks_for(segments, i)), None)
        if verb is None and [found[i] for i in indices[:2]] == ["W", "B"]:
            # "Chị Mẩy, | chi hội trưởng phụ nữ bản Nậm Cầy, bày tỏ lo lắng ..."
            told = segments[indices[1]].cut == "comma" and _TELLS.match(segments[indices[1]].text)
            verb = indices[1] if told else None
        if verb is None:
            continue
        before = [found[i] for i in range(indices[0], verb)]
        if before[0] == "B" and found[verb] == "I":
            whole += 1
            continue
        asked = begins_with(plain(segments[indices[0]].text), load_rules().reporters) is not None
        parted = set(before) <= {"W", "O"} and (
            found[verb] == "B" or (found[verb] == "R" and asked)
        )
        if parted or before[:2] == ["W", "B"]:
            cut.append((indices[0], verb, indices[-1]))
            others += segments[verb].cut in ("verb", "head")
    if whole < _CONSISTENT * max(others, 1):
        return
    for first, verb, last in cut:
        # What voters ask for is no answer, as far as the stretch goes that was taken for one.
        end = verb
        while found[verb] == "R" and end < last and found[end + 1] == "R":
            end += 1
        found[first : end + 1] = ["B"] + ["I"] * (end - first)


def _asks_for(segments: Sequence[Segment], index: int) -> bool:
    """Tell whether a stretch begins with the verb of a sentence whose subject stands before."""
    own, before = segments[index], segments[index - 1]
    if own.cut == "verb":
        return True
    rules, above = load_rules(), before.text.rstrip()
    bare = own.cut == "head" and not above.endswith((":", ")"))
    # "Bà Khoàng Thị Ón (bản Nậm Cầy) đề nghị ..."
    bare = bare or (own.cut == "behind_bracket" and above.endswith(")"))
    return bare and begins_with(plain(own.text), rules.of_said + rules.reported) is not None
