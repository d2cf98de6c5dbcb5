"""Who speaks in a recording: labels of voices, names that people say, whom a chair calls."""

from __future__ import annotations

from pathlib import Path

from read_texts import read_lines

from nlp import read_opinions


def test_speech_with_labels(tmp_path: Path) -> None:
    texts = read_lines(
        tmp_path,
        "[00:00:05] Người nói 1: kính thưa bà con hôm nay xã đối thoại xin mời bà con phát biểu",
        "[00:00:40] Người nói 2: dạ tôi là lê văn bình ở thôn sáu tôi có hai ý thứ nhất là cái cầu "
        "khe cạn gãy lan can đã nửa năm đề nghị xã sửa",
        "[00:01:10] Người nói 2: thứ hai là chợ họp tràn ra lòng đường xe không đi được xin hết",
        "[00:01:30] Người nói 1: cảm ơn bác bình mời bác tiếp theo",
        "[00:01:40] Người nói 3: em là hoa ở thôn hai lớp mầm non dột đã hai năm "
        "mà chưa ai lợp lại",
    )
    assert texts == [
        "cái cầu khe cạn gãy lan can đã nửa năm đề nghị xã sửa",
        "chợ họp tràn ra lòng đường xe không đi được",
        "lớp mầm non dột đã hai năm mà chưa ai lợp lại",
    ]


def read_speakers(tmp_path: Path, *said: str) -> list[str]:
    path = tmp_path / "hop.txt"
    path.write_text("\n".join(said), encoding="utf-8")
    speakers: list[str] = read_opinions(path)["speaker"].tolist()
    return speakers


def test_a_voice_that_says_its_name_is_no_number(tmp_path: Path) -> None:
    said = [
        "Người nói 1: kính thưa bà con hôm nay xã đối thoại xin mời bác ngồi hàng đầu",
        "Người nói 2: dạ thưa xã cái cầu khe cạn gãy lan can đã nửa năm đề nghị xã sửa",
        "Người nói 1: vâng xã ghi nhận bác cho biết tên ạ bác còn ý nào nữa không",
        "Người nói 2: dạ tôi là lê văn bình ở thôn sáu tôi nói thêm chợ họp tràn ra lòng đường xe "
        "không đi được đề nghị dẹp",
        "Người nói 1: cảm ơn bác bình mời chị áo xanh",
        "Người nói 3: lớp mầm non dột đã hai năm mà chưa ai lợp lại mong xã quan tâm",
    ]
    speakers = read_speakers(tmp_path, *said)
    assert speakers == ["lê văn bình", "lê văn bình", "Người nói 3"]


def test_whom_a_chair_calls_keeps_the_name_and_lends_it_to_nobody(tmp_path: Path) -> None:
    said = [
        "Người nói 1: kính thưa bà con hôm nay xã đối thoại mời bác lan",
        "Người nói 2: cái cầu khe cạn gãy lan can đã nửa năm đề nghị xã sửa",
        "Người nói 1: xã ghi nhận bác lan còn ý kiến gì nữa không",
        "Người nói 2: còn chợ họp tràn ra lòng đường xe không đi được đề nghị dẹp",
        "Người nói 1: cảm ơn bác lan mời chị áo xanh",
        "Người dân: lớp mầm non dột đã hai năm mà chưa ai lợp lại mong xã quan tâm",
        "Người nói 1: vâng xin mời người tiếp theo",
        "Người dân: dạ tôi là lê văn bình đường ra đồng lầy lội đề nghị xã đổ đá cho dân đi",
    ]
    speakers = read_speakers(tmp_path, *said)
    assert speakers == ["bác lan", "bác lan", "Người dân", "lê văn bình"]
