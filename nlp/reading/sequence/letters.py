"""Labels put right in letters: what stands around the matters, and between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nlp.reading.letters.by_rule import are_letters, letters_of
from nlp.reading.letters.cuts import SENDER, replies
from nlp.reading.letters.lines import is_address, stands_behind_body
from nlp.reading.likeness import reads_like
from nlp.reading.lines import Line
from nlp.reading.matters import asks
from nlp.reading.messages.offices import is_office_name
from nlp.reading.rules import fold, load_rules, plain
from nlp.reading.sequence.further import begin_further, point_back
from nlp.reading.sequence.segments import Segment, on_lines

# "Đầu tiên, ...": before a matter, and no part of it.
_LINK = re.compile(
    r"^(?:ngoai ra|dau tien|truoc tien|truoc het|ke den|tiep den|tiep theo|tiep nua|sau rot|sau het"
    r"|sau cung|cuoi cung|cuoi thu|het thu)\s*[,:]$"
)
# So a writer says that he will say something now, and how much: "Tôi xin thưa ngắn.".
_ANNOUNCES = re.compile(
    r"\b(?:xin|muon|manh dan)(?: (?:phep|duoc|manh dan|gop|gui|ke|neu|thua|noi|hoi|bay to|dai dong"
    r"|trinh bay|phan anh|kien nghi|de dat)){1,8}(?: [a-z]+){0,3}?"
    r" (?:ngan(?: gon)?|nhu (?:sau|vay|the nay)"
    r"|(?:may|vai|mot so|mot|hai|ba|bon|nam|nhung|cac) (?:dieu|viec|y|y kien|chuyen|loi|van de"
    r"|noi dung|kien nghi|nguyen vong)(?: (?:sau(?: day)?|duoi day|nho|ngan|nay)){0,2})\W*$"
)
# So few words beside the announcement tell nothing of a matter.
_BESIDE = 14
_ANSWERING = ("tra loi", "phuc dap", "phan hoi", "giai trinh")
# In fewer nothing is told, however they read.
_FEWEST = 5
# Where a writer takes leave: "Tôi dừng bút.", "Có gì không phải mong đồng chí bỏ quá cho."
_TAKES_LEAVE = re.compile(
    r"^(?:\w+ ){0,4}(?:dừng|ngừng|gác) (?:bút|lời)\b"
    r"|^(?:\w+,? ){0,4}có (?:gì|điều gì|chỗ nào|chi) (?:không|chưa) phải"
    r"(?=\W*$|,?(?: (?:thì|kính|rất|tôi|tui|em|con|cháu|chúng|tụi))*"
    r" (?:xin|mong|nhờ|cho|bỏ|tha|thứ|lượng)\b)"
    # "Mong xã đừng bỏ qua cho ai", "mong xã thông cảm cho nợ học phí" ask for something.
    r"|^(?:\w+,? ){0,8}mong (?:(?!(?:không|đừng|chớ)\b)[^.?]){2,60}\b(?:(?:bỏ quá|bỏ qua|lượng thứ"
    r"|thứ lỗi|thông cảm)(?: (?:cho|tôi|tui|em|con|cháu|chúng|tụi|già|với|ạ))*(?=\W*$|,)"
    r"|giữ kín(?: tên| giùm| giúp| cho)*(?: \w+){0,2}\W*$)"
    r"|^(?:\w+ ){0,6}(?:mong|chờ|đợi)(?: \w+){0,6} (?:hồi âm|hồi đáp|hồi thư|phúc đáp)"
    r"(?: \w+){0,4}\W*$"
    r"|^(?:(?:xin|em|tôi|con|cháu|chúng tôi|chân thành|trân trọng)\s+)+(?:cảm|cám) ơn"
    r"(?: \w+){0,5}\W*$",
    re.IGNORECASE,
)
# Whose a matter is, where that is all that a sentence says: "việc của nhà tôi."
_WHOSE = re.compile(
    r"^(?:là )?(?:(?:chuyện|việc|ý|điều) )?(?:riêng )?(?:của |về )?(?:riêng )?(?:chính )?"
    r"(?:(?:nhà|gia đình|bản thân|phần|cá nhân|riêng) (?:\w+ )?)?(?:tôi|tui|em|con|cháu|chúng tôi)"
    r"[.:]$",
    re.IGNORECASE,
)
# Whoever explains something speaks of what is told above: "Nhà trường giải thích là ..."
_EXPLAINS = re.compile(
    r"^(?:nhà trường|(?:các )?cán bộ|xã|phường|huyện|tỉnh|trường|trạm|ban|phòng|sở|công ty"
    r"|hợp tác xã|chủ đầu tư|nhà thầu|chính quyền)(?: \w+){0,4}?"
    r" (?:giải thích|trả lời|lý giải|bảo|nói)(?: \w+)? (?:là|rằng|vì|do)\b",
    re.IGNORECASE,
)


def with_letter_ends(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> list[str]:
    """Return the labels of letters without what is said before, between and behind the matters.

    A greeting in which the writer says that he will say something, a link before a matter and the
    words with which he takes leave are none of an opinion. Nobody else speaks in a letter, so that
    a name with no sign behind it ("Hồ Soài So cạn đáy") is of what is told; and where an office is
    said to have explained something, it is what stands above.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.

    Returns
    -------
    list of str
        The same where the lines are no letter.
    """
    found = list(labels)
    if not are_letters(lines):
        return found
    own = on_lines(segments)
    _claim_bodies(lines, segments, found, own)
    for line, indices in own.items():
        above = own.get(line - 1, [])
        if _announces(lines[line], [found[i] for i in indices]):
            for i in indices:
                found[i] = "O"
            continue
        _keep_names(segments, found, indices)
        _leave_links(segments, found, indices)
        _go_on(lines[line], segments, found, indices, above)
        begin_further(segments, found, indices)
        point_back(segments, found, indices)
        _take_leave(segments, found, indices)
        _leave_ends(lines[line], found, indices)
    return found


def _claim_bodies(
    lines: Sequence[Line],
    segments: Sequence[Segment],
    found: list[str],
    own: Mapping[int, Sequence[int]],
) -> None:
    """Leave to whoever writes what stands in his letter before he takes leave.

    What an office answers stands below, so that nothing above is its own, however it reads. A
    letter that an office sends, or in which nothing was taken for an opinion, is its own.
    """
    letters = letters_of(lines)
    labelled = zip(segments, found)
    asking = {letters[one.line] for one, label in labelled if letters and label == "B"}
    asking -= {
        letter
        for line, letter in zip(lines, letters)
        if SENDER.match(fold(line.text)) and is_office_name(line.text.partition(":")[2])
    }
    begun, ended = set(), set()
    for index, (line, letter) in enumerate(zip(lines, letters)):
        indices = own.get(index, [])
        if letter in begun and (stands_behind_body(line) or _TAKES_LEAVE.match(line.text)):
            ended.add(letter)
        if letter in begun and _is_answer(line.text):
            ended.add(letter)
        answers = {found[i] for i in indices} == {"R"} and not line.arrow
        claimed = letter in asking and letter not in ended
        if letter and claimed and answers and line.text[:1] not in "([":
            for i in indices:
                found[i] = "B" if i == indices[0] else "I"
        elif letter in ended and _is_noted(line.text):
            colon = line.text.find(":")
            for i in indices:
                found[i] = "R" if segments[i].begin > colon else "O"
        if any(found[i] in "BI" for i in indices):
            begun.add(letter)


def _is_answer(text: str) -> bool:
    """Tell whether a label says that an answer stands behind it ("UBND xã trả lời: ...")."""
    label, colon, _ = text.partition(":")
    short = bool(colon) and len(label.split()) <= _BESIDE
    return short and (replies(label) or fold(label).endswith(_ANSWERING))


def _is_noted(text: str) -> bool:
    """Tell whether an answer is noted in brackets below a letter ("(Tòa soạn: xã đã sửa)")."""
    inside = text[:1] in "([" and text[-1:] in ")]"
    label, colon, rest = text[1:-1].partition(":")
    return inside and bool(colon) and len(label.split()) <= _BESIDE and reads_like(rest) == "reply"


def _announces(line: Line, labels: Sequence[str]) -> bool:
    """Tell whether a line only says that somebody begins to write, and of how much."""
    if line.item or not set(labels) <= set("BIO") or "B" not in labels:
        return False
    first, *others = re.split(r"(?<=[.!:])\s+", line.text)
    greets = is_address(line.text) or fold(first).startswith(("duoc biet", "nay ", "hom nay"))
    if not greets or _ANNOUNCES.search(fold(first)) is None or "?" in line.text:
        return False
    return not any(_tells(other) or len(other.split()) > _BESIDE for other in others)


def _tells(sentence: str) -> bool:
    """Tell whether a sentence beside such words is of a matter itself."""
    long = len(sentence.split()) >= _FEWEST
    return asks(sentence) or (long and reads_like(sentence) == "opinion")


def _keep_names(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Take a name at the beginning of an item into what is told, where no sign parts them."""
    for i in indices[:1]:
        named = i + 1 < len(found) and segments[i + 1].cut == "name"
        titled = plain(segments[i].text).split()[0] in load_rules().titles
        if named and not titled and (found[i], found[i + 1]) == ("W", "B"):
            found[i], found[i + 1] = "B", "I"


