"""Official XML: title blocks, structure, old roots, metadata beside it, and hostile files. All fictional."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import process_time

import pytest

from nato_kg.errors import LetterError
from nato_kg.model import AnomalyKind, Document, ParagraphKind
from nato_kg.readers import read_letter

LETTERS = Path(__file__).resolve().parents[1] / "letters" / "formats"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
PROSE = "Dit is een verzonnen alinea met genoeg woorden."


def read(tmp_path: Path, content: str | bytes, name: str = "kst-99876-12.xml") -> Document:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_letter(path)


def paper(body: str, head: str = "") -> str:
    """A modern paper around a body."""
    return (
        f"{DECLARATION}<officiele-publicatie><kamerstuk>{head}<stuk><stuknr>Nr. <ondernummer>12</ondernummer></stuknr>"
        f"<titel>BRIEF VAN DE MINISTER VAN FICTIE</titel><algemeen><vrije-tekst><tekst>{body}</tekst></vrije-tekst>"
        "</algemeen></stuk></kamerstuk></officiele-publicatie>"
    )


def paragraphs(document: Document) -> list[tuple[ParagraphKind, str, str]]:
    return [(p.kind, p.label, p.text) for p in document.paragraphs]


HEAD = (
    "<kamerstukkop><tekstregel inhoud='vergaderjaar'>Vergaderjaar 2031-2032</tekstregel>"
    "<tekstregel inhoud='kamernummer'>2</tekstregel></kamerstukkop>"
)


def dossier(number: str, title: str, chapter: str = "") -> str:
    chapter = f"<begrotingshoofdstuk>{chapter}</begrotingshoofdstuk>" if chapter else ""
    return (
        f"<dossier><dossiernummer><dossiernr>{number}</dossiernr>{chapter}</dossiernummer>"
        f"<titel>{title}</titel></dossier>"
    )


def test_several_dossiers_with_their_titles(tmp_path: Path) -> None:
    subjects = [
        dossier("99 876", "Nota Fictieve zaken"),
        dossier("99 501", "Raad van verzinsels", "28"),
        dossier("99 800", "Vaststelling van een begroting", "X"),
        dossier("99 333", "CIVIL en andere woorden"),
    ]
    document = read(tmp_path, paper(f"<al>{PROSE}</al>", HEAD + "".join(subjects)))
    assert [(d.number.text, d.title and d.title.text) for d in document.title_block.dossiers] == [
        ("99876", "Nota Fictieve zaken"),
        ("99501-28", "Raad van verzinsels"),
        ("99800-X", "Vaststelling van een begroting"),
        ("99333", "CIVIL en andere woorden"),
    ]
    assert document.title_block.kind
    assert document.title_block.kind.text == "BRIEF"


def test_blocks_of_all_kinds(tmp_path: Path) -> None:
    body = f"""
      <al>Aan de Voorzitter van de Denkbeeldige Kamer</al><al>Den Haag, 3 mei 2032</al>
      <al>De volgende
          zaken:</al>
      <lijst nr-sluiting='.'><li><li.nr>a</li.nr><al>eerste;</al><al>Meer over de eerste.</al>
        <lijst><li><li.nr>–</li.nr><al>diep.</al></li></lijst></li><li><li.nr>1°</li.nr><al>tweede.</al></li></lijst>
      <divisie><kop><nr>2.</nr><titel>Kop</titel></kop><al>{PROSE}</al>
        <divisie><kop><label>Deel</label><nr>I</nr><titel>Dieper</titel></kop><al>{PROSE}</al></divisie></divisie>
      <tussenkop kopopmaak='vet'>Vet</tussenkop><al>{PROSE}</al>
      <tussenkop kopopmaak='cur'>Schuin</tussenkop><al>{PROSE}</al>
      <al><nadruk type='cur'>Een kop in schijn</nadruk></al><al>{PROSE}</al>
      <table><title>Tabel 1</title><tgroup><tbody><row><entry><al>Land</al></entry><entry>A|B</entry></row>
        <row><entry/><entry/></row><row><entry>Fictië</entry><entry>30</entry></row></tbody></tgroup></table>
      <plaatje><illustratie naam='x.png'/></plaatje>
      <definitielijst><definitie-item><term>fictie</term><definitie><al>verzinsel.</al></definitie></definitie-item>
      </definitielijst>"""
    document = read(tmp_path, paper(body))
    headings = [(s.level, s.label, s.heading) for s in document.sections]
    assert headings == [
        (0, "", ""),
        (2, "2", "Kop"),
        (3, "", "Deel I Dieper"),
        (2, "", "Vet"),
        (3, "", "Schuin"),
        (3, "", "Een kop in schijn"),
    ]
    assert paragraphs(document) == [
        (ParagraphKind.PROSE, "", "De volgende zaken:"),
        (ParagraphKind.LIST_ITEM, "a.", "eerste;"),
        (ParagraphKind.PROSE, "", "Meer over de eerste."),
        (ParagraphKind.LIST_ITEM, "–", "diep."),
        (ParagraphKind.LIST_ITEM, "-", "1° tweede."),
        *[(ParagraphKind.PROSE, "", PROSE)] * 5,
        (ParagraphKind.PROSE, "", "Tabel 1"),
        (ParagraphKind.TABLE, "", "Land | A|B Fictië | 30"),
        (ParagraphKind.LIST_ITEM, "-", "fictie: verzinsel."),
    ]
    title = document.title_block
    assert title.addressee
    assert title.addressee.text == "Voorzitter van de Denkbeeldige Kamer"
    assert title.place
    assert title.place.text == "Den Haag"


def test_paragraphs_stay_what_they_are(tmp_path: Path) -> None:
    """Shapes that mean something in plain text mean nothing where the format says paragraph."""
    texts = [
        "Een lange alinea zonder punt aan het einde die in een tekst op de volgende zou doorlopen",
        "Deze begint met een hoofdletter en staat op zichzelf.",
        "Kort regeltje",
        "gehoord de beraadslaging",
        "2 schepen varen uit",
        "[1] tussen haken",
        "# geen kop, en *geen* _nadruk_, en <b>geen</b> tag, en [geen](koppeling), en a\\b",
        "| geen | rij |",
        "Een woord1) en 2 en CO2.",
        "Een laatste alinea met een streepje aan het eind-",
        "van de regel.",
    ]
    body = "".join(f"<al>{text.replace('<', '&lt;')}</al>" for text in texts)
    document = read(tmp_path, paper(f"<al>Den Haag, 3 mei 2032</al>{body}"))
    assert [p.text for p in document.paragraphs] == texts
    assert len(document.sections) == 1
    assert document.footnotes == ()


def test_footnotes_at_their_places(tmp_path: Path) -> None:
    note = "<noot id='n{0}' type='voet'><noot.nr>{0}</noot.nr><noot.al>Noot <nadruk>{0}</nadruk>.</noot.al></noot>"
    body = (
        f"<al>Een <nadruk type='cur'>feit</nadruk> {note.format(1)}. Nog 3 km<sup>2</sup>{note.format(2)} verder.</al>"
        f"<table><tgroup><tbody><row><entry>a{note.format('*')}</entry><entry>b</entry></row></tbody></tgroup></table>"
    )
    document = read(tmp_path, paper(f"<al>Den Haag, 3 mei 2032</al>{body}"))
    assert [s.text for s in document.sentences] == ["Een feit.", "Nog 3 km2 verder.", "a | b"]
    assert [(n.marker, n.text, n.reference is not None) for n in document.footnotes] == [
        ("1", "Noot 1.", True),
        ("2", "Noot 2.", True),
        ("*", "Noot *.", True),
    ]
    assert [n.sentences[0].paragraph for n in document.footnotes] == [1, 1, 2]
    assert document.anomalies == ()


@pytest.mark.parametrize("place", ["algemeen", "stuk", "tekst-sluiting"])
def test_signatures_wherever_they_stand(tmp_path: Path, place: str) -> None:
    signature = (
        "<ondertekening><functie>De Minister van Fictie,</functie><naam><voornaam>A.B.</voornaam>"
        "<achternaam>van der Bedenker</achternaam></naam></ondertekening><ondertekening>"
        "<functie>De Staatssecretaris van Verre Zaken,</functie><naam><achternaam>C. Verzinner</achternaam></naam>"
        "</ondertekening>"
    )
    whole = paper(f"<al>Den Haag, 3 mei 2032</al><al>{PROSE}</al>")
    end = {"algemeen": "</algemeen>", "stuk": "</stuk>", "tekst-sluiting": "</algemeen>"}[place]
    if place == "tekst-sluiting":
        signature = f"<tekst-sluiting>{signature}</tekst-sluiting>"
    document = read(tmp_path, whole.replace(end, signature + end))
    assert [(s.post, s.name) for s in document.signatures] == [
        ("De Minister van Fictie", "A.B. van der Bedenker"),
        ("De Staatssecretaris van Verre Zaken", "C. Verzinner"),
    ]
    assert [s.text for s in document.sentences] == [PROSE]


OLD = f"""{DECLARATION}<kamerwrk kamer="2" publtype="meto">
  <kop><titel>Tweede Kamer der Staten-Generaal</titel><subtitel>2</subtitel>
    <subtitel>Vergaderjaar 1999-2000</subtitel></kop>
  <frontm><versie dtd="0.10"/><ordernr>KST0</ordernr><vergjaar>1999-2000</vergjaar>
    <onderw><nummer>99 800 X</nummer><naam>Vaststelling van een verzonnen
