"""What must stand in a text for a pattern to be found there: pieces of plain text, of which one at least is needed.

``[\\w-]{0,30}(?:besluit|keuze)`` can only match where "besluit" or "keuze" stands. So a look for such literals, all
at once, tells for most patterns that they need not be tried. Only what follows for certain is said: the rest of a
pattern is passed over, and a pattern without such literals has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

_MOST = 300  # strings of one part; more are not kept apart
_NOTHING = frozenset({""})
_CLASSES = frozenset("wWdDsS")
_QUANTIFIER = re.compile(r"(?P<often>[?*+]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_RUN = re.compile(r"[\w ,'’-]+(?![?*+{])")


@dataclass(frozen=True, slots=True)
class Literals:
    """``needed``: one of these stands in every match; empty if that cannot be told. ``whole``: they are the matches."""

    needed: frozenset[str]
    whole: bool


def literals_of(pattern: str) -> Literals:
    """The literals of a regular expression; none of one that is written in a way that is not known here."""
    try:
        part = _Parser(pattern).alternatives()
    except (ValueError, IndexError):
        return Literals(frozenset(), whole=False)
    best = part.best if all(literal.strip() for literal in part.best) else frozenset[str]()
    return Literals(best, whole=part.exact is not None and not part.guarded)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: ``exact`` are all strings that it matches, if they are few; one of ``best`` is in each.

    ``guarded``: something that is no text, such as a look behind, decides too.
    """

    exact: frozenset[str] | None
    best: frozenset[str]
    guarded: bool = False


_ANYTHING = _Part(None, _NOTHING)
_GUARD = _Part(_NOTHING, _NOTHING, guarded=True)


class _Parser:
    """Reads a regular expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> _Part:
        """Parts between bars, up to a closing bracket or the end."""
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        guarded = any(part.guarded for part in parts)
        exact = _union(part.exact for part in parts)
        return _Part(exact, frozenset().union(*(part.best for part in parts)), guarded)

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            parts.append(self._repeated(self._one()))
        return _joined(parts)

    def _one(self) -> _Part:
        if run := _RUN.match(self._pattern, self._at):
            self._at = run.end()
            return _text(run[0])
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            return self._set()
        if character == "\\":
            escaped = self._next()
            return _ANYTHING if escaped in _CLASSES else _GUARD if escaped.isalnum() else _text(escaped)
        if character == ".":
            return _ANYTHING
        return _GUARD if character in "^$" else _text(character)

    def _group(self) -> _Part:
        plain = not self._take("?") or self._take(":")
        if not plain and not any(map(self._take, ("=", "!", "<=", "<!"))):
            raise ValueError(self._pattern)
        part = self.alternatives()
        self._next()  # the closing bracket
        return part if plain else _GUARD

    def _set(self) -> _Part:
        begun = self._at
        while self._next() != "]":
            self._at += self._pattern[self._at - 1] == "\\"
        members = self._pattern[begun : self._at - 1]
        if members.startswith("^") or "\\" in members or "-" in members[1:-1]:
            return _ANYTHING
        return _Part(frozenset(members), frozenset(members))

    def _repeated(self, part: _Part) -> _Part:
        """The part as often as the quantifier behind it says; one that need not stand there says nothing."""
        quantifier = _QUANTIFIER.match(self._pattern, self._at)
        if quantifier is None:
            return part
        self._at = quantifier.end()
        if quantifier["often"] == "?" and part.exact is not None:
            return _Part(part.exact | _NOTHING, _NOTHING, part.guarded)
        needed = quantifier["often"] == "+" or int(quantifier["least"] or 0) > 0
        return _Part(None, part.best, part.guarded) if needed else _ANYTHING

    def _next(self) -> str:
        self._at += 1
        return self._pattern[self._at - 1]

    def _take(self, text: str) -> bool:
        found = self._pattern.startswith(text, self._at)
        self._at += len(text) if found else 0
        return found


def _text(text: str) -> _Part:
    return _Part(frozenset({text}), frozenset({text}))


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for members in sets:
        if members is None:
            return None
        found |= members
    return frozenset(found)


def _joined(parts: Iterable[_Part]) -> _Part:
    """Parts one after the other: runs of exact ones are written together, and the most telling part is the best."""
    run, best, whole, guarded = _NOTHING, _NOTHING, True, False
    for part in parts:
        guarded = guarded or part.guarded
        if part.exact is not None and len(run) * len(part.exact) <= max(_MOST, len(run), len(part.exact)):
            run = frozenset(map("".join, product(run, part.exact)))
            continue
        best = max(best, run, part.best, key=_telling)
        run, whole = part.exact or _NOTHING, False
    return _Part(run if whole else None, max(best, run, key=_telling), guarded)


def _telling(literals: frozenset[str]) -> tuple[int, int]:
    """Literals are as telling as the shortest of them; of equals, fewer tell more."""
    return min(map(len, literals)), -len(literals)
