"""Promises in a table of what is to come: a row a paper, with its kind and when it will reach the House."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from nato_kg.dates import DueTerm
from nato_kg.frames.rules import load_words
from nato_kg.model import ParagraphKind
from nato_kg.statements.agents import AGENT_KINDS, Agent, name_agents
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.earlier import coming_terms
from nato_kg.statements.promise_terms import due_fields
from nato_kg.statements.promisers import writing_promiser
from nato_kg.statements.topics import about

_TABLE = "com-table@2"
_INTRODUCED = 3  # sentences before a table in which it is said what it holds


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table: how many, and which of them say when, what and who."""

    width: int
    terms: tuple[int, ...]
    papers: tuple[int, ...]
    givers: tuple[int, ...]


def build_planning_tables(letter: LetterContext) -> list[Record]:
    """A promise for each row of a table that plans papers for the House, or that names the House beside a paper."""
    words, records = load_words(), []
    for paragraph in letter.document.paragraphs:
        rows = [letter.by_number[s.number] for s in paragraph.sentences if s.number in letter.by_number]
        if paragraph.kind is not ParagraphKind.TABLE or len(rows) < 2:
            continue
        heads = cells_of(rows[0].text.lower())
        terms = tuple(n for n, head in enumerate(heads) if words["com-column-term"].search(head))
        papers = [n for n, head in enumerate(heads) if words["com-column-paper"].search(head) and n not in terms]
        givers = [n for n, head in enumerate(heads) if words["com-column-by"].fullmatch(head)]
        columns = _Columns(len(heads), terms, tuple(n for n in papers if n not in givers), tuple(givers))
        if terms and columns.papers:
            planned = _is_planned(letter, rows[0])
            found = (_in_row(letter, row, columns, planned=planned) for row in rows[1:])
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


def _in_row(letter: LetterContext, row: SentenceContext, columns: _Columns, *, planned: bool) -> Record | None:
    """The promise of a row, which names a paper and a term that is yet to come."""
    words, cells, text = load_words(), cells_of(row.text), row.text.lower()
    if len(cells) != columns.width or words["com-cell-done"].search(text):
        return None
    papers = (cells[n] for n in columns.papers if words["com-cell-paper"].fullmatch(cells[n].lower()))
    paper = next((cell for cell in papers if _is_for_house(cell.lower(), planned=planned)), None)
    due = _due(row, [cells[n] for n in columns.terms])
    giver = _giver(letter, row, [cells[n] for n in columns.givers])
    if paper is None or not due or not (giver is None or giver.government):
        return None
    return Record(
        "Commitment",
        row.spans(0, len(row.text)),
        paper_fields(letter, row, paper, due, giver),
        _TABLE,
        f"row of a table of papers to come, with '{paper}'",
        order=(row.sentence.number, 0),
        sentences=(row.sentence.number,),
    )


def paper_fields(
    letter: LetterContext, place: SentenceContext, paper: str, due: list[DueTerm], giver: Agent | None = None
) -> dict[str, Any]:
    """What a row or an item promises: a paper for the House, by ``giver`` or else by those who write the letter."""
    fields = {
        "by": giver.value if giver else writing_promiser(letter),
        "to": "tweede-kamer",
        "deliverable": paper_kind(paper.lower()),
        "about": about(letter, place, 0, len(place.text)),
        **due_fields(due, letter.issued),
        "byIsImplied": giver is None,
    }
    return {name: value for name, value in fields.items() if value}


def _is_for_house(cell: str, *, planned: bool) -> bool:
    """Whether a paper goes to the House: its cell says so, or the table does and the cell names nobody else."""
    words = load_words()
    if words["com-entry-house"].search(cell):
        return True
    return planned and not any(words[name].search(cell) for name in ("com-to-others", "com-to-named", "com-cell-to"))


def _giver(letter: LetterContext, row: SentenceContext, cells: Sequence[str]) -> Agent | None:
    """Whom the column of those who give names."""
    for cell in cells:
        start = row.text.rfind(cell) if cell else -1
        mentions = row.mentions_in(start, start + len(cell), *AGENT_KINDS) if start >= 0 else []
        if mentions:
            return name_agents(letter, mentions)
    return None


def _due(row: SentenceContext, cells: Sequence[str]) -> list[DueTerm]:
    """The coming terms of the columns of terms, or the days there; with how often, if another cell says so."""
    due = [t for t in coming_terms(row) if any(_within(row, t, cell) for cell in cells)]
    if not due:
        days = [DueTerm(d.start, d.end, d.text, "date", d.earliest, d.latest) for d in row.dates]
        coming = [t for t in days if t.latest and row.issued and t.latest >= row.issued]
        due = [t for t in coming if any(_within(row, t, cell) for cell in cells)]
    often = next((t.recurrence for t in row.terms_in(0, len(row.text)) if t.recurrence), None)
    return [replace(due[0], recurrence=often), *due[1:]] if due and often and due[0].latest else due


def _within(row: SentenceContext, term: DueTerm, cell: str) -> bool:
    start = row.text.rfind(cell)
    return start >= 0 and start <= term.start and term.end <= start + len(cell)


def paper_kind(paper: str) -> str:
    """The deliverable that a cell or an item names first."""
    words = load_words()
    found = [
        (match.start(), name)
        for name in ("briefing", "proposals", "letter", "report", "information")
        if (match := words[f"com-sent-{name}"].search(paper)) is not None
    ]
    return min(found)[1] if found else "other"
