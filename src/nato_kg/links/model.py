"""What is joined across letters: papers, promises, what papers say became of promises; and what joining gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from nato_kg.model import Passage

#: Addresses of things in the graph; short ids only in what people read.
Iri = str
#: The first and the last day that a term can mean; ``None`` where it is open.
Due = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter as linking sees it: when it came, in which dossiers, from whom, under which title."""

    iri: Iri
    issued: date
    dossiers: frozenset[Iri] = frozenset()
    senders: frozenset[Iri] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an earlier promise is said to stand: papers cited, and days of letters named without their number."""

    papers: frozenset[Iri] = frozenset()
    days: frozenset[date] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.papers or self.days)


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as its letter states it.

    ``earlier`` is where it says that it was promised before, ``sentences`` are the numbers of those that state it.
    """

    iri: Iri
    paper: Iri
    text: str
    deliverable: str
    about: frozenset[Iri] = frozenset()
    due: Due = (None, None)
    recurrence: str | None = None
    earlier: Reference = Reference()
    evidence: tuple[Iri, ...] = ()
    sentences: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a paper says became of an earlier promise.

    ``outcome`` is a code of the list ``follow-up``: fulfilled, partly-fulfilled, postponed, restated, changed,
    supplemented, withdrawn or condition-met. ``due`` is the term that it gives instead of the earlier one.
    """

    iri: Iri
    paper: Iri
    text: str
    outcome: str
    promised: Reference = Reference()
    about: frozenset[Iri] = frozenset()
    due: Due = (None, None)
    evidence: tuple[Iri, ...] = ()
    sentences: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as its letter states it: status (list ``decision-status``), what it is on, who takes it, its words."""

    iri: Iri
    paper: Iri
    status: str
    about: frozenset[Iri] = frozenset()
    evidence: tuple[Iri, ...] = ()
    sentences: frozenset[int] = frozenset()
    missions: frozenset[Iri] = frozenset()
    by: frozenset[Iri] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A mandate of a mission, or a contribution of a state to one: of what (``of``), from when to when, said where.

    ``paper`` is empty for what curated reference data says. ``troops`` is the most that is contributed.
    """

    iri: Iri
    of: tuple[Iri, ...]
    paper: Iri = ""
    start: date | None = None
    end: date | None = None
    troops: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier decision that has another status from a later letter's day on; ``source`` is the later decision."""

    decision: Iri
    status: str
    paper: Iri
    on: date
    source: Iri
    evidence: tuple[Iri, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that is joined. ``citations`` are, by paper, the numbers of citing sentences with the cited paper."""

    papers: Mapping[Iri, Paper]
    promises: tuple[Promise, ...]
    follow_ups: tuple[FollowUp, ...]
    passages: Mapping[Iri, tuple[Passage, ...]] = field(default_factory=dict)
    decisions: tuple[Decided, ...] = ()
    citations: Mapping[Iri, tuple[tuple[int, Iri], ...]] = field(default_factory=dict)
    mandates: tuple[Term, ...] = ()
    contributions: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a promise by a later paper's own words: certain.

    ``source`` is the follow-up (``told``), or the later promise that repeats this one. ``due`` is the term from that
    day on, where it changes. ``closes`` is false where the promise was kept or dropped before, so that its status
    stays.
    """

    promise: Promise
    outcome: str
    paper: Iri
    on: date
    source: Iri
    evidence: tuple[Iri, ...] = ()
    due: Due | None = None
    told: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that may keep a promise, as a machine proposes: a score between 0 and 1, and the reasons in words."""

    promise: Promise
    paper: Iri
    score: float
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Links:
    """What joining found.

    ``repeats`` maps a promise to the first one that it repeats; ``unresolved`` are follow-ups whose promise is not in
    the graph or cannot be told from others; ``successions`` are pairs of a mandate or contribution and the one before.
    """

    steps: tuple[Step, ...] = ()
    repeats: Mapping[Iri, Iri] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    unresolved: tuple[FollowUp, ...] = ()
    turns: tuple[Turn, ...] = ()
    successions: tuple[tuple[Iri, Iri], ...] = ()
