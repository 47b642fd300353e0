"""The questions of the catalogue, answered on the page, and a form for any SPARQL query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from nato_kg.errors import UnknownNameError, UsageError
from nato_kg.names import resolve_name
from nato_kg.namespaces import BASE
from nato_kg.periods import period_of
from nato_kg.queries import Answer, Parameter, Question, ask, load_catalogue
from nato_kg.queries.parameters import bind_parameters
from nato_kg.server.addresses import safe_link
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.frontend import has_library
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View

_MOST_ROWS: Final = 200
_EXAMPLE: Final = """\
PREFIX nkg: <https://w3id.org/nato-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?mission ?label
WHERE {
  ?mission a nkg:Mission ; rdfs:label ?label .
}
ORDER BY ?label
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: texts, each with a page of ours or an address outside where it has one."""

    parts: tuple[tuple[str, Described | None, str | None], ...]


def show_query(view: View) -> Response:
    """The page with the catalogue's questions and the form for SPARQL, filled with a question where one is named."""
    name = view.asked.get("question")
    sparql = _as_sparql(view, _question(name)) if name else view.asked.get("query", _EXAMPLE)
    catalogue = [(q, q.title[view.language], q.description[view.language]) for q in load_catalogue().values()]
    return render(view, "query.html", catalogue=catalogue, question=name, sparql=sparql, library=has_library("yasgui"))


def _question(name: str) -> Question:
    """A question of the catalogue. No name of a stranger becomes one of a file."""
    catalogue = load_catalogue()
    if name not in catalogue:
        raise UnknownNameError(f"no question is called '{name[:40]}'", identifier=name)
    return catalogue[name]


def _as_sparql(view: View, question: Question) -> str:
    """A question's query as it is asked about anything, on the reader's day."""

    def resolve(text: str, kind: str | None) -> str:
        return resolve_name(view.graph.store, text, kind=kind)

    lines = bind_parameters(question, {}, resolve, view.as_of).splitlines()
    return "\n".join(line for line in lines if line.strip())


def show_question(view: View) -> Response:
    """One question with its parameters, and the answer to it."""
    question = _question(str(view.request.path_params["name"]))
    given = {name: view.asked[name] for name in question.parameters if name in view.asked}
    if "as_of" in question.parameters:
        given.setdefault("as_of", view.as_of.isoformat())
    rows: list[list[Cell]] = []
    problem = None
    try:
        answer = ask(view.graph.store, question.name, given, language=view.language)
        rows = _cells(view, answer)
    except UsageError as error:
        problem = str(error)
    return render(
        view,
        "question.html",
        question=question,
        parameters=[(p, p.description[view.language], view.asked.get(p.name, "")) for p in _own(question)],
        columns=[column.title[view.language] for column in question.columns.values()],
        rows=rows[:_MOST_ROWS],
        found=len(rows),
        problem=problem,
        status=400 if problem else 200,
    )


def _own(question: Question) -> list[Parameter]:
    """The parameters that the page asks for; the day stands in the page's own form."""
    return [p for p in question.parameters.values() if p.name != "as_of"]


def _cells(view: View, answer: Answer) -> list[list[Cell]]:
    shown = answer.addresses[:_MOST_ROWS]
    addresses = {value for row in shown for values in row.values() for value in values if value.startswith(BASE)}
    named = describe(view, addresses)
    rows = [[Cell(tuple(_part(view, value, named) for value in values)) for values in row.values()] for row in shown]
    return rows + [[] for _ in answer.addresses[_MOST_ROWS:]]


def _part(view: View, value: str, named: dict[str, Described]) -> tuple[str, Described | None, str | None]:
    period = period_of(value)
    if period:
        return view.texts.period(period.edtf), None, None
    if value in named:
        return named[value].title, named[value], None
    return value, None, safe_link(value)
