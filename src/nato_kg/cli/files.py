"""Commands on files: check curated ones, and write the graph for other programs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from nato_kg.cli.commands import app
from nato_kg.cli.options import GraphFormat, LangOption, Language, LettersArgument, StoreOption
from nato_kg.cli.values import open_graph, turtle_files


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
    output: Annotated[GraphFormat, typer.Option("--format", help="gexf for Gephi, csv for spreadsheets, or RDF.")],
    to: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="PATH", help="File, or folder for csv (nodes.csv, edges.csv); - for a stream."
        ),
    ] = "-",
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Write the graph for other programs.

    RDF syntaxes hold everything; csv and gexf hold things and records with their relations, without entailments.

    \b
    nato-kg export --format gexf -o nato.gexf
    nato-kg export --format csv -o tables/
    nato-kg export --format trig | gzip > nato.trig.gz
    """
    from nato_kg.export import export as run_export
    from nato_kg.export import write_files

    write_files(run_export(open_graph(store, lang).store, output.value, lang.value), to, sys.stdout.buffer)
