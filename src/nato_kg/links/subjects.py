"""How much two texts speak of the same thing: stems of their words, weighed by how rare they are among the letters.

A rare word that both hold says much, a common one little (inverse document frequency). Dutch writes compounds as one
word, so a long word also counts as its parts where the letters use both parts as words of their own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

import regex
import snowballstemmer

from nato_kg import resources

_WORD = regex.compile(r"\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*|\p{L}*\p{N}+\p{L}+[\p{L}\p{N}]*")
_LONG, _PART = 9, 4  # letters of a word that may be a compound, and least letters of each part
_JOINTS = ("", "s", "en", "e")


@cache
def _function_words() -> frozenset[str]:
    """Words that say nothing of a subject, with those of which promises and their keeping are made."""
    entries: dict[str, list[str]] = resources.load_yaml("data", "language", "subjects-nl.yaml")
    return frozenset(word for words in entries.values() for word in words)


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a Dutch word in lower case (Snowball)."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that can tell a subject, those of a hyphenated word apart as well."""
    found = set()
    for match in _WORD.finditer(text.lower()):
        word = match.group()
        for part in {word, *word.split("-")}:
            if len(part) > 1 and part not in _function_words():
                found.add(stem(part))
    return frozenset(found)


class Weights:
    """What each stem weighs, counted over papers: ``ln(1 + n / papers that hold it)``; one in none weighs most."""

    def __init__(self, papers: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for texts in papers:
            total += 1
            counts.update(frozenset().union(*(stems(text) for text in texts)))
        self._counts, self._total = counts, max(total, 1)

    def weight(self, word: str) -> float:
        """The weight of a stem."""
        return math.log(1 + self._total / (self._counts.get(word, 0) or 0.5))

    def papers_with(self, word: str) -> int:
        """How many papers hold a stem."""
        return self._counts.get(word, 0)

    def expand(self, words: Iterable[str]) -> frozenset[str]:
        """The stems, with the parts of compounds of which the letters use both parts by themselves."""
        given = frozenset(words)
        return given.union(*(self._parts(word) for word in given if len(word) >= _LONG))

    def _parts(self, word: str) -> frozenset[str]:
        found: set[str] = set()
        for cut in range(_PART, len(word) - _PART + 1):
            tail = stem(word[cut:])
            if not self._counts.get(tail):
                continue
            for joint in _JOINTS:
                head = word[:cut]
                if head.endswith(joint) and self._counts.get(stem(head[: len(head) - len(joint)])):
                    found |= {stem(head[: len(head) - len(joint)]), tail}
        return frozenset(part for part in found if len(part) >= _PART)

    def overlap(self, wanted: Collection[str], found: Collection[str]) -> float:
        """The share of ``wanted``, by weight, that ``found`` holds: between 0 and 1."""
        total = sum(map(self.weight, wanted))
        return sum(self.weight(w) for w in wanted if w in found) / total if total else 0.0
