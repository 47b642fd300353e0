"""Title blocks in the forms that letters come in; all letters here are fictional."""

from __future__ import annotations

from itertools import permutations

import pytest

from nato_kg.model import Document, Rendition, TitleBlock
from nato_kg.readers.text import read_text

BODY = "Dit is een verzonnen brief over niets. Er volgt ook niets uit.\n"
LINES = [
    "Vergaderjaar 2031–2032",
    "99 876 Fictieve zaken",
    "Nr. 12",
    "BRIEF VAN DE MINISTER VAN FICTIE",
    "Aan de Voorzitter van de Denkbeeldige Kamer",
    "Den Haag, 3 mei 2032",
]


def read(text: str) -> Document:
    return read_text(text, "fictief", Rendition("", "text/plain", len(text)))


def block(*lines: str, body: str = BODY) -> TitleBlock:
    document = read("\n".join([*lines, "", body]))
    assert [sentence.text for sentence in document.sentences][:1] == [body.partition(". ")[0] + "."]
    return document.title_block


def values(title: TitleBlock) -> dict[str, str]:
    found = {
        name: getattr(title, name).text
        for name in ("parliamentary_year", "number", "kind", "sender", "addressee", "place")
    }
    (dossier,) = title.dossiers
    assert title.issued
    assert dossier.title
    return found | {
        "dossier": dossier.number.text,
        "title": dossier.title.text,
        "issued": title.issued.text,
    }


EXPECTED = {
    "parliamentary_year": "2031-2032",
    "number": "12",
    "kind": "BRIEF",
    "sender": "DE MINISTER VAN FICTIE",
    "addressee": "Voorzitter van de Denkbeeldige Kamer",
    "place": "Den Haag",
    "dossier": "99876",
    "title": "Fictieve zaken",
    "issued": "3 mei 2032",
}


@pytest.mark.parametrize("separator", ["", "\n"])
@pytest.mark.parametrize("order", list(permutations(range(6)))[::37])
def test_any_order(order: tuple[int, ...], separator: str) -> None:
    lines = [LINES[index] + separator for index in order]
    assert values(block(*lines)) == EXPECTED


def test_markdown_marks_are_no_part_of_a_value() -> None:
    lines = ["# " + LINES[0], "**99 876**", "*Fictieve zaken*", *LINES[2:3], "## " + LINES[3]]
    assert values(block(*"\n\n".join(lines).split("\n"), *LINES[4:])) == EXPECTED


def test_every_value_points_at_its_words() -> None:
    document = read("\n\n".join([*LINES, BODY]))
    title = document.title_block
    for value in (title.number, title.addressee, title.place, title.issued, title.sender):
        assert value
        assert document.words(value.span) == value.text
    assert title.parliamentary_year
    assert document.words(title.parliamentary_year.span) == "2031–2032"
    assert document.words(title.dossiers[0].number.span) == "99 876"


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("99 501-28 Fictieve Raad", "99501-28", "Fictieve Raad"),
        ("99 501–28", "99501-28", None),
        ("99 750 X Vaststelling van een begroting", "99750-X", "Vaststelling van een begroting"),
        ("99750 Xanadu", "99750", "Xanadu"),
        ("99 382 (R1846) Rijkszaken", "99382", "Rijkszaken"),
        ("| 99 876 | Fictieve zaken |", "99876", "Fictieve zaken"),
    ],
)
def test_dossier_forms(line: str, number: str, title: str | None) -> None:
    (dossier,) = block(line, "", *LINES[2:]).dossiers
    assert dossier.number.text == number
    assert (dossier.title.text if dossier.title else None) == title


@pytest.mark.parametrize(
    ("lines", "number", "title"),
    [
        (["99 876-41", "Fictieve zaken"], "41", "Fictieve zaken"),
        (["Dossier 99 876 (Fictieve zaken), nr. 7"], "7", "Fictieve zaken"),
        (
            ["Kamerstuk: 99 876 – Fictieve zaken", "Nr. 12 – Verzamelbrief van de Minister van Fictie"],
            "12",
            "Fictieve zaken",
        ),
        (["Vindplaats   99 876 Fictieve zaken in het", "noorden, nr. 39"], "39", "Fictieve zaken in het noorden"),
        (["Brief regering: Nr. 5", "Dossier: 99 876 Fictieve zaken"], "5", "Fictieve zaken"),
    ],
)
def test_dossier_and_number_as_letters_print_them(lines: list[str], number: str, title: str) -> None:
    found = block(*lines, "", "Aan: de Voorzitter van de Tweede Kamer", "Den Haag, 25-01-2032")
    assert found.number
    assert found.number.text == number
    assert [(d.number.text, d.title and d.title.text) for d in found.dossiers] == [("99876", title)]
    assert found.addressee
    assert found.addressee.text == "de Voorzitter van de Tweede Kamer"
    assert found.issued
    assert found.issued.text == "25-01-2032"


