"""Queries that killed or stalled SPARQL endpoints, each with the statuses that it may end with here; never 200."""

from __future__ import annotations

from typing import Final

CROSS: Final = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
COUNT: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SLOW: Final = "SELECT * { ?a (!<x:y>)* ?b . ?b (!<x:y>)* ?c . ?c (!<x:y>)* ?d } ORDER BY ?a LIMIT 1"
DOUBLING: Final = (
    'SELECT ?x27 { BIND("0123456789abcdef" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(27))
    + " }"
)
#: ``CANARY`` stands for an address on which someone listens who should hear nothing.
ATTACKS: Final[dict[str, tuple[str, set[int]]]] = {
    "braces 5,000 deep": ("ASK " + "{" * 5_000 + "}" * 5_000, {400}),
    "parentheses 5,000 deep": ("ASK { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }", {400}),
    "20,000 times not": ("ASK { FILTER(" + "!" * 20_000 + "true) }", {400}),
    "a long union": ("ASK {" + "{} UNION " * 6_000 + "{} }", {400}),
    "a long path": ("ASK { ?a " + "<p>/" * 6_000 + "<p> ?b }", {400}),
    "a long text": ("ASK { ?a ?b '" + "x" * 2_000_000 + "' }", {413}),
    "a cross product in order": (f"{CROSS} ORDER BY ?i ?a", {503}),
    "a count of a cross product": (COUNT, {503}),
    "a doubling CONCAT": (DOUBLING, {503}),
    "slow paths": (SLOW, {503}),
    "everything": (CROSS, {503}),
    "SERVICE in odd case": ("SELECT * { sErViCe<CANARY>{ ?s ?p ?o } }", {403}),
    "SERVICE in a word": ("SELECT * { ?s ?p trueSERVICE SILENT<CANARY>{ ?s ?p ?o } }", {403}),
    "LOAD": ("LOAD <CANARY>", {403}),
    "FROM an address": ("SELECT * FROM <CANARY> { ?s ?p ?o }", {400}),
    "FROM a file": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", {400}),
    "FROM NAMED a file": ("SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }", {400}),
}
