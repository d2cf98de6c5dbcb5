"""What the sequence model sees of a segment: its words, its shape, where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nlp.reading.classed import Classed
from nlp.reading.dates import find_date
from nlp.reading.headings import (
    announces_opinions,
    is_answer,
    is_form_line,
    label_of,
    part_of,
    question_label,
    remark_kind,
)
from nlp.reading.heads import Head, find_head
from nlp.reading.likeness import KINDS, likeness
from nlp.reading.lines import Line
from nlp.reading.matters import asks, without_mark
from nlp.reading.messages.offices import is_office_name
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.sequence.segments import Segment
from nlp.reading.speakers import announces_count, is_official
from nlp.reading.stamps import Message, messages_of

RULE = "rule:"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_TOKENS = 30
_NEAR = 8
_CLOCK = re.compile(r"\b\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}\b", re.IGNORECASE)
_PHONE = re.compile(r"\b0\d{2,3}[ .]?\d{3}|\.\.?x\s?\d{3}|x{3}")
_ARROW = re.compile(r"^(?:[→⇒➔↳⇨↪➜⟶]|[=~-]+>|>>)")
_TITLE = re.compile(
    r"^(?:dạ\s+|thưa\s+)?(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|thầy|đ/c|đ/c\.|đồng chí"
    r"|ô|b|a|c|o)\b\.?\s*",
    re.IGNORECASE,
)
_ME = frozenset(("toi", "tui", "em", "con", "chau", "minh", "nha", "gia", "chung"))


# A line is often its only segment.
_likeness = lru_cache(maxsize=64)(likeness)


def _bucket(value: float, edges: Sequence[float]) -> int:
    return sum(value >= edge for edge in edges)


def line_features(line: Line, index: int, n_lines: int) -> list[str]:
    """Return what is seen of a whole line."""
    text, body = line.text, line.body
    folded = fold(body)
    head = find_head(body, item=line.item)
    mark = line.mark.split(" ")[0] if line.mark.startswith(("number", "list")) else line.mark
    found = [
        f"mark={mark}",
        f"kind={'item' if line.item else 'part' if line.mark else 'none'}",
        f"length={_bucket(len(text.split()), (3, 6, 10, 16, 30, 60, 100))}",
        f"ends={text[-1] if not text[-1].isalnum() else 'a' if text[-1].isalpha() else '0'}",
        f"begins={_sign(body[:1])}",
        f"part={part_of(body)}",
        f"label={label_of(body)}",
        f"head={_head_kind(head)}",
    ]
    flags = {
        "heading": line.heading,
        "quoted": line.quoted,
        "arrow": line.arrow,
        "indented": line.indented,
        "soft": line.soft,
        "upper": text.isupper(),
        "first": index < 3,
        "top": index < 8,
        "last": index >= n_lines - 3,
        "bottom": index >= n_lines - 8,
        "answer": is_answer(body, marked=False),
        "form": is_form_line(text, begun=index > 5),
        "question": question_label(body) is not None,
        "official": begins_with(folded, load_rules().officials) is not None,
        "acts": any_of(load_rules().official_acts).search(folded) is not None,
        "announces": announces_opinions(body),
        "total": (remark_kind(line) or "") == "total",
        "date": find_date(text) is not None,
    }
    found += [name for name, holds in flags.items() if holds]
    words = [w if not w[0].isdigit() else "0" for w in _WORD.findall(folded)[:2]]
    found += [f"w0={words[0]}", f"w01={' '.join(words)}"] if words else []
    shares = _likeness(body)
    found += [f"like_{kind}={_bucket(shares[kind], (0.1, 0.3, 0.5, 0.7, 0.9))}" for kind in KINDS]
    return found


def _sign(letter: str) -> str:
    """Return what a sign is: of the alphabet, a digit, or itself."""
    if letter.isalpha():
        return "A" if letter.isupper() else "a"
    return "0" if letter.isdigit() else letter


def _head_kind(head: Head | None) -> str:
    if head is None:
        return "none"
    if is_official(head.text):
        return "official"
    return "kept" if head.kept else "full" if head.rest else "alone"


def segment_features(
    lines: Sequence[Line], segments: Sequence[Segment], classed: Sequence[Classed]
) -> Iterator[list[str]]:
    """Yield what is seen of each segment.

    One row at a time, since all rows of a long document fill the memory.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
        Of the lines, in their order.
    classed : sequence of Classed
        What the rules say of the lines.

    Yields
    ------
    list of str
        Those that tell what the rules say begin with `RULE`.
    """
    count = Counter(segment.line for segment in segments)
    messages = messages_of([line.raw for line in lines])

    @lru_cache(maxsize=8)
    def of_line(index: int) -> list[str]:
        found = line_features(lines[index], index, len(lines))
        return found + _sent(messages, index)

    @lru_cache(maxsize=8)
    def own(index: int) -> list[str]:
        return _own(segments[index], lines)

    @lru_cache(maxsize=8)
    def said_from(index: int) -> int:
        return _said_from(classed[index])

    def ruled(index: int) -> list[str]:
        line = segments[index].line
        return _ruled(segments[index], classed[line], said_from(line))

    place = 0
    for i, segment in enumerate(segments):
        first = not i or segments[i - 1].line != segment.line
        place = 0 if first else place + 1
        last = place == count[segment.line] - 1
        at = "only" if first and last else "first" if first else "last" if last else "inside"
        line = lines[segment.line]
        row = [f"at={at}", f"place={min(place, 4)}", *own(i)]
        row += [f"L:{name}" for name in of_line(segment.line)]
        if first:
            row += [f"F:{name}" for name in own(i) if name.startswith(("w", "shape", "opens"))]
        for step in (-2, -1, 1, 2):
            j = i + step
            if not 0 <= j < len(segments):
                row.append(f"{step}:edge")
                continue
            same = "=" if segments[j].line == segment.line else "/"
            kept = own(j) if abs(step) == 1 else own(j)[:8]
            row += [f"{step}{same}{name}" for name in kept if not name.startswith("u=")]
        for step in (-1, 1):
            j = segment.line + step
            if 0 <= j < len(lines):
                row += [f"L{step}:{name}" for name in of_line(j) if not name.startswith("w")]
            else:
                row.append(f"L{step}:edge")
        above = segment.line - 1
        if above >= 0:
            row.append(f"marks={lines[above].mark}>{line.mark}")
        row += [f"{RULE}{name}" for name in ruled(i)]
        for step in (-1, 1):
            if 0 <= i + step < len(segments):
                row.append(f"{RULE}{step}:{ruled(i + step)[0]}")
        yield row


def _sent(messages: Sequence[Message | None], index: int) -> list[str]:
    """Return what is seen of who sent a line of a chat: an office, the sender of the line above."""
    message = messages[index]
    if message is None:
        return []
    above = messages[index - 1] if index else None
    again = above is not None and above.sender == message.sender
    office = is_office_name(message.sender)
    return [f"sent={'office' if office else 'other' if message.sender else 'program'}"] + [
        "sent_again"
    ] * again


def _said_from(classed: Classed) -> int:
    """Return where in its line begins what the rules take for said, -1 where nothing is."""
    text, rest = classed.line.text, classed.rest
    if not rest:
        return -1
    return len(text) - len(rest) if text.endswith(rest) else text.rfind(rest)


def _ruled(segment: Segment, classed: Classed, begin: int) -> list[str]:
    """Return what the rules say of a segment: of the line, and whether it heads what is said."""
    place = "head" if begin > segment.begin else "first" if begin >= segment.begin - 1 else "on"
    return [f"{classed.kind}/{place}", f"{classed.kind}/{classed.reason}/{place}"]


def _own(segment: Segment, lines: Sequence[Line]) -> list[str]:
    text = segment.text
    # No more than a space stands between; all that is before it, for each segment of a long line,
    # would take for ever.
    above = max(0, segment.begin - _NEAR)
    before = lines[segment.line].text[above : segment.begin].rstrip()[-1:]
    words = ["0" if word[0].isdigit() else fold(word) for word in _WORD.findall(text)[:_TOKENS]]
    titled = _TITLE.match(text)
    named = person_length(text.lstrip("-–—([ ").split()[:8])
    opens = (
        "arrow" if _ARROW.match(text) else text[0] if not text[0].isalnum()
        else "title" if titled and (named or text[titled.end() : titled.end() + 1].isupper())
        else "A" if text[0].isupper() else "0" if text[0].isdigit() else "a"
    )  # fmt: skip
    end = text.rstrip()[-1:]
    shares = _likeness(text)
    best = max(KINDS, key=shares.__getitem__)
    found = [
        f"opens={opens}",
        f"ends={end if not end.isalnum() else 'a' if end.isalpha() else '0'}",
        f"length={_bucket(len(words), (1, 2, 4, 7, 11, 18))}",
        f"before={before if not before.isalnum() else 'a'}",
        f"cut={segment.cut}",
        f"like={best}{_bucket(shares[best], (0.6, 0.8, 0.95))}",
        f"person={min(named, 4)}",
        f"w={' '.join(words[:1])}",
        f"ww={' '.join(words[:2])}",
    ]
    if words:
        found += [f"www={' '.join(words[:3])}", f"z={words[-1]}", f"zz={' '.join(words[-2:])}"]
    folded = " ".join(words)
    bare = text.lstrip('-–—([“"→=>+•* ')
    flags = {
        "asks": asks(text),
        "place": bool(find_place(text)),
        "clock": bool(_CLOCK.search(text)),
        "phone": bool(_PHONE.search(text)),
        "date": find_date(text) is not None,
        "upper": text.isupper(),
        "official": begins_with(folded, load_rules().officials) is not None,
        "group": begins_with(plain(bare), load_rules().groups) is not None,
        "reporter": begins_with(plain(bare), load_rules().reporters) is not None,
        "reported": any_of(load_rules().reported).search(text) is not None,
        "answers": begins_with(folded, load_rules().answers) is not None,
        "acts": any_of(load_rules().official_acts).search(folded) is not None,
        "anonymous": begins_with(plain(bare), load_rules().anonymous) is not None,
        "counted": without_mark(text) != text or announces_count(text),
        "further": begins_with(plain(bare), load_rules().new_matter) is not None,
        "kin": plain(bare).split(" ", 1)[0] in load_rules().kin,
        "me": bool(_ME & set(words)),
        "spoken": segment.spoken,
        "question": "?" in text,
    }
    found += [f"is_{name}" for name, holds in flags.items() if holds]
    found += [f"like_{kind}={_bucket(shares[kind], (0.2, 0.5, 0.8))}" for kind in KINDS]
    return found + [f"u={word}" for word in dict.fromkeys(words)]
