"""What is written is there whole or not at all, and takes the place of nothing but its like."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from nlp import YkienError
from nlp.atomic import check_writable, replacing


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
