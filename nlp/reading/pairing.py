"""Which opinion the words of an office answer: by number, by name, by the words in common.

The words in common weigh by how few opinions have them, as inverse document frequency does
(Spärck Jones 1972, "A statistical interpretation of term specificity"); two syllables in a row
weigh more than each alone, since most Vietnamese words have two.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from nlp.reading.headings import is_answer, part_of
from nlp.reading.lines import PART_MARKS, Line
from nlp.reading.rows import Block
from nlp.reading.rules import any_of, fold, load_rules, plain
from nlp.reading.segments import Segment
from nlp.reading.speakers import COLON, is_official, person_length, speaker_head
from nlp.reading.turns import Opinion

_ENDS = re.compile(r"[.!?;…]\s*$")
_WORD = re.compile(r"[^\W_]+")
# So much evidence an answer needs for an opinion, directly above and elsewhere.
_NEAR, _GATHERED = 1.2, 1.7
# Of the best, an opinion that is answered too has so much.
_SHARE = 0.75
_NAMED, _NUMBERED = 6.0, 8.0
# More matters of one turn are not all answered by words that name none.
_MOST_MATTERS = 3
_TITLES = (
    r"(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|thầy|cháu|bạn|dì|mệ|o|đc|đ/c|đồng chí|cử tri|ô|b|a|c)\.?"
)
_NUMBER = re.compile(
    r"\b(?:ý kiến|ý|câu hỏi|câu|kiến nghị|nội dung|vấn đề|việc|mục|kn|phiếu|số)\s*"
    r"((?:số\s+|thứ\s+)?\d{1,2}(?:\s*(?:,|và|-)\s*(?:số\s+)?\d{1,2})*)(?![\d/.%])",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"^(?:tren day la|ngoai ra, co|nhan xet|danh gia|ket luan|phat bieu ket|be mac|cac y kien con lai"
    r"|cac y kien khac|nhung y kien con lai|cam on cac|xin cam on|chuc|de nghi cac to|but phe|thua lenh"
    r"|nhin chung|con (?:bac|ai|anh|chi|ban|co) nao|moi (?:bac|chi|anh|ba|ong|co|nguoi)|toi muon roi"
    r"|ghi chu cua|ly do|(?:doi thoai|hoi nghi|cuoc hop|buoi \w+|phat bieu) ket thuc)\b"
)
_CONCLUDES = re.compile(r"\bket luan\b|\bbe mac\b|\bgiao van phong (?:len|tong hop)\b")
_CAPITAL = "(?-i:[" + "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper()) + "])"
_INVITES = re.compile(
    r"\bmoi (?:bac|chi|anh|ba|ong|co|di|chu|chau|em|cac|nguoi|them|tiep|ban)\b"
    r"|^(?:(?:da|vang|roi|thoi|xin|ok),? )*(?:cam|cam) on\b"
)
_INVITING_WORDS = 12
_CHAIRS = re.compile(
    r"\b(?:con ai|ai nua|nguoi ke"
    r"|bac nao nua|y kien nao nua|goi y|tra loi (?:lan luot|tung nhom|nhom)|lan luot tra loi"
    r"|cac y kien (?:deu|noi)|moi nguoi (?:khong qua )?\d+ phut|thu ky ghi)\b"
)
_CHAIR_WORDS = 26
# Answers to more turns than these are gathered, and none is to the last turn by its place.
_MOST_TURNS = 2
# Words that only say that no answer is given.
_DEFERS = re.compile(
    r"^.{0,80}(?:(?:tra loi|tl) (?:sau|bang van ban)|chua tra loi|(?:khong|ko|k|chua) (?:tra loi|hua)"
    r"|chua co dai dien|thu ky chuyen giay)[^.]{0,40}\.?(?: [^.]{0,40}\.?)?$"
)
_SHORT = 200
_SEVERAL = re.compile(
    r"\b(?:cả\s+)?(?:hai|ba)\s+(?:nội dung|việc|ý kiến|câu|cái|vấn đề|ý)\b", re.IGNORECASE
)
# A line of a form that says who answers.
_ANSWERER = re.compile(r"^(?:co quan|don vi|nguoi|noi) (?:tra loi|giai quyet|xu ly)\s*:")
_LEADS = re.compile(
    r"\b(?:tra loi(?: them)?|phuc dap|giai trinh|y kien nhu sau|mot so viec|phat bieu)\b.{0,40}:$"
)
_ANSWERS = re.compile(
    r"\b(?:trả lời|giải đáp|phúc đáp|đáp|nói|báo lại|báo|phát biểu)(?:\s+(?:thêm|luôn|ngay|như sau|lại))?"
    r"(?:\s+\d\S*)?$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"^(?:ve|doi voi|rieng|con|viec|chuyen|y kien|noi dung|cai|y cua|cau|ban|truong hop|lien quan)\b"
)


@dataclass(frozen=True)
class Reply:
    """A sentence of an official's words.

    Attributes
    ----------
    line : int
        Index of its line.
    begin, end : int
        Where it stands in the line's text.
    text : str
        What may be the answer.
    lead : str
        What stands before it in the line: who answers, and to whom.
    marked : bool
        It begins an item of a list.
    """

    line: int
    begin: int
    end: int
    text: str
    lead: str = ""
    marked: bool = False


@dataclass
class Asked:
    """An opinion that may be answered.

    Attributes
    ----------
    text, speaker : str
    number : int
        As the document counts it, 0 where it does not.
    turn : int
        Opinions of one speaker without a break have the same.
    """

    text: str
    speaker: str
    number: int = 0
    turn: int = 0
    words: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.words = _terms(self.text)


def pair(
    replies: Sequence[Reply], asked: Sequence[Asked], recent: int, *, headed: bool = False
) -> list[tuple[int, list[Reply]]]:
    """Tell which opinions are answered by a block of replies, and with which sentences.

    Parameters
    ----------
    replies : sequence of Reply
        What officials say without an opinion between, in order.
    asked : sequence of Asked
        All opinions above.
    recent : int
        So many of them, the last ones, stand above with no reply between.
    headed : bool
        A heading of answers stands above the replies.

    Returns
    -------
    list of (int, list of Reply)
        Index of an opinion and the sentences that answer it.
    """
    near = range(len(asked) - recent, len(asked))
    turn = [i for i in near if asked[i].turn == asked[-1].turn] if recent else []
    weights = _weights(asked)
    targets = [_targets(reply, asked, near, turn, weights) for reply in replies]
    ordered = _in_order(replies, targets, turn)
    if ordered is None:
        turns = len({asked[i].turn for i in near})
        lines = len({reply.line for reply in replies})
        gathered = turns > _MOST_TURNS and (headed or lines > _MOST_TURNS)
        _inherit(replies, targets, asked, turn, gathered=gathered)
        _join(replies, targets)
    else:
        targets = ordered
    found: dict[int, list[Reply]] = {}
    for reply, indices in zip(replies, targets):
        for index in indices:
            found.setdefault(index, []).append(reply)
    return sorted(found.items())


def _join(replies: Sequence[Reply], targets: list[list[int]]) -> None:
    """Give a line whole to each opinion it is to, where it says that it answers several."""
    for line in {reply.line for reply in replies}:
        own = [i for i, reply in enumerate(replies) if reply.line == line]
        if any(_SEVERAL.search(replies[i].text) for i in own):
            several = sorted({index for i in own for index in targets[i]})
            for i in own:
                targets[i] = several


def _in_order(
    replies: Sequence[Reply], targets: Sequence[Sequence[int]], turn: Sequence[int]
) -> list[list[int]] | None:
    """Return the matters of a turn in order, where as many lines answer them, else None."""
    marked = any(reply.marked for reply in replies)
    lines = list(dict.fromkeys(r.line for r in replies if r.marked or not marked))
    if len(turn) < 2 or len(lines) != len(turn) or (marked and not replies[0].marked):
        return None
    found: list[list[int]] = []
    told: dict[int, set[int]] = {}
    at = -1
    for reply, own in zip(replies, targets):
        if reply.line in lines and reply.line != lines[max(at, 0)] or at < 0:
            at += 1
        found.append([turn[at]])
        told.setdefault(at, set()).update(own)
    wrong = sum(bool(own) and turn[place] not in own for place, own in told.items())
    return None if wrong else found


def _inherit(
    replies: Sequence[Reply],
    targets: list[list[int]],
    asked: Sequence[Asked],
    turn: Sequence[int],
    *,
    gathered: bool,
) -> None:
    """Give sentences without evidence to whom the ones before them are, or the turn above."""
    default = list(turn) if 0 < len(turn) <= _MOST_MATTERS and not gathered else []
    told = any(targets)
    if len(turn) > 1 and told and any(set(t) & set(turn) for t in targets):
        # Its words name some of the matters; what comes before them leads in.
        first = next(t for t in targets if set(t) & set(turn))
        default = first
    closed = False
    last: list[int] = []
    for index, reply in enumerate(replies):
        words = fold(reply.text.strip(" -–.*("))
        closes = _closes(words) and not (targets[index] and _evident(reply, asked, targets[index]))
        if closes:
            closed = _CLOSES.match(words) is not None
            targets[index] = []
            last = [] if closed else last
            if closed:
                default = []
            continue
        if targets[index]:
            last, closed = targets[index], False
            continue
        if closed:
            continue
        new = index and reply.line != replies[index - 1].line
        if last and not (new and reply.marked and not set(last) <= set(turn)):
            targets[index] = last
        elif default:
            targets[index] = last = default


def _closes(words: str) -> bool:
    """Tell whether folded words chair the meeting or end it, and answer nothing."""
    if _CLOSES.match(words):
        return True
    short = len(words.split()) <= _CHAIR_WORDS
    head = " ".join(words.split()[:14])
    invites = len(words.split()) <= _INVITING_WORDS and _INVITES.search(words)
    if words.endswith(":") and _LEADS.search(words):
        return True
    if invites or any_of(load_rules().to_all).search(words):
        return True
    return bool(short and _CHAIRS.search(words)) or _CONCLUDES.search(head) is not None


def _evident(reply: Reply, asked: Sequence[Asked], indices: Sequence[int]) -> bool:
    return any(_named(reply, asked[index]) for index in indices)


def _targets(
    reply: Reply,
    asked: Sequence[Asked],
    near: range,
    turn: Sequence[int],
    weights: dict[str, float],
) -> list[int]:
    """Return the opinions that a sentence is to by its own words."""
    whole = f"{reply.lead} {reply.text}"
    if any_of(load_rules().to_all).search(fold(whole)):
        return []
    numbers = _numbers(reply)
    if numbers:
        found = _by_number(numbers, asked, near, turn)
        if found:
            return found
    terms = _terms(whole)
    scores: dict[int, float] = {}
    for index, one in enumerate(asked):
        score = sum(weights[term] for term in terms if term in one.words)
        named = _named(reply, one)
        if index not in near and not named:
            continue
        scores[index] = score + _NAMED * named + (0.5 if index in turn and len(near) > len(turn) else 0.0)
    if not scores:
        return []
    best = max(scores.values())
    if len(turn) == len(near) == 1:
        # Only one is open: only a name tells of another.
        named_far = [i for i in scores if i not in near and scores[i] >= _NAMED]
        return named_far if named_far and not _named(reply, asked[turn[0]]) else []
    needed = _NEAR if len(near) == len(turn) else _GATHERED
    if best < needed:
        return []
    return [index for index, score in scores.items() if score >= max(needed, _SHARE * best)]


def _numbers(reply: Reply) -> list[int]:
    match = _NUMBER.search(" ".join(f"{reply.lead} {reply.text}".split()[:9]))
    return [int(number) for number in re.findall(r"\d+", match[1])] if match else []


def _by_number(
    numbers: Iterable[int], asked: Sequence[Asked], near: range, turn: Sequence[int]
) -> list[int]:
    """Return the opinions of these numbers: as counted in the document, else in the turn."""
    numbers = list(numbers)
    counted = [i for i in near if asked[i].number in numbers and asked[i].number]
    if counted and len(turn) < 2:
        return counted
    if len(turn) > 1:
        return [turn[n - 1] for n in numbers if 0 < n <= len(turn)]
    return counted


def _named(reply: Reply, one: Asked) -> bool:
    """Tell whether a sentence names who asked ("Về kiến nghị của ông Tám")."""
    given = one.speaker.strip(" .)").split()[-1:] if person_length(one.speaker.split()) else []
    if not given or not given[0][:1].isupper() or len(given[0]) < 2:
        return False
    name = re.escape(given[0])
    pattern = rf"(?<!\w){_TITLES}\s*(?:{_CAPITAL}[\w.]*\s+){{0,3}}{name}(?!\w)(?!\s+{_CAPITAL})"
    return re.search(pattern, f"{reply.lead} {reply.text}") is not None or (
        re.search(pattern, f"{reply.lead} {reply.text}"[:60], re.IGNORECASE) is not None
    )


def _terms(text: str) -> Counter[str]:
    """Return the words and pairs of words in a text that say what it is about."""
    stop = load_rules().stop_words
    words = [word for word in _WORD.findall(plain(text))]
    terms = [word for word in words if word not in stop and len(word) > 1]
    terms += [f"{a} {b}" for a, b in zip(words, words[1:]) if not (a in stop and b in stop)]
    return Counter(terms)


def _weights(asked: Sequence[Asked]) -> dict[str, float]:
    held: Counter[str] = Counter()
    for one in asked:
        held.update(one.words.keys())
    size = len(asked) + 1
    return Counter(
        {
            term: math.log(1 + size / (1 + count)) / math.log(1 + size) * (1.5 if " " in term else 0.5)
            for term, count in held.items()
        }
    )


def without_head(text: str) -> str:
    """Return an answer without the label or the speaker before it.

    Parameters
    ----------
    text : str
        Such as ``"Giám đốc Sở Xây dựng trả lời: đã lắp đèn."``; what names the matter
        (``"Về đèn đường: ..."``) stays.
    """
    colon = COLON.search(text, 0, 120)
    if colon is None:
        return text
    head = text[: colon.start()].strip()
    rest = text[colon.end() :].strip()
    if not rest:
        return text
    if _TOPIC.match(fold(head)) and not _ANSWERS.search(head):
        return text
    if is_answer(text, marked=False) or _ANSWERS.search(head):
        return rest
    # "Đồng chí Chủ tịch chỉ đạo ngay: ..." tells it, and is no label.
    told = any_of(load_rules().reply_verbs + load_rules().speech_verbs).search(head)
    named = speaker_head(text) == head or is_official(head)
    return rest if named and not told else text


class Answers:
    """Collects what officials say, and puts it to the opinions above.

    Parameters
    ----------
    lines : sequence of Line
    opinions : sequence of Opinion
        Those found so far, which grows as the document is read.
    """

    def __init__(self, lines: Sequence[Line], opinions: Sequence[Opinion]) -> None:
        self._lines, self._opinions = lines, opinions
        labels = sum(fold(line.body).startswith("ket luan:") for line in lines)
        self._concludes_each = labels > 1
        self._concluding = self._headed = False
        self._asked: list[Asked] = []
        self._recent = 0
        self._replies: list[Reply] = []
        self._open: Reply | None = None
        self.left: list[Block] = []

    def see(self, line: Line) -> None:
        """Take a line that is neither opinion nor reply: it may head the conclusion."""
        self._end_sentence()
        if part_of(line.body) == "conclusion" and not self._concludes_each:
            self.pair()
            self._concluding = True
        elif line.heading or line.mark in PART_MARKS:
            self.pair()
        if part_of(line.body) == "answers":
            self._headed = True

    def leave(self) -> None:
        """Another day begins: what is open stays without an answer."""
        self.pair()
        self._recent = 0

    def ask(self, asked: Asked) -> None:
        """Take an opinion."""
        self._asked.append(asked)
        self._recent += 1
        self._concluding = self._headed = False

    def take(self, segment: Segment, lead: str) -> None:
        """Take a segment of an official's words, and what stands before it in its line."""
        line = self._lines[segment.line]
        kind = "answer" if self._asked else "official"
        self.left.append(Block(line.position, kind, "sequence_reply", segment.text))
        before = self._open
        if _ANSWERER.match(fold(lead.strip())):
            return
        if before is not None and before.line == segment.line and not lead.strip(" ,.;:"):
            self._open = replace(
                before, end=segment.end, text=line.text[before.begin : segment.end]
            )
        else:
            self._end_sentence()
            marked = line.item and not lead[len(line.text) - len(line.body) :].strip()
            self._open = Reply(segment.line, segment.begin, segment.end, segment.text, lead, marked)
        if _ENDS.search(segment.text):
            self._end_sentence()

    def _end_sentence(self) -> None:
        if self._open is not None:
            self._replies.append(self._open)
            self._open = None

    def pair(self) -> None:
        """Put the replies since the last opinion to the opinions that they answer."""
        self._end_sentence()
        replies, self._replies = self._replies, []
        if not replies:
            return
        if self._concluding or not self._asked:
            return
        pairs = pair(replies, self._asked, self._recent, headed=self._headed)
        # Words that answer nothing leave open what is asked.
        self._recent = 0 if pairs else self._recent
        for index, own in pairs:
            if _DEFERS.search(fold(" ".join(reply.text for reply in own))[:_SHORT]):
                continue
            self._opinions[index].answers.append(self._words(own))

    def _words(self, replies: Sequence[Reply]) -> str:
        """Return the sentences of an answer, joined as they stand."""
        by_line: dict[int, list[Reply]] = {}
        for reply in replies:
            by_line.setdefault(reply.line, []).append(reply)
        listed = sum(self._lines[index].item for index in by_line) > 1
        parts = []
        for index, own in by_line.items():
            line = self._lines[index]
            part = ""
            for number, reply in enumerate(own):
                near = number and not reply.lead.strip(" ,.;:") and own[number - 1].end <= reply.begin
                gap = line.text[own[number - 1].end : reply.begin] if near else " "
                part += (gap if not gap.strip() else " ") * bool(number) + reply.text
            mark = line.text[: len(line.text) - len(line.body)]
            alone = not own[0].lead[len(mark) :].strip()
            if (listed or line.mark == "count") and alone:
                part = f"{mark}{part}"
            else:
                part = without_head(part)
            parts.append(part)
        return "\n".join(parts)
