"""The command line. Each command opens what it needs, calls one function and prints what that gives."""

from __future__ import annotations

import sys
import time
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nato_kg import __version__
from nato_kg.errors import NatoKgError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nato_kg.traverse import KnowledgeGraph

app = typer.Typer(
    name="nato-kg",
    help="What ministers wrote to parliament about defence: decided, investigated, promised, and what became of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Language(StrEnum):
    """The languages of labels and of what is printed."""

    en = "en"
    nl = "nl"


class RowFormat(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class GraphFormat(StrEnum):
    """Formats of an export."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"
    csv = "csv"
    gexf = "gexf"


class Reasoner(StrEnum):
    """The reasoning engines."""

    rules = "rules"
    owlrl = "owlrl"


StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Folder of the graph. Default: NATO_KG_STORE, else .nato-kg")
]
LangOption = Annotated[Language, typer.Option("--lang", help="Language of labels and texts.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="As known on this day (2023-12-31). Default: today")
]
LettersArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[LETTER]...", help="More curated letters (Turtle), beside the shipped ones."),
]


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
        Reasoner, typer.Option(help="rules is fast; owlrl is the library it is tested against.")
    ] = Reasoner.rules,
    force: Annotated[
        bool, typer.Option("--force", help="Publish in spite of violations; the build's metadata say so.")
    ] = False,
    lang: LangOption = Language.en,
) -> None:
    """Build the graph: read, check, reason, validate, publish; then show what was promised and what became of it.

    \b
    nato-kg build
    nato-kg build my-letter.ttl --as-of 2023-12-31
    """
    from nato_kg.build import Sources
    from nato_kg.build import build as run_build
    from nato_kg.interface import load_interface
    from nato_kg.render.overview import render_overview
    from nato_kg.traverse import store_folder

    begun = time.perf_counter()
    folder = store_folder(store)
    day = _day(as_of)
    built = run_build(
        folder, Sources.shipped(_turtle(letters)), reasoner=reasoner.value, force=force, progress=_progress
    )
    _progress("")
    seconds = time.perf_counter() - begun
    _print(render_overview(built, _open(folder, lang, day), seconds, load_interface(lang.value)))


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(help="A question of the catalogue. Without it: the list.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter; repeat for more.")
    ] = None,
    output: Annotated[RowFormat, typer.Option("--format", help="How to print the rows.")] = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Ask a question of the catalogue, or list the questions.

    \b
    nato-kg query
    nato-kg query commitments --param letter=kst-28676-418 --param as_of=2023-12-31
    nato-kg query members -p organisation=NATO -p on=2022-10-12 --format csv
    """
    from nato_kg.interface import load_interface
    from nato_kg.queries import load_catalogue
    from nato_kg.render.tables import render_catalogue, render_rows

    ui = load_interface(lang.value)
    if name is None:
        _print(render_catalogue(load_catalogue().values(), ui))
        return
    rows = _open(store, lang).query(name, **_parameters(param or []))
    if output is RowFormat.table:
        _print(render_rows(rows.answer.question, list(rows), ui))
    else:
        _print_rows(list(rows), output)


@app.command()
def sparql(
    file: Annotated[str | None, typer.Argument(help="A file with a query; - for standard input.")] = None,
    text: Annotated[str | None, typer.Option("--query", "-q", help="The query itself.")] = None,
    output: Annotated[RowFormat, typer.Option("--format", help="How to print the rows of a SELECT.")] = RowFormat.table,
    store: StoreOption = None,
) -> None:
    """Run any SPARQL 1.1 query. The default graph is the union of all graphs; our prefixes need no declaration.

    \b
    nato-kg sparql -q 'SELECT ?label WHERE { ?x a nkg:Mission ; rdfs:label ?label }'
    nato-kg sparql question.rq --format json
    """
    from nato_kg.render.results import print_results

    print_results(_open(store).sparql(_query_text(file, text)), output.value, _console(), sys.stdout)


@app.command()
def trace(
    thing: Annotated[
        str | None, typer.Argument(help="A mission or a letter, by id, name or acronym. Without it: every mission.")
    ] = None,
    as_of: AsOfOption = None,
    output: Annotated[RowFormat, typer.Option("--format", help="table prints the tree.")] = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Follow missions through decisions and commitments to the letters that keep them.

    \b
    nato-kg trace "EUFOR Althea" --as-of 2023-12-31
    nato-kg trace kst-28676-418 --format json
    """
    from nato_kg.interface import load_interface
    from nato_kg.render.rows import trace_rows
    from nato_kg.render.tables import say_searched
    from nato_kg.render.trees import render_trace

    ui = load_interface(lang.value)
    found = _open(store, lang, _day(as_of)).trace(thing)
    if output is RowFormat.table:
        _print(render_trace(found, ui), say_searched(found.searched, ui))
    else:
        _print_rows(trace_rows(found), output)


@app.command()
def commitments(
    only_open: Annotated[bool, typer.Option("--open", help="Only what is still to come.")] = False,
    as_of: AsOfOption = None,
    about: Annotated[str | None, typer.Option(help="Only what is about this thing.")] = None,
    letter: Annotated[str | None, typer.Option(help="Only what this letter promises.")] = None,
    output: Annotated[RowFormat, typer.Option("--format", help="How to print the ledger.")] = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """The ledger: what was promised to parliament, due when, kept by which letter, as known on a day.

    \b
    nato-kg commitments --open --as-of 2023-12-31
    nato-kg commitments --about "EUFOR Althea" --lang nl
    """
    from nato_kg.followups import Ledger
    from nato_kg.interface import load_interface
    from nato_kg.render.rows import ledger_rows
    from nato_kg.render.tables import render_ledger, say_searched

    ui = load_interface(lang.value)
    ledger = _open(store, lang, _day(as_of)).commitments(about=about, letter=letter)
    if only_open:
        ledger = Ledger(tuple(p for p in ledger if p.is_open), ledger.searched)
    if output is RowFormat.table:
        _print(render_ledger(ledger, ui), say_searched(ledger.searched, ui))
    else:
        _print_rows(ledger_rows(ledger), output)


@app.command()
def explain(
    thing: Annotated[str, typer.Argument(help="A statement or thing, by id or name.")],
    letter: Annotated[Path | None, typer.Option("--letter", help="The letter's text, to quote from.")] = None,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Where a statement comes from: letter, place, words, sources, and what became of it.

    \b
    nato-kg explain com-althea
    nato-kg explain com-althea --letter kst-28676-418.txt
    """
    from nato_kg.interface import load_interface
    from nato_kg.render.trees import render_explanation

    explanation = _open(store, lang).explain(thing, letter=letter)
    _print(render_explanation(explanation, load_interface(lang.value)))


@app.command()
def validate(
    letters: LettersArgument = None,
    report: Annotated[bool, typer.Option("--report", help="Print pyshacl's report as Turtle instead of text.")] = False,
    lang: LangOption = Language.en,
) -> None:
    """Check the data against the shapes without building. Exit code 1 when something is wrong.

    \b
    nato-kg validate
    nato-kg validate my-letter.ttl --lang nl
    """
    from nato_kg.build import Sources, check

    found = check(Sources.shipped(_turtle(letters)))
    print(found.report.graph.serialize(format="turtle") if report else found.text(lang.value))
    if found.count:
        raise typer.Exit(1)


@app.command()
def export(
    output: Annotated[GraphFormat, typer.Option("--format", help="Format of the export.")],
    to: Annotated[
        str,
        typer.Option("--output", "-o", help="File, or folder for csv (nodes.csv, edges.csv); - for standard output."),
    ] = "-",
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Write the graph for other programs: RDF syntaxes, CSV of nodes and edges, GEXF for Gephi.

    \b
    nato-kg export --format gexf -o nato.gexf
    nato-kg export --format csv -o tables/
    nato-kg export --format trig | gzip > nato.trig.gz
    """
    from nato_kg.export import export as run_export
    from nato_kg.export import write_files

    write_files(run_export(_open(store, lang).store, output.value, lang.value), to, sys.stdout.buffer)


def main() -> None:
    """Run the command line; errors of ours become one line on standard error and their exit code."""
    try:
        app()
    except NatoKgError as error:
        _progress("")
        print(f"nato-kg: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone, as `head` does: nothing more can be said
        sys.exit(0)


# ---------------------------------------------------------------- from the command line to values, and back


def _open(store: Path | None = None, lang: Language = Language.en, as_of: date | None = None) -> KnowledgeGraph:
    from nato_kg.traverse import KnowledgeGraph

    return KnowledgeGraph.open(store, language=lang.value, as_of=as_of)


def _day(text: str | None) -> date | None:
    from nato_kg.queries.parameters import parse_day

    return parse_day(text, "--as-of") if text else None


def _parameters(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise UsageError(f"--param '{pair}' has no value", hint="write it as --param letter=kst-28676-418")
    return dict(pair.split("=", 1) for pair in pairs)


def _turtle(letters: list[Path] | None) -> list[Path]:
    for path in letters or []:
        if path.suffix != ".ttl":
            raise UsageError(
                f"{path} is not a curated letter", hint="give Turtle (.ttl); reading letters from text is not there yet"
            )
    return list(letters or [])


def _query_text(file: str | None, text: str | None) -> str:
    if (file is None) == (text is None):
        raise UsageError("give a query", hint="nato-kg sparql FILE, nato-kg sparql - or nato-kg sparql -q 'SELECT …'")
    if text is not None or file is None:
        return text or ""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"the query cannot be read: {error.strerror}", path=Path(file), hint="check the file's name"
        ) from error


def _progress(step: str) -> None:
    """The step that a long command is at, on a line that the next one overwrites; only where someone looks on."""
    if sys.stderr.isatty():
        print(f"\r\033[K{step}{' …' if step else ''}", end="", file=sys.stderr, flush=True)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def _print(*parts: RenderableType) -> None:
    console = _console()
    for part in parts:
        console.print(part)


def _print_rows(rows: list[dict[str, Any]], output: RowFormat) -> None:
    from nato_kg.render.rows import rows_as_csv, rows_as_json

    print(rows_as_json(rows) if output is RowFormat.json else rows_as_csv(rows), end="")