@pytest.mark.parametrize(
    ("line", "sender", "place"),
    [
        (
            "Brief van de Ministers van Fictie en van Verbeelding over de evaluatie",
            "de Ministers van Fictie en van Verbeelding",
            None,
        ),
        ("Brief van de Minister van Fictie, Den Haag, 29 oktober 2031", "de Minister van Fictie", "Den Haag"),
        ("VERSLAG VAN DE RAAD VAN FICTIE", None, None),
    ],
)
def test_the_sender_ends_where_the_line_goes_on(line: str, sender: str | None, place: str | None) -> None:
    found = block("99 876 Fictieve zaken", "Nr. 4", line)
    assert (found.sender.text if found.sender else None) == sender
    assert (found.place.text if found.place else None) == place


@pytest.mark.parametrize(
    "line",
    [
        "(Vergaderjaar 2031–2032)",
        "2 | Tweede Kamer, vergaderjaar 2031–2032",
        "Tweede Kamer der Staten-Generaal, vergaderjaar 2031–2032",
    ],
)
def test_the_year_after_the_chamber_or_in_brackets(line: str) -> None:
    found = block("99 876 Fictieve zaken", "Nr. 4", line, "Aan de Voorzitter van de Denkbeeldige Kamer")
    assert found.parliamentary_year
    assert found.parliamentary_year.text == "2031-2032"


def test_several_dossiers_and_wrapped_values() -> None:
    title = block(
        "99 876        Fictieve zaken",
        "99 877        Verzonnen inzet van eenheden in",
        "              het denkbeeldige gebied",
        "",
        "Nr. BA        BRIEF VAN DE MINISTERS VAN FICTIE EN VAN",
        "              VERBEELDING",
        "",
        "Aan de Voorzitter van",
        "de Eerste Kamer der Staten-Generaal",
        "",
        "'s-Gravenhage, 3 mei 2032",
    )
    assert [(d.number.text, d.title and d.title.text) for d in title.dossiers] == [
        ("99876", "Fictieve zaken"),
        ("99877", "Verzonnen inzet van eenheden in het denkbeeldige gebied"),
    ]
    assert title.number
    assert title.number.text == "BA"
    assert title.sender
    assert title.sender.text == "DE MINISTERS VAN FICTIE EN VAN VERBEELDING"
    assert title.addressee
    assert title.addressee.text == "Voorzitter van de Eerste Kamer der Staten-Generaal"
    assert title.place
    assert title.place.text == "'s-Gravenhage"


def test_letterhead_of_a_ministry() -> None:
    title = block(
        "> Retouradres Postbus 99999 9999 ZZ Den Haag",
        "",
        "Aan de Voorzitter van de Denkbeeldige Kamer",
        "Plein 99",
        "",
        "Onze referentie",
        "FX2032-1",
        "Datum   3 mei 2032",
        "Betreft  Kamerbrief over fictie",
        "",
        "Geachte voorzitter,",
    )
    assert title.dossiers == ()
    found = (title.reference, title.issued, title.subject, title.salutation)
    assert [value and value.text for value in found] == [
        "FX2032-1",
        "3 mei 2032",
        "Kamerbrief over fictie",
        "Geachte voorzitter",
    ]


def test_running_header_fills_what_the_block_lacks() -> None:
    text = BODY + "\nTweede Kamer, vergaderjaar 2031–2032, 99 876, nr. 12      1\n\f" + BODY
    title = read(text).title_block
    assert title.parliamentary_year
    assert title.parliamentary_year.text == "2031-2032"
    assert title.dossiers[0].number.text == "99876"
    assert title.number
    assert title.number.text == "12"


def test_no_title_block() -> None:
    document = read(BODY)
    assert document.title_block == TitleBlock()
    assert len(document.sentences) == 2


def test_a_body_that_looks_like_a_title_block_stays_body() -> None:
    body = "Aan de orde is een verzonnen zaak. 99 876 mensen waren\ner, zegt nr. 3.\n"
    document = read("\n\n".join([*LINES, body]))
    assert document.sentences[0].text == "Aan de orde is een verzonnen zaak."
