"""Word classes (``data/frames/words.yaml``) in a text: all are looked for at once, so that few patterns are tried."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick

from nato_kg.frames.literals import literals_of
from nato_kg.patterns import Pattern, compile_pattern

_BETWEEN_WORDS = re.compile(r"[^\w -]")

_KEPT = 2048  # texts, of some 5 kB each: those of a letter of 20,000 words


class Found:
    """The word classes in a text: those that may stand there by their literals, and whether they do when asked.

    ``literals`` are the numbers of the literals that stand in the text.
    """

    def __init__(self, text: str, literals: frozenset[int], classes: WordClasses) -> None:
        self.text = text
        self.maybe = classes.maybe_by(literals)
        self._literals = literals
        self._classes = classes

    def __contains__(self, name: str) -> bool:
        """Whether words of the class stand in the text."""
        if name not in self.maybe:
            return False
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._classes.stands(name, self.text, self._expressions)
        return known

    @cached_property
    def _known(self) -> dict[str, bool]:
        """Whether a class stands there, as far as that is known: at first, of those that a literal makes sure."""
        return dict.fromkeys(self._classes.sure_by(self._literals), True)

    @cached_property
    def _expressions(self) -> frozenset[int]:
        """The expressions that may stand there, by their numbers."""
        return self._classes.expressions_by(self._literals)


class WordClasses(Mapping[str, Pattern]):
    """The pattern of each word class; :meth:`find` tells at once which of them match.

    It looks for the literals of all expressions in one pass over the text. Of a class that may stand there, only the
    expressions whose literals stand there are tried.
    """

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        """The classes, each with the regular expressions of its words; ``regex.error`` for one that is wrong."""
        self._patterns = {name: _compile(expressions) for name, expressions in classes.items()}
        self._expressions = tuple(dict.fromkeys(e for expressions in classes.values() for e in expressions))
        number_of = {expression: number for number, expression in enumerate(self._expressions)}
        self._of = {name: frozenset(number_of[e] for e in expressions) for name, expressions in classes.items()}
        self._classes: defaultdict[int, set[str]] = defaultdict(set)
        for name, numbers in self._of.items():
            for number in numbers:
                self._classes[number].add(name)
        may: defaultdict[str, set[int]] = defaultdict(set)
        must: defaultdict[str, set[int]] = defaultdict(set)
        always: set[int] = set()
        for number, expression in enumerate(self._expressions):
            literals = literals_of(f" {expression} ")
            if not literals.needed:
                always.add(number)
            for literal in literals.needed:
                may[_spaced(literal)].add(number)
                if literals.whole and _is_one_word(literal):
                    must[literal].add(number)
        self._automaton = AhoCorasick(list(may))
        self._may = [frozenset(numbers) for numbers in may.values()]
        self._always = frozenset(always)
        self._names_maybe = [self._names(numbers) for numbers in may.values()]
        self._names_sure = {n: self._names(must[literal]) for n, literal in enumerate(may) if literal in must}
        self._names_always = self._names(always)
        self._compiled = lru_cache(maxsize=None)(self._compile)
        self.find = lru_cache(maxsize=_KEPT)(self._find)

    def __getitem__(self, name: str) -> Pattern:
        return self._patterns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._patterns)

    def __len__(self) -> int:
        return len(self._patterns)

    def maybe_by(self, literals: Iterable[int]) -> frozenset[str]:
        """The classes that may stand where these literals do."""
        return self._names_always.union(*map(self._names_maybe.__getitem__, literals))

    def sure_by(self, literals: Iterable[int]) -> frozenset[str]:
        """The classes that stand wherever these literals do."""
        return frozenset().union(*(self._names_sure[n] for n in literals if n in self._names_sure))

    def expressions_by(self, literals: Iterable[int]) -> frozenset[int]:
        """The expressions that may stand where these literals do."""
        return self._always.union(*map(self._may.__getitem__, literals))

    def stands(self, name: str, text: str, expressions: frozenset[int]) -> bool:
        """Whether one of these expressions, of those of the class, stands in the text."""
        return any(self._compiled(number).search(text) for number in self._of[name] & expressions)

    def _names(self, expressions: Iterable[int]) -> frozenset[str]:
        return frozenset().union(*map(self._classes.__getitem__, expressions))

    def _compile(self, number: int) -> Pattern:
        return _compile([self._expressions[number]])

    def _find(self, text: str) -> Found:
        """The classes in a text in lower case; called by ``find``, since one text is asked for by many builders."""
        spaced = f" {_spaced(text)} "
        hits = self._automaton.find_matches_as_indexes(spaced, overlapping=True)
        return Found(text, frozenset(number for number, _, _ in hits), self)


def _compile(expressions: Sequence[str]) -> Pattern:
    return compile_pattern(rf"(?<![\w-])(?:{'|'.join(expressions)})(?![\w-])")


def _spaced(text: str) -> str:
    """The text with a space for all that ends a word, as the edges of a word class take it."""
    return _BETWEEN_WORDS.sub(" ", text)


def _is_one_word(literal: str) -> bool:
    """Whether the literal is a word with its edges; between several words a text may have other marks than spaces."""
    return literal == f" {literal.strip()} " and _spaced(literal).count(" ") == 2
