"""The lexicon: names of the reference data and of data/lexicon, each for the thing that it stands for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nato_kg import lexicon as module
from nato_kg import resources
from nato_kg.errors import DataError
from nato_kg.lexicon import Case, Lexicon, load_lexicon, read_data


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("KFOR", "Mission/kfor"),
        ("NAVO-missie in Irak", "Mission/nmi"),
        ("MINUSMA", "Mission/minusma"),
        ("Operatie Sea Guardian", "Mission/sea-guardian"),
        ("Sea Guardian", "Mission/sea-guardian"),
        ("NAVO", "Organisation/nato"),
        ("Russische", "State/russia"),
        ("Oekraïners", "State/ukraine"),
        ("Libanon", "State/lebanon"),
        ("Zuid-Sudan", "State/south-sudan"),
        ("Malinese", "State/mali"),
        ("Politiek en Veiligheidscomité", "Body/political-and-security-committee"),
        ("troepenleverende landen", "Body/troop-contributing-countries"),
        ("Oekraïense Minister van Defensie", "Post/minister-of-defence-ua"),
        ("Hoorn van Afrika", "Region/horn-of-africa"),
    ],
)
def test_name_stands_for_thing(lexicon: Lexicon, text: str, key: str) -> None:
    assert [thing.key for thing in lexicon.find(text)] == [key]


def test_find_narrows_to_a_kind(lexicon: Lexicon) -> None:
    assert lexicon.find("KFOR", "Mission")
    assert lexicon.find("KFOR", "Body") == ()
    assert lexicon.find("no such name") == ()


def test_what_the_reference_data_knows_is_one_thing_with_more_names(lexicon: Lexicon) -> None:
    iraq = lexicon.things["State/iraq"]
    assert iraq.curated
    assert {"Irak", "Iraq", "Iraaks", "Iraakse", "Irakezen"} <= set(lexicon.names_of(iraq))
    assert not lexicon.things["State/yemen"].curated
    assert not lexicon.things["Mission/unifil"].curated


def test_what_a_thing_belongs_to(lexicon: Lexicon) -> None:
    assert lexicon.things["Body/north-atlantic-council"].of == "nato"
    assert lexicon.things["Post/minister-of-defence-ua"].of == "ukraine"
    assert lexicon.things["Mission/unifil"].lead == "united-nations"
    assert lexicon.things["Mission/unifil"].countries == ("lebanon",)


def test_labels(lexicon: Lexicon) -> None:
    ukraine = lexicon.things["State/ukraine"]
    assert (ukraine.nl, ukraine.en, ukraine.label) == ("Oekraïne", "Ukraine", "Oekraïne")


def test_every_slug_is_a_slug_and_every_reference_has_a_thing(lexicon: Lexicon) -> None:
    slugs = {thing.slug for thing in lexicon.things.values()}
    states = {thing.slug for thing in lexicon.things.values() if thing.kind == "State"}
    for thing in lexicon.things.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", thing.slug), thing
        assert thing.curated or not thing.of or thing.of in slugs, thing
        assert set(thing.countries) <= states, thing
        assert not thing.lead or f"Organisation/{thing.lead}" in lexicon.things, thing


def test_a_name_stands_for_one_thing_unless_a_reading_says_how(lexicon: Lexicon) -> None:
    several = [name.text for name in lexicon.names if len(name.things) > 1 and name.reading is None]
    assert several == []


def test_surnames_of_who_held_a_post(lexicon: Lexicon) -> None:
    assert [person.slug for person in lexicon.surnames["van weel"]] == ["david-van-weel"]
    assert [person.slug for person in lexicon.surnames["bijleveld"]] == ["ank-bijleveld"]
    assert "schouten" not in lexicon.surnames


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("NAVO", Case.EXACT),
        ("Althea", Case.EXACT),
        ("eFP", Case.EXACT),
        ("CJTF-OIR", Case.EXACT),
        ("kabinet", Case.INITIAL),
        ("Kosovo Force", Case.ANY),
        ("NAVO-landen", Case.ANY),
    ],
)
def test_which_capitals_a_name_is_found_with(name: str, case: Case) -> None:
    assert Case.of(name) is case


def test_loaded_once() -> None:
    assert load_lexicon() is load_lexicon()


def test_no_name_of_a_thing_stands_in_python(lexicon: Lexicon) -> None:
    """No name of two words stands in the code that uses the lexicon, docstrings and comments aside."""
    package = Path(module.__file__).parent
    files = [package / "lexicon.py", *(package / "mentions").glob("*.py")]
    code = "\n".join(re.sub(r'"""[\s\S]*?"""|#.*', "", file.read_text(encoding="utf-8")) for file in files)
    assert [name.text for name in lexicon.names if " " in name.text and name.text in code] == []


@pytest.mark.parametrize(("content", "complaint"), [("a: [", "no valid YAML"), ("- a\n- b\n", "a mapping is expected")])
def test_wrong_data_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, complaint: str) -> None:
    (tmp_path / "wrong.yaml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(DataError, match=complaint) as caught:
        read_data("wrong")
    assert "wrong.yaml" in caught.value.where