begroting</naam></onderw></frontm>
  <body><stuk><ltrlabel>Nr. </ltrlabel><nummer>12</nummer><titel>BRIEF VAN DE MINISTER VAN FICTIE</titel>
    <al>Aan de Voorzitter van de Denkbeeldige Kamer</al><al>'s-Gravenhage, 3 mei 2000</al>
    <al>Dit is een verzonnen brief over het
schip.<voetref refid="v1"/> Hij gaat door.</al><witreg/>
    <tuskop letat="vet">1. Inleiding</tuskop><al>– eerste zaak;</al><al>– tweede zaak.</al>
    <ondtek><functie>De Minister van Fictie,</functie><naam>A. B. Bedenker</naam></ondtek></stuk></body>
  <voetnoot id="v1" nr="1"><al>Zie het stuk.</al></voetnoot>
</kamerwrk>"""


def test_the_old_root(tmp_path: Path) -> None:
    document = read(tmp_path, OLD)
    title = document.title_block
    found = (title.parliamentary_year, title.number, title.sender, title.place, title.issued)
    assert [value and value.text for value in found] == [
        "1999-2000",
        "12",
        "DE MINISTER VAN FICTIE",
        "'s-Gravenhage",
        "3 mei 2000",
    ]
    assert [(d.number.text, d.title and d.title.text) for d in title.dossiers] == [
        ("99800-X", "Vaststelling van een verzonnen begroting")
    ]
    assert [(s.label, s.heading) for s in document.sections] == [("", ""), ("1", "Inleiding")]
    assert [p.label for p in document.paragraphs] == ["", "–", "–"]
    assert [(n.marker, n.text, n.reference is not None) for n in document.footnotes] == [("1", "Zie het stuk.", True)]
    assert [(s.post, s.name) for s in document.signatures] == [("De Minister van Fictie", "A. B. Bedenker")]


QUESTIONS = """<officiele-publicatie><kamervragen>
  <kamervraagnummer>321</kamervraagnummer>
  <kamervraagomschrijving>Vragen van het lid <naam><voornaam>An</voornaam><achternaam>Bedenker</achternaam></naam>
    aan de Minister van Fictie over niets (ingezonden <datum>3 mei 2032</datum>).</kamervraagomschrijving>
  <kamervraagomschrijving>Antwoord van de Minister (ontvangen <datum>21 mei 2032</datum>).</kamervraagomschrijving>
  <vraag><nr>Vraag 1</nr><al>Klopt dit?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord>
