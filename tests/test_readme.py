"""What the READMEs say is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


def test_figures_and_outputs_are_those_of_the_model(root: Path) -> None:
    script = root / "tests" / "benchmarks" / "readme_blocks.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_ci_runs_the_test_command_of_the_readme(root: Path) -> None:
    commands = [
        line
        for line in (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make test"]
    for name in ("README.md", "README.vi.md"):
        text = (root / name).read_text(encoding="utf-8")
        assert "make demo" in text
        assert "make test" in text


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_links_lead_to_files(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert links
    assert [link for link in links if not (root / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_python_example_gives_what_it_says(root: Path, name: str) -> None:
    import doctest

    text = (root / name).read_text(encoding="utf-8")
    (block,) = re.findall(r"```pycon\n(.*?)```", text, flags=re.DOTALL)
    test = doctest.DocTestParser().get_doctest(block, {}, name, name, 0)
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.summarize().failed == 0
    assert runner.tries >= 5
