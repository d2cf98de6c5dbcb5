"""Fixtures that several tests share."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from nlp import Tagger

# The same examples in every run: a failure on one machine is a failure on all.
settings.register_profile("ykien", derandomize=True, deadline=None)
settings.load_profile("ykien")

# What the user or the machine may have set, and would have commands print something else.
for _name in (
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "PYTHONUNBUFFERED",
    "PY_COLORS",
    "TERMINAL_WIDTH",
    "TTY_COMPATIBLE",
    "TYPER_USE_RICH",
    "YKIEN_LANG",
):
    os.environ.pop(_name, None)
os.environ["COLUMNS"] = "80"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="ykien-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def nobody() -> Callable[[], AbstractContextManager[None]]:
    """Give a context in which file permissions count, also where the tests run as root."""

    @contextmanager
    def as_nobody() -> Iterator[None]:
        own = os.geteuid()
        if own == 0:
            os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(own)

    return as_nobody


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    """The model that comes with the project."""
    return Tagger.load()


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some hundred opinions of the corpus, in whole batches, for tests that train."""
    wanted = {"n1-01", "n1-02", "n2-01", "n2-02", "n3-01", "n3-02", "n4-01", "n4-02"}
    path = tmp_path_factory.mktemp("corpus") / "small.jsonl"
    lines = []
    for file in sorted((ROOT / "corpus" / "opinions").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if json.loads(line)["batch"] in wanted:
                lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
