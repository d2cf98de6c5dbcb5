"""WebVTT as meeting programs export it: voices, identifiers, styles, tags."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import read_opinions
from nlp.errors import InputError
from nlp.reading.files import read_chunks
from nlp.reading.rows import InputFile
from nlp.reading.speech.webvtt import is_webvtt, plain_cues
from nlp.reading.tables.layout import ReadOptions

HEAD = "WEBVTT - Họp trực tuyến"
CUE = "00:00:{:02}.000 --> 00:00:{:02}.900"
CHAIR = "Trần Thị Hạnh - Chủ tịch UBND xã"


def plain(text: str) -> list[str]:
    return [line for _, line in plain_cues(enumerate(text.splitlines(), 1)) if line]


def test_voices_stay_and_the_rest_goes() -> None:
    text = (
        f"{HEAD}\nNOTE xã Bắc Hà\n\nSTYLE\n::cue {{ color: red }}\n\n8f-1/0-0\n{CUE.format(1, 4)}"
        f" align:start\n<v {CHAIR}>Mời <i>bà con</i> &amp; các cháu</v>\nnói <00:00:03.000>tiếp\n\n"
        f"{CUE.format(5, 9)}\n<v.loud Lò A Páo>Đường <c.yellow>hỏng</c> rồi</v>\n"
    )
    assert plain(text) == [
        HEAD,
        "NOTE xã Bắc Hà",
        f"{CUE.format(1, 4)} align:start",
        f"<v {CHAIR}>Mời bà con & các cháu",
        "nói tiếp",
        CUE.format(5, 9),
        "<v Lò A Páo>Đường hỏng rồi",
    ]


def test_what_is_escaped_names_no_voice() -> None:
    assert plain(f"WEBVTT\n\n{CUE.format(1, 2)}\n&lt;v Chủ tịch&gt;Đã xong")[-1].startswith("< v ")


def test_only_what_says_so_is_webvtt() -> None:
    assert is_webvtt("WEBVTT\n") and is_webvtt("\ufeffWEBVTT Kind: captions")
    assert not is_webvtt("WEBVTTX") and not is_webvtt("Biên bản WEBVTT")


@given(st.lists(st.sampled_from(["", "WEBVTT", "NOTE a", "STYLE", "7", CUE.format(1, 2), "đường"])))
def test_no_words_of_a_cue_are_lost(lines: list[str]) -> None:
    found = [line for _, line in plain_cues(enumerate(lines, 1))]
    after_time = [b for a, b in zip(lines, lines[1:]) if "-->" in a and b == "đường"]
    assert found.count("đường") >= len(after_time)


def test_a_meeting_with_voices_is_read(tmp_path: Path) -> None:
    said = [
        (CHAIR, "Chào bà con, hôm nay xã nghe bà con nói. Mời bác Páo ở thôn Na Áng trước ạ."),
        (
            "Lò A Páo",
            "Dạ thưa chủ tịch, đường từ thôn ra chợ bị lũ cuốn từ tháng 8, xe máy không đi được, "
            "hàng ngô của bà con bán không ai vào mua. Đề nghị xã cho máy xúc vào gạt đường.",
        ),
        (CHAIR, "Vâng, việc này tuần sau xã cho máy vào. Mời chị Dế thôn Lùng Phình."),
        (
            "Vàng Thị Dế",
            "Em xin hỏi là trạm y tế xã mình hết thuốc huyết áp ba tháng nay, người già phải đi "
            "bảy chục cây số ra tỉnh lấy thuốc. Mong xã có ý kiến để trạm có thuốc cho các cụ.",
        ),
        (CHAIR, "Cảm ơn chị. Xã sẽ báo trung tâm y tế cấp thuốc trong tháng này. Mời ai nữa ạ?"),
    ]
    cues = "\n\n".join(
        f"id-{i}/0\n{CUE.format(10 * i, 10 * i + 9)}\n<v {name}>{text}</v>"
        for i, (name, text) in enumerate(said)
    )
    path = tmp_path / "hop.vtt"
    path.write_text(f"WEBVTT\n\n{cues}\n", encoding="utf-8")
    frame = read_opinions([path])
    assert list(frame["speaker"]) == ["Lò A Páo", "Vàng Thị Dế"]
    assert "máy xúc vào gạt đường" in frame["text"].iloc[0]
    assert "hết thuốc huyết áp" in frame["text"].iloc[1]
    assert not frame["text"].str.contains("tuần sau|<|id-").any()


def test_a_voice_that_is_only_a_bracket_is_read(tmp_path: Path) -> None:
    said = "đường ngõ năm ngập cả tháng nay nước tràn vào nhà đề nghị phường nạo vét cống"
    cues = "".join(f"{CUE.format(i, i + 1)}\n<v (Khách)>{said}\n\n" for i in range(1, 5))
    path = tmp_path / "a.vtt.txt"
    path.write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")
    assert read_opinions(path)["speaker"].str.contains("Khách").all()


def test_the_time_of_the_first_cue_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "hop.vtt"
    cues = [
        ("Chủ trì", "Mời bà con phát biểu ạ."),
        ("Bà Hoa", "Tôi đề nghị xã sửa lại con mương sau chợ vì nước thải tràn ra đường."),
        ("Ông Tư", "Đường xóm 3 nhiều ổ gà, xin xã trải lại nhựa."),
    ]
    text = "\n\n".join(
        f"{CUE.format(10 * n, 10 * n + 9)}\n<v {who}>{said}" for n, (who, said) in enumerate(cues)
    )
    path.write_text(f"{HEAD}\n\n{text}\n", encoding="utf-8")
    chunks = read_chunks(InputFile(path, path.name), ReadOptions(keep_blocks=True))
    blocks = [block for chunk in chunks for block in chunk.blocks]
    assert [block.text for block in blocks if block.reason == "speech_title"] == [HEAD]


@pytest.mark.parametrize(
    ("said", "opinions"),
    [
        # What is short.
        (
            [("Ông Tám", "Đèn đường hỏng, đề nghị sửa"), ("Chủ tọa", "Vâng"), ("Bà Lụa", "Hết")],
            [("Ông Tám", "Đèn đường hỏng, đề nghị sửa")],
        ),
        # Nobody but the chair speaks.
        (
            [
                ("Chủ tọa", "Kính thưa bà con, xin mời bà con phát biểu."),
                ("Chủ tọa", "Còn ai có ý kiến nữa không ạ?"),
                ("Chủ tọa", "Nếu không thì hội nghị xin bế mạc. Xin cảm ơn bà con."),
            ],
            [],
        ),
    ],
)
def test_times_and_tags_are_no_opinions_where_hardly_anything_is_said(
    tmp_path: Path, said: list[tuple[str, str]], opinions: list[tuple[str, str]]
) -> None:
    cues = (
        f"00:00:0{number}.000 --> 00:00:0{number}.900\n<v {name}>{text}\n"
        for number, (name, text) in enumerate(said)
    )
    path = tmp_path / "hop.txt"
    path.write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    options = ReadOptions(keep_blocks=True)
    rows, blocks = [], []
    with nullcontext() if opinions else pytest.raises(InputError):
        for chunk in read_chunks(InputFile(path, path.name), options):
            rows += chunk.rows
            blocks += chunk.blocks
    assert [(row["speaker"], row["text"]) for row in rows] == opinions
    assert not any("-->" in block.text or "<v" in block.text for block in blocks)
    # Each is told of, as an opinion or as none.
    assert all(any(text in block.text for block in blocks) for _, text in said)
