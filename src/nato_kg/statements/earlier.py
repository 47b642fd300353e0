"""Where an earlier promise is said to stand: the papers cited for it, and the days of letters without a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nato_kg.clauses import Clause
from nato_kg.dates import DateExpression, DueTerm, find_dates
from nato_kg.frames import Unit, split_units
from nato_kg.frames.rules import load_words
from nato_kg.statements.agents import is_government
from nato_kg.statements.context import LetterContext, SentenceContext

PAPERS = frozenset({"kst", "motion"})
STRANGERS = frozenset({"State", "Organisation"})
_CLOSE = 40  # characters between a letter's day and its paper, "mijn brief van 3 maart 2031 (Kamerstuk …"
_BEFORE = 60
_OPENING = 4  # characters before the first mention, which is then the subject
_NEAR = 30  # characters around a term in which it is said to be the old one
_REACH = 4  # sentences back in which "diezelfde brief" was named
_MOST_UNITS = 20


@dataclass(frozen=True, slots=True)
class Earlier:
    """The papers and, of letters named by their day alone, the days."""

    papers: tuple[str, ...] = ()
    days: tuple[date, ...] = ()

    def fields(self, first: str, others: str) -> dict[str, Any]:
        """As fields of a record: the first paper, the other papers, the days."""
        found: dict[str, Any] = {
            first: next(iter(self.papers), None),
            others: list(self.papers[1:]),
            "promisedOn": [day.isoformat() for day in self.days],
        }
        return {name: value for name, value in found.items() if value}


def find_earlier(letter: LetterContext, sentence: SentenceContext, start: int, end: int) -> Earlier:
    """The papers and days named between two positions, else those of the letter to which *diezelfde brief* points."""
    cited = [c for c in sentence.citations_in(start, end + 2) if c.kind in PAPERS and c.identifier]
    papers = tuple(dict.fromkeys(c.identifier for c in cited if c.identifier))
    days = tuple(
        dict.fromkeys(d.earliest for d in sentence.dates_in(start, end) if d.earliest and _is_letter(sentence, d))
    )
    if papers or days or not load_words()["fol-same-letter"].search(sentence.text[start:end].lower()):
        return Earlier(papers, days)
    earlier = (find_earlier(letter, s, 0, len(s.text)) for s in letter.before(sentence, _REACH))
    return next((found for found in earlier if found.papers or found.days), Earlier())


def earlier_promise(letter: LetterContext, sentence: SentenceContext, start: int, end: int) -> dict[str, Any]:
    """The fields of a promise that says in which earlier letter it was made; none of one that does not."""
    if not sentence.citations and not sentence.dates:
        return {}
    words = load_words()
    unit = next((u for u in units_of(sentence) if u.start <= start and end <= u.end), None)
    if unit is None or not (words["fol-where"].search(unit.text) and words["fol-restates"].search(unit.text)):
        return {}
    if words["fol-supplements"].search(unit.text):
        return {}  # what is promised beside an earlier promise is another one
    found = find_earlier(letter, sentence, unit.start, unit.end)
    fields: dict[str, Any] = {"restates": list(found.papers), "promisedOn": [day.isoformat() for day in found.days]}
    return {name: value for name, value in fields.items() if value}


def units_of(sentence: SentenceContext) -> tuple[Unit, ...]:
    """The units of a sentence, in which no comma of a citation ends a clause, and last all its clauses together.

    *Met deze brief doe ik, conform de toezegging van …, verslag* is one thing to say.
    """
    units = sentence.units
    if units and any("," in c.text for c in sentence.citations):
        text = list(sentence.text)
        for cited in sentence.citations:
            text[cited.start : cited.end] = cited.text.replace(",", " ")
        units = split_units("".join(text))
    return (*units, *_joined(units))


def with_sentence_before(letter: LetterContext, sentence: SentenceContext) -> tuple[SentenceContext, Unit, int] | None:
    """A sentence that only points back, as one unit with the one before it that speaks of an earlier promise.

    Positions of the unit count from the start of the sentence before; the last item is where this sentence begins.
    """
    words = load_words()
    before = next(iter(letter.before(sentence)), None)
    if before is None or not _points_back(before, sentence):
        return None
    if words["fol-where"].search(sentence.text.lower()) or not _names_promise(before):
        return None
    start = len(before.text.rstrip(" ."))
    split = split_units(f"{before.text[:start]}; {sentence.text}")
    units = _joined(split) or list(split[:1])
    return (before, units[0], start + 2) if units else None


def _points_back(before: SentenceContext, sentence: SentenceContext) -> bool:
    """Whether it opens with a pronoun, ends with one, or goes on about one of the papers counted before."""
    words, text = load_words(), sentence.text.lower()
    late = words["fol-points-late"].search(text.rstrip(" ."))
    said = before.text.lower()
    counted = words["fol-counted"].search(said) and words["fol-counted-to"].search(said)
    return bool(words["fol-points"].match(text) or late or counted)


def coming_terms(sentence: SentenceContext, clause: Clause | None = None, *, told: bool = False) -> list[DueTerm]:
    """The terms of a sentence, or of one of its clauses, that are yet to come and are no terms given up.

    Those of a clause that tells what was said before count only if ``told``. Where no term stands, a date does.
    """
    terms: list[DueTerm] = sentence.terms_in(0, len(sentence.text))
    if not any((t.latest or t.earliest) and _is_coming(sentence, t) for t in terms):
        days = [d for d in sentence.dates if d.precision != "day"]
        terms = [*terms, *(DueTerm(d.start, d.end, d.text, "date", d.earliest, d.latest) for d in days)]
    terms = [*terms, *_seasons_put_off_to(sentence), *_quarters_left_out(sentence)]
    here = [t for t in terms if clause is None or stands_in(t, clause)]
    return [t for t in here if _is_coming(sentence, t) and (told or not _is_told(sentence, t))]


def _quarters_left_out(sentence: SentenceContext) -> list[DueTerm]:
    """*Niet het tweede kwartaal maar het vierde*: the quarter whose noun is understood, counted from the letter."""
    quarters = [d for d in sentence.dates if d.precision == "quarter"]
    found: list[DueTerm] = []
    for part in load_words()["fol-quarter-left-out"].finditer(sentence.text.lower()) if quarters else ():
        named = [d.text.split()[-1] for d in quarters if d.end <= part.start()][-1:]
        for noun in named:
            found += _spelled(sentence, f"{part.group()} {noun}", *part.span())
    return found


def _seasons_put_off_to(sentence: SentenceContext) -> list[DueTerm]:
    """*Schuift op naar het najaar*, *houden wij aan tot het voorjaar van 2033*: a season that is no date elsewhere."""
    words, text = load_words(), sentence.text.lower()
    return [
        term
        for part in words["fol-to-season"].finditer(text)
        for term in _spelled(sentence, words["fol-to"].sub("in", part.group(), count=1), *part.span())
    ]


def _spelled(sentence: SentenceContext, words: str, start: int, end: int) -> list[DueTerm]:
    """What words mean as a date to come, as a term at the place where they stand for it."""
    dates = find_dates(words, sentence.issued, past=False)
    return [DueTerm(start, end, sentence.text[start:end], d.precision, d.earliest, d.latest) for d in dates]


def _is_coming(sentence: SentenceContext, term: DueTerm) -> bool:
    """Whether a term is not over, nor the one given up: *voor mei toegezegd*, *in plaats van in mei*."""
    words, day = load_words(), term.latest or term.earliest
    if day is not None and sentence.issued is not None and day < sentence.issued:
        return False
    before = f"{sentence.text[max(term.start - _NEAR, 0) : term.start].lower().rstrip()} #"
    after = f"# {sentence.text[term.end : term.end + _NEAR].lower().lstrip()}"
    no_term = words["fol-no-term"].fullmatch(term.text.lower())
    return not (no_term or words["fol-old-before"].search(before) or words["fol-old-after"].search(after))


def _is_told(sentence: SentenceContext, term: DueTerm) -> bool:
    """Whether it stands in a clause that says what was promised before."""
    told = [c for u in sentence.units for c in u.clauses if c.subordinate and load_words()["fol-said"].search(c.text)]
    return any(stands_in(term, clause) for clause in told)


def stands_in(term: DueTerm, clause: Clause) -> bool:
    """Whether a term begins among the words of a clause."""
    return any(word.start <= term.start < word.end for word in clause.words)


def _names_promise(sentence: SentenceContext) -> bool:
    """Whether a sentence tells of a promise to the House or of what the House asked, and not of strangers."""
    words, text = load_words(), sentence.text.lower()
    if is_strange(sentence, 0, len(text)):
        return False
    placed = words["fol-promised"].search(text) and words["fol-where"].search(text)
    return bool(placed or words["ful-vow-house"].search(text) or words["ful-asked-house"].search(text))


def _joined(units: tuple[Unit, ...]) -> list[Unit]:
    if not 1 < len(units) <= _MOST_UNITS:
        return []
    clauses = tuple(clause for unit in units for clause in unit.clauses)
    return [Unit(clauses, min(u.start for u in units), max(u.end for u in units))]


def is_strange(sentence: SentenceContext, start: int, end: int) -> bool:
    """Whether it was asked by, or promised by or to, another state or an organisation."""
    words = load_words()
    for mention in sentence.mentions_in(start, end, *STRANGERS):
        before = sentence.text[: mention.start].lower()[-_BEFORE:]
        if not is_government(mention) and (
            words["asked-by-strangers"].search(before) or words["ful-vowed-to"].search(f"{before.rstrip()} #")
        ):
            return True
        after = f"# {sentence.text[mention.end : mention.end + _BEFORE].lower().lstrip()}"
        if mention.start <= _OPENING and not is_government(mention) and words["ful-vower"].match(after):
            return True
    return False


def _is_letter(sentence: SentenceContext, day: DateExpression) -> bool:
    """Whether it is the day of an earlier letter, whose paper is not cited beside it."""
    if day.precision != "day" or day.earliest is None or sentence.issued is None or day.earliest >= sentence.issued:
        return False
    if any(c.start <= day.end + _CLOSE and day.start <= c.end + _CLOSE for c in sentence.citations):
        return False
    words = load_words()
    before = f"{sentence.text[max(day.start - _BEFORE, 0) : day.start].lower().rstrip()} #"
    if words["fol-day-of-letter"].search(before):
        return True
    clauses = [c for u in sentence.units for c in u.clauses if any(w.start <= day.start < w.end for w in c.words)]
    said = any(words["fol-said"].search(c.text) for c in clauses)
    return said and bool(words["fol-day-of-promise"].search(before))
