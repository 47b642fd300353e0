"""Promises made aloud, from the House's register, as rows of the same ledger as those made in letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nato_kg.followups.ledger import Keeper, Promise
from nato_kg.register import RegisterEntry, RegisterStatus

_WHERE = "register"


def oral_promises(entries: Iterable[RegisterEntry], as_of: date) -> tuple[Promise, ...]:
    """The register's commitments made up to the day, with their status on it.

    The register gives one status, that of now, and the day of fulfilment: before that day a commitment counts as open.
    An entry without the day on which it was made is left out, since nobody can say whether it was made by then.
    """
    made = [entry for entry in entries if entry.made_on is not None and entry.made_on <= as_of]
    return tuple(_promise(entry, entry.made_on, as_of) for entry in made if entry.made_on is not None)


def _promise(entry: RegisterEntry, made_on: date, as_of: date) -> Promise:
    status = _status(entry, as_of)
    kept_on = entry.fulfilled_on if status is RegisterStatus.FULFILLED else None
    return Promise(
        id=entry.number or entry.id,
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
        restates=entry.repeats[0] if entry.repeats else None,
        kept_by=tuple(Keeper(by, kept_on, (kept_on - made_on).days, None) for by in entry.fulfilled_by if kept_on),
        note=None,
        promised_by=tuple(part for part in (entry.minister or entry.ministry, entry.name) if part),
        age_days=(as_of - made_on).days,
        register_status=status.value or entry.stated_status,
        words=entry.text or None,
    )


def _status(entry: RegisterEntry, as_of: date) -> RegisterStatus:
    later = entry.fulfilled_on is not None and entry.fulfilled_on > as_of
    return RegisterStatus.OPEN if entry.status is RegisterStatus.FULFILLED and later else entry.status
