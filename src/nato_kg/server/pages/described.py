"""How things are named on pages: a title that says something, the kind in words, and what the letter says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode

from nato_kg.names import labels_of, texts_of
from nato_kg.namespaces import BASE, ID, is_local, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX, period_of
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of

#: From a record to the words of the letter that state it, or that mention it.
WORDS: Final = "nkg:evidence/nkg:quotation"
_KINDS: Final = "SELECT DISTINCT ?thing ?kind WHERE {{ VALUES ?thing {{ {values} }} ?thing nkg:kind ?kind }}"
_PARTS: Final = """
SELECT DISTINCT ?record ?property ?part WHERE {{
  VALUES ?record {{ {values} }}
  GRAPH ?graph {{ ?record ?property ?part }}
  FILTER(STRSTARTS(STR(?part), "https://w3id.org/nato-kg/id/"))
  FILTER(?property NOT IN (nkg:evidence, nkg:statedIn, nkg:derivedFrom, nkg:promisedIn))
  FILTER(!STRSTARTS(STR(?graph), "https://w3id.org/nato-kg/graph/inferred/"))
  FILTER NOT EXISTS {{ ?record nkg:statedIn ?part }}
}}
ORDER BY ?record ?property ?part
"""
_LONGEST: Final = 110
_MOST_KEPT: Final = 200_000


@dataclass(frozen=True, slots=True)
class Described:
    """A thing as a link shows it; ``quoted`` when the title is the letter's own words, in the letter's language."""

    iri: str
    title: str
    kind: str
    kind_label: str
    words: str | None = None
    quoted: bool = False

    @property
    def id(self) -> str:
        """The last segment of the address."""
        return short_id(self.iri)

    @property
    def letter_id(self) -> str | None:
        """The letter that states it, where it is what one letter states."""
        return letter_of(self.iri)


def describe(view: View, iris: Iterable[str]) -> dict[str, Described]:
    """Things, records and codes by address, with titles in the page's language.

    A record is titled by its gloss, else its label, else the letter's words; a label that extraction made of the kind
    and the first words gives way to the words.
    """
    wanted = {iri for iri in iris if iri.startswith(BASE)}
    store, language = view.graph.store, view.language
    kinds = kinds_of(view, wanted)
    labels = labels_of(store, wanted, language)
    local = {iri for iri in wanted if is_local(iri)}
    glosses = texts_of(store, local, "nkg:gloss", language)
    words = texts_of(store, local, WORDS, language)
    made = {}
    for iri in wanted:
        kind = kinds.get(iri, "")
        kind_label = view.vocabulary.label(kind, language) if kind else ""
        title, quoted = _title(iri, labels[iri], kind_label, glosses.get(iri), words.get(iri))
        made[iri] = Described(iri, title, short_id(kind), kind_label, words.get(iri), quoted)
    return made | _composed(view, [thing for thing in made.values() if _is_untitled(view, thing)])


def _composed(view: View, untitled: Collection[Described]) -> dict[str, Described]:
    """Records that nothing names, titled by the things that they are about: who, what, where."""
    if not untitled:
        return {}
    values = " ".join(str(NamedNode(thing.iri)) for thing in untitled)
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for row in view.graph.store.select(_PARTS.format(values=values)):
        part = value_of(row["part"])
        if part not in parts[value_of(row["record"])]:
            parts[value_of(row["record"])].append(part)
    all_parts = {part for found in parts.values() for part in found} - {thing.iri for thing in untitled}
    named = describe(view, all_parts)
    titled = {}
    for thing in untitled:
        whom = [part for part in parts[thing.iri] if not part.startswith(PERIOD_PREFIX)] or parts[thing.iri]
        title = " · ".join(_said(view, named[part]) for part in whom if part in named)
        titled[thing.iri] = replace(thing, title=title or thing.kind_label)
    return titled


def _said(view: View, part: Described) -> str:
    return view.texts.period(part.title) if part.iri.startswith(PERIOD_PREFIX) else part.title


def _is_untitled(view: View, thing: Described) -> bool:
    return bool(thing.kind) and thing.title == thing.id and view.vocabulary.is_a(nkg(thing.kind), nkg("Record"))


def kinds_of(view: View, iris: Collection[str]) -> dict[str, str]:
    """The most specific kind (an address) of each thing; looked up once for as long as the graph is served."""
    kept: dict[str, str | None] = view.once("kind-of", dict, on_any_day=True)
    found = {iri: kept[iri] for iri in iris if iri in kept}
    missing = [iri for iri in iris if iri not in found]
    if missing:
        values = " ".join(str(NamedNode(iri)) for iri in sorted(missing))
        rows = view.graph.store.select(_KINDS.format(values=values))
        known = {value_of(row["thing"]): value_of(row["kind"]) for row in rows}
        found |= {iri: known.get(iri) for iri in missing}
        if len(kept) < _MOST_KEPT:
            kept.update(found)
    return {iri: kind for iri, kind in found.items() if kind is not None}


def is_a(view: View, iri: str, ancestor: str) -> bool:
    """Whether a thing is of the kind ``ancestor`` (a name), or of one below it."""
    kind = kinds_of(view, [iri]).get(iri)
    return kind is not None and view.vocabulary.is_a(kind, nkg(ancestor))


def letter_of(iri: str) -> str | None:
    """The id of the letter whose record it is; of what is no letter's, none."""
    return iri.removeprefix(ID).split("/", 1)[0] if is_local(iri) else None


def shorten(text: str, most: int = _LONGEST) -> str:
    """A text of at most so many characters, cut between words."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def _title(iri: str, label: str, kind_label: str, gloss: str | None, words: str | None) -> tuple[str, bool]:
    period = period_of(iri) if iri.startswith(ID) else None
    if period:
        return period.edtf, False
    if gloss:
        return gloss, False
    if words and (label == short_id(iri) or label.startswith(f"{kind_label}: ")):  # a label that extraction made
        return shorten(words), True
    return label, False
