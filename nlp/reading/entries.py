"""Reception books and forms: entries of labelled lines ("Họ tên: ...", "Nội dung: ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.reading.dates import find_date
from nlp.reading.headings import is_signature, remark_kind
from nlp.reading.lines import Line
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_length
from nlp.reading.rows import Block
from nlp.reading.rules import begins_with, fold, load_rules
from nlp.reading.turns import Opinion

# From this share of labelled lines on, a document is entries.
_SHARE = 0.3
_FEWEST = 2
_LABEL_WORDS = 6
_DATED = re.compile(
    r"^(?:ngày\s+)?\d{1,2}(?:\s*[/.-]\s*|\s+tháng\s+)\d{1,2}(?:\s*[/.-]\s*|\s+năm\s+)\d{4}",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b\d+\s+(?:luot|don|nguoi|cong dan)\b|\bkhong co (?:cong dan|ai)\b")
_AGE = re.compile(r"^(?:sn|sinh năm|sinh)\b.*|^\d+ tuổi$", re.IGNORECASE)
_YEARS = re.compile(r"\s+\d{1,3} tuổi\b")


@dataclass
class _Entry:
    position: str
    day: date | None
    speaker: str = ""
    place: str = ""
    pieces: list[tuple[str, str, bool]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


def label_role(line: Line) -> tuple[str, str] | None:
    """Return what a labelled line holds, a key of `Rules.entries`, and what follows the label.

    Parameters
    ----------
    line : Line
    """
    before, colon, after = line.body.partition(":")
    folded = fold(before)
    if not colon or len(folded.split()) > _LABEL_WORDS:
        return None
    for role, labels in load_rules().entries.items():
        if folded in labels or (begins_with(folded, labels) and role not in ("date", "other")):
            return role, after.strip()
    return None


def is_entries(lines: Sequence[Line]) -> bool:
    """Tell whether a document is entries of labelled lines, each with a text and more.

    Parameters
    ----------
    lines : sequence of Line
    """
    roles = [found[0] for line in lines if (found := label_role(line))]
    texts = roles.count("text")
    others = sum(role in ("answer", "speaker", "place") for role in roles)
    return texts >= _FEWEST and others >= texts and len(roles) >= _SHARE * len(lines)


class _Book:
    """Reads the entries of a document, line by line."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._day: date | None = None
        self._entry: _Entry | None = None
        self._role = ""
        self.opinions: list[Opinion] = []
        self.left: list[Block] = []

    def read(self, line: Line, *, signing: bool) -> bool:
        """Take a line; tell whether it is where somebody signs."""
        labelled = label_role(line)
        if signing or (self.opinions and is_signature(line, form=True, closing=True)):
            self._leave(line, "signature", "signature")
            return True
        dated = _DATED.match(line.body)
        folded = fold(line.text)
        if labelled is not None:
            self._labelled(line, *labelled)
        elif dated is not None:
            self._dated(line, dated)
        elif remark_kind(line) or (len(folded.split()) <= 14 and _TOTAL.search(folded)):
            self.close()
            self._leave(line, "total", "remark_total")
        elif self._entry is None or self._role not in ("text", "answer"):
            self._leave(line, "form" if not self.opinions else "heading", "before_entry")
        elif self._role == "text":
            self._entry.pieces.append((line.position, line.body, line.item))
        else:
            self._entry.answers.append(line.body)
            self._leave(line, "answer", "goes_on_answer")
        return False

    def _labelled(self, line: Line, role: str, value: str) -> None:
        entry = self._entry
        starts = entry is None or (
            bool(entry.pieces or entry.answers) and role in ("speaker", "place", "date", "text")
        )
        if starts:
            self.close()
            entry = self._entry = _Entry(line.position, self._day)
        assert entry is not None
        self._role = role
        if role == "text":
            if value:
                entry.pieces.append((line.position, value, True))
            return
        if role == "answer":
            entry.answers += [value] if value else []
        elif role == "speaker":
            entry.speaker = re.split(r"[,(;]", value)[0].strip(" .")
            entry.place = entry.place or find_place(value.partition(",")[2])
        elif role == "place":
            entry.place = value.strip(" .;")
        elif role == "date":
            entry.day = find_date(f"ngày {value}") or find_date(value) or entry.day
        self._leave(line, "answer" if role == "answer" else "form", f"label_{role}")

    def _dated(self, line: Line, match: re.Match[str]) -> None:
        self.close()
        text = line.body
        day = find_date(match[0]) or find_date(f"ngày {match[0]}")
        self._day = day or self._day
        rest = text[match.end() :].lstrip(" -–:,")
        self._leave(line, "heading", "entry_head")
        words = rest.split()
        length = person_length(words)
        if not length:
            return
        self._role = "speaker"
        parts = [
            p.strip(" .") for p in re.split(r"[,]|\.\s", _YEARS.sub("", " ".join(words[length:])))
        ]
        homes = [p for p in parts if p and not _AGE.match(p) and "(" not in p]
        known = next((i for i, part in enumerate(homes) if find_place(part)), None)
        place = ", ".join(homes[known:]) if known is not None else ""
        name = " ".join(words[:length]).strip(" ,.:;")
        self._entry = _Entry(line.position, self._day, name, place)

    def _leave(self, line: Line, kind: str, reason: str) -> None:
        self.left.append(Block(line.position, kind, reason, line.text))

    def close(self) -> None:
        """Hand on the entry that is open: its items are matters, its other lines go on above."""
        entry, self._entry, self._role = self._entry, None, ""
        if entry is None or not entry.pieces:
            return
        groups: list[tuple[str, list[str]]] = []
        for position, text, begins in entry.pieces:
            if begins or not groups:
                groups.append((position, [text]))
            else:
                groups[-1][1].append(text)
        for position, texts in groups:
            self.opinions.append(
                Opinion(
                    position,
                    "\n".join(texts),
                    entry.speaker,
                    entry.place or self._place,
                    entry.day,
                    "entry",
                    list(entry.answers),
                )
            )


def read_entries(lines: Sequence[Line]) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions of a reception book, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    """
    place = next(
        (p for line in lines[:8] if not label_role(line) and (p := find_place(line.text))), ""
    )
    book = _Book(place)
    signing = False
    for line in lines:
        signing = book.read(line, signing=signing)
    book.close()
    return book.opinions, book.left
