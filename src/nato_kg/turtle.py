"""Read a Turtle file so that every later complaint about it can name a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from nato_kg.errors import DataError
from nato_kg.namespaces import RDF

_PREFIX = re.compile(r"(?:^|\.)[ \t]*@?prefix\s+([\w.-]*):\s*<([^>\n]{1,500})>", re.IGNORECASE | re.MULTILINE)
_DEFINITION = re.compile(r"^([^\s#@\"]{1,300})[ \t]+(?:a|rdf:type)[ \t]", re.MULTILINE)
_BLANK = re.compile(r"^\s*(?:_:|\[|\()")


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """A parsed file: its triples (without blank nodes) and its text, to find lines in."""

    path: Path
    text: str
    triples: tuple[Triple, ...]

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that the file declares."""
        return dict(_PREFIX.findall(self.text))

    def line_of(self, iri: str) -> int | None:
        """The first line that names ``iri``; ``None`` when no line spells it out."""
        return next(self.lines_with(re.compile(rf"(?<![\w:/.-])(?:{'|'.join(self._spellings(iri))})(?![\w/-])")), None)

    def definitions(self) -> Iterator[tuple[str, int]]:
        """Every thing that a line of the file starts to define, with that line."""
        prefixes = self.prefixes
        for match in _DEFINITION.finditer(self.text):
            yield _expand(match.group(1), prefixes), self.text.count("\n", 0, match.start()) + 1

    def _spellings(self, iri: str) -> list[str]:
        short = [f"{p}:{iri.removeprefix(ns)}" for p, ns in self.prefixes.items() if iri.startswith(ns)]
        return [re.escape(s) for s in [f"<{iri}>", *short]]

    def lines_with(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """The lines in which ``pattern`` is found, comments and prefixes aside."""
        for number, line in enumerate(self.text.split("\n"), start=1):
            if not line.lstrip().startswith(("@prefix", "#")) and pattern.search(line):
                yield number


def read_turtle(path: Path) -> TurtleFile:
    """Parse a Turtle file of curated data.

    Raises :class:`~nato_kg.errors.DataError` with the line when it cannot be read, is no Turtle or holds a blank node.
    """
    text = _read_text(path)
    file = TurtleFile(path, text, _parse(text, path))
    _refuse_blank_nodes(file)
    return file


def read_ontology(paths: Iterable[Path]) -> tuple[Triple, ...]:
    """Parse ontology files; the nodes of RDF lists get names, in a fixed way.

    Raises :class:`~nato_kg.errors.DataError` as :func:`read_turtle` does.
    """
    triples: list[Triple] = []
    stems: Counter[str] = Counter()
    for path in sorted(paths):
        triples += _name_lists(_parse(_read_text(path), path), path, stems)
    return tuple(triples)


def _read_text(path: Path) -> str:
    hint = "give a Turtle file in UTF-8"
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError(f"no UTF-8: {error.reason}", path=path, line=line, hint=hint) from error
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", path=path, hint=hint) from error


def _parse(text: str, path: Path) -> tuple[Triple, ...]:
    try:
        return tuple(quad.triple for quad in parse(text, RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DataError(f"no valid Turtle: {error.msg}", path=path, line=error.lineno, hint="mend that line") from error


def _refuse_blank_nodes(file: TurtleFile) -> None:
    hint = "give everything a name of its own"
    blank = [t for t in file.triples if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    owners = [t.subject.value for t in blank if isinstance(t.subject, NamedNode)]
    if owners:
        raise DataError(f"{owners[0]} has a blank node", path=file.path, line=file.line_of(owners[0]), hint=hint)
    if blank:
        raise DataError("a blank node", path=file.path, line=next(file.lines_with(_BLANK), None), hint=hint)


def _name_lists(triples: tuple[Triple, ...], path: Path, stems: Counter[str]) -> Iterator[Triple]:
    """Replace each list node by ``{owner}.{property}.{position}``: the same name in every build.

    ``stems`` counts the lists of one owner and property, the second of which is ``{owner}.{property}-2.{position}``.
    """
    rest = {t.subject: t.object for t in triples if t.predicate.value == f"{RDF}rest"}
    names: dict[Any, NamedNode] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and triple.object in rest:
            stem = f"{triple.subject.value}.{triple.predicate.value.rsplit('#', 1)[-1]}"
            stems[stem] += 1
            stem += f"-{stems[stem]}" if stems[stem] > 1 else ""
            for position, node in enumerate(_list_nodes(triple.object, rest), start=1):
                names[node] = NamedNode(f"{stem}.{position}")
    for triple in triples:
        subject, value = names.get(triple.subject, triple.subject), names.get(triple.object, triple.object)
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
            message = f"a blank node that is no list, beside {triple.predicate.value}"
            raise DataError(message, path=path, hint="give it a name")
        yield Triple(subject, triple.predicate, value)


def _list_nodes(node: object, rest: dict[Any, Any]) -> Iterator[BlankNode]:
    while isinstance(node, BlankNode):
        yield node
        node = rest.get(node)


def _expand(name: str, prefixes: dict[str, str]) -> str:
    if name.startswith("<"):
        return name.strip("<>")
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + local
