"""Promises that may be one, where no letter says so: listed for a person, and one only by judgement."""

from __future__ import annotations

from datetime import date

import pytest
from archive import joined_store, parse_letters, read_archive

from nato_kg.followups import NearDuplicate, read_ledger, read_near_duplicates
from nato_kg.graph.curated import CuratedData
from nato_kg.judgements import Judgement

LETTERS = parse_letters("""
90050-1 2031-01-15
Voor 1 mei 2031 ontvangt uw Kamer een rapport over de ijsbrekers in Harlingen.

90050-2 2031-03-10
Voor 1 mei 2031 ontvangt uw Kamer het rapport over de ijsbrekers in Harlingen. In juni 2031 ontvangt uw Kamer een
brief over de vuurtorens op Ameland.
""")
LAST = date(2032, 1, 1)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> CuratedData:
    return read_archive(tmp_path_factory.mktemp("near"), LETTERS)


def near(data: CuratedData) -> NearDuplicate:
    (found,) = read_near_duplicates(joined_store(data))
    return found


def judgement(pair: NearDuplicate, verdict: str) -> Judgement:
    return Judgement(pair.first, pair.second, verdict, "an", "2032-02-01T10:00:00Z", "gelezen")


def test_a_promise_made_again_without_a_word_of_it_is_listed_and_not_merged(data: CuratedData) -> None:
    pair = near(data)
    assert pair.first.startswith("kst-90050-1/")
    assert pair.second.startswith("kst-90050-2/")
    assert pair.likeness >= 0.6
    assert "ijsbrekers" in pair.second_words
    assert len([p for p in read_ledger(joined_store(data), LAST) if "90050" in p.letter]) == 3


def test_a_judgement_makes_them_one(data: CuratedData) -> None:
    store = joined_store(data, [judgement(near(data), "yes")])
    assert [p.letter for p in read_ledger(store, LAST) if "90050" in p.letter] == ["kst-90050-1", "kst-90050-2"]
    assert read_near_duplicates(store) == ()


def test_what_was_judged_is_listed_no_more(data: CuratedData) -> None:
    pair = near(data)
    assert read_near_duplicates(joined_store(data), {frozenset({pair.first, pair.second})}) == ()
