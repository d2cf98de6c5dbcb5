"""``ykien corpus audit`` harms no corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.cli import main


@pytest.mark.parametrize(
    ("given", "output", "said"),
    [
        ("c/opinions/a.jsonl", "c/opinions/a.jsonl", "both input and output"),
        ("c", "c/opinions/a.jsonl", "lies in the corpus"),
        ("c", "c/opinions/suspects.jsonl", "lies in the corpus"),
        ("c/opinions", "c/samples/../opinions/suspects.jsonl", "lies in the corpus"),
        # Beside the folder of opinions, and beside a file, nothing is read: what is wrong is that
        # the corpus is too small.
        ("c", "c/suspects.jsonl", "1 label occurs"),
        ("c/opinions/a.jsonl", "c/opinions/suspects.jsonl", "1 label occurs"),
    ],
)
def test_suspects_are_not_written_where_they_would_be_read_as_opinions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: str, output: str, said: str
) -> None:
    for folder in ("opinions", "samples"):
        (tmp_path / "c" / folder).mkdir(parents=True)
    own = tmp_path / "c" / "opinions" / "a.jsonl"
    line = json.dumps({"text": "Mất điện cả ngày", "topics": ["khac"]})
    own.write_text(line, encoding="utf-8")
    arguments = ["corpus", "audit", tmp_path / given, "-o", tmp_path / output, "--force"]
    with pytest.raises(SystemExit) as stop:
        main([*map(str, arguments), "--lang", "en"])
    assert stop.value.code == 1
    assert said in capsys.readouterr().err
    assert own.read_text(encoding="utf-8") == line
