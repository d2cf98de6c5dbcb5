"""Where the models and the taxonomy lie: in the wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _first(*candidates: Path) -> Path:
    return next((path for path in candidates if path.exists()), candidates[-1])


def default_model() -> Path:
    """Return the directory of the model that comes with ykien."""
    return _first(_PACKAGE / "data" / "model", _PACKAGE.parent / "models" / "default")


def speech_encoder() -> Path:
    """Return the directory of the encoder that tells who says what in a recording."""
    return _first(_PACKAGE / "data" / "speech", _PACKAGE.parent / "models" / "speech")


def text_encoder() -> Path:
    """Return the directory of the encoder that tells what each word of a document is."""
    return _first(_PACKAGE / "data" / "text", _PACKAGE.parent / "models" / "text")


def default_taxonomy() -> Path:
    """Return the file of the taxonomy that comes with ykien."""
    return _first(_PACKAGE / "data" / "taxonomy.yaml", _PACKAGE.parent / "corpus" / "taxonomy.yaml")


def default_lexicon() -> Path:
    """Return the file of the lexicon that comes with ykien."""
    return _first(_PACKAGE / "data" / "lexicon.yaml", _PACKAGE.parent / "corpus" / "lexicon.yaml")


def default_corpus() -> Path:
    """Return the folder of the training corpus; it exists in a checkout only."""
    return _PACKAGE.parent / "corpus" / "opinions"
