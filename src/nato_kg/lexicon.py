"""The names that letters use for things: those of the reference data, and those of `data/lexicon/`.

A thing of `data/lexicon/` with the kind and slug of a thing of the reference data is the same thing; its names are more
names of it. No name stands in Python.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from nato_kg import resources
from nato_kg.errors import DataError
from nato_kg.namespaces import NKG, RDF_TYPE, RDFS_LABEL, SKOS, short_id
from nato_kg.turtle import read_turtle

__all__ = ["Case", "Lexicon", "Name", "Reading", "Thing", "load_lexicon", "read_data"]

_NAME_PROPERTIES = (RDFS_LABEL, f"{SKOS}altLabel", f"{NKG}acronym", f"{NKG}demonym")
_DEMONYM = f"{NKG}demonym"
_OWNERS = (f"{NKG}partOf", f"{NKG}postIn", f"{NKG}ofState")


class Case(Enum):
    """Which capitals a name is found with."""

    EXACT = "as written"
    INITIAL = "as written, or with a capital first letter"
    ANY = "any, with a capital somewhere if the name has one"

    @classmethod
    def of(cls, name: str) -> Case:
        """Words are found in any case, a single word only as it is, or at the start of a sentence."""
        if " " in name or ("-" in name and not name.isupper()):
            return cls.ANY
        return cls.EXACT if name != name.lower() else cls.INITIAL


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that has names. `curated`: the reference data knows it. `of`: what it belongs to, a slug.

    `lead` and `countries` (slugs) are what `data/lexicon/` says of a mission; the reference data has its own.
    """

    kind: str
    slug: str
    nl: str = ""
    en: str = ""
    curated: bool = False
    of: str = ""
    lead: str = ""
    countries: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Kind and slug: what tells things apart."""
        return f"{self.kind}/{self.slug}"

    @property
    def label(self) -> str:
        """A label for people, in Dutch where there is one."""
        return self.nl or self.en or self.slug


@dataclass(frozen=True, slots=True)
class Reading:
    """How a name of several things is read: see `readings` in `data/lexicon/names.yaml`."""

    by_addressee: bool = False
    only: bool = False
    beside: bool = False
    alone: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the things that it can stand for, the likeliest first. A demonym stands for its state."""

    text: str
    things: tuple[Thing, ...]
    case: Case
    demonym: bool = False
    reading: Reading | None = None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every thing by its key, every name, surnames, and which group meets where a body does."""

    things: Mapping[str, Thing]
    names: tuple[Name, ...]
    surnames: Mapping[str, tuple[Thing, ...]]
    implies: Mapping[str, tuple[Thing, ...]]

    def find(self, text: str, kind: str | None = None) -> tuple[Thing, ...]:
        """The things of a kind (or any) that are called exactly so."""
        found = (thing for name in _by_text(self).get(text, ()) for thing in name.things if kind in (None, thing.kind))
        return tuple(dict.fromkeys(found))

    def names_of(self, thing: Thing) -> tuple[str, ...]:
        """Everything that the thing is called."""
        return _by_thing(self).get(thing.key, ())


@cache
def _by_text(lexicon: Lexicon) -> Mapping[str, tuple[Name, ...]]:
    called: defaultdict[str, list[Name]] = defaultdict(list)
    for name in lexicon.names:
        called[name.text].append(name)
    return {text: tuple(names) for text, names in called.items()}


@cache
def _by_thing(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    called: defaultdict[str, list[str]] = defaultdict(list)
    for name in lexicon.names:
        for thing in name.things:
            called[thing.key].append(name.text)
    return {key: tuple(texts) for key, texts in called.items()}


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the shipped data, read once.

    Raises DataError (path) when a file is not what it should be, ResourceError when it is missing.
    """
    builder = _Builder(tuple(read_data("names")["kinds"]))
    for path in sorted(resources.path("data", "reference").glob("*.ttl")):
        builder.add_reference(path)
    for row in read_data("countries-nl")["states"]:
        builder.add_state(row)
    for row in read_data("missions")["missions"]:
        builder.add("Mission", row)
    names, posts = read_data("names"), read_data("posts")
    for kind, rows in {**names["things"], "Post": posts["posts"], "Ministry": posts["ministries"]}.items():
        for row in rows:
            builder.add(kind, row)
    return builder.build(names["readings"], names["implies"])


@cache
def read_data(name: str) -> Mapping[str, Any]:
    """The content of `data/lexicon/{name}.yaml`; DataError when it is no mapping in YAML."""
    path = resources.path("data", "lexicon", f"{name}.yaml")
    content = resources.load_yaml("data", "lexicon", f"{name}.yaml")
    if not isinstance(content, dict):
        raise DataError("a mapping is expected", path=path, hint="see the other files of the folder")
    return content


