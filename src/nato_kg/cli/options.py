"""What several commands take: languages, formats, and the options that mean the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Language(StrEnum):
    """The languages of labels and of what is printed."""

    en = "en"
    nl = "nl"


class RowFormat(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class QueryFormat(StrEnum):
    """How the answer to a question is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    ttl = "ttl"


class GraphFormat(StrEnum):
    """Formats of an export."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"
    csv = "csv"
    gexf = "gexf"
    graphml = "graphml"


class Reasoner(StrEnum):
    """The reasoning engines."""

    rules = "rules"
    owlrl = "owlrl"


ViewOption = Annotated[
    str | None,
    typer.Option("--view", metavar="VIEW", help="policy, meetings, missions, citations, or a .rq file of one's own."),
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="Only what is there on or after this day (2022-09-30).")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Only what is there on or before this day.")]
AboutOption = Annotated[
    str | None, typer.Option("--about", metavar="THING", help="Only what lies near this thing: id, name or acronym.")
]
HopsOption = Annotated[int, typer.Option("--hops", min=0, help="How many steps from --about.")]
StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="Folder of the graph. Default: NATO_KG_STORE, else .nato-kg here."),
]
LangOption = Annotated[Language, typer.Option("--lang", help="Language of labels and texts.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="As known on this day (2023-12-31). Default: today.")
]
LettersArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[LETTER]...",
        help="More letters beside the shipped ones: text, XML, HTML, PDF, ODT, DOCX, curated Turtle, or a folder.",
    ),
]
ThingArgument = Annotated[
    str | None, typer.Argument(help="A mission, letter or anything else: id, name or acronym. Left out: every mission.")
]
RowsOption = Annotated[
    RowFormat, typer.Option("--format", help="table for people, csv for spreadsheets, json for programs.")
]
JudgementsOption = Annotated[
    Path | None,
    typer.Option(
        "--judgements", metavar="FILE", help="What people judged. Default: NATO_KG_JUDGEMENTS, else judgements.jsonl."
    ),
]
