"""The ontology: complete, consistent with itself and with the design, and inside OWL 2 RL."""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from nato_kg import resources
from nato_kg.namespaces import CODE, NKG, OWL, RDF, RDF_TYPE, RDFS, SKOS, nkg, short_id
from nato_kg.reason.profile import find_profile_violations
from nato_kg.terms import value_of
from nato_kg.turtle import read_ontology
from nato_kg.vocabulary import Vocabulary

LANGUAGES = {"nl", "en"}
NESTED = "OWL has no union in a range, and no single class fits"
DATE = "xsd:date is not in OWL 2 RL; a shape checks it"
ANYTHING = "holds of anything"

#: The kinds of the design's data model.
DESIGNED = """
    Letter Dossier PolicyDocument Declaration Gathering Meeting MinisterialMeeting Summit SideMeeting Session
    WorkingSession Dinner AgendaItem Mission Mandate Contribution Unit State Region Place Organisation Body Government
    Ministry Parliament Person Post Membership Participation Decision Commitment Fulfilment Position StatusChange
    Judgement PlanningProcess PlanningCycle Workstream Event Topic Citation Mention Evidence
"""

#: Properties without a domain, with the reason.
NO_DOMAIN = {
    "acronym": ANYTHING,
    "addressee": "a letter, or a position that urges somebody",
    "citedBy": "the other way of cites",
    "cites": "follows from a chain, whose ends have their classes",
    "elaborates": "a document or a workstream",
    "hasPart": ANYTHING,
    "id": ANYTHING,
    "mentionedBy": ANYTHING,
    "partOf": ANYTHING,
    "source": ANYTHING,
}
#: Properties without a range, with the reason.
NO_RANGE = {
    "about": ANYTHING,
    "changeOf": NESTED,
    "citedBy": "the other way of cites",
    "citedDate": DATE,
    "cites": "follows from a chain, whose ends have their classes",
    "concerns": ANYTHING,
    "condition": NESTED,
    "context": ANYTHING,
    "earliest": DATE,
    "hasPart": ANYTHING,
    "issued": DATE,
    "knownFrom": DATE,
    "latest": DATE,
    "identifies": ANYTHING,
    "promisedOn": DATE,
    "mentionedBy": "its inverse has a domain",
    "mentions": ANYTHING,
    "on": DATE,
    "partOf": ANYTHING,
    "restates": NESTED,
    "source": "the address of a page, which is of no kind of ours",
}
#: Axioms that the rules of ``ontology/rules`` cover.
COVERED = {f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range")} | {
    f"{OWL}{name}" for name in ("inverseOf", "propertyChainAxiom", "members")
}


@cache
def triples(*files: str) -> tuple[Triple, ...]:
    """The ontology, or the files of it that are named."""
    folder = resources.path("ontology")
    return read_ontology([folder / name for name in files] or folder.glob("*.ttl"))


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary(triples())


def values(subject: str, predicate: str) -> list[str]:
    node = NamedNode(subject)
    return [value_of(t.object) for t in triples() if t.subject == node and t.predicate.value == predicate]


def languages(subject: str, predicate: str) -> set[str]:
    node = NamedNode(subject)
    return {
        t.object.language or ""
        for t in triples()
        if t.subject == node and t.predicate.value == predicate and isinstance(t.object, Literal) and t.object.value
    }


def chain(name: str) -> list[str]:
    """The members of the one chain that makes a property."""
    (node,) = values(nkg(name), f"{OWL}propertyChainAxiom")
    members = []
    while node != f"{RDF}nil":
        members += values(node, f"{RDF}first")
        (node,) = values(node, f"{RDF}rest")
    return [short_id(member) for member in members]


# ---------------------------------------------------------------- terms


def test_every_kind_of_the_design_is_there() -> None:
    assert {short_id(kind) for kind in vocabulary().classes} >= set(DESIGNED.split())


