"""The commands fetch and register: what they print, write and return."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_in import REGISTER, SEARCH, Paper, Reply, StandIn, commitment, odata_page, publish
from typer.testing import CliRunner

from nato_kg import resources
from nato_kg.build import Sources
from nato_kg.cli import app

EXAMPLE = str(resources.path("data", "examples", "register.json"))
ONE, TWO = Paper("1"), Paper("2", kind="Motie")


@pytest.fixture
def service() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


class Shell:
    """Runs commands in this process, with a stand-in for the services, in a terminal of 80 columns."""

    def __init__(self, service: StandIn) -> None:
        self.env = {
            "NATO_KG_SRU": service.url(SEARCH),
            "NATO_KG_ODATA": service.url(REGISTER),
            "COLUMNS": "80",
        }

    def __call__(self, *words: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, list(words), env=self.env)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def run(service: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    return Shell(service)


# ------------------------------------------------------------ fetch


def test_letters_go_into_the_usual_folder_which_a_build_takes(run: Shell, service: StandIn) -> None:
    publish(service, ONE)
    code, out, err = run("fetch", "kst-99310-1")
    assert (code, err) == (0, "")
    assert "kst-99310-1  new  kst-99310-1.xml, kst-99310-1.metadata.xml" in out
    assert "letters: 1 new · 0 updated · 0 unchanged · 0 failed" in out
    assert "Next: nato-kg build letters" in out
    assert Sources.shipped([Path("letters")]).texts == (Path("letters/kst-99310-1.xml"),)
    code, out, err = run("extract", "letters/kst-99310-1.xml", "--kind", "Commitment")
    assert (code, err) == (0, "")
    assert "Commitment · 1" in out


def test_a_dossier_by_kind_into_another_folder_in_dutch(run: Shell, service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE, TWO)
    words = ("--dossier", "99 310", "--kind", "motie", "--from", "2031-01-01", "--to", "2031-12-31")
    code, out, _ = run("fetch", *words, "--into", str(tmp_path / "moties"), "--lang", "nl")
    assert code == 0
    assert "kst-99310-2  nieuw" in out
    assert 'dt.date>="2031-01-01" and dt.date<="2031-12-31"' in service.asked(SEARCH)[0].query["query"]
    code, out, _ = run("fetch", *words, "--into", str(tmp_path / "moties"))
    assert "0 new · 0 updated · 1 unchanged · 0 failed" in out


def test_a_letter_that_fails_is_exit_code_4_with_the_count(run: Shell, service: StandIn) -> None:
    publish(service, ONE, TWO, forms=("xml",))
    service.answers[TWO.path("xml")] = Reply(status=404)
    code, out, err = run("fetch", "--dossier", "99310")
    assert (code, err.count("\n")) == (4, 1)
    assert err.startswith("nato-kg: kst-99310-2: there is nothing at http://127.0.0.1")
    assert "letters: 1 new · 0 updated · 0 unchanged · 1 failed" in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "name letters or one dossier"),
        (("99310-418",), "write it as kst-28676-418"),
        (("--dossier", "99310", "--from", "morgen"), "--from 'morgen' is not a day"),
        (("kst-99310-1", "--to", "2031-01-01"), "days and kinds go with a dossier"),
    ],
)
def test_a_wrong_call_is_exit_code_2_and_asks_nothing(
    run: Shell, service: StandIn, words: tuple[str, ...], message: str
) -> None:
    code, out, err = run("fetch", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err
    assert service.requests == []


def test_a_mirror_that_is_none_is_exit_code_2(run: Shell) -> None:
    run.env["NATO_KG_SRU"] = "http://mirror.example/sru"
    assert run("fetch", "kst-99310-1")[0] == 2


@pytest.mark.parametrize("command", [("fetch", "kst-99310-1"), ("register", "--fetch")])
def test_offline_is_one_line_and_exit_code_4(tmp_path: Path, command: tuple[str, ...]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/x"
        environment = {
            **os.environ,
            "NATO_KG_SRU": address,
            "NATO_KG_ODATA": address,
            "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
        }
        done = subprocess.run(
            [sys.executable, "-c", "from nato_kg.cli import main; main()", *command],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert done.stderr.startswith("nato-kg: 127.0.0.1 cannot be reached: ")
    assert "check the connection" in done.stderr


# ------------------------------------------------------------ register


def test_the_register_as_a_table(run: Shell) -> None:
    code, out, err = run("register", EXAMPLE, "--status", "open", "--status", "partly-fulfilled")
    assert (code, err) == (0, "")
    assert "TZ203103-001" in out
    assert "TZ203103-002" not in out
    assert "Deels Voldaan" in " ".join(out.split())
    assert "2 rows" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_register_for_programs(run: Shell) -> None:
    rows = json.loads(run("register", EXAMPLE, "--format", "json", "--text", "oefeningen")[1])
    assert [(row["number"], row["status"], row["stated_status"]) for row in rows] == [
        ("TZ203103-002", "fulfilled", "Voldaan")
    ]
    assert (rows[0]["fulfilled_on"], rows[0]["fulfilled_by"]) == ("2031-06-02", ["2031D00102"])
    lines = run("register", EXAMPLE, "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["made_on"] for line in lines] == ["2031-03-14", "2031-03-14", "2031-04-02"]
    table = list(csv.DictReader(io.StringIO(run("register", EXAMPLE, "--format", "csv", "--from", "2031-04-01")[1])))
    assert [(row["number"], row["status"]) for row in table] == [("TZ203104-001", "partly-fulfilled")]


def test_a_register_without_such_entries(run: Shell) -> None:
    assert run("register", EXAMPLE, "--text", "fregat", "--lang", "nl")[1] == "geen rijen\n"
    assert run("register", EXAMPLE, "--text", "fregat", "--format", "jsonl")[1] == ""


def test_the_register_is_fetched_and_read(run: Shell, service: StandIn, tmp_path: Path) -> None:
    service.answers[REGISTER] = Reply(odata_page(commitment(1), commitment(2, Status="Vervallen")))
    code, out, err = run("register", "--fetch", "--status", "lapsed", "--from", "2031-03-01", "--format", "json")
    assert (code, err) == (0, "")
    assert [row["number"] for row in json.loads(out)] == ["TZ203103-002"]
    assert len(json.loads((tmp_path / "register.json").read_bytes())["value"]) == 2
    assert run("register", "register.json")[0] == 0


def test_wrong_calls_and_files_of_the_register(run: Shell, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    for words, code, message in (
        ((), 2, "name the file of the register"),
        ((EXAMPLE, "--from", "2032-01-01", "--to", "2031-01-01"), 2, "2032-01-01 is after 2031-01-01"),
        (("broken.json",), 3, "the JSON is broken"),
        (("none.json",), 3, "No such file"),
    ):
        done = run("register", *words)
        assert (done[0], done[1], done[2].count("\n")) == (code, "", 1)
        assert message in done[2]
