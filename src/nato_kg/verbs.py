"""Dutch verbs by what they do (``data/language/verbs-nl.yaml``), found in words with their form and particle.

A form says little by itself: *informeren* is a present plural or an infinitive. :mod:`nato_kg.clauses` decides by the
auxiliaries beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from nato_kg import resources
from nato_kg.errors import DataError

_NOUN = 5  # a part longer than this is a noun of a phrase, which a compound may end in


class Form(Enum):
    """What a word can be of its verb."""

    PRESENT = "present"
    PRESENT_OR_INFINITIVE = "present plural or infinitive"
    INFINITIVE = "infinitive"
    PAST = "past"
    PAST_OR_PARTICIPLE = "past or participle"
    PARTICIPLE = "participle"

    __hash__ = object.__hash__  # of one object each, and so asked for more cheaply than of its name


_FINITE = frozenset({Form.PRESENT, Form.PAST, Form.PAST_OR_PARTICIPLE})


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb: its infinitive with phrase and particle before it, and its classes."""

    name: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbHit:
    """A verb in a clause: the entry, the form, and the number of the word that holds it."""

    verb: VerbEntry
    form: Form
    word: int

    def is_a(self, *classes: str) -> bool:
        """Whether the verb belongs to one of the classes."""
        return not self.verb.classes.isdisjoint(classes)


Entries = tuple[tuple[VerbEntry, Form, tuple[str, ...]], ...]
"""What a word can be, each with the particle and phrase that must stand beside it."""


