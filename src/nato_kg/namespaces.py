"""Prefixes, and the addresses of things, records, codes and graphs (design: Identifiers, Named graphs).

Everything is a plain ``str`` here; :mod:`nato_kg.graph` turns addresses into RDF terms.
"""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/nato-kg/"
NKG: Final = f"{BASE}ontology#"
SHAPES: Final = f"{BASE}shapes#"
ID: Final = f"{BASE}id/"
CODE: Final = f"{BASE}code/"
GRAPH: Final = f"{BASE}graph/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SCHEMA: Final = "https://schema.org/"

RDF_TYPE: Final = f"{RDF}type"
RDFS_LABEL: Final = f"{RDFS}label"
SKOS_ALT_LABEL: Final = f"{SKOS}altLabel"

#: Prefixes that queries may use without declaring them, and that exports declare.
PREFIXES: Final = {
    "nkg": NKG,
    "shape": SHAPES,
    "id": ID,
    "code": CODE,
    "graph": GRAPH,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "schema": SCHEMA,
}

ONTOLOGY_GRAPH: Final = f"{GRAPH}ontology"
REFERENCE_GRAPH: Final = f"{GRAPH}reference"
INFERRED: Final = f"{GRAPH}inferred/"
#: What joining letters adds: which record is about which promise of another letter.
JOINED_GRAPH: Final = f"{GRAPH}joined"
#: What people decided about proposals.
JUDGEMENTS_GRAPH: Final = f"{GRAPH}judgements"
#: What reasoning gives from several graphs together.
LINKS_GRAPH: Final = f"{INFERRED}links"


def nkg(name: str) -> str:
    """The address of the ontology's term ``name``."""
    return NKG + name


def code(scheme: str, name: str) -> str:
    """The address of a code of a code list, such as ``code("timeliness", "late")``."""
    return f"{CODE}{scheme}/{name}"


def letter_iri(letter_id: str) -> str:
    """The address of a letter, from its identifier (``kst-28676-418``)."""
    return f"{ID}letter/{letter_id}"


def letter_graph(letter_id: str, *, complete: bool) -> str:
    """The named graph for what a letter says; partial facts have one apart (design, rule 7)."""
    return f"{GRAPH}{letter_id}" if complete else f"{GRAPH}curated/{letter_id}"


def inferred_graph(graph: str) -> str:
    """The named graph that holds what follows from ``graph``."""
    return INFERRED + short_id(graph)


def short_id(iri: str) -> str:
    """What people type for ``iri``: its last segment."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def is_shared(iri: str) -> bool:
    """Whether ``iri`` names a thing that several letters may speak of (not what one letter states)."""
    return iri.startswith(ID) and not is_local(iri)


def is_local(iri: str, letter_id: str | None = None) -> bool:
    """Whether ``iri`` names what one letter states: any letter, or the one given."""
    owner = iri.removeprefix(ID).split("/", 1)[0] if iri.startswith(ID) else ""
    if letter_id is not None:
        return owner == letter_id
    return owner.startswith(("kst-", "ah-", "h-", "blg-"))
