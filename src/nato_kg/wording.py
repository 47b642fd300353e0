"""The words of a letter whose text stands beside the graph, or is given: read again, and found place by place.

A place is found by its offsets where they count in this rendition, else by the digest of its sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from functools import cached_property
from itertools import islice, takewhile
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode

from nato_kg.document import Document, LetterText, Sentence, Span
from nato_kg.namespaces import letter_iri
from nato_kg.quote import index_digests
from nato_kg.readers.text import read_text
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

_RENDITIONS: Final = "SELECT DISTINCT ?sha WHERE {{ {letter} nkg:rendition/nkg:sha256 ?sha }} ORDER BY ?sha"
#: So many letters of a store are kept as they were read: reading takes some milliseconds.
_MOST_KEPT: Final = 32
_KEPT: WeakKeyDictionary[EmbeddedStore, OrderedDict[str, Wording | None]] = WeakKeyDictionary()
_LOCK: Final = Lock()


class Wording:
    """The text of a letter as it was read; ``own`` are the renditions (SHA-256) in which its evidence counts."""

    def __init__(self, document: Document, own: frozenset[str]) -> None:
        self.document = document
        self._own = own

    @cached_property
    def _pieces(self) -> list[tuple[int, int, Sentence]]:
        """The pieces of all sentences in the order of the text; none overlaps another."""
        found = [(span.start, span.end, s) for s in self.document.every_sentence for span in s.spans]
        return sorted(found, key=lambda piece: piece[:2])

    def _at(self, span: Span) -> list[Sentence]:
        """The sentences that hold a character of the span, in order."""
        pieces = self._pieces
        first = max(bisect_right(pieces, span.start, key=lambda piece: piece[0]) - 1, 0)
        inside = takewhile(lambda piece: piece[0] < span.end, islice(pieces, first, None))
        found = {s.number: s for start, end, s in inside if start < span.end and span.start < end}
        return sorted(found.values(), key=lambda sentence: sentence.span.start)

    @cached_property
    def _index(self) -> dict[str, list[Sentence]]:
        return index_digests(self.document)

    def counts_here(self, rendition: str | None = None) -> bool:
        """Whether offsets of evidence in a rendition count in this text; without one, in that of the letter."""
        here = self.document.rendition.sha256
        return here in self._own if rendition is None else here == rendition

    def sentences(self, span: Span, digest: str, rendition: str | None = None) -> list[Sentence]:
        """The sentences at a place; none where it lies outside them, or does not stand in this text."""
        if self.counts_here(rendition):
            return self._at(span)
        return self._index.get(digest, [])

    def words(self, span: Span, digest: str, rendition: str | None = None) -> str | None:
        """The words at a place: its sentences, else the marked words. ``None`` where they do not stand in this text."""
        found = self.sentences(span, digest, rendition)
        if found:
            return " ".join(sentence.text for sentence in found)
        return " ".join(self.document.words(span).split()) if self.counts_here(rendition) else None


def read_wording(store: EmbeddedStore, letter: str) -> Wording | None:
    """The text of the letter with this id that stands beside the graph: the rendition that evidence counts in, if kept.

    Raises :class:`~nato_kg.errors.StoreError` when the texts are damaged.
    """
    with _LOCK:
        kept = _KEPT.setdefault(store, OrderedDict())
        if letter in kept:
            kept.move_to_end(letter)
            return kept[letter]
    found = _read(store, letter)
    with _LOCK:
        kept[letter] = found
        if len(kept) > _MOST_KEPT:
            kept.popitem(last=False)
    return found


def make_wording(store: EmbeddedStore, letter: str, document: Document) -> Wording:
    """The text of a letter that was given as a file."""
    return Wording(document, _renditions(store, letter))


def read_kept(text: LetterText) -> Document:
    """The Document of a text that was kept."""
    return read_text(text.text, text.letter, text.rendition)


def _read(store: EmbeddedStore, letter: str) -> Wording | None:
    kept = store.texts.renditions(letter)
    if not kept:
        return None
    own = _renditions(store, letter)
    text = store.texts.read(letter, next((sha256 for sha256 in kept if sha256 in own), kept[0]))
    return Wording(read_kept(text), own) if text else None


def _renditions(store: EmbeddedStore, letter: str) -> frozenset[str]:
    rows = store.select(_RENDITIONS.format(letter=NamedNode(letter_iri(letter))))
    return frozenset(value_of(row["sha"]) for row in rows)
