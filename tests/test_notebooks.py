"""The notebooks run from top to bottom."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
# Kept with its outputs, to be read where it is not run; small enough to look at in a diff.
WITH_OUTPUTS = {"03_hot_spots"}
MOST_BYTES = 400_000
# Against a kernel that hangs; a cell that trains takes a minute, and several on a busy machine.
SECONDS = 1800


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The kernel inherits it: where a notebook trains, it trains on a small part of the corpus.
    monkeypatch.setenv("YKIEN_SLICE", "600")
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=SECONDS, resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    assert any("image/png" in out.get("data", {}) for out in outputs)
    assert not [out for out in outputs if out.get("name") == "stderr"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_outputs(path: Path) -> None:
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    if path.stem not in WITH_OUTPUTS:
        assert not any(c.outputs for c in cells), "outputs are made here and not kept"
        return
    assert path.stat().st_size < MOST_BYTES
    assert [c.execution_count for c in cells] == list(range(1, len(cells) + 1)), "run it as a whole"
    assert not any("execution" in c.metadata for c in cells), "times differ from run to run"
    assert not any(out.get("name") == "stderr" for c in cells for out in c.outputs)
