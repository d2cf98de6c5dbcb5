"""What is answered to each of several matters in one cell of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.alphabet import CAPITALS
from nlp.reading.matters import answered, asks
from nlp.reading.pairing import pair
from nlp.reading.person_names import person_length
from nlp.reading.reply_evidence import Asked, Reply, names_several
from nlp.reading.reply_words import leads_answer, without_head
from nlp.reading.rules import fold
from nlp.reading.speakers import COLON, LONGEST_HEAD, is_official
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.items import ITEM, without_bullet
from nlp.reading.tables.lettered_answers import by_letters

# "Việc 1: ...", "Ý thứ 2. ...", "(2) ...", "3.1. ..."
_ANSWERED = re.compile(
    r"(?<![^\s.;,])(?:(?:ý kiến|ý|câu hỏi|câu|kiến nghị|nội dung|vấn đề|việc|mục)\s+"
    r"(?:thứ\s+|số\s+)?(\d{1,2})\s*[:.)–-]|(?:\d{1,2}\.){1,2}(\d{1,2})[.)]|\(?(\d{1,2})[.)])\s+",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\s*(?:sở|phòng|ubnd|công an|ban|hạt|chi cục|trung tâm)\b[^:]*:", re.IGNORECASE
)
_INITIALS = re.compile(rf"(?:[{CAPITALS}]\.\s?){{1,3}}[{CAPITALS}]\w+")
_ACTS = re.compile(r"(?:đã|sẽ|đang|chưa)\b")
# "Bà Lan, Trưởng thôn: ..." leads an answer in minutes, and an opinion in a list.
_REPLIES = re.compile(
    r"\b(?:trả lời|phản hồi|phúc đáp|giải đáp|giải trình|tiếp thu)\b", re.IGNORECASE
)
_SENTENCE = re.compile(rf"(?<=[.!?;…])\s+(?=[{CAPITALS}])")


def answers_to(answer: str, cells: Sequence[Sequence[str]]) -> list[str]:
    """Return what an answer says to each of the matters in the cells of a row, one after the other.

    Parameters
    ----------
    answer : str
    cells : sequence of sequence of str
        The matters of each cell.

    Returns
    -------
    list of str
        Where neither numbers nor words tell, all of it for each matter of the first cell.
    """
    items = [item for cell in cells for item in cell]
    parts = split_answer(answer, items)
    if len(cells) < 2 or any(part != answer for part in parts):
        return parts
    asked = answered(answer, [" ".join(cell) for cell in cells])
    # The same words in each tell nothing.
    to = asked if len(asked) < len(cells) else [0]
    return [answer if index in to else "" for index, cell in enumerate(cells) for _ in cell]


def reply_below(filled: Sequence[str]) -> str | None:
    """Return the answer in a row that holds nothing else, None where it is no such row.

    Parameters
    ----------
    filled : sequence of str
        The cells that have any text, such as ``["UBND xã trả lời: đã sửa."]``.
    """
    colon = COLON.search(filled[0], 0, LONGEST_HEAD) if len(filled) == 1 else None
    head = filled[0][: colon.start()].strip() if colon else ""
    # "Đề nghị UBND xã trả lời: ..."
    if colon is None or not _REPLIES.search(head) or asks(head):
        return None
    if role_of(fold(head)) != "answer" and not leads_answer(head):
        return None
    return filled[0][colon.end() :].strip()


def split_answer(answer: str, items: Sequence[str]) -> list[str]:
    """Return what an answer says to each of the matters in a cell.

    Parameters
    ----------
    answer : str
        Such as ``"Việc 1: đã sửa. Việc 2: chuyển Sở."``
    items : sequence of str

    Returns
    -------
    list of str
        All of it for each item where neither numbers nor words tell.
    """
    count = len(items)
    if count < 2 or not answer.strip():
        return [without_bullet(answer)] * count
    return (
        _by_number(answer, count)
        or by_letters(answer, count)
        or _by_words(answer, items)
        or [answer] * count
    )


def without_label(answer: str) -> str:
    r"""Return an answer without the words before it that say who answers, or who signs below.

    Parameters
    ----------
    answer : str
        Such as ``"Phòng Kinh tế trả lời: Cống sửa trong tháng."`` or ``"Đã sửa.\nN.T.Phượng"``.
    """
    said, _, last = answer.rstrip().rpartition("\n")
    words = last.split()
    if said and (_INITIALS.fullmatch(last.strip()) or 0 < person_length(words) == len(words)):
        answer = said
    first, _, below = answer.lstrip().partition("\n")
    if below.strip() and _is_label(first.strip()):
        return below.strip()
    return _without_head(answer)


def _without_head(line: str) -> str:
    said = without_head(line)
    # "Sở Y tế: đã mua thuốc": the office is what the sentence tells of.
    return line if _ACTS.match(said) and _OFFICE.match(line) else said


def _by_number(answer: str, count: int) -> list[str]:
    marks = list(_ANSWERED.finditer(answer))
    # "Ý 1: còn 4 hộ, tổ 4.\nÝ 2: ...": where they are called so, a bare number is none.
    marks = [m for m in marks if m[1]] if marks and marks[0][1] else marks
    numbers = [int(match[1] or match[2] or match[3]) for match in marks]
    if not marks or answer[: marks[0].start()].strip() or numbers[-1] > count:
        return []
    bare = any(match[3] for match in marks)
    whole = numbers == list(range(1, len(numbers) + 1))
    if numbers != sorted(set(numbers)) or (bare and (len(numbers) < 2 or not whole)):
        return []
    ends = [*(match.start() for match in marks[1:]), len(answer)]
    said = {n: answer[m.end() : end].strip() for n, m, end in zip(numbers, marks, ends)}
    return [said.get(number, "") for number in range(1, count + 1)]


def _by_words(answer: str, items: Sequence[str]) -> list[str]:
    """Return the sentences of an answer by the matters they are to, as those of minutes are.

    Empty where a sentence is to none of them, so that nothing of an answer is lost, and where one
    sentence is all of it.
    """
    replies: list[Reply] = []
    for number, line in enumerate(filter(None, map(str.strip, answer.splitlines()))):
        mark = ITEM.match(line)
        said = _without_head(line[mark.end() :] if mark else line)
        if _is_label(said):
            continue
        replies += [
            Reply(number, 0, 0, sentence, marked=mark is not None and not at)
            for at, sentence in enumerate(_SENTENCE.split(said))
        ]
    if len(replies) < 2 or any(names_several(reply.text) for reply in replies):
        return []
    pairs = pair(replies, [Asked(item, "", turn=1) for item in items], len(items))
    given = {id(reply) for _, own in pairs for reply in own}
    if any(id(reply) not in given for reply in replies):
        return []
    found = [""] * len(items)
    for index, own in pairs:
        lines = dict.fromkeys(reply.line for reply in own)
        found[index] = "\n".join(" ".join(r.text for r in own if r.line == at) for at in lines)
    # In one line all of it may be meant for each, unless each has its sentence.
    return found if all(found) or replies[-1].line > replies[0].line else []


def _is_label(line: str) -> bool:
    """Tell whether a line only says who answers ("Trưởng phòng Kinh tế:")."""
    return line.endswith(":") and is_official(line.rstrip(" :"))
