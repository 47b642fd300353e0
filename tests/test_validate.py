"""The shapes: a graph that conforms, and for each constraint one that fails for that only."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from nato_kg import resources
from nato_kg.errors import ResourceError
from nato_kg.namespaces import CODE, ID, NKG, SHAPES, short_id
from nato_kg.shapes import load_shapes
from nato_kg.validate import Report, Violation, validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

FOLDER = Path(__file__).parent / "shapes"
FIXTURES = sorted((FOLDER / "fails").glob("*.ttl"))
SH = "http://www.w3.org/ns/shacl#"
LANGUAGES = {"nl", "en"}

#: Kinds that no thing has as its own, with the reason.
ABSTRACT = {
    "Record": "every record is of a kind below it",
    "Agent": "a state, an organisation, a person or a post",
    "Location": "a state, a region or a place",
    "Occurrence": "a gathering or an event",
    "Enduring": "whatever has a beginning and an end",
    "Document": "a letter or a policy document",
    "Gathering": "a meeting or a session",
}
#: Shapes that all kinds of things share; a kind that only these check has no shape of its own.
SHARED = {"Thing", "Record", "Complete", "Extracted", "Labelled", "Sourced", "Enduring"}
#: Kinds for which nothing holds but what holds for every thing.
PLAIN = {"Topic": "a name and a source", "Workstream": "the same, and shape:Elaboration"}
#: Parameters that make a constraint component, and the component's name.
COMPONENTS = {
    name: name[0].upper() + name[1:]
    for name in (
        "minCount", "maxCount", "class", "datatype", "nodeKind", "minInclusive", "maxInclusive",
        "pattern", "languageIn", "uniqueLang", "equals", "disjoint", "lessThan",
        "lessThanOrEquals", "not", "or", "node", "hasValue", "in",
    )
}  # fmt: skip
#: What stands at a shape and is no constraint.
OTHER = {
    "path", "message", "property", "sparql", "targetClass", "targetObjectsOf", "targetSubjectsOf",
}  # fmt: skip


def sh(name: str) -> URIRef:
    return URIRef(SH + name)


def short(violation: Violation) -> tuple[str, str]:
    component = short_id(violation.component).removesuffix("ConstraintComponent")
    return short_id(violation.shape), component


@cache
def ontology() -> Graph:
    graph = Graph()
    for file in sorted(resources.path("ontology").glob("*.ttl")):
        graph.parse(file)
    return graph


@cache
def valid() -> Graph:
    """The conforming graph on top of the ontology. `added` takes back what it adds."""
    graph = Graph()
    graph += ontology()
    return graph.parse(FOLDER / "valid.ttl")


@contextmanager
def added(extra: Graph) -> Iterator[Graph]:
    graph = valid()
    new = [triple for triple in extra if triple not in graph]
    try:
        for triple in new:
            graph.add(triple)
        yield graph
    finally:
        for triple in new:
            graph.remove(triple)


def check(turtle: str) -> Report:
    """The report on the conforming graph with `turtle` (prefixes as in valid.ttl) added."""
    prefixes = "\n".join(f"@prefix {p}: <{n}> ." for p, n in valid().namespaces())
    with added(Graph().parse(data=f"{prefixes}\n{turtle}")) as graph:
        return validate(graph)


@cache
def shapes() -> Graph:
    return load_shapes(resources.path("ontology", "shapes"))


def reporting_shapes() -> set[Node]:
    """The shapes that have results of their own: those with targets, and their property shapes."""
    graph = shapes()
    targets = {s for t in OTHER if t.startswith("target") for s in graph.subjects(sh(t))}
    return targets | {part for node in targets for part in graph.objects(node, sh("property"))}


def constraints() -> set[tuple[str, str]]:
    """Each shape or constraint with each of its components, by name."""
    graph, found = shapes(), set()
    for shape in reporting_shapes():
        for predicate in set(graph.predicates(shape)):
            name = str(predicate).removeprefix(SH)
            if name in COMPONENTS:
                found.add((short_id(str(shape)), COMPONENTS[name]))
            elif predicate == sh("sparql"):
                found |= {(short_id(str(c)), "SPARQL") for c in graph.objects(shape, predicate)}
            else:
                assert name in OTHER or predicate == RDF.type, f"{name} is not in this test's lists"
    return found


# ---------------------------------------------------------------- the conforming graph


def test_the_valid_graph_conforms() -> None:
    report = validate(valid())
    assert report.conforms, report.text()
    assert report.text("en") == "The graph conforms to its shapes."
    assert report.text("nl") == "De graaf voldoet aan de regels."
    assert (None, sh("conforms"), Literal("true", datatype=XSD.boolean)) in report.graph


def test_the_valid_graph_has_every_kind() -> None:
    kinds = {short_id(str(k)) for k in ontology().subjects(RDF.type, OWL.Class) if NKG in str(k)}
    used = {short_id(str(k)) for k in valid().objects(None, URIRef(f"{NKG}kind"))}
    assert used == kinds - set(ABSTRACT)


def test_the_valid_graph_has_every_property_that_is_constrained() -> None:
    graph, constrained = shapes(), set()
    for path in graph.objects(None, sh("path")):
        steps = [path] if isinstance(path, URIRef) else list(graph.items(path))
        constrained |= {step for step in steps if str(step).startswith(NKG)}
    used = set(valid().predicates())
    assert constrained <= used, constrained - used


# ---------------------------------------------------------------- the failing graphs


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_failing_graph_fails_for_its_own_reason_only(fixture: Path) -> None:
    assert fixture.read_text(encoding="utf-8").startswith("# "), "the first line says what is wrong"
    with added(Graph().parse(fixture)) as graph:
        report = validate(graph)
    shape, component, *_variant = fixture.stem.split(".")
    assert {short(v) for v in report.violations} == {(shape, component)}, report.text()


def test_every_constraint_has_a_failing_graph() -> None:
    shown = {tuple(fixture.stem.split(".")[:2]) for fixture in FIXTURES}
    assert shown == constraints()


# ---------------------------------------------------------------- the shapes themselves


def test_every_message_is_in_dutch_and_in_english_once() -> None:
    graph = shapes()
    named = {URIRef(SHAPES + shape) for shape, _component in constraints()}
    for shape in named:
        languages = [text.language for text in graph.objects(shape, sh("message"))]  # type: ignore[attr-defined]
        assert sorted(languages) == sorted(LANGUAGES), shape


def test_everything_in_the_shapes_has_a_name() -> None:
    graph = shapes()
    for kind in ("NodeShape", "PropertyShape", "SPARQLConstraint"):
        assert all(str(s).startswith(SHAPES) for s in graph.subjects(RDF.type, sh(kind)))
    for predicate in ("property", "sparql", "node", "not"):
        assert all(isinstance(value, URIRef) for value in graph.objects(None, sh(predicate)))


def test_shapes_speak_of_defined_terms_only() -> None:
    known = {str(term) for term in ontology().subjects()}
    used = {str(term) for triple in shapes() for term in triple if isinstance(term, URIRef)}
    for query in shapes().objects(None, sh("select")):
        used |= {NKG + name for name in re.findall(r"\bnkg:(\w+)", str(query))}
        used |= {CODE + "/".join(c) for c in re.findall(r"\b([a-z]+-status):([a-z-]+)", str(query))}
    ours = {term for term in used if term.startswith((NKG, CODE)) and term not in (NKG, CODE)}
    assert ours <= known, sorted(ours - known)


def test_every_kind_has_a_shape() -> None:
    graph, own = ontology(), set()
    for shape, kind in shapes().subject_objects(sh("targetClass")):
        if short_id(str(shape)) not in SHARED:
            own |= set(graph.transitive_subjects(RDFS.subClassOf, kind))
    kinds = {k for k in graph.subjects(RDF.type, OWL.Class) if str(k).startswith(NKG)}
    without = {short_id(str(kind)) for kind in kinds - own}
    assert without - set(ABSTRACT) == set(PLAIN)


def test_the_kind_of_each_property_is_that_of_its_domain() -> None:
    derived = set(shapes().objects(URIRef(f"{SHAPES}Derived"), sh("targetSubjectsOf")))
    stated = {
        (prop, kind)
        for shape in shapes().subjects(sh("class"))
        if short_id(str(shape)).startswith("Domain-")
        for prop in shapes().objects(shape, sh("targetSubjectsOf"))
        for kind in shapes().objects(shape, sh("class"))
    }
    assert stated == {(p, k) for p, k in ontology().subject_objects(RDFS.domain) if p not in derived}


def test_every_code_list_but_the_computed_one_is_checked() -> None:
    graph = shapes()
    queries = " ".join(str(text) for text in graph.objects(None, sh("select")))
    lists = set(ontology().subjects(RDF.type, SKOS.ConceptScheme))
    names = {short_id(str(s)) for s in lists if (None, None, s) not in graph}
    assert {name for name in names if f"scheme:{name}" not in queries} == {"timeliness"}


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "day",
    [
        '"zz"', '"2031-04-31"^^xsd:date', '"zz"^^xsd:date', '"2031"^^xsd:gYear', "2031",
        '"2031-04-08T00:00:00"^^xsd:dateTime', '"2031-04-08"@nl', "topic:getij",
    ],
)  # fmt: skip
def test_a_day_that_is_no_date_does_not_pass(day: str) -> None:
    report = check(f"""
        letter:kst-99001-3 nkg:issued {day} .
        date:a a nkg:Period ; nkg:earliest {day} .
        date:b a nkg:Period ; nkg:latest {day} .
        here:c a nkg:StatusChange ; nkg:on {day} .
        here:d a nkg:Mention ; nkg:knownFrom {day} .
        here:e a nkg:Citation ; nkg:citedDate {day} .
    """)
    wrong = {shape for shape, component in map(short, report.violations) if component == "Datatype"}
    assert wrong >= {
        "Letter-issued", "Period-earliest", "Period-latest", "StatusChange-on",
        "Record-knownFrom", "Citation-citedDate",
    }  # fmt: skip


def test_a_rule_on_days_says_nothing_of_what_is_no_day() -> None:
    """rdflib takes `date < 'zz'` for true; the datatype is another shape's business."""
    report = check("""
        date:bad a nkg:Period ; nkg:id "bad" ; nkg:kind nkg:Period ; nkg:edtf "bad" ;
            nkg:precision <https://w3id.org/nato-kg/code/precision/day> ; nkg:latest "0000" .
        mission:vuurbaak nkg:start date:2031 ; nkg:end date:bad .
        here:com-yearly nkg:due date:bad .
    """)
    assert {short(v) for v in report.violations} == {("Period-latest", "Datatype")}, report.text()


