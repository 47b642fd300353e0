"""The wheel carries everything: installed elsewhere, it answers. And the two commands of README work in a clone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SYSTEM_TESTS = os.environ.get("NATO_KG_SYSTEM_TESTS") == "1"


def run(*arguments: str | Path, cwd: Path, **environment: str) -> str:
    clean = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV", "NATO_KG_STORE"}
    }
    done = subprocess.run(
        [str(a) for a in arguments], cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{arguments}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "uv", "build", "--quiet", "--wheel", "--out-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_ontology_data_and_queries(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "data", "queries"):
        for path in (ROOT / folder).rglob("*.*"):
            assert f"nato_kg/_resources/{path.relative_to(ROOT)}" in packed
    assert "nato_kg/py.typed" in packed


def test_an_installed_wheel_builds_and_answers_elsewhere(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    run(sys.executable, "-m", "uv", "venv", "--quiet", "--python", sys.executable, tmp_path / "venv", cwd=tmp_path)
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python)]
    run(*install, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=tmp_path)
    run(*install, "--no-deps", wheel, cwd=tmp_path)
    command = python.with_name("nato-kg")
    run(command, "build", cwd=tmp_path)
    assert "kst-29521-BA" in run(command, "trace", "EUFOR Althea", "--as-of", "2023-12-31", cwd=tmp_path)
    assert (tmp_path / ".nato-kg" / "current").exists()


@pytest.mark.skipif(not SYSTEM_TESTS, reason="sets up a whole environment: NATO_KG_SYSTEM_TESTS=1 turns it on")
def test_the_first_command_of_the_readme_works_in_a_clone(tmp_path: Path) -> None:
    run("git", "clone", "--quiet", ROOT, "clone", cwd=tmp_path)
    printed = run("make", "run", cwd=tmp_path / "clone", COLUMNS="100")
    assert "com-dpcr" in printed
    assert "EUFOR Althea" in printed
