"""Fulfilments: promises kept, requests and motions met, by this letter or by what it tells.

The paper that a fulfilment cites is the one that holds the promise or the motion; where it cites none, the words that
say when the promise was made are kept.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from nato_kg.citations import CitationExpression
from nato_kg.frames import Firing, fire_each, frames_of
from nato_kg.frames.rules import load_words
from nato_kg.statements.agents import is_government
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.earlier import (
    PAPERS,
    STRANGERS,
    coming_terms,
    find_earlier,
    is_strange,
    units_of,
    with_sentence_before,
)
from nato_kg.statements.holders import find_subjects
from nato_kg.statements.topics import about
from nato_kg.statements.triggers import units_with

_PROMISES = ("promise-of-request", "promise-of-vow", "promise-of-deal")
_POINTERS = frozenset({"ful-done", "ful-pronoun"})
_KEPT = frozenset({"ful-keeps", "ful-kept"})
_PERFORMS = "ful-performs"
_GIVEN = frozenset({"ful-delivered", "ful-lies-with"})
_HERE = frozenset({"ful-here-vowed", "ful-here-announced", "ful-here-asked"})
_TREATED = "ful-treated-there"
_POINTED = _HERE | {"ful-pointed-done"}
_TOLD = 60
_REACH = 4  # sentences back in which what is kept was named


def build_fulfilments(letter: LetterContext) -> list[Record]:
    """The fulfilments of a letter, at most one a sentence."""
    records: list[Record] = []
    for sentence in letter.sentences:
        kept = _kept(letter, sentence)
        pointed = None if kept else _kept_before(letter, sentence)
        if kept:
            records.append(_record(letter, sentence, kept))
        elif pointed:
            records.append(_record(letter, sentence, *pointed))
    return records


def _kept(letter: LetterContext, sentence: SentenceContext) -> Firing | None:
    """The first frame that holds in a sentence, in one of its units or in all together."""
    placed = sentence.citations or sentence.dates
    if not units_with(sentence, "fulfilment-trigger") and not (placed and units_with(sentence, "ful-placed-trigger")):
        return None
    firings = (f for unit in units_of(sentence) for f in fire_each(unit, frames_of("Fulfilment")))
    return next((f for f in firings if _is_kept(letter, sentence, f)), None)


def is_kept(letter: LetterContext, sentence: SentenceContext) -> bool:
    """Whether a sentence says that a promise is kept, wholly or in part."""
    return _kept(letter, sentence) is not None


def _kept_before(letter: LetterContext, sentence: SentenceContext) -> tuple[Firing, SentenceContext] | None:
    """*Deze gaat hierbij*, after a sentence that names the promise: the frame that holds in both together."""
    joined = with_sentence_before(letter, sentence)
    if joined is None or _kept(letter, joined[0]):
        return None
    before, unit, cut = joined
    firings = fire_each(unit, frames_of("Fulfilment"))
    kept = next((f for f in firings if f.frame.id in _POINTED and f.clause.start >= cut), None)
    return (kept, before) if kept else None


def _is_kept(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether a promise stands where the frame needs one, and it is the government that keeps it to the House."""
    words, text = load_words(), firing.clause.text
    if not _has_antecedent(letter, sentence, firing):
        return False
    if is_strange(sentence, firing.unit.start, firing.unit.end) or _is_to_come(sentence, firing):
        return False
    if words["government"].search(text) or firing.frame.id in _HERE:
        return True
    if words["own-promise"].search(text):
        return False
    actors = find_subjects(sentence, firing.clause, letter.lexicon)
    return not any(m.kind in STRANGERS and not is_government(m) for m in actors)


