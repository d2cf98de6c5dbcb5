"""PDF files: lines become paragraphs, and pages without text are told."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import pytest
from seeds import DATA

from nlp import YkienError, read_opinions
from nlp.reading.formats.legacy import encode_tcvn3, encode_vni
from nlp.reading.formats.pdf_lines import Line, paragraphs_of_lines


def test_pdf_lines_become_paragraphs_without_page_furniture() -> None:
    frame = read_opinions(DATA / "bien-ban.pdf")
    assert len(frame) == 8
    assert frame["position"].tolist()[:2] == ["Tr1L7", "Tr1L12"]
    assert frame["speaker"].tolist()[0] == "Ông Nguyễn Văn An"
    assert frame["place"].tolist()[0] == "thôn Kép"
    assert frame["date"].dt.strftime("%Y-%m-%d").unique().tolist() == ["2026-09-12"]
    assert frame["text"].tolist()[0] == (
        "Đường liên thôn từ nhà văn hóa ra chợ hỏng nặng nhiều năm nay, mưa xuống là ngập lầy "
        "lội, học sinh đi học rất khổ, đề nghị xã sớm sửa chữa cho bà con đi lại thuận tiện, an "
        "toàn."
    )
    said = " ".join(frame["text"])
    assert "Văn phòng" not in said
    assert "Trang" not in said


def picture_pdf(path: Path, *, text_too: bool) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(str(DATA / "bien-ban.pdf")) if text_too else None
    document = document or pypdfium2.PdfDocument.new()
    page = document.new_page(200, 200)
    bitmap = pypdfium2.PdfBitmap.new_native(20, 20, pypdfium2.raw.FPDFBitmap_BGR)
    picture = pypdfium2.PdfImage.new(document)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(100, 100))
    page.insert_obj(picture)
    page.gen_content()
    document.save(str(path))


def test_a_scanned_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    picture_pdf(path, text_too=False)
    with pytest.raises(YkienError, match="scanned PDF"):
        read_opinions(path)


def test_a_scanned_page_is_rejected_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    picture_pdf(path, text_too=True)
    frame = read_opinions(path)
    assert len(frame) == 8
    (reject,) = frame.attrs["rejects"]
    assert (reject["position"], reject["reason"]) == (
        "Tr3",
        "a page that is only a picture, without text",
    )


def scans(path: Path, sizes: dict[str, int]) -> None:
    """Write pages of pictures with a line of text below each."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument.new()
    for text, size in sizes.items():
        page = document.new_page(200, 200)
        bitmap = pypdfium2.PdfBitmap.new_native(20, 20, raw.FPDFBitmap_BGR)
        picture = pypdfium2.PdfImage.new(document)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(size, size).translate(0, 200 - size))
        page.insert_obj(picture)
        line = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 6.0)
        letters = text.encode("utf-16-le") + b"\0\0"
        raw.FPDFText_SetText(line, ctypes.cast(letters, raw.FPDF_WIDESTRING))
        raw.FPDFPageObj_Transform(line, 1, 0, 0, 1, 10, 5)
        raw.FPDFPage_InsertObject(page, line)
        page.gen_content()
    document.save(str(path))


@pytest.mark.parametrize("encode", [encode_tcvn3, encode_vni])
def test_pages_in_the_fonts_of_old_codes_are_made_unicode(
    tmp_path: Path, encode: Callable[[str], str]
) -> None:
    said = [
        "Đề nghị xã sửa cho bà con con lộ vào thôn đã hỏng nặng.",
        "Kênh dẫn qua đồng bồi lắng cả năm, lúa không lên, đề nghị nạo vét.",
    ]
    # The letters that a PDF of such a font gives.
    scans(tmp_path / "a.pdf", dict.fromkeys(map(encode, said), 10))
    assert read_opinions(tmp_path / "a.pdf")["text"].tolist() == said


def test_a_scan_above_the_number_of_its_page_is_rejected(tmp_path: Path) -> None:
    scans(tmp_path / "a.pdf", {"Trang 1": 180, "Trang 2": 180})
    with pytest.raises(YkienError, match="scanned PDF"):
        read_opinions(tmp_path / "a.pdf")
    # Beside a logo a page's line is its text.
    said = "De nghi xa sua cho ba con con duong vao thon da hong nang."
    scans(tmp_path / "b.pdf", {said: 40, "2/3": 180, "3/3": 40})
    frame = read_opinions(tmp_path / "b.pdf")
    assert frame["text"].tolist() == [said]
    assert [one["position"] for one in frame.attrs["rejects"]] == ["Tr2"]


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    # The dictionary of the standard handler, with the keys of a password that nobody knows.
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>"
        b"endobj\n"
    )
    offsets = [body.index(b"%d 0 obj" % n) for n in (1, 2, 3)]
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    path.write_bytes(
        body + b"xref\n0 4\n0000000000 65535 f \n" + table + b"trailer<</Size 4/Root 1 0 R"
        b"/Encrypt 3 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )
    with pytest.raises(YkienError, match="protected with a password"):
        read_opinions(path)


def test_who_speaks_begins_a_paragraph_of_a_pdf_file() -> None:
    texts = (
        "Hỏi - đáp tại hội nghị đối thoại phường Hải An ngày 9/9/2025",
        "Ông Phùng Đắc Lộc, tổ 12: Bãi đỗ xe tạm chiếm hết sân chơi,",
        "Bà con hỏi: bao giờ thì chủ đầu tư hoàn trả sân cho các cháu.",
    )
    page = [Line(1, i, t, 40, 290, 700 - 13 * i, 688 - 13 * i) for i, t in enumerate(texts, 1)]
    found = [part.text for part in paragraphs_of_lines([page])]
    # Behind a comma a sentence goes on.
    assert found == [texts[0], f"{texts[1]} {texts[2]}"]


def test_a_paragraph_of_all_pages_is_put_together_in_no_time_to_speak_of() -> None:
    text = "bà con đi lại khổ vì đường hỏng nặng từ năm ngoái đến nay chưa ai sửa cho"
    pages = [
        [Line(page, i, text, 40, 500, 800 - 13 * i, 790 - 13 * i) for i in range(1, 51)]
        for page in range(1, 2001)
    ]
    (found,) = paragraphs_of_lines(pages)
    assert found.text == " ".join([text] * 100_000)


def test_hyphens_at_the_ends_of_lines() -> None:
    texts = ("đề nghị quan tâm kinh tế\x02", "xã hội của thôn, người dân nông ngh\xad", "iệp\x02")
    page = [Line(1, i, t, 40, 290, 700 - 13 * i, 688 - 13 * i) for i, t in enumerate(texts, 1)]
    (found,) = paragraphs_of_lines([page])
    assert found.text == "đề nghị quan tâm kinh tế-xã hội của thôn, người dân nông nghiệp-"
