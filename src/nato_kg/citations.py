"""Citations of parliamentary papers in one Dutch sentence, with the identifiers of what they cite.

`find_citations` takes the logical text of a sentence (a plain str, white space folded) and gives offsets into it.
Without a number there is no citation. Several numbers of one dossier are several citations, each with its own words;
one number of several dossiers is one citation with several identifiers, and so is a range ("nrs. 3 t/m 6"). The words
it goes by are in data/language/citations-nl.toml; identifiers have the form of officielebekendmakingen.nl:
kst-29521-446, kst-21501-28-283, kst-36800-X-11, kst-29521-BA (upper house), ah-tk-20202021-3235, h-tk-20172018-70-6,
blg-1007826.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import regex

from nato_kg import resources
from nato_kg.dates.find import find_dates
from nato_kg.dates.model import DateExpression
from nato_kg.dates.words import any_of, either, flatten, fold, load_words

__all__ = ["CitationExpression", "find_citations"]

CITATIONS = ("data", "language", "citations-nl.toml")
Match = regex.Match[str]
_LIMIT = 5000  # of one kind in one sentence: more is no language, and would take long
_BEFORE = 100
_AFTER = 40
_ABOUT = 120  # characters in which a paper says what it is about, between its date and its number
_MOST_IN_RANGE = 20
_DOSSIER = r"\d{2}[ .]?\d{3}(?!\d)(?:-\d{1,3}(?!\d)(?!-\d{5}))?(?:[ -]?\(?[IVX]{1,6}[AB]?\b\)?| [A-H]\b(?=,? nr))?"
_FREE = r"(?<![\w.,/-])(?<!(?<!\d)\d{1,2} )"
_ONE = regex.compile(r"\d{1,4}|\b[A-Z]{1,3}\b")
_PARTS = regex.compile(r"(\d{2})[ .]?(\d{3})(?:-(\d{1,3}))?(?:[ -]?\(?([IVX]{1,6}[AB]?|[A-H])\b\)?)?")


@dataclass(frozen=True, slots=True)
class CitationExpression:
    """The words [start, end) of a sentence that cite a paper.

    `identifiers` holds more than one when a paper belongs to several dossiers (one number, "29 521 en 33 279, nr.
    310"), `dossiers` those dossiers; `identifier` and `dossier` are the first, and `dossier` is None for proceedings
    and answers. `kind` is kst, ah, h, blg or motion (a kst that the words before it call a motion). `annex` says that
    an annex to the paper is cited, `date` is the paper's own where the words give it.
    """

    start: int
    end: int
    text: str
    identifier: str | None
    dossier: str | None
    number: str
    date: date | None = None
    kind: str = "kst"
    identifiers: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    annex: bool = False


def find_citations(
    text: str, context_dossier: str | None = None, *, anchor: date | None = None
) -> list[CitationExpression]:
    """The citations of a sentence, in order, none inside another.

    `context_dossier` is the dossier meant by "Kamerstuk nr. 12", normally the letter's own in normal form (36800-X);
    without it these are none. `anchor` is the letter's day, from which a year left out of a paper's date is inferred.
    """
    flat = flatten(text)
    makers = (
        _papers(flat),
        _turned(flat),
        _letters_of_upper_house(flat),
        _proceedings(flat),
        _codes(flat),
        _own(flat, context_dossier),
    )
    found = [c for maker in makers for c in islice(maker, _LIMIT)] if _patterns()["sign"].search(flat) else []
    if not found:
        return []
    dates = _Dates(text, flat, anchor)
    kept: list[CitationExpression] = []
    for citation in sorted(found, key=lambda found: (found.start, -found.end)):
        if not kept or citation.start >= kept[-1].end:
            kept.append(dates.give(citation, kept[-1].end if kept else 0))
    return [_printed(citation, text) for citation in kept]


def _printed(citation: CitationExpression, text: str) -> CitationExpression:
    """The citation with its words, and the closing bracket of one opened inside."""
    words = text[citation.start : citation.end]
    if "(" in words and ")" not in words and text[citation.end : citation.end + 1] == ")":
        return replace(citation, end=citation.end + 1, text=f"{words})")
    return replace(citation, text=words)


@cache
def _words() -> dict[str, Any]:
    return load_words(resources.path(*CITATIONS))


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    """What cites, and what may stand before and after it."""
    known = {name: any_of(found) for name, found in _words().items() if name not in ("annex", "documents")}
    documents, annex = either(_words()["documents"]), rf"(?P<annex>{either(_words()['annex'])} (?:de |het )?)"
    number, also, through = known["number"], known["also"], known["through"]
    year = rf"(?:{known['parliamentary_year']} )?(?P<from>(?:19|20)\d\d) ?[-/] ?(?P<to>\d{{4}}|\d{{2}})(?!\d)"
    several = rf"(?P<dossiers>{_DOSSIER}(?:(?:,? {also} |, ?|/){_DOSSIER}){{0,5}})"
    one = r"(?:\d{1,4}(?![\d/]| ?\d{3}(?!\d))|[A-Z]{1,3}(?![\w.]))"
    listed = rf",? (?i:{also}) (?:(?i:{number}) ?)?|,? (?i:{through}) |, (?=(?:\d{{1,4}}, ){{0,9}}\d{{1,4}} {also} )"
    paper = rf"(?:{known['papers']}(?: {number})?|{known['chambers']})(?:,? \(?{known['chambers']}\)?)?(?:,? {year})?,?"
    numbers = rf"(?P<numbers>{one}(?:(?:{listed}){one}){{0,20}})"
    house = rf"(?:(?P<ah>{known['answers']})|{known['proceedings']})(?: (?P<chamber>{known['chambers']}))?"
    item = rf"(?:,? ?{known['item']} (?P<item>\d{{1,3}})(?!\d))?"
    codes = r"kst-\d{5}(?:-[0-9A-Z]{1,6}){1,3}|blg-\d{1,9}|(?:ah|h)-[te]k-\d{8}(?:-\d{1,5}){1,3}"
    made = {
        "sign": rf"(?i)\d\d[ .]?\d{{3}}|blg-\d|{number} ?\d",  # one of these stands in every citation
        "papers": rf"{_FREE}{several}(?:(?P<dash>-)|[,;]? ?\(?(?:stuk )?(?i:{number}) ?){numbers}",
        "turned": rf"(?i)(?<![\w-])(?:{known['own']},? )?(?:{number}) ?{numbers} {known['within']} (?:het |de )?"
        rf"{paper} {several}(?![\w-])(?!,? ?(?:{number}))",
        "letters": rf"{_FREE}{several}, ?(?P<numbers>(?!{known['never_letters'].upper()}\b)[A-Z]{{1,3}})(?![\w.-])",
        "before": rf"(?i)(?<![\w-]){annex}?{paper} $",
        "annex": rf"(?i)(?<![\w-]){annex}$",
        "annex after": rf"(?i),? {known['annex_after']}(?: \d{{1,2}})?(?!\w)",
        "motion": rf"(?i)(?<!\w){known['motions']}(?!\w)[^.;]{{0,60}}$",
        "never": rf"(?i){known['not_before']} ?$",
        "proceedings": rf"(?i)(?<![\w-]){house},? {year},? ?{number} ?(?P<number>\d{{1,5}})(?!\d){item}",
        "codes": rf"(?<![\w-])(?:{codes})(?![\w-])",
        "own": rf"(?i)(?<![\w-]){known['own']},? {number} ?(?P<number>\d{{1,4}})(?![\d/]| ?\d{{3}})",
        "dated": rf"(?i)\)?,? ?\(?{known['dated']} ?|[,;] ?| \(",
        "document": rf"(?i)(?<!\w){documents}(?:,? [\w-]{{1,25}}){{0,5}}? (?:van|d\.d\.|dd\.|op) (?:de )?$",
        "then": rf"(?i),? ?(?P<noun>(?:een|mijn|de|deze) {documents} )?(?:met kenmerk [\w/.-]{{1,30}} )?"
        rf"(?P<about>{known['about']} [^().;:\d]{{1,{_ABOUT}}} )?\(?(?:zie )?",
    }
    return {name: regex.compile(pattern) for name, pattern in made.items()}


def _normal(dossier: Match) -> str:
    """29521, 21501-28, 36800-X."""
    return "-".join(part for part in (dossier[1] + dossier[2], dossier[3], dossier[4]) if part)


def _papers(flat: str) -> Iterator[CitationExpression]:
    """Papers with a number: one expression for each number, whatever the dossiers."""
    for match in _patterns()["papers"].finditer(flat):
        before = flat[max(match.start() - _BEFORE, 0) : match.start()]
        prefix = _patterns()["before"].search(before)
        if _patterns()["never"].search(before) or (match["dash"] and not _is_dashed(match, prefix, flat)):
            continue
        prefix = prefix or _patterns()["annex"].search(before)
        lead = len(before) - prefix.start() if prefix else 0
        dossiers = tuple(_normal(part) for part in _PARTS.finditer(match["dossiers"]))
        kind = "motion" if _patterns()["motion"].search(before) else "kst"
        annex = bool(prefix and prefix["annex"]) or bool(_patterns()["annex after"].match(flat, match.end()))
        for start, end, numbers in _numbers(match):
            first = match.start() - lead if start == match.start("numbers") else start
            yield _paper(first, end, dossiers, numbers, kind=kind, annex=annex)


def _paper(
    start: int, end: int, dossiers: tuple[str, ...], numbers: tuple[str, ...], *, kind: str = "kst", annex: bool = False
) -> CitationExpression:
    identifiers = tuple(f"kst-{dossier}-{number}" for number in numbers for dossier in dossiers)
    return CitationExpression(
        start, end, "", identifiers[0], dossiers[0], numbers[0], None, kind, identifiers, dossiers, annex
    )


def _is_dashed(match: Match, prefix: Match | None, flat: str) -> bool:
    """Whether figures joined by dashes are a dossier and a number: with a sub-dossier, after "Kamerstuk", or alone.

    Alone is between brackets; the dossiers that have sub-dossiers need a number besides.
    """
    if match["dossiers"].count("-") == 1:
        return True
    first = _PARTS.match(match["dossiers"])
    parted = first is not None and _normal(first) in _words()["parted"]
    parted = parted or bool(prefix and fold(prefix[0]).strip().startswith(tuple(_words()["only_dossiers"])))
    alone = flat[match.start() - 1 : match.start()] == "(" and flat[match.end() : match.end() + 1] in (")", ",", ";")
    return (bool(prefix) or alone) and (not parted or len(match["numbers"]) > 2)


def _turned(flat: str) -> Iterator[CitationExpression]:
    """The number before the dossier: nr. 12 van Kamerstuk 96 004."""
    for match in _patterns()["turned"].finditer(flat):
        dossiers = tuple(_normal(part) for part in _PARTS.finditer(match["dossiers"]))
        before = flat[max(match.start() - _BEFORE, 0) : match.start()]
        kind = "motion" if _patterns()["motion"].search(before) else "kst"
        pieces = list(_numbers(match))
        for start, end, numbers in pieces:
            first = match.start() if start == pieces[0][0] else start
            last = match.end() if end == pieces[-1][1] else end
            yield _paper(first, last, dossiers, numbers, kind=kind)


def _numbers(match: Match) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each number with its place; those of a range together, with all between."""
    offset, text = match.start("numbers"), match["numbers"]
    pieces: list[tuple[int, int, tuple[str, ...]]] = []
    for found in _ONE.finditer(text):
        start, end, number = offset + found.start(), offset + found.end(), found[0].lstrip("0")
        if not number:
            continue
        gap = text[pieces[-1][1] - offset : found.start()] if pieces else ""
        if any(word in gap for word in _words()["through"]) and (run := _run(pieces[-1][2][-1], number)):
            pieces[-1] = (pieces[-1][0], end, (*pieces[-1][2], *run))
        else:
            pieces.append((start, end, (number,)))
    yield from pieces


def _run(first: str, last: str) -> tuple[str, ...]:
    """The numbers after the first up to the last; none when that is no short range."""
    if not (first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _MOST_IN_RANGE):
        return ()
    return tuple(str(number) for number in range(int(first) + 1, int(last) + 1))


def _letters_of_upper_house(flat: str) -> Iterator[CitationExpression]:
    """29 521, BA: only after "Kamerstuk" or opening a bracket."""
    for match in _patterns()["letters"].finditer(flat):
        before = flat[max(match.start() - _BEFORE, 0) : match.start()]
        prefix = _patterns()["before"].search(before)
        if prefix or before.endswith(("(", "; ")):
            start = match.start() - (len(before) - prefix.start() if prefix else 0)
            dossiers = tuple(_normal(part) for part in _PARTS.finditer(match["dossiers"]))
            yield _paper(start, match.end(), dossiers, (match["numbers"],), annex=bool(prefix and prefix["annex"]))


def _proceedings(flat: str) -> Iterator[CitationExpression]:
    """Handelingen II 2021/22, nr. 27, item 9; Aanhangsel Handelingen II 2021/22, nr. 1547."""
    for match in _patterns()["proceedings"].finditer(flat):
        start = match["from"]
        end = match["to"] if len(match["to"]) == 4 else start[:2] + match["to"]
        chamber = _words()["chambers"].get(fold(match["chamber"] or ""), "tk")
        kind = "ah" if match["ah"] else "h"
        parts = [kind, chamber, start + end, match["number"], match["item"] if kind == "h" else None]
        identifier = "-".join(part for part in parts if part)
        yield CitationExpression(
            *match.span(), "", identifier, None, match["number"], kind=kind, identifiers=(identifier,)
        )


def _codes(flat: str) -> Iterator[CitationExpression]:
    """Identifiers as they are: kst-29521-446, blg-1007826."""
    for match in _patterns()["codes"].finditer(flat):
        code = match[0]
        kind, _, rest = code.partition("-")
        dossier, _, number = rest.rpartition("-")
        own = dossier if kind == "kst" else None
        number = rest.split("-")[2] if kind in ("ah", "h") else number
        yield CitationExpression(*match.span(), "", code, own, number, None, kind, (code,), (own,) if own else ())


def _own(flat: str, dossier: str | None) -> Iterator[CitationExpression]:
    """Kamerstuk nr. 12, of the dossier that the letter belongs to."""
    if dossier:
        for match in _patterns()["own"].finditer(flat):
            yield _paper(match.start(), match.end(), (dossier,), (match["number"].lstrip("0") or "0",))


class _Dates:
    """The dates of a sentence, looked for once, and given to the citations that they stand beside."""

    def __init__(self, text: str, flat: str, anchor: date | None) -> None:
        self._flat = flat
        self._found = [found for found in find_dates(text, anchor, past=True) if found.precision == "day"]
        self._starts = [found.start for found in self._found]

    def give(self, citation: CitationExpression, previous: int) -> CitationExpression:
        """The citation with its paper's date, and with that inside its words; `previous` is where the last one ends."""
        place = bisect(self._starts, citation.end)
        if place < len(self._found) and (after := self._after(citation, self._found[place])):
            return after
        if place and (before := self._before(citation, bisect(self._starts, citation.start) - 1, previous)):
            return before
        return citation

    def _after(self, citation: CitationExpression, found: DateExpression) -> CitationExpression | None:
        gap = self._flat[citation.end : found.start] if found.start - citation.end <= _AFTER else None
        if gap is None or not _patterns()["dated"].fullmatch(gap):
            return None
        return replace(citation, end=found.end, date=found.earliest)

    def _before(self, citation: CitationExpression, place: int, previous: int) -> CitationExpression | None:
        found = self._found[place] if place >= 0 else None
        if found is None or not previous <= found.start < found.end <= citation.start <= found.end + _AFTER + _ABOUT:
            return None
        then = _patterns()["then"].fullmatch(self._flat, found.end, citation.start)
        words_before = self._flat[max(found.start - _BEFORE, 0) : found.start]
        if then is None or not (_patterns()["document"].search(words_before) or then["noun"]):
            return None
        start = citation.start if then["about"] else found.start
        return replace(citation, start=start, date=found.earliest)
