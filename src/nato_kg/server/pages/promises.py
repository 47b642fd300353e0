"""The ledger as the pages need it: the promises of the day, narrowed and sorted as the address asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from nato_kg.errors import UsageError
from nato_kg.followups import Ledger, Promise, oral_promises, promises_of, relation_labels
from nato_kg.names import labels_of
from nato_kg.namespaces import CODE, ID
from nato_kg.queries.parameters import parse_day
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.folding import fold_name
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of

_SUBJECTS: Final = "SELECT DISTINCT ?commitment ?x WHERE { ?commitment a nkg:Commitment ; nkg:about ?x }"
_PROMISERS: Final = "SELECT DISTINCT ?commitment ?x WHERE { ?commitment a nkg:Commitment ; nkg:committedBy ?x }"
_LISTS: Final = ("commitment-status", "timeliness")
_FAR: Final = date.max

#: What the ledger can be sorted by.
SORTS: Final[Mapping[str, Callable[[Promise], Any]]] = {
    "made": lambda p: (p.issued, p.letter, p.id),
    "due": lambda p: (p.due_to or _FAR, p.due_from or _FAR, p.issued, p.id),
    "status": lambda p: (p.status_label, p.timeliness or "", p.issued, p.id),
    "about": lambda p: (p.about[:1] == (), p.about, p.issued, p.id),
    "by": lambda p: (p.promised_by[:1] == (), p.promised_by, p.issued, p.id),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the ledger's address asks for."""

    status: str = ""
    subject: str = ""
    minister: str = ""
    words: str = ""
    made: str = ""  # letter or aloud
    due_after: date | None = None
    due_before: date | None = None
    sort: str = "made"
    down: bool = False


def read_asked(view: View) -> Asked:
    """What is asked for. Raises :class:`~nato_kg.errors.UsageError` for a day that is none or an unknown order."""
    asked = view.asked
    after, before = (asked.get(name) for name in ("due_after", "due_before"))
    sort = asked.get("sort", "made")
    if sort not in SORTS:
        raise UsageError(f"the ledger has no order '{sort}'", hint=f"use one of {', '.join(SORTS)}")
    return Asked(
        status=asked.get("status", ""),
        subject=asked.get("subject", ""),
        minister=asked.get("minister", ""),
        words=asked.get("words", "")[:100],
        made=asked.get("made", ""),
        due_after=parse_day(after, "due_after") if after else None,
        due_before=parse_day(before, "due_before") if before else None,
        sort=sort,
        down=asked.get("order") == "down",
    )


def whole_ledger(view: View) -> Ledger:
    """All promises, as known on the reader's day."""
    return view.once("ledger", view.graph.commitments)


def select(view: View, asked: Asked) -> Ledger:
    """The promises asked for, in the order asked for; those made aloud too, where the server has the register.

    The register gives no subjects in our terms, so that who asks for one sees promises of letters alone.
    """
    ledger = whole_ledger(view)
    aloud = _aloud(view) if asked.made != "letter" else ()
    chosen = [p for p in (*(ledger if asked.made != "aloud" else ()), *aloud) if _fits(p, asked)]
    if asked.subject:
        about = _pairs(view, "subjects", _SUBJECTS)
        chosen = [p for p in chosen if ID + asked.subject in about.get(p.iri, ())]
    if asked.minister:
        bound, name = _bound(view, ID + asked.minister), _folded_label(view, ID + asked.minister)
        chosen = [p for p in chosen if (p.iri in bound if p.iri else name in map(fold_name, p.promised_by))]
    chosen.sort(key=SORTS[asked.sort], reverse=asked.down)
    return Ledger(tuple(chosen), ledger.searched)


def choices(view: View) -> dict[str, list[Choice]]:
    """What each filter offers: the codes of the code lists, and the subjects and ministers that occur."""
    return view.once("choices", lambda: _read_choices(view), on_any_day=True)


def title_of(promise: Promise) -> tuple[str, bool]:
    """What a promise is called: its gloss, else the letter's words; and whether those are the letter's words."""
    if promise.words and promise.gloss == promise.label:
        return promise.words, True
    return promise.gloss, False


def _fits(promise: Promise, asked: Asked) -> bool:
    searched = " ".join((promise.gloss, promise.words or "", *promise.about, promise.letter))
    return (
        (not asked.status or asked.status in {promise.status, promise.timeliness})
        and (not asked.words or fold_name(asked.words) in fold_name(searched))
        and (asked.due_after is None or (promise.due_to is not None and promise.due_to >= asked.due_after))
        and (asked.due_before is None or (promise.due_to is not None and promise.due_to <= asked.due_before))
    )


def _bound(view: View, minister: str) -> frozenset[str]:
    """The promises that bind a minister, or that a government makes."""
    direct = {iri for iri, agents in _pairs(view, "promisers", _PROMISERS).items() if minister in agents}
    known = {agent for agents in _pairs(view, "promisers", _PROMISERS).values() for agent in agents}
    return frozenset(direct) | (promises_of(view.graph.store, minister) if minister in known else frozenset())


def _aloud(view: View) -> tuple[Promise, ...]:
    if not view.register:
        return ()
    labels = relation_labels(view.graph.store, view.language)
    return view.once("aloud", lambda: oral_promises(view.register, view.as_of, labels))


def _folded_label(view: View, iri: str) -> str:
    """What the register calls a post: its label in Dutch."""
    return fold_name(labels_of(view.graph.store, [iri], "nl").get(iri, iri))


def _pairs(view: View, name: str, query: str) -> Mapping[str, set[str]]:
    def read() -> Mapping[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in view.graph.store.select(query):
            found[value_of(row["commitment"])].add(value_of(row["x"]))
        return found

    return view.once(name, read, on_any_day=True)


def _read_choices(view: View) -> dict[str, list[Choice]]:
    vocabulary = view.vocabulary
    lists = {
        name: [
            Choice(c.rsplit("/", 1)[-1], vocabulary.label(c, view.language))
            for c in sorted(vocabulary.codes)
            if c.startswith(f"{CODE}{name}/")
        ]
        for name in _LISTS
    }
    things = {
        name: _things(describe(view, {iri for iris in _pairs(view, f"{name}s", query).values() for iri in iris}))
        for name, query in (("subject", _SUBJECTS), ("promiser", _PROMISERS))
    }
    return {**lists, **things}


def _things(named: Mapping[str, Described]) -> list[Choice]:
    found = [Choice(iri.removeprefix(ID), thing.title) for iri, thing in named.items() if iri.startswith(ID)]
    return sorted(found, key=lambda choice: choice.label.casefold())
