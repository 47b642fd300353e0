"""The W3C's SHACL tests through our validator: 121 tests, of which every exception is named with its reason.

pySHACL, which evaluates the shapes, passes 112 by itself (`../shared/suites/README.md`); feeding it shape by shape must
lose none.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from nato_kg.errors import ResourceError
from nato_kg.validate import validate

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

EXCEPTIONS: dict[str, str] = {}

Result = tuple[Any, ...]


def read_tests(manifest: Path) -> list[tuple[Path, URIRef, Graph]]:
    """The tests of a manifest and of those that it includes: file, name, and the graph of the file."""
    graph = Graph().parse(manifest, publicID=manifest.as_uri())
    found: list[tuple[Path, URIRef, Graph]] = []
    for included in sorted(graph.objects(None, MF.include)):
        found += read_tests(Path(str(included).removeprefix("file://")))
    for entries in graph.objects(None, MF.entries):
        found += [(manifest, URIRef(entry), graph) for entry in Collection(graph, entries)]
    return found


def graph_of(named: Node | None, file: Path, own: Graph) -> Graph:
    path = Path(str(named).removeprefix("file://"))
    return own if path == file else Graph().parse(path, publicID=path.as_uri())


def results(graph: Graph, report: Node) -> Counter[Result]:
    """What a report says, without messages and details; shapes and paths without names count alike."""
    names = ("focusNode", "resultPath", "value", "resultSeverity", "sourceConstraintComponent", "sourceShape")

    def said(result: Node, name: str) -> object:
        value = graph.value(result, SH[name])
        return "blank" if isinstance(value, BNode) else value

    return Counter(tuple(said(result, name) for name in names) for result in graph.objects(report, SH.result))


def run(file: Path, test: URIRef, graph: Graph) -> None:
    action, wanted = graph.value(test, MF.action), graph.value(test, MF.result)
    data = graph_of(graph.value(action, SHT.dataGraph), file, graph)
    shapes = graph_of(graph.value(action, SHT.shapesGraph), file, graph)
    if wanted == SHT.Failure:
        with pytest.raises(ResourceError):
            validate(data, shapes=shapes)
        return
    report = validate(data, shapes=shapes).graph
    (found,) = report.subjects(SH.conforms, None)
    assert wanted is not None
    assert report.value(found, SH.conforms) == graph.value(wanted, SH.conforms)
    assert results(report, found) == results(graph, wanted)


def name_of(test: URIRef) -> str:
    return str(test).rsplit("/", 1)[-1]


def test_the_suite(shared: Path) -> None:
    """Every test passes, but those that are named, which fail: one that comes to pass is no exception any more."""
    tests = read_tests(shared / "suites" / "shacl" / "manifest.ttl")
    failed = {}
    for file, test, graph in tests:
        try:
            run(file, test, graph)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the test has failed
            failed[name_of(test)] = f"{type(error).__name__}: {error}"
    assert len(tests) == 121
    assert failed.keys() == EXCEPTIONS.keys(), failed
