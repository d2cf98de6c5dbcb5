"""The encoder that tells who says each word of a recording, and how it counts in reading."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.reading.speech import model as speech
from nlp.reading.speech.model import LABELS, label_words
from nlp.reading.speech.recording import Recording, Word
from nlp.reading.word_encoder import WordEncoder
from nlp.resources import speech_encoder

CHAIR = "bây giờ tôi xin mời bà con cô bác có ý kiến gì thì cứ mạnh dạn phát biểu ủy ban sẽ trả lời"
MATTER = (
    "con đường trước cửa nhà tôi hỏng ba năm nay rồi mưa xuống là lầy lội các cháu đi học ngã suốt"
    " đề nghị xã đổ bê tông cho dân đi lại"
)
SELF = "dạ thưa tôi là lê văn bình ở xóm hai"
CLOSING = "dạ tôi xin hết cảm ơn bác ý kiến của bác chúng tôi xin tiếp thu xin mời người sau"


@pytest.fixture(scope="module")
def encoder() -> WordEncoder:
    return WordEncoder(speech_encoder(), LABELS)


def words_of(*texts: str) -> list[Word]:
    return [Word(word, 0, "") for text in texts for word in text.split()]


def test_it_tells_a_chair_s_words_from_a_matter(encoder: WordEncoder) -> None:
    texts = [CHAIR, SELF, MATTER, CLOSING]
    found = encoder.log_proba(words_of(*texts)).argmax(axis=1)
    chair, self_told, matter, _ = np.split(found, np.cumsum([len(t.split()) for t in texts])[:-1])
    assert np.mean(chair == LABELS.index("O")) > 0.9
    assert np.mean(self_told == LABELS.index("S")) > 0.8
    assert LABELS[matter[0]] == "B"
    assert np.mean(matter[1:] == LABELS.index("I")) > 0.9


@pytest.mark.parametrize("n_words", [40, 100, 160, 250, 400])
def test_windows_that_are_filled_up_read_the_same(encoder: WordEncoder, n_words: int) -> None:
    # Beside the windows of a longer recording the last of this one is shorter, and filled up.
    words = words_of(*[CHAIR, MATTER, CLOSING] * 8)[:n_words]
    near = encoder.log_proba(words)
    far = encoder.log_proba([*words, *words_of(*[CLOSING, MATTER] * 40)])
    # Words that stand in the middle of one window in both.
    sure = slice(0, max(10, min(n_words - 90, 90)))
    assert np.mean(near[sure].argmax(axis=1) == far[sure].argmax(axis=1)) > 0.9


def recording_of(*texts: str) -> Recording:
    return Recording(words_of(*texts), [], [], timed=False, labelled=False)


def test_words_far_apart_are_read_alike_wherever_pieces_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recording = recording_of(*[CHAIR, MATTER, CLOSING] * 8)
    whole = label_words(recording)
    monkeypatch.setattr(speech, "_PIECE", 170)
    parts = label_words(recording)
    assert np.mean([a == b for a, b in zip(whole, parts)]) > 0.98


def test_what_is_too_long_for_the_encoder_is_read_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recording = recording_of(*[CHAIR, MATTER, CLOSING] * 3)
    monkeypatch.setattr(speech, "_MOST_ENCODED", 10)
    without = label_words(recording)
    assert len(without) == len(recording.words)
    monkeypatch.setattr(speech, "_ENCODER", 1000.0)
    # The encoder is not asked: however much it counts, nothing changes.
    assert label_words(recording) == without
    monkeypatch.setattr(speech, "_MOST_ENCODED", 60_000)
    # Asked, and counting so much, it alone says who speaks.
    encoder = speech.encoder_in_use()
    assert encoder is not None
    alone = [LABELS[i] for i in encoder.log_proba(recording.words).argmax(axis=1)]
    assert np.mean([a == b for a, b in zip(label_words(recording), alone)]) > 0.95
