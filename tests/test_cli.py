"""The command line: every command, its formats, streams, exit codes and one-line errors."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from rdflib import Graph, URIRef
from typer.testing import CliRunner

from nato_kg import __version__
from nato_kg.cli import app
from nato_kg.namespaces import ID, nkg
from nato_kg.traverse import KnowledgeGraph

COMMANDS = (
    *(
        "build",
        "query",
        "sparql",
        "trace",
        "commitments",
        "explain",
        "validate",
        "export",
        "centrality",
        "paths",
        "together",
    ),
    *("extract", "evaluate", "fetch", "register", "judge", "diff", "serve"),
)
MAIN = (sys.executable, "-c", "from nato_kg.cli import main; main()")
OTHER_LETTER = Path(__file__).parent / "fictional" / "kst-99001-7.txt"
PREFIXES = """
@prefix nkg: <https://w3id.org/nato-kg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix letter: <https://w3id.org/nato-kg/id/letter/> .
@prefix coverage: <https://w3id.org/nato-kg/code/coverage/> .
"""


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Runs commands in this process, on the shipped graph, in a terminal of 80 columns."""

    def __init__(self, store: Path) -> None:
        self.env = {"NATO_KG_STORE": str(store), "COLUMNS": "80"}

    def __call__(self, *words: str, stdin: str | bytes | None = None, store: Path | None = None) -> Done:
        env = {**self.env, **({"NATO_KG_STORE": str(store)} if store else {})}
        result = CliRunner().invoke(app, list(words), input=stdin, env=env)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.stdout, result.stderr)


@pytest.fixture(scope="module")
def run(built_store: Path) -> Shell:
    return Shell(built_store)


@pytest.fixture
def process_env(built_store: Path) -> dict[str, str]:
    """For real processes: this project's modules, the shipped graph."""
    path = os.pathsep.join(part for part in sys.path if part)
    return {**os.environ, "NATO_KG_STORE": str(built_store), "COLUMNS": "80", "PYTHONPATH": path}


def assert_fits(text: str, width: int = 80) -> None:
    """Nothing but an address, which can then be copied, is wider than the terminal."""
    wide = [line for line in text.splitlines() if len(line) > width and not line.strip().startswith("https://")]
    assert wide == []


# ------------------------------------------------------------ help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Shell, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"\n  nato-kg {command}" in done.out
    assert_fits(done.out)


def test_the_list_of_commands_says_what_each_does(run: Shell) -> None:
    done = run("--help")
    lines = done.out.split("Commands:\n")[1].splitlines()
    listed = [line.split(maxsplit=1) for line in lines[: len(COMMANDS)]]
    assert sorted(name for name, _ in listed) == sorted(COMMANDS)
    assert all(text.endswith(".") and not text.endswith("...") for _, text in listed)


def test_version_and_no_arguments(run: Shell) -> None:
    assert run("--version").out == f"nato-kg {__version__}\n"
    assert "Commands:" in run().out + run().err


# ------------------------------------------------------------ query


def test_the_catalogue(run: Shell) -> None:
    done = run("query")
    assert "mission-trace" in done.out
    assert_fits(done.out)


def test_one_question_described(run: Shell) -> None:
    assert "subject=" in run("query", "commitments", "--describe").out
    assert "waarover het gaat" in run("query", "commitments", "--describe", "--lang", "nl").out


def test_rows_as_a_table(run: Shell) -> None:
    done = run("query", "members", "-p", "organisation=NATO", "-p", "on=2023-04-04")
    assert (done.code, done.err) == (0, "")
    assert "Finland" in done.out
    assert "31 rows" in done.out


def test_rows_as_json(run: Shell) -> None:
    rows = run("query", "commitments", "--param", "as_of=2023-12-31", "--format", "json").data
    assert [row["status"] for row in rows] == ["fulfilled", "fulfilled", "open", "fulfilled"]
    assert rows[0]["fulfilledBy"] == ["kst-29521-BA"]


