"""The command that puts the graph on the web."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nato_kg.cli.commands import app
from nato_kg.cli.options import LangOption, Language, StoreOption


@app.command()
def serve(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8000,
    hostname: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name by which others reach it, as behind a proxy; repeat for more."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Strangers' SPARQL queries at a time.")] = 2,
    seconds: Annotated[float, typer.Option(min=0.1, max=600, help="The longest that such a query may take.")] = 10.0,
    cors: Annotated[bool, typer.Option("--cors/--no-cors", help="Let pages of other sites read the answers.")] = True,
    register: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The House's register: what was promised aloud, in the ledger's pages."),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser on it.")] = False,
    lang: LangOption = Language.en,
) -> None:
    """Serve the graph: pages, a SPARQL endpoint and JSON.

    Opens the graph for reading and listens on this machine alone, until interrupted. A build that is made meanwhile
    is picked up. docs/server.md says how to put it behind a proxy.

    \b
    nato-kg serve
    nato-kg serve --port 8080 --browser --lang nl
    nato-kg serve --hostname graph.example.org
    nato-kg serve --register register.json
    """
    from dataclasses import replace

    from nato_kg.server.listen import listen
    from nato_kg.server.settings import MEMORY_QUADS, Limits, Settings
    from nato_kg.traverse import store_folder

    names, limits = frozenset(name.lower() for name in hostname or []), Limits(seconds=seconds)
    served = Settings(host, port, names, lang.value, cors, workers, limits=limits)
    settings = replace(served, register=register, memory_quads=MEMORY_QUADS, warm=True)
    listen(store_folder(store), settings, browser=browser)
