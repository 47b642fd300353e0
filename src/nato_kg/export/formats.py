"""Which formats there are, and one way to write any of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Final

from nato_kg.errors import UsageError
from nato_kg.export.gexf import write_gexf
from nato_kg.export.rdf import to_rdf
from nato_kg.export.tables import edges_to_csv, nodes_to_csv
from nato_kg.network import read_network
from nato_kg.store import EmbeddedStore


def _gexf(store: EmbeddedStore, language: str) -> dict[str, bytes]:
    buffer = io.BytesIO()
    write_gexf(read_network(store, language), buffer)
    return {"graph.gexf": buffer.getvalue()}


def _csv(store: EmbeddedStore, language: str) -> dict[str, bytes]:
    network = read_network(store, language)
    return {"nodes.csv": nodes_to_csv(network).encode(), "edges.csv": edges_to_csv(network).encode()}


def _rdf(name: str, ending: str) -> Callable[[EmbeddedStore, str], dict[str, bytes]]:
    return lambda store, _language: {f"graph.{ending}": to_rdf(store, name)}


#: Format name to a function that gives the files of the export, by name.
FORMATS: Final[Mapping[str, Callable[[EmbeddedStore, str], dict[str, bytes]]]] = {
    "turtle": _rdf("turtle", "ttl"),
    "trig": _rdf("trig", "trig"),
    "nquads": _rdf("nquads", "nq"),
    "jsonld": _rdf("jsonld", "jsonld"),
    "csv": _csv,
    "gexf": _gexf,
}


def export(store: EmbeddedStore, format_name: str, language: str = "en") -> dict[str, bytes]:
    """The graph in a format of :data:`FORMATS`: file names with their content.

    Raises :class:`~nato_kg.errors.UsageError` for another format.
    """
    if format_name not in FORMATS:
        raise UsageError(f"no format is called '{format_name}'", hint=f"use one of {', '.join(FORMATS)}")
    return FORMATS[format_name](store, language)


def write_files(files: Mapping[str, bytes], to: str, stdout: IO[bytes]) -> None:
    """Write an export to the file or folder ``to``, or to standard output where it is ``-``.

    Several files need a folder, which is made where it is missing; one file takes the name given. Raises
    :class:`~nato_kg.errors.UsageError` for several files on standard output, or when ``to`` cannot be written.
    """
    if to == "-":
        if len(files) > 1:
            raise UsageError(f"this format has {len(files)} files", hint="name a folder with -o")
        stdout.writelines(files.values())
        return
    path = Path(to)
    try:
        if len(files) == 1 and not path.is_dir():
            path.write_bytes(next(iter(files.values())))
            return
        path.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (path / name).write_bytes(content)
    except OSError as error:
        raise UsageError(
            f"the export cannot be written: {error.strerror}", path=path, hint="name another place with -o"
        ) from error
