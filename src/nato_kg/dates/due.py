"""The patterns of terms: fixed phrases, words before a date, lengths of time, recesses, budget moments, events."""

from __future__ import annotations

from functools import cache
from itertools import chain

from nato_kg.dates.words import any_of, either, fold, words
from nato_kg.patterns import Pattern, compile_pattern

_NOT_IN_WORD = r"(?<![\w-])"
_WORD_ENDS = r"(?![\w]|-[a-z])"


@cache
def fixed() -> dict[tuple[str, str | None], Pattern]:
    """Phrases that are a term by themselves, by their code and recurrence."""
    terms = words()["terms"]
    codes = {"soon": "soon", "asap": "as-soon-as-possible", "event": "event", "relative": "relative"}
    known: dict[tuple[str, str | None], list[str]] = {(code, None): terms[name] for name, code in codes.items()}
    known |= {("recurring", code): phrases for code, phrases in words()["recurrence"].items()}
    return {key: compile_pattern(_NOT_IN_WORD + either(phrases) + _WORD_ENDS) for key, phrases in known.items()}


@cache
def before_date() -> Pattern:
    """The words before a date that make it a term, in a group by what they mean."""
    due = words()["due"]
    each = any_of(words()["recurrence_reports"]["each"])
    kinds = "|".join(f"(?P<{name}>{any_of(due[name])})" for name in ("by", "on", "before", "after", "from", "about"))
    kinds = rf"(?P<planned>(?<=(?:{any_of(due['planned'])}) )voor)|{kinds}"
    ending = r"(?:aan |op )?(?:het |de )?(?P<ending>einde?|slot)(?: van)?(?: het| de)?"
    article = rf"(?: (?:{ending}|het|de))?(?: (?:loop|week|maand) van(?: het| de)?)?"
    return compile_pattern(
        rf"{_NOT_IN_WORD}(?:(?:(?P<each>{each})|{any_of(due['lead'])}) )*+(?:(?:{kinds}){article} )?$"
    )


@cache
def no_term() -> Pattern:
    """The words before a date that keep it from being a term."""
    return compile_pattern(rf"(?:^|\W){any_of(words()['due']['none'])}(?: (?:de|het))? $")


@cache
def durations() -> Pattern:
    """A length of time, with what it is counted from: "binnen drie weken", "zes weken na", "over een maand"."""
    known = words()["durations"]
    opening = rf"(?:(?P<within>{any_of(known['within'])})|(?P<after>{any_of(known['after'])})) "
    about = rf"(?:{any_of(known['about'])} ){{0,2}}"
    counts = rf"{any_of(known['numbers'])}|\d{{1,3}}"
    number = rf"(?:(?P<number>{counts}|anderhalve)(?: (?:a|tot|of) (?P<upper>{counts}))? )?"
    return compile_pattern(
        rf"{_NOT_IN_WORD}(?:{opening})?{about}{number}(?P<unit>{any_of(known['units'])}){_WORD_ENDS}"
        rf"(?: (?P<link>{any_of(known['linked'])}){_WORD_ENDS})?"
    )


@cache
def from_now() -> Pattern:
    """The letter's own day, from which a length of time is counted."""
    return compile_pattern(rf" {any_of(words()['durations']['from_now'])}{_WORD_ENDS}")


@cache
def recesses() -> Pattern:
    """Before, in or after a recess."""
    terms, lead = words()["terms"], any_of(words()["due"]["lead"])
    near = r"(?:(?:kort|vlak|ruim|direct|meteen|uiterlijk|eerst) )?"
    names = rf"(?P<name>(?P<recess>{either(terms['recess'])})|{either(terms['seasons'])})"
    part = r"(?:(?:de )?(?:aanvang|start)|het (?:begin|einde)) van "
    article = r"(?:het|de) (?:(?:komende|aanstaande|volgende|eerstvolgende) )?"
    return compile_pattern(
        rf"{_NOT_IN_WORD}(?:{lead} )?{near}(?:(?P<before>voor)|(?P<over>na)|tijdens|rond) (?:{part})?{article}{names}"
        rf"(?: (?:van )?(?:(?P<year>\d{{4}})|dit jaar|(?P<next>volgend jaar)))?{_WORD_ENDS}"
    )


