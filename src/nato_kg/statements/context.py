"""What the builders of statements look at: a letter whose clauses, mentions, dates and citations are found once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from nato_kg.citations import CitationExpression, find_citations
from nato_kg.clauses import Mood
from nato_kg.dates import DateExpression, DueTerm, find_dates, find_terms
from nato_kg.frames import Unit, split_units
from nato_kg.frames.classes import Found
from nato_kg.frames.rules import load_words
from nato_kg.lexicon import Lexicon, load_lexicon
from nato_kg.logical import Span
from nato_kg.mentions import find_mentions
from nato_kg.model import Document, Mention, Sentence
from nato_kg.statements.header import Header, read_header

_LONGEST = 4000  # characters
_PAST = frozenset({Mood.PAST, Mood.PERFECT, Mood.PASSIVE_PAST})
_FUTURE = frozenset({Mood.FUTURE, Mood.PASSIVE_FUTURE})


@dataclass(frozen=True, slots=True)
class Record:
    """One statement in the making: its kind, where it stands, its fields, and why.

    ``evidence`` are spans of the rendition. ``doubts`` name what lowers the confidence: ``inferred-year``,
    ``coreference``, ``unlinked``, ``ambiguous``. ``order`` (sentence, position) puts records in the order of the text.
    """

    kind: str
    evidence: tuple[Span, ...]
    fields: Mapping[str, Any]
    rule: str
    why: str = ""
    doubts: frozenset[str] = frozenset()
    order: tuple[int, int] = (0, 0)
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class SentenceContext:
    """A sentence with everything that was found in it; all positions are in its logical text."""

    sentence: Sentence
    heading: str
    units: tuple[Unit, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateExpression, ...]
    issued: date | None
    citations: tuple[CitationExpression, ...]

    @cached_property
    def text(self) -> str:
        """The logical text."""
        return self.sentence.text

    @cached_property
    def lower(self) -> str:
        """The logical text in lower case."""
        return self.text.lower()

    @cached_property
    def said(self) -> Found:
        """The word classes in it: what many builders ask is looked for once."""
        return load_words().find(self.lower)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The places of the rendition that hold the logical text from ``start`` to ``end``."""
        return self.sentence.logical.spans(start, end)

    def mentions_in(self, start: int, end: int, *kinds: str) -> list[Mention]:
        """The mentions between two positions, of the kinds given or of any."""
        return [m for m in self.mentions if start <= m.start and m.end <= end and (not kinds or m.kind in kinds)]

    def dates_in(self, start: int, end: int) -> list[DateExpression]:
        """The dates between two positions."""
        return [d for d in self.dates if start <= d.start and d.end <= end]

    def terms_in(self, start: int, end: int) -> list[DueTerm]:
        """The due terms between two positions; looked for only when asked, since few sentences promise anything."""
        return [t for t in _find_terms(self.text, self.issued) if start <= t.start and t.end <= end]

    def citations_in(self, start: int, end: int) -> list[CitationExpression]:
        """The citations between two positions."""
        return [c for c in self.citations if start <= c.start and c.end <= end]


@dataclass(frozen=True, slots=True)
class LetterContext:
    """A letter, read and analysed; builders take it and give records."""

    document: Document
    header: Header
    sentences: tuple[SentenceContext, ...]
    lexicon: Lexicon
    by_number: Mapping[int, SentenceContext] = field(repr=False)

    @property
    def issued(self) -> date | None:
        """The day of the letter."""
        return self.header.issued

    def before(self, sentence: SentenceContext, count: int = 1) -> list[SentenceContext]:
        """The ``count`` sentences before one in the same paragraph, the nearest first."""
        number, paragraph = sentence.sentence.number, sentence.sentence.paragraph
        earlier = (self.by_number.get(number - n) for n in range(1, count + 1))
        return [s for s in earlier if s is not None and s.sentence.paragraph == paragraph]


def read_context(document: Document) -> LetterContext:
    """Analyse a document once for all builders."""
    lexicon = load_lexicon()
    header = read_header(document)
    mentions: dict[int, list[Mention]] = {}
    for mention in find_mentions(document, lexicon):
        mentions.setdefault(mention.sentence, []).append(mention)
    headings = {section.number: section.heading for section in document.sections}
    dossier = header.dossiers[0] if header.dossiers else None
    sentences = tuple(
        _read_sentence(
            sentence, headings.get(sentence.section, ""), mentions.get(sentence.number, []), header.issued, dossier
        )
        for sentence in document.every_sentence
    )
    return LetterContext(document, header, sentences, lexicon, {s.sentence.number: s for s in sentences})


def _read_sentence(
    sentence: Sentence, heading: str, mentions: list[Mention], issued: date | None, dossier: str | None
) -> SentenceContext:
    # What is as long as several pages is no sentence; names, dates and citations in it are found all the same.
    units = split_units(sentence.text) if len(sentence.text) <= _LONGEST else ()
    return SentenceContext(
        sentence,
        heading,
        units,
        tuple(mentions),
        tuple(find_dates(sentence.text, issued, past=lambda position: _is_past(units, position))),
        issued,
        tuple(find_citations(sentence.text, dossier, anchor=issued)),
    )


@lru_cache(maxsize=256)
def _find_terms(text: str, issued: date | None) -> tuple[DueTerm, ...]:
    return tuple(find_terms(text, issued))


def _is_past(units: tuple[Unit, ...], position: int) -> bool | None:
    """Whether the clause at a position tells of the past or of what is to come; ``None`` where its verbs do not say."""
    here = [c for unit in units for c in unit.clauses if any(w.start <= position < w.end for w in c.words)]
    moods = {clause.mood(hit) for clause in here for hit in clause.verbs}
    helpers = frozenset(kind for clause in here for kind in clause.auxiliaries)
    past = bool(moods & _PAST) or bool(helpers & {"was", "became"})
    future = bool(moods & _FUTURE) or "shall" in helpers
    return None if past == future else past
