"""A model directory: plain data in and out, and nothing in it is ever run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlp.atomic import check_directory_writable
from nlp.errors import OutputError, Phrase, TaxonomyError
from nlp.tagging.classifier import Calibration, LinearClassifier
from nlp.tagging.encoder import Encoder, EncoderFiles
from nlp.tagging.features import FeatureExtractor, FeatureSettings
from nlp.tagging.lexicon import Lexicon
from nlp.tagging.model import Model
from nlp.tagging.model_files import (
    ARRAYS,
    BIGRAMS,
    CARD,
    CONFIG,
    GRAPH,
    LEXICON,
    PIECES,
    SYLLABLES,
    VOCABULARIES,
    is_model,
    model_error,
    read_config,
    read_contents,
    write_files,
)
from nlp.tagging.restoration import Restorer
from nlp.tagging.syllable_model import SyllableModel
from nlp.taxonomy import Taxonomy

# No weight of a sound model comes near; sums and products of such numbers are still finite.
_LARGEST = 1e12


def save_model(model: Model, path: str | Path, *, force: bool = False) -> None:
    """Write a model directory, whole or not at all.

    Parameters
    ----------
    model : Model
    path : str or Path
    force : bool
        Replace a model directory that is there. A directory of anything else is never replaced.

    Raises
    ------
    OutputError
        `path` exists and is not to be replaced, or can't be written.
    """
    from safetensors.numpy import save

    path = Path(path)
    check_model_output(path, force=force)
    arrays: dict[str, np.ndarray[Any, Any]] = {
        "coef": model.classifier.quantized,
        "coef_scale": model.classifier.scale,
        "intercept": model.classifier.intercept,
        **model.features.weights(),
    }
    contents = {ARRAYS: save(arrays), CARD: model.card.encode()}
    for name, terms in model.features.vocabularies().items():
        contents[VOCABULARIES[name]] = _lines(terms)
    if model.restorer is not None:
        syllables = model.restorer.model
        contents |= {BIGRAMS: save(syllables.arrays), SYLLABLES: _lines(syllables.vocabulary)}
    if model.encoder is not None:
        files = model.encoder.files
        contents |= {GRAPH: files.graph, PIECES: files.tokenizer.encode()}
    if model.lexicon is not None:
        phrases = json.dumps(model.lexicon.to_dict(), ensure_ascii=False, indent=1)
        contents[LEXICON] = f"{phrases}\n".encode()
    config: dict[str, Any] = {
        "features": model.features.settings.to_dict(),
        "calibration": model.calibration.to_dict(),
        "provenance": model.provenance,
        "figures": model.figures,
        "taxonomy": model.taxonomy.to_dict(),
    }
    if model.encoder is not None:
        files = model.encoder.files
        config["encoder"] = {"begin": files.begin, "pad": files.pad, "end": files.end}
    if model.linear_calibration is not None:
        config["linear_calibration"] = model.linear_calibration.to_dict()
    write_files(path, config, contents)


def check_model_output(path: Path, *, force: bool) -> None:
    """Refuse, before any training, an output that is not to be replaced or can't be written.

    Raises
    ------
    OutputError
    """
    if path.exists():
        full = path.is_dir() and any(path.iterdir())
        # Many programs keep a config.json: what is in it tells whose directory it is.
        if not path.is_dir() or (full and not is_model(path)):
            raise OutputError(
                "output_unwritable",
                file=path,
                detail=Phrase("đã có và không phải mô hình", "is there and is no model"),
            )
        if full and not force:
            raise OutputError("output_exists", file=path)
    check_directory_writable(path)


def load_model(path: str | Path) -> Model:
    """Read a model directory.

    Nothing is unpickled, and no code of its own is run: JSON, safetensors, text files and, of an
    accurate model, an ONNX graph are read, and each must have the checksum that the configuration
    names.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    Model

    Raises
    ------
    ModelError
        The directory is missing, truncated, altered or of another program.
    """
    from safetensors import SafetensorError

    path = Path(path)
    config = read_config(path)
    try:
        return _model(config, read_contents(path, config), path)
    except TaxonomyError as error:
        raise model_error(path, _said(error)) from error
    except (
        SafetensorError,
        AttributeError,
        KeyError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        said = f"{type(error).__name__}: {error}"
        raise model_error(path, Phrase("nội dung không đúng cấu trúc của mô hình", said)) from error


def _model(config: dict[str, Any], contents: dict[str, bytes], path: Path) -> Model:
    taxonomy = Taxonomy.from_dict(config["taxonomy"], source=str(path / CONFIG))
    features, classifier = _linear(config, contents, len(taxonomy.labels), path)
    linear = config.get("linear_calibration")
    lexicon = None
    if LEXICON in contents:
        phrases = json.loads(contents[LEXICON])
        lexicon = Lexicon.from_dict(phrases, taxonomy, source=str(path / LEXICON))
    return Model(
        taxonomy=taxonomy,
        features=features,
        classifier=classifier,
        calibration=_calibration(config["calibration"], path),
        provenance=config["provenance"],
        figures=config["figures"],
        card=contents[CARD].decode(),
        encoder=_encoder(contents, config.get("encoder"), path),
        linear_calibration=None if linear is None else _calibration(linear, path),
        restorer=_restorer(contents, path),
        lexicon=lexicon,
    )


def _linear(
    config: dict[str, Any], contents: dict[str, bytes], n_labels: int, path: Path
) -> tuple[FeatureExtractor, LinearClassifier]:
    arrays = _arrays(contents, ARRAYS, path)
    terms = {name: _terms(contents[file]) for name, file in VOCABULARIES.items()}
    settings = FeatureSettings(**config["features"])
    features = FeatureExtractor.from_arrays(
        settings, terms, {name: arrays[name] for name in arrays if name.startswith("idf_")}
    )
    n_features = sum(map(len, terms.values()))
    weights = [arrays[name] for name in ("coef", "coef_scale", "intercept")]
    if [w.shape for w in weights] != [(n_features, n_labels), (n_features,), (n_labels,)]:
        raise model_error(
            path,
            Phrase(
                f"{ARRAYS} không khớp với từ vựng và bảng phân loại",
                "its arrays do not fit its vocabulary and taxonomy",
            ),
        )
    return features, LinearClassifier(*weights)


def _restorer(contents: dict[str, bytes], path: Path) -> Restorer | None:
    if BIGRAMS not in contents:
        return None
    arrays = _arrays(contents, BIGRAMS, path)
    return Restorer(SyllableModel(_terms(contents[SYLLABLES]), arrays))


def _arrays(contents: dict[str, bytes], file: str, path: Path) -> dict[str, np.ndarray[Any, Any]]:
    from safetensors.numpy import load

    arrays = load(contents[file])
    for name, array in arrays.items():
        # Confidences would be NaN, which is below no threshold: nothing would be for review.
        if array.dtype.kind == "f" and not (np.abs(array) < _LARGEST).all():
            raise model_error(path, _no_number(name))
    return arrays


def _said(error: TaxonomyError) -> Phrase:
    return Phrase(error.message("vi").rstrip("."), error.message("en").rstrip("."))


def _calibration(numbers: dict[str, float], path: Path) -> Calibration:
    for name, value in numbers.items():
        if isinstance(value, (int, float)) and not abs(value) < _LARGEST:
            raise model_error(path, _no_number(name))
    return Calibration(**numbers)


def _no_number(name: str) -> Phrase:
    return Phrase(
        f"{name} có giá trị không phải số hoặc số quá lớn",
        f"{name} holds NaN or a number that is too large",
    )


def _lines(terms: Sequence[str]) -> bytes:
    return "".join(f"{term}\n" for term in terms).encode()


def _terms(data: bytes) -> list[str]:
    return data.decode().split("\n")[:-1]


def _encoder(
    contents: dict[str, bytes], special: dict[str, int] | None, path: Path
) -> Encoder | None:
    if not special:
        return None
    begin, pad, end = (int(special[name]) for name in ("begin", "pad", "end"))
    files = EncoderFiles(contents[GRAPH], contents[PIECES].decode(), begin, pad, end)
    return Encoder(files, source=str(path))
