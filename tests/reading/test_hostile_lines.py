"""Long lines and cells, as nobody writes them but a program may: read, and in no time to speak of.

Each of these took minutes, or more calls than Python allows, with patterns that go back and forth.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product

import pytest

from nlp.reading.attribution import names_person, whose
from nlp.reading.collector import Collector
from nlp.reading.document_place import place_run
from nlp.reading.formats.legacy import decode_legacy
from nlp.reading.formats.markdown import is_markdown, read_markdown
from nlp.reading.formats.repair import word_score
from nlp.reading.formats.word import Paragraph
from nlp.reading.formats.workbook import merge_down
from nlp.reading.forms.lines import fields_of_lines, pieces_of
from nlp.reading.forms.records import Field, split_records
from nlp.reading.homes import homes_of
from nlp.reading.letters.names import group_named
from nlp.reading.letters.signatures import signed
from nlp.reading.matters import split_matters
from nlp.reading.messages.head_lines import head_of
from nlp.reading.messages.moments import day_alone, is_chrome, moment_in
from nlp.reading.messages.words import is_attachment, take_apart
from nlp.reading.named_places import find_place
from nlp.reading.naming import bare_name
from nlp.reading.place_mentions import head_place
from nlp.reading.stamps import messages_of
from nlp.reading.syllables import BROKEN
from nlp.reading.tables.cells import signed_by
from nlp.reading.tables.columns import columns_of
from nlp.reading.tables.courtesies import bare_text
from nlp.reading.tables.grids import read_grid
from nlp.reading.tables.headers import distinct
from nlp.reading.tables.items import counted_lines, split_items
from nlp.reading.tables.layout import ReadOptions
from nlp.reading.tables.persons import who_and_where
from nlp.reading.tables.roles import state_columns
from nlp.reading.tables.sections import is_title
from nlp.reading.tables.sessions import opening_day, section_year
from nlp.reading.tables.unsaid import told
from nlp.reading.tables.voices import bracketed_by

MANY = 200_000


@pytest.mark.parametrize("read", [bare_text, split_items, split_matters, signed_by])
@pytest.mark.parametrize("gap", ["\n", "\n ", " "])
def test_many_line_breaks(read: Callable[[str], object], gap: str) -> None:
    assert read(f"Đường hỏng.{gap * MANY}Nước đục.")


def test_many_numbers_with_slashes_are_no_home() -> None:
    assert homes_of("12/" * MANY + " x", "Lan") == ""


@pytest.mark.parametrize("part", ["kết thôn Yên ", "đề nghị xã Yên Phong "])
def test_many_places_in_a_line(part: str) -> None:
    assert isinstance(place_run("tổ Xá " + part * (MANY // len(part))), str)


def test_many_capitals_behind_the_kind_of_a_place_are_no_name() -> None:
    assert head_place(["Xã Tam Đa", "HUYỆN " + "YÊN " * (MANY // 4)]) == "Xã Tam Đa"


@pytest.mark.parametrize(
    ("begin", "repeated", "end"),
    [
        ("", "ngày ", "x"),
        ("12:00", " ", "x"),
        ("1 tháng 1", " ", "x"),
        ("a", "-", "a"),
        ("[07:22] a", " ", "b"),
        ("[hình]", ".", " a b"),
        ("Đường hỏng. a", " ", "?"),
        ("Đường hỏng", "\n", "?"),
        ("dạ", " ", "tôi x"),
        ("x", "-", "y"),
        ("", "(ký", ""),
        ("chúng tôi là ", "1,", "1 và 1 "),
    ],
)
def test_messages_and_letters(begin: str, repeated: str, end: str) -> None:
    text = begin + repeated * (MANY // 4 // len(repeated)) + end
    assert (moment_in(text) is not None) == (":" in begin)
    assert not is_chrome(text)
    assert day_alone(text, None) is None
    head = head_of(text)
    assert head is None or head.name == end
    assert messages_of([text]) == [None]
    assert not is_attachment(text)
    apart = take_apart(text)
    assert apart.text or apart.lead
    assert signed([text]) == ("", "")
    assert group_named(text) == ""


@pytest.mark.parametrize("sign", "-:·|")
def test_many_signs_behind_a_name(sign: str) -> None:
    line = f"Lan {sign * MANY} Hoa"
    assert bare_name(line) == line
    assert not names_person(f"{line} x")


def test_many_numbers_before_a_name() -> None:
    assert bare_name("1/" * MANY + " Lan").endswith("Lan")


def test_many_words_that_lead_to_a_name() -> None:
    assert bare_name("rồi " * (MANY // 4) + "Lan") == "Lan"


def test_many_units_behind_one_another() -> None:
    row = "xã Bình " * (MANY // 8)
    assert find_place(row).startswith("xã Bình xã Bình")
    assert whose(f"Bà Lan, {row}").name == "Bà Lan"


def test_a_number_as_long_as_a_line_heads_no_form() -> None:
    _, used = fields_of_lines(pieces_of([Paragraph("L1", "1" * MANY + "/1x")]), set())
    assert not used


def test_many_labels_that_come_again() -> None:
    labels = ["".join(letters) for letters in islice(product("bcdghklm", repeat=4), 3000)]
    fields = [Field(str(i), f"Mục {label}", "có") for i, label in enumerate(labels * 2)]
    assert len(split_records(fields)) == 2


def test_many_signs_beside_a_person() -> None:
    assert who_and_where("Bà Lan\n" + "." * MANY, "", told_apart=False) == ("Bà Lan", "")
    long = "." * MANY + "a"
    assert who_and_where(f"Bà Lan\n{long}", "", told_apart=True)[0]


def test_a_word_as_long_as_a_cell_counts_no_matters() -> None:
    assert counted_lines("Nước đục\nĐường hỏng", ["2 ý " + "a" * MANY + " b c"]) == []


def test_many_columns_of_one_name() -> None:
    names = distinct(["Ghi chú"] * 16_000)
    assert len(set(names)) == len(names)
    assert distinct(["a", "a (2)", "a", "a"]) == ["a", "a (2)", "a (3)", "a (4)"]


def test_many_columns_of_ticks() -> None:
    count = 4_000
    names = [f"Cột {number}" for number in range(count)]
    columns = columns_of(names, [""] * count, [["x"] * (count - 1) + ["v"]] * 3)
    assert state_columns(columns, set(range(count))) == ()


@pytest.mark.parametrize("lead", ["\n- Bà Lan", "\n-", " — Bà Lan", " — "])
def test_a_long_gap_behind_a_dash_signs_nothing(lead: str) -> None:
    text = f"Đường hỏng.{lead}{' ' * (MANY // 4)}x"
    assert signed_by(text) == (text, "", "")


def test_a_long_gap_in_a_cell_heads_no_section() -> None:
    assert not is_title(f"Đường hỏng{' ' * MANY}x")


def test_a_long_gap_in_a_heading_tells_no_time() -> None:
    assert opening_day(f"Ngày mở{' ' * MANY}sổ") is None
    assert section_year(f"*{' ' * MANY}Đất đai") is None


def test_a_long_word_of_capitals_in_an_old_code() -> None:
    assert decode_legacy(f"{'B' * MANY}µb", "tcvn3") == f"{'B' * MANY}àb"


def test_many_signs_within_a_word_are_no_syllable() -> None:
    assert word_score(f"a{'¡' * MANY}a") == BROKEN


def test_many_dots_before_a_word_tell_something() -> None:
    assert told(f"{'.' * MANY}tổ 3") and not told("." * MANY)


def test_a_long_gap_behind_brackets_names_nobody() -> None:
    text = f"Đường lầy đã hai năm. (bà Lan){' ' * MANY}x"
    assert bracketed_by(text) == (text, "", "")


@pytest.mark.parametrize("line", ["\n", "\t\t\t\n", " " * 100])
def test_rows_that_are_blank_make_no_markdown(line: str) -> None:
    text = "TT|Tên|Tổ|Nội dung|Ngày|Ghi chú|\n" + line * (MANY // len(line))
    assert not is_markdown(text, ".txt")


def test_comments_that_do_not_end_are_text() -> None:
    blocks = read_markdown("<!-- b -->Nước đục " + "<!--" * (MANY // 4))
    assert blocks is not None
    (block,) = blocks
    assert isinstance(block, Paragraph)
    assert block.text.lstrip().startswith("Nước đục <!--")


def test_a_cell_that_is_merged_down_a_whole_sheet() -> None:
    said = "Đường thôn 3 hỏng nặng, đề nghị sửa."
    notes = [f"ghi chú số {number}" for number in range(MANY // 2)]
    rows = merge_down(
        [["Nội dung", "Trả lời"], *([said, note] for note in notes)], [((1, 0), (len(notes), 0))]
    )
    grid = ((f"A!{number}", cells) for number, cells in enumerate(rows, 1))
    collector = Collector("a.xlsx")
    for _ in read_grid(grid, collector, ReadOptions()):
        pass
    (chunk,) = collector.take(full_only=False)
    (row,) = chunk.rows
    assert row["text"] == said and row["answer"] == " ".join(notes)