# ---------------------------------------------------------------- focus, report


TWO_WRONG = """
    here:dec-taken nkg:concerns mission:vuurbaak, topic:nowhere .
    topic:getij rdfs:label "Tide"@de .
"""


def test_focus_limits_the_check() -> None:
    focus = {f"{ID}kst-99001-7/dec-taken"}
    with added(Graph().parse(data=_prefixed(TWO_WRONG))) as graph:
        everything, limited = validate(graph), validate(graph, focus)
        nothing = validate(graph, ())
    assert {v.focus for v in everything.violations} > focus
    assert {v.focus for v in limited.violations} == focus
    assert limited.violations == tuple(v for v in everything.violations if v.focus in focus)
    assert nothing.conforms


def test_pyshacl_alone_finds_the_same() -> None:
    """The module hands the shapes to pyshacl in another order and form; the results must not differ."""
    wrong = Graph()
    for fixture in FIXTURES[::3]:
        text = fixture.read_text(encoding="utf-8").replace("here:new ", f"here:{fixture.stem.replace('.', '-')} ")
        wrong.parse(data=text, format="turtle")
    with added(wrong) as graph:
        own = validate(graph)
        _conforms, plain, _text = pyshacl.validate(graph, shacl_graph=shapes(), inplace=True)
    assert isinstance(plain, Graph)
    assert len(own.violations) > len(FIXTURES) / 3
    assert found(plain) == found(own.graph)


