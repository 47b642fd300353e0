"""Results of any SPARQL query, as a table, CSV or JSON (SPARQL 1.1 Results), or as Turtle for graphs."""

from __future__ import annotations

from typing import IO

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)
from rich.console import Console
from rich.text import Text

from nato_kg.export.tables import rows_to_csv
from nato_kg.namespaces import PREFIXES, short_id
from nato_kg.render.layout import FittingTable, Heading


def print_results(
    results: QuerySolutions | QueryBoolean | QueryTriples, output: str, console: Console, out: IO[str]
) -> None:
    """Print what a query gave: ``output`` is ``table``, ``csv`` or ``json`` for rows; graphs come as Turtle.

    CSV is made for spreadsheets: what they would run as a formula is neutralised.
    """
    if isinstance(results, QueryTriples):
        out.write((serialize(results, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode())
    elif isinstance(results, QueryBoolean):
        out.write("yes\n" if results else "no\n")
    elif output == "json":
        out.write((results.serialize(format=QueryResultsFormat.JSON) or b"").decode() + "\n")
    elif output == "csv":
        columns = [variable.value for variable in results.variables]
        out.write(rows_to_csv(columns, ([_text(row[v]) for v in results.variables] for row in results)))
    else:
        console.print(_table(results))


def _table(results: QuerySolutions) -> FittingTable:
    rows = [[Text(_text(row[v], short=True)) for v in results.variables] for row in results]
    return FittingTable([Heading(variable.value) for variable in results.variables], rows)


def _text(term: object, *, short: bool = False) -> str:
    if isinstance(term, NamedNode):
        return short_id(term.value) if short else term.value
    return term.value if isinstance(term, Literal) else ""
