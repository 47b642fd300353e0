"""Rows, ledger, trace and explanation as text for a terminal."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from nato_kg import KnowledgeGraph
from nato_kg.explain import Explanation, Place
from nato_kg.interface import load_interface
from nato_kg.render.explanation import render_explanation
from nato_kg.render.rows import (
    LEDGER_COLUMNS,
    TRACE_COLUMNS,
    ledger_rows,
    question_columns,
    rows_as_csv,
    rows_as_json,
    trace_rows,
)
from nato_kg.render.tables import render_catalogue, render_ledger, render_question, render_rows, say_searched
from nato_kg.render.trees import render_trace

UI = load_interface("en")
LATE = date(2023, 12, 31)


@pytest.fixture(scope="module")
def kg(built_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(built_store, as_of=LATE)


def text(*parts: RenderableType, width: int = 80) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, markup=False)
    for part in parts:
        console.print(part, crop=False)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def rows_text(kg: KnowledgeGraph, question: str, width: int = 80, **given: str) -> str:
    return text(render_rows(kg.query(question, **given).answer, given, UI), width=width)


# ------------------------------------------------------------ rows


def test_letters_stand_by_their_id_and_things_by_their_label(kg: KnowledgeGraph) -> None:
    shown = rows_text(kg, "signatories")
    assert "kst-28676-418" in shown
    assert "Annotated agenda" not in shown
    assert "kajsa-ollongren\nKajsa Ollongren" in "\n".join(line.split("  ")[0] for line in shown.splitlines())


def test_the_letter_that_a_row_is_about_has_its_label_too(kg: KnowledgeGraph) -> None:
    assert "kst-28676-418 · Annotated agenda" in rows_text(kg, "letters")


def test_a_column_that_a_parameter_fixes_is_left_out(kg: KnowledgeGraph) -> None:
    assert "member of" in rows_text(kg, "members", on="2022-10-12")
    shown = rows_text(kg, "members", organisation="NATO", on="2022-10-12")
    assert shown.splitlines()[0].split() == ["state", "since"]
    assert shown.endswith("30 rows")


def test_empty_columns_are_left_out(kg: KnowledgeGraph) -> None:
    shown = rows_text(kg, "commitments", commitment="com-dis", as_of="2023-12-31")
    assert "due by" not in shown
    assert "kst-31125-123" in shown


def test_no_rows(kg: KnowledgeGraph) -> None:
    assert rows_text(kg, "overdue", as_of="2022-10-14") == "no rows"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_question_fits_the_terminal(kg: KnowledgeGraph, width: int) -> None:
    from nato_kg.queries import load_catalogue

    for name in load_catalogue():
        lines = rows_text(kg, name, width).splitlines()
        assert max(map(len, lines)) <= width, name


def test_the_list_of_questions_and_one_of_them(kg: KnowledgeGraph) -> None:
    question = kg.query("members").answer.question
    assert "members" in text(render_catalogue([question], UI))
    shown = text(render_question(question, UI))
    assert "organisation=" in shown
    assert "Which states are members" in shown


# ------------------------------------------------------------ ledger and trace


def test_the_ledger_shows_kept_promises_first_by_day(kg: KnowledgeGraph) -> None:
    lines = text(render_ledger(kg.commitments(), UI)).splitlines()
    order = [word for line in lines for word in line.split() if word.startswith("com-")]
    assert order == ["com-dis", "com-althea", "com-nmi", "com-dpcr"]
    assert any(line.startswith("OPEN") for line in lines)
    assert any("none found in 5" in line for line in lines)
    assert any(line.startswith(" ¹") and "upper house" in line for line in lines)


def test_an_empty_ledger(kg: KnowledgeGraph) -> None:
    empty = kg.commitments(as_of=date(2022, 9, 29))
    assert text(render_ledger(empty, UI)) == "no commitment"


def test_how_much_was_searched(kg: KnowledgeGraph) -> None:
    searched = kg.commitments().searched
    assert say_searched(searched, UI) == (
        "searched: 8 letters (1 whole, 7 in part), to 29 Sep 2023 · not searched after 29 Sep 2023"
    )
    assert say_searched(replace(searched, as_of=date(2023, 9, 29)), UI).endswith("to 29 Sep 2023")
    assert say_searched(replace(searched, days=()), UI) == "searched: no letter yet on that day"


def test_the_trace_is_a_tree_with_the_days_that_letters_give(kg: KnowledgeGraph) -> None:
    shown = text(render_trace(kg.trace(), UI), width=120)
    assert "announced (Jun 2022)  main effort in Iraq" in shown
    assert "taken (6 Apr 2023)  a Dutch military contribution" in shown
    assert "kept by kst-29521-BA, 6 Apr 2023" in shown
    assert "Kosovo Force (KFOR) · NATO (reference data) · Kosovo\n└── no decision" in shown


def test_a_trace_of_nothing(kg: KnowledgeGraph) -> None:
    assert text(render_trace(kg.trace(as_of=date(2000, 1, 1)), UI)) == "no decision"


# ------------------------------------------------------------ explanation


def shown_explanation(explanation: Explanation) -> str:
    return text(render_explanation(explanation, UI))


def test_each_of_restated_letter_condition_and_keeper_stands_with_what_it_rests_on(kg: KnowledgeGraph) -> None:
    shown = shown_explanation(kg.explain("com-althea"))
    after = {part: shown[shown.index(part) :].split("\n  ")[1:4] for part in ("restates:", "condition:", "6 Apr 2023:")}
    assert any("https://zoek.officielebekendmakingen.nl/kst-29521-BA.html" in line for line in after["restates:"])
    assert any("kst-28676-418: section 4" in line for line in after["condition:"])
    assert any("https://zoek.officielebekendmakingen.nl/kst-29521-BA.html" in line for line in after["6 Apr 2023:"])
    for words in ("later letters cite nr. 448", "upper house", "8990 to 9092"):
        assert words in " ".join(shown.split())


def test_a_sentence_with_several_places_is_quoted_once(kg: KnowledgeGraph) -> None:
    explanation = kg.explain("com-althea")
    quoted = tuple(replace(place, quotation="Verzonnen woorden.") for place in explanation.places)
    shown = shown_explanation(replace(explanation, places=quoted))
    assert shown.count("“Verzonnen woorden.”") == 1
    assert "characters 9254 to 9288; characters 9611 to 9761" in " ".join(shown.split())
    assert "--letter FILE" not in shown
    assert "--letter FILE" in shown_explanation(explanation)


def test_different_sentences_are_quoted_each(kg: KnowledgeGraph) -> None:
    explanation = kg.explain("com-althea")
    places = tuple(Place("kst-1", 1, None, n, n, n + 1, "", f"Zin {n}.") for n in (1, 2))
    shown = shown_explanation(replace(explanation, places=places))
    assert [line for line in shown.splitlines() if "“" in line] == ["    “Zin 1.”", "    “Zin 2.”"]


def test_addresses_stay_on_one_line(kg: KnowledgeGraph) -> None:
    [source] = kg["eufor-althea"].sources
    assert len(source) > 80
    assert f"    {source}\n" in shown_explanation(kg.explain("eufor-althea"))


# ------------------------------------------------------------ rows for programs


def test_json_is_a_list_of_objects_keyed_by_column(kg: KnowledgeGraph) -> None:
    rows = kg.query("commitments", as_of="2023-12-31")
    found = json.loads(rows_as_json(rows))
    assert [row["commitment"] for row in found] == ["com-althea", "com-dis", "com-dpcr", "com-nmi"]
    assert set(found[0]) == set(question_columns(rows.answer.question))
    assert (found[2]["fulfilledBy"], found[2]["dueTo"]) == ([], None)


def test_the_ledger_and_the_trace_as_json(kg: KnowledgeGraph) -> None:
    ledger = json.loads(rows_as_json(ledger_rows(kg.commitments())))
    assert set(ledger[0]) == set(LEDGER_COLUMNS)
    assert (ledger[0]["as_of"], ledger[0]["letters_searched"], ledger[0]["searched_until"]) == (
        "2023-12-31",
        8,
        "2023-09-29",
    )
    assert ledger[0]["kept_by"][0]["letter"] == "kst-29521-BA"
    trace = json.loads(rows_as_json(trace_rows(kg.trace())))
    assert set(trace[0]) == set(TRACE_COLUMNS)
    assert trace[0]["decisions"][0]["since"] == "2022-11-02"


def test_csv_has_a_line_of_names_even_without_rows(kg: KnowledgeGraph) -> None:
    names = question_columns(kg.query("overdue").answer.question)
    assert rows_as_csv([], names) == ",".join(names) + "\n"


def test_csv_keeps_values_of_a_list_apart(kg: KnowledgeGraph) -> None:
    rows = kg.query("decisions", decision="dec-oir-nmi")
    [row] = csv.DictReader(io.StringIO(rows_as_csv(rows, question_columns(rows.answer.question))))
    assert row["concerns"] == "nmi; oir"
    assert row["concernsLabel"] == "NATO Mission Iraq; Operation Inherent Resolve"
    [nested, *_] = csv.DictReader(io.StringIO(rows_as_csv(ledger_rows(kg.commitments()), LEDGER_COLUMNS)))
    assert json.loads(nested["kept_by"])["on"] == "2023-04-06"
