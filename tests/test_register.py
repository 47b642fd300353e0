"""The House's register: both forms to the same entries, statuses to ours, and files that are none."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from rdflib import Graph

from nato_kg import resources
from nato_kg.errors import RegisterError, UsageError
from nato_kg.register import MOST_BYTES as MOST
from nato_kg.register import RegisterEntry, RegisterStatus, Selection, read_register

TEXT = "De minister stuurt de Kamer een verzonnen brief."
FULL = RegisterEntry(
    id="00000000-0000-4000-8000-000000000007",
    number="TZ203103-007",
    text=TEXT,
    status=RegisterStatus.PARTLY_FULFILLED,
    stated_status="Deels Voldaan",
    made_on=date(2031, 3, 14),
    minister="Minister van Defensie",
    name="Verzonnen, V.",
    ministry="Defensie",
    fulfilled_on=date(2031, 6, 2),
    fulfilled_by=("2031Z00001", "2031Z00002"),
    repeats=("00000000-0000-4000-8000-000000000001",),
    supplements=("00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"),
    changes=("00000000-0000-4000-8000-000000000004",),
    activity="00000000-0000-4000-8000-0000000000aa",
    activity_number="2031A00001",
)


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


ENTITY: dict[str, Any] = {
    "Id": FULL.id,
    "Nummer": FULL.number,
    "Tekst": f"  {TEXT}\r\n",
    "Status": "Deels voldaan",
    "Aanmaakdatum": "2031-03-13T23:00:00Z",
    "DatumNakoming": "2031-06-02T00:00:00+02:00",
    "Functie": FULL.minister,
    "Naam": FULL.name,
    "Ministerie": FULL.ministry,
    "KamerbriefNakoming": [{"Id": guid(91), "DocumentNummer": "2031Z00001"}, {"DocumentNummer": "2031Z00002"}],
    "IsHerhalingVan": [{"Id": guid(1)}],
    "IsAanvullingOp": [{"Id": guid(2)}, {"Id": guid(3)}],
    "IsWijzigingVan": [{"Id": guid(4)}],
    "Activiteit": [{"Id": FULL.activity.upper(), "Nummer": "2031A00001"}],
    "Verwijderd": False,
    "GewijzigdOp": "2031-06-03T10:00:00Z",
}
ELEMENT = f"""<toezegging xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  id="{FULL.id}" tk:bijgewerkt="2031-06-03T10:00:00.1234567" tk:verwijderd="false">
  <toegezegdAanFractie xsi:nil="true"/>
  <isHerhalingVan ref="{guid(1)}" bijgewerkt="2031-01-01T00:00:00"/>
  <isAanvullingOp ref="{guid(2)}"/><isAanvullingOp ref="{guid(3)}"/>
  <isWijzigingVan ref="{guid(4)}"/>
  <aanmaakdatum>2031-03-14T00:00:00+01:00</aanmaakdatum><nummer>{FULL.number}</nummer>
  <activiteit ref="{FULL.activity}"/><activiteitNummer>2031A00001</activiteitNummer>
  <naam>{FULL.name}</naam><voornaam xsi:nil="true"/><functie>{FULL.minister}</functie>
  <status>Deels Voldaan</status><datumNakoming>2031-06-01T22:00:00Z</datumNakoming>
  <kamerbriefNakoming>2031Z00001</kamerbriefNakoming><kamerbriefNakoming>2031Z00002</kamerbriefNakoming>
  <ministerie>{FULL.ministry}</ministerie><tekst>{TEXT}<!-- intern --></tekst>
