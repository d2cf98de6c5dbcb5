"""What tests of several commands share."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run

from nlp.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "in.txt"
    path.write_text("Đường hỏng, đề nghị sửa\nRác hôi không ai thu\n", encoding="utf-8")
    return path
