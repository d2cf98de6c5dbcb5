"""A model directory: plain data in and out, and nothing in it is ever run.

``config.json`` holds the settings and the SHA-256 of every other file, so that a directory that
was cut off or altered is told from a whole one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlp.atomic import replacing_directory
from nlp.errors import ModelError, OutputError, Phrase, TaxonomyError, system_detail
from nlp.tagging.classifier import Calibration, LinearClassifier
from nlp.tagging.encoder import Encoder, EncoderFiles
from nlp.tagging.features import FeatureExtractor, FeatureSettings
from nlp.tagging.lexicon import Lexicon
from nlp.tagging.model import Model
from nlp.tagging.restoration import Restorer
from nlp.tagging.syllable_model import SyllableModel
from nlp.taxonomy import Taxonomy

FORMAT = "ykien-model"
FORMAT_VERSION = 3
CONFIG = "config.json"
ARRAYS = "arrays.safetensors"
CARD = "README.md"
# Only in a model with a semantic part.
GRAPH, PIECES = "encoder.onnx", "encoder-pieces.json"
# Only in a model that restores diacritics and slips.
BIGRAMS, SYLLABLES = "syllables.safetensors", "vocabulary-syllables.txt"
# Only in a model that learned phrases of its owner's.
LEXICON = "lexicon.json"
VOCABULARIES = {name: f"vocabulary-{name}.txt" for name in ("words", "chars", "bare")}
# The largest file that is read; the default model's is some 10 MB.
_MAX_BYTES = 500_000_000
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
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "features": model.features.settings.to_dict(),
        "calibration": model.calibration.to_dict(),
        "provenance": model.provenance,
        "figures": model.figures,
        "taxonomy": model.taxonomy.to_dict(),
        "files": {name: _sha256(data) for name, data in sorted(contents.items())},
    }
    if model.encoder is not None:
        files = model.encoder.files
        config["encoder"] = {"begin": files.begin, "pad": files.pad, "end": files.end}
    if model.linear_calibration is not None:
        config["linear_calibration"] = model.linear_calibration.to_dict()
    config["digest"] = _digest(config)
    text = json.dumps(config, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    contents[CONFIG] = text.encode()
    with replacing_directory(path) as new:
        new.chmod(0o755)
        for name, data in contents.items():
            (new / name).write_bytes(data)


def check_model_output(path: Path, *, force: bool) -> None:
    """Refuse, before any training, an output that is there and not to be replaced.

    Raises
    ------
    OutputError
    """
    if not path.exists():
        return
    foreign = not path.is_dir() or (any(path.iterdir()) and not (path / CONFIG).is_file())
    if foreign:
        raise OutputError(
            "output_unwritable",
            file=path,
            detail=Phrase("đã có và không phải mô hình", "is there and is no model"),
        )
    if not force and any(path.iterdir()):
        raise OutputError("output_exists", file=path)


def load_model(path: str | Path) -> Model:
    """Read a model directory.

    Nothing is unpickled or run: JSON, safetensors and text files alone are read, and each must
    have the checksum that the configuration names.

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
    from safetensors.numpy import load

    path = Path(path)
    config = _load_config(path)
    try:
        special = config.get("encoder")
        names = [ARRAYS, CARD, *VOCABULARIES.values(), *((GRAPH, PIECES) if special else ())]
        names += [name for name in (BIGRAMS, SYLLABLES, LEXICON) if name in config["files"]]
        contents = {name: _read(path, name) for name in names}
        for name, data in contents.items():
            if config["files"].get(name) != _sha256(data):
                raise _error(
                    path,
                    Phrase(f"{name} bị cắt cụt hoặc đã bị sửa", f"{name} was cut off or altered"),
                )
        arrays = load(contents[ARRAYS])
        taxonomy = Taxonomy.from_dict(config["taxonomy"], source=str(path / CONFIG))
        terms = {name: _terms(contents[file]) for name, file in VOCABULARIES.items()}
        settings = FeatureSettings(**config["features"])
        features = FeatureExtractor.from_arrays(
            settings, terms, {name: arrays[name] for name in arrays if name.startswith("idf_")}
        )
        n_features, n_labels = sum(map(len, terms.values())), len(taxonomy.labels)
        shapes = [arrays[name].shape for name in ("coef", "coef_scale", "intercept")]
        if shapes != [(n_features, n_labels), (n_features,), (n_labels,)]:
            raise _error(
                path,
                Phrase(
                    f"{ARRAYS} không khớp với từ vựng và bảng phân loại",
                    "its arrays do not fit its vocabulary and taxonomy",
                ),
            )
        for name, array in arrays.items():
            # Confidences would be NaN, which is below no threshold: nothing would be for review.
            if array.dtype.kind == "f" and not (np.abs(array) < _LARGEST).all():
                raise _error(path, _no_number(name))
        return Model(
            taxonomy=taxonomy,
            features=features,
            classifier=LinearClassifier(arrays["coef"], arrays["coef_scale"], arrays["intercept"]),
            calibration=_calibration(config["calibration"], path),
            provenance=config["provenance"],
            figures=config["figures"],
            card=contents[CARD].decode(),
            encoder=_encoder(contents, special, path),
            linear_calibration=(
                _calibration(config["linear_calibration"], path)
                if "linear_calibration" in config
                else None
            ),
            restorer=(
                Restorer(SyllableModel(_terms(contents[SYLLABLES]), load(contents[BIGRAMS])))
                if BIGRAMS in contents
                else None
            ),
            lexicon=(
                Lexicon.from_dict(
                    json.loads(contents[LEXICON]), taxonomy, source=str(path / LEXICON)
                )
                if LEXICON in contents
                else None
            ),
        )
    except TaxonomyError as error:
        raise _error(path, _said(error)) from error
    except (
        SafetensorError,
        AttributeError,
        KeyError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        said = f"{type(error).__name__}: {error}"
        raise _error(path, Phrase("nội dung không đúng cấu trúc của mô hình", said)) from error


def _said(error: TaxonomyError) -> Phrase:
    return Phrase(error.message("vi").rstrip("."), error.message("en").rstrip("."))


def _calibration(numbers: dict[str, float], path: Path) -> Calibration:
    for name, value in numbers.items():
        if isinstance(value, (int, float)) and not abs(value) < _LARGEST:
            raise _error(path, _no_number(name))
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


def _load_config(path: Path) -> dict[str, Any]:
    if not path.is_dir():
        raise _error(path, Phrase("không có thư mục này", "no such directory"))
    try:
        config = json.loads(_read(path, CONFIG))
    except (ValueError, RecursionError) as error:
        raise _error(path, Phrase(f"{CONFIG} không phải JSON", f"{CONFIG} is no JSON")) from error
    if not isinstance(config, dict) or config.get("format") != FORMAT:
        raise _error(
            path, Phrase(f"{CONFIG} của chương trình khác", f"{CONFIG} is of another program")
        )
    version = config.get("format_version")
    if version != FORMAT_VERSION:
        vi, en = f"định dạng {version!r}, không phải {FORMAT_VERSION}", f"format {version!r}"
        en += f", not {FORMAT_VERSION}"
        if isinstance(version, int) and version > FORMAT_VERSION:
            vi += ", do bản ykien mới hơn ghi: hãy cập nhật ykien"
            en += ", written by a newer ykien: update ykien"
        raise _error(path, Phrase(vi, en))
    if config.get("digest") != _digest(config):
        raise _error(path, Phrase(f"{CONFIG} đã bị sửa", f"{CONFIG} was altered"))
    return config


def _read(path: Path, name: str) -> bytes:
    file = path / name
    try:
        if file.exists() and not file.is_file():
            raise _error(path, Phrase(f"{name} không phải là tệp", f"{name} is no file"))
        if file.stat().st_size > _MAX_BYTES:
            raise _error(path, Phrase(f"{name} quá lớn", f"{name} is too large"))
        return file.read_bytes()
    except OSError as error:
        detail = system_detail(error)
        raise _error(path, Phrase(f"{name}: {detail.vi}", f"{name}: {detail.en}")) from error


def _error(path: Path, detail: Phrase) -> ModelError:
    return ModelError("model_bad", file=path, detail=detail)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest(config: dict[str, Any]) -> str:
    rest = {key: value for key, value in config.items() if key != "digest"}
    return _sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode())
