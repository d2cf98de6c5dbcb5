"""Texts are written to a file and read as opinions."""

from __future__ import annotations

from pathlib import Path

from nlp import read_opinions


def read_lines(tmp_path: Path, *lines: str) -> list[str]:
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_opinions(path)["text"].tolist()
