"""Long lines and cells, as nobody writes them but a program may: read, and in no time to speak of.

Each of these took minutes, or more calls than Python allows, with patterns that go back and forth.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.reading.attribution import names_person, whose
from nlp.reading.document_place import place_run
from nlp.reading.homes import homes_of
from nlp.reading.matters import split_matters
from nlp.reading.naming import bare_name
from nlp.reading.reply_words import is_own_task
from nlp.reading.speakers import find_place
from nlp.reading.tables.cells import signed_by
from nlp.reading.tables.courtesies import bare_text
from nlp.reading.tables.items import split_items

MANY = 200_000


@pytest.mark.parametrize("read", [bare_text, split_items, split_matters, signed_by])
@pytest.mark.parametrize("gap", ["\n", "\n ", " "])
def test_many_line_breaks(read: Callable[[str], object], gap: str) -> None:
    assert read(f"Đường hỏng.{gap * MANY}Nước đục.")


def test_many_signs_behind_what_somebody_must_do() -> None:
    assert not is_own_task("mai, nhớ mua " + ")" * MANY + "?")


def test_many_numbers_with_slashes_are_no_home() -> None:
    assert homes_of("12/" * MANY + " x", "Lan") == ""


@pytest.mark.parametrize("part", ["kết thôn Yên ", "đề nghị xã Yên Phong "])
def test_many_places_in_a_line(part: str) -> None:
    assert isinstance(place_run("tổ Xá " + part * (MANY // len(part))), str)


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