</toezegging>"""


def write(folder: Path, content: object) -> Path:
    """A file with JSON, text or bytes."""
    path = folder / "register"
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def feed(*elements: str) -> str:
    entries = "".join(f'<entry><content type="application/xml">{element}</content></entry>' for element in elements)
    return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'


# ------------------------------------------------------------ both forms


def stated(entry: RegisterEntry) -> RegisterEntry:
    """The entry with the status as the schema writes it, whatever the case in the file."""
    assert entry.stated_status.casefold() == "deels voldaan"
    return RegisterEntry(**{**{n: getattr(entry, n) for n in entry.__slots__}, "stated_status": "Deels Voldaan"})


@pytest.mark.parametrize(
    "content",
    [{"value": [ENTITY]}, [ENTITY], ENTITY, feed(ELEMENT), ELEMENT, b"\xef\xbb\xbf" + json.dumps([ENTITY]).encode()],
    ids=["odata", "list", "entity", "feed", "element", "bom"],
)
def test_both_forms_give_the_same_entry(tmp_path: Path, content: object) -> None:
    (entry,) = read_register(write(tmp_path, content))
    assert stated(entry) == FULL


def test_the_example() -> None:
    entries = read_register(resources.path("data", "examples", "register.json"))
    assert [(entry.number, entry.status.ours) for entry in entries] == [
        ("TZ203103-001", "open"),
        ("TZ203103-002", "fulfilled"),
        ("TZ203104-001", "partly-fulfilled"),
    ]
    assert entries[2].supplements == (entries[0].id,)


def test_every_field_of_the_houses_schema_has_a_place(shared: Path) -> None:
    schema = etree.parse(str(shared / "formats" / "tkData-v1-0-toezegging.xsd"))
    names = [str(e.get("name")) for e in schema.iter("{http://www.w3.org/2001/XMLSchema}element")]
    assert {name for name in names if name not in ELEMENT} == {
        "toegezegdAanPersoon",
        *("achternaam", "initialen", "tussenvoegsel", "achtervoegsel", "titulatuur"),
    }
    statuses = [e.get("value") for e in schema.iter("{http://www.w3.org/2001/XMLSchema}enumeration")]
    assert set(statuses) == {status.value for status in RegisterStatus} - {""}


def test_our_statuses_are_codes_of_the_ontology() -> None:
    codes = Graph().parse(resources.path("ontology", "codes.ttl"))
    known = {str(code).rsplit("/", 1)[-1] for code in codes.subjects() if "/commitment-status/" in str(code)}
    ours = {status.value: status.ours for status in RegisterStatus}
    assert ours == {
        "Openstaand": "open",
        "Deels Voldaan": "partly-fulfilled",
        "Voldaan": "fulfilled",
        "Vervallen": "lapsed",
        "": "unknown",
    }
    assert set(ours.values()) - {"unknown"} <= known


def test_a_status_that_is_not_known_stays_as_stated(tmp_path: Path) -> None:
    (entry,) = read_register(write(tmp_path, [{**ENTITY, "Status": "In behandeling"}]))
    assert (entry.status, entry.stated_status) == (RegisterStatus.UNKNOWN, "In behandeling")


def test_what_is_not_stated_is_empty(tmp_path: Path) -> None:
    for content in ([{"Id": guid(5), "Tekst": None}], f'<toezegging id="{guid(5)}"/>'):
        assert read_register(write(tmp_path, content)) == (RegisterEntry(guid(5)),)


def test_a_name_is_put_together_where_it_comes_in_parts(tmp_path: Path) -> None:
    parts = {"Naam": None, "Voornaam": "Vera", "Tussenvoegsel": "van", "Achternaam": "Verzonnen"}
    assert read_register(write(tmp_path, [{**ENTITY, **parts}]))[0].name == "Vera van Verzonnen"


def test_relations_in_other_forms(tmp_path: Path) -> None:
    other = {
        "KamerbriefNakoming": "2031Z00009",
        "IsHerhalingVan": guid(1),
        "Activiteit": None,
        "Activiteit_Id": guid(6),
        "ActiviteitNummer": "2031A00006",
    }
    (entry,) = read_register(write(tmp_path, [{**ENTITY, **other}]))
    assert (entry.fulfilled_by, entry.repeats) == (("2031Z00009",), (guid(1),))
    assert (entry.activity, entry.activity_number) == (guid(6), "2031A00006")


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2031-03-14", date(2031, 3, 14)),
        ("2031-03-14T23:30:00", date(2031, 3, 14)),
        ("2031-03-14T23:30:00.1234567Z", date(2031, 3, 15)),
        ("2031-07-14T21:59:00Z", date(2031, 7, 14)),
        ("2031-07-14T22:00:00Z", date(2031, 7, 15)),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59Z", None),
    ],
)
def test_days_are_dutch_days(tmp_path: Path, time: str, day: date | None) -> None:
    assert read_register(write(tmp_path, [{**ENTITY, "Aanmaakdatum": time, "GewijzigdOp": time}]))[0].made_on == day


def test_of_several_versions_the_last_counts(tmp_path: Path) -> None:
    later = ELEMENT.replace("2031-06-03T10", "2031-06-04T10").replace("Deels Voldaan", "Voldaan")
    gone = ELEMENT.replace('verwijderd="false"', 'verwijderd="True"').replace("2031-06-03T10", "2031-06-05T10")
    for elements in ((ELEMENT, later), (later, ELEMENT)):
        assert [e.status for e in read_register(write(tmp_path, feed(*elements)))] == [RegisterStatus.FULFILLED]
    assert read_register(write(tmp_path, feed(gone, ELEMENT, later))) == ()
    assert read_register(write(tmp_path, [ENTITY, {"Id": FULL.id, "Verwijderd": True}])) == (
        read_register(write(tmp_path, [ENTITY]))
    )


def test_entries_come_by_day_and_number(tmp_path: Path) -> None:
    days = (("2031-02-02", 1), (None, 2), ("2031-01-01", 4), ("2031-01-01", 3))
    items = [{"Id": guid(n), "Nummer": f"TZ-{n}", "Aanmaakdatum": day} for day, n in days]
    assert [entry.number for entry in read_register(write(tmp_path, items))] == ["TZ-3", "TZ-4", "TZ-1", "TZ-2"]


@pytest.mark.parametrize("empty", [{"value": []}, feed()])
def test_an_empty_page_is_no_error(tmp_path: Path, empty: object) -> None:
    assert read_register(write(tmp_path, empty)) == ()


# ------------------------------------------------------------ what is none

BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is no register of commitments"),
        ("Geachte voorzitter", "no register"),
        ('{"value": [{"Id"', r"the JSON is broken at column \d+: .*\(.*register:1\); the file seems cut short"),
        ('{"value": [}]}', "the JSON is broken at column 12: .*; get it again"),
        (b'{"value": "\xff"}', "no UTF-8"),
        ("[" * 200_000, "not that of a register"),
        ('{"value": Infinity}', "not that of a register"),
        ("{}", "no list of commitments"),
        ("[1]", "no list of commitments"),
        ({"@odata.context": "x#Zaak", "value": [ENTITY]}, "no list of commitments"),
        ([{"Id": guid(1), "Soort": "Brief regering"}], r"entry 1 \(.*\): Tekst is not there"),
        ([ENTITY, {"Id": "7"}], "entry 2: Id is '7', which is no id"),
        ([{**ENTITY, "Id": 7}], "entry 1: Id is no text"),
        ([{**ENTITY, "Tekst": ["x"]}], r"entry 1 \(TZ203103-007\): Tekst is no text"),
        ([{**ENTITY, "Aanmaakdatum": "14 maart 2031"}], "Aanmaakdatum is '14 maart 2031', which is no time"),
        ([{**ENTITY, "Aanmaakdatum": "2031-13-45"}], "which is no time"),
        ([{**ENTITY, "Verwijderd": "nee"}], "Verwijderd is neither true nor false"),
        ([{**ENTITY, "IsHerhalingVan": [{"Id": "x" * 99}]}], "IsHerhalingVan is 'x{40}…', which is no id"),
        ([{**ENTITY, "IsHerhalingVan": [7]}], "IsHerhalingVan refers to nothing"),
        (feed(ELEMENT)[:-20], "the register is ill-formed"),
        (BOMB + ELEMENT.replace(TEXT, "&b;"), "uses entities"),
        ("<a>" * 200 + "</a>" * 200, "nested deeper"),
        ("<html/>", "the XML holds no commitment: its root is <html>"),
        (feed("<document/>"), "holds no commitment"),
        (feed(ELEMENT, "<toezegging/>"), "entry 2: id is '', which is no id"),
        (ELEMENT.replace('verwijderd="false"', 'verwijderd="x"'), r"\(TZ203103-007\): verwijderd is neither"),
        (ELEMENT.replace(guid(1), "x"), "isHerhalingVan is 'x', which is no id"),
    ],
)
def test_a_file_that_is_no_register(tmp_path: Path, content: object, message: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(RegisterError) as caught:
        read_register(path)
    assert re.search(message, str(caught.value), re.DOTALL), str(caught.value)
    assert str(path) in str(caught.value)
    assert (caught.value.exit_code, caught.value.hint != "") == (3, True)


def test_a_file_that_is_not_there_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be read: No such file"):
        read_register(tmp_path / "none.json")
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(MOST + 1)
    with pytest.raises(RegisterError, match="larger than"):
        read_register(tmp_path / "huge.json")


# ------------------------------------------------------------ selections

OPEN = RegisterEntry(guid(1), "TZ-1", TEXT, RegisterStatus.OPEN, made_on=date(2031, 3, 14), ministry="Defensie")
DONE = RegisterEntry(guid(2), "TZ-2", "Een overzicht.", RegisterStatus.FULFILLED, made_on=date(2031, 4, 1))
UNDATED = RegisterEntry(guid(3), "TZ-3", "Een lijst.")


@pytest.mark.parametrize(
    ("selection", "numbers"),
    [
        (Selection(), ["TZ-1", "TZ-2", "TZ-3"]),
        (Selection(frozenset({"open", "unknown"})), ["TZ-1", "TZ-3"]),
        (Selection(since=date(2031, 3, 14), until=date(2031, 3, 14)), ["TZ-1"]),
        (Selection(since=date(2031, 3, 15)), ["TZ-2"]),
        (Selection(until=date(2031, 3, 31)), ["TZ-1"]),
        (Selection(words="BRIEF defensie"), ["TZ-1"]),
        (Selection(words="tz-2"), ["TZ-2"]),
        (Selection(words="fregat"), []),
    ],
)
def test_selections(selection: Selection, numbers: list[str]) -> None:
    assert [entry.number for entry in selection.of([OPEN, DONE, UNDATED])] == numbers


def test_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(UsageError, match="2031-04-01 is after 2031-03-01"):
        Selection(since=date(2031, 4, 1), until=date(2031, 3, 1))
