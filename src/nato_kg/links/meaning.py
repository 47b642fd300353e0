"""What texts speak of, as features that can be compared: stems, parts of compounds, synonyms, named things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from nato_kg.links.concepts import Concepts, phrases, synonyms
from nato_kg.links.subjects import Weights, function_words, stem, words_of

#: Features of a text, and how wholly it has each (0 to 1).
Features = Mapping[str, float]

_PART = 0.8  # what a part of a compound counts, as if it stood alone
BEGINNING, _ALIKE = "^", 6  # feature of words that begin alike, and how many letters make that


class Reader:
    """Reads texts as features; a word is looked up once."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._words: dict[str, Features] = {}

    def of_word(self, word: str) -> Features:
        """What a word says: its stem, the groups of it, and those of its parts."""
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._of_word(word)
        return known

    def _of_word(self, word: str) -> Features:
        found: dict[str, float] = {}
        for piece in dict.fromkeys((word, *word.split("-"))):
            low = piece.lower()
            if len(low) > 1 and low not in function_words():
                for feature, credit in self._of_piece(low):
                    found[feature] = max(credit, found.get(feature, 0.0))
                for names, concepts in phrases().get(piece, ()):
                    if names == (piece,):
                        found.update(concepts)
        return found

    def _of_piece(self, low: str) -> Iterator[tuple[str, float]]:
        own = stem(low)
        yield own, 1.0
        yield from ((group, 1.0) for group in synonyms().get(own, ()))
        if len(own) > _ALIKE:
            yield f"{BEGINNING}{own[:_ALIKE]}", 1.0
        for part in self._weights.parts(low):
            yield part, _PART
            yield from ((group, _PART) for group in synonyms().get(part, ()))

    def of_text(self, text: str) -> dict[str, float]:
        """What a text says: its words, and names of several words."""
        words = words_of(text)
        found: dict[str, float] = {}
        for features in (*map(self.of_word, words), *(concepts for _, concepts in named(words))):
            for feature, credit in features.items():
                if credit > found.get(feature, 0.0):
                    found[feature] = credit
        return found


def named(words: tuple[str, ...]) -> Iterator[tuple[range, Concepts]]:
    """Where the names of several words stand among the words of a text, and what they bring."""
    first = _long_phrases()
    for at in [at for at, word in enumerate(words) if word in first]:
        for names, concepts in first[words[at]]:
            if tuple(map(str.lower, words[at : at + len(names)])) == names:
                yield range(at, at + len(names)), concepts
                break  # the longest comes first


@cache
def _long_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], Concepts], ...]]:
    """Names of several words by their first, in each way that it is written: lower, with a capital, in capitals."""
    long = {first: tuple(n for n in names if len(n[0]) > 1) for first, names in phrases().items()}
    return {
        written: names
        for first, names in long.items()
        if names
        for written in (first.lower(), first, first.capitalize(), first.upper())
    }
