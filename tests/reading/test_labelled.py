"""What of labelled stretches is an opinion, and where one ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from labelled_text import HEAD, LIGHT, ROAD, WATER, read


@given(
    st.lists(
        st.tuples(
            st.sampled_from("BRWO"),
            st.sampled_from([ROAD, "Ông Tám:", "12/3 họp", "Ý 2: làm rồi.", "thôn Đông", "nt"]),
        ),
        min_size=1,
        max_size=12,
    )
)  # fmt: skip
def test_whatever_the_labels_each_begun_opinion_comes_out(
    rows: list[tuple[str, str]],
) -> None:
    opinions = read("\n".join(f"<{label}>{text}" for label, text in rows))
    assert len(opinions) == sum(label == "B" for label, _ in rows)
    replied = {word for label, text in rows if label == "R" for word in text.split()}
    for opinion in opinions:
        assert set(" ".join(opinion.answers).split()) <= replied


def test_the_second_matter_needs_no_first_mark() -> None:
    text = f"{HEAD}<W>Anh Quân, tổ 6: <B>{ROAD} Vấn đề thứ hai, rác mười ngày mới có xe vào."
    assert [one.text for one in read(text)] == [ROAD, "rác mười ngày mới có xe vào."]
    text = f"{HEAD}<W>Anh Quân, tổ 6: <B>{ROAD} Thêm nữa, rác mười ngày mới có xe vào."
    assert [one.text for one in read(text)] == [ROAD, "rác mười ngày mới có xe vào."]
    text = f"{HEAD}<W>Anh Quân, tổ 6: <B>Trạm y tế đóng cửa suốt tuần. Thứ hai, thứ tư mới mở."
    assert len(read(text)) == 1


def test_a_sentence_that_only_counts_is_no_part_of_the_opinion() -> None:
    text = f"{HEAD}<W>Chị Trúc, tổ 6: <B>Dạ em xin góp một ý. {ROAD}"
    assert [one.text for one in read(text)] == [ROAD]
    kept = f"Tôi còn một điều day dứt là chuyện trao huy hiệu. {ROAD}"
    assert [one.text for one in read(f"{HEAD}<W>Cụ Kén, tổ 6: <B>{kept}")] == [kept]


def test_marks_with_nothing_behind_them_end_no_reading() -> None:
    assert [one.text for one in read("<W>Thứ nhất. <B>Thứ hai. Thứ ba.")] == ["Thứ ba."]


def test_before_a_colon_in_a_further_line_of_a_message_stands_no_sender() -> None:
    waste, request = "Rác đầu ngõ 5 chất đống cả tuần nay:", "đề nghị phường cho xe gom giúp."
    text = f"""<O>[06:02, 12/01/2026] Hạnh: <O>Chào phường, em nói việc này
<B>{waste} <I>{request}
<O>[06:05, 12/01/2026] Thảo: <B>{LIGHT}
<O>[06:09, 12/01/2026] Thảo: <B>{WATER}"""
    assert [(one.speaker, one.text) for one in read(text)] == [
        ("Hạnh", f"{waste} {request}"),
        ("Thảo", LIGHT),
        ("Thảo", WATER),
    ]


def test_who_is_told_of_in_a_further_line_of_a_notebook_speaks() -> None:
    text = f"""<O>[06:02, 12/01/2026] Sổ tay: <O>Đi các nhà
<W>Ông Tám, thôn Đông: <B>{ROAD}
<O>[06:05, 12/01/2026] Sổ tay: <W>Bà Lụa: <B>{LIGHT}
<O>[06:09, 12/01/2026] Sổ tay: <W>Chị Nhung: <B>{WATER}"""
    assert [(one.speaker, one.place) for one in read(text)][:2] == [
        ("Ông Tám", "thôn Đông"),
        ("Bà Lụa", ""),
    ]
