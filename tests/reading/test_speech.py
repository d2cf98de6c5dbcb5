"""Speech that a machine wrote down: who has the floor, and nothing of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reading.dates import find_day
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import Line, lines_of
from nlp.reading.speech.dates import find_day_filed, find_day_said
from nlp.reading.speech.detection import is_speech
from nlp.reading.speech.introductions import introduced
from nlp.reading.speech.recording import read_recording
from nlp.reading.speech.spoken import read_speech

CHAIR = "kính thưa bà con hôm nay xã mình họp dân xin mời bà con phát biểu mời bác áo xanh"
CITIZEN = (
    "dạ tôi là lê văn bình ở thôn sáu cái cầu khe cạn gãy lan can đã nửa năm trẻ con đi học "
    "rất nguy hiểm đề nghị xã cho sửa sớm tôi xin hết"
)
OTHER = (
    "em là nguyễn thị hoa thôn hai đường vào xóm em mưa là lầy xe máy không đi được đề nghị xã "
    "đổ cho ít đá em cảm ơn"
)


def lines(*texts: str) -> list[Line]:
    return lines_of(Paragraph(f"L{number}", text) for number, text in enumerate(texts, 1))


@pytest.mark.parametrize(
    "labels",
    [
        ("(giọng nữ 1) ", "(giọng nam 1) ", "(giọng nữ 2) "),
        ("[Nam 1] ", "[Nam 2] ", "[Nữ 1] "),
        ("SPK_00: ", "SPK_01: ", "SPK_02: "),
        ("Người nói 1: ", "Người nói 2: ", "Người nói 3: "),
        ("NÓI 1 - ", "NÓI 2 - ", "NÓI 3 - "),
        ("[00:00:05] MC: ", "[00:00:40] NGƯỜI DÂN 1: ", "[00:01:40] NGƯỜI DÂN 2: "),
        ("[00:00:05] CT1\n", "[00:00:40] ND1\n", "[00:01:40] ND2\n"),
        (">> ", ">> ", ">> "),
    ],
)
def test_labels_of_any_manner_tell_who_has_the_floor(labels: tuple[str, str, str]) -> None:
    chair, one, two = labels
    said = [(chair, CHAIR), (one, CITIZEN), (chair, CHAIR), (two, OTHER), (chair, CHAIR)]
    found = read_recording(lines(*"\n".join(a + b for a, b in said).split("\n")))
    assert found.labelled
    assert [word.text for word in found.words] == " ".join(text for _, text in said).split()
    turns = [i for i, word in enumerate(found.words) if word.gap == "change"]
    ends = [len(" ".join(text for _, text in said[:n]).split()) for n in range(len(said))]
    assert turns == ends


def test_times_are_left_out_and_pieces_joined() -> None:
    found = read_recording(
        lines(
            "họp dân thôn sáu 12.3.2026.mp3",
            "[00:00:00.000 --> 00:00:06.480]  kính thưa bà con",
            "[00:00:06.480 --> 00:00:11.200]  hôm nay thôn mình họp",
            "[00:00:11.200 --> 00:00:12.000]  [vỗ tay]",
            "[00:00:12.000 --> 00:00:19.920]  xin mời bà con",
        )
    )
    assert found.timed
    assert found.text(0, 99) == "kính thưa bà con hôm nay thôn mình họp xin mời bà con"
    assert (found.top, found.noise) == ([0], [3])


def test_subtitles_with_numbers_and_times_on_lines_of_their_own() -> None:
    found = read_recording(
        lines(
            *("WEBVTT", "1", "00:00:00,000 --> 00:00:06,480", "kính thưa bà con hôm nay"),
            *("2", "00:00:06,480 --> 00:00:11,200", "thôn mình họp xin mời bác bảy"),
            *("3", "00:00:11,200 --> 00:00:16,000", "tôi hỏi cái cầu bao giờ sửa"),
        )
    )
    assert found.text(0, 99) == (
        "kính thưa bà con hôm nay thôn mình họp xin mời bác bảy tôi hỏi cái cầu bao giờ sửa"
    )


def test_writing_is_no_speech() -> None:
    text = "Cử tri xã Tam Đa đề nghị sửa cầu Khe Cạn. Cử tri thôn Hai đề nghị đổ đá đường vào xóm."
    assert not is_speech(lines(*[text] * 6))
    assert is_speech(lines(CHAIR, CITIZEN, CHAIR, OTHER))
    # Typed without signs and capitals, and in words that nobody says aloud.
    assert not is_speech(lines(*["máy lấy số hỏng mấy hôm không ai sửa"] * 9))


def test_dates_as_they_are_said() -> None:
    assert find_day_said(
        "tối nay mùng bảy tháng ba năm hai nghìn không trăm hai mươi sáu thôn mình họp"
    ) == date(2026, 3, 7)
    assert find_day_said("mười bốn tháng mười hai năm hai không hai lăm") == date(2025, 12, 14)
    assert find_day_said("ba mươi tháng hai năm hai không hai lăm") is None
    assert find_day_filed("REC_20251018_0801.m4a") == date(2025, 10, 18)
    assert find_day_filed("hop to 22042026 phuong Muong Thanh.m4a") == date(2026, 4, 22)
    assert find_day_filed("file_20259914.m4a") is None
    assert find_day_said("tháng ba năm ngoái nước ngập") is None
    assert find_day_said("họp xóm ngày mùng bảy tháng chín năm hai lăm nhé") == date(2025, 9, 7)
    assert find_day_said("thứ năm mười ba tháng hai năm hai không hai sáu") == date(2026, 2, 13)
    assert find_day_said("từ ngày một tháng tám năm hai mươi hai hộ nhận tiền") is None
    assert find_day_filed("ghi am hoi truong 2026 03 08") == date(2026, 3, 8)
    assert find_day("Mon, Sep 1, 2025 9:00AM") == date(2025, 9, 1)


def test_the_day_is_said_late_and_the_place_before_anybody_else_s() -> None:
    long = "kính thưa bà con " + "hôm nay trời mưa mà bà con đến đông đủ thế này là quý lắm " * 8
    said = lines(
        f"Chủ tọa: {long} xã tân thuận hôm nay ngày ba tháng hai năm hai sáu mời bà con nói",
        "Người dân: dạ tôi ở thôn mười hai xã bình minh tôi đề nghị sửa cái cầu gãy đầu thôn",
        "Chủ tọa: vâng xin ghi nhận mời người tiếp theo",
        "Người dân: đề nghị thôn mình mắc cho cái đèn ở ngã ba tối quá không ai dám đi",
    )
    found, _ = read_speech(said)
    assert {opinion.day for opinion in found} == {date(2026, 2, 3)}


@pytest.mark.parametrize(
    ("said", "name", "place"),
    [
        ("dạ tôi là lê văn bình ở thôn sáu", "lê văn bình", "thôn sáu"),
        ("tui tên phạm thị lựu thôn vạn an một", "phạm thị lựu", "thôn vạn an một"),
        ("Dạ em là Hương, em bán hàng ở chợ", "Hương", ""),
        ("cho bà lý xóm tám nói một câu", "bà lý", "xóm tám"),
        ("Em Phương Vy, mới tốt nghiệp,", "Phương Vy", ""),
        ("dạ xin phép hội nghị", "", ""),
        ("dạ với lại cho em ý kiến luôn là", "", ""),
    ],
)
def test_introductions(said: str, name: str, place: str) -> None:
    assert introduced(said) == (name, place)


def words_of(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


PHRASES = st.sampled_from(
    [CHAIR, CITIZEN, OTHER, "thứ hai là chợ họp tràn ra lòng đường", "xin hết", "mời bác", "dạ ..."]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PHRASES, min_size=1, max_size=12), st.sampled_from(["", "(giọng {})", "SPK_{}:"]))
def test_no_word_is_lost(phrases: list[str], label: str) -> None:
    read = lines(*(f"{label.format(i % 3)} {text}" for i, text in enumerate(phrases)))
    opinions, left = read_speech(read)
    recording = read_recording(read)
    said = words_of([word.text for word in recording.words])
    titles = words_of([read[i].text for i in (*recording.top, *recording.noise)])
    assert words_of([x.text for x in [*opinions, *left]]) == said + titles
