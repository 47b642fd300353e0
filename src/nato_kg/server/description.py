"""What programs read to know what is served: the description of the SPARQL service, and of the data set (VoID)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.namespaces import BASE, ID, NKG, RDF_TYPE, XSD
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FORMATS: Final = "http://www.w3.org/ns/formats/"
CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_RESULTS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_COUNTS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_KINDS: Final = "SELECT ?kind (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x nkg:kind ?kind } GROUP BY ?kind ORDER BY ?kind"


def service_description(store: EmbeddedStore, endpoint: str) -> list[Triple]:
    """The SPARQL 1.1 Service Description of the endpoint at an address."""
    service, data, default = endpoint, f"{endpoint}#dataset", f"{endpoint}#default-graph"
    found = [
        _link(service, RDF_TYPE, f"{SD}Service"),
        _link(service, f"{SD}endpoint", endpoint),
        _link(service, f"{SD}supportedLanguage", f"{SD}SPARQL11Query"),
        _link(service, f"{SD}feature", f"{SD}UnionDefaultGraph"),
        _link(service, f"{SD}defaultDataset", data),
        _link(data, RDF_TYPE, f"{SD}Dataset"),
        _link(data, f"{SD}defaultGraph", default),
        _link(default, RDF_TYPE, f"{SD}Graph"),
    ]
    found += [_link(service, f"{SD}resultFormat", FORMATS + name) for name in (*_RESULTS, *_GRAPHS)]
    total = 0
    for graph, count in _pairs(store, _COUNTS):
        total += count
        place = f"{endpoint}#{graph.removeprefix(BASE)}"
        found += [
            _link(data, f"{SD}namedGraph", place),
            _link(place, RDF_TYPE, f"{SD}NamedGraph"),
            _link(place, f"{SD}name", graph),
            _link(place, f"{SD}graph", f"{place}/content"),
            _link(f"{place}/content", RDF_TYPE, f"{SD}Graph"),
            _number(f"{place}/content", f"{VOID}triples", count),
        ]
    return [*found, _number(default, f"{VOID}triples", total)]


def data_set(store: EmbeddedStore, address: str, root: str) -> list[Triple]:
    """The VoID description at an address; ``root`` is the address of the server."""
    data = f"{address}#nato-kg"
    kinds = list(_pairs(store, _KINDS))
    found = [
        _link(address, RDF_TYPE, f"{VOID}DatasetDescription"),
        _link(address, "http://xmlns.com/foaf/0.1/primaryTopic", data),
        _link(data, RDF_TYPE, f"{VOID}Dataset"),
        Triple(NamedNode(data), NamedNode(f"{DCTERMS}title"), Literal("nato-kg", language="en")),
        _link(data, f"{DCTERMS}license", CC0),
        _link(data, f"{VOID}sparqlEndpoint", f"{root}/sparql"),
        _link(data, f"{VOID}vocabulary", NKG.rstrip("#")),
        Triple(NamedNode(data), NamedNode(f"{VOID}uriSpace"), Literal(ID)),
        _link(data, f"{VOID}feature", f"{FORMATS}Turtle"),
        _number(data, f"{VOID}triples", sum(count for _, count in _pairs(store, _COUNTS))),
        _number(data, f"{VOID}entities", sum(count for _, count in kinds)),
    ]
    for kind, count in kinds:
        part = f"{address}#kind-{kind.removeprefix(NKG)}"
        found += [
            _link(data, f"{VOID}classPartition", part),
            _link(part, f"{VOID}class", kind),
            _number(part, f"{VOID}entities", count),
        ]
    return found


def _pairs(store: EmbeddedStore, sparql: str) -> Iterator[tuple[str, int]]:
    return ((value_of(row[0]), int(value_of(row[1]))) for row in store.select(sparql))


def _link(subject: str, predicate: str, target: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(target))


def _number(subject: str, predicate: str, count: int) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(str(count), datatype=NamedNode(f"{XSD}integer")))
