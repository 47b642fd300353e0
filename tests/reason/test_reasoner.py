"""The reasoner on the real data: what follows, where it goes, and that both engines agree."""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from nato_kg.build import Sources
from nato_kg.errors import UsageError
from nato_kg.graph.curated import CuratedData, load_curated
from nato_kg.namespaces import (
    ID,
    INFERRED,
    LINKS_GRAPH,
    NKG,
    ONTOLOGY_GRAPH,
    OWL,
    RDF_TYPE,
    REFERENCE_GRAPH,
    inferred_graph,
    letter_graph,
    nkg,
    short_id,
)
from nato_kg.reason import Reasoner
from nato_kg.reason.axioms import joining_properties, select_axioms
from nato_kg.reason.owlrl_engine import TRIVIAL, close_with_owlrl, trivial_reason
from nato_kg.reason.rules import close_with_rules, find_contradictions
from nato_kg.terms import from_rdflib, to_rdflib, value_of

LETTER = letter_graph("kst-28676-418", complete=True)
MISSION = f"{ID}mission/eufor-althea"


@cache
def curated() -> CuratedData:
    sources = Sources.shipped()
    return load_curated(sources.ontology, sources.reference, sources.letters)


@cache
def entailed() -> dict[str, frozenset[Triple]]:
    return Reasoner(curated().ontology).entail_all(curated().graphs)


def union(graphs: dict[str, frozenset[Triple]]) -> frozenset[Triple]:
    return frozenset().union(*graphs.values())


def triple(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


# ---------------------------------------------------------------- graphs


def test_each_graph_has_its_entailments_in_one_of_its_own() -> None:
    assert set(entailed()) == {inferred_graph(graph) for graph in curated().graphs} | {LINKS_GRAPH}
    assert all(graph.startswith(INFERRED) for graph in entailed())
    assert all(entailed().values())


def test_asserted_triples_stay_untouched() -> None:
    before = dict(curated().graphs)
    Reasoner(curated().ontology).entail_all(curated().graphs)
    assert curated().graphs == before
    assert set(curated().graphs).isdisjoint(entailed())
    for graph, triples in curated().graphs.items():
        assert triples.isdisjoint(entailed()[inferred_graph(graph)]), graph
    assert entailed()[LINKS_GRAPH].isdisjoint(union(dict(curated().graphs)))


def test_what_the_ontology_or_the_reference_data_says_is_not_said_again() -> None:
    background = curated().ontology | curated().reference
    background |= entailed()[inferred_graph(ONTOLOGY_GRAPH)] | entailed()[inferred_graph(REFERENCE_GRAPH)]
    assert entailed()[inferred_graph(LETTER)].isdisjoint(background)


def test_only_what_joins_letters_is_in_the_links() -> None:
    assert {
        (short_id(value_of(t.subject)), t.predicate.value, short_id(value_of(t.object)))
        for t in entailed()[LINKS_GRAPH]
    } == {
        ("eufor-althea", nkg("hasFollowUpLetter"), "kst-29521-BA"),
        ("nmi", nkg("hasFollowUpLetter"), "kst-27925-943"),
    }


def test_what_follows_from_one_letter_stands_with_it() -> None:
    found = entailed()[inferred_graph(LETTER)]
    decision = f"{ID}kst-28676-418/dec-althea-contrib"
    assert triple(MISSION, nkg("hasDecision"), decision) in found
    assert triple(decision, nkg("concerns"), MISSION) in found
    assert triple(decision, RDF_TYPE, nkg("Record")) in found


def test_partial_facts_beside_a_whole_letter_get_a_graph_apart() -> None:
    fact = triple(f"{ID}kst-1/a", nkg("concernsMission"), MISSION)
    graphs = {letter_graph("kst-1", complete=complete): frozenset([fact]) for complete in (True, False)}
    found = Reasoner(curated().ontology).entail_all(graphs)
    assert found[f"{INFERRED}kst-1"] == found[f"{INFERRED}curated/kst-1"]
    assert triple(MISSION, nkg("hasDecision"), f"{ID}kst-1/a") in found[f"{INFERRED}kst-1"]


def test_graph_by_graph_gives_what_one_closure_gives() -> None:
    graphs = dict(curated().graphs)
    data = union(graphs)
    at_once = close_with_rules(data - curated().ontology | select_axioms(curated().ontology))
    assert union(entailed()) - data == at_once - data


def test_membership_is_never_inferred_up_a_chain_of_parts() -> None:
    member_properties = {nkg("member"), nkg("memberOf")}
    assert not [t for t in union(entailed()) if t.predicate.value in member_properties]
    assert not [
        t for t in union(entailed()) if t.predicate.value == RDF_TYPE and t.object == NamedNode(nkg("Membership"))
    ]


# ---------------------------------------------------------------- engines


def test_both_engines_give_the_same_for_every_graph() -> None:
    assert Reasoner(curated().ontology, "owlrl").entail_all(curated().graphs) == entailed()


def raw_owlrl(triples: frozenset[Triple]) -> frozenset[Triple]:
    """All that the library says, in so far as RDF 1.1 can say it."""
    import owlrl

    graph = to_rdflib(triples)
    closure = owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    )
    closure.expand(graph)
    return frozenset(from_rdflib(graph))


