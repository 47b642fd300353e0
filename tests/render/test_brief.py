"""The brief for a debate: what letters say is text and nothing else, in HTML and in ODT."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from nato_kg import KnowledgeGraph
from nato_kg.followups import HistoryStep, Ledger, Promise, Searched
from nato_kg.readers import read_letter
from nato_kg.readers.word import odt_text
from nato_kg.render.brief import brief_as_html, brief_as_odt

DAY = date(2032, 12, 31)
SEARCHED = Searched(DAY, (("kst-90010-1", date(2031, 1, 15), "complete"),))
PROMISE = Promise(
    id="commitment-1", iri="x", label="brief", gloss="Brief over de havens", letter="kst-90010-1",
    issued=date(2031, 1, 15), status="open", status_label="openstaand", timeliness="overdue", due=None, due_from=None,
    due_to=date(2031, 3, 31), deliverable="brief", about=("Havens",), condition=None, follows=None, restates=None,
    kept_by=(), note=None, promised_by=("Minister van Defensie",), age_days=716, register_status="Openstaand",
    words="Ik informeer u over de havens.",
)  # fmt: skip
HOSTILE = "<script>alert('a')</script> & \"b\" ]]> <!-- {body}"


def ledger(*promises: Promise) -> Ledger:
    return Ledger(promises, SEARCHED)


@pytest.fixture(scope="module")
def archive(archive_store: Path) -> Ledger:
    return KnowledgeGraph.open(archive_store, language="nl", as_of=DAY).commitments().still_open()


def paragraphs(data: bytes) -> list[str]:
    """What stands in the ODT, paragraph by paragraph."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    return ["".join(map(str, node.itertext())) for node in root.iter() if str(node.tag).endswith(("}p", "}h"))]


def find(page: str, path: str) -> list[Any]:
    """What an XPath finds in the page."""
    found = html.fromstring(page).xpath(path)
    assert isinstance(found, list)
    return found


def test_it_tells_what_a_clerk_needs() -> None:
    page = brief_as_html(ledger(PROMISE))
    told = " ".join(" ".join(map(str, find(page, "//body//text()"))).split())
    for part in (
        "Openstaande toezeggingen op 31 dec 2032",
        "Havens",
        "Ik informeer u over de havens.",
        "Toegezegd door Minister van Defensie in kst-90010-1 van 15 jan 2031.",
        "Termijn: 31 mrt 2031; te laat. Toegezegd 716 dagen geleden.",
        "Openstaand.",
    ):
        assert part in told
    (address,) = find(page, "//article//a/@href")
    assert str(address) == "https://zoek.officielebekendmakingen.nl/kst-90010-1.html"


def test_every_step_and_the_condition_are_told() -> None:
    step = HistoryStep(date(2031, 4, 20), "postponed", "uitgesteld", "kst-90010-2", "x", None, None, None)
    told = brief_as_html(ledger(replace(PROMISE, history=(step,), condition_met=True)))
    assert "20 apr 2031: uitgesteld (kst-90010-2)." in told
    assert "Waarop zij wachtte, is er gekomen." in told
    assert "Zij wacht op een besluit" in brief_as_html(ledger(replace(PROMISE, condition_met=False)))


def test_by_subject_with_what_is_overdue_first() -> None:
    later = replace(PROMISE, id="b", gloss="Later", timeliness="not-due", due_to=date(2031, 2, 1))
    other = replace(PROMISE, id="c", gloss="Zonder onderwerp", about=())
    page = brief_as_html(ledger(later, other, PROMISE))
    assert [heading.text for heading in find(page, "//h2")] == ["Havens", "Overige onderwerpen"]
    assert [heading.text for heading in find(page, "//h3")] == ["Brief over de havens", "Later", "Zonder onderwerp"]


def test_what_letters_say_is_text_and_no_markup() -> None:
    hostile = replace(PROMISE, gloss=HOSTILE, words=HOSTILE, about=(HOSTILE,), promised_by=(HOSTILE,))
    text = brief_as_html(ledger(hostile))
    assert "<script" not in text
    assert find(text, "//h3")[0].text == HOSTILE
    assert find(text, "//script|//img|//link|//*[@src]|//comment()") == []
    told = paragraphs(brief_as_odt(ledger(hostile)))
    assert HOSTILE in told
    assert f"“{HOSTILE}”" in told


def test_a_promise_made_aloud_has_no_letter_to_look_up() -> None:
    aloud = replace(PROMISE, iri="", letter="register · 2031A00001 & 2")
    assert find(brief_as_html(ledger(aloud)), "//a") == []
    assert not any("https:" in line for line in paragraphs(brief_as_odt(ledger(aloud))))


def test_the_page_fetches_nothing() -> None:
    text = brief_as_html(ledger(PROMISE))
    assert "url(" not in text
    assert "@import" not in text


def test_nothing_open_is_said() -> None:
    assert "geen toezegging" in brief_as_html(ledger())
    assert paragraphs(brief_as_odt(ledger()))


@pytest.mark.parametrize("write", [brief_as_html, brief_as_odt])
def test_the_same_ledger_gives_the_same_bytes(write: object, archive: Ledger) -> None:
    assert callable(write)
    assert write(archive) == write(archive)
    assert write(archive) != write(archive.overdue())


def test_our_reader_of_odt_reads_it_back(archive: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "debat.odt"
    path.write_bytes(brief_as_odt(archive))
    text = odt_text(path.read_bytes(), path)
    for part in ("Openstaande toezeggingen op 31 dec 2032", "20 apr 2031: verschoven (kst-90012-2).", "te laat"):
        assert part in text
    assert read_letter(path).rendition.length > 0


def test_the_archive_is_in_the_order_that_the_format_asks_for() -> None:
    with zipfile.ZipFile(io.BytesIO(brief_as_odt(ledger(PROMISE)))) as archive:
        assert archive.namelist() == ["mimetype", "content.xml", "META-INF/manifest.xml"]
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"


@given(st.text(max_size=60))
def test_any_text_makes_a_document_that_can_be_read(text: str) -> None:
    told = ledger(replace(PROMISE, gloss=text, words=text or None, about=(text,)))
    assert paragraphs(brief_as_odt(told))
    assert len(find(brief_as_html(told), "//article")) == 1
