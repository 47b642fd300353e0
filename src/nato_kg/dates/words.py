"""The Dutch words of dates and terms, loaded from data/language/, and the folding under which they are compared."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import regex

from nato_kg import resources
from nato_kg.errors import DataError

DATES = ("data", "language", "dates-nl.toml")
# One character for another, so that offsets stay: spaces, dashes, apostrophes, and the accents that only stress.
_SAME = {ord(c): " " for c in "\u00a0\u202f\u2007\u2009\t\n\r"}
_SAME |= {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014"}
_SAME |= {ord(c): "'" for c in "\u2018\u2019"} | {ord("ó"): "o", ord("é"): "e"}


def flatten(text: str) -> str:
    """The text with other spaces, dashes and apostrophes as the plain ones, of the same length."""
    plain = text.isascii() and text.isprintable()  # most sentences are, and need no table
    return text if plain else text.translate(_SAME)


def fold(text: str) -> str:
    """The text in lower case and flattened, of the same length."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return flatten(lowered)


def load_words(path: Path) -> dict[str, Any]:
    """The tables of a word list. Raises DataError when it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", path=path, hint="mend the file") from error


@cache
def words() -> dict[str, Any]:
    """The words of dates and terms. Raises ResourceError, DataError."""
    return load_words(resources.path(*DATES))


def any_of(plain: Iterable[str]) -> str:
    """A pattern for one of the words, the longest that fits: a tree by their letters, which is fast to leave."""
    tree: dict[str, Any] = {}
    for word in plain:
        branch = tree
        for letter in fold(word):
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    """The pattern of a tree, in which the empty key says that a word may end there."""
    letters = sorted(letter for letter in tree if letter)
    parts = [regex.escape(letter, literal_spaces=True) + _branches(tree[letter]) for letter in letters]
    if not parts:
        return ""
    if len(parts) == 1 and "" not in tree:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if '' in tree else ''}"


def either(patterns: Iterable[str]) -> str:
    """A pattern for one of the patterns, in their order; those that begin with the same letter share it."""
    groups: dict[str, list[str]] = {}
    for pattern in chain.from_iterable(_opened(fold(pattern)) for pattern in patterns):
        letter = pattern[0] if pattern[0].isalpha() else ""
        groups.setdefault(letter, []).append(pattern[len(letter) :])
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items()) + ")"


_GROUP = regex.compile(r"\(([^()?]{1,200})\)(\?)?(.{0,300})")


def _opened(pattern: str) -> Iterator[str]:
    """The patterns that a pattern with a group in front stands for, the group's words written out."""
    match = _GROUP.fullmatch(pattern)
    if match is None:
        yield pattern
        return
    for front in match[1].split("|"):
        yield front + match[3]
    if match[2]:
        yield from _opened(match[3])


def index_of(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Each word with the number of its group, from 1."""
    return {fold(word): number for number, group in enumerate(groups, start=1) for word in group}
