"""The commands. Slow libraries are imported inside them, so that ``--help`` is there at once."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nato_kg import __version__
from nato_kg.cli.options import (
    AsOfOption,
    JudgementsOption,
    LangOption,
    Language,
    LettersArgument,
    QueryFormat,
    Reasoner,
    RowFormat,
    RowsOption,
    StoreOption,
    ThingArgument,
)
from nato_kg.cli.output import Commands, make_console, print_rows, report_unreadable, show, show_progress
from nato_kg.cli.values import open_graph, read_day, read_parameters, read_query

if TYPE_CHECKING:
    from nato_kg.interface import Interface
    from nato_kg.traverse import KnowledgeGraph

app = typer.Typer(
    name="nato-kg",
    cls=Commands,
    help="What ministers wrote to parliament about defence: decided, investigated, promised, and what became of it.",
    epilog="Begin with: nato-kg build",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"nato-kg {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def build(
    letters: LettersArgument = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    reasoner: Annotated[
        Reasoner, typer.Option(help="rules is fast; owlrl is the library that it is tested against.")
    ] = Reasoner.rules,
    judgements: JudgementsOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Publish in spite of violations; the build's metadata say so.")
    ] = False,
    lang: LangOption = Language.en,
) -> None:
    """Build the graph and show what it holds.

    Reads the curated data and the letters given, checks, reasons, validates and publishes; then prints what was
    promised to parliament and what became of it. When curated data is wrong, nothing is published (exit code 1) and
    the graph that was there stays. Of a letter in text, statements that violate a shape are put aside and listed;
    one that cannot be read is reported (exit code 3) and the rest go on. The text of a letter is kept beside the
    graph, also of one that is curated, to quote from.

    \b
    nato-kg build
    nato-kg build my-letter.ttl --as-of 2023-12-31
    nato-kg build letters
    """
    from nato_kg.build import Sources
    from nato_kg.build import build as run_build
    from nato_kg.interface import load_interface
    from nato_kg.judgements import judgements_path
    from nato_kg.render.overview import render_overview
    from nato_kg.traverse import store_folder

    begun, folder, day = time.perf_counter(), store_folder(store), read_day(as_of)
    sources, told = Sources.shipped(letters or [], judgements_path(judgements)), show_progress
    built = run_build(folder, sources, reasoner=reasoner.value, force=force, language=lang.value, progress=told)
    show_progress("")
    seconds = time.perf_counter() - begun
    show(render_overview(built, open_graph(folder, lang, day), seconds, load_interface(lang.value)))
    report_unreadable(built.intake.unreadable)


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(help="A question of the catalogue. Left out: the list of them.")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter of the question; repeat for more."),
    ] = None,
    describe: Annotated[
        bool, typer.Option("--describe", help="Print what the question asks and which parameters it takes.")
    ] = False,
    output: Annotated[
        QueryFormat, typer.Option("--format", help="table, csv or json of the rows, or ttl of the things in them.")
    ] = QueryFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Ask a question of the catalogue, or list the questions.

    A parameter is an id, a name, an acronym or a day. One left out means any, or today.

    \b
    nato-kg query
    nato-kg query commitments --describe
    nato-kg query commitments -p letter=kst-28676-418 -p as_of=2023-12-31
    nato-kg query members -p organisation=NATO -p on=2022-10-12 --format csv
    """
    from nato_kg.interface import load_interface
    from nato_kg.queries import load_catalogue, load_question
    from nato_kg.render.tables import render_catalogue, render_question

    ui, given = load_interface(lang.value), read_parameters(param)
    if name is None:
        show(render_catalogue(load_catalogue().values(), ui))
    elif describe:
        show(render_question(load_question(name), ui))
    else:
        _answer(open_graph(store, lang), name, given, output, ui)


