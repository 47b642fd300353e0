"""From what stands on the command line to values."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nato_kg.cli.options import Language
from nato_kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from nato_kg.traverse import KnowledgeGraph


def open_graph(
    store: Path | None = None, language: Language = Language.en, as_of: date | None = None
) -> KnowledgeGraph:
    """The graph that the options name."""
    from nato_kg.traverse import KnowledgeGraph

    return KnowledgeGraph.open(store, language=language.value, as_of=as_of)


def read_day(text: str | None, option: str = "--as-of") -> date | None:
    """The day of an option."""
    from nato_kg.queries.parameters import parse_day

    return parse_day(text, option) if text is not None else None


def register_file(file: Path | None, fetch: bool) -> Path:
    """The file of the register: the one named, or the usual one for what is fetched."""
    if file is None and not fetch:
        raise UsageError("name the file of the register", hint="nato-kg register FILE, or nato-kg register --fetch")
    return file or Path("register.json")


def read_parameters(pairs: list[str] | None) -> dict[str, str]:
    """The parameters of a question: ``key=value``, each key once."""
    found: dict[str, str] = {}
    for pair in pairs or []:
        key, separator, value = pair.partition("=")
        if not (separator and key and value):
            raise UsageError(f"--param '{pair}' is no key with a value", hint="write --param letter=kst-28676-418")
        if key in found:
            raise UsageError(f"--param {key} is given twice", hint="give it once")
        found[key] = value
    return found


def turtle_files(letters: list[Path] | None) -> list[Path]:
    """The curated letters that a user names, for a command that takes no others."""
    for path in letters or []:
        if path.suffix != ".ttl":
            raise UsageError(f"{path} is not a curated letter", hint="give Turtle (.ttl)")
    return list(letters or [])


def read_query(file: str | None, text: str | None) -> str:
    """The text of a SPARQL query: given, from a file, or from standard input (``-``)."""
    if (file is None) == (text is None):
        raise UsageError("give one query", hint="nato-kg sparql FILE, nato-kg sparql - or nato-kg sparql -q 'SELECT …'")
    if file is None:
        return text or ""
    path = None if file == "-" else Path(file)
    try:
        return (sys.stdin.buffer.read() if path is None else path.read_bytes()).decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            f"the query cannot be read: {error.strerror}", path=path, hint="check the file's name"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError("the query is no UTF-8 text", path=path, hint="save it as UTF-8") from error
