"""Commands on the graph as a network: what is central, how two things hang together, what letters name together."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from nato_kg.cli.commands import app
from nato_kg.cli.options import (
    AboutOption,
    FromOption,
    HopsOption,
    LangOption,
    Language,
    RowFormat,
    RowsOption,
    StoreOption,
    ToOption,
    ViewOption,
)
from nato_kg.cli.output import print_rows, show
from nato_kg.cli.values import open_graph, read_day


class Measure(StrEnum):
    """Measures of centrality."""

    degree = "degree"
    pagerank = "pagerank"
    betweenness = "betweenness"
    closeness = "closeness"


class By(StrEnum):
    """Periods of time."""

    year = "year"
    month = "month"


TopOption = Annotated[int, typer.Option("--top", min=1, help="How many to show.")]


@app.command()
def centrality(
    by: Annotated[Measure, typer.Option("--by", help="The measure that orders them.")] = Measure.pagerank,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only things of this kind, such as State.")
    ] = None,
    top: TopOption = 20,
    view: ViewOption = None,
    first: FromOption = None,
    last: ToOption = None,
    about: AboutOption = None,
    hops: HopsOption = 2,
    output: RowsOption = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Show which things are central.

    The whole graph holds records too; a view or --kind gives the things that you mean.

    \b
    nato-kg centrality --view meetings
    nato-kg centrality --kind State --by betweenness --top 10
    """
    from nato_kg.interface import load_interface
    from nato_kg.render.networks import CENTRAL_COLUMNS, render_centrality

    days = {"first": read_day(first, "--from"), "last": read_day(last, "--to")}
    graph = open_graph(store, lang)
    found = graph.centrality(view, by=by.value, kind=kind, about=about, hops=hops, **days)[:top]
    if output is RowFormat.table:
        show(render_centrality(found, load_interface(lang.value)))
    else:
        print_rows([asdict(central) for central in found], output, CENTRAL_COLUMNS)


@app.command()
def paths(
    start: Annotated[str, typer.Argument(help="A thing: id, name or acronym.")],
    end: Annotated[str, typer.Argument(help="Another thing.")],
    hops: Annotated[int, typer.Option("--hops", min=1, help="The most steps.")] = 4,
    top: TopOption = 5,
    output: RowsOption = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Show how two things hang together.

    The shortest ways between them, and on what each step rests: the place in a letter, or the source.

    \b
    nato-kg paths "EUFOR Althea" kst-29521-BA
    nato-kg paths KFOR Kosovo --hops 2 --format json
    """
    from nato_kg.interface import load_interface
    from nato_kg.render.networks import PATH_COLUMNS, path_rows, render_paths

    graph, ui = open_graph(store, lang), load_interface(lang.value)
    found = [(path, graph.grounds(path)) for path in graph.paths(start, end, max_hops=hops, limit=top)]
    if output is not RowFormat.table:
        print_rows(path_rows(found), output, PATH_COLUMNS)
    elif found:
        show(render_paths(found, ui))
    else:
        print(ui.say("no_paths", hops=hops, start=start, end=end))


@app.command()
def together(
    thing: Annotated[str, typer.Argument(help="A thing that letters name: id, name or acronym.")],
    other: Annotated[str | None, typer.Argument(help="Another one. Left out: all.")] = None,
    by: Annotated[By, typer.Option("--by", help="Letters are counted by year or month.")] = By.year,
    top: TopOption = 20,
    output: RowsOption = RowFormat.table,
    store: StoreOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Show what letters name together, through time.

    \b
    nato-kg together "EUFOR Althea"
    nato-kg together KFOR NMI --by month --format csv
    """
    from nato_kg.interface import load_interface
    from nato_kg.render.networks import periods_in, render_together, together_rows

    found = open_graph(store, lang).together(thing, other, by=by.value)[:top]
    ui = load_interface(lang.value)
    if output is not RowFormat.table:
        print_rows(together_rows(found), output, ["id", "label", "kind", "letters", *periods_in(found)])
    elif found:
        show(render_together(found, ui))
    else:
        print(ui.say("no_rows"))
