"""The page of anything: which page a kind has, and what every other thing's page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import NamedNode
from starlette.responses import Response

from nato_kg.errors import UnknownNameError
from nato_kg.names import texts_of
from nato_kg.namespaces import CODE, ID, NKG, nkg, short_id
from nato_kg.server.addresses import data_address, iri_of_page
from nato_kg.server.pages.chronicle import read_chronicle
from nato_kg.server.pages.commitments import show_commitment
from nato_kg.server.pages.described import Described, describe, kinds_of
from nato_kg.server.pages.evidence import places_of
from nato_kg.server.pages.facts import read_facts, read_pointing
from nato_kg.server.pages.intervals import read_intervals
from nato_kg.server.pages.letters import show_letter
from nato_kg.server.pages.missions import show_mission
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View

#: Kinds that have a page of their own; a kind below one of them has it too.
PAGES: Final[Mapping[str, Callable[[View, Described], Response]]] = {
    "Mission": show_mission,
    "Letter": show_letter,
    "Commitment": show_commitment,
}


def show_page(view: View) -> Response:
    """The page of what the address names. Raises :class:`~nato_kg.errors.UnknownNameError` for what the graph lacks."""
    path = str(view.request.path_params["path"])
    if path == "ontology":
        return show_ontology(view)
    iri = iri_of_page(path)
    if iri.startswith(CODE):
        return show_code(view, iri)
    kind = kinds_of(view, [iri]).get(iri) if _is_address(iri) else None
    if kind is None:
        raise UnknownNameError(f"the graph has nothing at '{path}'", identifier=path)
    thing = describe(view, [iri])[iri]
    above = view.vocabulary.superclasses(kind)
    own = next((page for name, page in PAGES.items() if nkg(name) in above), show_thing)
    return own(view, thing)


def show_thing(view: View, thing: Described) -> Response:
    """The page of a thing or record that has no page of its own kind."""
    through = read_intervals(view, thing.iri)
    facts = read_facts(view, thing.iri)
    chronicle = read_chronicle(view, thing.iri, through, view.asked.get("kind"))
    held = {interval.record for group in through for interval in group.intervals}
    return render(
        view,
        "thing.html",
        thing=thing,
        facts=facts,
        through=through,
        pointing=read_pointing(view, thing.iri, leave_out=chronicle.told | held),
        chronicle=chronicle,
        kind=view.asked.get("kind"),
        places=places_of(view, thing.iri),
        letters=describe(view, view.graph.addresses_of(thing.iri, nkg("statedIn"))).values(),
        data=data_address(thing.iri),
    )


def show_code(view: View, iri: str) -> Response:
    """The page of a code of a code list: what it means, and what has it."""
    if iri not in view.vocabulary.codes:
        raise UnknownNameError(f"no code list has '{short_id(iri)}'", identifier=iri.removeprefix(CODE))
    title = view.vocabulary.label(iri, view.language)
    thing = Described(iri, title, "", view.texts.say("code"))
    return render(view, "code.html", thing=thing, pointing=read_pointing(view, iri))


def show_ontology(view: View) -> Response:
    """The page of the ontology: every kind and property in words."""
    return render(view, "ontology.html", terms=view.once("terms", lambda: _terms(view), on_any_day=True))


def _terms(view: View) -> dict[str, list[tuple[str, str, str]]]:
    """Kinds and properties: name, label, definition."""
    vocabulary = view.vocabulary
    found = {}
    for name, terms in (("kinds", vocabulary.classes), ("properties", vocabulary.properties)):
        said = texts_of(view.graph.store, terms, "skos:definition", view.language)
        rows = [(t.removeprefix(NKG), vocabulary.label(t, view.language), said.get(t, "")) for t in terms]
        found[name] = sorted(rows, key=lambda row: row[1].casefold())
    return found


def _is_address(iri: str) -> bool:
    """Whether it can stand in a query: no character that an address cannot hold."""
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return iri.startswith(ID) and not any(c in '<>"{}|^`\\' or ord(c) <= 32 for c in iri)
