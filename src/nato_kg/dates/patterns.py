"""The regular expressions of date expressions, over folded text. Every quantifier is bounded."""

from __future__ import annotations

from functools import cache
from itertools import chain

from ahocorasick_rs import AhoCorasick

from nato_kg.dates.words import any_of, fold, words
from nato_kg.patterns import Pattern, compile_pattern

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?"
_END = r"(?!\w|-[a-z])"
_YEAR = r"(?:19[4-9]|20\d)\d(?!\d|[.,]\d)"
_LONE_YEAR = rf"{_YEAR}(?![/-]\d)"


def month() -> str:
    """The name of a month, or its abbreviation."""
    return any_of(chain.from_iterable(words()["months"]))


def weekday() -> str:
    """The name of a weekday."""
    return any_of(words()["weekdays"])


def shifts() -> str:
    """A word such as "vorig" or "komende"."""
    return any_of(chain.from_iterable(words()["shifts"].values()))


def _tail(n: int) -> str:
    """The year after a day or month, in figures or as "van dit jaar", and "jl." or "a.s."; groups y, s, k with `n`."""
    marks = any_of([*words()["last_marks"], *words()["next_marks"]])
    relative = rf"(?:het )?(?P<s{n}>{shifts()}|het) (?:kalender)?jaar\b"
    return rf"(?:,? (?:van )?(?:(?P<y{n}>{_YEAR})|(?:{relative})))?(?:,? (?P<k{n}>{marks})(?!\w))?"


def _period_tail(n: int = 1) -> str:
    """The year that a part of it belongs to."""
    return rf"(?:van )?(?:(?P<y{n}>{_YEAR})|(?:het )?(?P<s{n}>{shifts()}|het) (?:kalender|begrotings)?jaar\b)"


def _months() -> str:
    """A month with its year, and what follows to make it a range: a day of its own month, or a month."""
    between = words()["between"]
    joint = any_of([*between["range"], *between["pair"], *between["night"]])
    day = rf"(?:{weekday()},? )?(?:de )?(?P<e>{_DAY}) "
    second = rf"(?: (?P<link>{joint}) | ?(?P<dash>[/-]) ?)(?:{day})?(?P<m2>{month()}){_END}{_tail(2)}"
    lead = rf"(?:{any_of(words()['month_lead'])} )?"
    return rf"(?<![\w-]){lead}(?P<m1>{month()}){_END}{_tail(1)}(?:{second})?"


def _days() -> str:
    """The day or days just before a month."""
    between = words()["between"]
    joint = any_of([*between["range"], *between["pair"], *between["night"]])
    named = rf"(?:{weekday()},? )?(?:de )?"
    first = rf"(?:(?:{_DAY}, ?(?!{joint} ){named}){{0,6}}+{_DAY}(?:,? {joint} | ?[/&-] ?){named})?"
    return (
        rf"(?<![\w/:-])(?<!\d[.,])(?<!\bnrs?\. )(?:(?P<wd>{weekday()}),? )?(?:de )?(?P<days>{first}{_DAY})"
        rf" (?:van )?$"
    )


def _parts() -> str:
    parts = words()["parts"]
    thirds = any_of(chain(parts["thirds_begin"], parts["thirds_middle"], parts["thirds_end"]))
    whole = (
        rf"{_period_tail(1)}|(?P<month>deze|de|van de|{shifts()}) maand\b|(?:van )?(?P<m1>{month()}){_END}{_tail(2)}"
    )
    return rf"(?<![\w-])(?P<article>het )?(?P<third>{thirds})(?: van)? (?:{whole})"


def _quarters() -> str:
    parts = words()["parts"]
    quarter, half = any_of(chain.from_iterable(parts["quarters"])), any_of(chain.from_iterable(parts["halves"]))
    tail = _period_tail(1)
    return (
        rf"(?<![\w-])(?:(?:(?P<q0>{quarter}) (?:en|tot en met|t/m) (?:het )?)?(?P<q>{quarter}) kwartaal(?:,? {tail})?"
        rf"|kwartaal (?P<qk>[1-4])(?:,? {_period_tail(2)})?"
        rf"|q(?P<qn>[1-4])(?:[ /-]?{_period_tail(3)})?"
        rf"|(?P<y4>{_YEAR})[ /-]?q(?P<qy>[1-4])"
        rf"|(?P<h>{half}) (?:(?P<whole>helft|jaarhelft)|halfjaar|half jaar)"
        rf"(?: {_period_tail(5)}| van (?P<m1>{month()}){_tail(6)})?)(?!\w)"
    )


