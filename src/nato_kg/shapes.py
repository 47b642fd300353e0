"""SHACL shapes: read, with their messages, and made ready so that pyshacl takes a property for all things at once."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from nato_kg.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rdflib import Graph, URIRef

_SH = "http://www.w3.org/ns/shacl#"
_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_WHOLE = ("closed", "deactivated")


def sh(name: str) -> URIRef:
    """The address of a term of SHACL."""
    from rdflib import URIRef

    return URIRef(_SH + name)


def load_shapes(folder: Path) -> Graph:
    """The shapes of all Turtle files in ``folder`` as one graph.

    Raises ResourceError when there are none or one cannot be read.
    """
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = Graph()
    if not (files := sorted(folder.glob("*.ttl"))):
        raise ResourceError("there are no shapes", path=folder, hint="install nato-kg again")
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except (BadSyntax, UnicodeDecodeError) as error:
            raise ResourceError(f"the shapes cannot be read: {error}", path=file) from error
    return graph


def messages_of(graph: Graph) -> Mapping[str, Mapping[str, str]]:
    """Messages by shape or constraint, then by language; pyshacl drops the language of some."""
    found: dict[str, dict[str, str]] = {}
    for shape, text in graph.subject_objects(sh("message")):
        found.setdefault(str(shape), {})[getattr(text, "language", None) or ""] = str(text)
    return {shape: MappingProxyType(dict(sorted(texts.items()))) for shape, texts in found.items()}


def give_targets_to_property_shapes(graph: Graph) -> None:
    """Let each property shape stand on its own, with the targets of the node shapes that have it.

    It says the same, and lets pyshacl evaluate the property for all things at once. Not where the node shape has a
    say in it: one that is closed, deactivated or part of another shape, or whose properties may not share values.
    """
    targets = [sh(name) for name in _TARGETS]
    whole = {node for name in _WHOLE for node in graph.subjects(sh(name), None)}
    disjoint = set(graph.subjects(sh("qualifiedValueShapesDisjoint"), None))
    parts = set(graph.objects(None, None))
    whole |= {node for node, part in graph.subject_objects(sh("property")) if part in disjoint or node in parts}
    for node, part in list(graph.subject_objects(sh("property"))):
        given = [(target, value) for target in targets for value in graph.objects(node, target)]
        if given and node not in whole:
            graph.remove((node, sh("property"), part))
            for target, value in given:
                graph.add((part, target, value))
