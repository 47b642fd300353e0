"""README's commands and Python run as it shows them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line.split("  #")[0].strip() for kind, block in BLOCKS if kind == "bash" for line in block.splitlines()]
OURS = [command for command in COMMANDS if command.startswith("nato-kg")]
#: Shown and not run: they need the network, or go on until they are ended.
SHOWN = [line[2:] for kind, block in BLOCKS if kind == "console" for line in block.splitlines() if line[:2] == "$ "]


def run(arguments: str | list[str], folder: Path, store: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "NATO_KG_STORE": str(store),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
    }
    shell = isinstance(arguments, str)
    return subprocess.run(
        arguments, shell=shell, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme") / "store"
    done = run("nato-kg build", folder.parent, folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("command", OURS)
def test_every_command_of_the_readme_works(command: str, store: Path, tmp_path: Path) -> None:
    for folder in ("data", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / ".nato-kg").symlink_to(store)
    done = run(command, tmp_path, store)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or len(list(tmp_path.iterdir())) > 3, "it prints or writes something"


@pytest.mark.parametrize("code", [block for kind, block in BLOCKS if kind == "python"])
def test_the_python_of_the_readme_runs(code: str, store: Path, tmp_path: Path) -> None:
    done = run([sys.executable, "-W", "error", "-c", code], tmp_path, store)
    assert done.returncode == 0, done.stderr
    assert "eufor-althea" in done.stdout
    assert "'com-dpcr', 'open'" in done.stdout


def test_the_two_commands_of_a_newcomer_are_the_first_and_exist() -> None:
    assert COMMANDS[:2] == ["make run", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^run:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)


def test_every_command_line_command_is_in_the_readme() -> None:
    done = run("nato-kg --help", ROOT, ROOT / "none")
    commands = re.findall(r"^  ([a-z]+) +[A-Z]", done.stdout.split("Commands:")[1], re.MULTILINE)
    assert commands
    shown = {name for command in OURS for name in re.findall(r"(?:^|&& )nato-kg (\w+)", command)}
    assert shown >= set(commands) - {"fetch", "serve"}
    assert {command.split()[1] for command in SHOWN} >= {"fetch", "serve"}


def test_what_the_readme_shows_of_the_output_is_what_comes_out(store: Path, tmp_path: Path) -> None:
    shown = next(block for kind, block in BLOCKS if kind == "" and "PROMISED" in block)
    done = run("nato-kg build --as-of 2023-12-31", tmp_path, store)
    printed = " ".join(done.stdout.split()) + (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in shown.splitlines():
        assert line == "…" or line in printed, line


def test_every_file_that_the_readme_names_exists() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target
