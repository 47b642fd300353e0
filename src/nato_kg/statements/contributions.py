"""Contributions: which state gives how many people or which unit to which mission, and for how long.

A contribution may be told in several sentences and in a table: the decision, the number, the period. What agrees in
state and mission and does not differ in number is one record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nato_kg.clauses import Clause
from nato_kg.dates import DateExpression
from nato_kg.frames import Firing, Unit, fire, frames_of
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention, ParagraphKind
from nato_kg.statements.agents import is_government
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.contribution_parts import Part, merge, record_of
from nato_kg.statements.contribution_periods import find_period, in_its_time
from nato_kg.statements.holders import find_subjects, is_demonym
from nato_kg.statements.mission_names import MissionNames
from nato_kg.statements.triggers import units_with
from nato_kg.statements.troops import find_troops, read_number

_HOME = "netherlands"
_PERIOD = "con-period"
_ASSET = "con-asset"
_POST = "con-post"
_TABLE = "con-table@1"
_ACRONYM = 3
_GAP = 60  # characters after a state in which its number stands


def build_contributions(letter: LetterContext) -> list[Record]:
    """The contributions of a letter."""
    names = MissionNames(letter)
    tables, items = _table_rows(letter), _list_items(letter)
    merged: list[Part] = []
    intro: SentenceContext | None = None
    for context in letter.sentences:
        number = context.sentence.number
        intro = intro if number in items else context
        sentence = in_its_time(letter, context, intro) if number in items else context
        found = _in_row(sentence, tables[number], names) if number in tables else _in_sentence(letter, sentence, names)
        for one in found:
            # In a list the whole item tells it: the mission stands before a colon.
            merge(merged, replace(one, evidence=sentence.spans(0, len(sentence.text))) if number in items else one)
    return [record_of(one) for one in merged]


def _in_sentence(letter: LetterContext, sentence: SentenceContext, names: MissionNames) -> Iterator[Part]:
    told = False
    for unit in map(_certain, units_with(sentence, "contribution-trigger")):
        for firing in _firings(unit):
            state, implied = _state(letter, sentence, firing)
            mission, understood = names.meant_at(sentence, unit.start, unit.end)
            if state is None or mission is None or _is_host(letter, sentence, firing, mission):
                continue
            if firing.frame.id == _ASSET and not (told or names.is_near(sentence)):
                continue
            doubts = frozenset({"coreference"}) if implied or understood else frozenset[str]()
            first = _found(sentence, firing, (state, mission), doubts)
            if firing.frame.id == _PERIOD and not (first.start or first.end):
                continue  # a word for time without a beginning or an end
            shared = _shared(letter, sentence, firing, first) or _bracketed(letter, sentence, firing, first)
            told = True
            yield from shared or [first, *_gapped(letter, sentence, firing, first)]


def _gapped(letter: LetterContext, sentence: SentenceContext, firing: Firing, first: Part) -> Iterator[Part]:
    """The states that follow with only their numbers: *Duitsland levert 50 man, Hongarije 160*."""
    if first.troops is None:
        return
    words = load_words()
    for mention in sentence.mentions_in(firing.clause.start, firing.unit.end, "State"):
        behind = sentence.text[mention.end : mention.end + 2 * _GAP].lower().lstrip()
        after = words["troop-gap"].match(behind[:_GAP]) or words["troop-gap-verb"].match(behind)
        if after and mention.thing and mention.thing != first.state and not is_demonym(mention, letter.lexicon):
            number = next(n for w in reversed(after.group().split()) if (n := read_number(w)) is not None)
            end = mention.end + 1 + after.end()
            evidence = sentence.spans(mention.start, min(end, len(sentence.text)))
            yield replace(
                first, evidence=evidence, state=mention.thing, troops=number, unit=None, position=mention.start
            )


def _shared(letter: LetterContext, sentence: SentenceContext, firing: Firing, first: Part) -> list[Part]:
    """*Zweden en Denemarken droegen bij met respectievelijk 250 en 60 militairen*: each with its own number."""
    clause = firing.clause
    found = load_words()["respectively"].search(clause.text)
    if not found:
        return []
    numbers = [n for word in clause.text[found.end() :].split() if (n := read_number(word)) is not None]
    states = [m.thing for m in find_subjects(sentence, clause, letter.lexicon) if m.kind == "State" and m.thing]
    if len(states) != len(numbers):
        return []
    return [replace(first, state=state, troops=number) for state, number in zip(states, numbers, strict=True)]


def _bracketed(letter: LetterContext, sentence: SentenceContext, firing: Firing, first: Part) -> list[Part]:
    """*Italië (900 militairen) en Spanje (650)*: each state with the number in parentheses behind it."""
    if first.troops is None:
        return []
    parts = []
    for mention in sentence.mentions_in(firing.unit.start, firing.unit.end, "State"):
        found = load_words()["troop-bracket"].match(sentence.text[mention.end + 1 : mention.end + _GAP].lower())
        numbers = [n for word in found.group().strip("(").split() if (n := read_number(word))] if found else []
        if numbers and mention.thing and not is_demonym(mention, letter.lexicon):
            parts.append(replace(first, state=mention.thing, troops=numbers[0], position=mention.start))
    if any(part.troops == first.troops for part in parts):
        return parts
    others = [part for part in parts if part.state != first.state]
    return [first, *others] if load_words()["followed-by"].search(firing.unit.text) else []


def _certain(unit: Unit) -> Unit:
    """A unit without what it goes on to examine: *blijft met 13 waarnemers aanwezig en beziet of meer nodig is*."""
    for place, clause in enumerate(unit.clauses):
        found = load_words()["contribution-and-examines"].search(clause.text)
        if found is None or clause.subordinate:
            continue
        words = clause.words[: clause.text[: found.start()].count(" ")]
        kept = (*unit.clauses[:place], *([Clause(words, clause.opener, clause.before)] if words else []))
        return Unit(kept, min(c.start for c in kept), max(c.end for c in kept)) if kept else unit
    return unit


def _firings(unit: Unit) -> list[Firing]:
    """The frames that hold; the period alone counts only where nothing else does."""
    fired = fire(unit, frames_of("Contribution"), lambda _, __: "")
    return [f for f in fired if f.frame.id != _PERIOD] or fired[:1]


def _state(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> tuple[str | None, bool]:
    """Whose it is: of the state that acts, of a demonym, or else ours; None where it is of the mission or a body."""
    clause, words = firing.clause, load_words()
    subjects = [m for m in find_subjects(sentence, clause, letter.lexicon) if not _in_name(sentence, m)]
    if not subjects and clause.subordinate and words["contribution-heads"].search(clause.text):
        subjects = [m for c in firing.unit.clauses for m in find_subjects(sentence, c, letter.lexicon)]
    if not subjects and words["and-verb"].match(clause.text):
        before = [c for u in sentence.units if u.end <= clause.start for c in u.clauses if not c.subordinate]
        subjects = find_subjects(sentence, before[-1], letter.lexicon) if before else []
    states = [m for m in subjects if m.kind == "State" and m.thing]
    if states:
        return states[0].thing, False
    if (
        any(is_government(m) for m in subjects)
        or words["writer"].search(clause.text)
        or words["our-land"].search(clause.text)
    ):
        return _HOME, False
    if subjects:
        return None, False
    adjectives = [m for m in sentence.mentions_in(clause.start, clause.end, "State") if _describes(letter, m, clause)]
    if adjectives:
        return adjectives[0].thing, False
    return _ours_or_total(sentence, clause)


def _in_name(sentence: SentenceContext, mention: Mention) -> bool:
    """Whether a state only stands in the name of a mission: *EUTM Mali*."""
    before = sentence.text[: mention.start].split()[-1:]
    return mention.kind == "State" and any(word.isupper() and len(word) >= _ACRONYM for word in before)


def _ours_or_total(sentence: SentenceContext, clause: Clause) -> tuple[str | None, bool]:
    """Where no state is named it is ours, unless the words count the people of the whole mission."""
    words, missions = load_words(), sentence.mentions_in(clause.start, clause.end, "Mission")
    opens = any(m.start <= clause.start + 4 for m in missions)
    total = opens and bool(words["mission-has"].search(clause.text))
    total = total or any(bool(words["troops-of"].search(sentence.text[: m.start].lower()[-40:])) for m in missions)
    return (None, True) if total or words["contribution-theirs"].search(clause.text) else (_HOME, True)


def _describes(letter: LetterContext, mention: Mention, clause: Clause) -> bool:
    """Whether it is a demonym of the people or unit: *vijf Nederlandse militairen*, *twee Nederlanders*."""
    words = load_words()
    if not is_demonym(mention, letter.lexicon):
        return False
    after = [w.lower for w in clause.words if w.start >= mention.end][:3]
    nouns = [words[name] for name in ("troop-noun", "contribution-noun", "asset-noun")]
    return any(noun.fullmatch(word) for word in (*after, mention.text.lower()) for noun in nouns)


def _is_host(letter: LetterContext, sentence: SentenceContext, firing: Firing, mission: str) -> bool:
    """Whether the people are of the state where the mission is: they are trained, not sent."""
    thing = letter.lexicon.things.get(f"Mission/{mission}")
    hosts = thing.countries if thing else ()
    clause = firing.clause
    states = [m for m in sentence.mentions_in(clause.start, clause.end, "State") if _describes(letter, m, clause)]
    return bool(states) and all(m.thing in hosts for m in states)


def _found(sentence: SentenceContext, firing: Firing, of: tuple[str, str], doubts: frozenset[str]) -> Part:
    clause = firing.clause
    troops = find_troops(clause.text) if firing.frame.id != _PERIOD else None
    loose = load_words()["troop-loose"].search(clause.text) if firing.frame.id == "con-loose" else None
    one = bool(loose and load_words()["singular"].match(loose.group()))
    asset = load_words()["asset-noun"].search(clause.text)
    start, end, inferred = find_period(sentence, firing)
    return Part(
        sentence,
        sentence.spans(clause.start, clause.end),
        *of,
        firing.frame.rule,
        firing.why,
        troops=troops.number if troops else 1 if one else None,
        counted=bool(troops or loose),
        start=start,
        end=end,
        unit=asset.group() if asset else None,
        noun=troops.text.split()[-1] if troops else loose.group().split()[-1] if loose else "",
        doubts=doubts | ({"inferred-year"} if inferred else frozenset[str]()),
        position=clause.start,
        again=load_words()["contribution-again"].search(clause.text) is not None,
        post=firing.frame.id == _POST,
    )


def _list_items(letter: LetterContext) -> frozenset[int]:
    """The numbers of the sentences that stand in lists."""
    items = [p for p in letter.document.paragraphs if p.kind is ParagraphKind.LIST_ITEM]
    return frozenset(s.number for p in items for s in p.sentences)


def _table_rows(letter: LetterContext) -> dict[int, Sequence[str]]:
    """The rows of tables that count people, by sentence, each with the heads of its columns."""
    rows: dict[int, Sequence[str]] = {}
    for paragraph in letter.document.paragraphs:
        if paragraph.kind is ParagraphKind.TABLE and paragraph.sentences:
            heads = _cells(paragraph.sentences[0].text.lower())
            if any(load_words()["column-troops"].search(head) for head in heads):
                rows |= {s.number: heads for s in paragraph.sentences[1:]}
    return rows


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _in_row(sentence: SentenceContext, heads: Sequence[str], names: MissionNames) -> Iterable[Part]:
    """The contribution of a table row: a mission, a number under its head, and days under theirs."""
    missions = sentence.mentions_in(0, len(sentence.text), "Mission")
    cells = _cells(sentence.text)
    if not missions or len(cells) != len(heads):
        return []
    words = load_words()
    columns = {
        name: [n for n, head in enumerate(heads) if words[f"column-{name}"].search(head)]
        for name in ("troops", "from", "to", "period")
    }
    number = read_number(cells[columns["troops"][0]].lower())
    days = {name: _day_in(sentence, cells, columns[name]) for name in ("from", "to", "period")}
    whole = days["period"] if days["period"] and days["period"].precision == "range" else None
    states = sentence.mentions_in(0, len(sentence.text), "State")
    first, last = whole or days["from"], whole or days["to"]
    found = Part(
        sentence,
        sentence.spans(0, len(sentence.text)),
        _HOME,
        names.id_of(missions[0]),
        _TABLE,
        f"row of a table with a column '{heads[columns['troops'][0]]}'",
        troops=number,
        counted=number is not None,
        start=first.earliest.isoformat() if first and first.earliest else None,
        end=last.latest.isoformat() if last and last.latest else None,
        doubts=frozenset({"coreference"}) if not states else frozenset(),
    )
    return [found] if number is not None else []


def _day_in(sentence: SentenceContext, cells: Sequence[str], columns: Sequence[int]) -> DateExpression | None:
    """The date in one of the columns."""
    wanted = [cells[n] for n in columns]
    return next((d for d in sentence.dates if any(d.text in cell for cell in wanted)), None)
