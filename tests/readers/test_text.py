"""Structure of letters: paragraphs, headings, lists, tables, notes, signatures. All fictional."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_kg.model import AnomalyKind, Document, ParagraphKind, Rendition
from nato_kg.readers.text import read_text


def read(text: str) -> Document:
    return read_text(text, "fictief", Rendition("", "text/plain", len(text)))


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in read(text).sentences]


LONG = "Het verzonnen kabinet spreekt vandaag in de fictieve hoofdstad over de inzet van"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n\neen missie.", f"{LONG} een missie."),
        (f"{LONG}\n\n---\n\neen missie.", f"{LONG} een missie."),
        (f"{LONG}\n\n3\n\feen missie.", f"{LONG} een missie."),
        (f"{LONG}\n\fNAVO-eenheden in Fictië.", f"{LONG} NAVO-eenheden in Fictië."),
        (f"{LONG}\n\nvier\nschepen en *drie\nboten*.", f"{LONG} vier schepen en drie boten."),
        (f"{LONG} veilig-\n\nheid.", f"{LONG} veiligheid."),
        (f"{LONG} lucht-\nen zeemacht.", f"{LONG} lucht- en zeemacht."),
        (f"{LONG} EU-\nmissies.", f"{LONG} EU-missies."),
        (f"{LONG} oud-\nministers.", f"{LONG} oud-ministers."),
        (f"{LONG} zee-\neenden.", f"{LONG} zee-eenden."),
        (f"{LONG} 2031-\n2032.", f"{LONG} 2031-2032."),
        (f"{LONG} Noord-\nFictië.", f"{LONG} Noord-Fictië."),
        (f"{LONG} veilig\u00ad\nheid en rust\u00adtijd.", f"{LONG} veiligheid en rusttijd."),
        (f"{LONG}\r\neen\r\n\r\nmissie.", f"{LONG} een missie."),
    ],
)
def test_breaks_are_joined(text: str, expected: str) -> None:
    assert sentences(text) == [expected]


def test_a_word_broken_around_a_footnote_is_joined_and_recorded() -> None:
    text = (
        f"{LONG} de verkennings-\n\n---\n\n<sup>1</sup> Noot een.\n<sup>2</sup> Noot\ntwee.\n\n"
        "eenheid<sup>1</sup> en meer.<sup>2</sup> Einde hier.\n"
    )
    document = read(text)
    first, last = document.sentences
    assert first.text == f"{LONG} de verkenningseenheid en meer."
    assert len(first.spans) == 2
    assert last.text == "Einde hier."
    assert [(note.marker, note.text) for note in document.footnotes] == [
        ("1", "Noot een."),
        ("2", "Noot twee."),
    ]
    assert [document.words(note.reference) for note in document.footnotes if note.reference] == [
        "<sup>1</sup>",
        "<sup>2</sup>",
    ]
    kinds = {anomaly.kind for anomaly in document.anomalies}
    assert kinds == {AnomalyKind.JOINED_WORD, AnomalyKind.JOINED_PARAGRAPH}


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        ("<sup>1</sup>", "<sup>1</sup>Noot."),
        ("[1]", "[1] Noot."),
        ("[^1]", "[^1]: Noot."),
        ("¹", "¹ Noot."),
        (" 1)", "1) Noot."),
        ("1", "1 Noot."),
    ],
)
def test_styles_of_footnotes(reference: str, note: str) -> None:
    document = read(f"Dit is een verzonnen feit.{reference} Zie ook (artikel 1).\n\n---\n\n{note}\n")
    assert [s.text for s in document.sentences] == [
        "Dit is een verzonnen feit.",
        "Zie ook (artikel 1).",
    ]
    (footnote,) = document.footnotes
    assert (footnote.marker, footnote.text) == ("1", "Noot.")
    assert footnote.sentences[0].number == 3
    assert footnote.sentences[0].paragraph == 1
    assert document.anomalies == ()


def test_notes_and_markers_without_each_other_are_recorded() -> None:
    document = read("Een feit.<sup>7</sup> Nog een feit.\n\n---\n<sup>8</sup> Een noot.\n")
    assert [(a.kind, document.words(a.span)) for a in document.anomalies] == [
        (AnomalyKind.MARKER_WITHOUT_NOTE, "<sup>7</sup>"),
        (AnomalyKind.NOTE_WITHOUT_MARKER, "Een noot."),
    ]


def test_powers_ordinals_and_plain_brackets_are_no_footnotes() -> None:
    text = "De 1<sup>e</sup> zone van 3 km<sup>2</sup> met CO<sub>2</sub> en [2] staat (in 3)."
    assert sentences(text) == ["De 1e zone van 3 km2 met CO2 en [2] staat (in 3)."]


def test_emphasis_links_and_escapes_go_out_and_stars_stay() -> None:
    text = "Een **vet _en_ schuin** [woord](#p-1), 3 * 4, snake_case, \\*zo\\* en a*b***."
    assert sentences(text) == ["Een vet en schuin woord, 3 * 4, snake_case, *zo* en a*b***."]


def test_headings_of_all_kinds() -> None:
    body = "Dit is een verzonnen alinea met genoeg woorden."
    text = "\n\n".join(
        [
            *(body, "### **Een**", body, "**Twee**", body, "3. Drie", body, "4.1 Vier", body),
            "Vijf",
            f"{body}\nZes\nDit is de alinea onder de zesde kop en zij is lang genoeg.",
        ]
    )
    document = read(text)
    assert [(s.number, s.label, s.heading, s.level) for s in document.sections] == [
        (1, "", "", 0),
        (2, "", "Een", 3),
        (3, "", "Twee", 1),
        (4, "3", "Drie", 1),
        (5, "4.1", "Vier", 2),
        (6, "", "Vijf", 1),
        (7, "", "Zes", 1),
    ]
    assert all(len(section.paragraphs) == 1 for section in document.sections)
    assert document.words(document.sections[1].span).startswith("**Een**")


def test_lists_and_tables() -> None:
    text = (
        "De volgende zaken:\n- eerste zaak, die\n  doorloopt;\n• tweede zaak.\n\n1. derde;\n"
        "2. vierde, van\n\nlange adem.\n\n| Land | Aantal |\n|---|---|\n| Fictië | 30 |\n"
    )
    document = read(text)
    assert [(p.kind, p.label, [s.text for s in p.sentences]) for p in document.paragraphs] == [
        (ParagraphKind.PROSE, "", ["De volgende zaken:"]),
        (ParagraphKind.LIST_ITEM, "-", ["eerste zaak, die doorloopt;"]),
        (ParagraphKind.LIST_ITEM, "•", ["tweede zaak."]),
        (ParagraphKind.LIST_ITEM, "1.", ["derde;"]),
        (ParagraphKind.LIST_ITEM, "2.", ["vierde, van lange adem."]),
        (ParagraphKind.TABLE, "", ["Land | Aantal", "Fictië | 30"]),
    ]


def test_page_furniture_is_left_out_and_recorded() -> None:
    text = (
        f"{LONG}\n\nkst-99876-12\nISSN 0999 - 9999\n"
        "'s-Gravenhage 2032     Tweede Kamer, vergaderjaar 2031–2032, 99 876, nr. 12     1\n"
        "\feen missie.\n\n- 2 -\n\n\fPagina 3 van 3\n"
    )
    document = read(text)
    assert [s.text for s in document.sentences] == [f"{LONG} een missie."]
    furniture = [a for a in document.anomalies if a.kind is AnomalyKind.PAGE_FURNITURE]
    assert len(furniture) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Minister van Fictie,  \nA.B. Bedenker", [("De Minister van Fictie", "A.B. Bedenker")]),
        (
            "Hoogachtend,\n\nDE MINISTER VAN FICTIE\n\ndrs. A.B. van der Bedenker-Smit",
            [("DE MINISTER VAN FICTIE", "drs. A.B. van der Bedenker-Smit")],
        ),
        (
            "De Minister van Fictie,\nA.B. Bedenker\n\nDe Staatssecretaris van Leugen en\nVerbeelding,\nC. Verzinner",
            [
                ("De Minister van Fictie", "A.B. Bedenker"),
                ("De Staatssecretaris van Leugen en Verbeelding", "C. Verzinner"),
            ],
        ),
        ("A.B. Bedenker\nMinister van Fictie", [("Minister van Fictie", "A.B. Bedenker")]),
        ("De Minister van Fictie, A.B. van Bedenker", [("De Minister van Fictie", "A.B. van Bedenker")]),
        ("De Ministers van Fictie schrijven u het\nvolgende.\n\nDE CONFERENTIE", []),
        ("De Minister van Fictie heeft dit besloten.", []),
    ],
)
def test_signatures(text: str, expected: list[tuple[str, str]]) -> None:
    document = read(f"Dit is een verzonnen alinea met genoeg woorden.\n\n{text}\n")
    assert [(s.post, s.name) for s in document.signatures] == expected
    assert len(document.sentences) >= (1 if expected else 2)
    assert not expected or len(document.sentences) == 1
    for signature in document.signatures:
        assert document.words(signature.name_span) == signature.name


def test_language() -> None:
    assert read("Het kabinet heeft dit aan de Kamer gemeld en wij wachten op een brief.").language == "nl"
    assert read("The government told the House about this and waits for a reply.").language == "und"


def test_unreadable_characters_are_recorded() -> None:
    (anomaly,) = read("Een verzonnen \ufffd\ufffd zin.").anomalies
    assert anomaly.kind is AnomalyKind.UNREADABLE


ATOMS = [
    "Het kabinet ", "besluit. ", "\n", "\n\n", "\f", "---\n", "<sup>1</sup>", "[1] ", "1) ", "1 ",
    "*", "**", "_", "# ", "- ", "Nr. 4\n", "99 876 ", "-\n", "\u00ad", "brief", "NAVO-", "|", "\t",
    "<br>", "\\", "¹", "Vergaderjaar 2031-2032 ", "De Minister van X,\n", "A.B. Cd\n", "jl. ",
    "'s ", "Geachte voorzitter,\n", "(", "“", ")", "[a](b)", "](", "\r\n", " ", "\ud800", "İ",
    "BRIEF VAN DE MINISTER\n", "Aan de Voorzitter\n", "Den Haag, 3 mei 2032\n", "Betreft: x\n",
    "Tweede Kamer, vergaderjaar 2031-2032, 99 876, nr. 4 1\n", "a", "De", "1. ",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(ATOMS), max_size=60).map("".join)))
def test_any_text_has_a_document_with_true_maps(text: str) -> None:
    document = read(text)
    end = 0
    for paragraph in document.paragraphs:
        offsets = paragraph.logical.offsets
        assert list(offsets) == sorted(set(offsets))
        for index, (character, offset) in enumerate(zip(paragraph.text, offsets, strict=True)):
            is_fold = character == " " and (text[offset].isspace() or text[offset] == "<")
            assert text[offset] == character or is_fold
            assert paragraph.logical.position(offset) == index
        assert paragraph.text == " ".join(paragraph.text.split())
        for sentence in paragraph.sentences:
            assert end <= sentence.span.start < sentence.span.end
            end = sentence.span.end
        words = "".join(sentence.text for sentence in paragraph.sentences)
        assert words.replace(" ", "") == paragraph.text.replace(" ", "")
    numbers = [sentence.number for sentence in document.sentences]
    assert numbers == list(range(1, len(numbers) + 1))


HOSTILE = [
    "a", ". ", "A. ", "A.", "*a ", "_a_", "<a ", "<sup>", "<sup>1</sup>", "[", "](", "[a](b)",
    " 1)", "(", " ", "\n", "a\n", "a\n\n", "a-\n", "a-\n\nb", "# a\n", "#", "| a | b |\n", "- a\n",
    "<sup>1</sup> a\n", "1\n\f", "a\n---\n1) b\n", "De Minister van\n", "\\", "a\u00ad", '."" ',
    "Vergaderjaar 2031-2032 ", "99 876 ", "Nr. 1 ", "a\tb\n", "abc.Abc",
    "Kop\nEen langere regel. \n",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Eight times the text takes far less than 64 times the time, as quadratic work would."""
    small, large = (unit * (size // len(unit)) for size in (12_500, 100_000))
    read(unit)
    started = process_time()
    read(small)
    between = process_time()
    read(large)
    assert process_time() - between < 24 * (between - started) + 0.5


def test_a_million_characters_on_a_line_and_many_lines() -> None:
    started = process_time()
    unit = "Het kabinet heeft op 3 maart jl. een *verzonnen* brief gestuurd (nr. 1). "
    assert len(read(unit * (1_000_000 // len(unit))).sentences) == 1_000_000 // len(unit)
    assert len(read("Een regel.\n\n" * 50_000).sentences) == 50_000
    assert process_time() - started < 60
