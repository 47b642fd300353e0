"""The command line on what became of promises: the ledger narrowed, the brief, judging, and what changed."""

from __future__ import annotations

import csv
import getpass
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from archive import story, write_letters
from typer.testing import CliRunner

from nato_kg.cli import app
from nato_kg.judgements import read_judgements

LAST = ("--as-of", "2032-12-31")


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def papers(self) -> set[str]:
        """The letters of the archive in an answer in JSON."""
        return {row["letter"].removeprefix("kst-") for row in self.data if row["letter"].startswith("kst-900")}


Run = Callable[..., Done]


def call(*words: str, store: Path, folder: Path | None = None) -> Done:
    env = {"NATO_KG_STORE": str(store), "COLUMNS": "80"}
    if folder is not None:
        env["NATO_KG_JUDGEMENTS"] = str(folder / "judgements.jsonl")
    result = CliRunner().invoke(app, list(words), env=env)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def run(archive_store: Path, tmp_path: Path) -> Run:
    """Runs a command on the archive's graph, with a file of judgements of the test's own."""
    return lambda *words, store=archive_store: call(*words, store=store, folder=tmp_path)


# ------------------------------------------------------------ commitments


def test_what_is_overdue(run: Run) -> None:
    papers = run("commitments", "--overdue", *LAST, "--format", "json").papers
    assert {"90012-1", "90013-1", "90016-1", "90018-1"} <= papers
    assert papers.isdisjoint({"90010-1", "90011-1", "90014-1", "90015-1"})
    assert run("commitments", "--overdue", "--as-of", "2031-02-01", "--format", "json").data == []


def test_what_is_overdue_says_when_it_was_due_and_what_was_searched(run: Run) -> None:
    done = run("commitments", "--overdue", "--about", "Zee & IJs", *LAST)
    words = " ".join(done.out.split())
    assert done.code == 0
    for part in ("31 Mar 2032", "searched: 37 letters", "not searched after 20 Oct 2031"):
        assert part in words
    assert max(map(len, done.out.splitlines())) <= 80


def test_what_was_kept(run: Run) -> None:
    rows = run("commitments", "--fulfilled", *LAST, "--format", "json")
    assert rows.papers == {"90010-1", "90011-1", "90017-1"}
    assert {row["status"] for row in rows.data} == {"fulfilled"}


def test_whose_promises(run: Run) -> None:
    assert run("commitments", "--minister", "Minister of Foreign Affairs", *LAST, "--format", "json").papers == {
        "90021-1"
    }
    done = run("commitments", "--minister", "Minister of Nothing")
    assert (done.code, done.err.count("\n")) == (2, 1)


def test_what_is_due_before_a_day(run: Run) -> None:
    due = run("commitments", "--due-before", "2031-05-01", "--open", *LAST, "--format", "json")
    assert due.papers == {"90018-1", "90021-1"}
    assert all(row["due_to"] < "2031-05-01" for row in due.data)
    assert run("commitments", "--due-before", "soon").code == 2


def test_what_was_kept_is_not_open(run: Run) -> None:
    done = run("commitments", "--fulfilled", "--open")
    assert (done.code, done.out) == (2, "")
    assert "what was kept is not open" in done.err


def test_the_ledger_as_rows_holds_the_history(run: Run) -> None:
    (row,) = run("commitments", "--letter", "kst-90012-1", *LAST, "--format", "json").data
    assert [(step["on"], step["outcome"], step["due_to"]) for step in row["history"]] == [
        ("2031-04-20", "postponed", "2031-10-31"),
        ("2031-10-20", "postponed", "2032-03-31"),
    ]
    lines = list(csv.DictReader(io.StringIO(run("commitments", *LAST, "--format", "csv").out)))
    assert len(lines) == len(run("commitments", *LAST, "--format", "json").data)


# ------------------------------------------------------------ the brief


def test_a_brief_for_the_screen_and_for_a_file_is_the_same_page(run: Run, tmp_path: Path) -> None:
    done = run("commitments", "--brief", "html", *LAST)
    assert done.out.startswith("<!DOCTYPE html>")
    assert "Zee &amp; IJs" in done.out
    assert "Zee & IJs" not in done.out
    assert "Noorwegen" not in done.out, "what was kept is not open"
    assert run("commitments", "--brief", "html", "-o", str(tmp_path / "debat.html"), *LAST).out == ""
    assert (tmp_path / "debat.html").read_text(encoding="utf-8") == done.out


def test_a_brief_as_odt_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.odt", "b.odt")]
    for path in paths:
        assert run("commitments", "--brief", "odt", "-o", str(path), *LAST).code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert paths[0].read_bytes().startswith(b"PK")
    done = run("commitments", "--brief", "odt", *LAST)
    assert (done.code, done.out) == (2, "")
    assert "name a file with -o" in done.err


def test_a_brief_that_cannot_be_written_says_so(run: Run) -> None:
    for form in ("html", "odt"):
        done = run("commitments", "--brief", form, "-o", "/no/such/place/debat", *LAST)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_brief_beside_the_register(run: Run) -> None:
    from nato_kg import resources

    register = str(resources.path("data", "examples", "register.json"))
    done = run("commitments", "--brief", "html", "--register", register, *LAST)
    assert done.code == 0
    assert "register ·" in done.out
    assert "officielebekendmakingen.nl/register" not in done.out


# ------------------------------------------------------------ judge


