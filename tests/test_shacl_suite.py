"""The W3C's SHACL tests through our validator: 121 tests, of which every exception is named with its reason.

pySHACL, which evaluates the shapes, passes 112 by itself (`../shared/suites/README.md`). Feeding it by property loses
none, and queries that a validator has to refuse are refused here.
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

EXCEPTIONS = {
    "uniqueLang-002": 'pySHACL takes the literal "1"^^xsd:boolean of sh:uniqueLang for true',
    "shapesGraph-001": "pySHACL does not hand the shapes graph to a SPARQL constraint",
}

Result = tuple[Any, ...]


def read_tests(folder: Path) -> list[tuple[Path, URIRef, Graph]]:
    """The tests of a folder, also of the file that no manifest includes: file, name, and the graph of the file."""
    graphs = ((file, Graph().parse(file, publicID=file.as_uri())) for file in sorted(folder.rglob("*.ttl")))
    return [
        (file, URIRef(str(entry)), graph)
        for file, graph in graphs
        for entries in graph.objects(None, MF.entries)
        for entry in Collection(graph, entries)
    ]


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
    tests = read_tests(shared / "suites" / "shacl")
    failed = {}
    for file, test, graph in tests:
        try:
            run(file, test, graph)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the test has failed
            failed[name_of(test)] = f"{type(error).__name__}: {error}"
    assert len(tests) == 121
    assert failed.keys() == EXCEPTIONS.keys(), failed
