"""Words to decision values: of the whole text, and of its lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nlp.tagging.classifier import Calibration, Floats, LinearClassifier
from nlp.tagging.features import FeatureExtractor, Tokens
from nlp.tagging.occurrences import Indices, Occurrences

_LEAD_SHARE = 3
_LEAD_WORDS = 8


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


@dataclass(frozen=True)
class Scored:
    """Texts as a linear model sees them.

    Attributes
    ----------
    said, said_first : Occurrences
        Where the words of the texts are counted, and those of their leads.
    whole, lead : csr_array, shape (n, n_features)
        Features of the texts and of their leads.
    scores, lead_scores : array of float, shape (n, n_labels)
        Decision values of either.
    """

    said: Occurrences
    said_first: Occurrences
    whole: sparse.csr_array
    lead: sparse.csr_array
    scores: Floats
    lead_scores: Floats


def lead_weights(scores: Floats, calibration: Calibration) -> Floats:
    """Return how much the lead of each text counts.

    Parameters
    ----------
    scores : array of float, shape (n, n_labels)
        Decision values of the whole texts.
    calibration : Calibration

    Returns
    -------
    array of float, shape (n,)
    """
    several = (scores >= calibration.lead_threshold).sum(axis=1) > 1
    weight, extra = calibration.lead_weight, calibration.extra_lead_weight
    return np.where(several, weight + extra, weight)


def primary_values(scores: Floats, lead_scores: Floats, calibration: Calibration) -> Floats:
    """Return the decision values for the primary label.

    Parameters
    ----------
    scores, lead_scores : array of float, shape (n, n_labels)
        Of the whole texts and of their leads.
    calibration : Calibration

    Returns
    -------
    array of float, shape (n, n_labels)
    """
    return scores + lead_weights(scores, calibration)[:, None] * lead_scores


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
    return Scored(
        said,
        said_first,
        whole,
        lead,
        classifier.decision_function(whole),
        classifier.decision_function(lead),
    )
