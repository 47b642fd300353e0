"""Scores: counts that can be added over letters, and the rates that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from nato_kg.evaluate.fields import SCORED
from nato_kg.evaluate.matching import Comparison, compare
from nato_kg.evaluate.names import Names, reference_names
from nato_kg.evaluate.records import GROUPS, Record, check_records, group_of

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records the gold has, how many were predicted, and how many of those match."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.predicted + other.predicted, self.matched + other.matched)

    @property
    def precision(self) -> float | None:
        """The share of predictions that match; None without predictions."""
        return _ratio(self.matched, self.predicted)

    @property
    def recall(self) -> float | None:
        """The share of gold records that are matched; None without gold."""
        return _ratio(self.matched, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None without records."""
        return _ratio(2 * self.matched, self.gold + self.predicted)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: fields right, counter-examples hit."""

    part: int = 0
    total: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.total + other.total)

    @property
    def rate(self) -> float | None:
        """The share; None of nothing."""
        return _ratio(self.part, self.total)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of some letters; ``Scores()`` is of none, and ``sum(many, Scores())`` adds.

    Kinds are groups (Meeting, Session, Mission …); ``fields`` are right ones of all scored, by kind and field, over
    the matched pairs; ``counter_examples`` are those hit of all, by the kind that they are not.
    """

    letters: int = 0
    kinds: Mapping[str, Counts] = field(default_factory=dict)
    fields: Mapping[tuple[str, str], Share] = field(default_factory=dict)
    counter_examples: Mapping[str, Share] = field(default_factory=dict)

    def __add__(self, other: Scores) -> Scores:
        kinds = {**self.kinds}
        for kind, counts in other.kinds.items():
            kinds[kind] = kinds.get(kind, Counts()) + counts
        return Scores(
            self.letters + other.letters,
            _in_order(kinds),
            _fields_in_order(_add(self.fields, other.fields)),
            _in_order(_add(self.counter_examples, other.counter_examples)),
        )

    @property
    def total(self) -> Counts:
        """All kinds together."""
        return sum(self.kinds.values(), Counts())

    @property
    def total_counter_examples(self) -> Share:
        """All counter-examples together."""
        return sum(self.counter_examples.values(), Share())

    def fields_of(self, kind: str) -> Share:
        """All fields of a kind together."""
        return sum((share for (owner, _), share in self.fields.items() if owner == kind), Share())

    def as_dict(self) -> dict[str, Any]:
        """Counts and rates as plain values, for JSON."""
        return {
            "letters": self.letters,
            "kinds": {
                kind: {
                    "gold": counts.gold,
                    "predicted": counts.predicted,
                    "matched": counts.matched,
                    "precision": counts.precision,
                    "recall": counts.recall,
                    "f1": counts.f1,
                }
                for kind, counts in self.kinds.items()
            },
            "fields": [
                {"kind": kind, "field": name, "right": share.part, "of": share.total, "share": share.rate}
                for (kind, name), share in self.fields.items()
            ],
            "counterExamples": {
                kind: {"hit": share.part, "of": share.total, "share": share.rate}
                for kind, share in self.counter_examples.items()
            },
        }


def score(gold: Iterable[Record], predicted: Iterable[Record], text: str, names: Names | None = None) -> Scores:
    """The scores of predicted records of one letter against its gold ones; offsets point into ``text``.

    ``names`` are those of the reference data unless others are given. Raises :class:`~nato_kg.errors.DataError` for
    a record of an unknown kind or with evidence outside the text.
    """
    gold, predicted = list(gold), list(predicted)
    check_records([*gold, *predicted], text)
    return scores_of(compare(gold, predicted, names or reference_names()))


def scores_of(comparison: Comparison) -> Scores:
    """The counts of one letter's comparison."""
    pairs = comparison.pairs
    matched = Counter(group_of(pair.gold) for pair in pairs)
    missed = Counter(group_of(record) for record in comparison.missed)
    unmatched = Counter(group_of(record) for record in comparison.unmatched)
    kinds = {
        kind: Counts(matched[kind] + missed[kind], matched[kind] + unmatched[kind], matched[kind])
        for kind in {*matched, *missed, *unmatched}
    }
    fields = Counter((group_of(pair.gold), name) for pair in pairs for name in pair.verdicts)
    right = Counter(
        (group_of(pair.gold), name) for pair in pairs for name, is_right in pair.verdicts.items() if is_right
    )
    passages = Counter(group_of(record) for record in comparison.counter_examples)
    hit = Counter(group_of(r) for r in {id(h.counter_example): h.counter_example for h in comparison.hits}.values())
    return Scores(
        1,
        _in_order(kinds),
        _fields_in_order({key: Share(right[key], total) for key, total in fields.items()}),
        _in_order({kind: Share(hit[kind], total) for kind, total in passages.items()}),
    )


def _add(one: Mapping[_Key, Share], other: Mapping[_Key, Share]) -> dict[_Key, Share]:
    return {key: one.get(key, Share()) + other.get(key, Share()) for key in {**one, **other}}


def _in_order(by_kind: Mapping[str, _Value]) -> Mapping[str, _Value]:
    return {kind: by_kind[kind] for kind in dict.fromkeys(GROUPS.values()) if kind in by_kind}


def _fields_in_order(shares: Mapping[tuple[str, str], Share]) -> Mapping[tuple[str, str], Share]:
    order = [(kind, name) for kind, names in SCORED.items() for name in names]
    return {key: shares[key] for key in order if key in shares}


def _ratio(part: int, total: int) -> float | None:
    return part / total if total else None
