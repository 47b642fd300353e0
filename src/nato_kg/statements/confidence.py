"""How far to trust a statement: how often its rule was right on the development letters, less what was inferred.

``data/frames/confidence.yml`` holds for each rule how often it fired and was right; ``make confidence`` writes it anew.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from nato_kg import resources
from nato_kg.statements.context import Record

#: What each doubt leaves of the confidence.
DOUBTS: Final = {"inferred-year": 0.95, "coreference": 0.85, "unlinked": 0.9, "ambiguous": 0.7}


@cache
def load_counts() -> dict[str, tuple[int, int]]:
    """Right and fired on the development letters, by rule with its version."""
    path = resources.path("data", "frames") / "confidence.yml"
    if not path.exists():
        return {}
    data = resources.load_yaml("data", "frames", path.name)
    return {rule: (counts["right"], counts["fired"]) for rule, counts in data.items()}


def confidence_of(record: Record) -> float:
    """(right + 1) / (fired + 2), Laplace's rule of succession, times what the record's doubts leave; three decimals."""
    right, fired = load_counts().get(record.rule, (0, 0))
    value = (right + 1) / (fired + 2)
    for doubt in sorted(record.doubts):  # in one order: the product of floats may round otherwise in another
        value *= DOUBTS[doubt]
    return round(value, 3)
