"""References between records of one letter: the decision that a commitment follows from or waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nato_kg.statements.context import Record

_PENDING = frozenset({"under-investigation", "expected", "announced", "desired"})
_REACH = 3  # sentences back in which a promise is still taken to be about the decision


def link_records(records: Sequence[Record], ids: Sequence[str]) -> list[Mapping[str, Any]]:
    """The fields of each record, with references to other records put in by their ids."""
    decisions = [(record, id_) for record, id_ in zip(records, ids, strict=True) if record.kind == "Decision"]
    return [_linked(record, decisions) for record in records]


def _linked(record: Record, decisions: Sequence[tuple[Record, str]]) -> Mapping[str, Any]:
    if record.kind != "Commitment":
        return record.fields
    decision = _nearest(record, decisions)
    if decision is None:
        return record.fields
    linked = {**record.fields, "following": decision}
    return {**linked, "condition": decision} if "condition" in record.fields else linked


def _nearest(record: Record, decisions: Sequence[tuple[Record, str]]) -> str | None:
    """The nearest pending decision not after the promise, at most a few sentences back, on a thing that both name."""
    here = record.order
    for decision, id_ in sorted(decisions, key=lambda pair: pair[0].order, reverse=True):
        near = 0 <= here[0] - decision.order[0] <= _REACH
        if near and decision.fields.get("status") in _PENDING and _share_a_thing(record, decision):
            return id_
    return None


def _share_a_thing(record: Record, decision: Record) -> bool:
    mine, theirs = record.fields.get("about", ()), decision.fields.get("concerns", ())
    return not mine or not theirs or not set(mine).isdisjoint(theirs)
