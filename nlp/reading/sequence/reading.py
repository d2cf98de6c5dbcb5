"""Lines in, opinions out: each segment is labelled, and the labels are put right by rule."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.reading.blocks import Classifier
from nlp.reading.letters.by_rule import is_letters
from nlp.reading.lines import Line
from nlp.reading.rows import Block
from nlp.reading.sequence.askers import with_askers
from nlp.reading.sequence.bounds import with_bounds
from nlp.reading.sequence.corrections import corrected
from nlp.reading.sequence.features import segment_features
from nlp.reading.sequence.labelled import put_together
from nlp.reading.sequence.letters import with_letter_ends
from nlp.reading.sequence.matters import with_fields, with_topics
from nlp.reading.sequence.messages import joined_messages
from nlp.reading.sequence.minutes import with_meeting
from nlp.reading.sequence.model import LinearChain, load_chain
from nlp.reading.sequence.segments import segments_of
from nlp.reading.sequence.signs import with_signs
from nlp.reading.sequence.strung import with_strung
from nlp.reading.stamps import messages_of
from nlp.reading.turns import Opinion

# A letter is mostly one matter after the other, without anything between.
_LETTER_TRANSITIONS = 1.16


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
    classed = Classifier(lines).classify()
    features = segment_features(lines, segments, classed)
    weight = _LETTER_TRANSITIONS if is_letters(lines) else 1.0
    labels = (chain or load_chain()).decode(features, transition_weight=weight)
    labels = with_meeting(segments, corrected(segments, labels, classed), classed)
    if not any(messages_of([line.raw for line in lines])):
        labels = with_askers(segments, with_signs(lines, segments, labels), classed)
        labels = with_bounds(segments, labels, classed)
    labels = with_strung(lines, segments, labels)
    labels = joined_messages(lines, segments, labels)
    labels = with_topics(lines, segments, with_fields(lines, segments, labels))
    labels = with_letter_ends(lines, segments, labels)
    return put_together(lines, segments, labels, classed)
