"""Words and names that stand for one another: synonyms, places and what they lie in, missions and where they are.

A later letter seldom repeats the words of a promise. A concept is what such words share: a group of synonyms, or a
known thing. Names bring the thing (wholly), and what it lies in or is led by (in part).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from nato_kg import resources
from nato_kg.lexicon import Lexicon, Thing, load_lexicon
from nato_kg.links.subjects import function_words, stem, words_of
from nato_kg.namespaces import NKG, short_id
from nato_kg.terms import value_of
from nato_kg.turtle import read_turtle

#: A concept, and how wholly a word or name brings it (0 to 1).
Concepts = Mapping[str, float]

_UNNAMED = frozenset({"Person"})  # kinds whose names tell nothing that the words do not
_AROUND = 0.6  # what the country of a town, or the region of a country, counts; what lies around that, this again
_LEAST = 0.3  # below this a name says too little: the region around the country of a town
_MISSION = "missie"  # what the name of any mission says besides
_SYNONYM, _THING = "~", "@"  # first letters of concepts, so that none is taken for a stem


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """The groups of each stem; groups are concepts."""
    groups: list[list[str]] = resources.load_yaml("data", "language", "synonyms-nl.yaml")["groups"]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number, words in enumerate(groups):
        for word in words:
            if " " not in word and f"{_SYNONYM}{number}" not in found[stem(word)]:
                found[stem(word)].append(f"{_SYNONYM}{number}")
    return {word: tuple(numbers) for word, numbers in found.items()}


@cache
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], Concepts], ...]]:
    """Names, and synonyms of several words, by their first word: the words and the concepts that they bring.

    Names of one word are kept as they are written, for many are common words in lower case; those of several are lower.
    """
    found: defaultdict[str, dict[tuple[str, ...], dict[str, float]]] = defaultdict(dict)
    for words, concepts in (*_phrases_of_synonyms(), *_names()):
        known = found[words[0]].setdefault(words, {})
        for concept, credit in concepts.items():
            known[concept] = max(credit, known.get(concept, 0.0))
    return {first: tuple(sorted(names.items(), key=lambda n: -len(n[0]))) for first, names in found.items()}


def _phrases_of_synonyms() -> Iterator[tuple[tuple[str, ...], Concepts]]:
    groups: list[list[str]] = resources.load_yaml("data", "language", "synonyms-nl.yaml")["groups"]
    for number, words in enumerate(groups):
        for phrase in words:
            if " " in phrase:
                yield words_of(phrase.lower()), {f"{_SYNONYM}{number}": 1.0}


def _names() -> Iterator[tuple[tuple[str, ...], Concepts]]:
    lexicon, around = load_lexicon(), _Around()
    mission = dict.fromkeys(synonyms().get(stem(_MISSION), ()), _AROUND)
    for thing in lexicon.things.values():
        if thing.kind not in _UNNAMED:
            concepts = {**around.of(thing.slug, _sides(thing)), **(mission if thing.kind == "Mission" else {})}
            for name in lexicon.names_of(thing):
                yield from _as_written(name, concepts)
    for name in around.own_names:
        yield from _as_written(name, around.of(name, ()))


def _as_written(name: str, concepts: Concepts) -> Iterator[tuple[tuple[str, ...], Concepts]]:
    words = words_of(name)
    if all(word.lower() in function_words() for word in words):
        return  # "uw Kamer" names something, but stands in every letter
    if len(words) > 1:
        yield tuple(word.lower() for word in words), concepts
    else:
        yield words, concepts


def _sides(thing: Thing) -> tuple[str, ...]:
    """What a thing lies in or is led by."""
    sides = (thing.of, thing.lead, *thing.countries, *_facts().get(thing.slug, ()))
    return tuple(side for side in sides if side)


@cache
def _facts() -> Mapping[str, tuple[str, ...]]:
    """The countries and leading organisation of missions of the reference data."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for triple in read_turtle(resources.path("data", "reference", "missions.ttl")).triples:
        if triple.predicate.value in {f"{NKG}inCountry", f"{NKG}leadOrganisation"}:
            found[short_id(value_of(triple.subject))].append(short_id(value_of(triple.object)))
    return {slug: tuple(sides) for slug, sides in found.items()}


class _Around:
    """What places lie in."""

    def __init__(self) -> None:
        data = resources.load_yaml("data", "language", "places-nl.yaml")
        self._slugs = _slugs(load_lexicon())
        self._same: dict[str, str] = {name: names[0] for names in data["also"] for name in names}
        self._outer: defaultdict[str, list[str]] = defaultdict(list)
        names = list(self._same)
        for outer, inner in data["within"].items():
            for name in inner:
                self._outer[self._key(name)].append(self._key(outer))
            names += [name for name in (outer, *inner) if name != name.lower()]  # the others are slugs
        self.own_names = tuple(dict.fromkeys(names))

    def _key(self, name: str) -> str:
        name = self._same.get(name, name)
        return self._slugs.get(name, name.lower())

    def of(self, name: str, sides: Iterable[str]) -> Concepts:
        """The thing itself, and all that it lies in, each step counting less."""
        key = self._key(name)
        found = {f"{_THING}{key}": 1.0}
        ring, credit = {key}, 1.0
        beside = set(sides)
        while ring and credit * _AROUND >= _LEAST:
            credit *= _AROUND
            ring = {outer for inner in ring for outer in self._outer.get(inner, ())} | beside
            beside = set()
            for outer in ring:
                found.setdefault(f"{_THING}{outer}", credit)
        return found


def _slugs(lexicon: Lexicon) -> dict[str, str]:
    """The slug of each place, region and state by its names, and by itself."""
    found: dict[str, str] = {}
    for thing in lexicon.things.values():
        if thing.kind in {"Place", "Region", "State"}:
            found[thing.slug] = thing.slug
            for name in lexicon.names_of(thing):
                found.setdefault(name, thing.slug)
    return found
