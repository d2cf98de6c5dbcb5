"""What leaves out lines that are no opinion must leave opinions alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from nlp import read_opinions
from nlp.cli.messages.blocks import MESSAGES
from nlp.errors import InputError
from nlp.learning.corpus import Corpus
from nlp.reading.chairing import invites_to_speak
from nlp.reading.files import read_chunks
from nlp.reading.form_fields import asked_day
from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.matters import split_matters, without_count
from nlp.reading.rows import InputFile
from nlp.reading.tables.cells import headed_by
from nlp.reading.tables.courtesies import bare_text
from nlp.reading.tables.empty_calls import is_empty_call
from nlp.reading.tables.items import asked_by
from nlp.reading.tables.layout import ReadOptions
from nlp.reading.tables.unsaid import says_nothing
from nlp.reading.trimming import without_link

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# "Bên cạnh đó là ..."
_LINK_WORDS = 4
# "Ý kiến của ... nói thêm rằng"
_HEAD_WORDS = 5


def test_the_head_of_a_cell_tells_who_speaks_and_nothing_more(root: Path) -> None:
    for opinion in Corpus.load(root / "corpus" / "opinions").opinions:
        left, name, place = headed_by(opinion.text)
        assert opinion.text.endswith(left)
        off = opinion.text.removesuffix(left)
        for part in (name, *place.split(", ")):
            off = off.replace(part, " ", 1)
        assert len(re.findall(r"\w+", off)) <= _HEAD_WORDS, opinion.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đường vào khu trọ của các công nhân: tối om, hay bị giật đồ.", ""),
        ("Cử tri Mai Sơn nói về xe mía: chạy thâu đêm, rơi ngọn đầy đường.", "Cử tri Mai Sơn"),
        ("Có nhóm người lạ vào bán máy lọc nước, bảo là chương trình của Nhà nước.", ""),
        ("Ông Lê Văn Sửu hỏi về cái chợ bỏ không ngoài ngã tư: bao giờ mở?", "Ông Lê Văn Sửu"),
    ],
)
def test_a_cell_that_tells_more_before_a_colon_stays_whole(text: str, name: str) -> None:
    assert headed_by(text)[:2] == (text, name)


@pytest.mark.parametrize(
    "text",
    [
        "Bà Lan đề nghị xã khi làm đường phải mời các hộ góp ý chứ không tự làm như vừa rồi.",
        "Đề nghị cán bộ mời nhân dân góp ý trước khi thu tiền vệ sinh.",
        "Cử tri mong đại biểu nói thật là bao giờ có nước sạch về thôn.",
        "Ông Cường đề nghị đại biểu trao đổi với điện lực về cột điện gãy trước cổng trường.",
    ],
)
def test_citizens_too_want_people_to_be_heard(text: str) -> None:
    assert not invites_to_speak(text)


@pytest.mark.parametrize(
    "text",
    [
        "Người gọi im lặng một lúc rồi báo cháy ở chợ",
        "Số gọi đến không nói gì, báo cháy",
        "Người gọi không trình bày rõ, báo đánh nhau",
        "Cuộc gọi bị ngắt máy liên tục",
        "Gọi nhầm số do bảng niêm yết ghi sai",
        "Khách gọi nhầm nhiều lần do số in sai trên biển",
        "Alo tổng đài không gọi được",
        "Gọi 1022 bị ngắt giữa chừng, gọi lại không ai nghe máy",
        "Cuộc gọi bị ngắt, tổng đài không nghe máy",
        "Cuộc gọi khẩn cấp bị ngắt giữa chừng",
        "Test app khong gui duoc anh",
        "test thu tien dien",
        "Test app không gửi được ảnh",
        "Không liên lạc được",
        "Không có tín hiệu",
        "Máy ồn",
    ],
)
def test_what_callers_complain_of_is_no_empty_call(text: str) -> None:
    assert not is_empty_call(text)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Không có công dân đến", True),
        ("Không có ai đến đăng ký", True),
        ("Không có người đến thu rác", False),
        ("Không có ai đến kiểm tra", False),
        ("Không có ai gọi lại", False),
    ],
)
def test_nobody_came(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


def test_greetings_and_enclosures_take_nothing_off_the_corpus(root: Path) -> None:
    opinions = Corpus.load(root / "corpus" / "opinions").opinions
    taken = {one.text: bare_text(one.text) for one in opinions if "khac" not in one.topics}
    for text, bare in taken.items():
        assert len(bare.courtesies.split()) <= 16, text
        assert len(bare.text.split()) >= min(4, len(text.split())), text


def test_what_counts_and_tells_is_kept() -> None:
    told = "Tôi hỏi xã nợ dân hai điều. Bao giờ làm?"
    assert without_count(told) == told
    assert without_count("Dạ em xin góp một ý. Lớp thiếu cô.") == "Lớp thiếu cô."
    for stop in (". ", "\n"):
        told = f"Cống tắc cả tháng{stop}Tôi xin hai việc: nạo vét, đậy nắp."
        assert without_count(told) == told
    for lead in ("Dạ thưa bác.", "Bà Lê Thị Lụa."):
        assert without_count(f"{lead} Em hỏi hai chuyện: lớp và cô.") == "lớp và cô."


def test_monday_is_no_second_matter() -> None:
    told = "Rác tồn từ chủ nhật không ai gom cả. Thứ hai, xe rác mới tới gom một lần."
    assert split_matters(told) == [told]


def test_a_short_chat_is_read_by_its_stamps(tmp_path: Path) -> None:
    path = tmp_path / "nhom.txt"
    path.write_text(
        "Nhóm Zalo tổ 5 phường Tân Hòa\n"
        "[08:01, 12/03/2026] Hạnh: Đường vào hẻm 3 ngập nửa mét cả tuần nay, nhờ phường hút cống\n"
        "[08:02, 12/03/2026] Công Tèo: Nước máy cúp ba ngày không báo, đề nghị công ty gửi lịch\n"
        "[09:10, 13/03/2026] Cô Ba: Loa phường mở từ 4 giờ sáng ồn quá, đề nghị dời lại 6 giờ\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["speaker"].tolist() == ["Hạnh", "Công Tèo", "Cô Ba"]
    assert frame["date"].dt.day.tolist() == [12, 12, 13]


def test_dashes_without_end_take_no_time() -> None:
    [line] = lines_of([Paragraph("L1", "Người hỏi: " + "- " * 20_000)])
    # Where each start reads on to the end this takes twenty minutes.
    assert asked_day(line) is None


def test_a_hamlet_is_in_the_commune_of_its_part_of_the_minutes(tmp_path: Path) -> None:
    said = [
        "Đường vào ấp lầy lội từ đầu mùa mưa, đề nghị xã rải đá.",
        "Trạm bơm hư hai tháng nay, lúa khô nẻ, mong sớm sửa.",
        "Đèn đường tắt cả tuyến, tối tụi nhỏ đi học về rất sợ.",
    ]
    parts = []
    for part, (commune, hamlet) in enumerate((("Tân Hùng", "Chợ"), ("Tập Ngãi", "Cây Ổi")), 1):
        parts.append(f"3.{part}. Cử tri xã {commune}")
        for count, text in enumerate(said, 1):
            parts.append(f"3.{part}.{count}. Ông Lê Văn Sáu, ấp {hamlet}: {text}")
    path = tmp_path / "bien-ban.txt"
    path.write_text(
        "BIÊN BẢN\nHội nghị tiếp xúc cử tri\n"
        "Ngày 22 tháng 4 năm 2025, tại hội trường UBND xã Tân Hùng, huyện Tiểu Cần, tỉnh Trà Vinh\n"
        "1. Ông Kim Văn Phúc tuyên bố lý do, giới thiệu đại biểu.\n"
        "2. Bà Sơn Thị Ánh báo cáo dự kiến nội dung kỳ họp.\n"
        "3. Ý kiến của cử tri\n" + "\n".join(parts) + "\n4. Kết thúc lúc 11 giờ cùng ngày.\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    codes = {place: set(own["ward_code"]) for place, own in frame.groupby("place")}
    assert codes == {"ấp Chợ": {"29362"}, "ấp Cây Ổi": {"29365"}}


def test_a_link_is_all_that_is_taken_off_the_opinions_of_the_corpus(root: Path) -> None:
    opinions = Corpus.load(root / "corpus" / "opinions").opinions
    for text in (one.text for one in opinions):
        left = without_link(text)
        assert left
        assert text.endswith(left)
        assert len(text.split()) - len(left.split()) <= _LINK_WORDS
        assert asked_by(text)[0] == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ngoài ra, đèn ngõ 3 hỏng từ Tết.", "đèn ngõ 3 hỏng từ Tết."),
        ("Ngoài ra bà con mong có xe buýt.", "bà con mong có xe buýt."),
        ("Bên cạnh đó, chợ thiếu chỗ gửi xe.", "chợ thiếu chỗ gửi xe."),
        ("Thêm vào đó, phí gửi xe tăng gấp đôi.", "phí gửi xe tăng gấp đôi."),
        ("Cuối cùng là chuyện rác: mười ngày mới có xe.", "chuyện rác: mười ngày mới có xe."),
        ("Sau cùng bà Vi Thị Đào kêu chợ dột.", "bà Vi Thị Đào kêu chợ dột."),
        ("Cuối cùng em xin hỏi bao giờ có sổ.", "em xin hỏi bao giờ có sổ."),
        ("Còn một nội dung nữa, ao làng bị lấp.", "ao làng bị lấp."),
        ("Sau hết: chợ cóc họp giữa đường.", "chợ cóc họp giữa đường."),
    ],
)  # fmt: skip
def test_what_links_a_matter_to_the_one_above_is_no_part_of_it(text: str, left: str) -> None:
    assert without_link(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Cuối cùng vẫn không ai đến đo đất.",
        "Ngoài ra đường chính còn hai ổ gà sâu.",
        "Bên cạnh đó là bãi rác bốc mùi",
        "Bên cạnh trường có quán nhậu ồn tới khuya.",
        "Ngoài ra, mất nước.",
        "Tiếp nữa tui đề nghị trả tiền dầu.",
        "Cái nữa thì không ai xuống xem.",
        "Ngoài ra,",
    ],
)
def test_what_only_looks_like_a_link_stays(text: str) -> None:
    assert without_link(text) == text


def test_who_says_how_many_matters_follow_and_no_more_is_told(tmp_path: Path) -> None:
    path = tmp_path / "hop.txt"
    counted = "Tôi có 2 ý kiến về đường và điện."
    said = "Đèn đường hỏng ba tháng, đề nghị sửa."
    path.write_text(f"Họp tổ 5\nÔng Nam: {counted}\nBà Hoa: {said}\n", encoding="utf-8")
    options = ReadOptions(keep_blocks=True)
    blocks = [b for c in read_chunks(InputFile(path, path.name), options) for b in c.blocks]
    assert ("opinion", said) in [(block.kind, block.text) for block in blocks]
    assert any(block.text == f"Ông Nam: {counted}" for block in blocks if block.kind != "opinion")
    assert f"rule_{blocks[1].reason}" in MESSAGES


def test_what_heads_turns_and_items_in_short_minutes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "hop.txt"
    rows = [
        ("form", "Ông Nam: Tôi có 2 ý kiến về đường và điện."),
        ("opinion", "Đèn đường hỏng ba tháng, đề nghị sửa."),
        ("form", "Bà Hoa, tổ 3:"),
        ("opinion", "Cống trước chợ tắc, nước tràn vào nhà."),
        ("form", "Ông Tư:"),
        ("opinion", "- Đề nghị nạo vét mương sau trường, nước đọng hôi lắm."),
        ("form", "Bà Sáu:"),
    ]
    path.write_text("\n".join(["Họp tổ 5", *(text for _, text in rows)]), encoding="utf-8")
    options = ReadOptions(keep_blocks=True)
    blocks = [b for c in read_chunks(InputFile(path, path.name), options) for b in c.blocks]
    told = [(kind, text.removeprefix("- ").rstrip(":")) for kind, text in rows]
    assert [(block.kind, block.text) for block in blocks[1:]] == told
    assert all(f"rule_{block.reason}" in MESSAGES for block in blocks)


def test_where_no_rule_finds_an_opinion_its_day_and_place_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "hop.txt"
    said = "Đường ra đồng thôn Nội sạt lở hai đoạn từ đầu mùa mưa, dân đi lại khổ sở lắm rồi."
    head = "BIÊN BẢN\nHọp thôn Nội, xã Tam Đa, ngày 12/3/2026\n"
    path.write_text(f"{head}Ông Trần Văn Hải, Chủ tịch UBND xã: {said}\n", encoding="utf-8")
    (row,) = [row for c in read_chunks(InputFile(path, path.name)) for row in c.rows]
    assert row["text"] == said
    assert (row["date"], row["place"]) == (date(2026, 3, 12), "thôn Nội, xã Tam Đa")


def test_where_no_opinion_is_found_what_lines_were_taken_for_is_told(tmp_path: Path) -> None:
    path = tmp_path / "hop.txt"
    path.write_text(
        "BIÊN BẢN HỌP THÔN\nChủ trì: ông Lê Văn Sử, trưởng thôn\nThư ký: bà Lê Thị Lụa\n"
        "I. THÀNH PHẦN\n12 hộ dân, có danh sách kèm theo\n"
        "III. KẾT LUẬN\nHội nghị kết thúc lúc 11 giờ.\n",
        encoding="utf-8",
    )
    options = ReadOptions(keep_blocks=True)
    kinds = []
    with pytest.raises(InputError):
        for chunk in read_chunks(InputFile(path, path.name), options):
            kinds += [block.kind for block in chunk.blocks]
    assert kinds == [*["form"] * 3, "heading", "attendance", "heading", "form"]
