"""Whether two pieces of evidence mark the same place of a text, and how closely.

The rule (gold README, "Scoring"): the common characters are at least half of the shorter and a quarter of the longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from nato_kg.evaluate.records import Record, group_of

#: Spans in order that neither overlap nor touch.
Marked = tuple[tuple[int, int], ...]

#: Kinds of which the evidence points at a name: one span of each suffices.
NAME_GROUPS: Final = frozenset({"Mission", "Date", "Citation"})


def marked_parts(record: Record) -> tuple[Marked, ...]:
    """What can mark a place: all evidence together, and for a name each span alone as well."""
    spans = [(start, end) for start, end in record["evidence"]]
    together = merge(spans)
    if group_of(record) not in NAME_GROUPS or len(together) == 1:
        return (together,)
    return (together, *((span,) for span in together))


def merge(spans: Iterable[tuple[int, int]]) -> Marked:
    """The same characters as ``spans``, each once."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def closeness(ours: Sequence[Marked], theirs: Sequence[Marked]) -> float:
    """The best of all pairs of parts: 1 for the same characters, 0 where no pair marks the same place.

    The first part of each is all of its evidence, as :func:`marked_parts` has it.
    """
    if ours[0][-1][1] <= theirs[0][0][0] or theirs[0][-1][1] <= ours[0][0][0]:
        return 0.0
    return max(part_closeness(one, other) for one in ours for other in theirs)


def part_closeness(one: Marked, other: Marked) -> float:
    """Common characters as a share of all that either marks; 0 unless they mark the same place."""
    common = common_length(one, other)
    sizes = sorted((length(one), length(other)))
    if not common or 2 * common < sizes[0] or 4 * common < sizes[1]:
        return 0.0
    return common / (sizes[0] + sizes[1] - common)


def length(marked: Marked) -> int:
    """How many characters are marked."""
    return sum(end - start for start, end in marked)


def common_length(one: Marked, other: Marked) -> int:
    """How many characters both mark."""
    if one[-1][1] <= other[0][0] or other[-1][1] <= one[0][0]:
        return 0
    total = i = j = 0
    while i < len(one) and j < len(other):
        total += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return total
