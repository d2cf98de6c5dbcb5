"""The variants of the tagger that the ablation table compares: features, learners, texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from noise import slips, teen
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from nlp.learning.fitting import TrainingSettings
from nlp.tagging.classifier import Floats
from nlp.tagging.lexicon import Lexicon
from nlp.tagging.terms import Tokens, bare_terms, char_terms, fold_word, word_terms
from nlp.tagging.tokens import syllables

DEFAULT = TrainingSettings()
LEXICON = Lexicon.load()
Analyzer = Callable[[Tokens], list[str]]


def grams(units: Callable[[Tokens], Sequence[str]], low: int, high: int) -> Analyzer:
    """Return an analyzer that counts runs of `low` to `high` units."""

    def analyze(tokens: Tokens) -> list[str]:
        said = units(tokens)
        return [
            " ".join(said[i : i + n])
            for n in range(low, high + 1)
            for i in range(len(said) - n + 1)
        ]

    return analyze


def words(tokens: Tokens) -> list[str]:
    """Return words as the vocabulary writes them."""
    return [fold_word(token) for token in tokens]


def plain_syllables(tokens: Tokens) -> list[str]:
    """Return syllables with their diacritics."""
    return syllables(" ".join(tokens))


def chars(low: int, high: int) -> Analyzer:
    """Return an analyzer that counts the characters of each word."""

    def analyze(tokens: Tokens) -> list[str]:
        found = []
        for token in tokens:
            padded = f" {fold_word(token)[:64]} "
            for n in range(low, high + 1):
                found += [padded[i : i + n] for i in range(len(padded) - n + 1)]
        return found

    return analyze


def lexicon_labels(tokens: Tokens) -> list[str]:
    """Return the labels whose lexicon phrases stand in the text, and their topics."""
    found = []
    for match in LEXICON.find(" ".join(tokens)):
        for entry in match.entries:
            found += [entry.label, entry.label.split("/")[0]]
    return found


Blocks = dict[str, tuple[Analyzer, int]]
_LEAST = DEFAULT.features
BLOCKS: Blocks = {
    "words": (word_terms, _LEAST.min_df_words),
    "chars": (char_terms, _LEAST.min_df_chars),
    "bare": (bare_terms, _LEAST.min_df_bare),
}
Fitter = Callable[[sparse.csr_array, Any, Any], tuple[Floats, Floats]]


def one_vs_rest(matrix: Any, indicator: Any, make: Callable[[], Any]) -> tuple[Floats, Floats]:
    """Fit one binary linear model a column; return weights and intercepts."""
    coef, intercept = (
        np.zeros((indicator.shape[1], matrix.shape[1])),
        np.full(indicator.shape[1], -10.0),
    )
    for label in np.flatnonzero(indicator.any(axis=0)):
        model = make().fit(matrix, indicator[:, label])
        coef[label], intercept[label] = model.coef_[0], model.intercept_[0]
    return coef, intercept


def complement(matrix: Any, primary: Any, n_labels: int) -> Floats:
    """Return the weights of complement naive Bayes, less what all labels share."""
    bayes = ComplementNB(alpha=DEFAULT.complement_smoothing).fit(matrix, primary)
    weights = np.zeros((n_labels, matrix.shape[1]))
    weights[bayes.classes_] = bayes.feature_log_prob_ - bayes.feature_log_prob_.mean(axis=0)
    return weights


def machines(
    regularization: float = DEFAULT.regularization,
    bayes: float = DEFAULT.complement_weight,
    class_weight: str | None = None,
) -> Fitter:
    """Support vector machines with complement naive Bayes weights added."""

    def fit(matrix: Any, indicator: Any, primary: Any) -> tuple[Floats, Floats]:
        coef, intercept = one_vs_rest(
            matrix,
            indicator,
            lambda: LinearSVC(C=regularization, class_weight=class_weight, random_state=0),
        )
        if bayes:
            coef += bayes * complement(matrix, primary, indicator.shape[1])
        return coef, intercept

    return fit


def logistic(matrix: Any, indicator: Any, primary: Any) -> tuple[Floats, Floats]:
    """Logistic regression, one against the rest."""
    return one_vs_rest(
        matrix, indicator, lambda: LogisticRegression(C=10, solver="liblinear", random_state=0)
    )


def bayes_alone(matrix: Any, indicator: Any, primary: Any) -> tuple[Floats, Floats]:
    """Complement naive Bayes by itself."""
    weights = complement(matrix, primary, indicator.shape[1])
    return weights, np.zeros(len(weights))


@dataclass(frozen=True)
class Variant:
    """One row of the table; what is not named is as in the default model."""

    blocks: Blocks = field(default_factory=lambda: dict(BLOCKS))
    fit: Fitter = field(default_factory=machines)
    lead: float = DEFAULT.lead_weight
    clauses: float = DEFAULT.clause_weight
    strip: float = DEFAULT.strip_share
    noise: Callable[[Tokens, np.random.Generator], Tokens] | None = None
    phrases: bool = True
    restore: bool = True
    two_steps: bool = False


def with_block(**blocks: tuple[Analyzer, int]) -> Blocks:
    """Return the default blocks with some replaced or added."""
    return {**BLOCKS, **blocks}


def without_block(name: str) -> Blocks:
    """Return the default blocks less one."""
    return {key: block for key, block in BLOCKS.items() if key != name}


VARIANTS = {
    "default: words 1-2, chars 2-5, bare syllables 1-2; SVM + naive Bayes": Variant(),
    "syllables in place of words": Variant(with_block(words=(grams(plain_syllables, 1, 2), 2))),
    "syllables beside words": Variant(with_block(syllables=(grams(plain_syllables, 1, 2), 2))),
    "words 1": Variant(with_block(words=(words, 2))),
    "words 1-3": Variant(with_block(words=(grams(words, 1, 3), 2))),
    "without words": Variant(without_block("words")),
    "chars 2-4": Variant(with_block(chars=(chars(2, 4), 3))),
    "chars 3-6": Variant(with_block(chars=(chars(3, 6), 3))),
    "without chars": Variant(without_block("chars")),
    "without bare syllables": Variant(without_block("bare")),
    "without names and lexicon as pseudo-documents": Variant(phrases=False),
    "lexicon features in their place": Variant(
        with_block(lexicon=(lexicon_labels, 1)), phrases=False
    ),
    "C = 0.5": Variant(fit=machines(regularization=0.5)),
    "C = 1": Variant(fit=machines(regularization=1.0)),
    "class weights balanced": Variant(fit=machines(class_weight="balanced")),
    "SVM alone": Variant(fit=machines(bayes=0)),
    "logistic regression": Variant(fit=logistic),
    "complement naive Bayes": Variant(fit=bayes_alone),
    "diacritics and slips not restored": Variant(restore=False),
    "no augmentation": Variant(strip=0),
    "a fifth of the texts stripped": Variant(strip=0.2),
    "typing slips in 20 % more": Variant(noise=slips),
    "abbreviations, teen spelling in 20 % more": Variant(noise=teen),
    "without the lead": Variant(lead=0),
    "without the clauses": Variant(clauses=0),
    "topic, then subtopic": Variant(two_steps=True),
}
AVERAGE = ("SVM alone", "logistic regression", "complement naive Bayes")
