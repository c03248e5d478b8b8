"""The notebook of examples/, run from its first cell to its last by the interpreter of the tests."""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from pathlib import Path

import nbformat
import pytest
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec
from nbclient import NotebookClient

from briefgen import load

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "examples/positions.ipynb"


class Kernel(KernelManager):
    """This interpreter, whatever kernels are installed for the machine or the user."""

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="of the tests", language="python",
        )  # fmt: skip


def run(folder: Path) -> dict[str, list]:
    """Cell → its outputs, from a run in that folder."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    manager = Kernel(transport="tcp", ip="127.0.0.1")
    client = NotebookClient(notebook, km=manager, timeout=180, resources={"metadata": {"path": str(folder)}})
    try:
        client.execute()
    finally:
        manager.shutdown_kernel(now=True)
    return {cell.id: cell.get("outputs", []) for cell in notebook.cells}


def table(outputs: list) -> str:
    (shown,) = (o for o in outputs if o.output_type == "execute_result")
    return shown.data["text/html"]


@pytest.fixture(autouse=True)
def apart(tmp_path, monkeypatch):
    """Nothing is read from, or left in, the folders of who runs the tests."""
    for name in (
        "IPYTHONDIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "MPLCONFIGDIR",
    ):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))


def test_it_is_kept_without_outputs():
    raw = NOTEBOOK.read_text(encoding="utf-8")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert cell.cell_type == "markdown" or (cell.outputs, cell.execution_count) == ([], None)
    assert raw == json.dumps(json.loads(raw), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_it_shows_positions_as_a_table_and_a_plot_and_the_disagreements(project):
    briefing = load("docs/briefing.json")
    outputs = run(project)
    held = [(p, h) for p in briefing.positions if p.confidence != "low" for h in p.holders]
    positions = table(outputs["positions"])
    assert f"<p>{len(held)} rows × 5 columns</p>" in positions or positions.count("<tr") == len(held) + 1
    assert briefing.leader(held[0][1]).name in positions and briefing.mark(held[0][0].shown) in positions
    (picture,) = (o.data["image/png"] for o in outputs["plot"] if "image/png" in o.get("data", {}))
    assert b64decode(picture).startswith(b"\x89PNG\r\n\x1a\n") and len(picture) > 5_000
    disagreements = table(outputs["disagreements"])
    labels = [side.label for d in briefing.disagreements for side in d.sides]
    short = [label for label in labels if label.isalnum()]  # pandas cuts the others, and escapes them
    assert len(short) > 1 and all(f"<td>{label}</td>" in disagreements for label in short)
    assert disagreements.count("<tr") == len(labels) + 1
    assert not [o for found in outputs.values() for o in found if o.output_type in ("error", "stream")]


def test_it_runs_where_it_lies():
    outputs = run(NOTEBOOK.parent)
    assert "hours" in table(outputs["disagreements"]) and outputs["plot"]
