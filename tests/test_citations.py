"""Citations of parliamentary papers: every form, what is none, any text, hostile text. The dossiers do not exist."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.citations import CitationExpression, find_citations

ANCHOR = date(2031, 5, 14)

FORMS = [
    ("(Kamerstuk 98 676, nr. 290)", "Kamerstuk 98 676, nr. 290", "kst-98676-290"),
    ("zie 98 676, nr. 290.", "98 676, nr. 290", "kst-98676-290"),
    ("zie 98676 nr. 290", "98676 nr. 290", "kst-98676-290"),
    ("Kamerstuk 98 676-290", "Kamerstuk 98 676-290", "kst-98676-290"),
    ("Kamerstuk 97 501-28, nr. 283", "Kamerstuk 97 501-28, nr. 283", "kst-97501-28-283"),
    ("zie 97501-28-296", "97501-28-296", "kst-97501-28-296"),
    ("zie 97501–28–296", "97501–28–296", "kst-97501-28-296"),
    ("Kamerstuk 97 750 X, nr. 12", "Kamerstuk 97 750 X, nr. 12", "kst-97750-X-12"),
    ("97 750-X, nr. 12", "97 750-X, nr. 12", "kst-97750-X-12"),
    ("97 750 (XVII), nr. 12", "97 750 (XVII), nr. 12", "kst-97750-XVII-12"),
    ("Kamerstukken II 2030/31, 98 676, nr. 4", "Kamerstukken II 2030/31, 98 676, nr. 4", "kst-98676-4"),
    (
        "Tweede Kamer, vergaderjaar 2030–2031, 98 676, nr. 4",
        "Tweede Kamer, vergaderjaar 2030–2031, 98 676, nr. 4",
        "kst-98676-4",
    ),
    ("Kamerstukken I 2030/31, 98 676, BA", "Kamerstukken I 2030/31, 98 676, BA", "kst-98676-BA"),
    ("Kamerstukken I 2030/31, 98 676, nr. BA", "Kamerstukken I 2030/31, 98 676, nr. BA", "kst-98676-BA"),
    ("(98 676, BA)", "98 676, BA", "kst-98676-BA"),
    ("(98676-47)", "98676-47", "kst-98676-47"),
    ("Kamerstuk 98 676-5", "Kamerstuk 98 676-5", "kst-98676-5"),
    ("TK 98 676-9", "TK 98 676-9", "kst-98676-9"),
    ("de motie onder nr. 49 van dossier 98 676", "nr. 49 van dossier 98 676", "kst-98676-49"),
    ("zie nr. 12 van Kamerstuk 98 676.", "nr. 12 van Kamerstuk 98 676", "kst-98676-12"),
    ("Kamerstuk nr. 10 in dossier 98 676", "Kamerstuk nr. 10 in dossier 98 676", "kst-98676-10"),
    (
        "Aanhangsel Handelingen II 2030/31, nr. 1547",
        "Aanhangsel Handelingen II 2030/31, nr. 1547",
        "ah-tk-20302031-1547",
    ),
    ("Handelingen I 2029-2030, nr. 32 item 4", "Handelingen I 2029-2030, nr. 32 item 4", "h-ek-20292030-32-4"),
    ("Handelingen II 2029/30, nr. 27, item 9", "Handelingen II 2029/30, nr. 27, item 9", "h-tk-20292030-27-9"),
    ("zie kst-98676-290.", "kst-98676-290", "kst-98676-290"),
    ("zie blg-1999999", "blg-1999999", "blg-1999999"),
]


@pytest.mark.parametrize(("text", "words", "identifier"), FORMS)
def test_forms(text: str, words: str, identifier: str) -> None:
    [found] = find_citations(text)
    assert (found.text, found.identifier, found.identifiers) == (words, identifier, (identifier,))


def only(text: str, context: str | None = None) -> CitationExpression:
    [found] = find_citations(text, context, anchor=ANCHOR)
    return found


def test_one_paper_of_two_dossiers() -> None:
    found = only("(Kamerstukken 98 521 en 97 279, nr. 310)")
    assert found.identifiers == ("kst-98521-310", "kst-97279-310")
    assert (found.dossier, found.dossiers, found.number) == ("98521", ("98521", "97279"), "310")


def test_several_papers_of_one_dossier() -> None:
    found = find_citations("Kamerstuk 98 521, nrs. 15, 18 en 21")
    assert [(one.text, one.identifier) for one in found] == [
        ("Kamerstuk 98 521, nrs. 15", "kst-98521-15"),
        ("18", "kst-98521-18"),
        ("21", "kst-98521-21"),
    ]
    assert only("98 521, nrs. 3 t/m 6").identifiers == tuple(f"kst-98521-{n}" for n in (3, 4, 5, 6))
    two = find_citations("Kamerstukken 98 521, nr. 446 en 97 925, nr. 910")
    assert [one.identifier for one in two] == ["kst-98521-446", "kst-97925-910"]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("(98 521, nr. 4, d.d. 17 juni 2030)", "98 521, nr. 4, d.d. 17 juni 2030", "2030-06-17"),
        ("98 521, nr. 4 van 3 februari 2030", "98 521, nr. 4 van 3 februari 2030", "2030-02-03"),
        ("98 521, nr. 4, 17 juni 2030", "98 521, nr. 4, 17 juni 2030", "2030-06-17"),
        ("98 521, nr. 4, brief van 17 juni 2030", "98 521, nr. 4, brief van 17 juni 2030", "2030-06-17"),
        ("98 521, nr. 4; 17 juni 2030)", "98 521, nr. 4; 17 juni 2030", "2030-06-17"),
        ("ons schrijven van 2 juni over de kosten (98 521, nr. 4)", "98 521, nr. 4", "2030-06-02"),
        ("mijn brief van 2 juni (98 521, nr. 4)", "2 juni (98 521, nr. 4)", "2030-06-02"),
        ("de agenda van 12 mei jl. (98 521, nr. 4)", "12 mei jl. (98 521, nr. 4)", "2031-05-12"),
        ("op 4 mei 2030 een brief (98 521, nr. 4)", "4 mei 2030 een brief (98 521, nr. 4)", "2030-05-04"),
        ("het debat van 4 mei 2030 (98 521, nr. 4)", "98 521, nr. 4", None),
        ("in mei 2030 (98 521, nr. 4)", "98 521, nr. 4", None),
    ],
)
def test_dates_of_papers(text: str, words: str, day: str | None) -> None:
    found = only(text)
    assert (found.text, found.date and str(found.date)) == (words, day)


def test_annexes_and_motions() -> None:
    found = only("de bijlage bij Kamerstuk 98 471, nr. 96")
    assert (found.text, found.annex) == ("bijlage bij Kamerstuk 98 471, nr. 96", True)
    assert only("Kamerstuk 98 471, nr. 96, bijlage 2").annex
    assert only("de motie van het lid Bedenker (98 471, nr. 96)").kind == "motion"
    assert not only("Kamerstuk 98 471, nr. 96").annex


def test_a_number_of_the_letters_own_dossier() -> None:
    assert only("zie Kamerstuk nr. 12", "97800-X").identifier == "kst-97800-X-12"
    assert find_citations("zie Kamerstuk nr. 12") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kamerbrief met kenmerk BS2031012345",
        "Kamerstuk 98 676",
        "dossier 97 501-28",
        "nr. 3",
        "artikel 100, nr. 3",
        "€ 98 500, nr. 3",
        "98 500 militairen, nr. 3",
        "198 676, nr. 3",
        "98 676 300, nr. 3",
        "tel. 070-318 8188",
        "17 juni 2030, nr. 3",
        "Stb. 2030, nr. 120",
        "Wet 98 676",
        "(98 676, EU)",
        "Handelingen, nr. 3",
        "de 98 676, BA",
    ],
)
def test_no_citation(text: str) -> None:
    assert find_citations(text, "98676") == []


PIECES = """
Kamerstuk Kamerstukken II I 2030/31 98 676 98676 -28 X , nr. nrs. 4 12 en t/m BA ( ) van d.d. 3 mei 2030 brief bijlage
bij Handelingen Aanhangsel item kst-98676-1 motie – 0
"""


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES.split()), max_size=25).map(" ".join)))
def test_any_text(text: str) -> None:
    end = 0
    for found in find_citations(text, "98676", anchor=ANCHOR):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert found.identifier == found.identifiers[0]
        assert found.number
        end = found.end


@pytest.mark.parametrize(
    "piece",
    [
        "98 676, ",
        "98 676 en ",
        "98 676, nrs. 1, 2, ",
        "Kamerstukken II ",
        "nr. ",
        "kst-98676-",
        "9",
        "brief van ",
        "(98 676, BA",
    ],
)
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    small, large = piece * (10_000 // len(piece)), piece * (40_000 // len(piece))
    find_citations(small)
    assert _seconds(large) < 4 * 3 * _seconds(small) + 0.05


def _seconds(text: str) -> float:
    """The least of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        find_citations(text, "98676", anchor=ANCHOR)
        times.append(time.process_time() - start)
    return min(times)


def test_the_real_letter_has_the_citations_of_the_gold_facts_and_no_others(shared: Path) -> None:
    from nato_kg.readers import read_letter

    document = read_letter(shared / "letters" / "kst-28676-418.txt")
    lines = (shared / "gold" / "kst-28676-418.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [record for record in map(json.loads, lines) if record["kind"] == "Citation"]
    found = [
        (sentence.logical.spans(one.start, one.end)[0], one)
        for sentence in document.every_sentence
        for one in find_citations(sentence.text, "28676", anchor=date(2022, 9, 30))
    ]
    assert len(found) == len(gold)
    for (span, one), record in zip(found, gold, strict=True):
        [[first, last]] = record["evidence"]
        assert first <= span.start < span.end <= last
        assert (one.identifier, one.dossier, one.number, str(one.date)) == tuple(
            record[field] for field in ("cited", "dossier", "number", "date")
        )
