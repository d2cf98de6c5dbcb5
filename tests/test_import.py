from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import nlp

ENCODING = {"onnxruntime", "tokenizers"}
HEAVY = {"sklearn", "underthesea", "pandas", "numpy", "scipy", "pyarrow", "rich"} | ENCODING


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_import_loads_nothing_heavy() -> None:
    assert not loaded_after("import nlp") & HEAVY


def test_building_the_command_line_loads_nothing_heavy() -> None:
    code = "from nlp.cli.app import build_app; build_app('vi')"
    heavy = {"sklearn", "underthesea", "pandas", "scipy", "pyarrow"} | ENCODING
    assert not loaded_after(code) & heavy


def test_tagging_loads_nothing_that_only_learning_needs() -> None:
    code = "import nlp; nlp.tag('Mất điện cả ngày')"
    assert not loaded_after(code) & ({"sklearn", "pandas", "pyarrow", "torch"} | ENCODING)


def test_reading_a_table_does_not_load_what_speech_needs(tmp_path: Path) -> None:
    file = tmp_path / "kien-nghi.csv"
    file.write_text("Nội dung kiến nghị\nĐường vào xóm hỏng nặng\n", encoding="utf-8")
    code = f"import nlp; assert len(nlp.read_opinions({str(file)!r})) == 1"
    assert not loaded_after(code) & ENCODING


def test_public_names_resolve() -> None:
    for name in nlp.__all__:
        assert getattr(nlp, name)
    assert set(nlp.__all__) == set(dir(nlp))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        nlp.no_such_name  # noqa: B018


def test_version_is_that_of_the_distribution() -> None:
    assert version("ykien") == nlp.__version__
