"""The files of a model directory: which there are, and whether they are whole.

``config.json`` holds the settings and the SHA-256 of every other file, so that a directory that
was cut off or altered is told from a whole one.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from nlp.atomic import replacing_directory
from nlp.errors import ModelError, Phrase, system_detail

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


def write_files(path: Path, config: dict[str, Any], contents: dict[str, bytes]) -> None:
    """Write a model directory, whole or not at all.

    Parameters
    ----------
    path : Path
    config : dict
        All but what tells the format and the checksums.
    contents : dict of str to bytes
        The other files by name.

    Raises
    ------
    OutputError
    """
    whole = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **config,
        "files": {name: _sha256(data) for name, data in sorted(contents.items())},
    }
    whole["digest"] = _digest(whole)
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    with replacing_directory(path) as new:
        new.chmod(0o755)
        for name, data in {**contents, CONFIG: text.encode()}.items():
            (new / name).write_bytes(data)


def is_model(path: Path) -> bool:
    """Tell whether a directory is a model, be it of another version or damaged elsewhere.

    Parameters
    ----------
    path : Path
    """
    try:
        config = json.loads(_read(path, CONFIG))
    except (ModelError, ValueError, RecursionError):
        return False
    return isinstance(config, dict) and config.get("format") == FORMAT


def read_config(path: Path) -> dict[str, Any]:
    """Return the configuration of a model directory.

    Raises
    ------
    ModelError
        It is missing, altered or of another program.
    """
    if not path.is_dir():
        raise model_error(path, Phrase("không có thư mục này", "no such directory"))
    try:
        config = json.loads(_read(path, CONFIG))
    except (ValueError, RecursionError) as error:
        raise model_error(
            path, Phrase(f"{CONFIG} không phải JSON", f"{CONFIG} is no JSON")
        ) from error
    if not isinstance(config, dict) or config.get("format") != FORMAT:
        raise model_error(
            path, Phrase(f"{CONFIG} của chương trình khác", f"{CONFIG} is of another program")
        )
    version = config.get("format_version")
    if version != FORMAT_VERSION:
        vi, en = f"định dạng {version!r}, không phải {FORMAT_VERSION}", f"format {version!r}"
        en += f", not {FORMAT_VERSION}"
        if isinstance(version, int) and version > FORMAT_VERSION:
            vi += ", do bản ykien mới hơn ghi: hãy cập nhật ykien"
            en += ", written by a newer ykien: update ykien"
        raise model_error(path, Phrase(vi, en))
    if config.get("digest") != _digest(config):
        raise model_error(path, Phrase(f"{CONFIG} đã bị sửa", f"{CONFIG} was altered"))
    return config


def read_contents(path: Path, config: dict[str, Any]) -> dict[str, bytes]:
    """Return the other files of a model directory by name.

    Raises
    ------
    ModelError
        One is missing, too large, or not the one that the configuration names.
    """
    names = [ARRAYS, CARD, *VOCABULARIES.values()]
    names += [GRAPH, PIECES] if config.get("encoder") else []
    names += [name for name in (BIGRAMS, SYLLABLES, LEXICON) if name in config["files"]]
    contents = {name: _read(path, name) for name in names}
    for name, data in contents.items():
        if config["files"].get(name) != _sha256(data):
            raise model_error(
                path,
                Phrase(f"{name} bị cắt cụt hoặc đã bị sửa", f"{name} was cut off or altered"),
            )
    return contents


def model_error(path: Path, detail: Phrase) -> ModelError:
    """Return the error that says what is wrong with a model directory."""
    return ModelError("model_bad", file=path, detail=detail)


def _read(path: Path, name: str) -> bytes:
    file = path / name
    try:
        if file.exists() and not file.is_file():
            raise model_error(path, Phrase(f"{name} không phải là tệp", f"{name} is no file"))
        if file.stat().st_size > _MAX_BYTES:
            raise model_error(path, Phrase(f"{name} quá lớn", f"{name} is too large"))
        return file.read_bytes()
    except OSError as error:
        detail = system_detail(error)
        raise model_error(path, Phrase(f"{name}: {detail.vi}", f"{name}: {detail.en}")) from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest(config: dict[str, Any]) -> str:
    rest = {key: value for key, value in config.items() if key != "digest"}
    return _sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode())