</kamervragen></officiele-publicatie>"""


def test_written_questions_and_answers(tmp_path: Path) -> None:
    document = read(tmp_path, QUESTIONS)
    title = document.title_block
    assert title.number
    assert title.number.text == "321"
    assert title.issued
    assert title.issued.text == "21 mei 2032"
    assert [s.heading for s in document.sections] == ["", "Vraag 1", "Antwoord 1"]
    assert document.sentences[0].text.startswith("Vragen van het lid An Bedenker aan de Minister van Fictie")


METADATA = (LETTERS / "fictief.metadata.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["kst-99412-7.metadata.xml", "metadata.xml"])
def test_metadata_beside_it_fills_what_is_lacking(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(METADATA, encoding="utf-8")
    bare = paper(f"<al>{PROSE}</al>").replace("<stuknr>Nr. <ondernummer>12</ondernummer></stuknr>", "")
    title = read(tmp_path, bare, "kst-99412-7.xml").title_block
    found = (title.parliamentary_year, title.number, title.issued)
    assert [value and value.text for value in found] == ["2031-2032", "7", "14 maart 2032"]
    assert [(d.number.text, d.title and d.title.text) for d in title.dossiers] == [("99412", "Verzonnen vredesmissies")]


def test_what_the_paper_says_goes_before_the_metadata(tmp_path: Path) -> None:
    (tmp_path / "metadata.xml").write_text(METADATA, encoding="utf-8")
    head = HEAD.replace("2031-2032", "2029-2030") + dossier("99 876", "Fictieve zaken")
    content = paper(f"<al>Den Haag, 3 mei 2030</al><al>{PROSE}</al>", head)
    title = read(tmp_path, content, "kst-99412-7.xml").title_block
    assert [value and value.text for value in (title.parliamentary_year, title.number, title.issued, title.place)] == [
        "2029-2030",
        "12",
        "3 mei 2030",
        "Den Haag",
    ]
    assert [d.number.text for d in title.dossiers] == ["99876"]


def test_metadata_of_another_paper_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "metadata.xml").write_text(METADATA, encoding="utf-8")
    assert read(tmp_path, paper(f"<al>{PROSE}</al>"), "kst-99999-1.xml").title_block.dossiers == ()


def test_metadata_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    shutil.copy(LETTERS / "fictief.xml", tmp_path / "fictief.xml")
    (tmp_path / "fictief.metadata.xml").write_text("<metadata_gegevens>", encoding="utf-8")
    with pytest.raises(LetterError) as caught:
        read_letter(tmp_path / "fictief.xml")
    assert caught.value.path == tmp_path / "fictief.metadata.xml"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_that_xml_declares(tmp_path: Path, encoding: str) -> None:
    content = paper("<al>Een verzonnen coördinatie in Fictië.</al>").replace("UTF-8", encoding.removesuffix("-sig"))
    assert read(tmp_path, content.encode(encoding)).sentences[0].text == "Een verzonnen coördinatie in Fictië."


BOMB = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
HOSTILE = {
    "entity bomb": (
        f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{BOMB}]><officiele-publicatie>&j;</officiele-publicatie>',
        "entity",
    ),
    "outer entity": (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><officiele-publicatie>&a;</officiele-publicatie>',
        "entities",
    ),
    "parameter entity": (
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><officiele-publicatie/>',
        "entities",
    ),
    "unknown entity": ('<!DOCTYPE x SYSTEM "x.dtd"><officiele-publicatie>&eacute;</officiele-publicatie>', "entities"),
    "deep": (paper("<divisie>" * 200 + "x" + "</divisie>" * 200), "nested deeper than 120 levels"),
    "deeper": (paper("<divisie>" * 5_000), "depth"),
    "cut short": (paper(f"<al>{PROSE}</al>")[:150], "cut short"),
    "empty": ("<officiele-publicatie/>", "the XML is empty"),
    "another root": ("<?xml version='1.0'?><rss/>", "root is <rss>"),
    "many tags": (paper("<a/>" * 1_100_000), "larger than any letter"),
    "many words": (paper(f"<al>{PROSE}</al>" * 50_000), "longer than"),
    "bad nesting": (paper("<al>a</divisie>"), "ill-formed at line 2, column"),
    "control": (paper("<al>a\x01b</al>"), "ill-formed"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_ends_soon_with_an_error(tmp_path: Path, name: str) -> None:
    content, message = HOSTILE[name]
    started = process_time()
    with pytest.raises(LetterError, match=message) as caught:
        read(tmp_path, content)
    assert process_time() - started < 20
    assert caught.value.path == tmp_path / "kst-99876-12.xml"
    assert caught.value.hint


def test_bytes_in_the_wrong_encoding_name_the_place(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="encoding") as caught:
        read(tmp_path, paper("\n<al>Fictië</al>").encode("cp1252"))
    assert caught.value.line == 3


def test_a_document_type_without_entities_is_no_harm(tmp_path: Path) -> None:
    content = paper(f"<al>{PROSE}</al>").replace("\n", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', 1)
    assert [s.text for s in read(tmp_path, content).sentences] == [PROSE]


def test_a_literal_raised_digit_is_no_reference(tmp_path: Path) -> None:
    note = "<noot id='n'><noot.nr>2</noot.nr><noot.al>Noot.</noot.al></noot>"
    document = read(tmp_path, paper(f"<al>Den Haag, 3 mei 2032</al><al>Het is 3 m² groot.{note} Einde.</al>"))
    assert [s.text for s in document.sentences] == ["Het is 3 m2 groot.", "Einde."]
    assert AnomalyKind.NOTE_WITHOUT_MARKER not in {a.kind for a in document.anomalies}
