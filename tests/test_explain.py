"""Where a statement comes from; with the letter's text, in its own words.

The real letter's words are compared by the program and stand nowhere in this file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from nato_kg import KnowledgeGraph, read_letter
from nato_kg.errors import LetterError, RenditionError
from nato_kg.explain import Explanation, Field
from nato_kg.logical import Span
from nato_kg.quote import quotation


@pytest.fixture(scope="module")
def kg(built_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(built_store)


@pytest.fixture(scope="module")
def althea(kg: KnowledgeGraph) -> Explanation:
    return kg.explain("com-althea")


@pytest.fixture(scope="module")
def letter(shared: Path) -> Path:
    return shared / "letters" / "kst-28676-418.txt"


def field(explanation: Explanation, name: str) -> Field:
    return next(f for f in (*explanation.fields, *explanation.inferred) if f.name == name)


def test_letter_section_sentence_and_offsets(althea: Explanation) -> None:
    places = [(p.letter, p.section, p.sentence, p.start, p.end) for p in althea.places]
    assert places == [("kst-28676-418", 4, 62, 9254, 9288), ("kst-28676-418", 4, 62, 9611, 9761)]
    assert {place.quotation for place in althea.places} == {None}


def test_the_restated_letter_with_its_source_and_the_note_on_its_number(althea: Explanation) -> None:
    restates = field(althea, "restates")
    [value] = restates.values
    assert value.id == "kst-29521-446"
    assert value.sources == ("https://zoek.officielebekendmakingen.nl/kst-29521-BA.html",)
    assert "448" in str(restates.note)


def test_the_condition_with_its_places(althea: Explanation) -> None:
    [value] = field(althea, "condition").values
    assert value.id == "dec-althea-contrib"
    assert [(p.letter, p.sentence) for p in value.places] == [("kst-28676-418", 60), ("kst-28676-418", 61)]


def test_the_letter_that_keeps_it_with_caveat_and_source(althea: Explanation) -> None:
    [change] = althea.history
    source = "https://zoek.officielebekendmakingen.nl/kst-29521-BA.html"
    assert (change.day, change.status, change.letter, change.source) == (
        "2023-04-06",
        "fulfilled",
        "kst-29521-BA",
        source,
    )
    assert "upper house" in str(change.caveat)
    [value] = field(althea, "fulfilledBy").values
    assert (value.id, value.sources) == ("kst-29521-BA", (source,))


def test_what_was_stated_and_what_follows_stay_apart(althea: Explanation) -> None:
    stated, inferred = ({f.name for f in fields} for fields in (althea.fields, althea.inferred))
    assert {"committedBy", "condition", "restates"} <= stated
    assert {"fulfilledBy", "about"} <= inferred
    assert not stated & inferred


def test_what_the_text_only_implies_or_nobody_checked_is_marked(kg: KnowledgeGraph) -> None:
    assert field(kg.explain("com-dpcr"), "committedBy").implied
    assert not field(kg.explain("com-althea"), "committedBy").implied


def test_plumbing_is_not_shown(althea: Explanation) -> None:
    names = {f.name for f in (*althea.fields, *althea.inferred)}
    assert not names & {"id", "kind", "evidence", "dueEvidence", "mentionedBy", "gloss"}


def test_it_speaks_dutch(built_store: Path) -> None:
    explanation = KnowledgeGraph.open(built_store, language="nl").explain("com-althea")
    assert (explanation.kind, explanation.label) == ("toezegging", "informatie over EUFOR Althea")
    assert "Eerste Kamer" in str(explanation.history[0].caveat)


def test_the_quotation_is_joined_over_the_page_break(kg: KnowledgeGraph, letter: Path) -> None:
    quoted = kg.explain("com-althea", letter=letter)
    document = read_letter(letter)
    expected = quotation(document, [Span(9254, 9288), Span(9611, 9761)])
    assert [place.quotation for place in quoted.places] == [expected, expected]
    assert "\n" not in expected
    assert "- " not in expected  # the word that the page break parts
    assert "<sup>" not in expected
    assert expected in {sentence.text for sentence in document.sentences}
    assert (expected[0].isupper(), expected[-1]) == (True, ".")


def test_another_rendition_is_found_by_digest(kg: KnowledgeGraph, letter: Path, tmp_path: Path) -> None:
    wrapped = tmp_path / "wrapped.txt"
    paragraphs = letter.read_text(encoding="utf-8").split("\n\n")
    wrapped.write_text("\n\n".join(wrap(paragraph) for paragraph in paragraphs), encoding="utf-8")
    assert wrapped.read_bytes() != letter.read_bytes()
    for statement in ("com-dpcr", "dec-althea-contrib", "com-althea"):
        expected = [place.quotation for place in kg.explain(statement, letter=letter).places]
        assert [place.quotation for place in kg.explain(statement, letter=wrapped).places] == expected


def wrap(paragraph: str) -> str:
    """Plain paragraphs of one long line get line breaks; headings, rules and footnotes stay."""
    if "\n" in paragraph or len(paragraph) < 120:
        return paragraph
    words = paragraph.split(" ")
    return "\n".join(" ".join(words[n : n + 8]) for n in range(0, len(words), 8))


def test_the_text_of_another_letter_is_refused(kg: KnowledgeGraph) -> None:
    other = Path(__file__).parent / "fictional" / "kst-99001-7.txt"
    with pytest.raises(
        RenditionError, match=r"none of the sentences stands in this text .*give the text of that letter"
    ):
        kg.explain("com-althea", letter=other)


def test_a_letter_that_cannot_be_read(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(LetterError, match=r"none\.txt"):
        kg.explain("com-althea", letter=tmp_path / "none.txt")


def test_a_thing_rests_on_its_mentions_and_sources(kg: KnowledgeGraph) -> None:
    mission = kg.explain("eufor-althea")
    assert [place.letter for place in mission.places] == ["kst-28676-418"]
    assert field(mission, "source").values[0].text.startswith("https://")
    assert [value.id for value in field(mission, "hasDecision").values] == ["dec-althea-contrib", "dec-althea-mandate"]
