"""Inside the walls: what a process that has raised them can still do. Each attempt is a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nato_kg.server import frames

RAISE = """
import ctypes, os, socket, sys
from nato_kg.server import walls
libc = ctypes.CDLL(None, use_errno=True)
standing = walls.raise_walls(seconds=5)
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RAISE + code], cwd=folder, capture_output=True, text=True, check=False, timeout=30
    )


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "os.system('true')",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.fork()",
    ],
)
def test_python_code_is_refused(attempt: str, tmp_path: Path) -> None:
    done = run(attempt, tmp_path)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr


@pytest.mark.parametrize(
    "call",
    [
        "libc.socket(2, 1, 0)",
        "libc.socketpair(1, 1, 0, ctypes.create_string_buffer(8))",
        "libc.open(b'made', os.O_CREAT | os.O_WRONLY, 0o600)",
        "libc.creat(b'made', 0o600)",
        "libc.open(b'kept', os.O_RDWR)",
        "libc.unlink(b'kept')",
        "libc.rename(b'kept', b'made')",
        "libc.truncate(b'kept', 0)",
        "libc.chmod(b'kept', 0)",
        "libc.mkdir(b'made', 0o700)",
        "libc.execv(b'/bin/true', None)",
        "libc.kill(os.getppid(), 0)",
    ],
)
def test_native_code_is_refused_by_the_kernel(call: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    done = run(f"print('seccomp' in standing, {call}, ctypes.get_errno())", tmp_path)
    assert done.stdout.split() == ["True", "-1", "1"], done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text() == "kept"


def test_a_file_can_be_read_and_threads_can_start(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    done = run(
        "import threading; t = threading.Thread(target=lambda: print(open('kept').read())); t.start(); t.join()",
        tmp_path,
    )
    assert done.stdout == "kept\n", done.stderr


def test_memory_ends_where_it_was_said(tmp_path: Path) -> None:
    done = run("walls.limit_memory(64); held = bytearray(50_000_000); print('held'); bytearray(90_000_000)", tmp_path)
    assert done.stdout == "held\n"
    assert "MemoryError" in done.stderr


def test_time_of_the_processor_ends_where_it_was_said(tmp_path: Path) -> None:
    done = run("walls.allow_seconds(-1)\nwhile True: pass", tmp_path)
    assert done.returncode == -24  # SIGXCPU


def test_without_descriptors_nothing_opens(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    done = run("walls.leave_no_descriptor()\ntry: open('kept')\nexcept OSError as error: print(error.errno)", tmp_path)
    assert done.stdout == "24\n"  # EMFILE


WITHOUT_KERNEL = """
import sys
from nato_kg.server import walls, worker
walls._leave_network = walls._filter_calls = lambda: False
sys.argv = ["worker", {store!r}, "200", "5"]
worker.main()
"""


def test_where_the_kernel_offers_no_wall_a_worker_answers_and_still_reaches_nobody(fictional_store: Path) -> None:
    code = WITHOUT_KERNEL.format(store=str((fictional_store / "current").resolve() / "store"))
    asked = {"format": "json", "base": "http://e/", "default": [], "named": [], "union": True}
    limits = {"rows": 100_000, "bytes": 50_000_000}
    with (
        socket.create_server(("127.0.0.1", 0)) as canary,
        subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process,
    ):
        assert process.stdin
        assert process.stdout
        canary.settimeout(0.3)
        answers = []
        service = f"SELECT * {{ SERVICE <http://127.0.0.1:{canary.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        try:
            answers.append(frames.read(process.stdout.fileno(), time.monotonic() + 10))
            for query in ("ASK { ?m a nkg:Mission }", service, "SELECT * { ?s ?p ?o }"):
                frames.write(process.stdin.fileno(), {**asked, **limits, "query": query}, b"")
                answers.append(frames.read(process.stdout.fileno(), time.monotonic() + 10))
        finally:
            process.kill()
        with pytest.raises(TimeoutError):
            canary.accept()
    hello, asks, reaches, everything = (answer or ({}, b"") for answer in answers)
    assert hello[0] == {"walls": []}
    assert asks[1].endswith(b"true}")
    assert reaches[0]["failed"] == "query"
    assert everything[0]["rows"] > 1_000
