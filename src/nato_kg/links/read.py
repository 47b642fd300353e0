"""The graph's letters as what is joined: papers, promises and what letters say became of promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from pyoxigraph import Triple

from nato_kg.links.model import Corpus, Decided, Due, FollowUp, Iri, Paper, Promise, Reference, Term
from nato_kg.model import Passage
from nato_kg.namespaces import LINKS_GRAPH, RDF_TYPE, RDFS_LABEL, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX, parse_period
from nato_kg.terms import value_of

_READ = frozenset(
    nkg(name)
    for name in (
        *("issued", "inDossier", "signs", "signedAs", "quotation", "gloss", "evidence", "statedIn"),
        *("deliverable", "about", "aboutMission", "due", "recurrence", "restates", "promisedIn", "promisedOn"),
        *("outcome", "sentence", "status", "concerns", "concernsMission", "citing", "cited"),
        *("mandateOf", "contributor", "toMission", "start", "end", "troopsAtMost", "decidedBy"),
    )
) | {RDF_TYPE, RDFS_LABEL}


class Facts:
    """What is said of each thing: values by subject and property (its local name, ``label`` and ``a`` too)."""

    def __init__(self, graphs: Iterable[Iterable[Triple]]) -> None:
        self._said: defaultdict[Iri, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for triples in graphs:
            for triple in triples:
                predicate = triple.predicate.value
                if predicate in _READ:
                    name = "a" if predicate == RDF_TYPE else predicate.rsplit("#", 1)[-1]
                    self._said[value_of(triple.subject)][name].append(value_of(triple.object))

    def of_kind(self, kind: str) -> list[Iri]:
        """The things of exactly that kind, in order of address."""
        return sorted(thing for thing, said in self._said.items() if nkg(kind) in said["a"])

    def all(self, thing: Iri, *names: str) -> list[str]:
        """What is said of a thing under any of the properties, in order."""
        said: Mapping[str, list[str]] = self._said.get(thing, {})
        return sorted({value for name in names for value in said.get(name, ())})

    def one(self, thing: Iri, *names: str) -> str | None:
        """The first of what is said, if anything is."""
        return next(iter(self.all(thing, *names)), None)


def read_corpus(
    graphs: Mapping[Iri, Iterable[Triple]], passages: Mapping[Iri, tuple[Passage, ...]] | None = None
) -> Corpus:
    """What is to be joined of asserted ``graphs``; ``passages`` are the stretches of letters read from text."""
    facts = Facts(triples for graph, triples in graphs.items() if graph != LINKS_GRAPH)
    senders = _senders(facts)
    papers = {
        iri: _paper(facts, iri, senders.get(iri, frozenset()))
        for iri in facts.of_kind("Letter")
        if facts.one(iri, "issued")
    }
    return Corpus(
        papers,
        tuple(p for p in (_promise(facts, iri) for iri in facts.of_kind("Commitment")) if p.paper in papers),
        tuple(f for f in (_follow_up(facts, iri) for iri in facts.of_kind("FollowUp")) if f.paper in papers),
        passages or {},
        tuple(d for d in (_decided(facts, iri) for iri in facts.of_kind("Decision")) if d.paper in papers),
        _citations(facts),
        tuple(_term(facts, iri, "mandateOf") for iri in facts.of_kind("Mandate")),
        tuple(_term(facts, iri, "contributor", "toMission") for iri in facts.of_kind("Contribution")),
    )


def _senders(facts: Facts) -> dict[Iri, frozenset[Iri]]:
    """The posts in which each letter is signed."""
    found: defaultdict[Iri, set[Iri]] = defaultdict(set)
    for signature in facts.of_kind("Signature"):
        for letter in facts.all(signature, "signs"):
            found[letter].update(facts.all(signature, "signedAs"))
    return {letter: frozenset(posts) for letter, posts in found.items()}


def _paper(facts: Facts, iri: Iri, senders: frozenset[Iri]) -> Paper:
    issued = date.fromisoformat(facts.one(iri, "issued") or "")
    return Paper(iri, issued, frozenset(facts.all(iri, "inDossier")), senders, facts.one(iri, "label") or "")


def _promise(facts: Facts, iri: Iri) -> Promise:
    return Promise(
        iri,
        facts.one(iri, "statedIn") or "",
        _text(facts, iri),
        short_id(facts.one(iri, "deliverable") or "other"),
        frozenset(facts.all(iri, "about", "aboutMission")),
        _due(facts, iri),
        short_id(facts.one(iri, "recurrence") or "") or None,
        Reference(frozenset(facts.all(iri, "restates")), _days(facts, iri)),
        tuple(facts.all(iri, "evidence")),
        _sentences(facts, iri),
    )


def _follow_up(facts: Facts, iri: Iri) -> FollowUp:
    return FollowUp(
        iri,
        facts.one(iri, "statedIn") or "",
        _text(facts, iri),
        short_id(facts.one(iri, "outcome") or "fulfilled"),
        Reference(frozenset(facts.all(iri, "promisedIn")), _days(facts, iri)),
        frozenset(facts.all(iri, "about", "aboutMission")),
        _due(facts, iri),
        tuple(facts.all(iri, "evidence")),
        _sentences(facts, iri),
    )


def _decided(facts: Facts, iri: Iri) -> Decided:
    return Decided(
        iri,
        facts.one(iri, "statedIn") or "",
        short_id(facts.one(iri, "status") or ""),
        frozenset(facts.all(iri, "concerns", "concernsMission")),
        tuple(facts.all(iri, "evidence")),
        _sentences(facts, iri),
        frozenset(facts.all(iri, "concernsMission")),
        frozenset(facts.all(iri, "decidedBy")),
        _text(facts, iri),
    )


def _term(facts: Facts, iri: Iri, *of: str) -> Term:
    start, end = _period(facts, iri, "start")[0], _period(facts, iri, "end")[1]
    troops = facts.one(iri, "troopsAtMost")
    paper = facts.one(iri, "statedIn") or ""
    return Term(
        iri, tuple(facts.one(iri, name) or "" for name in of), paper, start, end, int(troops) if troops else None
    )


def _citations(facts: Facts) -> dict[Iri, tuple[tuple[int, Iri], ...]]:
    """By citing paper, the sentences that cite and what they cite."""
    found: defaultdict[Iri, list[tuple[int, Iri]]] = defaultdict(list)
    for citation in facts.of_kind("Citation"):
        pairs = [(n, cited) for n in sorted(_sentences(facts, citation)) for cited in facts.all(citation, "cited")]
        for citing in facts.all(citation, "citing"):
            found[citing] += pairs
    return {citing: tuple(pairs) for citing, pairs in found.items()}


def _text(facts: Facts, iri: Iri) -> str:
    """The words of the record: quotations where the letter was read from text, else gloss and label."""
    quoted = [text for place in facts.all(iri, "evidence") for text in facts.all(place, "quotation")]
    return " ".join(quoted or facts.all(iri, "gloss", "label"))


def _sentences(facts: Facts, iri: Iri) -> frozenset[int]:
    """The numbers of the sentences that state the record."""
    return frozenset(int(n) for place in facts.all(iri, "evidence") for n in facts.all(place, "sentence"))


def _days(facts: Facts, iri: Iri) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in facts.all(iri, "promisedOn"))


def _due(facts: Facts, iri: Iri) -> Due:
    return _period(facts, iri, "due")


def _period(facts: Facts, iri: Iri, name: str) -> Due:
    period = facts.one(iri, name)
    if period is None or not period.startswith(PERIOD_PREFIX):
        return None, None
    found = parse_period(period.removeprefix(PERIOD_PREFIX))
    return found.earliest, found.latest
