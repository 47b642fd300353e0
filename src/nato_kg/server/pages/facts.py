"""What the graph says of a thing, each fact with the letter or the source that says it, and what points to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from nato_kg.namespaces import CODE, GRAPH, ID, INFERRED, NKG, SCHEMA, XSD, letter_iri, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX, period_of
from nato_kg.server.addresses import safe_link
from nato_kg.server.pages.described import Described, describe, kinds_of, letter_of
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of

#: Said elsewhere on the page, or how the graph keeps what it knows.
_NOT_SHOWN: Final = frozenset(
    nkg(name)
    for name in (
        *("id", "kind", "gloss", "impliedField", "unverifiedField", "evidence", "dueEvidence", "rendition"),
        *("mentionedBy", "mentions", "statedIn", "inDocument", "inRendition", "candidateFor", "derivedFrom"),
    )
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value: text, with a page of ours or an address outside where it has one, and the letters that say it."""

    text: str
    thing: Described | None = None
    outside: str | None = None
    letters: tuple[str, ...] = ()
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What the graph says by one property. ``inferred`` when only reasoning gives it."""

    name: str
    label: str
    values: tuple[Value, ...]
    implied: bool = False
    unverified: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Pointing:
    """What points to a thing by one property: records and things of one kind."""

    name: str
    label: str
    kind_label: str
    things: tuple[Described, ...]


def read_facts(view: View, iri: str) -> list[Fact]:
    """The facts of a thing, stated ones before what follows from them."""
    own = {letter_of(iri), short_id(iri)}
    quads = [
        q
        for q in view.graph.store.store.quads_for_pattern(NamedNode(iri), None, None)
        if _is_shown(q) and not (_letters_beside(q) - own) & view.later_letters
    ]
    flagged = {
        flag: {
            value_of(q.object)
            for q in view.graph.store.store.quads_for_pattern(NamedNode(iri), NamedNode(nkg(flag)), None)
        }
        for flag in ("impliedField", "unverifiedField")
    }
    named = describe(view, {value_of(q.object) for q in quads if isinstance(q.object, NamedNode)})
    facts = []
    for name in sorted({q.predicate.value for q in quads}):
        all_said = [q for q in quads if q.predicate.value == name]
        stated = [q for q in all_said if not _is_inferred(q)]
        facts.append(
            Fact(
                short_id(name),
                property_label(view, name),
                tuple(_values(view, stated or all_said, named)),
                bool(flagged["impliedField"] & view.vocabulary.superproperties(name)),
                bool(flagged["unverifiedField"] & {name, nkg("kind")}),
                not stated,
            )
        )
    return sorted(_without_echoes(facts), key=lambda fact: (fact.inferred, fact.label))


def read_pointing(view: View, iri: str, leave_out: Container[str] = ()) -> list[Pointing]:
    """What states something of the thing, by property and kind; ``leave_out`` are records told elsewhere."""
    grouped: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    quads = [
        q
        for q in view.graph.store.store.quads_for_pattern(None, None, NamedNode(iri))
        if _is_shown(q) and not _is_inferred(q) and value_of(q.subject).startswith(ID)
    ]
    kinds = kinds_of(view, {value_of(q.subject) for q in quads})
    for quad in quads:
        if value_of(quad.subject) not in leave_out and letter_of(value_of(quad.subject)) not in view.later_letters:
            kind = kinds.get(value_of(quad.subject), "")
            grouped[quad.predicate.value, kind].add(value_of(quad.subject))
    named = describe(view, {subject for subjects in grouped.values() for subject in subjects})
    vocabulary, language = view.vocabulary, view.language
    found = [
        Pointing(
            short_id(name),
            property_label(view, name),
            vocabulary.label(kind, language) if kind else "",
            tuple(sorted((named[s] for s in subjects), key=lambda thing: (thing.title.casefold(), thing.iri))),
        )
        for (name, kind), subjects in grouped.items()
    ]
    return sorted(found, key=lambda pointing: (pointing.kind_label, pointing.label))


def outside_sources(facts: Sequence[Fact]) -> list[str]:
    """The addresses on which a thing rests, where it rests on no letter's text."""
    return [value.outside for fact in facts if fact.name == "source" for value in fact.values if value.outside]


def property_label(view: View, name: str) -> str:
    """The label of a property: the ontology's; for one of another vocabulary, what the pages call it."""
    key = f"property_{short_id(name)}"
    return view.texts.say(key) if view.texts.has(key) else view.vocabulary.label(name, view.language)


def _is_shown(quad: Quad) -> bool:
    name = quad.predicate.value
    return name.startswith((NKG, SCHEMA)) and name not in _NOT_SHOWN


def _letters_beside(quad: Quad) -> set[str | None]:
    """The ids of the letters in whose graph a fact stands or follows, and that its value is, or is a record of."""
    value = value_of(quad.object)
    return {short_id(value_of(quad.graph_name)), short_id(value), letter_of(value)}


def _is_inferred(quad: Quad) -> bool:
    return value_of(quad.graph_name).startswith(INFERRED)


def _without_echoes(facts: list[Fact]) -> list[Fact]:
    """Facts without inferred ones whose every value a stated one has (``about`` beside ``aboutMission``)."""
    stated = {value.text for fact in facts if not fact.inferred for value in fact.values}
    return [fact for fact in facts if not fact.inferred or any(value.text not in stated for value in fact.values)]


def _values(view: View, quads: list[Quad], named: dict[str, Described]) -> list[Value]:
    """The values of a property, each with the letters that give it; texts in the page's language if there are any."""
    spoken = [q for q in quads if not isinstance(q.object, Literal) or q.object.language in {None, view.language}]
    letters: defaultdict[object, set[str]] = defaultdict(set)
    for quad in spoken or quads:
        letters[quad.object] |= {letter for letter in [_letter_of(quad)] if letter}
    found = [_value(view, term, named, tuple(sorted(said))) for term, said in letters.items()]
    return sorted(found, key=lambda value: (value.text.casefold(), value.thing.iri if value.thing else ""))


def _letter_of(quad: Quad) -> str | None:
    """The letter in whose graph it stands; none for reference data and what joining adds."""
    name = short_id(value_of(quad.graph_name))
    is_letters = value_of(quad.graph_name) in {f"{GRAPH}{name}", f"{GRAPH}curated/{name}"} and "-" in name
    return letter_iri(name) if is_letters else None


def _value(view: View, term: object, named: dict[str, Described], letters: tuple[str, ...]) -> Value:
    if isinstance(term, Literal):
        is_day = term.datatype.value == f"{XSD}date"
        text = view.texts.say(f"literal_{term.value}") if term.datatype.value == f"{XSD}boolean" else term.value
        return Value(text, letters=letters, edtf=term.value if is_day else None)
    iri = value_of(term)
    if iri.startswith(PERIOD_PREFIX):
        period = period_of(iri)
        return Value(period.edtf if period else iri, letters=letters, edtf=period.edtf if period else None)
    if iri.startswith((CODE, NKG)):
        return Value(view.vocabulary.label(iri, view.language), named.get(iri), letters=letters)
    if iri in named:
        return Value(named[iri].title, named[iri], letters=letters)
    return Value(iri, outside=safe_link(iri), letters=letters)