def _has_antecedent(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether what a frame points to stands there: a promise, or this letter."""
    if firing.frame.id in _POINTERS:
        return _has_promise(letter, sentence, firing)
    if firing.frame.id in _KEPT:
        return _is_named(letter, sentence)
    return firing.frame.id != _TREATED or _is_of_this_letter(letter, sentence)


def _is_of_this_letter(letter: LetterContext, sentence: SentenceContext) -> bool:
    """Whether *daarbij* points to this letter: the sentence before speaks of it."""
    here = load_words()["ful-of-this-letter"]
    return any(here.search(earlier.text.lower()) for earlier in letter.before(sentence))


def _is_to_come(sentence: SentenceContext, firing: Firing) -> bool:
    """Whether what is given is yet to come: *conform de toezegging ontvangt u in mei een brief*."""
    words = load_words()
    if words["ful-hard-here"].search(firing.clause.text) or words["ful-now"].search(firing.unit.text):
        return False
    terms = [t for t in coming_terms(sentence, firing.clause) if not t.recurrence and (t.earliest or t.latest)]
    if firing.frame.id.startswith(_PERFORMS):  # "ook dit najaar voldoe ik aan"
        terms = [t for t in terms if not (t.earliest and sentence.issued and t.earliest <= sentence.issued)]
    return bool(terms)


def _is_named(letter: LetterContext, sentence: SentenceContext) -> bool:
    """Whether a promise, a request or a motion is spoken of here, or in the sentences to which *daaraan* points."""
    words = load_words()
    if words["promise-named"].search(sentence.text.lower()):
        return True
    return any(words["promised-earlier"].search(s.text.lower()) for s in letter.before(sentence, 2))


def _has_promise(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether *dat is gebeurd* and *ik voer haar uit* speak of a promise: the sentence or the one before names one."""
    words = load_words()
    pronoun = firing.frame.id == "ful-pronoun"
    if not pronoun and words["promise-noun"].search(sentence.text.lower()):
        return True
    named = words["promised-earlier" if pronoun else "promised-before"]
    return any(named.search(s.text.lower()) for s in letter.before(sentence))


def _record(
    letter: LetterContext, sentence: SentenceContext, firing: Firing, pointed: SentenceContext | None = None
) -> Record:
    before = pointed or _promise_before(letter, sentence, firing)
    places = [before, sentence] if before else [sentence]
    spans = [span for p in places for span in p.spans(*_extent(p, firing, here=p is sentence and not pointed))]
    paper, understood = _paper(letter, pointed or sentence, firing, whole=pointed is not None)
    known = paper.identifier if paper and paper.kind in PAPERS else None
    fields: dict[str, Any] = {
        "outcome": "partly-fulfilled" if _is_part(sentence, firing) else "fulfilled",
        "commitmentOf": known,
        "documentedIn": paper.identifier if paper and not known else None,
        "commitmentMadeAt": None if known else _made_at(places),
        **_elsewhere(letter, before or sentence, firing, known, whole=before is not None),
    }
    return Record(
        "Fulfilment",
        tuple(spans),
        {name: value for name, value in fields.items() if value},
        firing.frame.rule,
        firing.why,
        frozenset({"coreference"}) if understood or pointed else frozenset(),
        (sentence.sentence.number, 0 if pointed else firing.unit.start),
        tuple(place.sentence.number for place in places),
    )


def _elsewhere(
    letter: LetterContext, place: SentenceContext, firing: Firing, paper: str | None, *, whole: bool
) -> dict[str, Any]:
    """The further papers and the days of letters that are named with the promise, and what it is about."""
    start, end = (0, len(place.text)) if whole else (firing.unit.start, firing.unit.end)
    found = find_earlier(letter, place, start, end)
    if not (found.papers or found.days):
        found = find_earlier(letter, place, 0, len(place.text))
    further = [p for p in found.papers if p != paper] if paper else []
    days = [day.isoformat() for day in found.days if not _is_day_given(place, firing, day)]
    return {"alsoOf": further, "promisedOn": days, "about": about(letter, place, start, end)}


def _is_day_given(place: SentenceContext, firing: Firing, day: date) -> bool:
    """Whether on a day the paper was given, not promised: *de toegezegde notitie is op 3 maart verzonden*."""
    if firing.frame.id not in _GIVEN:
        return False
    told = [d for d in place.dates if d.earliest == day and d.precision == "day"]
    texts = [f"# {place.text[d.end : d.end + _TOLD].lower().lstrip()}" for d in told]
    inside = all(firing.clause.start <= d.start < firing.clause.end for d in told)
    return inside and not any(load_words()["fol-old-after"].search(text) for text in texts)


def _is_part(sentence: SentenceContext, firing: Firing) -> bool:
    """Whether only a part is given, or something of it is still to come."""
    words, text = load_words(), sentence.text.lower()
    if words["ful-rest"].search(text):
        return True
    return bool(words["ful-in-part"].search(firing.unit.text)) and not words["ful-last-part"].search(text)


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


def _paper(
    letter: LetterContext, sentence: SentenceContext, firing: Firing, *, whole: bool = False
) -> tuple[CitationExpression | None, bool]:
    """The paper cited beside the promise; else, where the promise is only pointed to, one before; and whether so."""
    words, unit = load_words(), firing.unit
    cited = [] if whole else sentence.citations_in(unit.start, unit.end + 2)
    cited = cited or list(sentence.citations) or _in_notes(letter, sentence)
    if cited:
        text = sentence.text.lower()
        told = [c for c in cited if words["ful-told-in"].search(f"{text[: c.start].rstrip(' (')[-_TOLD:]} #")]
        promise = words["promise-noun"].search(text)
        after = [c for c in cited if promise and c.start >= promise.start()]
        return (told or after or cited)[0], False
    if whole:
        return None, True
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
        found = [c for c in earlier.citations if c.kind in PAPERS]
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
