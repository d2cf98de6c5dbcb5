"""The encoder that tells what each segment of a document is, and how it counts in reading."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line, lines_of
from nlp.reading.sequence import encoder, reading
from nlp.reading.sequence.encoder import GAPS, encoded, encoder_in_use, tokens_of
from nlp.reading.sequence.model import LABELS
from nlp.reading.sequence.reading import read_labelled
from nlp.reading.sequence.segments import segments_of

LETTER = [
    "Kính gửi: Ủy ban nhân dân xã Tân Hưng",
    "Tôi là Nguyễn Thị Mận, ở ấp Bàu Sen. Lâu nay tôi ngại viết, nay xin thưa mấy việc.",
    "Con mương sau nhà tôi nghẹt cả năm nay, mưa xuống là nước tràn vào bếp. Mong xã cho nạo vét.",
    "Ngoài ra tôi xin thưa thêm: quán karaoke đầu ấp mở tới một giờ sáng, nói hoài không nghe.",
    "Tôi xin cảm ơn.",
]


def lines(*texts: str) -> list[Line]:
    return lines_of([Paragraph(f"L{n}", text) for n, text in enumerate(texts, 1)])


def test_each_segment_has_probabilities() -> None:
    given = lines(*LETTER)
    segments, found = encoded(given, segments_of(given), encoder_in_use())
    assert found is not None
    assert found.shape == (len(segments), len(LABELS))
    assert np.exp(found).sum(axis=1) == pytest.approx(1)


def test_it_tells_a_matter_from_what_leads_to_it() -> None:
    given = lines(*LETTER)
    segments, found = encoded(given, segments_of(given), encoder_in_use())
    assert found is not None
    told = dict(zip((s.text for s in segments), (LABELS[i] for i in found.argmax(axis=1))))
    begun = [text for text, label in told.items() if label == "B"]
    assert [text.split()[:2] for text in begun] == [["Con", "mương"], ["quán", "karaoke"]]
    assert told["Mong xã cho nạo vét."] == "I"
    assert told["Tôi xin cảm ơn."] == "O"


def test_no_sign_is_needed_to_begin_a_matter() -> None:
    given = lines("chào ad cho em hỏi xíu hồ sơ thai sản em nộp hai tháng rồi chưa thấy tiền")
    segments, found = encoded(given, segments_of(given), encoder_in_use())
    assert found is not None
    begun = [s.text for s, row in zip(segments, found) if LABELS[int(row.argmax())] == "B"]
    assert len(begun) == 1
    assert "hồ sơ" in begun[0]
    assert "cho em hỏi" not in begun[0]
    assert " ".join(s.text for s in segments) == given[0].text


def test_a_word_knows_what_stands_before_it() -> None:
    given = lines("1. Đường hỏng. Đèn tắt.", "Cảm ơn xã")
    tokens, firsts = tokens_of(given, segments_of(given))
    assert [tokens[i] for i in firsts] == [("Đường", "item"), ("Đèn", "cut"), ("Cảm", "line")]
    assert {token.gap for token in tokens} <= set(GAPS)


def test_nothing_to_read_asks_nobody() -> None:
    assert encoded([], [], encoder_in_use()) == ([], None)


def test_what_is_too_long_for_the_encoder_is_read_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = lines(*LETTER)
    monkeypatch.setattr(encoder, "_MOST_ENCODED", 10)
    without, _ = read_labelled(given)
    monkeypatch.setattr(reading, "_ENCODER", 1000.0)
    # The encoder is not asked: however much it counts, nothing changes.
    assert read_labelled(given)[0] == without
