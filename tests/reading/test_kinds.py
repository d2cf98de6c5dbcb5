"""What a file is, is told by its content; each kind that is not read has its own word."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest
from seeds import ROWS, docx_bytes, make_seeds, xls_bytes, xlsx_bytes, zip_bytes

from nlp import YkienError, read_opinions
from nlp.reading.finding import find_files
from nlp.reading.formats import archive

TEXTS = [row[1] for row in ROWS]


def ole_bytes(stream: str) -> bytes:
    """An OLE container whose streams are those of an xls file, one of them renamed."""
    old, new = ("Workbook".encode("utf-16-le"), stream.encode("utf-16-le"))
    data = xls_bytes()
    at = data.index(old)
    entry = bytearray(data[at : at + 128])
    entry[:64] = new.ljust(64, b"\0")
    entry[64:66] = (len(new) + 2).to_bytes(2, "little")
    return data[:at] + bytes(entry) + data[at + 128 :]


@pytest.mark.parametrize("name", sorted(make_seeds()))
def test_the_suffix_says_nothing(tmp_path: Path, name: str) -> None:
    data = make_seeds()[name]
    right = tmp_path / name
    right.write_bytes(data)
    frame = read_opinions(right)
    assert len(frame) >= 2
    assert frame.attrs["rejects"] == []
    # JSON Lines and Markdown are text, and told as such by their form.
    wrong = tmp_path / "input.dat"
    wrong.write_bytes(data)
    assert read_opinions(wrong)["text"].tolist() == frame["text"].tolist()


def test_an_excel_97_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cu.xls"
    path.write_bytes(xls_bytes())
    frame = read_opinions(path)
    assert frame["text"].tolist() == TEXTS
    assert frame["place"].tolist() == [row[2] for row in ROWS]
    assert frame["status"].tolist() == [row[4] for row in ROWS]
    assert frame["position"].tolist() == [f"Danh sách!{n}" for n in (2, 3, 4)]


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("WordDocument", r"Word 97-2003 file \(doc\).*save it as docx"),
        ("EncryptedPackage", "protected with a password"),
        ("PowerPoint Document", "ppt files are not read"),
    ],
)
def test_ole_containers_are_told_by_their_streams(tmp_path: Path, stream: str, said: str) -> None:
    path = tmp_path / "bien-ban.xls"
    path.write_bytes(ole_bytes(stream))
    with pytest.raises(YkienError, match=said):
        read_opinions(path)


def test_an_opendocument_text_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
    path.write_bytes(zip_bytes(members))
    with pytest.raises(YkienError, match=r"OpenDocument \(odt, odp\) files are not read"):
        read_opinions(path)


def test_markdown_marks_are_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "so-tay.md"
    path.write_text(
        "# Sổ tay\n\n## Ý kiến\n\n"
        "- Đường **hỏng nặng**, xem [ảnh](http://x.vn/a), đề nghị *sửa*\n"
        "- Rác `tồn đọng` ba tuần<br>chưa ai dọn\n  - Mùi hôi bay vào trường học\n",
        encoding="utf-8",
    )
    assert read_opinions(path)["text"].tolist() == [
        "Đường hỏng nặng, xem ảnh, đề nghị sửa",
        "Rác tồn đọng ba tuần chưa ai dọn",
        "Mùi hôi bay vào trường học",
    ]


def test_a_table_in_markdown(tmp_path: Path) -> None:
    path = tmp_path / "bang.txt"
    path.write_text(
        "| Nội dung | Nơi |\n|---|---|\n| Đường **hỏng** | xã A |\n| Rác hôi thối | xã B |\n",
        encoding="utf-8",
    )
    frame = read_opinions(path)
    assert frame["text"].tolist() == ["Đường hỏng", "Rác hôi thối"]
    assert frame["place"].tolist() == ["xã A", "xã B"]


def test_a_name_is_found_however_its_marks_are_written(tmp_path: Path) -> None:
    name = "Phản ánh đợt 2.csv"
    (tmp_path / unicodedata.normalize("NFD", name)).write_text("x", encoding="utf-8")
    (file,) = find_files([tmp_path / unicodedata.normalize("NFC", name)])
    assert file.path.read_text(encoding="utf-8") == "x"


def test_a_pattern_takes_no_rejects_of_an_earlier_run(tmp_path: Path) -> None:
    for name in ("a.csv", "o.csv.rejects.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.source for file in find_files([tmp_path / "*.csv"])] == ["a.csv"]
    assert len(find_files([tmp_path / "*.rejects.csv"])) == 1


def test_patterns_stand_for_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "a.txt", "c.md", "~$d.txt"):
        (tmp_path / name).write_text(f"Đường {name} hỏng\n", encoding="utf-8")
    (tmp_path / "x[1].txt").write_text("Rác hôi thối quá\n", encoding="utf-8")
    frame = read_opinions(str(tmp_path / "[ab].txt"))
    assert frame["source"].tolist() == ["a.txt", "b.txt"]
    monkeypatch.chdir(tmp_path)
    assert read_opinions("?.t*")["source"].tolist() == ["a.txt", "b.txt"]
    # A file of that very name is meant.
    assert read_opinions("x[1].txt")["text"].tolist() == ["Rác hôi thối quá"]
    with pytest.raises(YkienError, match="no such file"):
        read_opinions("*.docx")


def test_a_zip_of_documents(tmp_path: Path) -> None:
    path = tmp_path / "thang9.zip"
    inner = zip_bytes({"x/rac.csv": f"noi_dung;noi\n{TEXTS[0]};xã A\n".encode()})
    path.write_bytes(
        zip_bytes(
            {
                "b.xlsx": xlsx_bytes(),
                "cũ/trong.zip": inner,
                "hong.docx": docx_bytes()[:2000],
                "cu.doc": ole_bytes("WordDocument"),
                "anh.jpg": b"\xff\xd8\xff",
                "__MACOSX/b.xlsx": b"x",
            }
        )
    )
    frame = read_opinions(path)
    assert frame["source"].tolist() == ["thang9.zip/b.xlsx"] * 3 + [
        "thang9.zip/cũ/trong.zip/x/rac.csv"
    ]
    assert frame["text"].tolist() == [*TEXTS, TEXTS[0]]
    assert [(r["source"], r["position"]) for r in frame.attrs["rejects"]] == [
        ("thang9.zip/cu.doc", ""),
        ("thang9.zip/hong.docx", ""),
    ]


def test_members_never_leave_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "in" / "evil.zip"
    path.parent.mkdir()
    line = "Đường hỏng nặng, đề nghị sửa\n".encode()
    path.write_bytes(zip_bytes({"../../a.txt": line, "/etc/b.txt": line, "..\\..\\c.txt": line}))
    frame = read_opinions(path)
    assert frame["source"].tolist() == ["evil.zip/a.txt", "evil.zip/c.txt", "evil.zip/etc/b.txt"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["evil.zip", "in"]


def test_an_archive_too_deep(tmp_path: Path) -> None:
    data = zip_bytes({"a.txt": "Đường hỏng nặng quá\n".encode()})
    for depth in range(archive.MAX_DEPTH):
        path = tmp_path / f"{depth}.zip"
        path.write_bytes(data)
        if depth < archive.MAX_DEPTH - 1:
            assert len(read_opinions(path)) == depth + 1
        data = zip_bytes({"a.txt": b"Rac hoi thoi qua\n", "x.zip": data})
    path.write_bytes(data)
    frame = read_opinions(path)
    assert len(frame) == archive.MAX_DEPTH
    (reject,) = frame.attrs["rejects"]
    assert reject["reason"].endswith("unpack it first.")


def test_archives_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_bytes({"a.doc": ole_bytes("WordDocument")}))
    with pytest.raises(YkienError, match=r"a\.zip: none of its documents"):
        read_opinions(path)
    path.write_bytes(zip_bytes({"a.txt": b"x" * 2_000_000}))
    data = bytearray(path.read_bytes())
    # Bit 0 of the flags says that a member is encrypted.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(YkienError, match="none of its documents"):
        read_opinions(path)


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    block = b"\0" * (1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(4):
            with target.open(f"{number}.txt", "w", force_zip64=True) as stream:
                for _ in range(archive.MAX_UNPACKED // 3 // len(block)):
                    stream.write(block)
    with pytest.raises(YkienError, match=r"bomb\.zip: unpacks to more than 1000 MB"):
        read_opinions(path)


def test_an_encrypted_office_part_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    data = bytearray(docx_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(YkienError, match="protected with a password"):
        read_opinions(path)


def test_an_archive_with_a_password_says_so(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.txt": "Đường hỏng quá, đề nghị sửa".encode()}))
    # The flag of encryption, in both headers of the member.
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(YkienError) as caught:
        read_opinions(path)
    assert "tệp có đặt mật khẩu" in caught.value.message("vi")
