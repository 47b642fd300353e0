"""Least and most counts per kind, kept beside the data (``data/expectations.toml``) and checked at every build."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Triple

from nato_kg.errors import DataError
from nato_kg.graph.complete import kinds
from nato_kg.namespaces import short_id


def count_kinds(triples: frozenset[Triple]) -> Counter[str]:
    """How many things of each kind the asserted triples define, by the kind's short name."""
    return Counter(short_id(kind) for kind in kinds(triples).values())


def check_expectations(path: Path, graphs: Mapping[str, frozenset[Triple]]) -> list[str]:
    """What is out of bounds, one sentence each; graphs are told by the last segment of their names.

    Raises :class:`~nato_kg.errors.DataError` when the file itself cannot be read. A table for a graph that is not
    built is passed over: a user may build other data.
    """
    tables = _read(path)
    counted = {short_id(iri): count_kinds(triples) for iri, triples in graphs.items()}
    return [
        f"{name}: {counted[name][kind]} of kind {kind}, expected {least} to {most} ({path.name})"
        for name, bounds in tables.items()
        if name in counted
        for kind, (least, most) in bounds.items()
        if not least <= counted[name][kind] <= most
    ]


def _read(path: Path) -> dict[str, dict[str, tuple[int, int]]]:
    """Tables of bounds, by graph and by kind."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", path=path, hint="name a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"no valid TOML: {error}", path=path, hint="mend that line") from error
    for name, bounds in tables.items():
        for kind, pair in bounds.items() if isinstance(bounds, dict) else [("", None)]:
            if not (isinstance(pair, list) and len(pair) == 2 and all(type(end) is int for end in pair)):
                where = f"{name}.{kind}".rstrip(".")
                raise DataError(f"no bounds: {where}", path=path, identifier=where, hint="write Kind = [least, most]")
    return tables
