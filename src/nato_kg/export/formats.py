"""Which formats there are, and one way to write any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from nato_kg.errors import UsageError
from nato_kg.export.gexf import write_gexf
from nato_kg.export.graphml import write_graphml
from nato_kg.export.rdf import to_rdf
from nato_kg.export.spool import Written
from nato_kg.export.tables import write_csv
from nato_kg.network import NetworkStream
from nato_kg.store import EmbeddedStore


@dataclass(frozen=True, slots=True)
class NetworkFormat:
    """A format for networks: the names of its files, and what writes them."""

    files: tuple[str, ...]
    write: Callable[..., Written]


#: Formats that hold a network, or a part of one.
NETWORK_FORMATS: Final[Mapping[str, NetworkFormat]] = {
    "gexf": NetworkFormat(("graph.gexf",), write_gexf),
    "graphml": NetworkFormat(("graph.graphml",), write_graphml),
    "csv": NetworkFormat(("nodes.csv", "edges.csv"), write_csv),
}
_RDF_FILES: Final = {"turtle": "graph.ttl", "trig": "graph.trig", "nquads": "graph.nq", "jsonld": "graph.jsonld"}
#: All formats: those of RDF hold everything.
FORMATS: Final = (*_RDF_FILES, *NETWORK_FORMATS)


def export_network(stream: NetworkStream, format_name: str, to: str, stdout: IO[bytes]) -> Written:
    """Write a network to the file or folder ``to``, or to ``stdout`` where that is ``-``; says what was written.

    Raises :class:`~nato_kg.errors.UsageError` for another format, or when ``to`` cannot be written.
    """
    _check(format_name, NETWORK_FORMATS)
    wanted = NETWORK_FORMATS[format_name]
    with open_files(wanted.files, to, stdout) as files:
        return wanted.write(stream, *files)


def export_rdf(store: EmbeddedStore, format_name: str, to: str, stdout: IO[bytes]) -> None:
    """Write the whole graph in an RDF syntax; ``to`` and errors as with :func:`export_network`."""
    _check(format_name, _RDF_FILES)
    with open_files((_RDF_FILES[format_name],), to, stdout) as (file,):
        file.write(to_rdf(store, format_name))


def _check(name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise UsageError(f"no format is called '{name}'", hint=f"use one of {', '.join(known)}")


@contextmanager
def open_files(names: Sequence[str], to: str, stdout: IO[bytes]) -> Iterator[Sequence[IO[bytes]]]:
    """The files of an export, open for writing: in the folder ``to``, one file of that name, or ``stdout`` for ``-``.

    Several files need a folder, which is made where it is missing. A file takes its name when it is complete: one that
    was there before stays as it was until then. Raises :class:`~nato_kg.errors.UsageError` for several files on
    standard output, or when nothing can be written there.
    """
    if to == "-":
        if len(names) > 1:
            raise UsageError(f"this format has {len(names)} files", hint="name a folder with -o")
        yield (stdout,)
        return
    path = Path(to)
    try:
        alone = len(names) == 1 and not path.is_dir()
        if not alone:
            path.mkdir(parents=True, exist_ok=True)
        targets = [path] if alone else [path / name for name in names]
        drafts = [target.with_name(f"{target.name}.part") for target in targets]
        try:
            with ExitStack() as opened:
                yield [opened.enter_context(draft.open("wb")) for draft in drafts]
            for draft, target in zip(drafts, targets, strict=True):
                draft.replace(target)
        finally:
            for draft in drafts:
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"the export cannot be written: {error.strerror}", path=path, hint="name another place with -o"
        ) from error
