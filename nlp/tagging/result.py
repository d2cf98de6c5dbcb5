"""What a user gets: the tags of an opinion, and why they are so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from nlp.tagging.explanation import WordWeight
from nlp.tagging.lexicon import LexiconMatch


@dataclass(frozen=True)
class TagResult:
    """What an opinion is about.

    Attributes
    ----------
    topics : list of str
        1 to 3 labels ``"topic/subtopic"``, primary first.
    topic : str
        Id of the primary topic.
    confidence : float
        Calibrated probability that the primary topic is right.
    needs_review : bool
        `confidence` is below `review_threshold`, or too few of the text's syllables are known.
    keywords : list of str
        The words that spoke most for the primary label, as written.
    review_threshold : float
        What `confidence` is compared with.
    """

    topics: list[str]
    topic: str
    confidence: float
    needs_review: bool
    keywords: list[str]
    review_threshold: float

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data."""
        return asdict(self)


@dataclass(frozen=True)
class Explanation:
    """Why an opinion was tagged as it was.

    Attributes
    ----------
    result : TagResult
    topic_probabilities, label_probabilities : dict of str to float
        Of all topics and labels, most probable first; each adds up to 1.
    words : list of WordWeight
        Every word in its place and what it added to the primary label's decision value.
    intercept : float
        Decision value of the primary label before any word.
    phrases : list of LexiconMatch
        Phrases of the model's lexicon that the text has, those that speak for its labels first.
    """

    result: TagResult
    topic_probabilities: dict[str, float]
    label_probabilities: dict[str, float]
    words: list[WordWeight]
    intercept: float
    phrases: list[LexiconMatch]

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain data."""
        return asdict(self)
