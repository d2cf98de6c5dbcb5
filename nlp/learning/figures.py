"""What an evaluation holds: figures and tables, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# In the order in which they are shown.
FIGURES = (
    "topic_accuracy",
    "subtopic_accuracy",
    "micro_f1",
    "macro_f1",
    "expected_calibration_error",
    "accuracy_at_80_coverage",
    "accepted",
    "accepted_accuracy",
)


@dataclass(frozen=True)
class Figure:
    """A measured value with its 95 % interval (percentile bootstrap); None where undefined."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class TopicFigures:
    """How one topic fares as the primary topic.

    Attributes
    ----------
    topic : str
    n : int
        Opinions that have it as primary topic.
    precision, recall, f1 : float
    """

    topic: str
    n: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class ReliabilityBin:
    """Confidence against accuracy in one of ten bins of confidence."""

    low: float
    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class Confusion:
    """How often one label was taken for another, as primary label."""

    true: str
    predicted: str
    n: int


@dataclass(frozen=True)
class Evaluation:
    """What was measured on labelled opinions.

    Attributes
    ----------
    n : int
    figures : dict of str to Figure
        ``topic_accuracy``, ``subtopic_accuracy`` (primary right), ``micro_f1``, ``macro_f1`` (of
        the label sets), ``expected_calibration_error`` (of the primary topic's confidence, ten
        bins of equal width), ``accuracy_at_80_coverage`` (primary topic, on the 80 % most
        confident), ``accepted`` (share above the review threshold), ``accepted_accuracy``
        (primary topic, on those).
    topics : list of TopicFigures
    reliability : list of ReliabilityBin
    confusions : list of Confusion
        Most frequent first.
    review_threshold : float
        What ``accepted`` was decided by.
    """

    n: int
    figures: dict[str, Figure]
    topics: list[TopicFigures]
    reliability: list[ReliabilityBin]
    confusions: list[Confusion]
    review_threshold: float

    def to_dict(self) -> dict[str, Any]:
        """Return the evaluation as plain data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Evaluation:
        """Read back what `to_dict` returned.

        Parameters
        ----------
        data : mapping
            Its figures may stand in any order, as JSON sorts them.

        Raises
        ------
        KeyError, TypeError
            It is something else.
        """
        return cls(
            n=data["n"],
            figures={name: Figure(**data["figures"][name]) for name in FIGURES},
            topics=[TopicFigures(**topic) for topic in data["topics"]],
            reliability=[ReliabilityBin(**one) for one in data["reliability"]],
            confusions=[Confusion(**confusion) for confusion in data["confusions"]],
            review_threshold=data["review_threshold"],
        )
