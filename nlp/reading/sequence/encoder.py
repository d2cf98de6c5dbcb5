"""What an encoder says of each segment of a document, beside the features, and where it cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nlp.reading.lines import Line
from nlp.reading.sequence.model import LABELS
from nlp.reading.sequence.segments import Segment
from nlp.reading.stamps import Message, messages_of
from nlp.reading.word_encoder import WordEncoder
from nlp.resources import text_encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What may stand before a word: nothing, a cut within a line; a line that goes on, begins a
# paragraph, an item, a part, is a heading, a quotation; a message, another line or message of the
# same sender.
GAPS = ("", "cut", "soft", "line", "item", "part", "heading", "quoted", "sent", "sent_again")
# Of more pieces, some 40 pages, it is not asked: they would take longer than 15 seconds.
_MOST_ENCODED = 20_000
# Segments need less around them than the words of a recording.
OVERLAP = 1 / 3
# A word inside of a segment that begins an opinion with so much probability begins a segment.
_THRESHOLD = 0.5
# The least probability of a label.
_FLOOR = 1e-4
_BEGIN = LABELS.index("B")
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")


class Token(NamedTuple):
    """A word of a segment, and what stands before it."""

    text: str
    gap: str = ""


def tokens_of(lines: Sequence[Line], segments: Sequence[Segment]) -> tuple[list[Token], list[int]]:
    """Return the words of segments, and which of them each segment begins with.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
        Of the lines, each with a word or more.

    Returns
    -------
    tokens : list of Token
    firsts : list of int, one a segment
    """
    messages = messages_of([line.raw for line in lines])
    tokens: list[Token] = []
    firsts: list[int] = []
    above = -1
    for segment in segments:
        gap = "cut" if segment.line == above else _gap(lines, messages, segment.line)
        above = segment.line
        firsts.append(len(tokens))
        for word in segment.text.split():
            tokens.append(Token(word, gap))
            gap = ""
    return tokens, firsts


def _gap(lines: Sequence[Line], messages: Sequence[Message | None], index: int) -> str:
    line, message = lines[index], messages[index]
    if message is not None:
        above = messages[index - 1] if index else None
        return "sent_again" if above is not None and above.sender == message.sender else "sent"
    if line.heading:
        return "heading"
    if line.item:
        return "item"
    if line.mark:
        return "part"
    return "soft" if line.soft else "quoted" if line.quoted else "line"


@cache
def encoder_in_use() -> WordEncoder:
    """Return the encoder that comes with ykien.

    Raises
    ------
    ModelError
        It can't be used.
    """
    return WordEncoder(text_encoder(), LABELS, overlap=OVERLAP)


def encoded(
    lines: Sequence[Line], segments: Sequence[Segment], encoder: WordEncoder
) -> tuple[list[Segment], NDArray[np.float64] | None]:
    """Return segments cut where an opinion begins, and the log-probabilities of their labels.

    Parameters
    ----------
    lines : sequence of Line
    segments : sequence of Segment
    encoder : WordEncoder
        Of `LABELS`.

    Returns
    -------
    segments : list of Segment, length n
        No sign is needed to cut: "... cho em hỏi xíu hồ sơ thai sản của em".
    log_proba : array of float64, shape (n, n_labels), or None
        In the order of `LABELS`; None where the document is too long to ask, or has no segment.
    """
    import numpy as np

    tokens, firsts = tokens_of(lines, segments)
    # A word has a piece or more.
    if not tokens or len(tokens) > _MOST_ENCODED or encoder.n_pieces(tokens) > _MOST_ENCODED:
        return list(segments), None
    proba = np.exp(encoder.log_proba(tokens))
    begins = proba[:, _BEGIN] >= _THRESHOLD
    begins[firsts] = False
    found: list[Segment] = []
    spans: list[tuple[int, int]] = []
    for segment, first, end in zip(segments, firsts, [*firsts[1:], len(tokens)]):
        # Signs alone belong to what follows: "– đường trước nhà hư".
        inside = [
            i
            for i in np.flatnonzero(begins[first:end]).tolist()
            if any(_LETTER.search(token.text) for token in tokens[first : first + i])
        ]
        found += _cut(segment, inside)
        edges = [first, *(first + i for i in inside), end]
        spans += zip(edges, edges[1:])
    return found, np.log([_of_segment(proba[a:b]) for a, b in spans])


def _cut(segment: Segment, words: Sequence[int]) -> list[Segment]:
    """Return the parts of a segment that is cut before some of its words."""
    if not words:
        return [segment]
    starts = [match.start() for match in _WORD.finditer(segment.text)]
    edges = [0, *(starts[word] for word in words), len(segment.text)]
    return [
        replace(
            segment,
            begin=segment.begin + begin,
            end=segment.begin + begin + len(segment.text[begin:end].rstrip()),
            text=segment.text[begin:end].rstrip(),
            cut="begin" if begin else segment.cut,
        )
        for begin, end in zip(edges, edges[1:])
    ]


def _of_segment(proba: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities of a segment's labels from those of its words.

    It begins an opinion where any word does; else it is what its words are.
    """
    import numpy as np

    found: NDArray[np.float64] = np.maximum(proba.mean(axis=0), _FLOOR)
    begin = float(np.clip(proba[:, _BEGIN].max(), _FLOOR, 1 - _FLOOR))
    found[_BEGIN] = 0.0
    found *= (1 - begin) / found.sum()
    found[_BEGIN] = begin
    return found
