"""What a model is made of, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nlp.tagging.classifier import Calibration, LinearClassifier
from nlp.tagging.encoder import Encoder
from nlp.tagging.features import FeatureExtractor
from nlp.tagging.lexicon import Lexicon
from nlp.tagging.restoration import Restorer
from nlp.taxonomy import Taxonomy


@dataclass
class Model:
    """Everything that tagging needs, and where it comes from.

    Attributes
    ----------
    taxonomy : Taxonomy
    features : FeatureExtractor
    classifier : LinearClassifier
    calibration : Calibration
    provenance : dict
        Corpus hash and size, seed, versions of the libraries.
    figures : dict
        What was measured when the model was trained; the model card shows it.
    card : str
        The model card, Markdown.
    encoder : Encoder or None
        The semantic part of an accurate model.
    linear_calibration : Calibration or None
        Of the linear part by itself, where there is an encoder as well.
    restorer : Restorer or None
        Gives text that was typed without diacritics or with slips back what it lacks.
    lexicon : Lexicon or None
        The phrases that it learned, where they are not those that come with ykien.
    """

    taxonomy: Taxonomy
    features: FeatureExtractor
    classifier: LinearClassifier
    calibration: Calibration
    provenance: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    card: str = ""
    encoder: Encoder | None = None
    linear_calibration: Calibration | None = None
    restorer: Restorer | None = None
    lexicon: Lexicon | None = None