def test_what_waits_for_a_judgement(run: Run) -> None:
    done = run("judge", "--list")
    assert "kst-90020-2" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    rows = run("judge", "--list", "--format", "json").data
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert all(row["score"] >= 0.9 for row in run("judge", "--list", "--least", "0.9", "--format", "json").data)
    assert run("judge", "--list", "--format", "csv").out.startswith("commitment,letter,issued,score,reason")


def test_nothing_waits(run: Run, built_store: Path) -> None:
    assert run("judge", "--list", store=built_store).out == "nothing waits for a judgement\n"
    assert run("judge", "--list", "--lang", "nl", store=built_store).out == "er wacht niets op een oordeel\n"


def test_a_judgement_is_one_more_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    done = run("judge", "com-dpcr", "kst-28676-420", "no", "--note", "vertelt alleen het besluit")
    assert (done.code, done.err) == (0, "")
    assert "it counts from the next build" in " ".join(done.out.split())
    assert run("judge", "com-dpcr", "kst-28676-420", "undo", "--by", "an").code == 0
    first, second = read_judgements(path)
    assert (first.about, first.other, first.verdict) == ("kst-28676-418/com-dpcr", "kst-28676-420", "no")
    assert (first.by, first.note) == (getpass.getuser(), "vertelt alleen het besluit")
    assert (second.verdict, second.by) == ("undo", "an")


def test_two_gatherings_can_be_judged_by_ids_that_are_gone(run: Run, tmp_path: Path) -> None:
    assert run("judge", "meeting/x-2031-06-28", "meeting/x-2031-06-29", "no").code == 0
    (judgement,) = read_judgements(tmp_path / "judgements.jsonl")
    assert (judgement.about, judgement.other) == ("meeting/x-2031-06-28", "meeting/x-2031-06-29")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("judge",), "say which commitment, which letter, and yes, no or undo; see nato-kg judge --list"),
        (("judge", "com-dpcr", "kst-28676-420"), "say which commitment"),
        (("judge", "com-dpc", "kst-28676-420", "no"), "did you mean com-dpcr"),
        (("judge", "com-dpcr", "kst-28676-42", "no"), "nothing is called 'kst-28676-42'"),
        (("judge", "kst-28676-420", "com-dpcr", "no"), "among things of kind Commitment"),
    ],
)
def test_a_wrong_judgement_is_one_line_and_writes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    done = run(*words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert message in done.err
    assert not (tmp_path / "judgements.jsonl").exists()


def test_who_has_no_name_on_the_machine_gives_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", unknown)
    done = run("judge", "com-dpcr", "kst-28676-420", "no")
    assert (done.code, done.out) == (2, "")
    assert "give it with --by" in done.err
    assert run("judge", "com-dpcr", "kst-28676-420", "no", "--by", "an").code == 0


def test_a_verdict_that_is_none(run: Run) -> None:
    done = run("judge", "com-dpcr", "kst-28676-420", "maybe")
    assert (done.code, done.out) == (2, "")
    assert "maybe" in done.err


def test_a_broken_line_is_named_by_the_build_with_the_next_step(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text("yes\n", encoding="utf-8")
    done = run("build", store=tmp_path / "kg")
    assert (done.code, done.out) == (3, "")
    last = done.err.splitlines()[-1]
    assert f"{path}:1" in last
    assert "write a JSON object with about, other, verdict" in last


# ------------------------------------------------------------ judge, build, diff


def test_from_a_proposal_to_a_promise_kept(run: Run, tmp_path: Path) -> None:
    """What a user does: build, judge, build again, and see what changed."""
    letters = str(tmp_path / "letters")
    write_letters(tmp_path / "letters", story("90020"))
    old, new = tmp_path / "old", tmp_path / "new"
    assert run("build", letters, store=old).code == 0
    (proposal,) = run("judge", "--list", "--format", "json", store=old).data
    assert run("judge", proposal["commitment"], proposal["letter"], "yes", store=old).code == 0
    assert run("build", letters, store=new).code == 0
    assert run("judge", "--list", "--format", "json", store=new).data == []

    for store, status in ((old, "open"), (new, "fulfilled")):
        (row,) = run("commitments", "--letter", "kst-90020-1", *LAST, "--format", "json", store=store).data
        assert row["status"] == status

    done = run("diff", str(old), str(new), *LAST)
    words = " ".join(done.out.split())
    assert done.code == 0
    assert "STATUSES THAT MOVED" in words
    assert "fulfilled · in-time" in words
    assert max(map(len, done.out.splitlines())) <= 80
    rows = run("diff", str(old), str(new), *LAST, "--format", "json").data
    assert {row["kind"] for row in rows if row["what"] == "moved"} == {"Commitment"}
    assert run("diff", str(new), str(new), "--lang", "nl").out == "er is niets veranderd\n"


def test_what_changed_as_csv_and_nothing(run: Run, built_store: Path, fictional_store: Path) -> None:
    done = run("diff", str(built_store), str(fictional_store), *LAST, "--format", "csv")
    assert done.out.startswith("what,kind,id,label,field,before,after")
    assert "added,Commitment,kst-99001-7/com-cables" in done.out
    assert run("diff", str(built_store), str(built_store)).out == "nothing changed\n"


def test_a_build_that_is_not_there(run: Run, archive_store: Path, tmp_path: Path) -> None:
    done = run("diff", str(tmp_path / "none"), str(archive_store))
    assert (done.code, done.out, done.err.count("\n")) == (4, "", 1)
