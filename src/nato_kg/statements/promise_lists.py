"""Promises in a list under a lead-in that says what the House gets: "U krijgt van mij:", an item a paper."""

from __future__ import annotations

from collections.abc import Iterator

from nato_kg.clauses import Clause
from nato_kg.dates import DueTerm
from nato_kg.frames.rules import load_words
from nato_kg.model import ParagraphKind
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.earlier import coming_terms
from nato_kg.statements.planning_tables import paper_fields

_LISTED = "com-list@1"
_LEAD_VETOES = (
    "com-here",
    "com-done",
    "com-denied",
    "com-asked",
    "com-hypothetical",
    "com-members-say",
    "com-list-off",
    "com-duty",
    "aim",
)
_ITEM_VETOES = ("com-here", "com-done", "com-denied", "com-foreign", "com-to-others", "com-has-verb")


def build_promise_lists(letter: LetterContext) -> list[Record]:
    """A promise for each item that names a paper; their lead-in then counts as none itself."""
    records: list[Record] = []
    for lead, items in _lists(letter):
        known = [t for t in coming_terms(lead) if t.latest or t.recurrence]
        found = [_in_item(letter, lead, item, known) for item in items]
        records += [record for record in found if record is not None]
    return records


def _lists(letter: LetterContext) -> Iterator[tuple[SentenceContext, list[SentenceContext]]]:
    """Each lead-in with the items of its list."""
    paragraphs = list(letter.document.paragraphs)
    for place, paragraph in enumerate(paragraphs[:-1]):
        said = [letter.by_number[s.number] for s in paragraph.sentences if s.number in letter.by_number]
        if not said or paragraph.kind is not ParagraphKind.PROSE or not _is_lead(said[-1]):
            continue
        items: list[SentenceContext] = []
        for item in paragraphs[place + 1 :]:
            if item.kind is not ParagraphKind.LIST_ITEM:
                break
            items += [letter.by_number[s.number] for s in item.sentences if s.number in letter.by_number]
        if items:
            yield said[-1], items


def _is_lead(sentence: SentenceContext) -> bool:
    words, text = load_words(), sentence.text.lower().strip(" *")
    if not text.endswith(":") or not words["com-lead-in"].search(text):
        return False
    return not any(words[name].search(text) for name in _LEAD_VETOES)


def _in_item(
    letter: LetterContext, lead: SentenceContext, item: SentenceContext, known: list[DueTerm]
) -> Record | None:
    """The promise of an item: a paper without a verb, and when it comes; the lead-in may say when."""
    clauses = [clause for unit in item.units for clause in unit.clauses]
    if not clauses or not _is_paper(clauses[0]) or any(c.verbs and not c.subordinate for c in clauses):
        return None
    if any(load_words()[name].search(" ".join(c.text for c in clauses)) for name in _ITEM_VETOES):
        return None
    due = coming_terms(item) or known
    if not due:
        return None
    return Record(
        "Commitment",
        item.spans(0, len(item.text)),
        paper_fields(letter, item, clauses[0].text, due),
        _LISTED,
        f"item of a list of papers to come, under '{lead.text}'",
        order=(item.sentence.number, 0),
        sentences=(lead.sentence.number, item.sentence.number),
    )


def _is_paper(clause: Clause) -> bool:
    return load_words()["com-list-paper"].search(clause.text) is not None
