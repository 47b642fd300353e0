"""Which predicted record stands for which gold record, and which became what the gold says it is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nato_kg.evaluate.fields import Judge
from nato_kg.evaluate.names import Names
from nato_kg.evaluate.overlap import Marked, closeness, common_length, length, marked_parts, part_closeness
from nato_kg.evaluate.records import GROUPS, NOT_A, Record, group_of

#: Kinds of which a scored field refers to another record: matched after the others.
_REFERRING = ("Participation", "Contribution", "Fulfilment")


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold record and the prediction that stands for it; ``verdicts`` says which scored fields are right."""

    gold: Record
    predicted: Record
    verdicts: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A counter-example and a prediction that takes it for what it is not."""

    counter_example: Record
    predicted: Record


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets of records of one letter, matched; all in the order of the records."""

    counter_examples: tuple[Record, ...]
    pairs: tuple[Pair, ...]
    missed: tuple[Record, ...]
    unmatched: tuple[Record, ...]
    hits: tuple[Hit, ...]


def compare(gold: Iterable[Record], predicted: Iterable[Record], names: Names) -> Comparison:
    """Match checked records. Counter-examples among the predictions mean nothing and are left out."""
    every_gold = list(gold)
    wanted = [record for record in every_gold if record["kind"] != NOT_A]
    counter_examples = [record for record in every_gold if record["kind"] == NOT_A]
    found = [record for record in predicted if record["kind"] != NOT_A]
    matcher = _Matcher(wanted, found, names)
    partners = matcher.match()
    taken = set(partners.values())
    return Comparison(
        tuple(counter_examples),
        tuple(Pair(wanted[g], found[p], matcher.judge.verdicts(wanted[g], found[p])) for g, p in partners.items()),
        tuple(record for position, record in enumerate(wanted) if position not in partners),
        tuple(record for position, record in enumerate(found) if position not in taken),
        tuple(_hits(counter_examples, found, {p: wanted[g] for g, p in partners.items()})),
    )


class _Matcher:
    """Pairs records of the same group one to one, the closest pair first."""

    def __init__(self, gold: Sequence[Record], predicted: Sequence[Record], names: Names) -> None:
        self.judge = Judge(gold, predicted, names)
        self._gold = gold
        self._predicted = predicted
        self._gold_parts = [marked_parts(record) for record in gold]
        self._predicted_parts = [marked_parts(record) for record in predicted]

    def match(self) -> dict[int, int]:
        """The position of the prediction for each position of a matched gold record, in the order of the gold."""
        gold, predicted = _by_group(self._gold), _by_group(self._predicted)
        partners: dict[int, int] = {}
        groups = dict.fromkeys(GROUPS.values())
        for group in sorted(groups, key=lambda name: name in _REFERRING):
            partners |= self._match_group(gold[group], predicted[group])
        return dict(sorted(partners.items()))

    def _match_group(self, gold: Sequence[int], predicted: Sequence[int]) -> dict[int, int]:
        partners: dict[int, int] = {}
        taken: set[int] = set()
        for *_, g, p in sorted(self._candidates(gold, predicted)):
            if g not in partners and p not in taken:
                partners[g] = p
                taken.add(p)
                self.judge.pair(g, p)
        return partners

    def _candidates(self, gold: Sequence[int], predicted: Sequence[int]) -> Iterator[tuple[float, int, int, int]]:
        """Pairs that may match; the better sorts first: by overlap, then by right fields, then by order."""
        for g in gold:
            always = self._gold[g]["kind"] == "Letter"
            for p in predicted:
                near = closeness(self._gold_parts[g], self._predicted_parts[p])
                if near or always:
                    right = sum(self.judge.verdicts(self._gold[g], self._predicted[p]).values())
                    yield (-near, -right, g, p)


def _by_group(records: Iterable[Record]) -> defaultdict[str, list[int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for position, record in enumerate(records):
        groups[group_of(record)].append(position)
    return groups


def _hits(
    counter_examples: Iterable[Record], predicted: Sequence[Record], partners: Mapping[int, Record]
) -> Iterator[Hit]:
    """Every counter-example with every prediction that makes of it what it is not."""
    groups = _by_group(predicted)
    for counter_example in counter_examples:
        for position in groups[group_of(counter_example)]:
            partner = partners.get(position)
            if _is_hit(counter_example, predicted[position], marked_parts(partner) if partner else ()):
                yield Hit(counter_example, predicted[position])


def _is_hit(counter_example: Record, predicted: Record, partner_parts: Sequence[Marked]) -> bool:
    """Whether a part of the prediction marks the passage, and marks its gold partner (if any) less closely."""
    for passage in marked_parts(counter_example):
        for part in marked_parts(predicted):
            near = _passage_closeness(passage, part, counter_example)
            if near and all(part_closeness(part, other) < near for other in partner_parts):
                return True
    return False


def _passage_closeness(passage: Marked, part: Marked, counter_example: Record) -> float:
    """As any two places; but a date need not be a quarter of the passage, since a year is little of a long name."""
    near = part_closeness(passage, part)
    common = common_length(passage, part)
    if near or counter_example["notKind"] != "Date" or 2 * common < length(part):
        return near
    return common / (length(passage) + length(part) - common)
