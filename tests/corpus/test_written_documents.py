"""Documents and short recordings to learn from: well-formed, and nothing held out in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from nlp.learning.corpus import near_duplicates

_SIGN = re.compile(r"\{\{\+?|\}\}|\[\[|\]\]|<<|>>")
_CLOSING = {"{{": "}}", "{{+": "}}", "[[": "]]", "<<": ">>"}
_OPINION = re.compile(r"\{\{(\+?)(.*?)\}\}", re.DOTALL)
# Writers whose files no model may learn from.
_HELD_OUT = {
    "documents": ("d", "m", "er", "es", "ew", "ex", "ey", "ez", "ff", "fg", "fi", "fj", "fl", "fm"),
    "clips": ("ee", "ef", "eh", "eq", "fa", "fb", "fc", "fd", "fe", "fh", "fk", "fn", "fo"),
}


@pytest.fixture(scope="module", params=_HELD_OUT)
def kind(request: pytest.FixtureRequest) -> str:
    """Return the folder of the corpus."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def documents(root: Path, kind: str) -> dict[str, str]:
    """Return the documents with their marks, by file and heading."""
    found = {}
    for path in sorted((root / "corpus" / kind).glob("*.txt")):
        before, *parts = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert not before.strip(), path.name
        for part in parts:
            heading, _, body = part.partition("\n")
            assert re.fullmatch(r"[^;]+; \S.*", heading), f"{path.name}: {heading}"
            found[f"{path.stem} {heading}"] = body
    return found


def test_marks_are_balanced_and_who_asks_alone_is_nested(documents: dict[str, str]) -> None:
    # Told in the third person, an opinion holds who asks.
    inside = re.compile(r"(\{\{)([^{}\[\]<>]*)<<([^{}\[\]<>]+)>>")
    for name, body in documents.items():
        signs = _SIGN.findall(inside.sub(r"\1\2\3", body))
        assert len(signs) % 2 == 0, name
        for opening, closing in zip(signs[::2], signs[1::2]):
            assert _CLOSING.get(opening) == closing, f"{name}: {opening} {closing}"


def test_nearly_every_document_has_opinions(documents: dict[str, str]) -> None:
    without = []
    for name, body in documents.items():
        begun = [plus for plus, text in _OPINION.findall(body) if text.strip()]
        if not begun:
            without.append(name)
        else:
            assert not begun[0], f"{name}: goes on what was not begun"
    # A call to a meeting, thanks, an office's answer alone.
    assert len(documents) >= 300
    assert 0 < len(without) < len(documents) / 10


def test_no_opinion_is_one_of_the_files_held_out(
    documents: dict[str, str], root: Path, kind: str
) -> None:
    held_out = [
        row["text"]
        for path in sorted((root / "tests" / "data" / "transcripts").glob("*.gold.jsonl"))
        if re.match(r"[a-z]+", path.name)[0] in _HELD_OUT[kind]  # type: ignore[index]
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if "text" in row
    ]
    said = [text for body in documents.values() for _, text in _OPINION.findall(body)]
    assert len(held_out) > 900
    assert list(near_duplicates(held_out, said)) == []
