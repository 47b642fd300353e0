"""What people judged, as triples of the graph ``graph/judgements``, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.graph.triples import day, link, literal, text, typed
from nato_kg.interface import load_interface
from nato_kg.judgements import Judgement
from nato_kg.links.model import Corpus, Links, Promise
from nato_kg.namespaces import ID, XSD, code, is_local, letter_iri, nkg


def apply_judgements(links: Links, judgements: Iterable[Judgement]) -> Links:
    """The links without the candidates on which a person judged, and with promises that are one by judgement."""
    judgements = list(judgements)
    same = {f"{ID}{j.other}": f"{ID}{j.about}" for j in judgements if j.accepts and _is_promise(j.other)}
    judged = {(f"{ID}{j.about}", letter_iri(j.other)) for j in judgements}
    kept = {f"{ID}{j.about}" for j in judgements if j.accepts and not _is_promise(j.other)}
    waiting = tuple(c for c in links.candidates if (c.promise.iri, c.paper) not in judged and c.promise.iri not in kept)
    return replace(links, candidates=waiting, repeats={**links.repeats, **same})


def _is_promise(name: str) -> bool:
    """Whether a judgement names a promise so (``kst-…/id``), and no letter or gathering."""
    return "/" in name and is_local(f"{ID}{name}")


def write_judgements(judgements: Iterable[Judgement], corpus: Corpus) -> frozenset[Triple]:
    """The triples of judgements that count; one on what the graph no longer holds is left out."""
    promises = {promise.iri: promise for promise in corpus.promises}
    triples: set[Triple] = set()
    for judgement in judgements:
        promise, letter = promises.get(f"{ID}{judgement.about}"), letter_iri(judgement.other)
        if promise is not None and letter in corpus.papers:
            triples.update(_judgement(judgement, promise, letter, corpus))
    return frozenset(triples)


def _node(judgement: Judgement) -> str:
    return f"{ID}judgement/{judgement.other}-{judgement.about.replace('/', '-')}"


def _judgement(judgement: Judgement, promise: Promise, letter: str, corpus: Corpus) -> Iterator[Triple]:
    node = _node(judgement)
    yield from typed(node, "Judgement")
    yield from (link(node, "judges", promise.iri), link(node, "judgedLetter", letter))
    yield text(node, "judgedBy", judgement.by)
    yield literal(node, "accepts", str(judgement.accepts).lower(), f"{XSD}boolean")
    yield link(node, "origin", code("origin", "curated"))
    yield literal(node, "knownFrom", judgement.when[:10], f"{XSD}date")
    for place in promise.evidence:
        yield link(node, "evidence", place)
    if judgement.note:
        yield Triple(NamedNode(node), NamedNode(nkg("note")), Literal(judgement.note, language="nl"))
    if judgement.accepts:
        yield from _keeping(judgement, promise, letter, corpus)


def _keeping(judgement: Judgement, promise: Promise, letter: str, corpus: Corpus) -> Iterator[Triple]:
    """The fulfilment that a confirmed candidate is, from the day of its letter, with who judged and why."""
    node = _node(judgement)
    issued = corpus.papers[letter].issued
    keeping = f"{node}-keeps"
    yield from typed(keeping, "Fulfilment")
    yield from (link(keeping, "fulfilmentOf", promise.iri), link(keeping, "byLetter", letter))
    yield link(keeping, "status", code("commitment-status", "fulfilled"))
    yield from (day(keeping, "on", issued), day(keeping, "knownFrom", issued))
    yield from (link(keeping, "origin", code("origin", "curated")), link(keeping, "derivedFrom", node))
    for place in promise.evidence:
        yield link(keeping, "evidence", place)
    for language in ("en", "nl"):
        ui = load_interface(language)
        day_judged = ui.day(date.fromisoformat(judgement.when[:10]))
        words = ui.say("judged_by", who=judgement.by, day=day_judged, note=judgement.note).strip(" :")
        yield Triple(NamedNode(keeping), NamedNode(nkg("note")), Literal(words, language=language))
