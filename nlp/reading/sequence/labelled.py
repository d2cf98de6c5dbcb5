"""Labelled segments in, opinions out: the words, whose they are, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from nlp.reading.attribution import whose
from nlp.reading.blocks import Classifier
from nlp.reading.classed import Classed
from nlp.reading.form_fields import heads_entry, labelled_field
from nlp.reading.letters.detection import are_letters, letters_of
from nlp.reading.letters.opinions import with_writers
from nlp.reading.lines import Line
from nlp.reading.matters import split_matters, without_count, without_mark
from nlp.reading.messages.around import tells_matter, without_greeting
from nlp.reading.messages.replies import reminds_all
from nlp.reading.messages.words import is_attachment
from nlp.reading.naming import person_words
from nlp.reading.replies import Answers
from nlp.reading.reply_evidence import Asked
from nlp.reading.rows import Block
from nlp.reading.rules import fold
from nlp.reading.sequence.matters import stated_fields
from nlp.reading.sequence.segments import Segment
from nlp.reading.setting import Setting, settings_of
from nlp.reading.speakers import is_official
from nlp.reading.stamps import begins_message, messages_of, without_sender
from nlp.reading.told_places import ParagraphPlaces, is_wide, named_commune, told_place
from nlp.reading.trimming import trim, without_announcement, without_link, without_reading
from nlp.reading.turn_speakers import Speakers
from nlp.reading.turns import Opinion

_EDGES = " \t–—-:;,•*→⇒=>/|+☐☑✔☒[]"
_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran)\b")
_NOT_LEFT = ("opinion", "answer", "official")
# A letter that is a title and no mark of a list: "b. Khuyên".
_TITLE_MARKS = ("a", "b", "c", "ô", "o")
# Behind an opinion, whose it is stands in brackets, or after a dash or arrow.
_BEHIND = re.compile(r"^[\s.,;]*(?:[(\[–—→-]|=>)")


@dataclass
class _Run:
    """Segments of one opinion, and what stands around them."""

    pieces: list[Segment]
    lead: str = ""
    # The lead was labelled as whose it is, and not only as something before it.
    led: bool = False
    behind: str = ""


def put_together(
    lines: Sequence[Line],
    segments: Sequence[Segment],
    labels: Sequence[str],
    classed: Sequence[Classed] | None = None,
) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions that labelled segments make, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One of `LABELS` for each segment.
    classed : sequence of Classed, optional
        What the rules say of the lines, where it is known already.
    """
    on_line: list[list[tuple[Segment, str]]] = [[] for _ in lines]
    for segment, label in zip(segments, labels):
        on_line[segment.line].append((segment, label))
    reader = _Reader(lines, on_line, classed or Classifier(lines).classify())
    for index in range(len(lines)):
        reader.take(index)
    reader.end()
    return with_writers(reader.opinions, reader.begun, lines, on_line), reader.left


