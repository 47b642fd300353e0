"""``nato-kg serve`` as a user meets it: it says where it is, ends when told, and says what is wrong."""

from __future__ import annotations

import re
import signal
import socket
import time
from pathlib import Path

import pytest
from served import serving
from typer.testing import CliRunner

from nato_kg.cli import app
from nato_kg.errors import NetworkError, UsageError
from nato_kg.server.listen import _bind, listen
from nato_kg.server.settings import Settings


def test_it_answers_until_it_is_told_to_end_and_leaves_no_process(built_store: Path, tmp_path: Path) -> None:
    with serving(built_store, tmp_path / "log", "--lang", "nl") as served:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", served.address)
        with served.client() as client:
            assert client.get("/health").json()["status"] == "ok"
            assert "Finland" in client.get("/api/questions/members?on=2023-12-31").text
        workers = _children(served.process.pid)
        assert len(workers) == 2
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(timeout=10)
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_an_interrupt_ends_it_without_a_traceback(built_store: Path, tmp_path: Path) -> None:
    with serving(built_store, tmp_path / "log") as served:
        pass
    assert served.process.returncode in {0, 130}
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_workers_of_a_server_that_was_killed_end_by_themselves(built_store: Path, tmp_path: Path) -> None:
    with serving(built_store, tmp_path / "log") as served:
        workers = _children(served.process.pid)
        served.process.kill()
        served.process.wait()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def test_an_address_that_others_reach_needs_a_name(built_store: Path) -> None:
    with pytest.raises(UsageError, match="--hostname"):
        listen(built_store, Settings(host="0.0.0.0"))


def test_a_port_that_is_taken(built_store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(NetworkError, match="name another --port"):
        listen(built_store, Settings(port=taken.getsockname()[1]))


def test_small_answers_are_sent_at_once() -> None:
    """asyncio sets TCP_NODELAY on connections whose socket names its protocol; others wait 40 ms for the client."""
    with _bind(Settings(port=0)) as bound:
        assert bound.proto == socket.IPPROTO_TCP


def test_a_store_that_is_not_there_is_exit_code_4(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["serve", "--store", str(tmp_path / "none")])
    assert (done.exit_code, "there is no graph yet" in done.stderr) == (4, True)
