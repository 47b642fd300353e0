"""Web pages: the publication service's, other pages, footnotes, encodings and hostile files. All fictional."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from nato_kg.errors import LetterError
from nato_kg.model import Document, ParagraphKind
from nato_kg.readers import read_letter

PROSE = "Dit is een verzonnen alinea met genoeg woorden."


def read(tmp_path: Path, body: str | bytes, head: str = "") -> Document:
    path = tmp_path / "fictief.html"
    if isinstance(body, str):
        body = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()
    path.write_bytes(body)
    return read_letter(path)


def test_blocks_of_all_kinds(tmp_path: Path) -> None:
    body = f"""
      <h1>Brief</h1><p>{PROSE}</p><h2>1. Kop &amp; deel</h2>
      <div><p>Een <b>vette</b> <i>regel</i> met
        <a href='x.html'>koppeling</a>.</p>losse woorden in een blok.</div>
      <p><strong>Vet alleen</strong></p><p>{PROSE}</p>
      <ul><li>eerste;<ul><li><p>diep;</p><p>Meer erover.</p></li></ul></li><li>tweede.</li></ul>
      <ol start=3 type=a><li>derde;</li><li>vierde.</li></ol>
      <table><caption>Tabel</caption><tr><th>Land<th>Aantal<tr><td>Fictië<td>30</table>
      <table><tr><td><p>Opmaak zonder gegevens.</p></td></tr></table>
      <script>if (a<b) document.write('<p>niet</p>')</script><style>p {{}}</style><!-- <p>niet</p> -->
      <pre>Eerste regel
tweede regel.

