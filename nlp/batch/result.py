"""What became of the files that were tagged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.batch.table import Row, columns_in_order
from nlp.errors import Reject
from nlp.reading.frame import to_frame
from nlp.reading.rows import TAG_COLUMNS, Decision
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class TagFilesResult:
    """What became of the files.

    Attributes
    ----------
    outputs : list of Path
        The files written.
    rejects : list of Reject
        Rows, and whole files, that could not be read.
    rejects_file : Path or None
        Where they were written.
    left_out : Counter
        Blocks that are no opinion, by why (``heading``, ``answer``, ``total``, ...).
    topics, review : Counter
        Opinions, and opinions that need review, by id of the primary topic.
    files : int
        How many files were read.
    decisions : list of Decision
        How each file, or each sheet or table of it, was read.
    """

    outputs: list[Path] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    rejects_file: Path | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    review: Counter[str] = field(default_factory=Counter)
    files: int = 0
    decisions: list[Decision] = field(default_factory=list)
    _frame: pd.DataFrame | None = None

    def keep(self, rows: list[Row]) -> None:
        """Take the tagged opinions, where no output was named."""
        self._frame = _tagged_frame(rows)

    @property
    def n_opinions(self) -> int:
        """How many opinions were tagged."""
        return self.topics.total()

    @property
    def frame(self) -> pd.DataFrame:
        """The tagged opinions, where no output was named.

        Raises
        ------
        ValueError
            The opinions were written to `outputs` instead.
        """
        if self._frame is None:
            raise ValueError("the opinions were written to files; read those")
        return self._frame

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain data."""
        return {
            "files": self.files,
            "opinions": self.n_opinions,
            "needs_review": self.review.total(),
            "rejects": len(self.rejects),
            "left_out": dict(sorted(self.left_out.items())),
            "topics": {
                topic: {"opinions": count, "needs_review": self.review[topic]}
                for topic, count in self.topics.most_common()
            },
            "inputs": [decision.to_dict() for decision in self.decisions],
            "outputs": [str(path) for path in self.outputs],
            "rejects_file": str(self.rejects_file) if self.rejects_file else None,
        }


def summary_rows(result: TagFilesResult, taxonomy: Taxonomy) -> list[tuple[str, int, float, int]]:
    """Return (topic's name, opinions, share, needs review), most frequent topic first."""
    total = max(result.n_opinions, 1)
    order = {topic.id: i for i, topic in enumerate(taxonomy.topics)}
    ranked = sorted(result.topics.items(), key=lambda item: (-item[1], order[item[0]]))
    return [
        (taxonomy[topic].name, count, count / total, result.review[topic])
        for topic, count in ranked
    ]


def _tagged_frame(rows: list[Row]) -> pd.DataFrame:
    frame = to_frame(rows)
    missing = [name for name in TAG_COLUMNS if name not in frame]
    return frame.assign(**dict.fromkeys(missing))[columns_in_order(frame.columns)]
