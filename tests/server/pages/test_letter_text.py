"""The page of a letter whose text the store holds: all of it, with what it states beside it, and ways between both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inspect_page import faults, read_page
from starlette.testclient import TestClient

from nato_kg import KnowledgeGraph
from nato_kg.build import Build, Sources, build
from nato_kg.server import make_app
from nato_kg.server.pages.letter_text import _cut

FICTIONAL = Path(__file__).parents[2] / "fictional"
HOSTILE = '<script>alert("x")</script> <img src=x onerror=alert(1)> {{ 7*7 }}'
LETTER = f"""Verzonnen brief: dossier 99 091 bestaat niet

99 091 Zeewacht

Nr. 4 BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 3 maart 2031

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Voor 1 juli 2031 ontvangt uw Kamer een verslag over {HOSTILE} en de zee.<sup>1</sup> De zee is **diep**.

## Planning

| Wat | Wanneer |
|---|---|
| Verslag | In juni 2031 ontvangt uw Kamer een brief over de havens. |

- In mei 2031 informeer ik uw Kamer over de vuurtorens.

<sup>1</sup> Het verslag gaat over <b onclick=alert(1)>zout</b> water.

De Minister van Defensie,
V. Voorbeeld
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


@pytest.fixture(scope="module")
def built(folder: Path) -> Build:
    """The fictional letters with a text of ours, and a curated letter's text in another rendition."""
    (folder / "kst-99091-4.txt").write_text(LETTER, encoding="utf-8")
    other = (FICTIONAL / "kst-99001-7.txt").read_text(encoding="utf-8").replace("\n\n", "\n\n\n")
    (folder / "kst-99001-7.txt").write_text(other, encoding="utf-8")
    sources = Sources.shipped([*FICTIONAL.glob("*.ttl"), folder / "kst-99001-7.txt", folder / "kst-99091-4.txt"])
    return build(folder / "store", sources, force=True)


@pytest.fixture(scope="module")
def client(folder: Path, built: Build) -> Iterator[TestClient]:
    assert built.info.texts == 2
    with TestClient(make_app(folder / "store"), base_url="http://localhost") as client:
        yield client


def letter_page(client: TestClient, letter: str, language: str = "nl") -> Any:
    answer = client.get(f"/page/letter/{letter}?as_of=2031-12-31&lang={language}")
    assert answer.status_code == 200
    page = read_page(answer.text)
    assert faults(page) == []
    return page


def words(elements: list[Any]) -> str:
    """What is read there, without the numbers of statements and notes."""
    for element in elements:
        for extra in element.xpath(".//a[@class='says'] | .//sup"):
            extra.drop_tree()
    return " ".join(" ".join(element.text_content().split()) for element in elements)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_whole_text_is_there_and_nothing_of_it_is_markup(client: TestClient, language: str) -> None:
    page = letter_page(client, "kst-99091-4", language)
    assert not page.xpath("//div[@class='letter']//img | //div[@class='letter']//b | //script[contains(., 'alert')]")
    text = words(page.xpath("//div[@class='letter']//*[contains(@class, 'passage')]"))
    for line in ("3 maart 2031", f"een verslag over {HOSTILE} en de zee.", "Planning", "vuurtorens", "V. Voorbeeld"):
        assert line in text
    assert "De zee is diep." in text
    assert page.xpath("//div[@class='text']/@lang")[0] == "nl"


def test_a_sentence_leads_to_its_statements_and_back(client: TestClient) -> None:
    for letter in ("kst-99091-4", "kst-99001-7"):
        page = letter_page(client, letter)
        ids = set(page.xpath("//@id"))
        for said in page.xpath("//ol[@class='beside']/li"):
            sentence = said.xpath("a[@class='says']/@href")[0].removeprefix("#")
            back = page.xpath("//*[@id=$id]//a[@class='says']/@href", id=sentence)
            assert back == [f"#{said.get('id')}"]
            assert page.xpath("//*[@id=$id]//mark", id=sentence), "the words are marked"
            assert said.xpath(".//a[starts-with(@href, '/page/')]"), "and what they state has a page"
        assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= ids


