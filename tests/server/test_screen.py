"""What is refused before anything parses it, and what is let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg import resources
from nato_kg.errors import ForbiddenQueryError, NatoKgError, UsageError
from nato_kg.server.screen import screen
from nato_kg.server.settings import Limits

LIMITS = Limits()


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("select * {}", "SELECT"),
        ("# ASK\nASK {}", "ASK"),
        ("BASE <http://e/> PREFIX e: <http://e/#> PREFIX : <http://e/a'b> DESCRIBE e:x", "DESCRIBE"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "CONSTRUCT"),
        ("SELECT * { ?service nkg:service 'SERVICE <x>' } # SERVICE", "SELECT"),
        ('SELECT * { ?x ?y "a\\"SERVICE", """x " SERVICE ""y""", \'\'\'it\'s\'\'\' }', "SELECT"),
        (
            "SELECT * { ?x ?y 'x'@en-service, e:load, e:a.b, e:it\\'s, 1.5e3, .5, -1 . FILTER(?x <= ?y && ?x<3) }",
            "SELECT",
        ),
        ("PREFIX é: <http://e/> SELECT * { ?é é:ü/^é:b|!(é:c)*+? ?o }", "SELECT"),
    ],
)
def test_queries_that_are_let_through(query: str, form: str) -> None:
    assert screen(query, LIMITS).form == form


@pytest.mark.parametrize("path", sorted(resources.path("queries").glob("*.rq")), ids=lambda path: path.stem)
def test_every_question_of_the_catalogue_is_let_through(path: object) -> None:
    assert screen(path.read_text(), LIMITS).form == "SELECT"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://e/> {} }",
        "SELECT * { sErViCe<http://e/>{} }",
        "SELECT * { SERVICE SILENT ?x {} }",
        "SELECT * { SERVICE#\n<http://e/> {} }",
        "SELECT * { ?s ?p trueSERVICE<http://e/>{} }",
        "PREFIX : <http://e/> SELECT * { ?s ?p trueSERVICE:x{} }",
        "SELECT * { ?s ?p 1SERVICE<http://e/>{} }",
        "SELECT * { ?s ?p 1.SERVICE<http://e/>{} }",
        "SELECT * { ?s ?p e:a.SERVICE<http://e/>{} }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://e/> {} } } } }",
        "INSERT DATA { <s> <p> 1 }",
        "PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://e/>",
        "load silent <file:///etc/passwd>",
        "CLEAR ALL",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_what_would_reach_outside_or_change_the_graph_is_forbidden(query: str) -> None:
    with pytest.raises(ForbiddenQueryError):
        screen(query, LIMITS)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "no query"),
        ("   # nothing", "no query"),
        ("PREFIX", "no query"),
        ("{ ?s ?p ?o }", "no query"),
        ("SELECT * { \\u0053ERVICE <http://e/> {} }", "cannot be read"),
        ("SELECT * { ?s ?p 'open }", "cannot be read"),
        ("SELECT * {\n ?s ?p `x` }", "line 2"),
        # A parser may take the first < for "less than" and what follows # for a comment.
        ("SELECT * { FILTER(?a<urn:x#>'''\n) SERVICE <http://e/> {} #''') }", "not whole"),
        ("SELECT * { FILTER(?a<#>'''\n?b) SERVICE <http://e/> {} #''') }", "not whole"),
        ("ASK " + "{" * 101 + "}" * 101, "nested"),
        ("ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }", "nested"),
        ("ASK { FILTER(" + "!" * 20_000 + "true) }", "words and signs"),
        ("ASK { FILTER(" + "!" * 1_500 + "true) }", "joins"),
        ("ASK {" + "{} UNION " * 20_000 + "{} }", "longer"),
        ("ASK {" + "{} UNION " * 5_000 + "{} }", "joins"),
        ("ASK { ?a " + "<p>/" * 5_000 + "<p> ?b }", "joins"),
        ("ASK { ?a <p> " + "1," * 20_000 + "1 }", "words and signs"),
        ("ASK { ?a ?b '" + "x" * 70_000 + "' }", "longer"),
        ("ASK FROM <g> {}", "no address of a graph"),
        ("ASK FROM x:g {}", "no address of a graph"),
        ("ASK FROM", "no address of a graph"),
    ],
)
def test_what_cannot_be_or_is_too_much_is_refused_with_the_reason(query: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        screen(query, LIMITS)


def test_the_graphs_that_a_query_names() -> None:
    query = "PREFIX e: <http://e/> SELECT * FROM e:a FROM NAMED <file:///etc/passwd> from named graph:reference { }"
    assert screen(query, LIMITS).graphs == (
        "http://e/a",
        "file:///etc/passwd",
        "https://w3id.org/nato-kg/graph/reference",
    )


def test_queries_of_time_and_chance_are_marked() -> None:
    assert screen("SELECT (now() AS ?n) {}", LIMITS).changing
    assert not screen("SELECT ?now {}", LIMITS).changing


@given(st.text(alphabet="<>'\"#\\?{}() \nSERVICEservice:.e1a", max_size=60))
def test_no_text_is_read_endlessly_or_crashes_the_screen(text: str) -> None:
    try:
        screen("ASK { " + text, LIMITS)
    except NatoKgError:
        return
