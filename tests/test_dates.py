"""Dates and terms of a sentence: tables of words with their days, counter-examples, any text, hostile text."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.dates import DateExpression, find_dates, find_terms
from nato_kg.errors import DataError

ANCHOR = date(2031, 5, 14)  # a Wednesday


def days(text: str, *, past: bool | None = None) -> list[tuple[str, str, str, str]]:
    return [
        (found.text, str(found.earliest), str(found.latest), found.precision)
        for found in find_dates(text, ANCHOR, past=past)
    ]


def day(words: str, first: str, last: str | None = None, precision: str = "day") -> tuple[str, str, str, str]:
    return (words, first, last or first, precision)


EXPLICIT = [
    ("op 3 april 2030 te Delfzijl", day("3 april 2030", "2030-04-03")),
    ("d.d. 7 sept. 2029", day("7 sept. 2029", "2029-09-07")),
    ("gedateerd 7 okt 2029", day("7 okt 2029", "2029-10-07")),
    ("per 1-7-2032", day("1-7-2032", "2032-07-01")),
    ("op 01/07/2032", day("01/07/2032", "2032-07-01")),
    ("op 2032-07-01.", day("2032-07-01", "2032-07-01")),
    ("4 en 5 maart 2030", day("4 en 5 maart 2030", "2030-03-04", "2030-03-05", "range")),
    ("4–6 maart 2030", day("4–6 maart 2030", "2030-03-04", "2030-03-06", "range")),
    ("4, 5 en 6 maart 2030", day("4, 5 en 6 maart 2030", "2030-03-04", "2030-03-06", "range")),
    ("van 28 tot en met 30 juni 2030", day("28 tot en met 30 juni 2030", "2030-06-28", "2030-06-30", "range")),
    ("tussen 2 en 20 juni 2030", day("2 en 20 juni 2030", "2030-06-02", "2030-06-20", "range")),
    ("31 mei en 1 juni 2030", day("31 mei en 1 juni 2030", "2030-05-31", "2030-06-01", "range")),
    ("1 december 2029 tot 1 maart 2030", day("1 december 2029 tot 1 maart 2030", "2029-12-01", "2030-03-01", "range")),
    ("30 november t/m 2 februari 2030", day("30 november t/m 2 februari 2030", "2029-11-30", "2030-02-02", "range")),
    ("de nacht van 30 op 31 augustus 2030", day("30 op 31 augustus 2030", "2030-08-30", "2030-08-31", "range")),
    ("in februari 2032", day("februari 2032", "2032-02-01", "2032-02-29", "month")),
    ("april en mei 2030", day("april en mei 2030", "2030-04-01", "2030-05-31", "range")),
    ("april tot en met juni 2030", day("april tot en met juni 2030", "2030-04-01", "2030-06-30", "range")),
    ("mei/juni 2030", day("mei/juni 2030", "2030-05-01", "2030-06-30", "range")),
    ("in Q3 2030", day("Q3 2030", "2030-07-01", "2030-09-30", "quarter")),
    ("2030-Q3", day("2030-Q3", "2030-07-01", "2030-09-30", "quarter")),
    ("het vierde kwartaal van 2030", day("vierde kwartaal van 2030", "2030-10-01", "2030-12-31", "quarter")),
    ("de tweede helft van 2030", day("tweede helft van 2030", "2030-07-01", "2030-12-31", "part-of-year")),
    ("het eerste halfjaar van 2030", day("eerste halfjaar van 2030", "2030-01-01", "2030-06-30", "part-of-year")),
    ("begin 2032", day("begin 2032", "2032-01-01", "2032-04-30", "part-of-year")),
    ("medio 2032", day("medio 2032", "2032-05-01", "2032-08-31", "part-of-year")),
    ("eind van 2032", day("eind van 2032", "2032-09-01", "2032-12-31", "part-of-year")),
    ("begin juni 2032", day("begin juni 2032", "2032-06-01", "2032-06-10", "range")),
    ("medio juni 2032", day("medio juni 2032", "2032-06-11", "2032-06-20", "range")),
    ("eind februari 2032", day("eind februari 2032", "2032-02-21", "2032-02-29", "range")),
    ("het voorjaar van 2032", day("voorjaar van 2032", "2032-03-01", "2032-05-31", "part-of-year")),
    ("zomer 2032", day("zomer 2032", "2032-06-01", "2032-08-31", "part-of-year")),
    ("najaar 2032", day("najaar 2032", "2032-09-01", "2032-11-30", "part-of-year")),
    ("winter 2031/2032", day("winter 2031/2032", "2031-12-01", "2032-02-29", "part-of-year")),
    ("sinds 2019", day("2019", "2019-01-01", "2019-12-31", "year")),
    ("in het kalenderjaar 2030", day("het kalenderjaar 2030", "2030-01-01", "2030-12-31", "year")),
    ("tussen 2028 en 2034", day("2028 en 2034", "2028-01-01", "2034-12-31", "range")),
    ("de periode 2028-2034", day("de periode 2028-2034", "2028-01-01", "2034-12-31", "range")),
    ("derde woensdag van mei 2032", day("derde woensdag van mei 2032", "2032-05-19")),
    ("laatste vrijdag van mei 2032", day("laatste vrijdag van mei 2032", "2032-05-28")),
]

FROM_ANCHOR = [
    ("op 3 november van dit jaar", day("3 november van dit jaar", "2031-11-03")),
    ("in november vorig jaar", day("november vorig jaar", "2030-11-01", "2030-11-30", "month")),
    ("vorig jaar", day("vorig jaar", "2030-01-01", "2030-12-31", "year")),
    ("begin volgend jaar", day("begin volgend jaar", "2032-01-01", "2032-04-30", "part-of-year")),
    ("eind van dit jaar", day("eind van dit jaar", "2031-09-01", "2031-12-31", "part-of-year")),
    ("eind deze maand", day("eind deze maand", "2031-05-21", "2031-05-31", "relative")),
    ("komende maand", day("komende maand", "2031-06-01", "2031-06-30", "month")),
    ("deze week", day("deze week", "2031-05-12", "2031-05-18", "relative")),
    ("vandaag", day("vandaag", "2031-05-14")),
    ("komende donderdag", day("komende donderdag", "2031-05-15")),
    ("dit najaar", day("dit najaar", "2031-09-01", "2031-11-30", "part-of-year")),
    ("afgelopen zomer", day("afgelopen zomer", "2030-06-01", "2030-08-31", "part-of-year")),
    ("volgend voorjaar", day("volgend voorjaar", "2032-03-01", "2032-05-31", "part-of-year")),
    ("op 20 mei jl.", day("20 mei jl.", "2030-05-20")),
    ("op 3 mei a.s.", day("3 mei a.s.", "2032-05-03")),
    ("voor het einde van het jaar", day("het einde van het jaar", "2031-12-31")),
    ("op tweede kerstdag 2030", day("tweede kerstdag 2030", "2030-12-26")),
]


@pytest.mark.parametrize(("text", "expected"), [*EXPLICIT, *FROM_ANCHOR])
def test_days_that_the_words_tell(text: str, expected: tuple[str, str, str, str]) -> None:
    assert days(text) == [expected]
    assert not find_dates(text, ANCHOR)[0].inferred


@pytest.mark.parametrize(
    ("text", "past", "expected"),
    [
        ("op 1 juni", True, "2030-06-01"),
        ("op 1 juni", False, "2031-06-01"),
        ("op 1 juni", None, "2031-06-01"),
        ("op 2 mei", None, "2031-05-02"),
        ("op 2 mei", False, "2032-05-02"),
        ("op 14 mei", True, "2031-05-14"),
        ("in september", True, "2030-09-01"),
        ("in maart", None, "2031-03-01"),
        ("uiterlijk 2 mei", True, "2032-05-02"),  # the word before decides, not the tense
        ("sinds 1 juni", False, "2030-06-01"),
        ("is verlengd tot en met 1 juni", True, "2031-06-01"),
        ("vrijdag 31 oktober", True, "2031-10-31"),  # only of this year is it a Friday
        ("op 29 februari", None, "2032-02-29"),
        ("het derde kwartaal", None, "2031-07-01"),
    ],
)
def test_a_year_left_out_is_inferred(text: str, past: bool | None, expected: str) -> None:
    found = find_dates(text, ANCHOR, past=past)
    assert [str(one.earliest) for one in found] == [expected]
    assert found[0].inferred


def test_the_tense_can_depend_on_the_place() -> None:
    text = "Wat op 1 juni gebeurde, gebeurt op 1 juni weer"
    found = find_dates(text, ANCHOR, past=lambda start: start < 20)
    assert [str(one.earliest) for one in found] == ["2030-06-01", "2031-06-01"]


def test_several_dates_and_a_year_that_they_share() -> None:
    assert days("op 3, 9 en 20 mei 2030") == [
        day("3", "2030-05-03"),
        day("9", "2030-05-09"),
        day("20 mei 2030", "2030-05-20"),
    ]
    assert days("op 1 maart, 1 juni en 1 september 2030") == [
        day("1 maart", "2030-03-01"),
        day("1 juni", "2030-06-01"),
        day("1 september 2030", "2030-09-01"),
    ]
    assert [found[1] for found in days("in 2028, 2029 en 2030")] == ["2028-01-01", "2029-01-01", "2030-01-01"]
    assert days("Post | 2031 | 2032") == [
        day("2031", "2031-01-01", "2031-12-31", "year"),
        day("2032", "2032-01-01", "2032-12-31", "year"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "de Nota Waddenwacht 2031",
        "het Bolderconcept 2030",
        "de Strategie Droge Voeten (2028)",
        "vergaderjaar 2030-2031",
        "Kamerstukken II 2030/31, 98 765, nr. 12",
        "resolutie 2098",
        "in 2031 militairen voorzien",
        "van 2000 naar 2100 militairen",
        "voor 2031 euro",
        "97 218, nr. 54",
        "op 31 februari 2030",
        "op 12-13-2030",
        "de heer Van Mei kwam",
        "de eerste helft van het mandaat",
        "tel. 070-318 2030",
        "artikel 97, tweede lid",
        "de NAVO-agenda 2030-plus",
        "2,5 procent van 2 miljoen",
    ],
)
def test_no_date(text: str) -> None:
    assert days(text) == []


def test_without_an_anchor_relative_words_have_no_days() -> None:
    open_words = find_dates("vorig jaar, op 3 mei en op 4 mei 2030", None)
    assert [(found.text, found.earliest) for found in open_words] == [
        ("vorig jaar", None),
        ("3 mei", None),
        ("4 mei 2030", date(2030, 5, 4)),
    ]


TERMS = [
    ("Binnenkort ontvangt u een brief.", ("Binnenkort", "soon", None, None)),
    ("Ik kom daar op korte termijn op terug.", ("op korte termijn", "soon", None, None)),
    ("Ik doe dat zo spoedig mogelijk.", ("zo spoedig mogelijk", "as-soon-as-possible", None, None)),
    ("U hoort dat nog voor het zomerreces.", ("nog voor het zomerreces", "before-recess", None, "2031-07-04")),
    ("Vóór de zomer hoort u dat.", ("Vóór de zomer", "before-recess", None, "2031-06-20")),
    ("Na de zomer hoort u dat.", ("Na de zomer", "event", "2031-09-01", None)),
    ("Ik stuur dat binnen drie weken.", ("binnen drie weken", "relative", None, "2031-06-04")),
    ("Over zes maanden meld ik mij.", ("Over zes maanden", "relative", "2031-11-14", "2031-11-14")),
    ("Ik stuur dat binnen vijf werkdagen.", ("binnen vijf werkdagen", "relative", None, "2031-05-21")),
    ("Ik stuur dat uiterlijk 1 juli.", ("uiterlijk 1 juli", "day", None, "2031-07-01")),
    ("Ik stuur dat voor 1 juli 2032.", ("voor 1 juli 2032", "day", None, "2032-06-30")),
    ("Ik stuur dat voor het einde van het jaar.", ("voor het einde van het jaar", "day", None, "2031-12-31")),
    ("Uiterlijk eind november stuur ik dat.", ("Uiterlijk eind november", "month", None, "2031-11-30")),
    ("Ik stuur dat in juni.", ("in juni", "month", "2031-06-01", "2031-06-30")),
    ("Het is voorzien voor juni.", ("juni", "month", "2031-06-01", "2031-06-30")),
    ("Dat volgt in het derde kwartaal.", ("in het derde kwartaal", "quarter", "2031-07-01", "2031-09-30")),
    ("Dat volgt medio 2032.", ("medio 2032", "part-of-year", "2032-05-01", "2032-08-31")),
    ("Dat volgt nog deze zomer.", ("nog deze zomer", "part-of-year", "2031-06-01", "2031-08-31")),
    ("Dat volgt in 2033.", ("in 2033", "year", "2033-01-01", "2033-12-31")),
    ("Dat volgt omstreeks 9 juni.", ("omstreeks 9 juni", "day", None, None)),
    ("Dat volgt bij de Voorjaarsnota.", ("bij de Voorjaarsnota", "budget-moment", None, None)),
    ("Dat volgt op Prinsjesdag.", ("op Prinsjesdag", "budget-moment", "2031-09-16", "2031-09-16")),
    ("Dat volgt in juni of juli.", ("in juni of juli", "month", "2031-06-01", "2031-07-31")),
    ("Eind juli is het op zijn laatst bij u.", ("Eind juli", "month", None, "2031-07-31")),
    ("Nadat het rapport af is, stuur ik het u.", ("Nadat het rapport af is", "event", None, None)),
    ("Zodra het rapport af is stuur ik u dat.", ("Zodra het rapport af is", "event", None, None)),
    ("Ik stuur het, zodra het af is, naar u toe.", ("zodra het af is", "event", None, None)),
    ("Als het werk is afgerond, meld ik dat.", ("Als het werk is afgerond", "event", None, None)),
    ("Na ommekomst van het advies volgt een brief.", ("Na ommekomst van het advies", "event", None, None)),
    ("Na de Raad Kustzaken volgt een brief.", ("Na de Raad Kustzaken", "event", None, None)),
    ("Dat volgt kort voor de jaarlijkse top in Assen.", ("kort voor de jaarlijkse top in Assen", "event", None, None)),
    (
        "Dat volgt zes weken na het besluit van de Raad.",
        ("zes weken na het besluit van de Raad", "relative", None, None),
    ),
    ("Te zijner tijd volgt een brief.", ("Te zijner tijd", "event", None, None)),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    found = [
        (term.text, term.code, term.earliest and str(term.earliest), term.latest and str(term.latest))
        for term in find_terms(text, ANCHOR)
    ]
    assert found == [expected]


@pytest.mark.parametrize(
    ("text", "words", "recurrence"),
    [
        ("U hoort dat wekelijks.", "wekelijks", "weekly"),
        ("U krijgt iedere vrijdag een overzicht.", "iedere vrijdag", "weekly"),
        ("Dat staat in de maandelijkse brief over de dijken.", "in de maandelijkse brief over de dijken", "monthly"),
        ("U hoort dat per kwartaal.", "per kwartaal", "quarterly"),
        ("U hoort dat elke drie maanden.", "elke drie maanden", "quarterly"),
        ("U hoort dat elk half jaar.", "elk half jaar", "half-yearly"),
        ("U hoort dat twee keer per jaar.", "twee keer per jaar", "half-yearly"),
        ("U hoort dat jaarlijks.", "jaarlijks", "yearly"),
        ("U hoort dat telkens in november.", "telkens in november", "yearly"),
        ("U hoort dat periodiek.", "periodiek", "regularly"),
        ("U hoort dat via de reguliere updates.", "via de reguliere updates", "regularly"),
    ],
)
def test_terms_that_recur(text: str, words: str, recurrence: str) -> None:
    assert [(t.text, t.code, t.recurrence) for t in find_terms(text, ANCHOR)] == [(words, "recurring", recurrence)]


@pytest.mark.parametrize(
    "text",
    [
        "In de brief van 3 juni ging ik daarop in.",
        "Op 3 april 2030 besloot het kabinet daartoe.",
        "Als gevolg hiervan meld ik dat.",
        "Als u dat wenst, meld ik dat.",
        "De vraag wanneer dat gebeurt, is open.",
        "Ik meld dat voor zover mogelijk.",
        "Dat is van belang voor de dijkwacht.",
        "De jaarlijkse dijkschouw is goed verlopen.",
        "De dijkschouw duurde zes weken.",
    ],
)
def test_no_term(text: str) -> None:
    assert find_terms(text, ANCHOR) == []


DATE_LIKE = st.text(alphabet="0123456789 ,./-–'()İß\u0301", max_size=40)
PIECES = """
op 1 31 mei februari en tot met t/m van het jaar dit vorig 2030 2031 kwartaal eerste helft begin eind na de nadat
zodra , . - ( ) jl. a.s. binnen drie weken vrijdag zomer maand deze voor uiterlijk is zal u
"""
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=25).map(" ".join)


@given(st.one_of(st.text(max_size=60), DATE_LIKE, WORDS), st.sampled_from([None, ANCHOR, date.min, date.max]))
def test_any_text(text: str, anchor: date | None) -> None:
    end = 0
    for found in find_dates(text, anchor):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert (found.earliest is None) == (found.latest is None)
        assert found.earliest is None or (found.latest is not None and found.earliest <= found.latest)
        end = found.end
    end = 0
    for term in find_terms(text, anchor):
        assert end <= term.start < term.end <= len(text)
        assert term.text == text[term.start : term.end]
        assert term.earliest is None or term.latest is None or term.earliest <= term.latest
        end = term.end


HOSTILE = [
    "1, ",
    "12 en ",
    "1 mei ",
    "mei ",
    "in 2030, 2030 en ",
    "tot en met ",
    "na de mooie ",
    "nadat ",
    "binnen een een ",
    "x",
    "1",
    " ",
    "z-",
    "eerste helft van het ",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("find", [find_dates, find_terms])
def test_time_is_linear_in_hostile_text(piece: str, find: Callable[[str, date | None], object]) -> None:
    small, large = piece * (10_000 // len(piece)), piece * (40_000 // len(piece))
    find(small, ANCHOR)
    assert _seconds(find, large) < 4 * 3 * _seconds(find, small) + 0.05


def _seconds(find: Callable[[str, date | None], object], text: str) -> float:
    """The least of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        find(text, ANCHOR)
        times.append(time.process_time() - start)
    return min(times)