def _answer(graph: KnowledgeGraph, name: str, given: dict[str, str], output: QueryFormat, ui: Interface) -> None:
    """Ask a question of the catalogue and print what comes out."""
    from nato_kg.export.rdf import things_to_turtle
    from nato_kg.render.rows import question_columns
    from nato_kg.render.tables import render_rows

    rows = graph.query(name, **given)
    if output is QueryFormat.table:
        show(render_rows(rows.answer, given, ui))
    elif output is QueryFormat.ttl:
        print(things_to_turtle(graph.store, rows.answer.things()), end="")
    else:
        print_rows(rows, RowFormat(output.value), question_columns(rows.answer.question))


@app.command()
def sparql(
    file: Annotated[str | None, typer.Argument(help="A file with a query; - for standard input.")] = None,
    text: Annotated[str | None, typer.Option("--query", "-q", metavar="TEXT", help="The query itself.")] = None,
    output: RowsOption = RowFormat.table,
    store: StoreOption = None,
) -> None:
    """Run any SPARQL 1.1 query.

    The default graph is the union of all graphs; the project's prefixes need no declaration. CONSTRUCT and DESCRIBE
    give Turtle, ASK gives yes or no; json is the SPARQL 1.1 Query Results format.

    \b
    nato-kg sparql -q 'SELECT ?mission WHERE { ?mission a nkg:Mission }'
    nato-kg sparql question.rq --format json
    echo 'ASK { ?x a nkg:Mission }' | nato-kg sparql -
    """
    from nato_kg.render.results import print_results

    print_results(open_graph(store).sparql(read_query(file, text)), output.value, make_console(), sys.stdout)


@app.command()
def trace(
    thing: ThingArgument = None,
    as_of: AsOfOption = None,
    output: RowsOption = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Follow a mission, or anything else, through time.

    A mission, or all of a letter, as a tree: the decisions on it in order of time, the promises that follow from them,
    and the letters that keep those promises. A commitment, decision, state, meeting, person or document: what letters
    say of it, in order of time, with their words. All as known on a day.

    \b
    nato-kg trace "EUFOR Althea" --as-of 2023-12-31
    nato-kg trace com-althea
    nato-kg trace kst-28676-418 --format json
    """
    from nato_kg.interface import load_interface
    from nato_kg.render.rows import TRACE_COLUMNS, trace_rows
    from nato_kg.render.tables import say_searched
    from nato_kg.render.trees import render_trace

    ui, graph = load_interface(lang.value), open_graph(store, lang, read_day(as_of))
    if thing is not None and graph.find(thing).kind not in {"Mission", "Letter"}:
        _trace_through_time(graph, thing, output, ui)
        return
    found = graph.trace(thing)
    if output is RowFormat.table:
        show(render_trace(found, ui), say_searched(found.searched, ui))
    else:
        print_rows(trace_rows(found), output, TRACE_COLUMNS)


def _trace_through_time(graph: KnowledgeGraph, thing: str, output: RowFormat, ui: Interface) -> None:
    """What letters say of anything that is no mission or letter."""
    from nato_kg.render.tables import say_searched
    from nato_kg.render.timeline import TIMELINE_COLUMNS, render_timeline, timeline_rows

    found = graph.timeline(thing)
    if output is RowFormat.table:
        show(render_timeline(found, ui), say_searched(found.searched, ui))
    else:
        print_rows(timeline_rows(found), output, TIMELINE_COLUMNS)


@app.command()
def explain(
    thing: Annotated[str, typer.Argument(help="A statement or thing: id, name or acronym.")],
    letter: Annotated[
        Path | None, typer.Option("--letter", metavar="FILE", help="The letter's text, to quote from.")
    ] = None,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Show where a statement comes from.

    Which letter says it and in which place, what it says and on what that rests, what became of it, and what follows.
    With the text of the letter, in any rendition, its own words too.

    \b
    nato-kg explain com-althea
    nato-kg explain com-althea --letter kst-28676-418.txt
    """
    from nato_kg.interface import load_interface
    from nato_kg.render.explanation import render_explanation

    explanation = open_graph(store, lang).explain(thing, letter=letter)
    show(render_explanation(explanation, load_interface(lang.value)))


def main() -> None:
    """Run the command line."""
    gc.set_threshold(100_000, 20, 20)  # graphs are many objects that stay: collecting them early finds nothing
    app()
