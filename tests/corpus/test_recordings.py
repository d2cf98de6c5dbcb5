"""The meetings that the model of speech learns from: well-formed, and nothing held out in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from nlp.learning.corpus import near_duplicates

_PIECE = re.compile(r"([CGO+])(\d+)\|\S.*")
# Writers whose files no model may learn from.
_HELD_OUT = ("d", "m", "ee", "ef", "eh", "eq", "fa", "fb", "fc", "fd", "fe", "fh", "fk", "fn", "fo")


@pytest.fixture(scope="module")
def meetings(root: Path) -> dict[str, list[re.Match[str]]]:
    """Return the pieces of each meeting, by file and heading."""
    found: dict[str, list[re.Match[str]]] = {}
    for path in sorted((root / "corpus" / "recordings").glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("# "):
                found[f"{path.stem} {number} {line}"] = pieces = []
                continue
            match = _PIECE.fullmatch(line)
            assert match is not None, f"{path.name}, line {number}: {line}"
            pieces.append(match)
    return found


def test_every_meeting_has_officials_and_opinions(meetings: dict[str, list[re.Match[str]]]) -> None:
    assert len(meetings) >= 200
    for name, pieces in meetings.items():
        kinds = [piece[1] for piece in pieces]
        # A call to a hotline has one caller.
        assert kinds.count("O") >= (1 if "cuộc gọi" in name else 6), name
        assert "C" in kinds, name


def test_what_goes_on_was_broken_in_on(meetings: dict[str, list[re.Match[str]]]) -> None:
    for name, pieces in meetings.items():
        for index, piece in enumerate(pieces):
            if piece[1] == "+":
                begun = [
                    i for i in range(index) if pieces[i][1] == "O" and pieces[i][2] == piece[2]
                ]
                assert begun, f"{name}: {piece[0]}"
                assert index - begun[-1] > 1, f"{name}: {piece[0]}"


def opinions_of(pieces: list[re.Match[str]]) -> list[str]:
    """Return the opinions of a meeting, what goes on joined to what was begun."""
    found: list[tuple[str, str]] = []
    for piece in pieces:
        text = piece[0].split("|", 1)[1]
        if piece[1] == "O":
            found.append((piece[2], text))
        elif piece[1] == "+":
            at = max(i for i, (speaker, _) in enumerate(found) if speaker == piece[2])
            found[at] = (piece[2], f"{found[at][1]} {text}")
    return [text for _, text in found]


def test_no_opinion_is_one_of_the_files_held_out(
    meetings: dict[str, list[re.Match[str]]], root: Path
) -> None:
    held_out = [
        row["text"]
        for path in sorted((root / "tests" / "data" / "transcripts").glob("*.gold.jsonl"))
        if re.match(r"[a-z]+", path.name)[0] in _HELD_OUT  # type: ignore[index]
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if "text" in row
    ]
    said = [text for pieces in meetings.values() for text in opinions_of(pieces)]
    assert len(held_out) > 900
    assert list(near_duplicates(held_out, said)) == []
