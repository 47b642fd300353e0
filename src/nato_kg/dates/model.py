"""What is found in a sentence: date expressions and terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateExpression:
    """The words [start, end) of a sentence that name a day or a period.

    `earliest` and `latest` are the first and last day meant, both None only where the words lean on an
    anchor that was not given. `precision` is day, month, quarter, part-of-year, year, range or relative.
    `inferred` says that the year was chosen, by tense or nearness, and does not follow from the words.
    """

    start: int
    end: int
    text: str
    earliest: date | None
    latest: date | None
    precision: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class DueTerm:
    """The words [start, end) of a sentence that say when something is due.

    `code` is a notation of the code list due-term, `recurrence` one of the code list recurrence or None.
    A bound that the words do not give is None.
    """

    start: int
    end: int
    text: str
    code: str
    earliest: date | None = None
    latest: date | None = None
    recurrence: str | None = None
