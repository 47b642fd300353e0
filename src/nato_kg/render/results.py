"""Results of any SPARQL query, as a table, CSV or JSON (SPARQL 1.1 Results), or as Turtle for graphs."""

from __future__ import annotations

import csv
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
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from nato_kg.namespaces import PREFIXES, short_id


def print_results(
    results: QuerySolutions | QueryBoolean | QueryTriples, output: str, console: Console, out: IO[str]
) -> None:
    """Print what a query gave: ``output`` is ``table``, ``csv`` or ``json`` for rows; graphs come as Turtle."""
    if isinstance(results, QueryTriples):
        out.write((serialize(results, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode())
    elif isinstance(results, QueryBoolean):
        out.write("yes\n" if results else "no\n")
    elif output == "json":
        out.write((results.serialize(format=QueryResultsFormat.JSON) or b"").decode() + "\n")
    elif output == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(v.value for v in results.variables)
        writer.writerows([_text(row[v]) for v in results.variables] for row in results)
    else:
        console.print(_table(results))


def _table(results: QuerySolutions) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for variable in results.variables:
        table.add_column(variable.value, overflow="fold")
    for row in results:
        table.add_row(*(_text(row[v], short=True) for v in results.variables))
    return table


def _text(term: object, *, short: bool = False) -> str:
    if isinstance(term, NamedNode):
        return short_id(term.value) if short else term.value
    return term.value if isinstance(term, Literal) else ""