def _leave_links(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Leave out what only links a matter to the one above, or says that it is the writer's."""
    for i in indices[:-1]:
        if found[i] != "B" or found[i + 1] != "I":
            continue
        text = segments[i].text
        if _LINK.match(fold(text)) or (i > indices[0] and _WHOSE.match(text)):
            found[i], found[i + 1] = "O", "B"


def _go_on(
    line: Line,
    segments: Sequence[Segment],
    found: list[str],
    indices: Sequence[int],
    above: Sequence[int],
) -> None:
    """Leave to the matter above what an office is said to have explained about it."""
    first = indices[0]
    goes_on = bool(above) and found[above[-1]] in "BI" and found[first] == "B" and not line.mark
    if not goes_on or not _EXPLAINS.match(line.text):
        return
    if not asks(" ".join(segments[i].text for i in above)):
        found[first] = "I"


def _take_leave(segments: Sequence[Segment], found: list[str], indices: Sequence[int]) -> None:
    """Leave out where the writer takes leave, and what tells nothing behind that on its line."""
    sentences = [i for i in indices if i == indices[0] or segments[i].cut == "sentence"]
    last = max((i for i in indices if found[i] == "B"), default=-1)
    left = False
    for i, end in zip(sentences, [*sentences[1:], indices[-1] + 1]):
        if last > i or not (left or found[i] in "BIR"):
            continue
        text = " ".join(segments[k].text for k in range(i, end))
        leaves = _TAKES_LEAVE.match(text) is not None
        left = left or leaves
        if leaves or (left and not _tells(text)):
            for k in range(i, end):
                # Whoever takes leave answers nothing either.
                found[k] = "O" if found[k] in "BI" or leaves else found[k]


def _leave_ends(line: Line, found: list[str], indices: Sequence[int]) -> None:
    """Leave out a line that stands behind a body."""
    if line.item or not stands_behind_body(line) or _tells(line.text):
        return
    for i in indices:
        found[i] = "O"
