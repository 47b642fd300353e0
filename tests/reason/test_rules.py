"""Each rule file alone: premises in, conclusion out, and nothing else."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from nato_kg import resources
from nato_kg.namespaces import OWL, RDF, RDFS
from nato_kg.reason.rules import close_with_rules, find_contradictions, load_rules

PREFIXES = f"@prefix : <http://example.org/> . @prefix rdf: <{RDF}> . @prefix rdfs: <{RDFS}> . @prefix owl: <{OWL}> .\n"

CHAINS = """
    :r owl:propertyChainAxiom ( :p :q ) . :s owl:propertyChainAxiom ( :p :q :p ) .
    :x :p :y . :y :q :z . :z :p :w .
"""

#: By the rule's name in OWL 2 Profiles, section 4.3: what is given, and all that follows in one step.
RULES = {
    "prp-dom": (":p rdfs:domain :C . :x :p :y, 'text' . :y :q :x .", ":x a :C ."),
    "prp-rng": (":p rdfs:range :C . :x :p :y . :z :p 'text' . :y :q :x .", ":y a :C ."),
    "prp-trp": (":p a owl:TransitiveProperty . :x :p :y . :y :p :z ; :q :w .", ":x :p :z ."),
    "prp-spo1": (":p rdfs:subPropertyOf :q, :p . :x :p :y . :y :q :z .", ":x :q :y ."),
    "prp-spo2-two": (
        CHAINS,
        ":x :r :z .",
    ),
    "prp-spo2-three": (
        CHAINS,
        ":x :s :w .",
    ),
    "prp-inv1": (":p owl:inverseOf :q . :x :p :y, 'text' . :y :q :z .", ":y :q :x ."),
    "prp-inv2": (":p owl:inverseOf :q . :x :q :y, 'text' . :y :p :z .", ":y :p :x ."),
    "cax-sco": (":C rdfs:subClassOf :D, :C . :x a :C . :y a :D .", ":x a :D ."),
    "scm-sco": (":C rdfs:subClassOf :D . :D rdfs:subClassOf :E . :x a :C .", ":C rdfs:subClassOf :E ."),
    "scm-spo": (":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r . :x :p :y .", ":p rdfs:subPropertyOf :r ."),
    "scm-dom1": (":p rdfs:domain :C ; rdfs:range :D . :C rdfs:subClassOf :E .", ":p rdfs:domain :E ."),
    "scm-dom2": (":q rdfs:domain :C ; rdfs:range :D . :p rdfs:subPropertyOf :q .", ":p rdfs:domain :C ."),
    "scm-rng1": (":p rdfs:domain :C ; rdfs:range :D . :D rdfs:subClassOf :E .", ":p rdfs:range :E ."),
    "scm-rng2": (":q rdfs:domain :C ; rdfs:range :D . :p rdfs:subPropertyOf :q .", ":p rdfs:range :D ."),
}


def store(turtle: str) -> Store:
    filled = Store()
    filled.extend(Quad(*quad.triple) for quad in parse(PREFIXES + turtle, RdfFormat.TURTLE))
    return filled


def test_every_rule_file_has_a_test() -> None:
    folder = resources.path("ontology", "rules")
    assert {path.name for path in folder.iterdir()} == {f"{name}.ru" for name in RULES} | {"cax-adc.rq"}
    assert set(load_rules()) == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str) -> None:
    given, follows = RULES[name]
    data = store(given)
    before = set(data)
    data.update(load_rules()[name])
    assert {quad.triple for quad in set(data) - before} == {quad.triple for quad in store(follows)}


@pytest.mark.parametrize("name", RULES)
def test_rule_says_in_its_first_line_what_it_does(name: str) -> None:
    assert load_rules()[name].startswith("# ")


def test_rules_feed_each_other_to_the_end() -> None:
    given = """
        :hasPart owl:inverseOf :partOf . :partOf a owl:TransitiveProperty ; rdfs:domain :Part .
        :Part rdfs:subClassOf :Thing .
        :a :partOf :b . :c :hasPart :b . :d :hasPart :c .
    """
    triples = {quad.triple for quad in store(given)}
    closed = close_with_rules(triples)
    expected = store(":a :partOf :d . :d :hasPart :a . :a a :Thing . :c a :Thing . :partOf rdfs:domain :Thing .")
    assert closed > triples
    assert closed >= {quad.triple for quad in expected}
    assert close_with_rules(closed) == closed


def test_closing_nothing_gives_nothing() -> None:
    assert close_with_rules(()) == frozenset()


def test_cax_adc_finds_a_thing_of_two_disjoint_kinds() -> None:
    data = store(":x a owl:AllDisjointClasses ; owl:members ( :C :D :E ) . :a a :D, :C . :b a :C . :c a :E, :F .")
    example = "http://example.org/"
    assert find_contradictions(data) == [(f"{example}a", f"{example}C", f"{example}D")]


def test_cax_adc_reads_all_named_graphs_together() -> None:
    data = Store()
    turtle = {
        "http://g/ontology": ":x a owl:AllDisjointClasses ; owl:members ( :C :D ) .",
        "http://g/one": ":a a :C .",
        "http://g/two": ":a a :D .",
    }
    for graph, text in turtle.items():
        data.load((PREFIXES + text).encode(), RdfFormat.TURTLE, to_graph=NamedNode(graph))
    assert [row[0] for row in find_contradictions(data)] == ["http://example.org/a"]
