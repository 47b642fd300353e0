"""Words, their stems and weights, compounds, and the things that names stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.links.concepts import phrases, synonyms
from nato_kg.links.meaning import Reader
from nato_kg.links.subjects import Weights, stem, stems, words_of

TEXTS = (["de luchtverkenning boven Litouwen"], ["de lucht is vrij", "een verkenning"], ["een brief over de kazerne"])
WEIGHTS = Weights(TEXTS)


def test_words_are_taken_as_written_with_numbers_that_name_something() -> None:
    assert words_of("De F-35's kosten 12.500 euro (zie 3).") == ("De", "F-35", "s", "kosten", "12.500", "euro", "zie")


def test_words_of_which_every_promise_is_made_say_nothing() -> None:
    assert stems("Ik zal uw Kamer de evaluatie van de kazernes toezenden") == {stem("evaluatie"), stem("kazernes")}


def test_a_word_weighs_the_more_the_fewer_letters_hold_it() -> None:
    weight = Weights([["vloot", "kazerne"], ["vloot"], ["vloot"]]).weight
    assert weight("nergens") > weight(stem("kazerne")) > weight(stem("vloot"))


def test_a_compound_is_also_its_parts_where_both_are_words() -> None:
    assert WEIGHTS.parts("luchtverkenning") == {stem("lucht"), stem("verkenning")}
    assert WEIGHTS.parts("kazerne") == frozenset(), "it is too short"
    assert WEIGHTS.parts("onvoorstelbaarheid") == frozenset(), "its parts are no words that anyone uses"


@given(st.sets(st.sampled_from(["kazern", "lucht", "brief", "vlot"])), st.sets(st.sampled_from(["kazern", "lucht"])))
def test_what_is_shared_is_a_share(wanted: set[str], found: set[str]) -> None:
    assert 0 <= WEIGHTS.overlap(wanted, found) <= 1
    assert WEIGHTS.overlap(wanted, wanted) == pytest.approx(1.0 if wanted else 0.0)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 < credit <= 1 for credit in Reader(WEIGHTS).of_text(text).values())


def test_synonyms_share_a_concept() -> None:
    groups = [set(of) for of in map(synonyms().get, (stem("onderzoek"), stem("studie"))) if of]
    assert len(groups) == 2
    assert groups[0] & groups[1]


def test_a_place_brings_what_it_lies_in_for_less() -> None:
    features = Reader(WEIGHTS).of_text("de haven van Vilnius en de missie EUFOR Althea")
    assert features["@vilnius"] == 1.0
    assert 0 < features["@lithuania"] < 1
    assert features["@eufor-althea"] == 1.0
    assert 0 < features["@bosnia-and-herzegovina"] < 1


def test_a_name_of_several_words_is_found_as_one() -> None:
    features = Reader(WEIGHTS).of_text("het bezoek aan Bosnië en Herzegovina")
    assert features["@bosnia-and-herzegovina"] == 1.0
    assert all(first == words[0] for first, names in phrases().items() for words, _ in names)
