"""Read a Turtle file so that every later complaint about it can name a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from nato_kg.errors import DataError
from nato_kg.namespaces import RDF

_PREFIX = re.compile(r"^@?prefix\s+([\w.-]*):\s*<([^>\n]{1,500})>", re.IGNORECASE | re.MULTILINE)
_DEFINITION = re.compile(r"^([^\s#@\"]{1,300})[ \t]+(?:a|rdf:type)[ \t]", re.MULTILINE)


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
        return next(self._lines(re.compile(rf"(?<![\w:/.-])(?:{'|'.join(self._spellings(iri))})(?![\w/-])")), None)

    def definitions(self) -> Iterator[tuple[str, int]]:
        """Every thing that a line of the file starts to define, with that line."""
        prefixes = self.prefixes
        for match in _DEFINITION.finditer(self.text):
            yield _expand(match.group(1), prefixes), self.text.count("\n", 0, match.start()) + 1

    def _spellings(self, iri: str) -> list[str]:
        short = [f"{p}:{iri.removeprefix(ns)}" for p, ns in self.prefixes.items() if iri.startswith(ns)]
        return [re.escape(s) for s in [f"<{iri}>", *short]]

    def _lines(self, pattern: re.Pattern[str]) -> Iterator[int]:
        for number, line in enumerate(self.text.splitlines(), start=1):
            if not line.startswith(("@prefix", "#")) and pattern.search(line):
                yield number


def read_turtle(path: Path) -> TurtleFile:
    """Parse a Turtle file of curated data.

    Raises :class:`~nato_kg.errors.DataError` with the line when it cannot be read, is no Turtle or holds a blank node.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read: {error}", path=path, hint="give a Turtle file in UTF-8") from error
    try:
        triples = tuple(quad.triple for quad in parse(text, RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DataError(f"no valid Turtle: {error.msg}", path=path, line=error.lineno, hint="mend that line") from error
    file = TurtleFile(path, text, triples)
    _refuse_blank_nodes(file)
    return file


def read_ontology(paths: Iterable[Path]) -> tuple[Triple, ...]:
    """Parse ontology files; the nodes of RDF lists get names, in a fixed way."""
    triples: list[Triple] = []
    for path in sorted(paths):
        try:
            parsed = [quad.triple for quad in parse(path.read_text(encoding="utf-8"), RdfFormat.TURTLE)]
        except SyntaxError as error:
            raise DataError(f"no valid Turtle: {error.msg}", path=path, line=error.lineno) from error
        triples += _name_lists(parsed, path)
    return tuple(triples)


def _refuse_blank_nodes(file: TurtleFile) -> None:
    for triple in file.triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            named = triple.subject if isinstance(triple.subject, NamedNode) else triple.predicate
            raise DataError(
                f"a blank node beside {named.value}",
                path=file.path,
                line=file.line_of(named.value),
                hint="give everything a name of its own",
            )


def _name_lists(triples: list[Triple], path: Path) -> Iterator[Triple]:
    """Replace each list node by ``{owner}.{property}.{position}``: the same name in every build."""
    rest = {t.subject: t.object for t in triples if t.predicate.value == f"{RDF}rest"}
    names: dict[Any, NamedNode] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            stem = f"{triple.subject.value}.{triple.predicate.value.rsplit('#', 1)[-1]}"
            for position, node in enumerate(_list_nodes(triple.object, rest), start=1):
                names[node] = NamedNode(f"{stem}.{position}")
    for triple in triples:
        if isinstance(triple.subject, BlankNode) and triple.subject not in names:
            raise DataError("a blank node that is no list", path=path, hint="give it a name")
        subject, value = names.get(triple.subject, triple.subject), names.get(triple.object, triple.object)
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