def test_rows_as_csv_in_dutch(run: Shell) -> None:
    done = run("query", "members", "-p", "organisation=NAVO", "-p", "on=2022-10-12", "--format", "csv", "--lang", "nl")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert len(rows) == 30
    assert "Duitsland" in {row["stateLabel"] for row in rows}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("query", "comitments"), "no question is called 'comitments'; did you mean commitments"),
        (("query", "zzz"), "run 'nato-kg query' for the list"),
        (("query", "members", "-p", "day=2022-10-12"), "'members' has no parameter 'day'; it takes organisation, on"),
        (("query", "members", "-p", "on=12-10-2022"), "on '12-10-2022' is not a day; write it as 2022-10-14"),
        (("query", "members", "-p", "on"), "--param 'on' is no key with a value"),
        (("query", "members", "-p", "on="), "--param 'on=' is no key with a value"),
        (("query", "members", "-p", "on=2022-10-12", "-p", "on=2022-10-13"), "--param on is given twice"),
        (("query", "members", "-p", "organisation=netherlands"), "among things of kind Organisation"),
        (("trace", "kfro"), "nothing is called 'kfro'; did you mean kfor?"),
        (("trace", "--as-of", "yesterday"), "--as-of 'yesterday' is not a day"),
        (("commitments", "--as-of", ""), "--as-of '' is not a day"),
        (("explain", "com-altea"), "did you mean com-althea"),
        (("sparql",), "give one query"),
        (("sparql", "x.rq", "-q", "ASK {}"), "give one query"),
        (("sparql", "-q", "SELEKT"), "no valid SPARQL"),
        (("validate", "letter.txt"), "letter.txt is not a curated letter; give Turtle (.ttl)"),
        (("export", "--format", "csv"), "this format has 2 files; name a folder with -o"),
        (
            ("export", "--format", "trig", "--view", "policy"),
            "--format trig holds the whole graph; for a part of it use",
        ),
        (("export", "--format", "gexf", "--view", "polcy"), "no view is called 'polcy'; there are citations, meetings"),
        (("export", "--format", "gexf", "--from", "2022"), "--from '2022' is not a day"),
        (
            ("export", "--format", "gexf", "--from", "2023-01-01", "--to", "2022-01-01"),
            "2022-01-01 is before 2023-01-01",
        ),
        (("export", "--format", "gexf", "--view", "missions", "--about", "kst-28676-418"), "is not in this view"),
        (("export", "--format", "gexf", "-o", "/no/such/place.gexf"), "the export cannot be written"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(run: Shell, words: tuple[str, ...], message: str) -> None:
    done = run(*words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("nato-kg: ")
    assert message in done.err


@pytest.mark.parametrize("words", [("explain", "session1"), ("query", "evidence", "-p", "statement=session1")])
def test_an_ambiguous_name_says_what_it_could_have_meant(
    run: Shell, fictional_store: Path, words: tuple[str, ...]
) -> None:
    done = run(*words, store=fictional_store)
    assert (done.code, done.out) == (2, "")
    assert "'session1' can be 2 things; use one of kst-28676-418/session1, kst-99001-7/session1" in done.err


@pytest.mark.parametrize(
    "words", [("export", "--format", "dot"), ("query", "--lang", "fr"), ("nonsense",), ("trace", "--nonsense")]
)
def test_an_option_that_is_none_is_exit_code_2(run: Shell, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert "Error" in done.err


# ------------------------------------------------------------ sparql

MISSIONS = "SELECT ?m { ?m a nkg:Mission } ORDER BY ?m"


def test_a_query_from_a_word_a_file_or_a_stream(run: Shell, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(f"\ufeff{MISSIONS}", encoding="utf-8")
    given = run("sparql", "-q", MISSIONS)
    assert given.out.split() == ["m", "────────────", "eufor-althea", "kfor", "nmi", "oir"]
    assert run("sparql", str(tmp_path / "q.rq")) == given
    assert run("sparql", "-", stdin=MISSIONS) == given


def test_results_as_json_csv_graph_and_answer(run: Shell) -> None:
    found = run("sparql", "-q", MISSIONS, "--format", "json").data
    assert found["results"]["bindings"][1]["m"]["value"].endswith("/mission/kfor")
    assert len(run("sparql", "-q", MISSIONS, "--format", "csv").out.splitlines()) == 5
    assert "a nkg:Mission" in run("sparql", "-q", "CONSTRUCT WHERE { ?m a nkg:Mission }").out
    assert run("sparql", "-q", "ASK { ?m a nkg:Mission }").out == "yes\n"
    assert run("sparql", "-q", "ASK { ?m a nkg:Nonsense }").out == "no\n"


def test_data_is_not_taken_for_markup_nor_for_formulas(run: Shell) -> None:
    query = 'SELECT ("[/b] :smile:" AS ?a) ("=1+1" AS ?b) {}'
    assert "[/b] :smile:  =1+1" in run("sparql", "-q", query).out
    assert run("sparql", "-q", query, "--format", "csv").out == "a,b\n[/b] :smile:,'=1+1\n"


def test_a_query_that_cannot_be_read_is_exit_code_3(run: Shell, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"SELECT \xff")
    for name, message in (("none.rq", "No such file"), ("bad.rq", "no UTF-8 text"), (".", "Is a directory")):
        done = run("sparql", str(tmp_path / name))
        assert (done.code, done.err.count("\n")) == (3, 1)
        assert message in done.err
    assert run("sparql", "-", stdin=b"\xff").code == 3


# ------------------------------------------------------------ trace, commitments, explain


def test_the_trace_of_a_mission(run: Shell) -> None:
    done = run("trace", "EUFOR Althea", "--as-of", "2023-12-31")
    assert done.out.startswith("EUFOR Althea · European Union · Bosnia and Herzegovina")
    assert "kept by kst-29521-BA, 6 Apr 2023" in done.out
    assert "searched: 8 letters" in done.out
    assert_fits(done.out)


def test_the_trace_as_json_csv_and_in_dutch(run: Shell) -> None:
    [mission] = run("trace", "KFOR", "--as-of", "2023-12-31", "--format", "json").data
    assert (mission["id"], mission["decisions"], mission["as_of"]) == ("kfor", [], "2023-12-31")
    assert run("trace", "--format", "csv").out.startswith("id,label,acronym,lead,")
    assert "toezegging: brief" not in run("trace", "NMI", "--lang", "nl").out
    assert "toezegging: voorstellen" in run("trace", "NMI", "--lang", "nl").out


def test_the_ledger(run: Shell) -> None:
    done = run("commitments", "--as-of", "2023-12-31")
    assert [word for word in done.out.split() if word.startswith("com-")] == [
        "com-dis",
        "com-althea",
        "com-nmi",
        "com-dpcr",
    ]
    assert_fits(done.out)
    still = run("commitments", "--open", "--as-of", "2023-12-31")
    assert "com-dpcr" in still.out
    assert "com-dis" not in still.out
    assert "none found in 5" in still.out


def test_the_ledger_before_the_letter_says_what_was_searched_once(run: Shell) -> None:
    assert run("commitments", "--as-of", "2022-09-29").out.count("searched: 2 letters") == 1


def test_the_ledger_as_json_csv_and_in_dutch(run: Shell) -> None:
    [promise] = run("commitments", "--about", "EUFOR Althea", "--as-of", "2023-12-31", "--format", "json").data
    assert (promise["id"], promise["kept_by"][0]["days"]) == ("com-althea", 188)
    assert run("commitments", "--as-of", "2022-09-29", "--format", "csv").out.startswith("id,iri,label,")
    assert run("commitments", "--as-of", "2022-09-29", "--format", "json").data == []
    assert "OPENSTAAND" in run("commitments", "--lang", "nl", "--as-of", "2022-10-14").out
    assert len(run("commitments", "--letter", "kst-28676-418", "--format", "json").data) == 4


def test_an_explanation(run: Shell) -> None:
    done = run("explain", "com-althea")
    words = " ".join(done.out.split())
    for part in ("section 4", "sentence 62", "characters 9254 to 9288", "kst-29521-446", "448", "upper house"):
        assert part in words
    assert_fits(done.out)


def test_an_explanation_quotes_the_letter_once(run: Shell, shared: Path) -> None:
    done = run("explain", "com-althea", "--letter", str(shared / "letters" / "kst-28676-418.txt"))
    assert (done.code, done.out.count("“"), done.out.count("”")) == (0, 1, 1)


def test_a_letter_that_is_another_or_none_is_exit_code_3(run: Shell, tmp_path: Path) -> None:
    for path, message in ((OTHER_LETTER, "another rendition"), (tmp_path / "none.txt", "cannot be read")):
        done = run("explain", "com-althea", "--letter", str(path))
        assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)
        assert message in done.err


# ------------------------------------------------------------ export


def test_an_export_to_a_file_and_a_stream(run: Shell, tmp_path: Path) -> None:
    target = tmp_path / "nato.gexf"
    done = run("export", "--format", "gexf", "-o", str(target))
    assert done.out == ""
    assert re.fullmatch(rf"{re.escape(str(target))}: \d{{3}} nodes, \d{{3}} edges\n", done.err)
    assert nx.read_gexf(target).nodes["mission/kfor"]["label"] == "Kosovo Force"
    assert run("export", "--format", "gexf").out == target.read_text(encoding="utf-8")
    assert run("export", "--format", "nquads", "-o", "-").out.startswith("<")


def test_an_export_to_a_folder(run: Shell, tmp_path: Path) -> None:
    assert run("export", "--format", "csv", "-o", str(tmp_path / "tables"), "--lang", "nl").code == 0
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv"]
    assert "Nederland," in (tmp_path / "tables" / "nodes.csv").read_text(encoding="utf-8")


def test_an_export_of_a_part(run: Shell, tmp_path: Path) -> None:
    target = tmp_path / "part.gexf"
    words = ("--view", "missions", "--about", "EUFOR Althea", "--hops", "1", "--from", "2022-01-01", "--lang", "nl")
    assert run("export", "--format", "gexf", *words, "-o", str(target)).code == 0
    graph = nx.read_gexf(target)
    assert graph.nodes["state/bosnia-and-herzegovina"]["label"] == "Bosnië en Herzegovina"
    assert "mission/kfor" not in graph


def test_a_view_of_ones_own(run: Shell, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("CONSTRUCT { ?m nkg:inCountry ?c } WHERE { ?m nkg:inCountry ?c }")
    (tmp_path / "mine.yaml").write_text("title: {en: Mine}\ndescription: {en: Where missions are}\n")
    done = run("export", "--format", "graphml", "--view", str(tmp_path / "mine.rq"))
    graph: Any = nx.read_graphml(io.BytesIO(done.out.encode()))
    assert {graph.nodes[name]["kind"] for name in graph} == {"Mission", "State"}


# ------------------------------------------------------------ networks


def test_what_is_central(run: Shell) -> None:
    done = run("centrality", "--view", "meetings", "--top", "3")
    assert done.out.startswith("NATO defence ministers' meeting, October 2022")
    assert "pagerank: how often a walk along random relations comes by" in " ".join(done.out.split())
    rows = json.loads(run("centrality", "--kind", "State", "--by", "degree", "--format", "json").out)
    assert rows[0]["id"] == "state/netherlands"
    assert {row["kind"] for row in rows} == {"State"}


def test_ways_with_what_each_step_rests_on(run: Shell) -> None:
    done = run("paths", "KFOR", "Kosovo", "--hops", "2", "--lang", "nl")
    assert "kfor -[inCountry]-> kosovo" in done.out
    assert "kst-28676-418, onderdeel 4, zin 56" in done.out
    steps = json.loads(run("paths", "EUFOR Althea", "kst-29521-BA", "--format", "json").out)
    assert {(step["path"], step["number"]) for step in steps} >= {(1, 1), (1, 2), (2, 1)}
    assert all(step["places"] or step["sources"] for step in steps)
    assert run("paths", "KFOR", "Sweden", "--hops", "1").out == "no way of at most 1 steps from KFOR to Sweden\n"


def test_what_letters_name_together(run: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(run("together", "KFOR", "NMI", "--by", "month", "--format", "csv").out)))
    assert rows == [{"id": "nmi", "label": "NATO Mission Iraq", "kind": "Mission", "letters": "1", "2022-09": "1"}]
    assert "in how many letters both are named" in run("together", "KFOR", "--top", "2").out
    assert run("together", "KFOR", "Albania").out == "no rows\n"


# ------------------------------------------------------------ build, validate, stores


def test_a_build_shows_the_graph_and_leaves_it_to_other_commands(run: Shell, tmp_path: Path) -> None:
    done = run("build", "--as-of", "2023-12-31", store=tmp_path / "kg")
    assert (done.code, done.err) == (0, "")
    assert "4 missions · 11 decisions · 4 commitments" in done.out
    assert "0 violations" in done.out
    assert_fits(done.out)
    assert run("trace", "KFOR", store=tmp_path / "kg").code == 0


def test_the_shipped_data_is_valid(run: Shell) -> None:
    done = run("validate", "--lang", "nl")
    assert (done.code, done.out) == (0, "De graaf voldoet aan de regels.\n")


BAD_LETTERS = {
    "syntax": ("letter:kst-1-1 a nkg:Letter", 3, "bad.ttl:"),
    "term": ("letter:kst-1-1 a nkg:Leter ; nkg:coverage coverage:partial .", 3, "Letter"),
    "shape": ("letter:kst-1-1 a nkg:Letter ; nkg:coverage coverage:partial .", 1, "nothing was published"),
}


@pytest.mark.parametrize(("turtle", "code", "message"), BAD_LETTERS.values(), ids=BAD_LETTERS)
def test_a_bad_letter_publishes_nothing(run: Shell, tmp_path: Path, turtle: str, code: int, message: str) -> None:
    (tmp_path / "bad.ttl").write_text(f"{PREFIXES}\n{turtle}\n", encoding="utf-8")
    done = run("build", str(tmp_path / "bad.ttl"), store=tmp_path / "kg")
    assert (done.code, done.out) == (code, "")
    last = done.err.splitlines()[-1]
    assert last.startswith("nato-kg: ")
    assert message in last
    assert not (tmp_path / "kg" / "current").exists()


def test_violations_are_a_report_and_exit_code_1(run: Shell, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(f"{PREFIXES}\n{BAD_LETTERS['shape'][0]}\n", encoding="utf-8")
    done = run("validate", str(tmp_path / "bad.ttl"))
    assert done.code == 1
    assert "kst-1-1" in done.out
    assert "sh:ValidationReport" in run("validate", str(tmp_path / "bad.ttl"), "--report").out


def test_a_letter_that_is_not_there_is_exit_code_3(run: Shell, tmp_path: Path) -> None:
    done = run("validate", str(tmp_path / "none.ttl"))
    assert (done.code, done.err.count("\n")) == (3, 1)
    assert "none.ttl" in done.err


@pytest.mark.parametrize(
    "command", [("query", "letters"), ("trace",), ("explain", "x"), ("export", "--format", "trig")]
)
def test_a_missing_store_is_exit_code_4(run: Shell, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, store=tmp_path / "none")
    assert (done.code, done.out) == (4, "")
    assert done.err == (
        f"nato-kg: there is no graph yet ({tmp_path / 'none'}); run 'nato-kg build' first, or name another --store\n"
    )


def test_the_store_option_goes_before_the_environment(run: Shell, tmp_path: Path, built_store: Path) -> None:
    assert run("trace", "--store", str(built_store), store=tmp_path / "none").code == 0
    assert run("trace", "--store", str(tmp_path / "none")).code == 4


def test_an_interrupt_ends_without_a_traceback(run: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(KnowledgeGraph, "open", interrupted)
    done = run("trace")
    assert (done.code, done.out, done.err) == (130, "", "")


# ------------------------------------------------------------ real processes


def test_a_real_process(process_env: dict[str, str]) -> None:
    done = subprocess.run(
        [*MAIN, "sparql", "-"], input=b"ASK { ?m a nkg:Mission }", env=process_env, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"yes\n", b"")


def test_an_error_of_a_real_process(process_env: dict[str, str]) -> None:
    done = subprocess.run([*MAIN, "trace", "kfro"], env=process_env, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "nato-kg: nothing is called 'kfro'; did you mean kfor?\n"


@pytest.mark.parametrize(
    "words", [("query", "letters"), ("export", "--format", "nquads"), ("query", "members", "--format", "csv")]
)
def test_a_reader_that_goes_ends_the_command_silently(process_env: dict[str, str], words: tuple[str, ...]) -> None:
    with subprocess.Popen([*MAIN, *words], env=process_env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_table_in_a_pipe_has_no_colours(process_env: dict[str, str]) -> None:
    done = subprocess.run([*MAIN, "commitments"], env=process_env, capture_output=True, check=False)
    assert b"\x1b" not in done.stdout
    assert_fits(done.stdout.decode())


def test_the_things_of_an_answer_come_as_turtle(run: Shell) -> None:
    done = run("query", "missions", "-p", "letter=kst-28676-418", "--format", "ttl")
    graph = Graph().parse(data=done.out, format="turtle")
    assert (URIRef(f"{ID}mission/kfor"), URIRef(nkg("inCountry")), URIRef(f"{ID}state/kosovo")) in graph
    assert (URIRef(f"{ID}mission/kfor"), URIRef(nkg("discussedIn")), None) not in graph, "entailments are left out"