def _seasons() -> str:
    parts = words()["parts"]
    names = any_of(chain(parts["spring"], parts["summer"], parts["autumn"], parts["winter"]))
    return (
        rf"(?<![\w-])(?:(?P<near>{shifts()}) |(?P<in>(?:in|vanaf|sinds) (?:het|de) ))?(?P<season>{names})(?!\w|-[a-z])"
        rf"(?: (?:van )?(?P<winter>{_YEAR})[/-](?:\d\d)?\d\d(?!\d)| {_period_tail(1)})?"
    )


def _relative() -> str:
    names = any_of(group[0] for group in words()["months"])
    units = rf"(?:kalender)?(?P<unit>week|weekend|maand|kwartaal|halfjaar|jaar)(?:(?<=jaar) (?P<m>{names}))?"
    units = rf"{units}|(?P<wd>{weekday()})|(?P<mm>{names})"
    return rf"(?<![\w-])(?P<article>(?:het|de) )?(?P<near>{shifts()}) (?:{units}){_END}"


def _years() -> str:
    known, between = words()["years"], words()["between"]
    joint = any_of([*between["range"], *between["pair"]])
    dash = rf"{_YEAR} ?- ?{_LONE_YEAR}"
    more = rf"(?:(?:,? {joint} |, ){_LONE_YEAR}){{0,8}}"
    return (
        rf"(?<![\w.,:/-])(?P<years>{dash}|{_LONE_YEAR}{more})(?![\w%]|-\w)"
        rf"(?! (?:naar [\d.]{{1,9}} )?(?:[a-zë]{{1,20}}e )?{any_of(known['units'])}\b)"
    )


def _numeric() -> str:
    return (
        r"(?<![\w/.-])(?:(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})"
        r"|(?P<nd>\d{1,2})(?P<sep>[-/.])(?P<nm>\d{1,2})(?P=sep)(?P<ny>\d{4}))(?![\w/-]|\.\d)"
    )


def _named() -> str:
    days = any_of(words()["days"])
    ordinals = any_of([*chain.from_iterable(words()["parts"]["quarters"])])
    return (
        rf"(?<![\w-])(?:(?P<day>{days})(?!\w)(?: {_period_tail(1)})?"
        rf"|(?P<shift>{any_of(words()['day_shifts'])})(?!\w)"
        rf"|(?P<n>{ordinals}) (?P<wd>{weekday()}) (?:van|in) (?P<m1>{month()}){_END}{_tail(2)})"
    )


@cache
def patterns() -> dict[str, Pattern]:
    """By name, the pattern of what is found."""
    made = {
        "numeric": _numeric(),
        "named": _named(),
        "parts": _parts(),
        "quarters": _quarters(),
        "seasons": _seasons(),
        "relative": _relative(),
        "months": _months(),
        "years": _years(),
    }
    return {name: compile_pattern(pattern) for name, pattern in made.items()}


class _Signs:
    """Pieces of text without which a pattern finds nothing, looked for all at once."""

    def __init__(self) -> None:
        known, parts = words(), words()["parts"]
        made = {
            "numeric": [f"{digit}{mark}" for digit in range(10) for mark in "-/."],
            "named": [*known["days"], *known["day_shifts"], *known["weekdays"]],
            "parts": [*parts["thirds_begin"], *parts["thirds_middle"], *parts["thirds_end"]],
            "quarters": ["kwartaal", "helft", "halfjaar", "half jaar", *(f"q{n}" for n in range(1, 5))],
            "seasons": [*parts["spring"], *parts["summer"], *parts["autumn"], *parts["winter"]],
            "relative": [*chain.from_iterable(known["shifts"].values())],
            "months": [*chain.from_iterable(known["months"])],
            "years": [*(f"19{n}" for n in range(4, 10)), "20"],
        }
        signs = [(fold(sign), name) for name, found in made.items() for sign in found]
        self._names = [name for _, name in signs]
        self._automaton = AhoCorasick([sign for sign, _ in signs])

    def find(self, folded: str) -> set[str]:
        """The names of the patterns that may find something in a folded text."""
        return {self._names[sign] for sign, _, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True)}


@cache
def signs() -> _Signs:
    """The signs of the project's patterns."""
    return _Signs()


@cache
def surroundings() -> dict[str, Pattern]:
    """Patterns for the words just before a date: which way it lies, its days, what makes four figures a year."""
    made = {name: rf"(?:^|\W){any_of(found)}(?: (?:de|het))? $" for name, found in words()["direction"].items()}
    made["between"] = r"(?:^|\W)tussen (?:de )?$"
    made["until"] = r"(?:^|\W)(?:voor|tot|tot aan|tot en met|uiterlijk|niet later dan)(?: aan)? $"
    made["year"] = rf"(?<![\w-]){any_of(words()['years']['before'])} $"
    made["year noun"] = rf"(?<![\w-])((?:(?:het|de) )?{any_of(words()['years']['nouns'])} )$"
    made["days"] = _days()
    return {name: compile_pattern(pattern) for name, pattern in made.items()}
