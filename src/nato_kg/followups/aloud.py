"""Promises made aloud, from the House's register, as rows of the same ledger as those made in letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from nato_kg.followups.history import HistoryStep
from nato_kg.followups.ledger import Keeper, Promise
from nato_kg.names import labels_of
from nato_kg.namespaces import code
from nato_kg.register import RegisterEntry, RegisterStatus
from nato_kg.store import EmbeddedStore

_WHERE = "register"
# What a later entry does to an earlier one: codes of the list follow-up.
_RELATIONS = ("restated", "supplemented", "changed")


def relation_labels(store: EmbeddedStore, language: str = "en") -> dict[str, str]:
    """What is said of an entry that a later one repeats, adds to or changes: by code, the words for people."""
    codes = {name: code("follow-up", name) for name in _RELATIONS}
    labels = labels_of(store, codes.values(), language)
    return {name: labels.get(iri, name) for name, iri in codes.items()}


def oral_promises(
    entries: Iterable[RegisterEntry], as_of: date, labels: Mapping[str, str] | None = None
) -> tuple[Promise, ...]:
    """The register's commitments made up to the day, with their status on it and which later ones concern them.

    ``labels`` are those of ``relation_labels``; without them the codes stand in their place.

    The register gives one status, that of now, and the day of fulfilment: before that day a commitment counts as open.
    An entry without the day on which it was made is left out, since nobody can say whether it was made by then.
    """
    made = [(entry, entry.made_on) for entry in entries if entry.made_on is not None and entry.made_on <= as_of]
    numbers = {entry.id: entry.known_as for entry, _ in made}
    history = _history(made, labels or {})
    return tuple(_promise(entry, made_on, as_of, numbers, history) for entry, made_on in made)


def _history(
    entries: Sequence[tuple[RegisterEntry, date]], labels: Mapping[str, str]
) -> dict[str, tuple[HistoryStep, ...]]:
    """By id of an entry, the later ones that repeat it, add to it or change it, in order of time."""
    steps: defaultdict[str, list[HistoryStep]] = defaultdict(list)
    for entry, made_on in entries:
        for outcome, earlier in zip(_RELATIONS, (entry.repeats, entry.supplements, entry.changes), strict=True):
            for id_ in earlier:
                label, words = labels.get(outcome, outcome), entry.text or None
                steps[id_].append(
                    HistoryStep(made_on, outcome, label, entry.known_as, entry.known_as, None, None, words)
                )
    return {id_: tuple(sorted(found, key=lambda step: (step.on, step.record))) for id_, found in steps.items()}


def _promise(
    entry: RegisterEntry,
    made_on: date,
    as_of: date,
    numbers: Mapping[str, str],
    history: Mapping[str, tuple[HistoryStep, ...]],
) -> Promise:
    status = _status(entry, as_of)
    kept_on = entry.fulfilled_on if status is RegisterStatus.FULFILLED else None
    return Promise(
        id=entry.known_as,
        iri="",
        label=entry.text or entry.number,
        gloss=entry.text,
        letter=" · ".join(part for part in (_WHERE, entry.activity_number) if part),
        issued=made_on,
        status=status.ours,
        status_label=status.value or entry.stated_status,
        timeliness=None,
        due=None,
        due_from=None,
        due_to=None,
        deliverable="",
        about=(),
        condition=None,
        follows=None,
        restates=next((numbers.get(id_, id_) for id_ in entry.repeats), None),
        kept_by=tuple(Keeper(by, kept_on, (kept_on - made_on).days, None) for by in entry.fulfilled_by if kept_on),
        note=None,
        promised_by=tuple(part for part in (entry.minister or entry.ministry, entry.name) if part),
        age_days=(as_of - made_on).days,
        register_status=status.value or entry.stated_status,
        history=history.get(entry.id, ()),
        words=entry.text or None,
    )


def _status(entry: RegisterEntry, as_of: date) -> RegisterStatus:
    later = entry.fulfilled_on is not None and entry.fulfilled_on > as_of
    return RegisterStatus.OPEN if entry.status is RegisterStatus.FULFILLED and later else entry.status