class _Builder:
    """Things and names on their way into a Lexicon."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self._kinds = frozenset(f"{NKG}{kind}" for kind in kinds)
        self._things: dict[str, Thing] = {}
        self._names: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)

    def add_reference(self, path: Path) -> None:
        """Things, labels and demonyms of a file of reference data."""
        triples = read_turtle(path).triples
        keys: dict[str, str] = {}
        for triple in triples:
            kind = _address(triple.object)
            if triple.predicate.value == RDF_TYPE and kind in self._kinds:
                thing = Thing(kind.removeprefix(NKG), short_id(_address(triple.subject)), curated=True)
                self._things.setdefault(thing.key, thing)
                keys[_address(triple.subject)] = thing.key
        for triple in triples:
            if key := keys.get(_address(triple.subject)):
                self._add_fact(key, triple.predicate.value, triple.object)

    def _add_fact(self, key: str, predicate: str, value: object) -> None:
        if predicate in _NAME_PROPERTIES and isinstance(value, Literal):
            self._name(key, value.value, demonym=predicate == _DEMONYM)
            if predicate == RDFS_LABEL and value.language == "nl":
                self._things[key] = replace(self._things[key], nl=value.value)
            elif predicate == RDFS_LABEL and value.language == "en":
                self._things[key] = replace(self._things[key], en=value.value)
        elif predicate in _OWNERS:
            self._things[key] = replace(self._things[key], of=short_id(_address(value)))

    def add_state(self, row: Mapping[str, Any]) -> None:
        """A row of `countries-nl.yaml`."""
        names = [row["nl"], row["en"], *row.get("also", ())]
        key = self.add("State", {**row, "names": names})
        for word in (*row.get("adjectives", ()), *row.get("people", ())):
            self._name(key, word, demonym=True)

    def add(self, kind: str, row: Mapping[str, Any]) -> str:
        """A thing with its names, merged with the one that is there."""
        key = f"{kind}/{row['slug']}"
        new = Thing(
            kind,
            row["slug"],
            row.get("nl", row["names"][0]),
            row.get("en", ""),
            of=row.get("of", ""),
            lead=row.get("lead", ""),
            countries=tuple(row.get("countries", ())),
        )
        old = self._things.get(key, new)
        self._things[key] = replace(
            old, of=old.of or new.of, lead=new.lead or old.lead, countries=new.countries or old.countries
        )
        for name in (*row["names"], *([row["en"]] if "en" in row else ())):
            self._name(key, name)
        return key

    def _name(self, key: str, name: str, *, demonym: bool = False) -> None:
        for variant in _variants(name.replace("’", "'"), self._things[key].kind):
            keys = self._names[variant, demonym]
            if key not in keys:
                keys.append(key)

    def build(self, readings: Iterable[Mapping[str, Any]], implies: Mapping[str, list[str]]) -> Lexicon:
        """The lexicon. A name under `readings` is read as that says, whatever else is called so."""
        ruled = tuple(self._readings(readings))
        taken = {name.text.casefold() for name in ruled}
        names = [
            Name(text, tuple(self._things[key] for key in keys), Case.of(text), demonym)
            for (text, demonym), keys in self._names.items()
            if text.casefold() not in taken
        ]
        return Lexicon(
            dict(self._things),
            (*names, *ruled),
            self._surnames(),
            {key: tuple(self._things[group] for group in groups) for key, groups in implies.items()},
        )

    def _readings(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Name]:
        for row in rows:
            things = tuple(self._things[key] for key in row["things"])
            flags = {flag: row.get(flag, False) for flag in ("only", "beside", "alone", "closed")}
            reading = Reading(row.get("by") == "addressee", **flags)
            for text in row["names"]:
                yield Name(text, things, Case.of(text), reading=reading)

    def _surnames(self) -> Mapping[str, tuple[Thing, ...]]:
        """Who is called so after the first name; a double surname is also found by its first half."""
        found: defaultdict[str, list[Thing]] = defaultdict(list)
        for (text, _), keys in self._names.items():
            persons = [self._things[key] for key in keys if self._things[key].kind == "Person"]
            _, _, surname = text.partition(" ")
            for spelling in {surname, surname.split("-")[0]} - {""}:
                found[spelling.casefold()] += [p for p in persons if p not in found[spelling.casefold()]]
        return {surname: tuple(persons) for surname, persons in found.items() if persons}


def _variants(name: str, kind: str) -> Iterator[str]:
    """The name, and what it brings: see `missions.yaml`."""
    yield name
    head, _, rest = name.partition(" ")
    if kind == "Mission" and rest and head.casefold() == "operation":
        yield f"Operatie {rest}"
        if " " in rest:
            yield rest


def _address(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
