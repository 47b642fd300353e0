"""Posts and ministries of any state, and persons after a title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nato_kg.lexicon import Lexicon, Thing
from nato_kg.mentions.candidates import Candidate, Source
from nato_kg.mentions.roles import Roles, load_roles, phrase_at
from nato_kg.mentions.words import Words
from nato_kg.model import Certainty

_MOST = 8


def find_people(words: Words, lexicon: Lexicon) -> list[Candidate]:
    """Posts, ministries and persons, known and new."""
    roles = load_roles()
    reader = _Reader(words, lexicon, roles)
    places = [index for index, token in enumerate(words.tokens) if token.folded in roles.triggers]
    return [candidate for index in places for candidate in reader.at(index)]


@dataclass(frozen=True, slots=True)
class _Reader:
    words: Words
    lexicon: Lexicon
    roles: Roles

    def at(self, index: int) -> Iterator[Candidate]:
        """The candidates whose role or title is the word."""
        token = self.words.tokens[index]
        if role := self.roles.role_at(self.words.tokens, index):
            yield from self._posts(index, *role)
        if end := phrase_at(self.roles.titles, self.words.tokens, index):
            yield from self._titled(index, end)
        if token.folded in self.roles.members:
            yield from self._members(index + 1)

    # ---------------------------------------------------------------- posts and ministries

    def _posts(self, index: int, kind: str, end: int) -> Iterator[Candidate]:
        state = self._state_before(index)
        begin = index if state is None else self.words.index_of(state.start)
        noun = " ".join(t.text for t in self.words.tokens[index:end])
        folded = noun.casefold()
        one = self.roles.singular.get(folded, noun)
        portfolios = list(self._portfolios(end, several=folded in self.roles.singular))
        if not portfolios:
            yield from self._without_portfolio(begin, end, kind, state)
            return
        if folded in self.roles.singular and len(portfolios) == 1:
            return
        for number, (first, last, portfolio) in enumerate(portfolios):
            start = begin if number == 0 else first
            stop, owner = (last, state) if state or number + 1 < len(portfolios) else self._owner_after(last)
            yield self._post(kind, start, stop, f"{one} van {portfolio}", owner)

    def _post(self, kind: str, first: int, last: int, title: str, owner: Candidate | None) -> Candidate:
        things = self._known(kind, title[0].upper() + title[1:], owner)
        start, end = self.words.tokens[first].start, self.words.tokens[last - 1].end
        certainty = Certainty.CERTAIN if things else Certainty.UNKNOWN
        name = self.words.text[start:end]
        return Candidate(start, end, kind, Source.PEOPLE, things, name, certainty=certainty)

    def _known(self, kind: str, title: str, owner: Candidate | None) -> tuple[Thing, ...]:
        """The post by its name at home, or by its name with the state."""
        state = owner.things[0] if owner else None
        if state is None or state.slug == self.roles.home:
            names = (title, title.replace(" van ", " voor ", 1))
        else:
            names = (f"{title} van {state.nl}", f"{title} van de {state.nl}")
        return next((found for name in names if (found := self.lexicon.find(name, kind))), ())

    def _without_portfolio(self, begin: int, end: int, kind: str, state: Candidate | None) -> Iterator[Candidate]:
        last, owner = (self._unknown_portfolio(end), state) if state else self._owner_after(end)
        if owner is not None:
            start, stop = self.words.tokens[begin].start, self.words.tokens[last - 1].end
            yield Candidate(start, stop, kind, Source.PEOPLE, name=self.words.text[start:stop])

    def _portfolios(self, index: int, *, several: bool) -> Iterator[tuple[int, int, str]]:
        """First word (van or voor, where there), last word and text of each portfolio."""
        tokens = self.words.tokens
        for number in range(_MOST):
            start, prefixed = index, False
            if number and index < len(tokens) and self.words.gap(index).strip() not in ("", ","):
                return
            if number and index < len(tokens) and tokens[index].folded in self.roles.conjunctions:
                index += 1
                start = index
            if index < len(tokens) and tokens[index].folded in self.roles.of and self.words.joined(index):
                index, prefixed = index + 1, True
            end = phrase_at(self.roles.portfolios, tokens, index)
            if not end or not tokens[index].capital or not (prefixed or (number and several)):
                return
            yield start, end, self.words.text[tokens[index].start : tokens[end - 1].end]
            index = end
            if not several:
                return

    def _state_before(self, index: int) -> Candidate | None:
        """The state whose adjective stands right before the word."""
        if not self.words.joined(index):
            return None
        known = self.words.demonym_to.get(self.words.tokens[index - 1].end)
        return known if known and known.kind == "State" else None

    def _unknown_portfolio(self, index: int) -> int:
        """The end of "van Digitale Transformatie" after a post, if that is in capitals and names nothing known."""
        tokens = self.words.tokens
        first = index + 1
        if not (self.words.joined(index) and tokens[index].folded in self.roles.of and self.words.joined(first)):
            return index
        end = first
        while end < first + 3 and end < len(tokens) and (end == first or self.words.joined(end)):
            if not tokens[end].capital or self.words.kind_at(tokens[end].start):
                break
            end += 1
        return end if end > first else index

    def _owner_after(self, index: int) -> tuple[int, Candidate | None]:
        """The state, organisation or body after "van (de)", and the word after it."""
        tokens = self.words.tokens
        after = index
        if not (self.words.joined(after) and tokens[after].folded in self.roles.of):
            return index, None
        after += 1
        if self.words.joined(after) and not tokens[after].capital and len(tokens[after].text) <= 3:
            after += 1
        if not self.words.joined(after):
            return index, None
        known = self.words.known_at.get(tokens[after].start)
        if known is None or known.demonym or known.kind not in ("State", "Organisation", "Body"):
            return index, None
        return self.words.index_of(known.end), known

    # ---------------------------------------------------------------- persons

    def _titled(self, index: int, end: int) -> Iterator[Candidate]:
        last = self._name_end(end)
        if last:
            state = self._state_before(index)
            yield self._person(self.words.index_of(state.start) if state else index, end, last, titled=True)

    def _members(self, index: int) -> Iterator[Candidate]:
        """The names of a list: de leden Boersma, Aardema en Van der Kolk."""
        for _ in range(_MOST):
            last = self._name_end(index, listed=True)
            if not last:
                return
            yield self._person(index, index, last, titled=False)
            index = last
            if index < len(self.words.tokens) and self.words.in_parentheses(index):
                index += 1  # the party
            if index < len(self.words.tokens) and self.words.tokens[index].folded in self.roles.conjunctions:
                index += 1

    def _person(self, first: int, name: int, last: int, *, titled: bool) -> Candidate:
        tokens = self.words.tokens
        start, end = tokens[first].start, tokens[last - 1].end
        surname = self.words.text[tokens[name].start : end]
        things = self.lexicon.surnames.get(surname.casefold(), ()) if titled else ()
        certainty = Certainty.UNKNOWN
        if things:
            certainty = Certainty.LIKELY if len(things) == 1 else Certainty.AMBIGUOUS
        text = self.words.text[start:end]
        return Candidate(start, end, "Person", Source.PEOPLE, things, text, certainty=certainty)

    def _name_end(self, index: int, *, listed: bool = False) -> int:
        """The end of a surname that begins with the word; 0 when it begins none."""
        tokens = self.words.tokens
        if index >= len(tokens) or not tokens[index].capital:
            return 0
        if not (
            self.words.joined(index) or (index and self.words.gap(index).strip(" )") in ("", "," if listed else "."))
        ):
            return 0
        if self.words.kind_at(tokens[index].start) not in ("", "Person"):
            return 0
        end, last = index + 1, index + 1
        while end < len(tokens) and end < index + _MOST and self.words.joined(end):
            if self.words.kind_at(tokens[end].start) not in ("", "Person"):
                break
            if tokens[end].capital:
                last = end + 1
            elif tokens[end].folded not in self.roles.particles:
                break
            end += 1
        return last
