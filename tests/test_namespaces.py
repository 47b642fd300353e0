"""Addresses of things, records, codes and graphs, as the design states them."""

from __future__ import annotations

import pytest

from nato_kg.namespaces import (
    BASE,
    ID,
    NKG,
    PREFIXES,
    code,
    inferred_graph,
    is_local,
    is_shared,
    letter_graph,
    letter_iri,
    nkg,
    short_id,
)


def test_addresses_are_those_of_the_design() -> None:
    base = "https://w3id.org/nato-kg/"
    assert nkg("Letter") == f"{base}ontology#Letter"
    assert letter_iri("kst-28676-418") == f"{base}id/letter/kst-28676-418"
    assert code("timeliness", "late") == f"{base}code/timeliness/late"
    assert letter_graph("kst-28676-418", complete=True) == f"{base}graph/kst-28676-418"
    assert letter_graph("kst-29521-BA", complete=False) == f"{base}graph/curated/kst-29521-BA"


@pytest.mark.parametrize(
    ("graph", "inferred"),
    [
        ("ontology", "inferred/ontology"),
        ("kst-28676-418", "inferred/kst-28676-418"),
        ("curated/kst-29521-BA", "inferred/kst-29521-BA"),
    ],
)
def test_what_follows_from_a_graph_has_one_of_its_own(graph: str, inferred: str) -> None:
    assert inferred_graph(f"{BASE}graph/{graph}") == f"{BASE}graph/{inferred}"


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (f"{ID}mission/eufor-althea", "eufor-althea"),
        (f"{ID}kst-28676-418/dec-nmi-unit", "dec-nmi-unit"),
        (f"{ID}date/2022-10-12--open", "2022-10-12--open"),
        (f"{NKG}Decision", "Decision"),
        ("http://example.org/a/", "a"),
        ("http://example.org/a#", "a"),
        ("plain", "plain"),
    ],
)
def test_the_short_id_is_the_last_segment(iri: str, short: str) -> None:
    assert short_id(iri) == short


@pytest.mark.parametrize(
    ("iri", "shared", "local"),
    [
        (f"{ID}mission/kfor", True, False),
        (f"{ID}letter/kst-28676-418", True, False),
        (f"{ID}kst-28676-418/dec-nmi-unit", False, True),
        (f"{ID}ah-tk-20202021-3235/dec", False, True),
        (f"{NKG}Decision", False, False),
        ("http://example.org/kst-28676-418/dec", False, False),
    ],
)
def test_what_one_letter_states_is_told_from_what_is_shared(iri: str, shared: bool, local: bool) -> None:
    assert (is_shared(iri), is_local(iri)) == (shared, local)


def test_local_to_one_letter_is_not_local_to_another() -> None:
    iri = f"{ID}kst-28676-418/dec"
    assert is_local(iri, "kst-28676-418")
    assert not is_local(iri, "kst-28676-41")
    assert not is_local(f"{ID}mission/kfor", "kst-28676-418")


def test_prefixes_are_told_apart_by_their_namespaces() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert all(namespace.endswith(("#", "/")) for namespace in PREFIXES.values())
