"""What a line of a slip holds: the labels of the form, and what was written behind each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from nlp.reading.lines import Line
from nlp.reading.matters import asks
from nlp.reading.rules import Words, begins_with, fold
from nlp.reading.tables.column_headings import role_of
from nlp.reading.tables.empty_calls import is_empty_call
from nlp.reading.tables.unsaid import says_nothing, told

# A label has no more words, and a question that is put on the slip no more than these.
_LABEL_WORDS, _QUESTION_WORDS = 14, 26
# Of a label that stands on one slip alone.
_ROLE_WORDS = 8
# A label stands on this share of the slips, and on two at least.
_SHARE, _FEWEST = 0.3, 2
# Whatever is written behind a question has so many words where it tells a matter.
_TELLS = 5
_BOX = re.compile(r"[☐☑☒□■✓✔]|\[\s?[xXvV✓]?\s?\]|\(\s\)")
_CELL = re.compile(r"\s*\|\s*")
_BRACKETS = re.compile(r"\([^()]*\)")
_QUESTION = re.compile(r"[^?:]{3,200}\?")
_ASKS = re.compile(r"\b(?:y kien|gop y|kien nghi|de nghi|de xuat|phan anh|mong muon|nguyen vong)\b")
_PUT = re.compile(r"\b(?:can|nen|phai)\b.*\b(?:gi|nao|sao)\b")
# What is written beside boxes: "☒ Không. Lý do: xe không vào được".
_BESIDE = re.compile(r"[.,;:–—]\s+(.*)", re.DOTALL)
_REASON = re.compile(r"(?:lý do|vì sao|ghi rõ|cụ thể)\s*:\s*", re.IGNORECASE)
_NOT = r"(?:k|ko|không|hông|hổng|chưa)"
_NOTHING = re.compile(
    rf"(?:(?:tôi|tui|em|cháu|chúng tôi|gia đình) )?{_NOT}(?: có)? (?:ý kiến|ý|góp ý) gì"
    r"(?: về [^\W\d_]+(?: [^\W\d_]+){0,4})?"
    rf"|{_NOT}(?: (?:có|lo|thấy|cần|ý kiến|góp ý|đề nghị|kiến nghị|gì|chi|nào|hết|cả|thêm|khác|ạ))*"
    r"|0+|xem (?:câu|phiếu|mục|ý)\b.{0,20}"
    r"|(?:như|giống) (?:phiếu|câu|ý|trên|bà con|mọi người)\b.{0,30}",
    re.IGNORECASE,
)
_ONLY_BRACKETS = re.compile(r"\([^()]{0,30}\)")
_CLAUSE = re.compile(r"[,.;:!…\n]+")
_PLEASED = re.compile(
    r"(?:(?:dạ|tôi|tui|em|cháu|chúng tôi|gia đình|mọi thứ|cơ bản|đã|rất|hoàn toàn) )*"
    r"(?:đồng ý|nhất trí|ủng hộ|tán thành|hài lòng|tốt|ok|chúc|cảm ơn|cám ơn|phát huy)\b",
    re.IGNORECASE,
)
# "Các em dễ thương, cho 10 điểm!"
_MARK = re.compile(r"\bcho (?:9|10|chín|mười) điểm\W*$", re.IGNORECASE)
# "Xin được trả lời từng việc." asks for nothing more.
_NO_WISH = re.compile(
    r"(?:rất )?(?:xin|mong)(?: được| sớm)* (?:trả lời|phản hồi|giải quyết|xem xét|quan tâm)"
    r"(?: (?:từng việc|sớm|giúp|cho|cụ thể|ạ))*\W*",
    re.IGNORECASE,
)
_PLEASED_WORDS = 16
# Whoever writes more tells something.
_MOST_WORDS = 60
_BUT = re.compile(r"\b(?:nhưng|song|mà|nếu|với điều kiện|không|chưa|trừ)\b", re.IGNORECASE)


@cache
def _words() -> dict[str, Words]:
    import yaml

    data = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return {role: tuple(map(str, words)) for role, words in data.items()}


def has_box(text: str) -> bool:
    """Tell whether boxes to tick are in a text ("☐ Có ☒ Không", "[x] Hài lòng")."""
    return _BOX.search(text) is not None


def beside_boxes(text: str) -> str:
    """Return what was written behind the last box and its name, "" where nothing was.

    Parameters
    ----------
    text : str
        Such as ``"☐ Có ☒ Không. Lý do: xe không vào được"``.
    """
    last = max(_BOX.finditer(text), key=lambda box: box.end(), default=None)
    found = _BESIDE.search(text, last.end()) if last else None
    said = _REASON.sub("", found[1].strip(), count=1) if found else ""
    return "" if len(said.split()) < _TELLS or writes_nothing(said) else said


def pieces(line: Line | str) -> list[tuple[str, str]]:
    """Return the labels of a line, each with what stands behind it; "" where there is none.

    Parameters
    ----------
    line : Line or str
        Such as ``"Nơi ở: tổ 3 | Thu ngày: 03/11/2025"``, or the row of a table, ``"Câu 2. Lo nhất |
        Tiếng ồn ban đêm"``.
    """
    cells = _CELL.split(line if isinstance(line, str) else line.body)
    before, colon, behind = cells[0].partition(":")
    if len(cells) > 1 and not (colon and behind.strip()) and cells[0].strip():
        more = [pieces_of_one(cell) for cell in cells[1:]]
        if not colon and any(label for label, _ in more) and not told(cells[0]):
            return more
        return [(before.strip(), " | ".join(filter(None, cells[1:])))]
    return [pieces_of_one(cell) for cell in cells if cell.strip()]


def pieces_of_one(text: str) -> tuple[str, str]:
    """Return the label of a text and what stands behind it.

    Parameters
    ----------
    text : str
        Such as ``"Góp ý: chợ dột"`` or ``"Ông bà lo gì nhất? Tiếng ồn"``.
    """
    question = _QUESTION.match(text)
    if question and len(question[0].split()) <= _QUESTION_WORDS:
        return question[0].strip(), text[question.end() :].strip(" :")
    before, colon, behind = text.partition(":")
    if colon and len(before.split()) <= _LABEL_WORDS:
        return before.strip(), behind.strip()
    return "", text.strip()


def label_key(label: str) -> str:
    """Return a label as it is compared with others."""
    return fold(_BRACKETS.sub(" ", label)).strip(" \t?:*_([-–.").replace("  ", " ")


class Labels:
    """The labels of the slips of a document, learnt from those that come again and again.

    Parameters
    ----------
    slips : sequence of sequence of Line
        The lines of each slip.
    """

    def __init__(self, slips: Sequence[Sequence[Line]]) -> None:
        counts: Counter[str] = Counter()
        values: dict[str, list[str]] = {}
        for lines in slips:
            found = [piece for line in lines for piece in pieces(line) if piece[0]]
            for label, value in found:
                values.setdefault(label_key(label), []).append(value)
            counts.update({label_key(label) for label, _ in found})
            for (label, value), line in _below(lines):
                if not value:
                    values[label_key(label)].append(line.body)
        fewest = max(_FEWEST, _SHARE * len(slips))
        # What stands on several slips is of the form: nobody wrote it.
        lines_on = Counter(
            text
            for lines in slips
            for text in {fold(t) for line in lines for t in (line.body, beside_boxes(line.text))}
        )
        self._printed = {text for text, count in lines_on.items() if count >= _FEWEST}
        self._roles = {
            key: _role(key, values[key])
            for key, count in counts.items()
            if key and count >= fewest and not writes_nothing(key)
        }

    def role(self, label: str) -> str | None:
        """Return what a label asks for: a role of the words, ``"matter"``, ``"tick"``; or None.

        Parameters
        ----------
        label : str
        """
        key = label_key(label)
        if key in self._roles:
            return self._roles[key]
        return _told_role(key) if len(key.split()) <= _ROLE_WORDS else None

    def is_label(self, text: str) -> bool:
        """Tell whether a whole line is a label known from other slips, nothing behind it."""
        return label_key(text) in self._roles

    def is_printed(self, text: str) -> bool:
        """Tell whether a whole line, or what stands beside boxes, is on several slips."""
        return fold(text) in self._printed

    def asks(self) -> bool:
        """Tell whether anything on the slips asks for an opinion."""
        return "matter" in self._roles.values()


def _below(lines: Sequence[Line]) -> Iterable[tuple[tuple[str, str], Line]]:
    for line, below in zip(lines, lines[1:]):
        found = pieces(line)
        if found and found[-1][0]:
            yield found[-1], below


@lru_cache(4096)
def _told_role(key: str) -> str | None:
    """Return the role that the words of a label tell."""
    fits = {
        role: len(word)
        for role, words in _words().items()
        if role != "wish" and (word := begins_with(key, words))
    }
    role = max(fits, key=lambda one: fits[one], default=None)
    if _PUT.search(key) and (role or "answer") == "answer":
        # "UBND xã cần làm gì?" is put to the people.
        return None
    if role is None and role_of(key) == "answer":
        # Forms of offices head what they reply as the columns of tables do.
        return "answer"
    # "Ý kiến của hộ dân" begins like a home, "xã cần làm gì" like a place.
    whole = role is None or len(key.split()) <= fits[role] // 3 + 3
    return role if whole or role == "answer" else None


def _role(key: str, values: Sequence[str]) -> str:
    filled = [value for value in values if value.strip()]
    if filled and sum(map(has_box, filled)) >= 0.5 * len(filled):
        return "tick"
    if (role := _told_role(key)) is not None:
        return role
    written = [value for value in filled if not writes_nothing(value)]
    words = sum(len(value.split()) for value in written)
    tells = written and words >= _TELLS * len(written)
    return "matter" if tells or _ASKS.search(key) else "other"


def is_wish(label: str) -> bool:
    """Tell whether a question asks what is to be done about what was written above it.

    Parameters
    ----------
    label : str
        Such as ``"Mong muốn, đề xuất với phường"``; ``"Đề xuất khác"`` asks for more.
    """
    key = label_key(label)
    return begins_with(key, _words()["wish"]) is not None and "khac" not in key.split()


def writes_nothing(text: str) -> bool:
    """Tell whether what was written on a slip tells no matter.

    Parameters
    ----------
    text : str
        Such as ``"....."``, ``"(bỏ trống)"``, ``"k có ý kiến"``, ``"như phiếu trên"`` or ``"Tôi
        đồng ý hoàn toàn, chúc phường làm tốt."``
    """
    bare = text.strip()
    if not told(bare) or _ONLY_BRACKETS.fullmatch(bare) or says_nothing(bare):
        return True
    if len(bare.split()) > _MOST_WORDS:
        return False
    clauses = [part.strip() for part in _CLAUSE.split(bare) if part.strip()]
    if all(_NOTHING.fullmatch(clause) for clause in clauses):
        return True
    if is_empty_call(bare) or _NO_WISH.fullmatch(bare):
        return True
    pleased = len(bare.split()) <= _PLEASED_WORDS and not (asks(bare) or _BUT.search(bare))
    return pleased and (_MARK.search(bare) is not None or all(map(_PLEASED.match, clauses)))
