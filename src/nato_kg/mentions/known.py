"""Known names in a sentence: longest match on word boundaries, in genitives and compounds too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

from nato_kg.lexicon import Case, Lexicon, Name
from nato_kg.mentions.candidates import Candidate, Source
from nato_kg.model import Certainty

_GENITIVES = ("'s", "s", "'")
_LONGEST = 200  # characters; a longer run of capitals that a letter seems to define is no name


class Matcher:
    """Finds names in text; for what each case allows see `Case`."""

    def __init__(self, names: Iterable[Name], source: Source = Source.NAMES) -> None:
        self._source = source
        exact: defaultdict[str, list[Name]] = defaultdict(list)
        folded: defaultdict[str, list[Name]] = defaultdict(list)
        for name in (name for name in names if len(name.text) <= _LONGEST):
            if name.case is Case.ANY:
                folded[lower(name.text)].append(name)
            else:
                exact[name.text].append(name)
            if name.case is Case.INITIAL:
                exact[name.text[0].upper() + name.text[1:]].append(name)
        self._exact, self._exact_names = AhoCorasick(list(exact)), list(exact.values())
        self._folded, self._folded_names = AhoCorasick(list(folded)), list(folded.values())

    def find(self, text: str) -> list[Candidate]:
        """Every name in the text, also those inside others."""
        return [*self._find_exact(text), *self._find_folded(text)]

    def _find_exact(self, text: str) -> Iterator[Candidate]:
        for index, start, end in self._exact.find_matches_as_indexes(text, overlapping=True):
            if not start or not _inside(text[start - 1]):
                for name in self._exact_names[index]:
                    if stop := _end(text, end, name):
                        yield self._candidate(name, start, stop)

    def _find_folded(self, text: str) -> Iterator[Candidate]:
        for index, start, end in self._folded.find_matches_as_indexes(lower(text), overlapping=True):
            if not start or not _inside(text[start - 1]):
                plain = text[start:end].islower()
                for name in self._folded_names[index]:
                    if (not plain or name.text.islower()) and (stop := _end(text, end, name)):
                        yield self._candidate(name, start, stop)

    def _candidate(self, name: Name, start: int, end: int) -> Candidate:
        certainty = Certainty.CERTAIN if len(name.things) == 1 else Certainty.AMBIGUOUS
        kind = name.things[0].kind if name.things else ""
        return Candidate(start, end, kind, self._source, name.things, name.text, name, certainty)


@cache
def matcher_of(lexicon: Lexicon) -> Matcher:
    """The matcher of all names of the lexicon."""
    return Matcher(lexicon.names)


def lower(text: str) -> str:
    """The text in lower case, as long as it was."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _end(text: str, end: int, name: Name) -> int:
    """Where the name that ends at `end` stops with its genitive; 0 where it is the beginning of another word."""
    for ending in _GENITIVES:
        if text.startswith(ending, end) and not _letter_at(text, end + len(ending)):
            return end if ending == "'" else end + len(ending) if ending == "'s" or _declines(name) else 0
    return 0 if _letter_at(text, end) else end


def _declines(name: Name) -> bool:
    """Whether an s makes a genitive of it, and no plural: a proper name that is no acronym."""
    return name.reading is None and not name.demonym and name.case is not Case.INITIAL and not name.text.isupper()


def _letter_at(text: str, index: int) -> bool:
    return index < len(text) and _inside(text[index])


def _inside(character: str) -> bool:
    return character.isalnum() or character == "_"
