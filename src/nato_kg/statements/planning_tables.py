"""Promises in a table of what is to come: a row a paper, with its kind and when it will reach the House."""

from __future__ import annotations

from collections.abc import Sequence

from nato_kg.dates import DueTerm
from nato_kg.frames.rules import load_words
from nato_kg.model import ParagraphKind
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.earlier import coming_terms
from nato_kg.statements.promise_terms import due_fields
from nato_kg.statements.promisers import writing_promiser
from nato_kg.statements.topics import about

_TABLE = "com-table@1"
_INTRODUCED = 3  # sentences before a table in which it is said what it holds


def build_planning_tables(letter: LetterContext) -> list[Record]:
    """A promise for each row of a table that plans papers for the House."""
    words, records = load_words(), []
    for paragraph in letter.document.paragraphs:
        rows = [letter.by_number[s.number] for s in paragraph.sentences if s.number in letter.by_number]
        if paragraph.kind is not ParagraphKind.TABLE or len(rows) < 2 or not _is_planned(letter, rows[0]):
            continue
        heads = cells_of(rows[0].text.lower())
        terms = [n for n, head in enumerate(heads) if words["com-column-term"].search(head)]
        papers = [n for n, head in enumerate(heads) if words["com-column-paper"].search(head) and n not in terms]
        if terms and papers:
            found = (_in_row(letter, row, len(heads), terms, papers) for row in rows[1:])
            records += [record for record in found if record is not None]
    return records


def cells_of(row: str) -> list[str]:
    """The cells of a row, without the bars between them."""
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _is_planned(letter: LetterContext, head: SentenceContext) -> bool:
    """Whether the heading, or what stands before the table, says that these are papers to come for the House."""
    number, words = head.sentence.number, load_words()
    earlier = [letter.by_number[n].text for n in range(number - _INTRODUCED, number) if n in letter.by_number]
    said = [text.lower() for text in (head.heading, *earlier)]
    house = any(words["com-house"].search(text) for text in (*said, head.text.lower()))
    return house and any(words["com-planning-intro"].search(text) for text in said)


def _in_row(
    letter: LetterContext, row: SentenceContext, width: int, terms: Sequence[int], papers: Sequence[int]
) -> Record | None:
    """The promise of a row, which names a paper and a term that is yet to come."""
    words, cells = load_words(), cells_of(row.text)
    if len(cells) != width or words["com-cell-done"].search(row.text.lower()):
        return None
    paper = next((cells[n] for n in papers if words["com-cell-paper"].fullmatch(cells[n].lower())), None)
    due = [t for t in coming_terms(row) if any(_within(row, t, cells[n]) for n in terms)]
    if paper is None or not due:
        return None
    fields = {
        "by": writing_promiser(letter),
        "to": "tweede-kamer",
        "deliverable": _kind(paper.lower()),
        "about": about(letter, row, 0, len(row.text)),
        **due_fields(due, letter.issued),
        "byIsImplied": True,
    }
    return Record(
        "Commitment",
        row.spans(0, len(row.text)),
        {name: value for name, value in fields.items() if value},
        _TABLE,
        f"row of a table of papers to come, with '{paper}'",
        order=(row.sentence.number, 0),
        sentences=(row.sentence.number,),
    )


def _within(row: SentenceContext, term: DueTerm, cell: str) -> bool:
    start = row.text.rfind(cell)
    return start >= 0 and start <= term.start and term.end <= start + len(cell)


def _kind(paper: str) -> str:
    """The deliverable that a cell names."""
    for name in ("briefing", "proposals", "letter", "report", "information"):
        if load_words()[f"com-sent-{name}"].search(paper):
            return name
    return "other"
