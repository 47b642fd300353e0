"""Names: ids, labels, aliases and acronyms in both languages; several things with one name; near names."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from nato_kg.errors import AmbiguousNameError, UnknownNameError
from nato_kg.names import labels_of, resolve_name, texts_of
from nato_kg.namespaces import ID, code
from nato_kg.store import EmbeddedStore, open_store


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("eufor-althea", "mission/eufor-althea"),
        ("EUFOR Althea", "mission/eufor-althea"),
        ("  eufor   ALTHEA ", "mission/eufor-althea"),
        ("mission/eufor-althea", "mission/eufor-althea"),
        (f"{ID}mission/eufor-althea", "mission/eufor-althea"),
        ("com-althea", "kst-28676-418/com-althea"),
        ("kst-28676-418", "letter/kst-28676-418"),
        ("KFOR", "mission/kfor"),
        ("Europese Unie", "organisation/european-union"),
        ("European Union", "organisation/european-union"),
        ("VN", "organisation/united-nations"),
        ("UN", "organisation/united-nations"),
        ("Bosnië en Herzegovina", "state/bosnia-and-herzegovina"),
        (unicodedata.normalize("NFD", "Bosnië en Herzegovina"), "state/bosnia-and-herzegovina"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(store: EmbeddedStore, name: str, path: str) -> None:
    assert resolve_name(store, name) == ID + path


def test_a_shared_thing_goes_before_what_one_letter_states_under_the_same_name(store: EmbeddedStore) -> None:
    assert resolve_name(store, "item-althea") == f"{ID}kst-28676-418/item-althea"
    assert labels_of(store, [f"{ID}kst-28676-418/item-althea"]) == {f"{ID}kst-28676-418/item-althea": "EUFOR Althea"}
    assert resolve_name(store, "EUFOR Althea") == f"{ID}mission/eufor-althea"


def test_an_organisation_goes_before_the_dossier_about_it(store: EmbeddedStore) -> None:
    assert resolve_name(store, "NATO") == f"{ID}organisation/nato"
    assert resolve_name(store, "28676") == f"{ID}dossier/28676"


def test_a_name_of_several_things_says_what_it_could_have_meant(fictional_store: Path) -> None:
    with pytest.raises(AmbiguousNameError, match="'session1' can be 2 things; use one of kst-28676-418/session1, "):
        resolve_name(open_store(fictional_store), "session1")


def test_what_an_ambiguous_name_could_have_meant_can_be_typed(fictional_store: Path) -> None:
    store = open_store(fictional_store)
    with pytest.raises(AmbiguousNameError) as caught:
        resolve_name(store, "session1")
    assert [resolve_name(store, name) for name in caught.value.candidates] == [
        f"{ID}kst-28676-418/session1",
        f"{ID}kst-99001-7/session1",
    ]


def test_a_kind_narrows_the_choice(store: EmbeddedStore) -> None:
    assert resolve_name(store, "NATO", kind="Organisation") == f"{ID}organisation/nato"
    with pytest.raises(UnknownNameError, match="nothing is called 'eufor-althea' among things of kind Letter"):
        resolve_name(store, "eufor-althea", kind="Letter")


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("EUFOR", "eufor-althea"), ("kfro", "kfor"), ("kst-28676-419", "kst-28676-418"), ("Nedreland", "netherlands")],
)
def test_near_names_are_suggested(store: EmbeddedStore, name: str, suggestion: str) -> None:
    with pytest.raises(UnknownNameError, match="did you mean") as caught:
        resolve_name(store, name)
    assert suggestion in caught.value.suggestions
    assert len(set(caught.value.suggestions)) == len(caught.value.suggestions)


@pytest.mark.parametrize(
    "name", ["", "zzzzqqqq", "mission/none", "http://example.org/x y", "http://example.org/x", "/"]
)
def test_a_name_of_nothing_says_where_to_look(store: EmbeddedStore, name: str) -> None:
    with pytest.raises(UnknownNameError, match="nothing is called"):
        resolve_name(store, name)


def test_labels_come_in_a_language_and_fall_back_on_the_id(store: EmbeddedStore) -> None:
    things = [code("decision-status", "taken"), f"{ID}state/netherlands", f"{ID}kst-29521-BA/keeps-com-althea"]
    assert list(labels_of(store, things, "nl").values()) != list(labels_of(store, things, "en").values())
    assert labels_of(store, things, "nl")[things[1]] == "Nederland"
    assert labels_of(store, things)[things[2]] == "keeps-com-althea"


def test_addresses_of_others_have_no_labels(store: EmbeddedStore) -> None:
    assert labels_of(store, ["https://example.org/x"]) == {}
    assert texts_of(store, [], "rdfs:label") == {}
