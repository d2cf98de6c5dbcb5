"""What is written is there whole or not at all, and takes the place of nothing but its like."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from nlp import YkienError
from nlp.atomic import check_writable, replacing, replacing_directory


def test_a_device_or_pipe_is_not_replaced(tmp_path: Path) -> None:
    """As `--rejects /dev/null --force` by root would put a file in its place."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    link = tmp_path / "o.csv"
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(YkienError, match="is a device and no file"):
            check_writable(path, force=True)
        with pytest.raises(YkienError, match="is a device and no file"), replacing(path) as new:
            new.write_text("in its place", encoding="utf-8")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert {path.name for path in tmp_path.iterdir()} == {"pipe", "o.csv"}


def test_behind_a_link_the_directory_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "v1").mkdir()
    (tmp_path / "current").symlink_to("v1")
    with replacing_directory(tmp_path / "current") as new:
        (new / "file").write_text("new", encoding="utf-8")
    assert (tmp_path / "current").is_symlink()
    assert (tmp_path / "v1" / "file").read_text(encoding="utf-8") == "new"
    assert {path.name for path in tmp_path.iterdir()} == {"v1", "current"}


def test_the_folder_that_one_is_in_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model").mkdir()
    monkeypatch.chdir(tmp_path / "model")
    with replacing_directory(Path()) as new:
        (new / "file").write_text("new", encoding="utf-8")
    assert (tmp_path / "model" / "file").read_text(encoding="utf-8") == "new"
    assert {path.name for path in tmp_path.iterdir()} == {"model"}