def test_a_statement_leads_to_its_words(client: TestClient) -> None:
    page = letter_page(client, "kst-99091-4")
    promise = page.xpath("//a[@class='kind'][contains(., 'toezegging')]/@href")[0].removeprefix("#")
    marked = words(page.xpath("//mark[@id=$id]", id=promise))
    assert marked.startswith("Voor 1 juli 2031 ontvangt uw Kamer een verslag")


def test_tables_lists_and_footnotes_are_what_they_were(client: TestClient) -> None:
    page = letter_page(client, "kst-99091-4")
    table = page.xpath("//div[@class='letter']//table")[0]
    assert [cell.text_content() for cell in table.xpath(".//th")] == ["Wat", "Wanneer"]
    assert len(table.xpath(".//td")) == 2
    assert page.xpath("//p[@class='item']/span[@class='label']")
    note = page.xpath("//p[@class='footnote']")[0]
    assert "Het verslag gaat over zout water." in note.text_content()
    assert page.xpath("//sup/a[@href=$id]", id=f"#{note.get('id')}")


def test_a_curated_letter_in_another_rendition_is_found_by_its_sentences(client: TestClient) -> None:
    page = letter_page(client, "kst-99001-7")
    assert len(page.xpath("//div[@class='letter']//mark")) > 20
    anchors = {i for i in page.xpath("//*[contains(@class, 'passage')]/@id") if re.fullmatch(r"s\d+", i)}
    promise = read_page(client.get("/page/kst-99001-7/com-cables?as_of=2031-12-31").text)
    place = promise.xpath("//p[@class='source ways']/a/@href")[0]
    assert place.partition("#")[2] in anchors


def test_curated_places_are_quoted_from_the_text(folder: Path, built: Build) -> None:
    graph = KnowledgeGraph.open(folder / "store")
    promise = next(iter(graph.letter("kst-99001-7").commitments))
    quoted = [place.quotation for place in graph.explain(promise).places]
    document = graph.letter("kst-99001-7").document
    assert document
    assert quoted
    assert all(words and words in " ".join(document.text.split()) for words in quoted)
    assert graph.letter("kst-28676-418").document is None


def test_the_text_of_another_letter_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "kst-99001-7.txt"
    wrong.write_text(LETTER.replace("99 091", "99 001").replace("Nr. 4", "Nr. 7"), encoding="utf-8")
    made = build(tmp_path / "store", Sources.shipped([*FICTIONAL.glob("*.ttl"), wrong]), force=True)
    assert [type(error).__name__ for error in made.intake.unreadable] == ["RenditionError"]
    assert made.info.texts == 0


ranges = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(lambda r: r[0] < r[1]), max_size=8)


@given(marked=ranges, notes=st.lists(st.integers(0, 40), max_size=3), table=st.booleans())
def test_however_statements_overlap_elements_nest_and_no_word_is_lost(
    marked: list[tuple[int, int]], notes: list[int], *, table: bool
) -> None:
    text = "Zee | haven | dijk en duin, wad of strand"
    marks = [(f"w-{n}", start, end) for n, (start, end) in enumerate(marked)]
    cells = _cut(text, marks, dict(enumerate(notes)) and {at: n for n, at in enumerate(notes, 1)}, table=table)
    assert "".join(piece.text for cell in cells for piece in cell) == (text.replace(" | ", "") if table else text)
    opened = [name for cell in cells for piece in cell for name in piece.opens if name]
    assert len(opened) == len(set(opened)), "an id stands once"
    for cell in cells:
        depth = 0
        for piece in cell:
            depth += len(piece.opens) - piece.closes
            assert depth >= 0
        assert depth == 0
