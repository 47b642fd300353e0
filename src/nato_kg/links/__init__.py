"""Joining letters: what became of promises, decisions and mandates, and which letters may keep a promise unsaid."""

from __future__ import annotations

from nato_kg.links.candidates import CandidateFinder
from nato_kg.links.decisions import find_turns
from nato_kg.links.model import Candidate, Corpus, FollowUp, Links, Paper, Promise, Reference, Step
from nato_kg.links.read import read_corpus
from nato_kg.links.stated import StatedLinks
from nato_kg.links.subjects import Weights
from nato_kg.links.successions import find_successions

__all__ = [
    "Candidate",
    "Corpus",
    "FollowUp",
    "Links",
    "Paper",
    "Promise",
    "Reference",
    "Step",
    "join",
    "read_corpus",
]


def join(corpus: Corpus) -> Links:
    """What letters say became of promises, and proposals for those of which none says it."""
    texts = [[p.text for p in passages] for passages in corpus.passages.values()]
    texts += [[p.text] for p in corpus.promises if p.paper not in corpus.passages]
    weights = Weights(texts)
    stated = StatedLinks(corpus, weights)
    done = {s.promise.iri for s in stated.steps if s.outcome in {"fulfilled", "withdrawn"}}
    waiting = [p for p in corpus.promises if p.iri not in done and p.iri not in stated.repeats]
    candidates = tuple(CandidateFinder(corpus, weights).find(waiting))
    return Links(
        stated.steps, stated.repeats, candidates, stated.unresolved, find_turns(corpus), find_successions(corpus)
    )
