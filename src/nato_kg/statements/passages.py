"""A letter's sentences as joining compares them with promises of other letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from nato_kg import resources
from nato_kg.frames.rules import load_words
from nato_kg.model import Document, Passage, Statement
from nato_kg.patterns import Pattern, compile_pattern

_PROMISING = frozenset({"Commitment", "FollowUp"})
_LONGEST = 1_000  # letters of a sentence that are looked at: more is a list or a table, and costs time


def read_passages(document: Document, statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """The sentences of a letter, each with the heading above it, its paragraph and what it does.

    The signs are read here and not when letters are joined: a letter is read once and joined with every build.
    """
    promising = {number for s in statements if s.kind in _PROMISING for number in s.sentences}
    headings = {section.number: section.heading for section in document.sections}
    return tuple(
        Passage(
            sentence.number,
            sentence.text,
            headings.get(sentence.section, ""),
            sentence.paragraph,
            read_signs(sentence.text),
            sentence.number in promising,
        )
        for sentence in document.every_sentence
    )


def read_signs(text: str) -> frozenset[str]:
    """What a sentence does, by the names of ``signs`` in ``data/language/keeping-nl.yaml``."""
    text = text[:_LONGEST].lower()
    return frozenset(name for name, pattern in _signs().items() if pattern.search(text))


@cache
def _signs() -> Mapping[str, Pattern]:
    classes: dict[str, list[str]] = resources.load_yaml("data", "language", "keeping-nl.yaml")["signs"]
    compiled = {name: compile_pattern(rf"\b(?:{'|'.join(patterns)})\b") for name, patterns in classes.items()}
    return {**compiled, "brings": load_words()["brings"]}
