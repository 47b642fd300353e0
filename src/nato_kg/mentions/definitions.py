"""What a letter itself calls things: `Name (ABBR)`, `ABBR (Name)`, "operatie X" and later X."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nato_kg.lexicon import Case, Lexicon, Name, Thing
from nato_kg.mentions.candidates import Candidate, Source
from nato_kg.mentions.heads import Heads
from nato_kg.mentions.known import Matcher
from nato_kg.mentions.tokens import Token
from nato_kg.mentions.words import Words
from nato_kg.model import Certainty

_PAREN = re.compile(r"\(([^()]{2,120})\)")
_SHORT = re.compile(r"[A-Za-z][\w/&+-]{1,14}")
_WINDOW = 9
_PURPOSE = 6  # words that say what a mission is for
# What has names of its own by which no abbreviation is defined.
_NEVER = frozenset({"State", "Region", "Place", "Person"})


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that the letter gives to known things, or to the new thing that it calls `name`."""

    text: str
    kind: str
    things: tuple[Thing, ...]
    name: str


@dataclass(frozen=True, eq=False)
class Aliases:
    """The aliases of a letter by their text, and a matcher for them."""

    by_text: dict[str, Alias]
    matcher: Matcher

    @classmethod
    def of(cls, aliases: Sequence[Alias]) -> Aliases:
        """The first definition of each name counts."""
        by_text: dict[str, Alias] = {}
        for alias in aliases:
            by_text.setdefault(alias.text, alias)
        names = [Name(text, (), Case.EXACT) for text in by_text]
        return cls(by_text, Matcher(names, Source.LETTER))

    def find(self, text: str) -> list[Candidate]:
        """Where the letter uses them."""
        found = self.matcher.find(text) if self.by_text else []
        return [self._meant(c) for c in found if c.name.isupper() or text[c.start - 1 : c.start] != "-"]

    def _meant(self, candidate: Candidate) -> Candidate:
        alias = self.by_text[candidate.name]
        certainty = Certainty.CERTAIN if alias.things else Certainty.UNKNOWN
        return replace(candidate, kind=alias.kind, things=alias.things, name=alias.name, rule=None, certainty=certainty)


def find_aliases(words: Words, found: Sequence[Candidate], lexicon: Lexicon, heads: Heads) -> Iterator[Alias]:
    """The aliases that the sentence defines; `found` are the longest candidates in it, in order."""
    finder = _Finder(words, found, lexicon, heads)
    for match in _PAREN.finditer(words.text) if "(" in words.text else ():
        yield from finder.in_parentheses(match)
    for candidate in found:
        yield from finder.without_noun(candidate)


