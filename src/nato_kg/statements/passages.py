"""A letter's sentences as joining compares them with promises of other letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nato_kg.frames.rules import load_words
from nato_kg.model import Document, Passage, Statement

_PROMISING = frozenset({"Commitment", "FollowUp"})


def read_passages(document: Document, statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """The sentences of a letter, each with the heading above it and the rest of its paragraph.

    One ``brings`` where it presents something to the House with this letter, and ``promises`` where a promise is made,
    moved or dropped.
    """
    promising = {number for s in statements if s.kind in _PROMISING for number in s.sentences}
    headings = {section.number: section.heading for section in document.sections}
    paragraphs: defaultdict[int, list[str]] = defaultdict(list)
    for sentence in document.every_sentence:
        paragraphs[sentence.paragraph].append(sentence.text)
    brings = load_words()["brings"]
    return tuple(
        Passage(
            sentence.number,
            sentence.text,
            " ".join(
                [headings.get(sentence.section, ""), *(t for t in paragraphs[sentence.paragraph] if t != sentence.text)]
            ),
            brings.search(sentence.text.lower()) is not None,
            sentence.number in promising,
        )
        for sentence in document.every_sentence
    )