@cache
def budgets() -> Pattern:
    """At a moment of the budget year."""
    known = words()["phrases"]
    between = rf"(?:{any_of(known['budget_between'])} ){{0,3}}"
    lead = any_of(words()["due"]["lead"])
    tail = r"(?: (?:van |voor |over )?(?:het (?:jaar|ministerie van \w{1,30}) |dit jaar|volgend jaar|\d{4})(?:\d{4})?)?"
    day = any_of(words()["budget_days"])
    moment = rf"(?P<lead>{any_of(known['budget_before'])}) {between}(?:(?P<day>{day})|{either(known['budget'])})"
    each = any_of(words()["recurrence_reports"]["each"])
    return compile_pattern(rf"{_NOT_IN_WORD}(?:(?:(?P<each>{each})|{lead}) )?{moment}(?P<tail>{tail}){_WORD_ENDS}")


@cache
def at_latest() -> Pattern:
    """The words behind a term that make it the last day, before any mark."""
    tail = words()["term_tail"]
    return compile_pattern(
        rf"[^.,;:]{{0,60}}? {any_of(tail['at_latest'])}{_WORD_ENDS}(?! {any_of(tail['not_before'])}\b)"
    )


@cache
def clauses() -> Pattern:
    """A conjunction that opens a clause saying when."""
    known = words()["phrases"]
    conditional = any_of(known["conditional"])
    return compile_pattern(rf"{_NOT_IN_WORD}(?:(?P<conditional>{conditional})|{either(known['clauses'])}) (?!of )")


@cache
def questions() -> Pattern:
    """The words that make a following "wanneer" a question."""
    return compile_pattern(rf"(?:^|\W){any_of(words()['phrases']['questions'])},? $")


@cache
def phrases() -> Pattern:
    """A preposition that opens a phrase saying when; `event` where it does so before some nouns only."""
    known = words()["phrases"]
    noun = rf"(?=(?:{any_of(known['determiners'])} )(?:[\w-]{{1,30}}e )?{either(known['events'])}(?![\w]))"
    return compile_pattern(
        rf"{_NOT_IN_WORD}(?:(?P<event>{either(known['events_before'])}) {noun}|{either(known['phrases'])} )"
    )


@cache
def reports() -> Pattern:
    """A report in which a promise is kept again and again: "in de maandelijkse brief"."""
    known = words()["recurrence_reports"]
    adjectives = any_of(chain.from_iterable(words()["recurrence_adjectives"].values()))
    before = rf"{any_of(known['before'])} (?:(?:{any_of(words()['phrases']['determiners'])}|mijn) )?"
    return compile_pattern(
        rf"{_NOT_IN_WORD}{before}(?:(?P<adjective>{adjectives}) (?:[\w-]{{1,30}}e )?{any_of(known['nouns'])}"
        rf"|(?P<compound>{any_of(known['compounds'])})(?:s|en)?){_WORD_ENDS}(?P<about> over (?=[dh]))?"
    )


@cache
def after_each() -> Pattern:
    """After every so long a period: "telkens in de derde week na afloop van het kwartaal"."""
    periods = any_of(words()["recurrence_reports"]["periods"])
    lead = r"(?:(?:steeds|telkens) )?(?:(?:in|binnen|uiterlijk) (?:[\w-]{1,20} ){1,4})?"
    each = r"na (?:afloop|het einde) van (?:het|elk|ieder|elke|iedere) "
    return compile_pattern(rf"{_NOT_IN_WORD}{lead}{each}(?P<period>{periods}){_WORD_ENDS}")


@cache
def recurrence_of_adjective() -> dict[str, str]:
    """The recurrence that each adjective or compound says."""
    tables = words()["recurrence_adjectives"]
    found = {fold(word): code for code, listed in tables.items() for word in listed}
    return found | dict(words()["recurrence_reports"]["compounds"])
