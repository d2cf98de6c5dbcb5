"""Words to decision values: of the whole text, of its lead, and of its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy import sparse

from nlp.tagging.classifier import Calibration, Floats, LinearClassifier
from nlp.tagging.features import FeatureExtractor
from nlp.tagging.occurrences import Indices, Occurrences
from nlp.tagging.terms import Tokens

_LEAD_SHARE = 3
_LEAD_WORDS = 8
# A clause ends at one of these marks, once it has so many words. (Cut at commas as well it is
# often too short to be judged.)
_CLAUSE_ENDS = frozenset([";", ":", ".", "!", "?", "…", "..."])
_CLAUSE_WORDS = 6


def lead_lengths(lengths: Indices) -> Indices:
    """Return the number of words of texts' leads: a third, at least eight.

    Of several matters the one that is named first is as a rule the primary one, and bags of words
    know no order. So the lead is scored once more by itself.

    Parameters
    ----------
    lengths : array of intp, shape (n,)
        Words in each text.
    """
    return np.minimum(lengths, np.maximum(_LEAD_WORDS, lengths // _LEAD_SHARE))


def clause_lengths(words: Sequence[str]) -> list[int]:
    """Return the number of words of each clause of a text, marks included.

    Parameters
    ----------
    words : sequence of str
        A text's words and marks.

    Returns
    -------
    list of int
        They add up to the number of words. What is short goes with what follows, at the end with
        what comes before.
    """
    lengths, begin, spoken = [], 0, 0
    for end, word in enumerate(words, 1):
        spoken += word[:1].isalnum()
        if spoken >= _CLAUSE_WORDS and word in _CLAUSE_ENDS:
            lengths.append(end - begin)
            begin, spoken = end, 0
    rest = len(words) - begin
    if lengths and spoken < _CLAUSE_WORDS:
        lengths[-1] += rest
    elif rest:
        lengths.append(rest)
    return lengths


@dataclass(frozen=True)
class DecisionValues:
    """What a linear model says of n texts, before anything is weighed.

    Attributes
    ----------
    whole, lead, clause : array of float, shape (n, n_labels)
        Decision values of the texts, of their leads, and the best of any of their clauses.
    """

    whole: Floats
    lead: Floats
    clause: Floats

    def of(self, rows: Indices) -> DecisionValues:
        """Return those of some of the texts.

        Parameters
        ----------
        rows : array of intp, shape (m,)
        """
        return DecisionValues(self.whole[rows], self.lead[rows], self.clause[rows])

    @classmethod
    def joined(cls, parts: Sequence[DecisionValues]) -> DecisionValues:
        """Return those of all texts of some parts, one after another.

        Parameters
        ----------
        parts : sequence of DecisionValues
        """
        return cls(
            np.concatenate([part.whole for part in parts]),
            np.concatenate([part.lead for part in parts]),
            np.concatenate([part.clause for part in parts]),
        )

    def lead_weights(self, calibration: Calibration) -> Floats:
        """Return how much the lead of each text counts.

        Parameters
        ----------
        calibration : Calibration

        Returns
        -------
        array of float, shape (n,)
        """
        several = (self.whole >= calibration.lead_threshold).sum(axis=1) > 1
        weight, extra = calibration.lead_weight, calibration.extra_lead_weight
        return np.where(several, weight + extra, weight)

    def primary(self, calibration: Calibration) -> Floats:
        """Return the decision values for the primary label.

        Parameters
        ----------
        calibration : Calibration

        Returns
        -------
        array of float, shape (n, n_labels)
        """
        return self.whole + self.lead_weights(calibration)[:, None] * self.lead

    def further(self, calibration: Calibration) -> Floats:
        """Return the decision values for further labels.

        In a text of several matters each has few of the words, so that its best clause speaks as
        well as the whole.

        Parameters
        ----------
        calibration : Calibration

        Returns
        -------
        array of float, shape (n, n_labels)
        """
        weight = calibration.clause_weight
        return (1 - weight) * self.whole + weight * self.clause


@dataclass(frozen=True)
class Scored:
    """Texts as a linear model sees them.

    Attributes
    ----------
    said, said_first : Occurrences
        Where the words of the texts are counted, and those of their leads.
    whole, lead : csr_array, shape (n, n_features)
        Features of the texts and of their leads.
    values : DecisionValues
    """

    said: Occurrences
    said_first: Occurrences
    whole: sparse.csr_array
    lead: sparse.csr_array
    values: DecisionValues


def score(
    tokens: Sequence[Tokens], features: FeatureExtractor, classifier: LinearClassifier
) -> Scored:
    """Score texts and their leads.

    Parameters
    ----------
    tokens : sequence of n texts' words
    features : FeatureExtractor
    classifier : LinearClassifier

    Returns
    -------
    Scored
    """
    said = features.occurrences(tokens)
    said_first = said.leading(lead_lengths(said.lengths))
    whole, lead = features.weigh(said), features.weigh(said_first)
    scores = classifier.decision_function(whole)
    values = DecisionValues(
        scores,
        classifier.decision_function(lead),
        _best_of_clauses(tokens, said, scores, features, classifier),
    )
    return Scored(said, said_first, whole, lead, values)


def _best_of_clauses(
    tokens: Sequence[Tokens],
    said: Occurrences,
    scores: Floats,
    features: FeatureExtractor,
    classifier: LinearClassifier,
) -> Floats:
    """Return the best decision value of each label over a text's clauses; of one, the text's."""
    clauses = [clause_lengths(words) for words in tokens]
    counts = np.fromiter(map(len, clauses), dtype=np.intp, count=len(clauses))
    several = counts > 1
    if not several.any():
        return scores
    lengths = np.fromiter(chain.from_iterable(clauses), dtype=np.intp)
    cut = said.cut(lengths, np.repeat(several, counts))
    best = scores.copy()
    found = classifier.decision_function(features.weigh(cut))
    firsts = np.cumsum(counts[several]) - counts[several]
    best[several] = np.maximum.reduceat(found, firsts, axis=0)
    return best
