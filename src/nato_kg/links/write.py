"""What joining found, as triples of the graph ``graph/joined``."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.graph.complete import describe_periods
from nato_kg.graph.triples import day, link, literal, text, typed
from nato_kg.links.model import Candidate, Due, Iri, Links, Step, Turn
from nato_kg.namespaces import ID, XSD, code, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX

_RULE = "stated-link@1"
_KEEPS = {"fulfilled", "partly-fulfilled"}


def write_links(links: Links) -> frozenset[Triple]:
    """The triples of what joining found, with the periods that they name."""
    triples: set[Triple] = set()
    for step in links.steps:
        triples.update(_step(step))
    for later, first in links.repeats.items():
        triples.add(link(later, "restatementOf", first))
    for candidate in links.candidates:
        triples.update(_candidate(candidate))
    for turn in links.turns:
        triples.update(_turn(turn))
    triples.update(link(later, "succeeds", earlier) for later, earlier in links.successions)
    return frozenset(triples) | describe_periods(triples)


def _step(step: Step) -> Iterator[Triple]:
    """A follow-up joined to its promise, and the change of status or term that it makes."""
    if step.told:
        yield link(step.source, "followsUp", step.promise.iri)
    # A round of what recurs changes no status: the promise stays open for the next.
    status = step.outcome if not step.promise.recurrence or step.outcome == "withdrawn" else "open"
    if step.outcome in _KEEPS and step.closes:
        yield from _keeping(step, status)
    elif step.outcome == "withdrawn" and step.closes:
        node = _node(step, "withdraws")
        yield from typed(node, "StatusChange")
        yield from (link(node, "changeOf", step.promise.iri), link(node, "status", _status(status)))
        yield day(node, "on", step.on)
        yield from _provenance(node, step)
    if step.due is not None:
        yield from _due_change(step, step.due)


def _keeping(step: Step, status: str) -> Iterator[Triple]:
    node = _node(step, "keeps")
    yield from typed(node, "Fulfilment")
    yield from (link(node, "fulfilmentOf", step.promise.iri), link(node, "byLetter", step.paper))
    yield link(node, "status", _status(status))
    yield day(node, "on", step.on)
    yield from _provenance(node, step)


def _due_change(step: Step, due: Due) -> Iterator[Triple]:
    first, last = due
    node = _node(step, "moves")
    yield from typed(node, "DueChange")
    yield link(node, "dueChangeOf", step.promise.iri)
    yield link(node, "due", f"{PERIOD_PREFIX}{_slug(first, last)}")
    yield from _provenance(node, step)


def _turn(turn: Turn) -> Iterator[Triple]:
    """A decision that a later letter tells as taken or rejected."""
    node = f"{ID}{short_id(turn.paper)}/turns-{_tail(turn.decision)}"
    yield from typed(node, "StatusChange")
    yield link(node, "changeOf", turn.decision)
    yield link(node, "status", code("decision-status", turn.status))
    yield from (day(node, "on", turn.on), day(node, "knownFrom", turn.on))
    yield from (link(node, "statedIn", turn.paper), link(node, "derivedFrom", turn.source))
    yield from (link(node, "origin", code("origin", "inferred")), text(node, "rule", _RULE))
    for place in turn.evidence:
        yield link(node, "evidence", place)


def _slug(first: object, last: object) -> str:
    return str(first) if first == last else f"{first or 'open'}--{last or 'open'}"


def _candidate(candidate: Candidate) -> Iterator[Triple]:
    node = f"{ID}{short_id(candidate.paper)}/may-keep-{_tail(candidate.promise.iri)}"
    yield from typed(node, "Candidate")
    yield from (
        link(node, "candidateCommitment", candidate.promise.iri),
        link(node, "candidateLetter", candidate.paper),
    )
    yield literal(node, "score", f"{candidate.score:.3f}", f"{XSD}decimal")
    for language, reason in sorted(candidate.reasons.items()):
        yield Triple(NamedNode(node), NamedNode(nkg("reason")), Literal(reason, language=language))
    yield link(node, "origin", code("origin", "inferred"))
    for place in candidate.promise.evidence:
        yield link(node, "evidence", place)
    yield link(candidate.paper, "candidateFor", candidate.promise.iri)


def _provenance(node: Iri, step: Step) -> Iterator[Triple]:
    yield link(node, "statedIn", step.paper)
    yield link(node, "origin", code("origin", "inferred"))
    yield day(node, "knownFrom", step.on)
    yield text(node, "rule", _RULE)
    yield link(node, "derivedFrom", step.source)
    for place in step.evidence:
        yield link(node, "evidence", place)


def _node(step: Step, verb: str) -> Iri:
    return f"{ID}{short_id(step.paper)}/{verb}-{_tail(step.promise.iri)}"


def _tail(iri: Iri) -> str:
    """The letter and local id of a record, as one segment."""
    return iri.removeprefix(ID).replace("/", "-")


def _status(name: str) -> str:
    return code("commitment-status", name)
