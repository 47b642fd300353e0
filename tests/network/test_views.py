"""Views: files, colours that people can tell apart, and what each shows."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from nato_kg.errors import DataError, InputError, UnknownNameError
from nato_kg.namespaces import ID
from nato_kg.network import Edge, Network, Spell, View, load_view, read_network, view_names
from nato_kg.store import EmbeddedStore, open_store
from nato_kg.vocabulary import Vocabulary

LETTER = f"{ID}letter/kst-28676-418"
CONSTRUCT = "CONSTRUCT { ?m nkg:inCountry ?c } WHERE { ?m nkg:inCountry ?c }"


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@pytest.fixture(scope="module")
def show(store: EmbeddedStore) -> Callable[[str], Network]:
    networks = {name: read_network(store, view=load_view(name)) for name in view_names()}
    return networks.__getitem__


def edges(network: Network, kind: str) -> dict[tuple[str, str], Edge]:
    named = {iri: node.id for iri, node in network.nodes.items()}
    return {(named[e.source], named[e.target]): e for e in network.edges if e.kind == kind}


# ------------------------------------------------------------ what each shows


def test_the_policy_network_goes_from_a_mission_to_the_letter_that_keeps_the_promise(
    show: Callable[[str], Network],
) -> None:
    network = show("policy")
    assert {node.kind for node in network.nodes.values()} == {"Mission", "Decision", "Commitment", "Letter"}
    assert ("mission/nmi", "kst-28676-418/dec-nmi-unit") in edges(network, "hasDecision")
    assert ("kst-28676-418/dec-nmi-unit", "kst-28676-418/com-nmi") in edges(network, "givesRiseTo")
    kept = edges(network, "fulfilledBy")["kst-28676-418/com-nmi", "letter/kst-27925-943"]
    assert kept.sources == ("kst-27925-943",)


def test_who_meets_whom_has_the_days_of_the_meeting(show: Callable[[str], Network]) -> None:
    network = show("meetings")
    assert "Participation" not in {node.kind for node in network.nodes.values()}
    part = edges(network, "takesPart")["state/finland", "meeting/nato-defence-ministers-2022-10-12"]
    assert part.spells == (Spell(date(2022, 10, 12), date(2022, 10, 13)),)
    assert network.style.label("takesPart") == "takes part in"
    assert ("kst-28676-418/npg-meeting", "state/finland") in edges(network, "excludes")


def test_missions_have_contributors_with_the_days_of_their_contributions(show: Callable[[str], Network]) -> None:
    network = show("missions")
    given = edges(network, "contributes")["state/netherlands", "mission/eufor-althea"]
    assert (given.weight, given.spells) == (2, (Spell(date(2023, 6, 1), date(2025, 7, 31)),))
    assert edges(network, "mandates")["body/un-security-council", "mission/eufor-althea"].weight > 20
    assert ("mission/kfor", "organisation/nato") in edges(network, "leadOrganisation")


def test_letters_cite_letters_as_often_as_they_do(show: Callable[[str], Network]) -> None:
    network = show("citations")
    assert edges(network, "cites")["letter/kst-28676-418", "letter/kst-29521-446"].weight == 2
    assert ("letter/kst-27925-943", "letter/kst-28676-418") in edges(network, "keepsPromiseOf")


def test_every_view_says_what_it_is_in_two_languages() -> None:
    for name in view_names():
        view = load_view(name)
        assert set(view.title) == set(view.description) == {"en", "nl"}


def test_views_of_the_fictional_letters_hold_their_letters(fictional_store: Path) -> None:
    store = open_store(fictional_store)
    for name in view_names():
        network = read_network(store, "nl", load_view(name))
        assert network.edges
        assert {end for e in network.edges for end in (e.source, e.target)} <= set(network.nodes)


# ------------------------------------------------------------ files


def make(folder: Path, mapping: str, query: str = CONSTRUCT) -> View:
    (folder / "mine.yaml").write_text(mapping, encoding="utf-8")
    (folder / "mine.rq").write_text(query, encoding="utf-8")
    return load_view(str(folder / "mine.rq"))


TEXTS = "title: {en: Mine}\ndescription: {en: Where missions are}\n"


def test_a_view_of_ones_own_takes_the_rest_from_the_whole(store: EmbeddedStore, tmp_path: Path) -> None:
    view = make(tmp_path, TEXTS + 'colours: {Mission: "#000000"}\n')
    assert view.time == load_view().time
    network = read_network(store, view=view)
    assert {edge.kind for edge in network.edges} == {"inCountry"}
    assert network.style.colour("Mission") == "#000000"
    assert network.nodes[f"{ID}mission/kfor"].attributes["acronym"] == "KFOR"


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("- a list", "the mapping of a view has entries with names"),
        ("a: [", "no valid YAML"),
        (TEXTS + "colour: {}", "'colour' is no entry of a view"),
        (TEXTS + "colours: {Mission: red}", "'red' is no colour such as #D55E00"),
        (TEXTS + "time: [{since: start}]", "a rule of time has from, to, day or as, not since"),
        (TEXTS + "edges: [{record: Mandate}]", "source"),
    ],
)
def test_a_mapping_that_cannot_be_understood_says_why(tmp_path: Path, mapping: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        make(tmp_path, mapping)
    assert "docs/gephi.md" in str(caught.value)
    assert caught.value.path == tmp_path / "mine.yaml"


@pytest.mark.parametrize(
    ("query", "message"), [("SELECT ?x { ?x a nkg:Mission }", "is no CONSTRUCT"), ("CONSTRUC", "no valid SPARQL")]
)
def test_a_query_that_is_no_construct_is_refused(
    store: EmbeddedStore, tmp_path: Path, query: str, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        read_network(store, view=make(tmp_path, TEXTS, query))


def test_a_view_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="there are citations, meetings, missions, policy, whole"):
        load_view("nothing")
    with pytest.raises(InputError, match="cannot be read"):
        load_view(str(tmp_path / "none.rq"))


# ------------------------------------------------------------ colours

#: How each kind of colour vision sees linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1).
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """A colour as someone sees it, in CIE L*a*b* (D65)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (b / 255 for b in bytes.fromhex(colour[1:]))
    ]
    seen = [min(1.0, max(0.0, sum(f * c for f, c in zip(row, linear, strict=True)))) for row in VISION[vision]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (sum(f * c for f, c in zip(row, seen, strict=True)) for row in to_xyz)
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x / 0.95047, y, z / 1.08883))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("name", view_names())
def test_colours_of_a_view_can_be_told_apart(name: str, vision: str) -> None:
    """At least 10 apart in CIE76, where about 2.3 can just be seen."""
    view = load_view(name)
    for one, other in combinations({*view.colours.values(), view.other, "#FFFFFF"}, 2):
        assert math.dist(lab(one, vision), lab(other, vision)) > 10, f"{one} and {other}"


def test_a_kind_without_a_colour_takes_that_of_the_nearest_kind_above_it(store: EmbeddedStore) -> None:
    vocabulary = Vocabulary(q.triple for q in store.store.quads_for_pattern(None, None, None))
    style = load_view().style(vocabulary, "nl")
    assert style.colour("MinisterialMeeting") == load_view().colours["Occurrence"]
    assert style.colour("Letter") == load_view().colours["Document"]
    assert style.colour("State") == load_view().colours["State"]
    assert style.colour("Mandate") == load_view().colours["Record"]
    assert style.colour("Topic") == load_view().other
    assert style.label("decidedBy") == "besloten door"
