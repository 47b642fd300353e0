"""Fulfilments: promises kept, requests and motions met, by this letter or by what it tells.

The paper that a fulfilment cites is the one that holds the promise or the motion; where it cites none, the words that
say when the promise was made are kept.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from nato_kg.citations import CitationExpression
from nato_kg.frames import Firing, Unit, fire, load_frames
from nato_kg.frames.rules import Frame, load_words
from nato_kg.statements.agents import is_government
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.holders import find_subjects
from nato_kg.statements.triggers import units_with

_PAPERS = frozenset({"kst", "motion"})
_PROMISES = ("promise-of-request", "promise-of-vow", "promise-of-deal")
_MOST_UNITS = 20
_POINTERS = frozenset({"ful-done", "ful-pronoun"})
_KEPT = frozenset({"ful-keeps", "ful-kept"})
_STRANGERS = frozenset({"State", "Organisation"})
_REACH = 4  # sentences back in which what is kept was named


def build_fulfilments(letter: LetterContext) -> list[Record]:
    """The fulfilments of a letter, at most one a sentence."""
    records: list[Record] = []
    for sentence in letter.sentences:
        if not units_with(sentence, "fulfilment-trigger"):
            continue
        units = (*sentence.units, *_together(sentence))
        firings = [f for unit in units for f in fire(unit, _frames(), lambda _, __: "")]
        kept = next((f for f in firings if _is_kept(letter, sentence, f)), None)
        if kept:
            records.append(_record(letter, sentence, kept))
    return records


def _is_kept(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether a promise stands where the frame needs one, and it is the government that keeps it to the House."""
    words, text = load_words(), firing.clause.text
    if firing.frame.id in _POINTERS and not _has_promise(letter, sentence, firing):
        return False
    if firing.frame.id in _KEPT and not _is_named(letter, sentence):
        return False
    asked = words["asked-by-strangers"]
    strangers = [
        m for m in sentence.mentions_in(firing.unit.start, firing.unit.end, *_STRANGERS) if not is_government(m)
    ]
    if any(asked.search(sentence.text[: m.start].lower()[-40:]) for m in strangers):
        return False
    if words["government"].search(text):
        return True
    if words["own-promise"].search(text):
        return False
    actors = find_subjects(sentence, firing.clause, letter.lexicon)
    return not any(m.kind in _STRANGERS and not is_government(m) for m in actors)


def _is_named(letter: LetterContext, sentence: SentenceContext) -> bool:
    """Whether a promise, a request or a motion is spoken of here, or in the sentences to which *daaraan* points."""
    words = load_words()
    if words["promise-named"].search(sentence.text.lower()):
        return True
    return any(words["promised-earlier"].search(s.text.lower()) for s in letter.before(sentence, 2))


def _together(sentence: SentenceContext) -> list[Unit]:
    """All clauses of a sentence of several units: *met deze brief doe ik, conform de toezegging van …, verslag*."""
    units = sentence.units
    if not 1 < len(units) <= _MOST_UNITS:
        return []
    clauses = tuple(clause for unit in units for clause in unit.clauses)
    return [Unit(clauses, min(u.start for u in units), max(u.end for u in units))]


@cache
def _frames() -> tuple[Frame, ...]:
    return tuple(frame for frame in load_frames() if frame.kind == "Fulfilment")