Nieuwe alinea.</pre>"""
    document = read(tmp_path, body)
    assert [(s.level, s.label, s.heading) for s in document.sections] == [
        (0, "", ""),
        (2, "1", "Kop & deel"),
        (3, "", "Vet alleen"),
    ]
    assert [(p.kind, p.label, p.text) for p in document.paragraphs] == [
        (ParagraphKind.PROSE, "", PROSE),
        (ParagraphKind.PROSE, "", "Een vette regel met koppeling."),
        (ParagraphKind.PROSE, "", "losse woorden in een blok."),
        (ParagraphKind.PROSE, "", PROSE),
        (ParagraphKind.LIST_ITEM, "-", "eerste;"),
        (ParagraphKind.LIST_ITEM, "-", "diep;"),
        (ParagraphKind.PROSE, "", "Meer erover."),
        (ParagraphKind.LIST_ITEM, "-", "tweede."),
        (ParagraphKind.LIST_ITEM, "c.", "derde;"),
        (ParagraphKind.LIST_ITEM, "d.", "vierde."),
        (ParagraphKind.PROSE, "", "Tabel"),
        (ParagraphKind.TABLE, "", "Land | Aantal Fictië | 30"),
        (ParagraphKind.PROSE, "", "Opmaak zonder gegevens."),
        (ParagraphKind.PROSE, "", "Eerste regel tweede regel."),
        (ParagraphKind.PROSE, "", "Nieuwe alinea."),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<nav>Menu</nav><div id='broodtekst'>{}</div><p>Elders op de pagina.</p>",
        "<header>Kop van de site</header><main>{}</main><footer>Voet</footer>",
        "<nav>Menu</nav><article>{}</article><aside>Lees ook.</aside>",
        "<header>Kop</header><form>{}<input value=x></form><aside>Lees ook.</aside><footer>Voet</footer>",
    ],
)
def test_only_the_main_part_is_read(tmp_path: Path, page: str) -> None:
    document = read(tmp_path, page.format(f"<p>{PROSE}</p>"))
    assert [s.text for s in document.sentences] == [PROSE]


def test_a_ministry_page_with_letterhead_and_signature(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<p>Aan de Voorzitter van de Denkbeeldige Kamer<br>Plein 99<br>Den Haag</p>"
        "<table><tr><td>Datum<td>3 mei 2032<tr><td>Betreft<td>Kamerbrief over fictie</table>"
        f"<p>Geachte voorzitter,</p><p>{PROSE}</p>"
        "<p>DE MINISTER VAN FICTIE,<br><br>drs. A.B. Bedenker</p>",
    )
    title = document.title_block
    found = (title.addressee, title.issued, title.subject, title.salutation)
    assert [value and value.text for value in found] == [
        "Voorzitter van de Denkbeeldige Kamer",
        "3 mei 2032",
        "Kamerbrief over fictie",
        "Geachte voorzitter",
    ]
    assert [(s.post, s.name) for s in document.signatures] == [("DE MINISTER VAN FICTIE", "drs. A.B. Bedenker")]
    assert [s.text for s in document.sentences] == [PROSE]


def test_meta_fields_of_the_service_fill_the_title_block(tmp_path: Path) -> None:
    fields = {
        "OVERHEIDop.vergaderjaar": "2031-2032",
        "OVERHEIDop.dossiernummer": "99501-28",
        "OVERHEIDop.dossiertitel": "Fictieve Raad",
        "OVERHEIDop.ondernummer": "4",
        "DCTERMS.issued": "2032-05-03",
    }
    head = "".join(f"<meta name='{name}' content='{value}'>" for name, value in fields.items())
    title = read(tmp_path, f"<p>{PROSE}</p>", head).title_block
    assert [v and v.text for v in (title.parliamentary_year, title.number, title.issued)] == [
        "2031-2032",
        "4",
        "3 mei 2032",
    ]
    assert [(d.number.text, d.title and d.title.text) for d in title.dossiers] == [("99501-28", "Fictieve Raad")]


BACK = "<a href='#_ftnref1' name='_ftn1'>[1]</a>"
SERVICE_NOTE = """<div id='noten'><hr><div class='voet noot'>
  <h5 class='note-close'><a class='note-close' href='#c'>X</a> Noot</h5>
  <sup><span class='nootnum'><a id='ID-1'></a>1</span></sup><p>De noot.</p></div></div>"""


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        ("<sup><a href='#n1' id='r1'>1</a></sup>", "<ol><li id='n1'><p>De noot. <a href='#r1'>↩</a></p></li></ol>"),
        ("<a href='#_ftn1' name='_ftnref1'>[1]</a>", f"<div id='ftn1'><p>{BACK} De noot.</p></div>"),
        ("<a href='#n1'><sup>1</sup></a>", "<p id='n1'>1. De noot.</p>"),
        ("<sup><a class='nootnum' href='#ID-1'>1</a></sup>", SERVICE_NOTE),
    ],
)
def test_footnotes_are_what_short_links_lead_to(tmp_path: Path, reference: str, note: str) -> None:
    document = read(tmp_path, f"<p>Een feit.{reference} Nog een feit, <a href='#n1'>zie hieronder</a>.</p>{note}")
    assert [s.text for s in document.sentences] == ["Een feit.", "Nog een feit, zie hieronder."]
    assert [(n.marker, n.text, n.reference is not None) for n in document.footnotes] == [("1", "De noot.", True)]


def test_links_up_and_ordinals_are_no_footnotes(tmp_path: Path) -> None:
    document = read(
        tmp_path, "<p id='a'>Een feit.</p><p>Zie <a href='#a'>1</a> en de 1<sup>e</sup> van 3 m<sup>2</sup>.</p>"
    )
    assert [s.text for s in document.sentences] == ["Een feit.", "Zie 1 en de 1e van 3 m2."]
    assert document.footnotes == ()


def test_declared_encodings(tmp_path: Path) -> None:
    page = "<html><head><meta http-equiv=Content-Type content='text/html; charset={}'></head><body><p>Fictië – één.</p>"
    for name in ("windows-1252", "iso-8859-1"):
        assert read(tmp_path, page.format(name).encode("cp1252")).sentences[0].text == "Fictië – één."
    assert read(tmp_path, page.format("utf-16").encode("utf-16")).sentences[0].text == "Fictië – één."
    with pytest.raises(LetterError, match="x-fictief"):
        read(tmp_path, page.format("x-fictief").encode())
    with pytest.raises(LetterError, match="not UTF-8"):
        read(tmp_path, page.format("utf-8").encode() + b"\xff\xc3\xab")


HOSTILE = {
    "deep": ("<div>" * 20_000 + "x", "Excessive depth"),
    "as deep as the parser allows": ("<div>" * 240 + "x", "nested deeper than 200 levels"),
    "attributes": ("<p " + " ".join(f"a{n}" for n in range(100_000)) + ">x", "more than 500 attributes"),
    "attributes behind a quote": ('<p a=">" ' + " ".join(f"a{n}" for n in range(100_000)) + ">x", "more than 500"),
    "scripts that never end": ("<script " * 100_000, "empty"),
    "comments that never end": ("<!-- " * 100_000, "empty"),
    "no text": ("<img src=x.png>", "the HTML is empty"),
    "many paragraphs": ("<p>Een zin van vijf woorden.</p>" * 100_000, "longer than"),
    "many tags": ("<p>Een zin.</p>" * 250_000, "larger than any letter"),
    "too large": ("<p>x</p>" + " " * 9_000_000, "larger than"),
    "one long text": ("a" * 7_900_000, "cannot be read whole|longer than"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon_with_an_error(tmp_path: Path, name: str) -> None:
    body, message = HOSTILE[name]
    started = process_time()
    with pytest.raises(LetterError, match=message):
        read(tmp_path, body)
    assert process_time() - started < 20


MANY = range(20_000)
ODD = {
    "blocks": ("<div>" * 190 + f"<p>{PROSE}</p>", ""),
    "spans": ("<p>" + "<span>" * 190 + PROSE, ""),
    "links": (
        "".join(f"<a href='#n{n}'>1</a>" for n in MANY) + "".join(f"<i id='n{n}'></i>" for n in MANY) + PROSE,
        "",
    ),
    "rows": ("<table>" + "<tr><td>a<td>b" * 20_000 + f"</table><p>{PROSE}</p>", ""),
    "quotes": ("<a b='x" * 10_000 + "'>" + PROSE, "attributes"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_pages_are_read_or_refused_soon(tmp_path: Path, name: str) -> None:
    body, message = ODD[name]
    started = process_time()
    if message:
        with pytest.raises(LetterError, match=message):
            read(tmp_path, body)
    else:
        assert PROSE in read(tmp_path, body).text
    assert process_time() - started < 20
