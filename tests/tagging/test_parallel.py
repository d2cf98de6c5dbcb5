"""Many texts over several processes: each has work, and the results are in order."""

from __future__ import annotations

import pytest

from nlp.tagging.parallel import run_in_parts


def first_and_last(texts: list[str]) -> tuple[str, str]:
    return texts[0], texts[-1]


@pytest.mark.parametrize(("n_jobs", "least"), [(1, 1), (2, 2), (4, 4)])
def test_each_process_has_a_part(n_jobs: int, least: int) -> None:
    # As many as a file is tagged by at a time.
    texts = [str(i) for i in range(5000)]
    parts = run_in_parts(first_and_last, texts, n_jobs)
    assert len(parts) >= least
    ends = [int(end) for part in parts for end in part]
    assert ends == sorted(ends) and (ends[0], ends[-1]) == (0, 4999)
    assert [last + 1 for last in ends[1:-1:2]] == ends[2::2]
