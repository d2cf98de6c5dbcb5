"""Words to decision values: of the whole text, and of its lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy import sparse

from nlp.tagging.classifier import Floats, LinearClassifier
from nlp.tagging.features import FeatureExtractor, Tokens

_LEAD_SHARE = 3
_LEAD_WORDS = 8


def lead_of(tokens: Tokens) -> Tokens:
    """Return the first third of a text's words, at least eight.

    Of several matters the one that is named first is as a rule the primary one, and bags of words
    know no order. So the lead is scored once more by itself.
    """
    return tokens[: max(_LEAD_WORDS, len(tokens) // _LEAD_SHARE)]


@dataclass(frozen=True)
class Scored:
    """Texts as a linear model sees them.

    Attributes
    ----------
    whole, lead : csr_array, shape (n, n_features)
        Features of the texts and of their leads.
    scores, lead_scores : array of float, shape (n, n_labels)
        Decision values of either.
    """

    whole: sparse.csr_array
    lead: sparse.csr_array
    scores: Floats
    lead_scores: Floats


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
    whole = features.transform(tokens)
    lead = features.transform([lead_of(words) for words in tokens])
    return Scored(
        whole, lead, classifier.decision_function(whole), classifier.decision_function(lead)
    )
