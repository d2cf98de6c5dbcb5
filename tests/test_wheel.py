"""The wheel alone can tag: built, installed in an empty environment, run outside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder)]
    subprocess.run([*command, str(root)], check=True)
    (path,) = folder.glob("ykien-*.whl")
    return path


def test_model_taxonomy_and_licence_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "nlp/data/model/config.json",
        "nlp/data/model/arrays.safetensors",
        "nlp/data/model/syllables.safetensors",
        "nlp/data/speech/encoder.onnx",
        "nlp/data/speech/config.json",
        "nlp/data/speech/pieces.json",
        "nlp/data/speech/README.md",
        "nlp/data/text/encoder.onnx",
        "nlp/data/text/config.json",
        "nlp/data/text/pieces.json",
        "nlp/data/text/README.md",
        "nlp/data/taxonomy.yaml",
        "nlp/data/lexicon.yaml",
        "nlp/reading/rules.yaml",
        "nlp/reading/sequence/model.json",
        "nlp/reading/syllables.txt",
        "nlp/hotspots/escalation.yaml",
        "nlp/hotspots/report/templates/page.html.j2",
        "nlp/py.typed",
    } <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "corpus/")) for name in names)


def test_the_wheel_tags_in_an_empty_environment(wheel: Path, root: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    constraints = ["--constraint", str(root / "constraints.txt")]
    install = [str(python), "-m", "pip", "install", "--quiet", *constraints, str(wheel)]
    subprocess.run(install, check=True)
    done = subprocess.run(
        [str(tmp_path / "venv" / "bin" / "ykien"), "tag", "-"],
        input="Đường hỏng nặng, đề nghị sửa chữa".encode(),
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert json.loads(done.stdout)["topic"] == "ha_tang"
    # The corpus stays in the repository.
    done = subprocess.run(
        [str(tmp_path / "venv" / "bin" / "ykien"), "train", "-o", "model"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert "không kèm kho ý kiến; hãy nêu tệp .jsonl" in done.stderr.decode()
    where = subprocess.run(
        [str(python), "-c", "import nlp; print(nlp.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert str(tmp_path) in where.stdout
