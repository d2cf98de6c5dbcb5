"""Labelled segments in, opinions out: the words, whose they are, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.reading.blocks import Classifier
from nlp.reading.classed import Classed
from nlp.reading.headings import is_answer
from nlp.reading.lines import Line
from nlp.reading.matters import answered, without_count, without_mark
from nlp.reading.rows import Block
from nlp.reading.rules import any_of, load_rules
from nlp.reading.segment_features import segment_features
from nlp.reading.segments import Segment, segments_of
from nlp.reading.sequence import LinearChain, load_chain
from nlp.reading.speakers import announces_count, find_place, who
from nlp.reading.trimming import trim
from nlp.reading.turns import Opinion

_EDGES = " \t–—-:;,•*→⇒=>/|+☐☑✔☒[]"
_OPENING = re.compile(r"[\"“”«»'(]")
# An answer to more opinions than this is to none of them.
_MOST_ASKED = 5
# A name stands at most so many lines above what is said.
_NEAR = 3
_NOT_LEFT = ("opinion", "answer", "official")


@dataclass
class _Run:
    """Segments of one opinion."""

    pieces: list[Segment]
    whose: list[Segment] = field(default_factory=list)
    # It goes on the turn of the opinion before.
    same_turn: bool = False


def read_labelled(
    lines: Sequence[Line], chain: LinearChain | None = None
) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions in lines, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    chain : LinearChain, optional
        In place of the one that comes with the package.
    """
    segments = segments_of(lines)
    features, _ = segment_features(lines, segments)
    labels = (chain or load_chain()).decode(features)
    return put_together(lines, segments, labels)


def put_together(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions that labelled segments make, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One of `LABELS` for each segment.
    """
    context = Classifier(lines).classify()
    reader = _Reader(lines, context)
    for segment, label in zip(segments, labels):
        reader.take(segment, label)
    reader.end()
    return reader.opinions, reader.left


class _Reader:
    def __init__(self, lines: Sequence[Line], context: Sequence[Classed]) -> None:
        self._lines, self._context = lines, context
        self.opinions: list[Opinion] = []
        self.left: list[Block] = []
        self._run: _Run | None = None
        self._whose: list[Segment] = []
        self._reply: list[Segment] = []
        self._other: list[Segment] = []
        self._asked: list[Opinion] = []
        # The segment before belongs to an opinion or to whose it is.
        self._in_turn = False
        self._on_line: dict[int, int] = {}

    def take(self, segment: Segment, label: str) -> None:
        """Go on with a segment."""
        if label != "R":
            self._answer()
        if label != "O":
            self._leave_other()
        if label == "B":
            self._close()
            near = [s for s in self._whose if segment.line - s.line <= _NEAR]
            self._run = _Run([segment], near, same_turn=self._in_turn and not near)
            self._whose = []
        elif label == "I" and self._run is not None:
            self._run.pieces.append(segment)
        elif label == "W":
            run = self._run
            behind = run is not None and run.pieces[-1].line == segment.line
            if run is not None and behind and (not run.whose or run.whose[0].line == segment.line):
                run.whose.append(segment)
            else:
                self._close()
                self._whose.append(segment)
                self._in_turn = False
            return
        else:
            self._close()
            self._in_turn = False
            (self._reply if label == "R" else self._other).append(segment)
            if label == "R":
                self._whose = []

    def end(self) -> None:
        """Hand on what is open."""
        self._close()
        self._answer()
        self._leave_other()

    def _close(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        first = run.pieces[0]
        pieces = [*self._led_in(run), *run.pieces]
        text = _text(self._lines, pieces)
        text = trim(without_mark(without_count(text))).text or text
        speaker, place = self._speaker(run)
        context = self._context[first.line]
        self._on_line[first.line] = count = self._on_line.get(first.line, 0) + 1
        position = context.line.position + (f".{count}" if count > 1 else "")
        opinion = Opinion(position, text, speaker, place or context.place, context.day, "sequence")
        self.opinions.append(opinion)
        self._asked.append(opinion)
        self._in_turn = True

    def _led_in(self, run: _Run) -> list[Segment]:
        """Return whose it is, where that is the subject of its first sentence."""
        first = run.pieces[0]
        line = self._lines[first.line]
        before = [s for s in run.whose if s.line == first.line and s.end <= first.begin]
        if not before or not first.text[:1].islower():
            return []
        between = line.text[before[-1].begin : first.begin].rstrip()[-1:]
        told = any_of(load_rules().reported).match(first.text) is not None
        return before if told and between not in ":.;?!-–" else []

    def _speaker(self, run: _Run) -> tuple[str, str]:
        if not run.whose:
            if run.same_turn and self.opinions:
                return self.opinions[-1].speaker, self.opinions[-1].place
            return "", ""
        text = " ".join(segment.text for segment in run.whose).strip(_EDGES + "().")
        text = _OPENING.sub("", text)
        name, place = who(text)
        return name, place or find_place(text)

    def _answer(self) -> None:
        """Put what officials said to the opinions above."""
        reply, self._reply = self._reply, []
        if not reply:
            return
        parts = _by_line(self._lines, reply)
        kind = "answer" if self.opinions else "official"
        for position, text in parts:
            self.left.append(Block(position, kind, "sequence_reply", text))
        asked, self._asked = self._asked, []
        texts = [_without_label(text) for _, text in parts]
        whole = " ".join(text for text in texts if text)
        if not whole or not asked or any_of(load_rules().to_all).search(whole):
            return
        if len(asked) > _MOST_ASKED:
            return
        for index in answered(whole, [opinion.text for opinion in asked]):
            asked[index].answers.append(whole)

    def _leave_other(self) -> None:
        other, self._other = self._other, []
        for segment_line in dict.fromkeys(segment.line for segment in other):
            context = self._context[segment_line]
            own = [s for s in other if s.line == segment_line]
            text = _text(self._lines, own)
            ruled = context.kind not in _NOT_LEFT
            kind, reason = (context.kind, context.reason) if ruled else ("form", "sequence_other")
            if text:
                self.left.append(Block(context.line.position, kind, reason, text))


def _text(lines: Sequence[Line], pieces: Sequence[Segment]) -> str:
    found = []
    for index in dict.fromkeys(piece.line for piece in pieces):
        own = [piece for piece in pieces if piece.line == index]
        found.append(lines[index].text[own[0].begin : own[-1].end])
    return "\n".join(found).strip(_EDGES)


def _by_line(lines: Sequence[Line], pieces: Sequence[Segment]) -> list[tuple[str, str]]:
    return [
        (lines[index].position, _text(lines, [p for p in pieces if p.line == index]))
        for index in dict.fromkeys(piece.line for piece in pieces)
    ]


def _without_label(text: str) -> str:
    """Return an answer without the label before it ("Trả lời: ...")."""
    if not is_answer(text, marked=False):
        return text
    return text.partition(":")[2].strip()
