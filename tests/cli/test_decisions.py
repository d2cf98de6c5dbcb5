"""`ykien tag` says how each file was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.cli import main


def test_tag_says_how_each_file_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ds.csv"
    path.write_text(
        "Nội dung đơn;Địa chỉ;Ngày nhận;Kết quả;SĐT;k\n"
        "Đường hỏng nặng, đề nghị sửa;xã A;05/09/2026;Đã sửa;0912345678;Xong\n",
        encoding="utf-16",
    )
    out = tmp_path / "out.csv"
    with pytest.raises(SystemExit) as stop:
        main(["tag", str(path), "-o", str(out), "--status-column", "k"])
    assert stop.value.code == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "ds.csv, bảng mã utf-16: nội dung = 'Nội dung đơn', nơi = 'Địa chỉ', ngày = 'Ngày nhận', "
        "điện thoại = 'SĐT', trả lời = 'Kết quả', tình trạng = 'k'"
    )
    with pytest.raises(SystemExit):
        main(["tag", str(path), "-o", str(out), "--force", "--json"])
    (how,) = json.loads(capsys.readouterr().out)["inputs"]
    assert how["encoding"] == "utf-16"
    assert how["columns"]["answer"] == "Kết quả"
    header = out.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert header[header.index("keywords") + 1 :] == ["answer", "status", "phone", "Ngày nhận"]
