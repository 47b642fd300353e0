"""Views: which part of the graph is shown as a network, what becomes an edge, when things are there, and colours.

A view is two files: ``name.rq``, a SPARQL CONSTRUCT whose triples are the edges, and ``name.yaml``, which says how to
show them (docs/gephi.md). What a view leaves out it takes from ``queries/views/whole.yaml``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nato_kg import resources
from nato_kg.errors import DataError, InputError, UnknownNameError
from nato_kg.namespaces import NKG, nkg, short_id
from nato_kg.network.model import Style
from nato_kg.vocabulary import Vocabulary

WHOLE = "whole"
_ENTRIES = frozenset(("title", "description", "without", "hide", "edges", "labels", "time", "colours", "other"))
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class RecordEdge:
    """Records of a kind that become edges, from what ``source`` leads to, to what ``target`` leads to."""

    record: str
    source: str
    target: str
    kind: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TimeRule:
    """When something is there: between two properties' days, on one day, or when another thing is there.

    ``kinds`` are those that it is for; none are all.
    """

    start: str = ""
    end: str = ""
    day: str = ""
    like: str = ""
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """A view: its texts (by language), its query (``None`` for the whole graph) and how it is shown."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    sparql: str | None
    without: frozenset[str]
    hide: frozenset[str]
    edges: tuple[RecordEdge, ...]
    labels: Mapping[str, Mapping[str, str]]
    time: tuple[TimeRule, ...]
    colours: Mapping[str, str]
    other: str

    def style(self, vocabulary: Vocabulary, language: str) -> Style:
        """Colours for every kind of the ontology, and words for every kind of edge, in a language."""
        colours = {short_id(kind): self._colour(kind, vocabulary) for kind in vocabulary.classes}
        labels = {short_id(p): vocabulary.label(p, language) for p in vocabulary.properties}
        given = {**{edge.kind: edge.label for edge in self.edges}, **self.labels}
        own = {kind: texts.get(language) or kind for kind, texts in given.items()}
        title = self.title.get(language) or self.name
        return Style(title, colours, {**labels, **own})

    def _colour(self, kind: str, vocabulary: Vocabulary) -> str:
        """That of the kind itself, else of the nearest kind above it: the one with the most kinds above its own."""
        named = [c for c in vocabulary.superclasses(kind) if c.startswith(NKG) and short_id(c) in self.colours]
        nearest = max(named, key=lambda c: (c == kind, len(vocabulary.superclasses(c)), c), default=None)
        return self.colours[short_id(nearest)] if nearest else self.other


def view_names() -> list[str]:
    """The names of the views that come with the project, in order."""
    return sorted(path.stem for path in resources.path("queries", "views").glob("*.yaml"))


@cache
def plumbing() -> frozenset[str]:
    """The addresses of the kinds that say how the graph knows something, and are no part of a network."""
    return frozenset(map(nkg, load_view().without))


def load_view(name: str = WHOLE) -> View:
    """A view by name, or by the path of a ``.rq`` file of one's own with its ``.yaml`` beside it.

    Raises :class:`~nato_kg.errors.UnknownNameError` when there is no such view, and
    :class:`~nato_kg.errors.DataError` when a file of it cannot be understood.
    """
    if name in view_names():
        file = resources.path("queries", "views", f"{name}.yaml")
    elif name.endswith(".rq"):
        file = Path(name).with_suffix(".yaml")
    else:
        raise UnknownNameError(
            f"no view is called '{name}'",
            identifier=name,
            suggestions=difflib.get_close_matches(name, view_names(), n=3),
            hint=f"there are {', '.join(view_names())}; one of your own is named by its .rq file",
        )
    query = file.with_suffix(".rq")
    default = _load(resources.path("queries", "views", f"{WHOLE}.yaml"))
    return _make_view(file, {**default, **_load(file)}, None if query.stem == WHOLE else _read(query))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the view cannot be read: {error}", path=file, hint="see docs/gephi.md") from error


def _load(file: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(_read(file))
    except yaml.YAMLError as error:
        raise DataError(f"no valid YAML: {error}", path=file, hint="see docs/gephi.md") from error
    if not isinstance(found, dict):
        raise DataError("the mapping of a view has entries with names", path=file, hint="see docs/gephi.md")
    return found


def _make_view(file: Path, found: Mapping[str, Any], sparql: str | None) -> View:
    try:
        unknown = set(found) - _ENTRIES
        if unknown:
            raise ValueError(f"'{min(unknown)}' is no entry of a view")
        colours = {str(kind): str(colour) for kind, colour in (found["colours"] or {}).items()}
        for colour in (*colours.values(), str(found["other"])):
            if not _COLOUR.fullmatch(colour):
                raise ValueError(f"'{colour}' is no colour such as #D55E00")
        return View(
            file.stem,
            found["title"],
            found["description"],
            sparql,
            frozenset(found["without"] or ()),
            frozenset(found["hide"] or ()),
            tuple(_record_edge(entry) for entry in found["edges"] or ()),
            found.get("labels") or {},
            tuple(_time_rule(entry) for entry in found["time"] or ()),
            colours,
            str(found["other"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"the view cannot be understood: {error}", path=file, hint="see docs/gephi.md") from error


def _record_edge(entry: Mapping[str, Any]) -> RecordEdge:
    kind = entry.get("kind") or entry["record"]
    return RecordEdge(entry["record"], entry["source"], entry["target"], kind, entry.get("label") or {})


def _time_rule(entry: Mapping[str, Any]) -> TimeRule:
    unknown = set(entry) - {"from", "to", "day", "as", "of"}
    if unknown or not set(entry) - {"of"}:
        raise ValueError(f"a rule of time has from, to, day or as, not {', '.join(sorted(unknown)) or 'nothing'}")
    start, end, day, like = (str(entry.get(key, "")) for key in ("from", "to", "day", "as"))
    return TimeRule(start, end, day, like, frozenset(entry.get("of", ())))
