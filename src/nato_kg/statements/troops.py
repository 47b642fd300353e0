"""Counts of people in a clause: figures with points for thousands, and numbers in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from nato_kg import resources
from nato_kg.frames.rules import load_words

_FIGURES = regex.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,2}|[0-9]{1,6}")
_YEARS = (1940, 2100)
_CLASSES = ("troop-count", "troop-there", "troop-after")


@dataclass(frozen=True, slots=True)
class Troops:
    """How many people a clause speaks of, and the words that say so, as positions in the clause's text."""

    number: int
    text: str
    start: int
    end: int


def find_troops(text: str) -> Troops | None:
    """The first count of people in the lower-case text of a clause."""
    words = load_words()
    found = [match for name in _CLASSES if (match := words[name].search(text))]
    people = None if found else words["troop-people"].search(text)
    found += [people] if people else []
    for match in sorted(found, key=lambda m: m.start()):
        numbers = [n for word in match.group().split() if (n := read_number(word)) is not None]
        # "van 2016 tot en met 2023 tot 1.100 militairen": a year before a number is none of people.
        numbers = [n for n in numbers[:-1] if not _YEARS[0] < n < _YEARS[1]] + numbers[-1:]
        # "er vanaf 1 december 400": what counts stands last; in "tien tot twaalf militairen" the larger.
        number = (numbers[-1] if match.re is words["troop-there"] else max(numbers)) if numbers else None
        if number is not None:
            return Troops(number, match.group(), match.start(), match.end())
    return None


def read_number(word: str) -> int | None:
    """The number that a word is; None for any other word."""
    if _FIGURES.fullmatch(word):
        return int(word.replace(".", ""))
    return _numbers().get(word)


@cache
def _numbers() -> dict[str, int]:
    data: dict[str, dict[str, int]] = resources.load_yaml("data", "language", "numbers-nl.yaml")
    small = {**data["units"], **data["teens"], **data["tens"]}
    for ten, tens in data["tens"].items():
        for unit, units in data["units"].items():
            for link in ("en", "ën"):
                small[f"{unit}{link}{ten}"] = tens + units
    large = {
        f"{hundred}{word}": hundreds + value
        for hundred, hundreds in data["hundreds"].items()
        for word, value in small.items()
    }
    return {**small, **data["hundreds"], **large, **data["twelfths"]}