@dataclass(frozen=True, slots=True)
class _Finder:
    words: Words
    found: Sequence[Candidate]
    lexicon: Lexicon
    heads: Heads

    def in_parentheses(self, match: re.Match[str]) -> Iterator[Alias]:
        """`Name (ABBR)`, `Name (Other Name, ABBR)`, `ABBR (Name)`."""
        inside = [c for c in self._within(match.start(1), match.end(1)) if c.kind not in _NEVER]
        known = any((c.start, c.end) == match.span(1) for c in inside)
        short = next((p for p in _parts(match[1]) if is_short(p) or (not known and _is_short_name(p))), None)
        whole = next((c for c in inside if c.end - c.start > len(short or "")), None)
        if short is None:
            if whole and (whole.start, whole.end) == match.span(1):
                yield from self._whole(whole, match.start())
            return
        defined = whole or self._before(match.start())
        if defined is not None:
            yield from self._defined(short, defined, match.start())

    def _whole(self, whole: Candidate, paren: int) -> Iterator[Alias]:
        """A full name in parentheses, after an abbreviation or another name: … Mission in Niger (EUCAP Niger)."""
        before = self._token_before(paren)
        if is_short(before):
            yield Alias(before, whole.kind, whole.things, whole.name)
        elif (other := self._before(paren)) and other.kind == whole.kind and not other.things:
            called = whole.name if whole.things else other.name
            for text in (other.name, self.words.text[other.start : paren].rstrip(), whole.name):
                yield Alias(text, whole.kind, whole.things, called)

    def _defined(self, short: str, defined: Candidate, paren: int) -> Iterator[Alias]:
        """The abbreviation is what it is known for, unless the name before it is another thing.

        A new thing's name goes on to the parenthesis: EU Training Mission in Armenië (EUTMA).
        """
        if defined.things:
            yield Alias(short, defined.kind, defined.things, defined.name)
            return
        name = self.words.text[defined.start : max(defined.end, paren)].rstrip()
        known = self.lexicon.find(short, defined.kind) or self._family(short, defined, paren)
        things, called = (known, known[0].label) if known and self._same(name, known[0]) else ((), name)
        for text in (short, name, defined.name):
            yield Alias(text, defined.kind, things, called)

    def _family(self, short: str, defined: Candidate, paren: int) -> tuple[Thing, ...]:
        """The mission of a family in the state that stands beside it: … Training Mission (EUTM) in Mali."""
        if short.casefold() not in self.heads.families:
            return ()
        last = self.words.index_of(self.words.text.index(")", paren)) + 2
        places = [self.words.known_at.get(token.start) for token in self.words.tokens[max(last - _WINDOW, 0) : last]]
        states = [c.things[0] for c in places if c and c.kind == "State" and c.start >= defined.start]
        names = [f"{short} {name}" for state in states for name in (state.nl, state.en)]
        return next((found for name in names if (found := self.lexicon.find(name, defined.kind))), ())

    def _same(self, name: str, thing: Thing) -> bool:
        """Whether nothing in the name speaks against the known thing: words that none of its names has."""
        words = {w for w in re.findall(r"\w+", name.casefold()) if not self._says_little(w)}
        states = [self.lexicon.things.get(f"State/{slug}") for slug in thing.countries]
        called = [*self.lexicon.names_of(thing), *(state.nl for state in states if state)]
        known = {word for text in called for word in re.findall(r"\w+", text.casefold())}
        return not words or len(words & known) * 2 >= len(words)

    def _says_little(self, word: str) -> bool:
        sets = self.heads.sets
        return (
            self.heads.is_head(word)
            or word in self.heads.organisation_words
            or word in sets["function_words"]
            or word in sets["openers"]
            or word in sets["links"]
        )

    def _before(self, paren: int) -> Candidate | None:
        """What the name before the parenthesis is; "in Irak" and "van de NAVO" may stand between."""
        for candidate in reversed(self._ending_before(paren)):
            if not self._only_between(candidate.end, paren):
                break
            if candidate.kind in _NEVER or self.words.text.startswith("-", candidate.end):
                continue
            if candidate.kind == "Organisation" and self._after_preposition(candidate.start):
                continue
            return candidate
        return self._noun_before(paren)

    def _noun_before(self, paren: int) -> Candidate | None:
        """A description: adviesmissie van de NAVO (NMI)."""
        tokens, last = self.words.tokens, self.words.index_of(paren)
        for index in range(last - 1, max(last - _WINDOW, -1), -1):
            kind = None if tokens[index].capital else self.heads.compound(tokens[index].folded)
            if kind is None and self._is_mission_for(index, paren):
                kind = "Mission"
            elif kind and not self._only_between(tokens[index].end, paren):
                kind = None
            if kind:
                start, end = tokens[index].start, tokens[last - 1].end
                return Candidate(start, end, kind, Source.SHAPE, name=self.words.text[start:end])
        return None

    def _is_mission_for(self, index: int, paren: int) -> bool:
        """Whether the noun is that of a mission and goes on with what it is for: missie tegen smokkel in X (ABC)."""
        tokens = self.words.tokens
        after = index + 1
        if tokens[index].capital or self.heads.words.get(tokens[index].folded) != "Mission" or after >= len(tokens):
            return False
        stretch = self.words.text[tokens[index].end : paren]
        short = self.words.index_of(paren) - after < _PURPOSE and not any(sign in stretch for sign in ",;:.(")
        return short and tokens[after].folded in self.heads.sets["prepositions"] | self.heads.sets["openers"]

    def _only_between(self, start: int, end: int) -> bool:
        """Whether only names, prepositions and articles stand there."""
        if any(character in ",;:.(" for character in self.words.text[start:end]):
            return False
        between = self.words.tokens[self.words.index_of(start) : self.words.index_of(end)]
        allowed = self.heads.sets["prepositions"] | self.heads.sets["articles"]
        return len(between) < _WINDOW and all(t.capital or t.folded in allowed for t in between)

    def _after_preposition(self, start: int) -> bool:
        index = self.words.index_of(start)
        before: Sequence[Token] = self.words.tokens[max(index - 2, 0) : index]
        return any(t.folded in self.heads.sets["prepositions"] for t in before)

    def _token_before(self, offset: int) -> str:
        index = self.words.index_of(offset)
        return self.words.tokens[index - 1].text if index and self.words.text[offset - 1] == " " else ""

    def _window(self, paren: int) -> int:
        index = max(self.words.index_of(paren) - _WINDOW, 0)
        return self.words.tokens[index].start if self.words.tokens else 0

    def _ending_before(self, paren: int) -> list[Candidate]:
        """What ends in the words before the parenthesis, wherever it begins."""
        start = self._window(paren)
        first = bisect_left(self.found, start, key=lambda c: c.end)
        return [c for c in self.found[first : first + _WINDOW * 2] if c.end <= paren and _plain(c)]

    def _within(self, start: int, end: int) -> list[Candidate]:
        first = bisect_left(self.found, start, key=lambda c: c.start)
        return [c for c in self.found[first : first + _WINDOW * 2] if c.end <= end and _plain(c)]

    def without_noun(self, candidate: Candidate) -> Iterator[Alias]:
        """What follows the noun or the family in the name of a new mission or exercise."""
        if candidate.source is not Source.SHAPE or candidate.kind not in ("Mission", "Event"):
            return
        noun, _, rest = candidate.name.partition(" ")
        plain = noun.casefold() in self.heads.first or noun.casefold() in self.heads.families or noun.islower()
        name = len(rest) > 3 and rest[0].isupper() and not self.heads.is_place(rest.casefold().split())
        if plain and name and not self.lexicon.find(rest):
            yield Alias(rest, candidate.kind, (), candidate.name)


def _plain(candidate: Candidate) -> bool:
    """Whether it has a meaning of its own: no name whose reading depends on the letter."""
    return candidate.rule is None or candidate.rule.reading is None


def is_short(text: str) -> bool:
    """Whether the text looks like an abbreviation: two capitals at least, and as many as small letters.

    It may have a word behind a hyphen: EUMC-Togo.
    """
    first, _, rest = text.partition("-")
    if len(first) > 2 and first.isupper() and rest[:1].isupper() and _SHORT.fullmatch(text):
        return True
    capitals = sum(c.isupper() or c.isdigit() for c in text)
    return bool(_SHORT.fullmatch(text)) and sum(c.isupper() for c in text) > 1 and capitals * 2 >= len(text)


def _is_short_name(text: str) -> bool:
    """Whether the text is an abbreviation with a name after it, as missions have: EUMSM Guinea."""
    first, _, rest = text.partition(" ")
    names = rest.split()
    return len(first) > 3 and first.isupper() and 0 < len(names) < 3 and all(name[0].isupper() for name in names)


def _parts(content: str) -> list[str]:
    return [part.strip(" '\"‘’“”*_") for part in re.split(r"[,;:]| of | en ", content)]
