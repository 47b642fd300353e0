"""Word classes (``data/frames/words.yaml``) in a text: all are looked for at once, so that few patterns are tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import regex
from ahocorasick_rs import AhoCorasick

from nato_kg.frames.literals import literals_of

_BETWEEN_WORDS = regex.compile(r"[^\w -]")

_KEPT = 2048  # texts, of some 5 kB each: those of a letter of 20,000 words


class Found:
    """The word classes in a text: those that may stand there by their literals, and whether they do when asked."""

    __slots__ = ("_known", "_patterns", "maybe", "text")

    def __init__(
        self, text: str, maybe: frozenset[str], sure: Iterable[str], patterns: Mapping[str, regex.Pattern[str]]
    ) -> None:
        self.text = text
        self.maybe = maybe
        self._known = dict.fromkeys(sure, True)
        self._patterns = patterns

    def __contains__(self, name: str) -> bool:
        """Whether words of the class stand in the text."""
        if name not in self.maybe:
            return False
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._patterns[name].search(self.text) is not None
        return known


class WordClasses(Mapping[str, regex.Pattern[str]]):
    """The pattern of each word class; :meth:`find` tells at once which of them match."""

    def __init__(self, classes: Mapping[str, list[str]]) -> None:
        """The classes, each with the regular expressions of its words; ``regex.error`` for one that is wrong."""
        self._patterns = {
            name: regex.compile(rf"(?<![\w-])(?:{'|'.join(expressions)})(?![\w-])")
            for name, expressions in classes.items()
        }
        may: defaultdict[str, set[str]] = defaultdict(set)
        must: defaultdict[str, set[str]] = defaultdict(set)
        always: set[str] = set()
        for name, expression in ((name, e) for name, several in classes.items() for e in several):
            literals = literals_of(f" {expression} ")
            if not literals.needed:
                always.add(name)
            for literal in literals.needed:
                may[_spaced(literal)].add(name)
                if literals.whole and _is_one_word(literal):
                    must[literal].add(name)
        self._always = frozenset(always)
        self._may = [frozenset(names) for names in may.values()]
        self._must = {number: frozenset(must[literal]) for number, literal in enumerate(may) if literal in must}
        self._automaton = AhoCorasick(list(may))
        self.find = lru_cache(maxsize=_KEPT)(self._find)

    def __getitem__(self, name: str) -> regex.Pattern[str]:
        return self._patterns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._patterns)

    def __len__(self) -> int:
        return len(self._patterns)

    def _find(self, text: str) -> Found:
        """The classes in a text in lower case; called by ``find``, since one text is asked for by many builders."""
        spaced = f" {_spaced(text)} "
        numbers = {number for number, _, _ in self._automaton.find_matches_as_indexes(spaced, overlapping=True)}
        maybe = self._always.union(*map(self._may.__getitem__, numbers))
        sure = frozenset[str]().union(*(self._must[number] for number in numbers if number in self._must))
        return Found(text, maybe, sure, self._patterns)


def _spaced(text: str) -> str:
    """The text with a space for all that ends a word, as the edges of a word class take it."""
    return _BETWEEN_WORDS.sub(" ", text)


def _is_one_word(literal: str) -> bool:
    """Whether the literal is a word with its edges; between several words a text may have other marks than spaces."""
    return literal == f" {literal.strip()} " and _spaced(literal).count(" ") == 2
