"""GEXF read back by graphology-gexf, the parser of Gephi Lite. It reads all but time.

Its packages come from npm into a folder of the test (package-lock.json beside this file pins them by digest).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from nato_kg.export import export_network
from nato_kg.network import load_view, node_id, read_network, view_names
from nato_kg.store import open_store

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(
    os.environ.get("NATO_KG_SYSTEM_TESTS") != "1", reason="NATO_KG_SYSTEM_TESTS is not set: npm packages are needed"
)


@pytest.fixture(scope="module")
def parser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the parser and the script that calls it."""
    if not shutil.which("npm"):
        pytest.skip("npm is not here")
    folder = tmp_path_factory.mktemp("graphology")
    for name in ("package.json", "package-lock.json", ".npmrc", "read_gexf.cjs"):
        shutil.copy(HERE / name, folder / name)
    subprocess.run(["npm", "ci", "--no-progress"], cwd=folder, check=True, capture_output=True, timeout=300)
    return folder


def read(parser: Path, file: Path) -> Any:
    done = subprocess.run(["node", "read_gexf.cjs", str(file)], cwd=parser, check=True, capture_output=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", view_names())
def test_gephi_lite_reads_every_view(built_store: Path, parser: Path, tmp_path: Path, name: str) -> None:
    network = read_network(open_store(built_store), "nl", load_view(name))
    with (tmp_path / "unused").open("wb") as nothing:
        export_network(network, "gexf", str(tmp_path / "graph.gexf"), nothing)
    found = read(parser, tmp_path / "graph.gexf")
    looks = {"color", "size", "x", "y", "z"}
    nodes = {node.pop("id"): node for node in found["nodes"]}
    assert all(looks <= set(node) for node in nodes.values())
    assert {name: {k: v for k, v in node.items() if k not in looks} for name, node in nodes.items()} == {
        n.id: {"label": n.label, "kind": n.kind, **n.attributes} for n in network.nodes.values()
    }
    keys = ("source", "target", "kind", "label", "weight", "sources")
    assert {tuple(edge[key] for key in keys) for edge in found["edges"]} == {
        (node_id(e.source), node_id(e.target), e.kind, network.style.label(e.kind), e.weight, " ".join(e.sources))
        for e in network.edges
    }
