"""Short recordings: a call, a voice message, a piece of a meeting."""

from __future__ import annotations

from pathlib import Path

from read_texts import read_lines

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.speech.detection import is_speech
from nlp.reading.speech.recording import Recording, Word, read_recording
from nlp.reading.speech.runs import runs_of


def test_a_call_with_signs_is_speech() -> None:
    lines = (
        "Dạ alo, cho em hỏi có phải tổng đài của phường không ạ?",
        "Vâng, em nghe đây chị ơi.",
        "Dạ em ở tổ 4, cái cống trước nhà em nó nghẹt mấy hôm nay rồi, nước dơ chảy vô sân luôn.",
        "Dạ chị cho em xin địa chỉ, chiều nay em báo đội thoát nước nha.",
    )
    assert is_speech(lines_of([Paragraph(str(i), line) for i, line in enumerate(lines)]))


def test_notes_and_lists_are_no_speech() -> None:
    for lines in (
        ("3/11 - Rác chợ chưa thu.", "4/11 - Đèn ngõ 5 hỏng, bà Hai báo, đã gọi điện lực.") * 3,
        ("Đề nghị xã sửa đường vào thôn Đoài.", "Nước máy đục cả tuần, mong kiểm tra lại.") * 3,
    ):
        assert not is_speech(lines_of([Paragraph(str(i), line) for i, line in enumerate(lines)]))


def test_voices_by_a_number_need_not_speak_again(tmp_path: Path) -> None:
    lines = [
        "Người nói 1: Các chị cho ý kiến về cái mô hình phân loại rác đi.",
        "Người nói 2: Xe rác đến lại đổ chung hết vào một thùng, thế thì phân loại làm gì.",
        "Người nói 3: Thùng ủ phân nhà em được phát thì có mùi, ruồi bâu kín cả bếp.",
        "Người nói 4: Em thì không có ý kiến gì đâu, các chị nói hết rồi.",
    ]
    found = lines_of([Paragraph(str(i), line) for i, line in enumerate(lines)])
    assert {word.speaker for word in read_recording(found).words} == {
        f"Người nói {number}" for number in range(1, 5)
    }
    texts = read_lines(tmp_path, *lines)
    assert not any("Người nói" in text for text in texts)


def test_what_is_answered_to_an_official_who_asks_back_goes_on(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "Người nói 1: dạ ủy ban xã xin nghe ạ",
        "Người nói 2: chào cô tôi ở thôn đông cái trạm bơm đầu làng hỏng nửa tháng nay ruộng nứt",
        "Người nói 1: dạ hỏng máy hay là hỏng điện ạ",
        "Người nói 2: cháy mô tơ cô ạ thợ bảo phải thay cái mới mà hợp tác xã không có tiền",
        "Người nói 1: vâng cháu ghi rồi ạ",
    )
    assert len(texts) == 1
    assert texts[0].startswith("cái trạm bơm đầu làng")
    assert "cháy mô tơ" in texts[0] and "hỏng điện" not in texts[0]


def test_it_goes_on_where_no_voices_are_told_apart(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "dạ tổng đài xin nghe",
        "alo em ơi chị ở khu phố bốn cái nắp hố ga trước cổng trường bể đôi xe cộ cán qua rầm rầm",
        "dạ trường nào vậy chị",
        "trường tiểu học á chị sợ mấy đứa nhỏ lọt chân xuống đó",
        "dạ em ghi nhận rồi em chuyển qua bên hạ tầng liền nha chị",
    )
    assert len(texts) == 1
    assert "nắp hố ga" in texts[0] and "lọt chân" in texts[0] and "trường nào" not in texts[0]


def test_matters_of_a_voice_message_are_told_apart(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "alo chào cán bộ xã em là thắm ở thôn hạ",
        "em phản ánh là cái đường ra bãi rác xe tải chạy bụi mù mịt nhà em không dám mở cửa",
        "với lại trạm y tế thứ bảy đóng cửa con em sốt cao phải chở lên tận bệnh viện huyện",
        "em cảm ơn ạ",
    )
    assert [text.split()[:3] for text in texts] == [["cái", "đường", "ra"], ["trạm", "y", "tế"]]


def test_what_was_no_opinion_does_not_go_on() -> None:
    words = [Word(f"từ{i}", 0, "") for i in range(34)]
    official = ["O"] * 4
    opinion = ["B", *["I"] * 9]
    labels = [*opinion, *official, "B", "I", "I", *official, *["I"] * 9, *official]
    runs = runs_of(labels, Recording(words, [], [], False, False))
    assert [run.label for run in runs] == ["B", "O", "B", "O", "B", "O"]
    assert not any(run.goes_on for run in runs)
    # Behind an opinion it does.
    labels = [*opinion, *official, *["I"] * 16, *official]
    runs = runs_of(labels, Recording(words, [], [], False, False))
    assert [run.goes_on for run in runs] == [False, False, True, False]


def test_an_opinion_that_begins_as_a_form_does_is_no_title(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "hôm nay tôi gọi lên báo cái trạm bơm đầu làng hỏng nửa tháng nay ruộng nứt hết cả ra",
        "mà hợp tác xã chưa thấy ai xuống sửa dân phải tát tay từng gàu một cả đêm",
        "dạ vâng tôi ghi nhận ý kiến của bác ạ tôi sẽ báo lại với xã",
    )
    assert any("trạm bơm đầu làng hỏng" in text for text in texts)
