"""Names of the reference data, so that a slug, a label in either language, an alias and an acronym are the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from nato_kg import resources
from nato_kg.lexicon import load_lexicon, read_data
from nato_kg.namespaces import ID, RDFS_LABEL, SKOS, nkg
from nato_kg.terms import value_of
from nato_kg.turtle import read_turtle

_NAMING: Final = frozenset({RDFS_LABEL, f"{SKOS}altLabel", nkg("acronym"), nkg("identifier")})
_ARTICLE: Final = re.compile(r"^(?:de|het|the)-(?=.)")
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
_INNER_ARTICLE: Final = re.compile(r"-the(?=-)")


def slug(name: str) -> str:
    """Lower case, no accents, no article in front, a hyphen for whatever stands between words."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _ARTICLE.sub("", _BETWEEN_WORDS.sub("-", plain).strip("-"))


class Names:
    """Which things a name can stand for: addresses below ``id/`` by slug, such as ``state/netherlands``."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are pairs of an address and a name; an address has its last segment as a name too."""
        things: defaultdict[str, set[str]] = defaultdict(set)
        for thing, name in names:
            things[slug(name)].add(thing)
            things[slug(thing.rsplit("/", 1)[-1])].add(thing)
        self._things = things
        self._addresses = frozenset().union(*things.values())

    def with_names(self, names: Iterable[tuple[str, str]]) -> Names:
        """These names and more; the things are those of the last segment of their addresses."""
        both = Names(names)
        for key, things in self._things.items():
            both._things[key].update(things)
        both._addresses |= self._addresses
        return both

    def keys(self, name: str) -> frozenset[str]:
        """What the name is known by: its slug and the things called so. Two names with a common key are the same."""
        address = name.strip().removeprefix(ID)
        if address in self._addresses:
            return frozenset({address})
        key = slug(name)
        plain = _plain(key)
        return frozenset({key, plain, *self._things.get(key, ()), *self._things.get(plain, ())})


def _plain(key: str) -> str:
    """The slug without articles, a post by the usual order of its words: "foreign-minister-of-jordan"."""
    bare = _INNER_ARTICLE.sub("", key)
    found = next((head for head in _same() if bare.startswith(f"{head}-of-")), None)
    return _same()[found] + bare.removeprefix(found) if found else bare


@cache
def _same() -> Mapping[str, str]:
    same: Mapping[str, str] = read_data("post-names")["same"]
    return same


def load_names(folder: Path) -> Names:
    """The names that the Turtle files of a folder give. Raises :class:`~nato_kg.errors.DataError` with the line."""
    triples = (triple for path in sorted(folder.glob("*.ttl")) for triple in read_turtle(path).triples)
    return Names(
        (value_of(triple.subject).removeprefix(ID), value_of(triple.object))
        for triple in triples
        if triple.predicate.value in _NAMING
    )


@cache
def reference_names() -> Names:
    """The names of the project's reference data and of its lexicon. Raises ResourceError, DataError."""
    known = load_names(resources.path("data", "reference"))
    lexicon = load_lexicon()
    plain = (name for name in lexicon.names if not name.demonym and not name.reading)
    names = ((thing.key, name.text) for name in plain for thing in name.things)
    labels = ((thing.key, label) for thing in lexicon.things.values() for label in (thing.nl, thing.en) if label)
    return known.with_names([*names, *labels])
