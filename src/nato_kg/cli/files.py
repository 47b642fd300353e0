"""Commands on files: check curated ones, and write the graph for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from nato_kg.cli.commands import app
from nato_kg.cli.options import (
    AboutOption,
    FromOption,
    GraphFormat,
    HopsOption,
    LangOption,
    Language,
    LettersArgument,
    StoreOption,
    ToOption,
    ViewOption,
)
from nato_kg.cli.values import open_graph, read_day, turtle_files
from nato_kg.errors import UsageError

if TYPE_CHECKING:
    from nato_kg.network import NetworkStream


@app.command()
def validate(
    letters: LettersArgument = None,
    report: Annotated[bool, typer.Option("--report", help="Print pyshacl's report as Turtle instead of text.")] = False,
    lang: LangOption = Language.en,
) -> None:
    """Check the data against the shapes without building.

    Prints which thing is wrong and why. Exit code 1 when something is.

    \b
    nato-kg validate
    nato-kg validate my-letter.ttl --lang nl
    """
    from nato_kg.build import Sources, check

    found = check(Sources.shipped(turtle_files(letters)))
    print(found.report.graph.serialize(format="turtle") if report else found.text(lang.value))
    if found.count:
        raise typer.Exit(1)


@app.command()
def export(
    output: Annotated[
        GraphFormat, typer.Option("--format", help="gexf for Gephi, graphml for igraph, csv for spreadsheets, or RDF.")
    ],
    to: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="PATH", help="File, or folder for csv (nodes.csv, edges.csv); - for a stream."
        ),
    ] = "-",
    view: ViewOption = None,
    first: FromOption = None,
    last: ToOption = None,
    about: AboutOption = None,
    hops: HopsOption = 2,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Write the graph, or a view of it, for other programs.

    RDF syntaxes hold everything; gexf, graphml and csv hold things and records with their relations, without
    entailments, or the view, days and part that you name.

    \b
    nato-kg export --format gexf --view policy -o policy.gexf
    nato-kg export --format gexf --about "EUFOR Althea" -o althea.gexf
    nato-kg export --format graphml --from 2022-09-01 --to 2023-12-31
    nato-kg export --format csv -o tables/
    nato-kg export --format trig | gzip > nato.trig.gz
    """
    from nato_kg.export import NETWORK_FORMATS, export_rdf

    graph = open_graph(store, lang)
    if output.value in NETWORK_FORMATS:
        days = {"first": read_day(first, "--from"), "last": read_day(last, "--to")}
        _export_network(graph.stream(view, about=about, hops=hops, **days), output.value, to)
    elif view or first or last or about:
        raise UsageError(f"--format {output.value} holds the whole graph", hint="for a part of it use --format gexf")
    else:
        export_rdf(graph.store, output.value, to, sys.stdout.buffer)


def _export_network(stream: NetworkStream, output: str, to: str) -> None:
    from nato_kg.export import export_network

    written = export_network(stream, output, to, sys.stdout.buffer)
    if to != "-":
        print(f"{to}: {written.nodes} nodes, {written.edges} edges", file=sys.stderr)
    if written.replaced:
        print(f"{written.replaced} characters that XML forbids became U+FFFD", file=sys.stderr)
