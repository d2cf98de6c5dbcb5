"""What is remembered of texts does not fill the memory."""

from __future__ import annotations

import tracemalloc

from nlp.reading.heads import find_head
from nlp.reading.likeness import reads_like
from nlp.reading.remembering import remembered
from nlp.reading.rules import fold, plain


def test_lines_are_looked_at_once_and_long_texts_forgotten() -> None:
    seen: list[str] = []

    @remembered(64)
    def size(text: str) -> int:
        seen.append(text)
        return len(text)

    lines = [f"Đường thôn {number} lầy lội" for number in range(50)]
    cells = [f"{line} {'quá ' * 5000}" for line in lines]
    for texts in (lines, cells):
        assert [size(text) for text in texts] == list(map(len, texts))
    seen.clear()
    assert [size(text) for text in lines] == list(map(len, lines))
    assert not seen
    assert size(cells[-1]) == len(cells[-1])
    assert not seen
    assert size(cells[0]) == len(cells[0])
    assert seen == cells[:1]


def test_recordings_in_one_line_do_not_pile_up() -> None:
    finders = (fold, plain, find_head, reads_like)
    for find in finders:
        # What they read once and for all is no part of it.
        find("Ông Tám: đường thôn mình lầy lội lắm")
    tracemalloc.start()
    try:
        for number in range(60):
            for find in finders:
                find(f"Ông Tám {number}: " + "đường thôn mình lầy lội lắm " * 400)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # One is 22 kB; sixty of them, each with what was found of it, were 8 MB.
    assert kept < 3_000_000