@pytest.mark.parametrize("predicate", [f"{RDFS}label", f"{SKOS}definition"])
def test_terms_are_labelled_and_defined_in_both_languages(predicate: str) -> None:
    terms = vocabulary().classes | vocabulary().properties
    assert {short_id(t): languages(t, predicate) for t in terms if languages(t, predicate) != LANGUAGES} == {}


def test_codes_are_labelled_and_stand_in_their_list() -> None:
    codes = {c for c in vocabulary().codes if f"{SKOS}Concept" in values(c, RDF_TYPE)}
    schemes = vocabulary().codes - codes
    assert schemes
    assert all(values(scheme, RDF_TYPE) == [f"{SKOS}ConceptScheme"] for scheme in schemes)
    assert {c for c in codes if values(c, f"{SKOS}inScheme") != [c.rpartition("/")[0]]} == set()
    assert {c for c in codes | schemes if languages(c, f"{SKOS}prefLabel") != LANGUAGES} == set()
    assert schemes == {c.rpartition("/")[0] for c in codes}
    assert all(c.startswith(CODE) for c in codes)


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        ("decision-status", "taken announced expected desired under-investigation rejected"),
        ("commitment-status", "open partly-fulfilled fulfilled lapsed withdrawn"),
        ("timeliness", "not-due due-unknown overdue in-time late"),
        ("gathering-status", "foreseen held cancelled"),
        ("origin", "curated extracted inferred"),
        ("coverage", "complete partial"),
    ],
)
def test_code_lists_are_those_of_the_design(scheme: str, names: str) -> None:
    found = {c.rpartition("/")[2] for c in vocabulary().codes if c.startswith(f"{CODE}{scheme}/")}
    assert found == set(names.split())


# ---------------------------------------------------------------- axioms


def test_every_property_has_a_domain_and_a_range_or_a_reason() -> None:
    stated = vocabulary().object_properties | vocabulary().datatype_properties
    assert {short_id(p) for p in stated if not vocabulary().domain(p)} == set(NO_DOMAIN)
    assert {short_id(p) for p in stated if not vocabulary().range(p)} == set(NO_RANGE)


def test_the_classes_of_inverses_are_swapped() -> None:
    pairs = [(p, q) for p in vocabulary().object_properties if (q := vocabulary().inverse(p))]
    assert pairs
    for one, other in pairs:
        assert vocabulary().inverse(other) == one
        for here, there in (
            (vocabulary().domain(one), vocabulary().range(other)),
            (vocabulary().range(one), vocabulary().domain(other)),
        ):
            assert not here or not there or here == there, f"{short_id(one)} and {short_id(other)}"


def test_a_narrower_property_keeps_to_the_classes_of_the_wider_one() -> None:
    for name in vocabulary().object_properties:
        for above in vocabulary().superproperties(name) - {name}:
            for mine, theirs in (
                (vocabulary().domain(name), vocabulary().domain(above)),
                (vocabulary().range(name), vocabulary().range(above)),
            ):
                assert all(any(vocabulary().is_a(m, t) for m in mine) for t in theirs), short_id(name)


@pytest.mark.parametrize(
    ("made", "members"),
    [
        ("hasFollowUpLetter", ["hasDecision", "givesRiseTo", "fulfilledBy"]),
        ("fulfilledBy", ["hasFulfilment", "byLetter"]),
        ("discusses", ["hasAgendaItem", "aboutMission"]),
        ("cites", ["hasCitation", "cited"]),
    ],
)
def test_chains_are_there(made: str, members: list[str]) -> None:
    assert chain(made) == members