def test_word_list_that_is_no_toml(tmp_path: Path) -> None:
    from nato_kg.dates.words import load_words

    broken = tmp_path / "dates.toml"
    broken.write_text("months = [", encoding="utf-8")
    with pytest.raises(DataError, match="not TOML"):
        load_words(broken)


def test_the_real_letter_has_the_dates_of_the_gold_facts_and_no_others(shared: Path) -> None:
    from nato_kg.readers import read_letter

    document = read_letter(shared / "letters" / "kst-28676-418.txt")
    lines = (shared / "gold" / "kst-28676-418.jsonl").read_text(encoding="utf-8").splitlines()
    gold = sorted(
        (record for record in map(json.loads, lines) if record["kind"] == "Date"), key=lambda record: record["evidence"]
    )
    issued = document.title_block.issued
    assert issued is not None
    places: list[tuple[int, int, DateExpression]] = [
        (issued.span.start, issued.span.end, found) for found in find_dates(issued.text, None)
    ]
    for sentence in document.every_sentence:
        for found in find_dates(sentence.text, date(2022, 9, 30)):
            span = sentence.logical.spans(found.start, found.end)[0]
            places.append((span.start, span.end, found))
    assert len(places) == len(gold)
    for (start, end, found), record in zip(sorted(places, key=lambda p: p[:2]), gold, strict=True):
        [[first, last]] = record["evidence"]
        common = min(end, last) - max(start, first)
        assert 2 * common >= min(end - start, last - first)
        assert 4 * common >= max(end - start, last - first)
        assert str(found.earliest) == record["start"]
        assert found.precision == "day" or str(found.latest) == record["end"]
