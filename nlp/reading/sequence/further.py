"""Sentences that go over to another matter, or point back to the one above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from nlp.reading.lines import Line
from nlp.reading.matters import asks, content_words
from nlp.reading.messages.further import goes_over, surely_goes_over
from nlp.reading.rules import begins_with, load_rules, plain
from nlp.reading.sequence.segments import Segment
from nlp.reading.stamps import messages_of

# A link before a matter has so many words at the most.
MARKER_WORDS = 3
# So many words in common tie a sentence to what stands above it.
_TIES = 2
_FEWEST = 6
# So many segments above a sentence are looked at: a message may be endless.
_ABOVE = 100


def with_further(segments: Sequence[Segment], labels: Sequence[str]) -> list[str]:
    """Return labels with a matter begun at each sentence that nothing but a further one begins so.

    Parameters
    ----------
    segments : sequence of Segment
    labels : sequence of str
        One of `LABELS` for each segment.

    Returns
    -------
    list of str
    """
    found = list(labels)
    for _, own in groupby(range(len(segments)), key=lambda i: segments[i].line):
        begin_further(segments, found, list(own), surely=True)
    return found


def begin_further(
    segments: Sequence[Segment], found: list[str], own: Sequence[int], *, surely: bool = False
) -> None:
    """Begin a matter at each sentence of a text that says that it is a further one.

    Parameters
    ----------
    segments : sequence of Segment
    found : list of str
        Labels of all segments, which are changed.
    own : sequence of int
        The segments of one paragraph or message.
    surely : bool
        Only where it can be nothing else (see `surely_goes_over`).
    """
    behind = 0
    for sentence in sentences_of(segments, own):
        start, place = sentence[0], behind
        behind += len(sentence)
        said = _text(segments, sentence)
        if found[start] != "I" or not place or not goes_over(said):
            continue
        near = own[max(0, place - _ABOVE) : place]
        above = _text(segments, [i for i in near if found[i] in "BI"])
        sure = surely_goes_over(said)
        goes = sure or (not surely and asks(above))
        ties = len(content_words(said) & content_words(above))
        if not goes or ties >= (2 * _TIES if sure else _TIES) or len(above.split()) < _FEWEST:
            continue
        marker = len(sentence) > 1 and len(segments[start].text.split()) <= MARKER_WORDS
        found[start] = "O" if marker else "B"
        if marker:
            found[sentence[1]] = "B"


def with_pointers(
    lines: Sequence[Line], segments: Sequence[Segment], labels: Sequence[str]
) -> list[str]:
    """Return labels with what points back ("Việc này ...") left to the opinion above it.

    An item of a list and a message begin what they begin, whatever their words.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    labels : sequence of str
        One of `LABELS` for each segment.

    Returns
    -------
    list of str
    """
    anaphora = load_rules().anaphora
    messages = messages_of([line.raw for line in lines])
    found = list(labels)
    for i in range(1, len(found)):
        own = segments[i].line
        heads = segments[i - 1].line != own and (lines[own].mark or messages[own] is not None)
        if found[i] == "B" and found[i - 1] in "BI" and not heads:
            points = begins_with(plain(segments[i].text), anaphora) is not None
            found[i] = "I" if points else "B"
    return found


def sentences_of(segments: Sequence[Segment], own: Sequence[int]) -> list[list[int]]:
    """Return the segments of a paragraph by its sentences.

    Parameters
    ----------
    segments : sequence of Segment
    own : sequence of int
    """
    found: list[list[int]] = []
    for i in own:
        if not found or segments[i].cut == "sentence":
            found.append([])
        found[-1].append(i)
    return found


def _text(segments: Sequence[Segment], own: Sequence[int]) -> str:
    return " ".join(segments[i].text for i in own)
