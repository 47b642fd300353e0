"""What single places say of a contribution, and how places that speak of the same become one record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from nato_kg.logical import Span
from nato_kg.statements.context import Record, SentenceContext

_FEW = 9  # a number up to this says little of whether two places speak of the same people


@dataclass(frozen=True, slots=True)
class Part:
    """What one place says of a contribution; ``counted`` where it gives a number, if only a loose one."""

    sentence: SentenceContext
    evidence: tuple[Span, ...]
    state: str
    mission: str
    rule: str
    why: str
    troops: int | None = None
    counted: bool = False
    start: str | None = None
    end: str | None = None
    unit: str | None = None
    noun: str = ""
    doubts: frozenset[str] = field(default_factory=frozenset)
    position: int = 0
    again: bool = False  # one more after an earlier one
    post: bool = False  # a commander or a headquarters, which is no part of the troops


def merge(merged: list[Part], one: Part) -> None:
    """Take it up, or add it to what was told before of the same."""
    for number in range(len(merged) - 1, -1, -1):
        other = merged[number]
        if (other.state, other.mission) != (one.state, one.mission) or not _agree(other, one):
            continue
        merged[number] = replace(
            other,
            evidence=(*other.evidence, *one.evidence),
            rule=one.rule if one.counted and not other.counted else other.rule,
            why=one.why if one.counted and not other.counted else other.why,
            troops=other.troops or one.troops,
            counted=other.counted or one.counted,
            start=other.start or one.start,
            end=one.end or other.end,
            unit=other.unit or one.unit,
            doubts=other.doubts | one.doubts,
        )
        return
    merged.append(one)


def _agree(one: Part, other: Part) -> bool:
    """Whether two places can speak of the same: a small number says so only of people of the same kind."""
    if other.again and (one.end or one.counted):
        return False
    if one.post or other.post:
        return one.post and other.post and one.start == other.start
    if one.counted and other.counted:
        same = one.troops is not None and one.troops == other.troops
        return same and (one.noun == other.noun or (one.troops or 0) > _FEW)
    return True


def record_of(one: Part) -> Record:
    """The record of a contribution."""
    fields: dict[str, Any] = {
        "state": one.state,
        "mission": one.mission,
        "troops": one.troops,
        "from": one.start,
        "to": one.end,
        "unit": one.unit,
    }
    return Record(
        "Contribution",
        tuple(dict.fromkeys(one.evidence)),
        {name: value for name, value in fields.items() if value is not None},
        one.rule,
        one.why,
        one.doubts,
        (one.sentence.sentence.number, one.position),
        (one.sentence.sentence.number,),
    )
