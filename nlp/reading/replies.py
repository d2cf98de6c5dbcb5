"""Collects what officials say in a document, and puts it to the opinions above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.reading.headings import part_of
from nlp.reading.lines import PART_MARKS, Line
from nlp.reading.messages.layouts import without_receiver
from nlp.reading.pairing import ENUMERATED, pair
from nlp.reading.reply_evidence import Asked, Reply
from nlp.reading.reply_words import defers, names_answerer, without_head
from nlp.reading.rows import Block
from nlp.reading.rules import fold
from nlp.reading.sequence.segments import Segment
from nlp.reading.turns import Opinion

_ENDS = re.compile(r"[.!?;…]\s*$")

# Of a label before what is said.
_LABEL_WORDS = 12
# So many opinions back a reply may reach.
_FARTHEST = 100


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
        labels = sum(_concludes(line.body) for line in lines)
        self._concludes_each = labels > 1
        self._concluding = self._headed = False
        self._asked: list[Asked] = []
        self._recent = self._closed = 0
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
        self._recent, self._closed = 0, len(self._asked)

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
        if names_answerer(lead):
            return
        if _concludes(lead) and not self._concludes_each:
            self.pair()
            before = None
            self._concluding = True
        if before is not None and before.line == segment.line and not lead.strip(" ,.;:"):
            self._open = replace(before, end=segment.end)
        else:
            self._end_sentence()
            marked = line.item and not lead[len(line.text) - len(line.body) :].strip()
            self._open = Reply(segment.line, segment.begin, segment.end, segment.text, lead, marked)
        if _ENDS.search(segment.text):
            self._end_sentence()

    def _end_sentence(self) -> None:
        if self._open is not None:
            begin, end = self._open.begin, self._open.end
            text = self._lines[self._open.line].text[begin:end]
            self._replies.append(replace(self._open, text=text))
            self._open = None

    def pair(self) -> None:
        """Put the replies since the last opinion to the opinions that they answer."""
        self._end_sentence()
        replies, self._replies = self._replies, []
        if not replies:
            return
        if self._concluding or not self._asked:
            return
        # Time would grow with the square of the document's length.
        first = max(0, len(self._asked) - _FARTHEST)
        recent = min(self._recent, _FARTHEST)
        open_from = max(first, self._closed)
        waiting = [
            i - first for i in range(open_from, len(self._asked)) if not self._opinions[i].answers
        ]
        pairs = pair(replies, self._asked[first:], recent, headed=self._headed, waiting=waiting)
        # Words that answer nothing leave open what is asked.
        self._recent = 0 if pairs else self._recent
        for index, own in pairs:
            if defers(" ".join(reply.text for reply in own)):
                continue
            opinion = self._opinions[first + index]
            opinion.answers.append(without_receiver(self._words(own), opinion.speaker))

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
                # "(2) Đường ..." answers one matter alone.
                count = ENUMERATED.match(reply.text) if not number and reply.lead else None
                begin = count.end() if count and sum(map(_counts, own)) == 1 else 0
                part += (" " if number else "") + reply.text[begin:]
            mark = line.text[: len(line.text) - len(line.body)]
            alone = not own[0].lead[len(mark) :].strip()
            if (listed or line.mark == "count") and alone:
                part = f"{mark}{part}"
            else:
                part = without_head(part)
            parts.append(part)
        return "\n".join(parts)


def _counts(reply: Reply) -> bool:
    return ENUMERATED.match(reply.text) is not None


def _concludes(text: str) -> bool:
    """Tell whether a label says that whoever speaks concludes ("Bí thư kết luận: ...")."""
    label, colon, _ = fold(text).partition(":")
    return bool(colon) and len(label.split()) <= _LABEL_WORDS and label.endswith("ket luan")
