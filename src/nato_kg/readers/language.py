"""The Dutch words that the text reader goes by, loaded from data/language/."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from nato_kg import resources
from nato_kg.errors import DataError

ABBREVIATIONS = ("data", "language", "abbreviations-nl.txt")
LAYOUT = ("data", "language", "layout-nl.toml")
_LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Lower-case abbreviations with their stops; `ending` may be the last word of a sentence."""

    inner: frozenset[str]
    ending: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Lower-case word lists of layout-nl.toml, under the names that they have there."""

    parliamentary_year: tuple[str, ...]
    chambers: tuple[str, ...]
    number: tuple[str, ...]
    dossier: tuple[str, ...]
    kinds: tuple[str, ...]
    sender: tuple[str, ...]
    about: tuple[str, ...]
    addressee: tuple[str, ...]
    chairs: tuple[str, ...]
    salutations: tuple[str, ...]
    subject: tuple[str, ...]
    date: tuple[str, ...]
    place: tuple[str, ...]
    seats: tuple[str, ...]
    reference: tuple[str, ...]
    letterhead: tuple[str, ...]
    furniture: tuple[str, ...]
    document_ids: tuple[str, ...]
    posts: tuple[str, ...]
    closings: tuple[str, ...]
    name_titles: tuple[str, ...]
    name_particles: tuple[str, ...]
    after_suspended_hyphen: tuple[str, ...]
    hyphenated_prefixes: tuple[str, ...]
    function_words: tuple[str, ...]


@cache
def abbreviations() -> Abbreviations:
    """The abbreviation list of the project. Raises ResourceError, DataError (path, line)."""
    return load_abbreviations(resources.path(*ABBREVIATIONS))


@cache
def layout() -> Layout:
    """The layout words of the project. Raises ResourceError, DataError."""
    return load_layout(resources.path(*LAYOUT))


def leading_words(text: str, words: Sequence[str]) -> int:
    """The length of the first of `words` that the text starts with as whole words, else 0."""
    lowered = text[:_LONGEST_WORDS].lower()
    for word in words:
        if lowered.startswith(word) and not lowered[len(word) : len(word) + 1].isalpha():
            return len(word)
    return 0


def load_abbreviations(path: Path) -> Abbreviations:
    """Read one abbreviation a line, `#` for comments, `end` after one that may end a sentence."""
    inner: set[str] = set()
    ending: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        word, _, flag = line.partition("#")[0].strip().partition(" ")
        if not word:
            continue
        if not word.endswith(".") or flag.strip() not in ("", "end"):
            raise DataError(
                "not an abbreviation",
                path=path,
                line=number,
                hint="write it with its full stop, then 'end' if it may end a sentence",
            )
        (ending if flag.strip() else inner).add(word.lower())
    return Abbreviations(frozenset(inner), frozenset(ending))


def load_layout(path: Path) -> Layout:
    """Read the word lists, longest word first. Raises DataError when a list is amiss."""
    try:
        lists = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", path=path, hint="mend the file") from error
    expected = {field.name for field in fields(Layout)}
    if wrong := sorted(expected ^ lists.keys()):
        raise DataError(f"lists missing or not known: {', '.join(wrong)}", path=path, hint="mend the file")
    return Layout(
        **{
            name: tuple(sorted({str(word).lower() for word in words}, key=lambda w: (-len(w), w)))
            for name, words in lists.items()
        }
    )