class _Reader:
    """Reads the labelled lines of a document in their order."""

    def __init__(
        self,
        lines: Sequence[Line],
        on_line: Sequence[Sequence[tuple[Segment, str]]],
        classed: Sequence[Classed],
    ) -> None:
        self._lines, self._on_line = lines, on_line
        self._context = classed
        said = [any(label in "BIR" for _, label in own) for own in on_line]
        first = next((i for i, own in enumerate(on_line) if any(x == "B" for _, x in own)), 0)
        # What officials say before anybody asks may tell of the meeting itself.
        said[:first] = [False] * first
        self._settings: Sequence[Setting] = settings_of(lines, said)
        self._messages = messages_of([line.raw for line in lines])
        self._fields = stated_fields(lines)
        self._speakers = Speakers()
        self._written = are_letters(lines)
        named = sum((labelled_field(line) or ("",))[0] == "speaker" for line in lines)
        # Of a book in which each entry says who came.
        self._entries = {i for i, line in enumerate(lines) if heads_entry(line)}
        self._entries = self._entries if named > 1 else set()
        self._letters = letters_of(lines) if self._written else []
        self._places = ParagraphPlaces()
        self.opinions: list[Opinion] = []
        # Index of the line in which each of them begins.
        self.begun: list[int] = []
        self._answers = Answers(lines, self.opinions)
        self.left: list[Block] = []
        self._run: _Run | None = None
        # Opinions by paragraph, of which several lines may be.
        self._count: dict[str, int] = {}

    def take(self, index: int) -> None:
        """Go on with a line."""
        own = self._on_line[index]
        line = self._lines[index]
        if not any(label in "BIR" for _, label in own):
            if self._messages[index] and is_attachment(self._sent(index)):
                # A picture ends nothing: its sender may go on.
                self._leave(index, [segment for segment, _ in own])
                return
            self._close()
            told = self._context[index]
            heads = told.reason == "speaker" and told.kind == "opinion" and person_words(line.body)
            marked = bool(heads) or any(label == "W" for _, label in own)
            if index in self._entries:
                self._speakers.leave()
            self._speakers.see(line, index, marked=marked)
            self._answers.see(line)
            another = index and self._settings[index].day != self._settings[index - 1].day
            # In a chat the office answers on the days after, and below a letter it is signed.
            ends = another and self._messages[index] is None
            if not self._letters and (ends or self._opens_form(index)):
                self._answers.leave()
            self._leave(index, [segment for segment, _ in own])
            return
        titled = line.mark == "letter" and line.text[:1] in _TITLE_MARKS
        start = 0 if titled else len(line.text) - len(line.body)
        if self._messages[index] is not None:
            # Who sent a message is no part of it.
            start = len(line.text) - len(self._sent(index))
        start = self._fields.get(index, start)
        if self._messages[index] is not None or index in self._fields:
            own = [(segment, label) for segment, label in own if segment.end > start]
        between: list[tuple[Segment, str]] = []
        other: list[Segment] = []
        seen = False
        for segment, label in own:
            if label in "WO":
                between.append((segment, label))
                if label == "O":
                    other.append(segment)
                    self._places.head(index, segment.text)
                continue
            if between and self._run is not None and self._run.pieces[-1].line == index:
                start = self._behind(between, start)
            if label == "I" and self._run is not None and not between:
                self._run.pieces.append(segment)
            elif label == "R":
                self._close()
                self._speakers.close()
                if self._messages[index] and reminds_all(self._sent(index)):
                    other.append(segment)
                    between, start, seen = [], segment.end, True
                    continue
                self._answers.take(segment, line.text[start if seen else 0 : segment.begin])
            else:
                self._close()
                self._answers.pair()
                led = any(label == "W" for _, label in between)
                self._run = _Run([segment], line.text[start : segment.begin].strip(), led)
            between, start, seen = [], segment.end, True
        if between and self._run is not None and self._run.pieces[-1].line == index:
            self._behind(between, start)
        self._leave(index, other)

    def _sent(self, index: int) -> str:
        """Return a line of a message without the sender, who stands before the first alone."""
        text = self._lines[index].text
        return without_sender(text) if begins_message(self._messages, index) else text

    def _opens_form(self, index: int) -> bool:
        """Tell whether a line says who asks next in a form, so that all above has been said."""
        if index in self._entries:
            return True
        line = self._lines[index]
        field = labelled_field(line)
        asker = field is not None and field[0] == "speaker" and not is_official(field[1])
        # What is answered to a letter stands in a letter of its own.
        return asker and not line.body.lower().startswith("from")

    def _behind(self, between: Sequence[tuple[Segment, str]], start: int) -> int:
        """Give what stands behind the open opinion to it, where it says whose it is."""
        assert self._run is not None
        first, last = between[0][0], between[-1][0]
        text = self._lines[first.line].text
        begin = max(start, self._run.pieces[-1].end)
        if not any(label == "W" for _, label in between):
            return start
        if not _BEHIND.match(text[begin : last.end]):
            return start
        self._run.behind = text[begin : last.end]
        return last.end

    def end(self) -> None:
        """Hand on what is open."""
        self._close()
        self._answers.pair()
        self.left += self._answers.left

    def _close(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        first = run.pieces[0]
        line = self._lines[first.line]
        text = _text(self._lines, run.pieces)
        whole, text = text, without_reading(without_link(without_mark(without_count(text))))
        text = without_announcement(text) if self._written else text
        setting = self._settings[first.line]
        message = self._messages[first.line]
        if message is not None and message.sender and not message.alone:
            name, place, turn = self._speakers.sent(message.whose)
        else:
            name, place, turn = self._speakers.of(
                text, line, first.line, run.lead, led=run.led, behind=run.behind
            )
            if self._letters:
                # Whoever writes a letter says all that is in it.
                turn = self._letters[first.line]
        if message is not None:
            place = place or (whose(run.lead).place if run.led else "")
            text, home = without_greeting(text)
            place = place or home
        own = place or told_place(text)
        around = self._places.of(first.line, own, setting.place)
        around = (named_commune(text) if is_wide(around) and not own else "") or around
        for part in _matters(run.lead, whole, text):
            self._count[line.position] = count = self._count.get(line.position, 0) + 1
            position = line.position + (f"#{count}" if count > 1 else "")
            trimmed = trim(part)
            said = trimmed.text or part
            if tells_matter(trimmed.taken):
                said = part
            within = setting.place if _COMMUNE.search(fold(setting.place)) else ""
            self.opinions.append(
                Opinion(position, said, name, around, setting.day, "sequence", within=within)
            )
            self.begun.append(first.line)
            self._answers.ask(Asked(said, name, line.number, turn, run.pieces[-1].line))

    def _leave(self, index: int, other: Sequence[Segment]) -> None:
        context = self._context[index]
        ruled = context.kind not in _NOT_LEFT
        kind, reason = (context.kind, context.reason) if ruled else ("form", "sequence_other")
        line = self._lines[index].text
        apart: list[list[Segment]] = []
        for segment in other:
            # What stands between two of them is an opinion or a reply.
            if apart and not any(map(str.isalnum, line[apart[-1][-1].end : segment.begin])):
                apart[-1].append(segment)
            else:
                apart.append([segment])
        for pieces in apart:
            if text := _text(self._lines, pieces):
                self.left.append(Block(context.line.position, kind, reason, text))


def _text(lines: Sequence[Line], pieces: Sequence[Segment]) -> str:
    found = []
    for index, group in groupby(pieces, key=lambda piece: piece.line):
        own = list(group)
        found.append(lines[index].text[own[0].begin : own[-1].end])
    return "\n".join(found).strip(_EDGES)


def _matters(lead: str, whole: str, text: str) -> list[str]:
    """Return the matters that a speaker counts off; the first mark may stand in the lead."""
    # "Thứ nhất," is no part of the opinion, but "Thứ hai," behind it is of another.
    if len(found := split_matters(whole)) > 1:
        return found
    before = lead.rpartition(":")[2].strip()
    first, *others = split_matters(f"{before} {text}")
    # Who speaks is no part of what he says.
    first = first.removeprefix(before).lstrip()
    return [first, *others] if first and others else others or [text]
