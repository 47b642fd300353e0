"""Commands on what became of promises: the ledger, and judging what the machine proposes."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nato_kg.cli.commands import app
from nato_kg.cli.options import AsOfOption, JudgementsOption, LangOption, Language, RowFormat, RowsOption, StoreOption
from nato_kg.cli.output import print_rows, show, write_bytes, write_text
from nato_kg.cli.values import open_graph, read_day
from nato_kg.errors import UsageError

if TYPE_CHECKING:
    from nato_kg.followups import Ledger, NearDuplicate, Proposal
    from nato_kg.interface import Interface


class BriefFormat(StrEnum):
    """How the brief for a debate is written."""

    html = "html"
    odt = "odt"


class Verdict(StrEnum):
    """What a person says of a proposal; ``undo`` takes an earlier judgement back."""

    yes = "yes"
    no = "no"
    undo = "undo"


OpenOption = Annotated[bool, typer.Option("--open", help="Only what is still to come.")]
OverdueOption = Annotated[bool, typer.Option("--overdue", help="Only what should have come by now.")]
FulfilledOption = Annotated[bool, typer.Option("--fulfilled", help="Only what was kept whole.")]
AboutOption = Annotated[str | None, typer.Option(metavar="THING", help="Only what is about this thing.")]
MinisterOption = Annotated[
    str | None, typer.Option(metavar="POST", help="Only what binds this post, or the posts of this person.")
]
DueBeforeOption = Annotated[
    str | None, typer.Option("--due-before", metavar="DAY", help="Only what is due before this day.")
]
LetterOption = Annotated[str | None, typer.Option(metavar="LETTER", help="Only what this letter promises.")]
RegisterOption = Annotated[
    Path | None,
    typer.Option("--register", metavar="FILE", help="Beside them, what was promised aloud: see nato-kg register."),
]
BriefOption = Annotated[
    BriefFormat | None, typer.Option("--brief", help="Write what is open, in Dutch, to take into a debate.")
]
BriefFileOption = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="File of the brief; - for the screen.")
]


@app.command()
def commitments(
    only_open: OpenOption = False,
    overdue: OverdueOption = False,
    fulfilled: FulfilledOption = False,
    as_of: AsOfOption = None,
    about: AboutOption = None,
    minister: MinisterOption = None,
    due_before: DueBeforeOption = None,
    letter: LetterOption = None,
    register: RegisterOption = None,
    brief: BriefOption = None,
    to: BriefFileOption = "-",
    output: RowsOption = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Show the ledger of promises to parliament.

    What was promised, due when, kept by which letter after how many days, as known on a day; how it was put off,
    repeated or dropped before; and how many letters were searched to say so.

    \b
    nato-kg commitments --open --as-of 2023-12-31
    nato-kg commitments --about "EUFOR Althea" --lang nl
    nato-kg commitments --brief html -o debat.html --as-of 2022-12-01
    """
    from nato_kg.interface import load_interface
    from nato_kg.render.rows import LEDGER_COLUMNS, ledger_rows
    from nato_kg.render.tables import render_ledger, say_searched

    graph, ui = open_graph(store, Language.nl if brief else lang, read_day(as_of)), load_interface(lang.value)
    ledger = graph.commitments(about=about, letter=letter, minister=minister, register=register)
    shown = _narrow(ledger, only_open=only_open or brief is not None, overdue=overdue, fulfilled=fulfilled)
    shown = shown.due_before(day) if (day := read_day(due_before, "--due-before")) else shown
    if brief is not None:
        _write_brief(shown, brief, to)
    elif output is RowFormat.table:
        show(render_ledger(shown, ui), say_searched(ledger.searched, ui))
    else:
        print_rows(ledger_rows(shown), output, LEDGER_COLUMNS)


def _narrow(ledger: Ledger, *, only_open: bool, overdue: bool, fulfilled: bool) -> Ledger:
    if fulfilled and (only_open or overdue):
        raise UsageError("what was kept is not open", hint="leave out --fulfilled, or --open and --overdue")
    for wanted, narrowed in ((only_open, ledger.still_open), (overdue, ledger.overdue), (fulfilled, ledger.fulfilled)):
        ledger = narrowed() if wanted else ledger
    return ledger


