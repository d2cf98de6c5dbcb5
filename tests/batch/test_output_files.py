"""Which files are read and written: none is both, none is lost, none is left half-written."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from nlp import Tagger, YkienError, tag_files
from nlp.atomic import replacing


def test_an_output_in_the_way_is_refused_and_left_alone(
    tagger: Tagger, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(YkienError, match=r"out\.jsonl: exists already.*--force"):
        tag_files(source, out, tagger=tagger)
    assert out.read_text(encoding="utf-8") == "mine"
    tag_files(source, out, tagger=tagger, force=True)
    assert out.read_text(encoding="utf-8") != "mine"


def test_outputs_that_cannot_be_written(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(YkienError, match="cannot be written"):
        tag_files(source, tmp_path / "file" / "out.csv", tagger=tagger)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(YkienError, match="is a folder"):
        tag_files(source, tmp_path / "folder.csv", tagger=tagger)
    with pytest.raises(YkienError, match=r"must end in \.csv"):
        tag_files(source, tmp_path / "out.pdf", tagger=tagger)


def test_no_file_is_both_input_and_output(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    before = source.read_bytes()
    with pytest.raises(YkienError, match="both input and output"):
        tag_files(source, source, tagger=tagger, force=True)
    with pytest.raises(YkienError, match="both input and output"):
        tag_files(source, tmp_path / "o.csv", tagger=tagger, rejects=source, force=True)
    with pytest.raises(YkienError, match="named twice"):
        tag_files(source, tmp_path / "o.csv", tagger=tagger, rejects=tmp_path / "o.csv")
    assert source.read_bytes() == before


def test_a_folder_that_is_written_into_can_be_read_again(tagger: Tagger, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    for _ in range(2):
        result = tag_files(tmp_path, tmp_path / "out.csv", tagger=tagger, force=True)
        assert result.n_opinions == 1


def test_files_of_one_name_are_told_apart_and_each_is_read_once(
    tagger: Tagger, tmp_path: Path
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "in.txt").write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    first, second = tmp_path / "a" / "in.txt", tmp_path / "b" / "in.txt"
    frame = tag_files([first, second, first], tagger=tagger).frame
    assert len(frame) == 2
    assert frame["id"].is_unique
    assert frame["source"].is_unique


def test_a_linked_output_stays_a_link(tagger: Tagger, source: Path, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    tag_files(source, tmp_path / "link.csv", tagger=tagger, force=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_size > 100


def test_a_file_name_that_is_no_unicode(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xff.txt")
    path.write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    assert tag_files(path, tagger=tagger).frame["source"].tolist() == ["b\\xff.txt"]


def test_a_name_as_long_as_a_name_can_be(tagger: Tagger, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_text("Đường hỏng, đề nghị sửa\n", encoding="utf-8")
    # The rejects would lie beside it, under a name that is longer by 12.
    out = tmp_path / f"{'ý' * 119}.csv"
    assert tag_files(path, out, tagger=tagger).outputs == [out]
    assert {p.name for p in tmp_path.iterdir()} == {"in.txt", out.name}


def test_a_folder_that_may_not_be_written(
    tagger: Tagger, source: Path, open_folder: Path, nobody: Callable[[], Any]
) -> None:
    readable = open_folder / "in.csv"
    readable.write_bytes(source.read_bytes())
    readable.chmod(0o644)
    open_folder.chmod(0o555)
    with nobody(), pytest.raises(YkienError, match=r"cannot be written \(permission denied\)"):
        tag_files(readable, open_folder / "out.csv", tagger=tagger)


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """What writing meets on a full disk, near enough."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_full_disk_is_said_of_the_output_and_nothing_stays(
    tagger: Tagger, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / "in.txt"
    path.write_text("Đường hỏng nặng, đề nghị sửa\n" * 60, encoding="utf-8")
    out = tmp_path / "ket-qua" / f"o.{suffix}"
    with no_file_above(4000), pytest.raises(YkienError, match=rf"o\.{suffix}: cannot be written"):
        tag_files(path, out, tagger=tagger)
    assert list(out.parent.iterdir()) == []


def test_nothing_stays_of_an_interrupted_writer(tmp_path: Path) -> None:
    out = tmp_path / "o.xlsx"
    with pytest.raises(KeyboardInterrupt), replacing(out) as temporary:
        temporary.write_text("half", encoding="utf-8")
        # As a library that writes a workbook does with its parts.
        temporary.with_name("part").write_text("sheet", encoding="utf-8")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
