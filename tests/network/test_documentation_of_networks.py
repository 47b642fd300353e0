"""The code and the view that docs/gephi.md shows work, and its pictures and views are all there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from nato_kg.network import load_view, read_network, view_names
from nato_kg.store import open_store

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "gephi.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))


def test_its_python_runs(built_store: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "NATO_KG_STORE": str(built_store)}
    command = [sys.executable, "-W", "error", "-c", BLOCKS["python"]]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=120)
    assert (tmp_path / "policy.html").stat().st_size > 5_000


def test_its_view_shows_what_it_says(built_store: Path, tmp_path: Path) -> None:
    (tmp_path / "view.rq").write_text(BLOCKS["sparql"], encoding="utf-8")
    (tmp_path / "view.yaml").write_text(BLOCKS["yaml"], encoding="utf-8")
    network = read_network(open_store(built_store), view=load_view(str(tmp_path / "view.rq")))
    assert {(e.kind, e.weight, network.style.label(e.kind)) for e in network.edges} == {
        ("contributes", 2, "contributes to")
    }


def test_every_view_is_described_with_its_question_and_a_picture() -> None:
    for name in view_names():
        section = re.search(rf"^### {name}: (.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL)
        assert section, name
        assert load_view(name).description["en"] in " ".join(section.group(1).split())
        assert f"(images/view-{name}.svg)" in section.group(1)
        assert (ROOT / "docs" / "images" / f"view-{name}.svg").is_file()
