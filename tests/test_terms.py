"""pyoxigraph's terms to rdflib's and back, without a change.

(rdflib folds the white space of xsd:token and xsd:normalizedString, whatever one asks; no property of ours has them.)
"""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from nato_kg.namespaces import XSD
from nato_kg.terms import from_rdflib, to_rdflib, value_of

SUBJECT, PREDICATE = NamedNode("http://example.org/s"), NamedNode("http://example.org/p")


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + name))


def there_and_back(*values: NamedNode | Literal) -> set[Triple]:
    return set(from_rdflib(to_rdflib(Triple(SUBJECT, PREDICATE, value) for value in values)))


@pytest.mark.parametrize(
    "value",
    [
        NamedNode("http://example.org/ø?q=1#f"),
        Literal(""),
        Literal("één\nregel"),
        Literal("toezegging", language="nl"),
        Literal("promise", language="en-GB"),
        Literal("", language="nl"),
        typed("007", "integer"),
        typed("+7", "integer"),
        typed("zeven", "integer"),
        typed("0.50", "decimal"),
        typed("1e3", "double"),
        typed("1", "boolean"),
        typed("2022-10-12", "date"),
        typed("2022-02-30", "date"),
        typed("2022-10-12T00:00:00+00:00", "dateTime"),
        typed("12", "nonNegativeInteger"),
        Literal("x", datatype=NamedNode("http://example.org/type")),
    ],
    ids=str,
)
def test_every_term_comes_back_as_it_was(value: NamedNode | Literal) -> None:
    assert there_and_back(value) == {Triple(SUBJECT, PREDICATE, value)}


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["nl", "en", "en-gb"]))
def test_any_text_comes_back_as_it_was(text: str, language: str) -> None:
    plain, spoken = Literal(text), Literal(text, language=language)
    assert there_and_back(plain, spoken) == {Triple(SUBJECT, PREDICATE, value) for value in (plain, spoken)}


def test_values_that_are_equal_but_written_differently_stay_two() -> None:
    assert len(there_and_back(typed("7", "integer"), typed("07", "integer"), typed("7", "int"), Literal("7"))) == 4


def test_rdflib_sees_what_was_written() -> None:
    (value,) = to_rdflib([Triple(SUBJECT, PREDICATE, typed("007", "integer"))]).objects()
    assert isinstance(value, rdflib.Literal)
    assert (str(value), value.datatype, value.toPython()) == ("007", rdflib.XSD.integer, 7)
    (text,) = to_rdflib([Triple(SUBJECT, PREDICATE, Literal("x"))]).objects()
    assert isinstance(text, rdflib.Literal)
    assert text.datatype is None


def test_what_rdf_cannot_say_and_blank_values_are_left_out() -> None:
    graph = rdflib.Graph()
    node = rdflib.URIRef("http://example.org/s")
    graph.add((node, node, node))
    graph.add((rdflib.Literal("x"), node, node))
    graph.add((rdflib.BNode(), node, node))
    graph.add((node, node, rdflib.BNode()))
    assert len(list(from_rdflib(graph))) == 1


def test_value_of_gives_the_text_of_a_term() -> None:
    assert value_of(SUBJECT) == "http://example.org/s"
    assert value_of(Literal("ja", language="nl")) == "ja"
    with pytest.raises(AssertionError):
        value_of(BlankNode())
