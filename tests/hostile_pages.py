"""Pages on the shipped and fictional graph, to which hostile texts and words of letters are added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from starlette.testclient import TestClient

from nato_kg.namespaces import ID, RDFS_LABEL, nkg
from nato_kg.server import make_app
from nato_kg.store import open_store, publish
from nato_kg.terms import value_of

#: What someone may put into a letter or a label.
HOSTILE = '<script>alert("x")</script>"><img src=x onerror=alert(1)> {{ 7*7 }}'
WORDS = "Zodra het onderzoek <b onclick=alert(1)>gereed</b> is, informeren wij uw Kamer."
STATE = f"{ID}state/ostervik"
PROMISE = f"{ID}kst-28676-418/com-althea"


@pytest.fixture(scope="session")
def pages_store(fictional_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional graph with hostile labels, addresses and words."""
    graphs: defaultdict[str, list[Triple]] = defaultdict(list)
    text = (fictional_store / "current" / "graph.nq").read_bytes()
    for quad in parse(text, RdfFormat.N_QUADS):
        graphs[value_of(quad.graph_name)].append(quad.triple)
    reference, letter = "https://w3id.org/nato-kg/graph/reference", "https://w3id.org/nato-kg/graph/kst-28676-418"
    graphs[reference] += [
        Triple(NamedNode(STATE), NamedNode(RDFS_LABEL), Literal(HOSTILE, language="en")),
        Triple(NamedNode(STATE), NamedNode(RDFS_LABEL), Literal(HOSTILE, language="nl")),
        Triple(NamedNode(STATE), NamedNode(nkg("source")), NamedNode("javascript:alert(1)")),
        Triple(NamedNode(STATE), NamedNode(nkg("note")), Literal(HOSTILE)),
    ]
    graphs[letter].append(Triple(NamedNode(f"{PROMISE}-e1"), NamedNode(nkg("quotation")), Literal(WORDS)))
    folder = tmp_path_factory.mktemp("pages") / "store"
    publish(folder, graphs, open_store(fictional_store).info)
    return folder


@pytest.fixture(scope="session")
def pages(pages_store: Path) -> Iterator[TestClient]:
    """A client of the whole application; redirects are not followed."""
    with TestClient(make_app(pages_store), base_url="http://localhost", follow_redirects=False) as client:
        yield client
