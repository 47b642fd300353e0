"""Commands on letters in text: read one, and score what was read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from nato_kg.cli.commands import app
from nato_kg.cli.options import LangOption, Language
from nato_kg.cli.output import show, write_text


class StatementFormat(StrEnum):
    """How statements are printed."""

    table = "table"
    jsonl = "jsonl"
    ttl = "ttl"


@app.command()
def extract(
    letter: Annotated[Path, typer.Argument(help="A letter: text, XML, HTML, PDF, ODT or DOCX.")],
    output: Annotated[
        StatementFormat, typer.Option("--format", help="table to read, jsonl for programs, ttl to correct and keep.")
    ] = StatementFormat.table,
    to: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="File; - for standard output.")] = "-",
    explain: Annotated[
        bool, typer.Option("--explain", help="Say for each statement which rule fired on what.")
    ] = False,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only statements of this kind, such as Commitment.")
    ] = None,
    lang: LangOption = Language.en,
) -> None:
    """Read one letter and print what it says.

    Each statement comes with the place that says it, the rule that found it and how often that rule was right on the
    development letters. What comes out is to be checked by a person.

    \b
    nato-kg extract letter.txt
    nato-kg extract letter.pdf --kind Commitment --explain
    nato-kg extract letter.xml --format jsonl -o letter.jsonl
    """
    from nato_kg.intake import statements_as_text
    from nato_kg.interface import load_interface
    from nato_kg.readers import read_letter
    from nato_kg.render.statements import render_statements
    from nato_kg.statements.extract import OWN_KINDS
    from nato_kg.statements.extract import extract as run_extract

    document = read_letter(letter)
    left_out = OWN_KINDS if output is StatementFormat.jsonl and kind is None else frozenset[str]()
    statements = [s for s in run_extract(document) if kind in {None, s.kind} and s.kind not in left_out]
    if output is StatementFormat.table:
        show(render_statements(document, statements, load_interface(lang.value), explain=explain))
    else:
        write_text(statements_as_text(document, letter, statements, output.value), to)


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(help="Gold facts (.jsonl), or a folder of them with the letters beside them.")
    ],
    letter: Annotated[Path | None, typer.Argument(help="The letter; left out for a folder.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List misses, false hits and wrong fields.")] = False,
) -> None:
    """Score what is read from letters against marked facts.

    Precision, recall and F1 of each kind, the share of fields that are right, and the counter-examples that were
    taken for what they are not, each with its counts.

    \b
    nato-kg evaluate gold.jsonl letter.txt --errors
    nato-kg evaluate tests/letters/development
    """
    from nato_kg.evaluate import evaluate_folder, evaluate_letter
    from nato_kg.render.quality import render_mistakes, render_scores
    from nato_kg.statements.extract import extract_records

    if letter is None:
        scores, mistakes = evaluate_folder(gold, extract_records)
    else:
        scores, mistakes = evaluate_letter(gold, letter, extract_records)
    show(render_scores(scores))
    if errors:
        show(render_mistakes(mistakes))
