"""The catalogue of questions: every expected row comes out, for any letter, and nothing but questions gets in.

``expected/competency.json`` holds what the graph of the real letter must answer, ``expected/fictional.json`` the same
for the fictional letters: every question, also with parameters left out. Only the listed values of a row are compared.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from nato_kg import KnowledgeGraph, resources
from nato_kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from nato_kg.namespaces import INFERRED
from nato_kg.queries import ask
from nato_kg.queries.catalogue import Question, load_catalogue
from nato_kg.store import EmbeddedStore, open_store

Row = Mapping[str, Any]
Case = Mapping[str, Any]

EXPECTED = Path(__file__).parent / "expected"
COMPETENCY: list[Case] = json.loads((EXPECTED / "competency.json").read_text(encoding="utf-8"))
FICTIONAL: list[Case] = json.loads((EXPECTED / "fictional.json").read_text(encoding="utf-8"))
REAL_LETTER = "kst-28676-418"
QUESTIONS = load_catalogue()
#: Asked since the questions were agreed; their rows stand at the end of the same files.
SINCE = {"history", "timeline"}
#: Rows need letters read from text, which have words to compare: tests/followups/test_proposals.py asks it.
FROM_TEXT = {"candidates"}

#: What reasoning adds: without entailments these questions have other rows, or other values in these columns.
NEED_ENTAILMENTS = {
    "about": {"rows"},  # about a mission is about a thing, concerning a mission is concerning a thing
    "agenda": {"rows"},  # an item on the agenda of a gathering is one of that gathering
    "commitments": {"about", "fulfilledBy", "rows", "since", "status", "timeliness"},  # keeping a promise changes it
    "decisions": {"concerns"},
    "history": {"rows"},  # keeping a promise changes it
    "letters": {"cites", "fulfils"},  # chains over citations and fulfilments
    "meetings": {"rows"},  # a summit is a meeting
    "mission-trace": {"rows"},  # a mission has the decisions that concern it
    "missions": {"discussedIn"},  # a session discusses what its agenda items are about
    "overdue": {"rows", "status"},
    "positions": {"about"},
    "sessions": {"rows"},  # a dinner is a session
    "timeline": {"rows"},  # about a mission is about a thing
}


def case_id(case: Case) -> str:
    return " ".join([case["name"], *(f"{name}={value}" for name, value in case["params"].items())])


def rows_of(store: EmbeddedStore, case: Case) -> list[dict[str, Any]]:
    """The rows without the labels."""
    rows = ask(store, case["name"], case["params"]).rows
    return [{name: value for name, value in row.items() if not name.endswith("Label")} for row in rows]


def plain(value: Any) -> Any:
    """Lists are sets."""
    return tuple(sorted(value)) if isinstance(value, list) else value


def key_of(case: Case, row: Row) -> tuple[Any, ...]:
    return tuple(plain(row.get(name)) for name in case["key"])


def agrees(found: Row, expected: Row) -> bool:
    return all(name in found and plain(found[name]) == plain(value) for name, value in expected.items())


def differences(case: Case, rows: Iterable[Row]) -> list[str]:
    """What is missing, wrong, twice or too many in the rows, one line each; none when all is as expected."""
    keyed = [(key_of(case, row), row) for row in rows]
    found = dict(keyed)
    expected = {key_of(case, row): row for row in case["rows"]}
    wrong = [
        f"{key}: {found.get(key)} is not {row}" for key, row in expected.items() if not agrees(found.get(key, {}), row)
    ]
    wrong += [f"{key} comes {times} times" for key, times in Counter(key for key, _ in keyed).items() if times > 1]
    if case["exact"]:
        wrong += [f"{key} is too many" for key in found if key not in expected]
    if "count" in case and len(keyed) != case["count"]:
        wrong.append(f"{len(keyed)} rows instead of {case['count']}")
    return wrong + [
        f"{gone} must not be there" for gone in case.get("absent", ()) if any(agrees(row, gone) for row in rows)
    ]


def counted(rows: Iterable[Row]) -> Counter[str]:
    """Rows without their order."""
    return Counter(json.dumps({name: plain(value) for name, value in row.items()}, sort_keys=True) for row in rows)


@pytest.fixture(scope="module")
def shipped(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@pytest.fixture(scope="module")
def both(fictional_store: Path) -> EmbeddedStore:
    """The shipped graph with the fictional letters."""
    return open_store(fictional_store)


def rebuilt(source: EmbeddedStore, quads: Callable[[Quad], Iterable[Quad]]) -> EmbeddedStore:
    """A copy in memory, with the quads that ``quads`` makes of each."""
    copy = Store()
    copy.extend(made for quad in source.store for made in quads(quad))
    return EmbeddedStore(copy, source.info, source.folder)


@pytest.fixture(scope="module")
def doubled(both: EmbeddedStore) -> EmbeddedStore:
    """Each triple in a second graph too.

    Every graph has a copy of its own: who says something is told by the graph in which it stands (``missions`` gives a
    lead as the letter's when it stands beside the letter's mention), so one graph for all copies would say otherwise.
    """

    def double(quad: Quad) -> list[Quad]:
        copy = NamedNode(f"{quad.graph_name.value}/copy")  # type: ignore[union-attr]
        return [quad, Quad(quad.subject, quad.predicate, quad.object, copy)]

    return rebuilt(both, double)


@pytest.fixture(scope="module")
def asserted(both: EmbeddedStore) -> EmbeddedStore:
    """The graph without what follows from it."""
    return rebuilt(both, lambda quad: [quad] if not str(quad.graph_name).startswith(f"<{INFERRED}") else [])


# ---------------------------------------------------------------- answers


@pytest.mark.parametrize("case", COMPETENCY, ids=case_id)
def test_every_expected_row_of_the_real_letter_comes_out(shipped: EmbeddedStore, case: Case) -> None:
    assert differences(case, rows_of(shipped, case)) == []


@pytest.mark.parametrize("case", FICTIONAL, ids=case_id)
def test_every_expected_row_of_the_fictional_letters_comes_out(both: EmbeddedStore, case: Case) -> None:
    assert differences(case, rows_of(both, case)) == []


@pytest.mark.parametrize("case", [case for case in COMPETENCY if "letter" in case["params"]], ids=case_id)
def test_what_one_letter_says_stays_when_other_letters_come(both: EmbeddedStore, case: Case) -> None:
    assert differences(case, rows_of(both, case)) == []


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name not in FROM_TEXT])
def test_the_fictional_letters_give_every_question_other_rows(
    shipped: EmbeddedStore, both: EmbeddedStore, name: str
) -> None:
    """No query is written for one letter."""
    real = [counted(rows_of(shipped, case)) for case in COMPETENCY if case["name"] == name]
    fictional = [case for case in FICTIONAL if case["name"] == name]
    assert real
    assert fictional
    for case in fictional:
        assert case["rows"], "an empty answer shows nothing"
        assert counted(rows_of(both, case)) not in real


@pytest.mark.parametrize(
    "name", [name for name, question in QUESTIONS.items() if "letter" in question.parameters and name not in FROM_TEXT]
)
def test_left_out_the_letter_means_every_letter(both: EmbeddedStore, name: str) -> None:
    """The fictional sets have one without the letter; here: it is what all letters give, each asked alone."""
    (case,) = [case for case in FICTIONAL if case["name"] == name and not case["params"].keys() - {"as_of"}]
    letters = [row["letter"] for row in rows_of(both, {"name": "letters", "params": {}})]
    alone = [rows_of(both, {"name": name, "params": {**case["params"], "letter": letter}}) for letter in letters]
    assert counted(row for rows in alone for row in rows) == counted(rows_of(both, case))


@pytest.mark.parametrize("case", [case for case in FICTIONAL if case["params"].keys() & {"as_of", "on"}], ids=case_id)
def test_left_out_the_day_means_today(both: EmbeddedStore, case: Case) -> None:
    (name,) = case["params"].keys() & {"as_of", "on"}
    rest = {other: value for other, value in case["params"].items() if other != name}
    today = date.fromisoformat(case["params"][name])
    assert ask(both, case["name"], rest, today=today).rows == ask(both, case["name"], case["params"]).rows


@pytest.mark.parametrize("case", COMPETENCY + FICTIONAL, ids=case_id)
def test_a_triple_that_stands_in_two_graphs_counts_once(
    both: EmbeddedStore, doubled: EmbeddedStore, case: Case
) -> None:
    assert counted(rows_of(doubled, case)) == counted(rows_of(both, case))


def test_what_reasoning_adds(both: EmbeddedStore, asserted: EmbeddedStore) -> None:
    lost: dict[str, set[str]] = {}
    for case in COMPETENCY + FICTIONAL:
        changed = changed_columns(case, rows_of(both, case), rows_of(asserted, case))
        if changed:
            lost.setdefault(case["name"], set()).update(changed)
    assert lost == NEED_ENTAILMENTS


def changed_columns(case: Case, before: Iterable[Row], after: Iterable[Row]) -> set[str]:
    """The columns in which rows differ, and ``rows`` where there are others."""
    one, other = ({key_of(case, row): row for row in rows} for rows in (before, after))
    columns = {
        column
        for key in one.keys() & other.keys()
        for column, value in one[key].items()
        if plain(value) != plain(other[key][column])
    }
    return columns | ({"rows"} if one.keys() != other.keys() else set())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_rows_carry_labels_in_the_language_asked_for(both: EmbeddedStore, language: str) -> None:
    (row,) = ask(both, "ambiguous", {"letter": "kst-99001-7"}, language=language).rows
    expected = {"en": "third meeting of the Harbour Group", "nl": "derde bijeenkomst van de Havengroep"}
    assert row["firstLabel"] == expected[language]


def test_unbound_is_null_and_an_empty_list_is_empty(both: EmbeddedStore) -> None:
    (row,) = [row for row in ask(both, "missions", {"letter": REAL_LETTER}).rows if row["mission"] == "oir"]
    assert row["discussedIn"] == row["discussedInLabel"] == []
    (row,) = [row for row in ask(both, "sessions", {"letter": REAL_LETTER}).rows if row["session"] == "dinner"]
    assert row["order"] is None


def test_the_python_interface_asks_the_same_questions(built_store: Path, shipped: EmbeddedStore) -> None:
    rows = KnowledgeGraph.open(built_store).query("missions", letter=REAL_LETTER)
    assert list(rows) == ask(shipped, "missions", {"letter": REAL_LETTER}).rows


def test_the_expected_rows_are_those_agreed(shared: Path) -> None:
    questions = shared / "competency" / "questions.json"
    if not questions.is_file():
        pytest.skip("the shared questions are not here")
    agreed = json.loads(questions.read_text(encoding="utf-8"))["questions"]
    assert [{name: value for name, value in case.items() if name != "asks"} for case in agreed] == [
        case for case in COMPETENCY if case["name"] not in SINCE
    ]
    assert {case["name"] for case in agreed} == set(QUESTIONS) - SINCE - FROM_TEXT


# ---------------------------------------------------------------- headers


def texts_of(question: Question) -> list[Mapping[str, str]]:
    described = [parameter.description for parameter in question.parameters.values()]
    titled = [column.title for column in question.columns.values()]
    return [question.title, question.description, *described, *titled]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_text_of_a_header_is_in_both_languages(question: Question) -> None:
    for text in texts_of(question):
        assert text.keys() == {"en", "nl"}
        assert all(part.strip() for part in text.values())


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_parameter_can_be_put_into_the_query(question: Question) -> None:
    places = re.findall(r"VALUES \?(\w+) \{ UNDEF \}", question.sparql)
    assert set(places) == set(question.parameters)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_a_query_that_runs_anywhere_as_it_stands(shipped: EmbeddedStore, question: Question) -> None:
    text = resources.path("queries", f"{question.name}.rq").read_text(encoding="utf-8")
    answer = shipped.store.query(text, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    assert {variable.value for variable in answer.variables} == set(question.columns)
    if all(parameter.default == "any" for parameter in question.parameters.values()):
        assert len(list(answer)) == len(ask(shipped, question.name).rows)


# ---------------------------------------------------------------- what users get wrong


def test_an_unknown_question_gets_the_nearest_names(shipped: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError, match="no question is called 'decison'") as error:
        ask(shipped, "decison")
    assert "decisions" in error.value.suggestions


@pytest.mark.parametrize("name", ["", "../queries/sessions", "sessions.rq", "/etc/passwd"])
def test_a_question_is_no_path(shipped: EmbeddedStore, name: str) -> None:
    with pytest.raises(UnknownNameError):
        ask(shipped, name)


def test_an_unknown_parameter_gets_those_that_there_are(shipped: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError, match="'sessions' has no parameter 'leter'") as error:
        ask(shipped, "sessions", {"leter": REAL_LETTER})
    assert error.value.suggestions == ("letter",)


@pytest.mark.parametrize("day", ["14-10-2022", "2022-13-01", "2023-02-29", "gisteren", "", "2022", "2022-10"])
def test_a_wrong_day_says_how_to_write_one(shipped: EmbeddedStore, day: str) -> None:
    with pytest.raises(UsageError, match="is not a day") as error:
        ask(shipped, "decisions", {"as_of": day})
    assert error.value.hint == "write it as 2022-10-14"


def test_an_unknown_thing_gets_near_names(shipped: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError, match="nothing is called 'kst-28676-48'") as error:
        ask(shipped, "sessions", {"letter": "kst-28676-48"})
    assert REAL_LETTER in error.value.suggestions


@pytest.mark.parametrize("name", ["iraq", "state/iraq"])
def test_a_thing_of_another_kind_is_unknown(shipped: EmbeddedStore, name: str) -> None:
    with pytest.raises(UnknownNameError, match=f"nothing is called '{name}' among things of kind Mission"):
        ask(shipped, "missions", {"mission": name})


def test_an_id_of_two_things_asks_which_is_meant(both: EmbeddedStore) -> None:
    with pytest.raises(AmbiguousNameError, match="'dinner' can be 2 things") as error:
        ask(both, "evidence", {"statement": "dinner"})
    assert error.value.candidates == (f"{REAL_LETTER}/dinner", "kst-99001-7/dinner")
    assert ask(both, "evidence", {"statement": "kst-99001-7/dinner"}).rows


@pytest.mark.parametrize(
    "name", ["EUFOR Noordlicht", "eufor noordlicht", "https://w3id.org/nato-kg/id/mission/eufor-noordlicht"]
)
def test_a_thing_is_known_by_name_and_by_address(both: EmbeddedStore, name: str) -> None:
    by_id = ask(both, "contributions", {"mission": "eufor-noordlicht"}).rows
    assert ask(both, "contributions", {"mission": name}).rows == by_id


ATTACKS = [
    'x" } UNION { ?s ?p ?o } #',
    "x> } } SELECT * WHERE { ?s ?p ?o } #",
    "https://w3id.org/nato-kg/id/mission/kfor> } UNION { ?mission ?p ?o } #",
    "mission/kfor> . ?mission ?p ?o } #",
    "{ UNDEF }",
    "VALUES ?letter { UNDEF }",
    "\\u003E \n } ; DROP ALL ; #",
    "'''\"\"\"",
    r"$1 \1 \g<0>",
    "\x00",
]


@pytest.mark.parametrize("value", ATTACKS, ids=range(len(ATTACKS)))
def test_quotes_and_braces_in_a_value_are_nothing_but_an_unknown_name(shipped: EmbeddedStore, value: str) -> None:
    before = len(shipped.store)
    for name, parameter in (("missions", "mission"), ("commitments", "subject"), ("about", "thing")):
        with pytest.raises(UnknownNameError):
            ask(shipped, name, {parameter: value})
    with pytest.raises(UsageError, match="is not a day"):
        ask(shipped, "troops", {"on": value})
    assert len(shipped.store) == before