@cache
def one_letter() -> tuple[frozenset[Triple], frozenset[Triple]]:
    """A letter with the axioms, and what owlrl says beyond the rules."""
    given = select_axioms(curated().ontology) | curated().graphs[letter_graph("kst-29521-BA", complete=False)]
    return given, raw_owlrl(given) - close_with_rules(given)


def test_owlrl_says_nothing_more_but_what_is_trivial() -> None:
    _, more = one_letter()
    assert {str(t) for t in more if trivial_reason(t) is None} == set()


@pytest.mark.parametrize("name", TRIVIAL)
def test_each_trivial_difference_is_real(name: str) -> None:
    given, more = one_letter()
    others = [holds for other, holds in TRIVIAL.items() if other != name]
    assert any(TRIVIAL[name](t) and not any(holds(t) for holds in others) for t in more)
    assert not any(TRIVIAL[name](t) for t in close_with_rules(given))


def test_owlrl_keeps_what_it_was_given_to_the_letter() -> None:
    plain = Triple(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("07", datatype=NamedNode("http://e/d")))
    assert close_with_owlrl([plain]) == {plain}


def test_an_unknown_engine_is_refused_with_the_names_of_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"no reasoner is called 'pellet'; use one of rules, owlrl"):
        Reasoner(curated().ontology, "pellet")


# ---------------------------------------------------------------- axioms


def test_axioms_are_what_something_follows_from() -> None:
    axioms = select_axioms(curated().ontology)
    assert axioms < curated().ontology
    assert triple(nkg("partOf"), RDF_TYPE, f"{OWL}TransitiveProperty") in axioms
    assert not [t for t in axioms if isinstance(t.object, Literal)]


def test_properties_that_join_are_chains_and_transitive_ones_with_all_below_and_beside_them() -> None:
    found = {short_id(p) for p in joining_properties(Reasoner(curated().ontology).schema) if p.startswith(NKG)}
    assert found == {
        *("partOf", "hasPart"),
        *("hasDecision", "concernsMission", "givesRiseTo", "follows", "fulfilledBy", "fulfils"),
        *("hasFulfilment", "fulfilmentOf", "byLetter"),
        *("hasAgendaItem", "onAgendaOf", "aboutMission"),
        *("hasCitation", "citing", "cited"),
    }


# ---------------------------------------------------------------- contradictions


def contradictions(*facts: Triple) -> list[tuple[str, str, str]]:
    graphs = {**curated().graphs, "http://example.org/more": frozenset(facts)}
    inferred = Reasoner(curated().ontology).entail_all(graphs)
    store = Store()
    for triples in (*graphs.values(), *inferred.values()):
        store.extend(Quad(*t) for t in triples)
    return [(short_id(thing), short_id(one), short_id(other)) for thing, one, other in find_contradictions(store)]


def test_the_shipped_data_contradicts_nothing() -> None:
    assert contradictions() == []


def test_a_property_that_makes_a_thing_another_kind_is_a_contradiction() -> None:
    assert contradictions(triple(f"{ID}state/finland", nkg("signatory"), f"{ID}person/kajsa-ollongren")) == [
        ("finland", "Agent", "Record")
    ]
