"""PDF: lines, paragraphs, headings, footnotes and furniture from places on pages; damaged and hostile files."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path
from time import process_time

import pytest

from nato_kg.errors import LetterError
from nato_kg.model import AnomalyKind, Document, ParagraphKind
from nato_kg.readers import read_letter

LETTERS = Path(__file__).resolve().parents[1] / "letters" / "formats"
LONG = "Het verzonnen kabinet spreekt vandaag in de fictieve hoofdstad over de inzet van"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
Drawing = Sequence[tuple[str, float, float, float, str]]


def stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), extra)
    return head + packed + b"\nendstream"


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of numbered objects, the first of them the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + trailer


def pages(contents: Sequence[bytes], resources: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
    kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(contents)))
    font = b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /%s >>"
    objects = [
        CATALOGUE,
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
        b"null",
    ]
    for n, content in enumerate(contents):
        fonts = b"/Font << /n 3 0 R /b 4 0 R >> " + resources
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %d 0 R >>"
            % (fonts, 7 + 2 * n)
        )
        objects.append(stream(content))
    return pdf([*objects, *more])


def drawn(drawing: Drawing) -> bytes:
    parts = []
    for text, x, y, size, font in drawing:
        words = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /%s %.2f Tf %.2f %.2f Td (%s) Tj ET" % (font.encode(), size, x, y, words))
    return b"\n".join(parts)


def lines(*texts: str, y: float = 700, leading: float = 12) -> Drawing:
    return [(text, 70, y - index * leading, 10, "n") for index, text in enumerate(texts)]


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "fictief.pdf"
    path.write_bytes(data)
    return read_letter(path)


def page(tmp_path: Path, *drawings: Drawing) -> Document:
    return read(tmp_path, pages([drawn(drawing) for drawing in drawings]))


def test_lines_paragraphs_and_pages(tmp_path: Path) -> None:
    first = [*lines(LONG, "vier schepen.", LONG, "vijf boten en nog een verkennings-", y=300)]
    document = page(tmp_path, first, lines("eenheid in de tweede helft van het jaar."))
    assert [s.text for s in document.sentences] == [
        f"{LONG} vier schepen.",
        f"{LONG} vijf boten en nog een verkenningseenheid in de tweede helft van het jaar.",
    ]


def test_headings_are_bold_lines_alone(tmp_path: Path) -> None:
    drawing = [
        *lines(f"{LONG} schepen.", y=700),
        ("De inzet van eenheden in het", 70, 680, 10, "b"),
        ("denkbeeldige gebied", 70, 668, 10, "b"),
        *lines(f"{LONG} boten.", y=650),
        ("De Minister van Fictie,", 70, 620, 10, "b"),
        ("A.B. Bedenker", 70, 608, 10, "b"),
    ]
    document = page(tmp_path, drawing)
    assert [s.heading for s in document.sections] == ["", "De inzet van eenheden in het denkbeeldige gebied"]
    assert [(s.post, s.name) for s in document.signatures] == [("De Minister van Fictie", "A.B. Bedenker")]


@pytest.mark.parametrize("size", [7, 10])
@pytest.mark.parametrize("raised", [True, False])
def test_footnotes_with_small_raised_marks(tmp_path: Path, size: float, raised: bool) -> None:
    note: Drawing = (
        [("1", 70, 103, 4.5, "n"), ("Kamerstuk 99 876, nr. 3.", 75, 100, size, "n")]
        if raised
        else [("1 Kamerstuk 99 876, nr. 3.", 70, 100, size, "n")]
    )
    drawing = [("Dit is niets. Dit is een verzonnen feit.", 70, 700, 10, "n"), ("1", 255, 703.5, 6, "n"), *note]
    document = page(tmp_path, drawing)
    assert [s.text for s in document.sentences] == ["Dit is niets.", "Dit is een verzonnen feit."]
    assert [(n.marker, n.text, n.reference is not None) for n in document.footnotes] == [
        ("1", "Kamerstuk 99 876, nr. 3.", True)
    ]


def test_tables_are_cells_under_each_other(tmp_path: Path) -> None:
    rows = [("Land", "Aantal"), ("Fictië", "30"), ("Fabelland", "4")]
    table = [
        (cell, x, 600 - 14 * n, 10, "n") for n, row in enumerate(rows) for x, cell in zip((70, 250), row, strict=True)
    ]
    document = page(tmp_path, [*lines(f"{LONG} schepen.", y=640), *table, *lines(f"{LONG} boten.", y=540)])
    found = [p for p in document.paragraphs if p.kind is ParagraphKind.TABLE]
    assert [s.text for p in found for s in p.sentences] == ["Land | Aantal", "Fictië | 30", "Fabelland | 4"]


def test_furniture_is_left_out(tmp_path: Path) -> None:
    foot = [
        ("’s-Gravenhage 2032", 70, 40, 6, "n"),
        ("Tweede Kamer, vergaderjaar 2031–2032, 99 876, nr. 12", 180, 40, 8, "n"),
    ]
    own = "Een eigen kopregel"
    texts = [f"{LONG} vier schepen.", f"{LONG} vijf boten.", f"{LONG} zes vliegtuigen.", f"{LONG} zeven tanks."]
    drawings = [
        [*([] if not n else [(own, 70, 810, 8, "n")]), *lines(text), *foot, (str(n + 1), 540, 40, 8, "n")]
        for n, text in enumerate(texts)
    ]
    document = page(tmp_path, *drawings)
    assert [s.text for s in document.sentences] == texts
    assert AnomalyKind.PAGE_FURNITURE in {a.kind for a in document.anomalies}
    title = document.title_block
    assert title.parliamentary_year
    assert title.parliamentary_year.text == "2031-2032"
    assert [d.number.text for d in title.dossiers] == ["99876"]


def test_what_is_drawn_out_of_order_is_read_from_the_top(tmp_path: Path) -> None:
    document = page(tmp_path, [*lines(f"{LONG} boten.", y=400), *lines(f"{LONG} schepen.", y=700)])
    assert [s.text[-8:] for s in document.sentences] == ["schepen.", "n boten."]


def test_two_columns_are_not_mixed(tmp_path: Path) -> None:
    left = [(text, 70, 700 - 12 * n, 10, "n") for n, text in enumerate(["Links begint hier", "en gaat hier door."])]
    right = [(text, 330, 694 - 12 * n, 10, "n") for n, text in enumerate(["Rechts begint hier", "en gaat daar door."])]
    document = page(tmp_path, [*left, *right])
    assert "Links begint hier en gaat hier door." in [s.text for s in document.sentences]


ENCRYPTED = pages([drawn(lines("Geheim."))]).replace(
    b"trailer << ",
    b"trailer << /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> "
    % (b"41" * 32, b"42" * 32),
)
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
NAMES = b"/XObject << " + b" ".join(b"/X%d %d 0 R" % (n, 8 + n) for n in range(12)) + b" >>"
NESTED = [stream(b"/X%d Do " % (n + 1) * 6, FORM + b"/Resources << " + NAMES + b" >>") for n in range(12)]
TEXT = b"BT /n 9 Tf 70 700 Td (Hallo daar.) Tj ET "
HOSTILE = {
    "only a header": (b"%PDF-1.7\n", "the PDF is damaged"),
    "cut short": ((LETTERS / "fictief.pdf").read_bytes()[:2_000], "the PDF is damaged"),
    "noise": (b"%PDF-1.4\n" + bytes(range(256)) * 40, "the PDF is damaged"),
    "encrypted": (ENCRYPTED, "the PDF is encrypted"),
    "scan": (pages([b"0 0 100 100 re f"] * 2), "no text layer"),
    "no pages": (pdf([CATALOGUE, b"<< /Type /Pages /Count 0 /Kids [] >>"]), "no text layer"),
    "pages in a circle": (pdf([CATALOGUE, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"]), "damaged"),
    "stream bomb": (pages([TEXT * 900_000]), "holds more than any letter"),
    "many operations": (pages([b"BT /n 9 Tf " + b"(a) Tj " * 100_000 + b"ET"] * 20), "holds more than any letter"),
    "many pages": (pages([TEXT] * 1_010), "more than 1,000"),
    "long text": (pages([b"BT /n 9 Tf (" + b"a" * 900_000 + b") Tj ET"] * 3), "holds more than any letter"),
    "deep arrays": (pages([b"[" * 50_000]), "damaged"),
    "unending graphics states": (pages([b"q " * 1_500_000]), "holds more than any letter"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_damaged_and_hostile_pdfs_end_soon_with_an_error(tmp_path: Path, name: str) -> None:
    data, message = HOSTILE[name]
    started = process_time()
    with pytest.raises(LetterError, match=message) as caught:
        read(tmp_path, data)
    assert process_time() - started < 30
    assert caught.value.hint


def test_forms_that_multiply_are_cut_off(tmp_path: Path) -> None:
    started = process_time()
    document = read(tmp_path, pages([TEXT + b"/X0 Do "], NAMES, NESTED))
    assert document.sentences[0].text == "Hallo daar."
    assert process_time() - started < 30


def test_two_hundred_pages_take_seconds(tmp_path: Path) -> None:
    body = drawn(lines(*[f"Dit is regel {n} van een verzonnen brief over niets." for n in range(55)], y=780))
    started = process_time()
    assert len(read(tmp_path, pages([body] * 200)).sentences) > 10_000
    assert process_time() - started < 30
