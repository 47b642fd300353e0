"""Persons whom letters name in several ways and who are one: the same surname and post, and initials that agree.

A minister signs as *K.H. Ollongren* here and *drs. K. Ollongren* there. Surname and initials alone say too little: two
names are one person only where both held the same post, and only where no third name fits as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pyoxigraph import Triple

from nato_kg.graph.curated import LetterGraph
from nato_kg.links.merging import Merge, web_address
from nato_kg.namespaces import ID, RDFS_LABEL, SKOS_ALT_LABEL, nkg, short_id
from nato_kg.readers.language import layout
from nato_kg.terms import value_of

_PERSON = f"{ID}person/"
_INITIALS = re.compile(r"(?:[^\W\d_]{1,4}\.){1,8}")


@dataclass(slots=True)
class _Person:
    """A person's names and posts, and the first letter that gives a name (empty for curated data)."""

    iri: str
    names: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    letter: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as its parts: initials or given names, and the words of the surname in lower case."""

    given: tuple[str, ...]
    initials: bool
    surname: tuple[str, ...]


def find_person_merges(
    letters: Iterable[LetterGraph], written: Iterable[Collection[Triple]], apart: Collection[frozenset[str]]
) -> list[Merge]:
    """The persons of ``letters`` who are one with another, or with one of whom people wrote (``written``)."""
    known = _read_persons(("", triples) for triples in written)
    found = _read_persons((letter.letter_id, letter.triples) for letter in letters)
    kept = {iri: person for iri, person in known.items() if person.names}
    merges = []
    for iri in sorted(found, key=lambda iri: _rank(found[iri])):
        person = found[iri]
        if iri in known or not person.names:
            continue
        same = [k for k in kept.values() if _is_same(person, k) and frozenset({iri, k.iri}) not in apart]
        if len(same) == 1:
            merges.append(Merge(same[0].iri, iri, _reasons(person, same[0]), web_address(person.letter)))
        else:
            kept[iri] = person
    return merges


def _read_persons(graphs: Iterable[tuple[str, Collection[Triple]]]) -> dict[str, _Person]:
    """The persons of the graphs by address, each with the letter that names it first."""
    persons: dict[str, _Person] = {}
    held: defaultdict[str, dict[str, str]] = defaultdict(dict)  # by signature or tenure: person and post
    for letter, triples in graphs:
        for triple in triples:
            subject, predicate, value = value_of(triple.subject), triple.predicate.value, value_of(triple.object)
            if subject.startswith(_PERSON) and predicate in {RDFS_LABEL, SKOS_ALT_LABEL}:
                persons.setdefault(subject, _Person(subject, letter=letter)).names.add(value)
            elif predicate in {nkg("signatory"), nkg("holder")}:
                held[subject]["person"] = value
            elif predicate in {nkg("signedAs"), nkg("post")}:
                held[subject]["post"] = value
    for pair in held.values():
        if "person" in pair and "post" in pair:
            persons.setdefault(pair["person"], _Person(pair["person"])).posts.add(pair["post"])
    return persons


def _is_same(one: _Person, other: _Person) -> bool:
    if not one.posts & other.posts:
        return False
    return any(_agree(_parse(a), _parse(b)) for a in one.names for b in other.names)


def _parse(name: str) -> _Name:
    """A name without titles; of names written out, only the first is surely a given one."""
    words = [word for word in name.split() if word.lower() not in layout().name_titles]
    first = words[0] if words else ""
    if _INITIALS.fullmatch(first):
        given = tuple(part for part in first.split(".") if part)
        return _Name(given, initials=True, surname=tuple(w.casefold() for w in words[1:]))
    return _Name(tuple(words[:1]), initials=False, surname=tuple(w.casefold() for w in words[1:]))


def _agree(one: _Name, other: _Name) -> bool:
    """Whether two names can be of one person: equal surnames, and initials of which one are the beginning of the other.

    A given name agrees with the initials that begin with its first letter.
    """
    if not one.surname or one.surname != other.surname or not (one.given and other.given):
        return False
    if one.initials and other.initials:
        first, second = ([part.casefold() for part in name.given] for name in (one, other))
        return all(a == b for a, b in zip(first, second, strict=False))
    if one.initials or other.initials:
        return one.given[0][0].casefold() == other.given[0][0].casefold()
    return one.given[0].casefold() == other.given[0].casefold()


def _rank(person: _Person) -> tuple[int, str]:
    """Those of whom a name tells most come first, so that they are kept: the most initials, then by address."""
    return -max((len(_parse(name).given) for name in person.names), default=0), person.iri


def _reasons(merged: _Person, kept: _Person) -> dict[str, str]:
    names = sorted(merged.names)[0], sorted(kept.names)[0]
    post = short_id(sorted(merged.posts & kept.posts)[0])
    return {
        "en": f"the same surname and post ({post}), and initials that agree: {names[0]}, {names[1]}",
        "nl": f"dezelfde achternaam en functie ({post}), en voorletters die overeenkomen: {names[0]}, {names[1]}",
    }
