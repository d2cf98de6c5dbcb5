"""Lines in, opinions out: each segment is labelled, and the labels are put right by rule."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.reading.blocks import Classifier
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line
from nlp.reading.rows import Block
from nlp.reading.sequence.encoder import encoded, encoder_in_use
from nlp.reading.sequence.features import segment_features
from nlp.reading.sequence.further import with_further, with_pointers
from nlp.reading.sequence.labelled import put_together
from nlp.reading.sequence.log_entries import with_entries
from nlp.reading.sequence.matters import with_fields, with_topics
from nlp.reading.sequence.messages import joined_messages
from nlp.reading.sequence.model import LABELS, LinearChain, load_chain
from nlp.reading.sequence.segments import segments_of
from nlp.reading.sequence.strung import with_strung
from nlp.reading.sequence.told import with_forms
from nlp.reading.turns import Opinion
from nlp.reading.word_encoder import WordEncoder

# How much the encoder's log-probabilities count beside the random field's features, and how much
# less where it takes something for no opinion: one that is lost costs more than one too many.
_ENCODER, _OTHER = 1.5, 0.5


def read_labelled(
    lines: Sequence[Line],
    chain: LinearChain | None = None,
    encoder: WordEncoder | None = None,
    *,
    paragraphs: Sequence[Paragraph] = (),
) -> tuple[list[Opinion], list[Block]]:
    """Return the opinions in lines, and what is none.

    Parameters
    ----------
    lines : sequence of Line
    chain : LinearChain, optional
        In place of the one that comes with the package, and of the encoder beside it.
    encoder : WordEncoder, optional
        Beside `chain`; without one, that of the package is asked.
    paragraphs : sequence of Paragraph
        Of the lines, which may be forms.

    Raises
    ------
    ModelError
        The encoder that comes with the package can't be used.
    """
    if chain is None:
        chain, encoder = load_chain(), encoder_in_use()
    segments, log_proba = segments_of(lines), None
    if encoder is not None:
        segments, log_proba = encoded(lines, segments, encoder)
    classed = Classifier(lines).classify()
    features = segment_features(lines, segments, classed)
    emissions = None
    if log_proba is not None:
        log_proba[:, LABELS.index("O")] -= _OTHER
        emissions = (_ENCODER * log_proba).tolist()
    labels = chain.decode(features, emissions=emissions)
    labels = with_further(segments, with_pointers(lines, segments, labels))
    labels = joined_messages(lines, segments, with_strung(lines, segments, labels))
    labels = with_topics(lines, segments, with_fields(lines, segments, labels))
    labels = with_entries(lines, segments, labels)
    labels = with_forms(paragraphs, lines, segments, labels)
    return put_together(lines, segments, labels, classed)
