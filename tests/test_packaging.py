"""The wheel carries everything: installed elsewhere, it answers. And the two commands of README work in a clone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nato_kg.server.pages.frontend import FILES, LIBRARIES, has_library

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


def test_the_wheel_carries_the_front_end_libraries_with_their_licences(wheel: Path) -> None:
    if not all(has_library(name) for name in FILES):
        pytest.skip("the front-end libraries are not here: make frontend")
    packed = zipfile.ZipFile(wheel)
    vendor = "nato_kg/server/static/vendor/"
    names = {name.removeprefix(vendor) for name in packed.namelist() if name.startswith(vendor)}
    assert {file for files in FILES.values() for file in files} <= names
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    bundled = {
        path.rpartition("node_modules/")[2] for path, one in lock["packages"].items() if path and not one.get("dev")
    }
    licences = {name for name in names if name.startswith("licences/")}
    assert licences == {f"licences/{name.replace('/', '+')}.txt" for name in bundled}
    assert all(packed.getinfo(vendor + name).file_size > 500 for name in licences)


def test_the_lock_of_the_front_end_pins_and_holds_no_address_of_a_registry() -> None:
    text = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    packages = {path: one for path, one in json.loads(text)["packages"].items() if path}
    assert packages
    assert all(one["integrity"].startswith("sha512-") and "resolved" not in one for one in packages.values())
    assert "registry" not in text
    ignored = run("git", "check-ignore", LIBRARIES, ROOT / "frontend" / "node_modules", cwd=ROOT)
    assert len(ignored.splitlines()) == 2, "what is fetched is never committed"


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