def _write_brief(ledger: Ledger, form: BriefFormat, to: str) -> None:
    from nato_kg.render.brief import brief_as_html, brief_as_odt

    if form is BriefFormat.html:
        write_text(brief_as_html(ledger), to)
        return
    if to == "-":
        raise UsageError("an ODT file is not for the screen", hint="name a file with -o")
    write_bytes(brief_as_odt(ledger), to)


@app.command()
def judge(
    commitment: Annotated[str | None, typer.Argument(help="The commitment: id, or letter and id.")] = None,
    letter: Annotated[str | None, typer.Argument(help="The letter that may keep it.")] = None,
    verdict: Annotated[Verdict | None, typer.Argument(help="yes, no, or undo what was judged.")] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    by: Annotated[str, typer.Option(help="Who judges. Default: your name on this machine.")] = "",
    waiting: Annotated[bool, typer.Option("--list", help="Show what waits for a judgement.")] = False,
    least: Annotated[float, typer.Option("--least", help="With --list: the least score that is shown.")] = 0.3,
    judgements: JudgementsOption = None,
    output: RowsOption = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Say whether a letter keeps a promise, or two things are one.

    The machine proposes letters; nothing changes until a person says yes. Judgements are lines of a file that is only
    added to, with who, when and why; the next build takes them along, and undo takes one back. Things are named with
    their kind: no keeps apart what was made one, yes makes one what was not.

    \b
    nato-kg judge --list
    nato-kg judge com-dpcr kst-28676-420 no --note "tells only the decision"
    nato-kg judge com-dpcr kst-28676-420 undo
    nato-kg judge person/k.h.-ollongren person/k.-ollongren no
    """
    from nato_kg.interface import load_interface
    from nato_kg.judgements import Judgement, add_judgement, current, judgements_path, now, read_judgements

    graph, ui = open_graph(store, lang), load_interface(lang.value)
    if waiting:
        near = graph.near_duplicates(current(read_judgements(judgements_path(judgements))))
        _list_proposals(graph.proposals(least=least), near, output, ui)
        return
    if commitment is None or letter is None or verdict is None:
        raise UsageError("say which commitment, which letter, and yes, no or undo", hint="see nato-kg judge --list")
    path = judgements_path(judgements)
    promised, keeper = graph.judged(commitment, letter)
    add_judgement(path, Judgement(promised, keeper, verdict.value, by or _own_name(), now(), note))
    print(ui.say("judged", commitment=promised, letter=keeper, verdict=verdict.value, path=path))


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError) as error:  # no name is set and the system knows none for the user's number
        raise UsageError("your name is not known on this machine", hint="give it with --by") from error


def _list_proposals(
    proposals: Sequence[Proposal], near: Sequence[NearDuplicate], output: RowFormat, ui: Interface
) -> None:
    from nato_kg.render.proposals import PROPOSAL_COLUMNS, proposal_rows, render_near, render_proposals

    if output is RowFormat.table:
        show(render_proposals(proposals, ui), *([render_near(near, ui)] if near else []))
    else:
        print_rows(proposal_rows(proposals), output, PROPOSAL_COLUMNS)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The folder of the earlier build.")],
    new: Annotated[Path, typer.Argument(help="The folder of the later build.")],
    as_of: AsOfOption = None,
    output: RowsOption = RowFormat.table,
    lang: LangOption = Language.en,
) -> None:
    """Show what changed between two builds.

    Statements added, removed and changed, by kind, and statuses that moved, as known on a day.

    \b
    nato-kg diff .nato-kg-monday .nato-kg
    nato-kg diff old new --format csv
    """
    from datetime import date

    from nato_kg.diff import compare
    from nato_kg.interface import load_interface
    from nato_kg.render.changes import CHANGE_COLUMNS, diff_rows, render_diff

    day = read_day(as_of) or date.today()
    found = compare(open_graph(old).store, open_graph(new).store, day, lang.value)
    if output is RowFormat.table:
        show(render_diff(found, load_interface(lang.value)))
    else:
        print_rows(diff_rows(found), output, CHANGE_COLUMNS)
