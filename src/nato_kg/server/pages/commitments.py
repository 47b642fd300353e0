"""The page of a commitment: what was promised in which words, and what became of it, step by step."""

from __future__ import annotations

from starlette.responses import Response

from nato_kg.followups import Promise, Proposal
from nato_kg.namespaces import letter_iri, nkg
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.evidence import places_of
from nato_kg.server.pages.facts import read_facts
from nato_kg.server.pages.promises import whole_ledger
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View

_MOST_PROPOSALS = 3
_LINKED = ("condition", "follows", "restates", "restatementOf", "about", "committedBy")


def show_commitment(view: View, thing: Described) -> Response:
    """The page of a commitment. One that repeats an earlier one has no row in the ledger, and says so."""
    promise = next((promise for promise in whole_ledger(view) if promise.iri == thing.iri), None)
    letters = {letter_iri(step.letter) for step in promise.history if step.letter} if promise else set()
    letters |= {letter_iri(keeper.letter) for keeper in promise.kept_by} if promise else set()
    proposals = _proposals(view, promise)
    letters |= {letter_iri(proposal.letter) for proposal in proposals}
    linked = {name: view.graph.addresses_of(thing.iri, nkg(name)) for name in _LINKED}
    stated_in = view.graph.addresses_of(thing.iri, nkg("statedIn"))
    named = describe(view, {*letters, *stated_in, *(iri for iris in linked.values() for iri in iris)})
    return render(
        view,
        "commitment.html",
        thing=thing,
        promise=promise,
        letter=next((named[iri] for iri in stated_in), None),
        linked={name: [named[iri] for iri in iris if iri in named] for name, iris in linked.items()},
        letters={named[iri].id: named[iri] for iri in letters},
        proposals=proposals,
        places=places_of(view, thing.iri),
        facts=[fact for fact in read_facts(view, thing.iri) if fact.name != "status"],  # that of the letter's day
        records=_step_records(view, thing.iri),
    )


def _proposals(view: View, promise: Promise | None) -> list[Proposal]:
    """Letters up to the day that may have kept a promise of which something is still to come, the likeliest first."""
    if promise is None or not promise.is_open:
        return []
    found = view.graph.proposals(commitment=promise.iri)
    return [proposal for proposal in found if proposal.issued <= view.as_of][:_MOST_PROPOSALS]


def _step_records(view: View, iri: str) -> dict[str, str]:
    """The addresses of the records that tell a step, by their ids."""
    found = view.graph.things_by(
        "?x nkg:changeOf|nkg:fulfilmentOf|nkg:followsUp|nkg:dueChangeOf|nkg:restatementOf ?promise", promise=iri
    )
    return {record.id: record.iri for record in found}
