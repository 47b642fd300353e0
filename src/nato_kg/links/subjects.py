"""How much two texts speak of the same thing: stems of their words, weighed by how rare they are among the letters.

A rare word that both hold says much, a common one little (inverse document frequency). Dutch writes compounds as one
word, so a long word also counts as its parts where both are words that the letters or the list of synonyms hold.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

import snowballstemmer

from nato_kg import resources

# A word, also with hyphens; a number with letters behind it; a number of thousands. No two parts of it can take the
# same characters, so it is linear, and the standard library's engine is quicker than regex on it.
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*|\d+[^\W\d_][^\W_]*|\d+\.\d{3}")
_LONG, _PART = 9, 4  # letters of a word that may be a compound, and least letters of each part
_JOINTS = ("", "s", "en", "e")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as written, with numbers of thousands (they seldom stand in two texts by chance)."""
    return tuple(_WORD.findall(text))


@cache
def function_words() -> frozenset[str]:
    """Words that say nothing of a subject, with those of which promises and their keeping are made."""
    entries = _entries()
    return frozenset(word for name in ("function", "verbs", "promises") for word in entries[name])


@cache
def commonplaces() -> frozenset[str]:
    """Words that stand in letters on any subject."""
    return frozenset(_entries()["commonplace"])


@cache
def _entries() -> dict[str, list[str]]:
    entries: dict[str, list[str]] = resources.load_yaml("data", "language", "subjects-nl.yaml")
    return entries


@cache
def _vocabulary() -> frozenset[str]:
    """Words that compounds are made of, besides those of the letters, as written and as stems."""
    groups: list[list[str]] = resources.load_yaml("data", "language", "synonyms-nl.yaml")["groups"]
    words = {word for group in groups for word in group if " " not in word}
    return frozenset(words | {stem(word) for word in words})


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
    return frozenset().union(*map(_stems_of_word, set(_WORD.findall(text.lower()))))


@lru_cache(maxsize=200_000)
def _stems_of_word(word: str) -> frozenset[str]:
    parts = {word, *word.split("-")}
    return frozenset(stem(part) for part in parts if len(part) > 1 and part not in function_words())


class Weights:
    """What each stem weighs, counted over papers: ``ln(1 + n / papers that hold it)``; one in none weighs most."""

    def __init__(self, papers: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        known, total = set(_vocabulary()), 0
        for texts in papers:
            total += 1
            words = set(_WORD.findall(" ".join(texts).lower()))
            known |= words
            counts.update(frozenset().union(*map(_stems_of_word, words)))
        self._counts, self._total, self._known = counts, max(total, 1), known | counts.keys()
        self._split: dict[str, frozenset[str]] = {}

    def weight(self, word: str) -> float:
        """The weight of a stem."""
        return math.log(1 + self._total / (self._counts.get(word, 0) or 0.5))

    def expand(self, words: Iterable[str]) -> frozenset[str]:
        """The stems, with the parts of compounds of which both parts are known as words."""
        given = frozenset(words)
        return given.union(*(self.parts(word) for word in given if len(word) >= _LONG))

    def parts(self, word: str) -> frozenset[str]:
        """The stems of the parts of a compound; none of a word that is not one, as far as is known."""
        if len(word) < _LONG:
            return frozenset()
        if word not in self._split:
            self._split[word] = self._parts(word)
        return self._split[word]

    def _parts(self, word: str) -> frozenset[str]:
        found: set[str] = set()
        for cut in range(_PART, len(word) - _PART + 1):
            head, tail = word[:cut], word[cut:]
            if tail in self._known:  # looked up as they stand: stemming every cut would take most of the time
                for joint in _JOINTS:
                    if head.endswith(joint) and head[: len(head) - len(joint)] in self._known:
                        found |= {stem(head[: len(head) - len(joint)]), stem(tail)}
        return frozenset(part for part in found if len(part) >= _PART)

    def overlap(self, wanted: Collection[str], found: Collection[str]) -> float:
        """The share of ``wanted``, by weight, that ``found`` holds: between 0 and 1."""
        total = sum(map(self.weight, wanted))
        return sum(self.weight(w) for w in wanted if w in found) / total if total else 0.0
