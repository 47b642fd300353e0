"""Commands on what others publish: fetch letters, and read the House's register of commitments."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nato_kg.cli.commands import app
from nato_kg.cli.options import LangOption, Language, RowFormat
from nato_kg.cli.output import print_rows, report_unreadable, show, show_progress
from nato_kg.cli.values import read_day, register_file

if TYPE_CHECKING:
    from nato_kg.register import Selection


class RegisterFormat(StrEnum):
    """How the register is printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class RegisterStatusName(StrEnum):
    """The statuses of commitments; unknown where the register states none that we know."""

    open = "open"
    partly_fulfilled = "partly-fulfilled"
    fulfilled = "fulfilled"
    lapsed = "lapsed"
    unknown = "unknown"


SinceOption = Annotated[str | None, typer.Option("--from", metavar="DAY", help="Not before this day (2022-09-30).")]
RegisterArgument = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="JSON of the OData service, or XML of the SyncFeed (entity Toezegging)."),
]
StatusOption = Annotated[
    list[RegisterStatusName] | None, typer.Option(metavar="STATUS", help="Only of this status; repeat for more.")
]
UntilOption = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Not after this day.")]


@app.command()
def fetch(
    letters: Annotated[list[str] | None, typer.Argument(metavar="LETTER", help="Ids of papers.")] = None,
    dossier: Annotated[str | None, typer.Option(metavar="NUMBER", help="All papers of this dossier.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only papers of this kind: brief, motie, verslag …")
    ] = None,
    into: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the files.")] = Path("letters"),
    lang: LangOption = Language.en,
) -> None:
    """Fetch letters from the official publications.

    Each letter as XML with its metadata, else as HTML, PDF or ODT. The service is asked at most twice a second.
    Run it again to go on after an interruption, or to fetch what is new: files that have not changed are not
    fetched again. A letter that cannot be fetched is reported (exit code 4) and the rest go on.

    \b
    nato-kg fetch kst-28676-418
    nato-kg fetch --dossier 28676 --from 2022-09-01 --to 2023-12-31 --kind brief
    nato-kg build letters
    """
    from nato_kg.fetch import Client, Wanted, fetch_letters
    from nato_kg.interface import load_interface
    from nato_kg.render.register import render_fetched

    days = (read_day(since, "--from"), read_day(until, "--to"))
    wanted = Wanted.of(letters or [], dossier or "", days, kind or "")
    with Client() as client:
        fetched = fetch_letters(wanted, into, client, show_progress)
    show_progress("")
    show(render_fetched(fetched, into, load_interface(lang.value)))
    report_unreadable(fetched.failed)


@app.command()
def register(
    file: RegisterArgument = None,
    fetch_it: Annotated[bool, typer.Option("--fetch", help="Fetch it first, into FILE (register.json).")] = False,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    text: Annotated[str, typer.Option(metavar="WORDS", help="Only with these words.")] = "",
    output: Annotated[
        RegisterFormat, typer.Option("--format", help="table for people, csv for spreadsheets, json and jsonl.")
    ] = RegisterFormat.table,
    lang: LangOption = Language.en,
) -> None:
    """Read the House's register of commitments.

    What ministers promised in debates, as the House's registry wrote it down. A status is one of the House's:
    open (Openstaand), partly-fulfilled (Deels Voldaan), fulfilled (Voldaan), lapsed (Vervallen); else unknown.

    \b
    nato-kg register register.json --status open --text Defensie
    nato-kg register --fetch --from 2022-09-01 --to 2023-12-31
    nato-kg register register.json --format csv > register.csv
    """
    from nato_kg.interface import load_interface
    from nato_kg.register import Selection, read_register
    from nato_kg.render.register import REGISTER_COLUMNS, register_rows, render_register, rows_as_jsonl

    days = (read_day(since, "--from"), read_day(until, "--to"))
    selection = Selection(frozenset(name.value for name in status or []), *days, text)
    path = register_file(file, fetch_it)
    if fetch_it:
        _fetch_register(path, selection)
    entries = selection.of(read_register(path))
    if output is RegisterFormat.table:
        show(render_register(entries, load_interface(lang.value)))
    elif output is RegisterFormat.jsonl:
        print(rows_as_jsonl(register_rows(entries)), end="")
    else:
        print_rows(register_rows(entries), RowFormat(output.value), REGISTER_COLUMNS)


def _fetch_register(path: Path, selection: Selection) -> None:
    """Fetch the days selected; status and words are looked at afterwards, so that the file serves other questions."""
    from nato_kg.fetch import Client, fetch_register

    with Client() as client:
        fetch_register(path, client, selection.since, selection.until, show_progress)
    show_progress("")