def test_rules_cover_every_chain_and_axiom() -> None:
    made = {short_id(value_of(t.subject)) for t in triples() if t.predicate.value == f"{OWL}propertyChainAxiom"}
    assert {name for name in made if len(chain(name)) not in {2, 3}} == set()
    used = {t.predicate.value for t in triples() if t.predicate.value.startswith((OWL, RDFS))}
    assert used - COVERED == {f"{RDFS}label", f"{OWL}versionInfo"}
    types = {value_of(t.object) for t in triples() if t.predicate.value == RDF_TYPE}
    assert {short_id(t) for t in types if t.startswith(OWL)} == {
        *("Ontology", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"),
        *("TransitiveProperty", "AllDisjointClasses"),
    }


def test_part_of_is_transitive_and_nothing_is_above_it_but_dcterms() -> None:
    assert f"{OWL}TransitiveProperty" in values(nkg("partOf"), RDF_TYPE)
    assert vocabulary().inverse(nkg("partOf")) == nkg("hasPart")
    assert vocabulary().superproperties(nkg("memberOf")).isdisjoint({nkg("partOf"), nkg("hasPart")})


def test_special_cases_stand_below_the_general_ones() -> None:
    assert nkg("concerns") in vocabulary().superproperties(nkg("concernsMission"))
    assert nkg("changeOf") in vocabulary().superproperties(nkg("fulfilmentOf"))
    assert vocabulary().is_a(nkg("Fulfilment"), nkg("StatusChange"))
    assert nkg("fulfils") not in vocabulary().superproperties(nkg("candidateFor"))


def test_alignments_only_put_our_terms_under_others_or_beside_them() -> None:
    allowed = {f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{SKOS}closeMatch"}
    for triple in triples("alignments.ttl"):
        ours = value_of(triple.subject).startswith(NKG)
        assert triple.predicate.value in (allowed if ours else {RDF_TYPE}), triple
        assert not value_of(triple.object).startswith(NKG), triple


def test_the_other_files_need_no_alignment() -> None:
    others = sorted(p.name for p in resources.path("ontology").glob("*.ttl") if p.name != "alignments.ttl")
    theirs = ("http://www.w3.org/ns/", "http://xmlns.com/", "https://schema.org/", "http://data.europa.eu/")
    named = {value_of(node) for t in triples(*others) for node in (t.subject, t.predicate, t.object)}
    assert {name for name in named if name.startswith(theirs)} == set()


# ---------------------------------------------------------------- OWL 2 RL

PREFIXES = f"""
    @prefix : <{NKG}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix rdf: <{RDF}> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix other: <http://example.org/> .
    :A a owl:Class . :B a owl:Class . :C a owl:Class .
    :p a owl:ObjectProperty . :q a owl:ObjectProperty . :r a owl:ObjectProperty . :d a owl:DatatypeProperty .
"""

INSIDE = [
    ":A rdfs:subClassOf :B, other:Thing . :p rdfs:domain :A ; rdfs:range other:Thing ; rdfs:subPropertyOf :q .",
    ":d rdfs:domain :A ; rdfs:range xsd:dateTime .",
    ":p owl:propertyChainAxiom ( :q :r ) . :r owl:inverseOf :q . :A owl:disjointWith :B .",
    ":p a owl:TransitiveProperty . :q rdfs:subPropertyOf :p ; a owl:FunctionalProperty .",
    ":p owl:propertyChainAxiom ( :p :q ), ( :q :p ), ( :p :p ) .",
    ":x a owl:AllDisjointClasses ; owl:members ( :A :B ) .",
]

OUTSIDE = [
    (":p rdfs:range [ owl:unionOf ( :A :B ) ] .", "p: range with a class expression, which is no named Class"),
    (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 2 ] .",
        "A: subClassOf with a class expression, which is no named Class",
    ),
    (
        ":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] .",
        "A: equivalentClass is outside the profile as it is used here",
    ),
    (":p a owl:ReflexiveProperty .", "p: ReflexiveProperty is outside the profile as it is used here"),
    (":A owl:disjointUnionOf ( :B :C ) .", "A: disjointUnionOf is outside the profile as it is used here"),
    (":code a rdfs:Datatype .", "code: Datatype is outside the profile as it is used here"),
    (":d rdfs:range xsd:date .", "d: range with date, which is no datatype of OWL 2 RL"),
    (":d rdfs:range :A .", "d: range with A, which is no datatype of OWL 2 RL"),
    (":p rdfs:range xsd:string .", "p: range with string, which is no named Class"),
    (":p rdfs:domain xsd:string .", "p: domain with string, which is no named Class"),
    (":p rdfs:range 'text' .", "p: range with 'text', which is no named Class"),
    (":A rdfs:subClassOf owl:Thing .", "A: subClassOf with Thing, which is no named Class"),
    (":A rdfs:subClassOf :p .", "A: subClassOf with p, which is no named Class"),
    (":p rdfs:subPropertyOf :d .", "p: subPropertyOf with d, which is no named ObjectProperty"),
    (":d owl:inverseOf :p .", "d: inverseOf with d, which is no named ObjectProperty"),
    (":d a owl:TransitiveProperty .", "d: TransitiveProperty with d, which is no named ObjectProperty"),
    (":p a owl:DatatypeProperty .", "p is declared as DatatypeProperty and ObjectProperty"),
    (":p rdfs:domain :Missing .", "Missing is not declared"),
    (":A :missing :B .", "missing is not declared"),
    (":p owl:propertyChainAxiom ( :q :d ) .", "p: propertyChainAxiom with d, which is no named ObjectProperty"),
    (":p owl:propertyChainAxiom ( :q ) .", "p: propertyChainAxiom is no list of two or more"),
    (":p owl:propertyChainAxiom :q .", "p: propertyChainAxiom is no list of two or more"),
    (":x a owl:AllDisjointClasses ; owl:members ( :A :p ) .", "x: members with p, which is no named Class"),
    (
        ":p a owl:TransitiveProperty, owl:FunctionalProperty .",
        "p: FunctionalProperty on a property that a chain or transitivity makes",
    ),
    (
        ":p owl:propertyChainAxiom ( :q :r ) ; a owl:InverseFunctionalProperty .",
        "p: InverseFunctionalProperty on a property that a chain or transitivity makes",
    ),
    (
        ":p a owl:TransitiveProperty ; rdfs:subPropertyOf :q . :q a owl:FunctionalProperty .",
        "q: FunctionalProperty on a property that a chain or transitivity makes",
    ),
    (
        ":p a owl:TransitiveProperty ; owl:inverseOf :q . :q a owl:IrreflexiveProperty .",
        "q: IrreflexiveProperty on a property that a chain or transitivity makes",
    ),
    (
        ":p owl:propertyChainAxiom ( :q :p :r ) .",
        "p: its chain is not regular, since p in it depends on it",
    ),
    (
        ":p owl:propertyChainAxiom ( :q :r ) ; rdfs:subPropertyOf :q .",
        "p: its chain is not regular, since q in it depends on it",
    ),
    (
        ":p owl:propertyChainAxiom ( :q :r ) ; owl:inverseOf :r .",
        "p: its chain is not regular, since r in it depends on it",
    ),
]


def violations(turtle: str) -> list[str]:
    return find_profile_violations(quad.triple for quad in parse(PREFIXES + turtle, RdfFormat.TURTLE))


def test_the_ontology_is_in_owl_2_rl() -> None:
    assert find_profile_violations(triples()) == []


@pytest.mark.parametrize("turtle", INSIDE)
def test_what_the_profile_allows_passes(turtle: str) -> None:
    assert violations(turtle) == []


@pytest.mark.parametrize(("turtle", "sentence"), OUTSIDE)
def test_what_is_outside_the_profile_is_named(turtle: str, sentence: str) -> None:
    assert violations(turtle) == [sentence]


def test_chains_that_make_each_other_are_both_named() -> None:
    found = violations(":p owl:propertyChainAxiom ( :q :r ) . :q owl:propertyChainAxiom ( :r :p ) .")
    assert [sentence[:30] for sentence in found] == ["p: its chain is not regular, s", "q: its chain is not regular, s"]