def _has_promise(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether *dat is gebeurd* and *ik voer haar uit* speak of a promise: the sentence or the one before names one."""
    words = load_words()
    pronoun = firing.frame.id == "ful-pronoun"
    if not pronoun and words["promise-noun"].search(sentence.text.lower()):
        return True
    named = words["promised-earlier" if pronoun else "promised-before"]
    return any(named.search(s.text.lower()) for s in letter.before(sentence))


def _record(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> Record:
    before = _promise_before(letter, sentence, firing)
    places = [before, sentence] if before else [sentence]
    spans = [span for place in places for span in place.spans(*_extent(place, firing, here=place is sentence))]
    paper, understood = _paper(letter, sentence, firing)
    fields: dict[str, Any] = {
        "commitmentOf": paper.identifier if paper and paper.kind in _PAPERS else None,
        "documentedIn": paper.identifier if paper and paper.kind not in _PAPERS else None,
        "commitmentMadeAt": None if paper and paper.kind in _PAPERS else _made_at(places),
    }
    return Record(
        "Fulfilment",
        tuple(spans),
        {name: value for name, value in fields.items() if value},
        firing.frame.rule,
        firing.why,
        frozenset({"coreference"}) if understood else frozenset(),
        (sentence.sentence.number, firing.unit.start),
        tuple(place.sentence.number for place in places),
    )


def _extent(place: SentenceContext, firing: Firing, *, here: bool) -> tuple[int, int]:
    """The unit that holds; of an earlier sentence all; after a colon the rest goes with it."""
    if not here:
        return 0, len(place.text)
    return (0, len(place.text)) if firing.frame.id == "ful-done" else (firing.unit.start, firing.unit.end)


def _promise_before(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> SentenceContext | None:
    """The sentence before, where this one only points back to its promise: *daaraan voldoe ik*, *dat is gebeurd*."""
    words = load_words()
    if not words["points-back"].search(firing.unit.text):
        return None
    return next((s for s in letter.before(sentence) if words["promised-before"].search(s.text.lower())), None)


def _paper(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> tuple[CitationExpression | None, bool]:
    """The paper cited beside the promise; else, where the promise is only pointed to, one before; and whether so."""
    words, unit = load_words(), firing.unit
    cited = sentence.citations_in(unit.start, unit.end + 2) or list(sentence.citations)
    cited = cited or _in_notes(letter, sentence)
    if cited:
        promise = words["promise-noun"].search(sentence.text.lower())
        after = [c for c in cited if promise and c.start >= promise.start()]
        return (after or cited)[0], False
    if firing.frame.id == "ful-pronoun":
        return next((s.citations[-1] for s in letter.before(sentence, _REACH) if s.citations), None), True
    known = words["promise-known"].search(unit.text)
    if not known:
        return None, False
    if words["motion-word"].search(unit.text):
        motions = [
            c
            for s in letter.sentences
            if s.sentence.number < sentence.sentence.number
            for c in s.citations
            if words["motion-word"].search(s.text[: c.start].lower())
        ]
        return (motions[-1], True) if motions else (None, False)
    return _paper_before(letter, sentence, known.group()), True


def _in_notes(letter: LetterContext, sentence: SentenceContext) -> list[CitationExpression]:
    """The papers cited in the footnotes that the sentence refers to."""
    own = sentence.sentence.span
    notes = [n for n in letter.document.footnotes if n.reference and own.start <= n.reference.start <= own.end + 8]
    numbers = [s.number for note in notes for s in note.sentences]
    return [c for n in numbers if n in letter.by_number for c in letter.by_number[n].citations]


def _paper_before(letter: LetterContext, sentence: SentenceContext, noun: str) -> CitationExpression | None:
    """The paper cited where the promise was last spoken of: by the same noun (*die afspraak*), or any (*daaraan*)."""
    words = load_words()
    kinds = [words[name] for name in _PROMISES if words[name].search(noun)]
    for earlier in letter.before(sentence, _REACH):
        found = [c for c in earlier.citations if c.kind in _PAPERS]
        spoken = not kinds or any(kind.search(earlier.text.lower()) for kind in kinds)
        if spoken and (found or kinds):
            return found[-1] if found else None
    return None


def _made_at(places: list[SentenceContext]) -> str | None:
    """The words that say where and when the promise was made."""
    for place in places:
        found = load_words()["promise-made-at"].search(place.text.lower())
        if found:
            days = [d for d in place.dates if found.end() <= d.start <= found.end() + 6]
            return place.text[found.start() : days[0].end if days else found.end()]
    return None