def found(report: Graph) -> set[tuple[Node | None, ...]]:
    names = ("focusNode", "sourceShape", "sourceConstraint", "sourceConstraintComponent", "value", "resultSeverity")
    results = report.objects(None, sh("result"))
    return {tuple(report.value(result, sh(name)) for name in names) for result in results}


def test_the_data_are_not_changed() -> None:
    before = set(valid())
    validate(valid())
    assert set(valid()) == before


def test_a_violation_says_what_where_and_why() -> None:
    with added(Graph().parse(data=_prefixed(TWO_WRONG))) as graph:
        violations = {short(v): v for v in validate(graph).violations}
    mission = violations["Decision-concerns-mission", "Not"]
    assert mission.focus == f"{ID}kst-99001-7/dec-taken"
    assert mission.path == f"{NKG}concerns"
    assert mission.value == f"{ID}mission/vuurbaak"
    assert mission.severity == f"{SH}Violation"
    assert set(mission.messages) == LANGUAGES
    assert violations["Thing-label", "LanguageIn"].value == "Tide"


def test_a_path_is_written_as_in_sparql() -> None:
    report = check("state:new a nkg:State .")
    paths = {v.path for v in report.violations if short(v)[0] == "Sourced-basis"}
    assert paths == {f"(<{NKG}source>|^<{NKG}mentions>)"}


def test_the_text_names_the_thing_and_the_reason_in_both_languages() -> None:
    report = check(TWO_WRONG)
    english = report.text("en", lambda iri: "new beacons" if iri.endswith("dec-taken") else "")
    dutch = report.text("nl", lambda iri: "nieuwe bakens" if iri.endswith("dec-taken") else "")
    assert english.startswith("Violations: 3 · things: 2\n\n")
    assert "\ndec-taken · new beacons\n  - The decision is on a mission." in english
    assert "[vuurbaak]" in english
    assert dutch.startswith("Overtredingen: 3 · dingen: 2\n\n")
    assert "\ndec-taken · nieuwe bakens\n  - De waarde bij een besluit (onderwerp) is nergens" in dutch
    assert "\ngetij\n  - Een naam (rdfs:label) is Nederlands of Engels" in dutch
    assert report.text("en") == check(TWO_WRONG).text("en")


def test_the_report_graph_has_the_messages_of_sparql_constraints_in_both_languages() -> None:
    report = check("topic:getij nkg:partOf topic:getij .")
    assert [short(v) for v in report.violations] == [("Part-circle", "SPARQL")]
    messages = report.graph.objects(None, sh("resultMessage"))
    assert {m.language for m in messages} == LANGUAGES  # type: ignore[attr-defined]


# ---------------------------------------------------------------- the module


def test_importing_the_module_imports_no_engine() -> None:
    code = "import sys, nato_kg.validate; print({'pyshacl', 'rdflib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_missing_and_broken_shapes_are_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no shapes"):
        load_shapes(tmp_path)
    (tmp_path / "bad.ttl").write_text("shape:x a", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"bad\.ttl"):
        load_shapes(tmp_path)


def _prefixed(turtle: str) -> str:
    return "\n".join(f"@prefix {p}: <{n}> ." for p, n in valid().namespaces()) + turtle
