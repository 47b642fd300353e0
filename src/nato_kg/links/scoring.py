"""How likely a sentence of a later letter keeps a promise: signs for and against, brought to a score between 0 and 1.

What the sentence does (hand over a paper, tell a result …) counts by how much of the subject it holds: a result of
something else keeps nothing. Several words in common say more than one rare word, which a letter may use in passing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from nato_kg.links.model import Paper, Promise
from nato_kg.links.wanted import Wanted
from nato_kg.model import Passage

# Weights, chosen on the fictional letters of dossiers 91000 to 91135 and rounded; near these values little changes.
_SENTENCE = 0.5  # of the subject: what the sentence with its paragraph counts; the rest is what the whole letter holds
_NARROW, _PER_WORD = 0.35, 0.1  # what a subject met by one word counts, and what each further word adds, up to 1
_DOES: Mapping[str, float] = {
    "answers": 0.6,
    "fits": 0.4,
    "told": 0.1,
    "figures": 0.2,
    "pending": -0.2,
    "passing": -0.2,
}
_SUBJECT = 10.0  # how steeply the subject counts
_BESIDE: Mapping[str, float] = {"dossier": 1.5, "sender": 0.3, "time": 1.0, "claimed": -3.0, "misfit": -2.0}
_START = -6.4  # before any sign
#: From this score on a proposal is worth a person's time: of the promises that are never kept, few have one so high.
THRESHOLD = 0.5
_ANSWERS = frozenset({"presents", "results", "decides", "proposes", "responds"})
_TIMELY, _LATE, _VERY_LATE = 1.0, 0.7, 0.4  # within the term, to half a year after it, to a year after it
_EARLY = 60  # days before the first of the term in which a letter may still be the one promised


@dataclass(frozen=True, slots=True)
class Sight:
    """A promise beside a sentence of a later paper.

    ``share`` and ``letter`` are what the sentence and the whole letter hold of the subject, ``words`` is in how many
    words (weighed by what they are worth).
    """

    wanted: Wanted
    own: Paper
    paper: Paper
    passage: Passage
    share: float
    letter: float
    words: float


def signs_of(sight: Sight) -> dict[str, float]:
    """How strongly each sign holds, from 0 to 1; ``claimed`` is how much better the sentence fits another promise."""
    signs, kind = sight.passage.signs, sight.wanted.deliverable
    subject = _SENTENCE * sight.share + (1 - _SENTENCE) * sight.letter
    return {
        "subject": subject * min(1.0, _NARROW + _PER_WORD * sight.words),
        **dict.fromkeys(signs, 1.0),
        "answers": float(not _ANSWERS.isdisjoint(signs)),
        "fits": float(kind is not None and not kind.fits.isdisjoint(signs)),
        "misfit": float(kind is not None and kind.only and kind.fits.isdisjoint(signs)),
        "claimed": 0.0,
        "dossier": float(bool(sight.own.dossiers & sight.paper.dossiers)),
        "sender": float(bool(sight.own.senders & sight.paper.senders)),
        "time": _timeliness(sight.wanted.promise, sight.paper),
    }


def score(signs: Mapping[str, float]) -> float:
    """The signs as one number between 0 and 1."""
    does = 1 + sum(weight * signs.get(name, 0.0) for name, weight in _DOES.items())
    beside = sum(weight * signs.get(name, 0.0) for name, weight in _BESIDE.items())
    return 1 / (1 + math.exp(-(_START + _SUBJECT * signs["subject"] * does + beside)))


def _timeliness(promise: Promise, paper: Paper) -> float:
    """1 where the paper comes within the term, less the later it comes, or the earlier."""
    first, last = promise.due
    if first is not None and paper.issued < first:
        return _LATE if (first - paper.issued).days <= _EARLY else 0.0
    if last is None or paper.issued <= last:
        return _TIMELY
    late = (paper.issued - last).days
    return _LATE if late <= 182 else _VERY_LATE if late <= 365 else 0.0
