"""ODT and DOCX: structure, numbering, notes, and hostile archives. All fictional, made here."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from nato_kg.errors import LetterError
from nato_kg.model import Document, ParagraphKind
from nato_kg.readers import read_letter

LETTERS = Path(__file__).resolve().parents[1] / "letters" / "formats"
PROSE = "Dit is een verzonnen alinea met genoeg woorden."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc" xmlns:r="urn:r"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:fo="urn:fo" xmlns:draw="urn:draw" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:style" xmlns:table="urn:table"'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "fictief.doc"
    path.write_bytes(data)
    return read_letter(path)


def docx(tmp_path: Path, body: str, **parts: str) -> Document:
    content = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    content |= {f"word/{name}.xml": f"<w:{name} {W}>{inner}</w:{name}>" for name, inner in parts.items()}
    return read(tmp_path, packed(dict(content)))


def odt(tmp_path: Path, body: str, styles: str = "") -> Document:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return read(tmp_path, packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}))


def p(words: str, properties: str = "", run: str = "") -> str:
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run}<w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def listed(words: str, number: int, level: int = 0) -> str:
    return p(words, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


def level(depth: int, form: str, text: str) -> str:
    return f"<w:lvl w:ilvl='{depth}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"


NUMBERING = (
    f"<w:abstractNum w:abstractNumId='0'>{level(0, 'decimal', '%1.')}{level(1, 'lowerLetter', '%2)')}</w:abstractNum>"
    f"<w:abstractNum w:abstractNumId='1'>{level(0, 'bullet', chr(0xF0B7))}</w:abstractNum>"
    f"<w:abstractNum w:abstractNumId='2'>{level(0, 'decimal', '%1')}{level(1, 'decimal', '%1.%2')}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/>"
    "</w:lvlOverride></w:num><w:num w:numId='4'><w:abstractNumId w:val='2'/></w:num>"
)
STYLES = (
    "<w:style w:styleId='Kop1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr>"
    "</w:style>"
    "<w:style w:styleId='Kop2'><w:name w:val='heading 2'/><w:basedOn w:val='Kop1'/><w:pPr><w:numPr><w:ilvl w:val='1'/>"
    "<w:numId w:val='4'/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId='Eigen'><w:name w:val='Eigen kop'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
    "<w:style w:styleId='Lus'><w:name w:val='Lus'/><w:basedOn w:val='Lus'/></w:style>"
)


def test_docx_headings_and_numbers(tmp_path: Path) -> None:
    body = (
        p("Een", "<w:pStyle w:val='Kop1'/>") + p(PROSE) + p("Twee", "<w:pStyle w:val='Kop2'/>") + p(PROSE)
        + p("Eigen", "<w:pStyle w:val='Eigen'/>") + p(PROSE, "<w:pStyle w:val='Lus'/>") + p("Vet", run="<w:b/>")
        + listed("eerste;", 1) + listed("diep;", 1, 1) + listed("dieper;", 1, 1) + listed("tweede;", 1)
        + listed("opnieuw;", 3) + listed("punt.", 2) + p("Niet vet", run="<w:b w:val='0'/>")
    )  # fmt: skip
    document = docx(tmp_path, body, numbering=NUMBERING, styles=STYLES)
    assert [(s.level, s.label, s.heading) for s in document.sections] == [
        (2, "1", "Een"),
        (3, "1.1", "Twee"),
        (3, "", "Eigen"),
        (3, "", "Vet"),
    ]
    items = [(q.label, q.text) for q in document.paragraphs if q.kind is ParagraphKind.LIST_ITEM]
    assert items == [
        ("1.", "eerste;"),
        ("a)", "diep;"),
        ("b)", "dieper;"),
        ("2.", "tweede;"),
        ("1.", "opnieuw;"),
        ("-", "punt."),
    ]
    assert [q.text for q in document.paragraphs][-1] == "Niet vet"


def test_docx_words_that_count_and_words_that_do_not(tmp_path: Path) -> None:
    box = p("In een kader staat dit.")
    body = (
        "<w:p><w:r><w:t>Een</w:t></w:r><w:ins><w:r><w:t xml:space='preserve'> nieuw</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> oud</w:delText></w:r></w:del><w:r><w:tab/><w:t>woord</w:t><w:noBreakHyphen/>deel</w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> van elders</w:t></w:r></w:hyperlink>"
        "<w:r><w:footnoteReference w:id='2'/><w:t>.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        f"{box}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{box}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{p(PROSE)}</w:sdtContent></w:sdt>"
    )
    notes = (
        f"<w:footnote w:type='separator' w:id='0'>{p('')}</w:footnote><w:footnote w:id='2'>{p('De noot.')}</w:footnote>"
    )
    document = docx(tmp_path, body, footnotes=notes)
    assert [s.text for s in document.sentences] == ["In een kader staat dit.", "Een nieuw woord- van elders.", PROSE]
    assert [(n.marker, n.text, n.reference is not None) for n in document.footnotes] == [("1", "De noot.", True)]


def test_docx_letterhead_of_a_ministry(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    first = "<w:sectPr><w:headerReference w:type='first' r:id='rId9'/></w:sectPr>"
    body = (
        p("Aan de Voorzitter van de Denkbeeldige Kamer") + "<w:tbl>" + row("Datum", "3 mei 2032")
        + row("Betreft", "Kamerbrief over fictie") + "</w:tbl>" + p("Geachte voorzitter,") + p(PROSE)
        + p("DE MINISTER VAN FICTIE") + p("") + p("drs. A.B. Bedenker") + first
    )  # fmt: skip
    related = "<Relationships xmlns='urn:x'><Relationship Id='rId9' Target='header1.xml'/></Relationships>"
    data = packed(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": related,
            "word/header1.xml": f"<w:hdr {W}>{p('Onze referentie')}{p('FX2032-1')}</w:hdr>",
        }
    )
    document = read(tmp_path, data)
    title = document.title_block
    found = (title.reference, title.addressee, title.issued, title.subject, title.salutation)
    assert [value and value.text for value in found] == [
        "FX2032-1",
        "Voorzitter van de Denkbeeldige Kamer",
        "3 mei 2032",
        "Kamerbrief over fictie",
        "Geachte voorzitter",
    ]
    assert [s.name for s in document.signatures] == ["drs. A.B. Bedenker"]
    assert [s.text for s in document.sentences] == [PROSE]


def test_odt_headings_lists_frames_and_notes(tmp_path: Path) -> None:
    styles = (
        "<style:style style:name='Vet'><style:text-properties fo:font-weight='bold'/></style:style>"
        "<style:style style:name='Kind' style:parent-style-name='Vet'/>"
        "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' "
        "style:num-suffix='.'/><text:list-level-style-bullet text:level='2' text:bullet-char='•'/></text:list-style>"
    )
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    body = (
        f"<text:h text:outline-level='2'>Kop</text:h><text:p>{PROSE}</text:p>"
        "<text:p text:style-name='Kind'>Vet</text:p>"
        "<text:p>Een<text:s/>woord<text:tab/>en<text:line-break/>regel<draw:frame><draw:text-box><text:p>In een kader "
        "staat dit.</text:p></draw:text-box></draw:frame>.<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>De</text:p><text:p>noot.</text:p></text:note-body></text:note></text:p>"
        "<text:list text:style-name='L'>"
        + item.format("eerste;", f"<text:list>{item.format('diep;', '')}</text:list>")
        + item.format("tweede.", "")
        + "</text:list><text:section><text:p><text:span text:style-name='Vet'>Ook vet</text:span></text:p>"
        f"<text:p>{PROSE}</text:p></text:section>"
        "<table:table><table:table-row><table:table-cell><text:p>Land</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='99999'><text:p>x</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    document = odt(tmp_path, body, styles)
    assert [(s.level, s.heading) for s in document.sections] == [(3, "Kop"), (3, "Vet"), (3, "Ook vet")]
    found = [(q.label, q.text) for q in document.paragraphs]
    assert found[:6] == [
        ("", PROSE),
        ("", "In een kader staat dit."),
        ("", "Een woord en regel."),
        ("1.", "eerste;"),
        ("•", "diep;"),
        ("2.", "tweede."),
    ]
    assert found[7][1].startswith("Land | x")
    assert [(n.marker, n.text, n.reference is not None) for n in document.footnotes] == [("1", "De noot.", True)]


ZEROS = b" " * 100_000_000
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)


def lying() -> bytes:
    """An archive that declares a thousand bytes for sixty million."""
    data = bytearray(packed({"word/document.xml": b"<a>" + ZEROS[:60_000_000]}))
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 1_000)
    return bytes(data)


def flagged() -> bytes:
    data = bytearray(packed({"word/document.xml": "<a/>"}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb as DOCX": (lambda: packed({"word/document.xml": ZEROS}), "unpacks to far more"),
    "zip bomb as ODT": (lambda: packed({"content.xml": ZEROS}), "unpacks to far more"),
    "high ratio": (lambda: packed({"word/document.xml": ZEROS[:9_000_000]}), "unpacks to far more"),
    "lies about its size": (lying, "damaged|unpacks"),
    "many parts": (lambda: packed({f"p{n}": "" for n in range(5_100)}), "more than 5,000 parts"),
    "entity bomb": (lambda: packed({"content.xml": f"{BOMB}]><x>&j;</x>"}), "entit"),
    "deep": (lambda: packed({"content.xml": "<a>" * 200 + "</a>" * 200}), "nested deeper"),
    "encrypted part": (flagged, "password"),
    "encrypted ODT": (
        lambda: packed({"content.xml": b"\x01\x02", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "password",
    ),
    "other archive": (lambda: packed({"a.txt": "a"}), "no ODT or DOCX"),
    "spreadsheet": (lambda: packed({"content.xml": f"<office:body {ODF}/>"}), "no text document"),
    "empty DOCX": (lambda: packed({"word/document.xml": f"<w:document {W}/>"}), "the DOCX is empty"),
    "cut short ODT": (lambda: (LETTERS / "fictief.odt").read_bytes()[:1_500], "cut short"),
    "cut short DOCX": (lambda: (LETTERS / "fictief.docx").read_bytes()[:2_000], "cut short"),
    "broken data": (lambda: (LETTERS / "fictief.docx").read_bytes().replace(b"\x00\x00\x00", b"\x01\x01\x00", 40), "."),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_end_soon_with_an_error(tmp_path: Path, name: str) -> None:
    make, message = HOSTILE[name]
    data = make()
    started = process_time()
    with pytest.raises(LetterError, match=message) as caught:
        read(tmp_path, data)
    assert process_time() - started < 20
    assert caught.value.hint