@dataclass(frozen=True)
class VerbLexicon:
    """Words to verbs: ``joined`` with the particle written on, or verbs without one; ``apart`` from their particle."""

    joined: Mapping[str, Entries]
    apart: Mapping[str, Entries]
    auxiliaries: Mapping[str, frozenset[str]]  # word -> kinds of auxiliary
    infinitives: frozenset[str]  # auxiliaries that can be infinitives
    prepositions: frozenset[str]  # particles that are prepositions too
    followers: frozenset[str]  # words that may stand behind such a particle, and not behind a preposition
    particles: frozenset[str]  # words that verbs are written together with

    @cached_property
    def entries(self) -> Mapping[str, Entries]:
        """What each word can be, ``joined`` before ``apart``."""
        return {w: (*self.joined.get(w, ()), *self.apart.get(w, ())) for w in (*self.joined, *self.apart)}

    @cached_property
    def forms(self) -> Mapping[str, frozenset[Form]]:
        """Which forms each word can be."""
        return {word: frozenset(form for _, form, _ in entries) for word, entries in self.entries.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """All forms of verbs, and auxiliaries."""
        return frozenset(self.entries) | frozenset(self.auxiliaries)

    @cached_property
    def finite(self) -> frozenset[str]:
        """Forms that can only be finite: a present with its ending, or a past; auxiliaries that are no infinitives."""
        finite = {word for word, forms in self.forms.items() if forms & _FINITE}
        return frozenset(finite - set(self.auxiliaries)) | (frozenset(self.auxiliaries) - self.infinitives)

    def find(self, words: Sequence[str]) -> list[VerbHit]:
        """All verbs in the lower-case words of a clause."""
        text, known = f" {' '.join(words)} ", self.entries
        hits = [
            VerbHit(entry, form, n)
            for n, word in enumerate(words)
            if word in known
            for entry, form, needed in known[word]
            if not needed or all(self._stands(part, words, text, n) for part in needed)
        ]
        separable = {hit.word: hit.verb.name for hit in hits if self._is_separable(hit, words[hit.word])}
        return sorted((hit for hit in hits if not _is_shorter(hit, separable)), key=lambda hit: hit.word)

    def _is_separable(self, hit: VerbHit, word: str) -> bool:
        """Whether the particle of a verb stands apart from it: "komen ... na"."""
        return any(
            entry == hit.verb and len(needed) == 1 and needed[0] in self.prepositions
            for entry, _, needed in self.apart.get(word, ())
        )

    def _stands(self, part: str, words: Sequence[str], text: str, verb: int) -> bool:
        """Whether a particle or phrase stands in the words; a noun may be the end of a compound."""
        if part not in text:
            return False
        if part in self.prepositions and verb > 0 and words[verb - 1] == "te":
            return verb > 1 and words[verb - 2] == part
        if part in self.prepositions:
            return any(word == part and self._is_particle(words, n) for n, word in enumerate(words))
        if len(part) > _NOUN and " " not in part:
            return any(word.endswith(part) and not _depends(words, n) for n, word in enumerate(words))
        return f" {part} " in text

    def _is_particle(self, words: Sequence[str], place: int) -> bool:
        """Whether a word closes its verb ("stelde een groep in"), and does not govern what follows ("in die tijd")."""
        after = words[place + 1 :]
        if after[:1] == ("te",) or (after and place > 1 and words[place - 1] in self.prepositions):
            return False  # "uit te breiden" is an infinitive, and so is "op" in "uit op doelen" a preposition
        return not after or "te" in after or after[0] in self.followers


@cache
def load_verbs() -> VerbLexicon:
    """The verbs of the project. Raises :class:`~nato_kg.errors.DataError` naming an entry that cannot be read."""
    path = resources.path("data", "language", "verbs-nl.yaml")
    data = resources.load_yaml("data", "language", path.name)
    classes: defaultdict[str, set[str]] = defaultdict(set)
    parts: dict[str, str] = {}
    for name, entries in data["classes"].items():
        for entry in entries:
            ((verb, forms),) = entry.items()
            classes[verb].add(name)
            parts[verb] = forms
    joined: defaultdict[str, set[tuple[VerbEntry, Form, tuple[str, ...]]]] = defaultdict(set)
    apart: defaultdict[str, set[tuple[VerbEntry, Form, tuple[str, ...]]]] = defaultdict(set)
    for verb, forms in parts.items():
        *before, infinitive = verb.split("|")
        entry = VerbEntry(" ".join([*before[:-1], _write(before[-1:], infinitive)]), frozenset(classes[verb]))
        try:
            for word, form in _spell(infinitive, forms):
                if form is not Form.PARTICIPLE or not before or before[-1] not in data["prepositions"]:
                    (apart if before else joined)[word].add((entry, form, tuple(before)))
                if before and " " not in before[-1]:
                    # Written on, a plural stands only at the end of a subordinate clause, or is an infinitive.
                    joined[before[-1] + word].add((entry, form, tuple(before[:-1])))
        except ValueError:
            raise DataError(f"the verb {verb} has no three parts", path=path, hint="see the head of the file") from None
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for kind, words in data["auxiliaries"].items():
        for word in words:
            kinds[word].add(kind)
    return VerbLexicon(
        _freeze(joined),
        _freeze(apart),
        {word: frozenset(names) for word, names in kinds.items()},
        frozenset(data["infinitives"]),
        frozenset(data["prepositions"]),
        frozenset(data["followers"]),
        frozenset(needed[-1] for found in apart.values() for _, _, needed in found if " " not in needed[-1]),
    )


def _is_shorter(hit: VerbHit, separable: Mapping[int, str]) -> bool:
    """Whether a verb is only the end of a separable verb at the same word: in "komen ... na" stands no "komen"."""
    longer = separable.get(hit.word, "")
    return longer != hit.verb.name and longer.endswith(hit.verb.name)


def _depends(words: Sequence[str], place: int) -> bool:
    """Whether a noun belongs to another, and is no object of the verb: "de voortgang van het akkoord"."""
    return words[max(place - 2, 0)] in {"van", "over"} and words[max(place - 1, 0)] in {"het", "de", "dit", "deze"}


def _write(particle: Sequence[str], infinitive: str) -> str:
    separator = " " if particle and (" " in particle[0] or len(particle[0]) > _NOUN) else ""
    return separator.join([*particle, infinitive])


def _freeze(forms: Mapping[str, set[tuple[VerbEntry, Form, tuple[str, ...]]]]) -> dict[str, Entries]:
    return {word: tuple(sorted(found, key=lambda f: (f[0].name, f[1].value))) for word, found in forms.items()}


def _spell(infinitive: str, parts: str) -> Iterator[tuple[str, Form]]:
    """Each word of a verb with its form."""
    present, past, participle = (part.strip() for part in parts.split("/"))
    stems = [part.strip() for part in present.split(",")]
    preterites = [part.strip() for part in past.split(",")]
    if len(preterites) == 1:
        preterites.append(f"{preterites[0]}n")
    for word in sorted({*stems, stems[0] if stems[0].endswith("t") else f"{stems[0]}t"}):
        yield word, Form.PRESENT
    for word in preterites:
        if word != participle:
            yield word, Form.PAST
    yield infinitive, Form.PRESENT_OR_INFINITIVE
    yield participle, Form.PAST_OR_PARTICIPLE if participle in preterites else Form.PARTICIPLE
