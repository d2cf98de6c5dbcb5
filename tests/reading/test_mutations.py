"""Damaged files of every format are read or refused, and never end otherwise.

`tests/benchmarks/fuzz_reading.py` does the same for hours.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seeds import DATA, make_seeds

from nlp import YkienError, read_opinions

SEEDS = make_seeds()


def outcome(path: Path) -> str:
    try:
        read_opinions(path)
    except YkienError as error:
        assert path.name in error.message("vi")
        return error.code
    return "read"


@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(max_examples=12)
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)),
        min_size=1,
        max_size=6,
    )
)
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[float, bytes, int]]
) -> None:
    data = bytearray(SEEDS[name])
    for where, new, removed in edits:
        at = int(where * len(data))
        data[at : at + removed] = new
    path = tmp_path_factory.mktemp("m") / name
    path.write_bytes(data)
    outcome(path)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ods"])
def test_damage_behind_the_checksums(tmp_path: Path, name: str) -> None:
    import sys

    sys.path.insert(0, str(DATA.parent / "benchmarks"))
    try:
        from fuzz_reading import mutate
    finally:
        sys.path.pop(0)
    rng = random.Random(7)
    path = tmp_path / name
    seen = set()
    for _ in range(15):
        path.write_bytes(mutate(SEEDS[name], rng))
        seen.add(outcome(path))
    # Mutations that never reach a reader, or never do harm, would show nothing.
    assert len(seen) > 1


@pytest.mark.parametrize("path", sorted((DATA / "fuzz").glob("*.*")), ids=lambda path: path.name)
def test_what_fuzzing_found(path: Path) -> None:
    outcome(path)
