"""Documents in running text that were written to learn from: ``corpus/documents``, a writer a file.

Each begins with a line ``=== kind; what it is``. ``{{...}}`` is an opinion, ``{{+...}}`` more of
the one before, ``[[...]]`` an official's words, ``<<...>>`` who asks, all else none of these. They
are no transcripts, so nothing is judged on them. Where an opinion is told in the third person, who
asks may stand in it: ``{{<<Cử tri thôn Đoài>> đề nghị ...}}``.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from speech_data import ROOT, paragraphs_of

FOLDER, CLIPS = ROOT / "corpus" / "documents", ROOT / "corpus" / "clips"
MARKED = re.compile(r"\{\{\+?(?P<text>.*?)\}\}|\[\[(?P<reply>.*?)\]\]|<<(?P<who>.*?)>>", re.DOTALL)
_WHO = re.compile(r"<<(?P<who>.*?)>>", re.DOTALL)
# What stands between two marks is a block of its own with so many words.
_FEWEST = 2
_SIGNS = re.compile(r"\{\{\+?|\}\}|\[\[|\]\]|<<|>>")


def written(without: Collection[str] = (), folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    """Yield the documents with their marks, and a name of each, but for those by some writers."""
    for path in sorted(folder.glob("*.txt")):
        if path.stem in without:
            continue
        for number, part in enumerate(re.split(r"^=== ", path.read_text("utf-8"), flags=re.M)[1:]):
            yield f"{path.stem}{number:02}", part.partition("\n")[2]


def gold_of(marked: str) -> list[dict[str, Any]]:
    """Return the gold of a document with marks, in the form of the test set's."""
    rows: list[dict[str, Any]] = []
    who = ""
    for match in MARKED.finditer(marked):
        if match["who"] is not None:
            who = match["who"]
            # In brackets behind what he asks.
            if rows and "text" in rows[-1] and not rows[-1]["speaker"]:
                rows[-1]["speaker"] = who
            continue
        text, inside = bare(match["text"] or ""), _WHO.search(match["text"] or "")
        if match["reply"] is not None:
            rows.append({"not_opinion": match["reply"], "kind": "answer"})
        elif match[0].startswith("{{+"):
            rows.append({"text": text, "more": True, "speaker": ""})
        else:
            rows.append({"text": text, "speaker": inside["who"] if inside else who})
            who = ""
    return rows


def blocks_of(marked: str) -> Iterator[tuple[str, str]]:
    """Yield opinions, replies and the lines between them, each behind what it is."""
    done = 0
    for match in [*MARKED.finditer(marked), None]:
        between = marked[done : match.start() if match else len(marked)]
        for line in between.splitlines():
            if len(line.split()) >= _FEWEST:
                yield "other", line.strip()
        if match is None:
            return
        done = match.end()
        if match["reply"] is not None:
            yield "reply", match["reply"]
        elif match["who"] is None and not match[0].startswith("{{+"):
            yield "opinion", bare(match["text"] or "")


def bare(marked: str) -> str:
    """Return a document without its marks."""
    return _SIGNS.sub("", marked)


def documents(
    without: Collection[str] = (), folder: Path = FOLDER
) -> Iterator[tuple[str, list[Any], list[dict[str, Any]]]]:
    """Yield the name, the paragraphs as they reach the reader of transcripts, and the gold."""
    with tempfile.TemporaryDirectory() as made:
        for name, marked in written(without, folder):
            path = Path(made) / f"{name}.txt"
            path.write_text(bare(marked), encoding="utf-8")
            yield name, paragraphs_of(path), gold_of(marked)
