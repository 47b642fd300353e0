"""Which fields are scored, how a value is compared, and whether a predicted record has a gold record's fields right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

from nato_kg.evaluate.names import Names
from nato_kg.evaluate.records import Record, group_of
from nato_kg.normalise import normalise


class How(Enum):
    """How a value is compared: to the letter, as words (case and outer punctuation aside), or by what it names."""

    EXACT = "exact"
    WORDS = "words"
    NAME = "name"


#: The scored fields of each group of kinds (gold README, first table).
SCORED: Final[Mapping[str, Mapping[str, How]]] = {
    "Letter": {
        "identifier": How.EXACT,
        "dossier": How.EXACT,
        "dossierTitle": How.WORDS,
        "number": How.EXACT,
        "issued": How.EXACT,
        "place": How.NAME,
        "sender": How.NAME,
        "senderRole": How.NAME,
        "addressee": How.NAME,
        "parliamentaryYear": How.EXACT,
    },
    "Meeting": {"start": How.EXACT, "end": How.EXACT, "place": How.NAME},
    "Session": {"order": How.EXACT},
    "Participation": {"agent": How.NAME, "role": How.EXACT, "event": How.NAME, "onBehalfOf": How.NAME},
    "Mission": {
        "acronym": How.WORDS,
        "leadOrganisation": How.NAME,
        "countries": How.NAME,
        "mandateExpires": How.EXACT,
    },
    "Contribution": {
        "state": How.NAME,
        "mission": How.NAME,
        "troops": How.EXACT,
        "from": How.EXACT,
        "to": How.EXACT,
    },
    "Decision": {
        "status": How.EXACT,
        "by": How.NAME,
        "date": How.EXACT,
        "aimFrom": How.EXACT,
        "aimTo": How.EXACT,
        "due": How.EXACT,
    },
    "Commitment": {
        "by": How.NAME,
        "deliverable": How.EXACT,
        "dueExpression": How.WORDS,
        "dueFrom": How.EXACT,
        "dueTo": How.EXACT,
        "recurrence": How.EXACT,
    },
    "Fulfilment": {"commitmentOf": How.NAME},
    "Citation": {"cited": How.EXACT, "dossier": How.EXACT, "number": How.EXACT, "date": How.EXACT},
    "Position": {"holder": How.NAME, "stance": How.EXACT},
    "Date": {"start": How.EXACT, "end": How.EXACT},
}

_MARKS = ("IsImplied", "IsReferenceData")
_OUTER = " .,;:"


def scored_fields(gold: Record) -> dict[str, How]:
    """The fields of a gold record to score: those with a value, neither implied nor from reference data."""
    aside = [key.removesuffix(mark) for key in gold for mark in _MARKS if key.endswith(mark) and gold[key]]
    scored = SCORED.get(group_of(gold), {})
    return {
        field: how
        for field, how in scored.items()
        if values_of(gold.get(field)) and not any(_covers(stem, field, gold) for stem in aside)
    }


def values_of(value: Any) -> list[str]:
    """The values of a field as text: a list's items, one for anything else, none for null; whole numbers as such."""
    items = value if isinstance(value, list | tuple) else [value]
    return [_text(item) for item in items if item is not None]


class Judge:
    """Compares fields of two sets of records of one letter; knows which records have been matched so far."""

    def __init__(self, gold: Sequence[Record], predicted: Sequence[Record], names: Names) -> None:
        self._gold = gold
        self._predicted = predicted
        self._names = names
        self._gold_ids = _by_id(gold)
        self._predicted_ids = _by_id(predicted)
        self._partners: dict[int, int] = {}

    def pair(self, gold: int, predicted: int) -> None:
        """Take these two, by their positions, for the same from now on."""
        self._partners[predicted] = gold

    def verdicts(self, gold: Record, predicted: Record) -> dict[str, bool]:
        """For each field to score, whether the prediction has it right."""
        return {
            field: self._same(how, values_of(gold[field]), values_of(predicted.get(field)))
            for field, how in scored_fields(gold).items()
        }

    def _same(self, how: How, expected: list[str], found: list[str]) -> bool:
        """Whether the two are the same as sets."""
        if how is How.NAME:
            named = [[self._same_thing(one, other) for other in found] for one in expected]
            return all(map(any, named)) and all(map(any, zip(*named, strict=True))) and bool(found)
        form = _words if how is How.WORDS else str
        return set(map(form, expected)) == set(map(form, found))

    def _same_thing(self, expected: str, found: str) -> bool:
        """Two records by the matching, anything else by its names."""
        ours, theirs = self._gold_ids.get(expected), self._predicted_ids.get(found)
        partner = None if theirs is None else self._partners.get(theirs)
        if ours is not None and partner is not None:
            return ours == partner
        expected_keys = self._names.keys(expected) if ours is None else self._record_keys(self._gold[ours])
        if theirs is None:
            return not expected_keys.isdisjoint(self._names.keys(found))
        if partner is not None:
            return not expected_keys.isdisjoint(self._record_keys(self._gold[partner]))
        return not expected_keys.isdisjoint(self._unmatched_keys(self._predicted[theirs]))

    def _record_keys(self, record: Record) -> frozenset[str]:
        """The names of a record: id, label and acronym."""
        names = [record[key] for key in ("id", "label", "acronym") if record.get(key)]
        return frozenset().union(*(self._names.keys(str(name)) for name in names))

    def _unmatched_keys(self, record: Record) -> frozenset[str]:
        """As :meth:`_record_keys`, but an id that only this set of records knows says nothing."""
        identifier = str(record["id"])
        known = {key for key in self._names.keys(identifier) if "/" in key}
        told = self._record_keys({key: record.get(key) for key in ("label", "acronym")})
        return told | known


def _covers(stem: str, field: str, gold: Record) -> bool:
    """Whether a mark on ``stem`` is about ``field``: on it, or, where no field has that name, on what starts so.

    ``byIsImplied`` is about ``by``; ``leadIsReferenceData`` about ``leadOrganisation``.
    """
    if stem == field:
        return True
    rest = field.removeprefix(stem)
    return stem not in gold and rest != field and rest[:1].isupper()


def _by_id(records: Sequence[Record]) -> dict[str, int]:
    """Positions by id; the first of several with the same."""
    found: dict[str, int] = {}
    for position, record in enumerate(records):
        if record.get("id"):
            found.setdefault(str(record["id"]), position)
    return found


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _words(text: str) -> str:
    return normalise(text).strip(_OUTER)
