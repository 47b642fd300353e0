"""Letters in text to graphs: what is taken in, put aside and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nato_kg import resources
from nato_kg.graph.curated import CuratedData, load_curated
from nato_kg.intake import known_things, read_facts, statements_as_text, take_in
from nato_kg.namespaces import nkg
from nato_kg.readers import read_letter
from nato_kg.statements.extract import extract
from nato_kg.terms import value_of

EXAMPLE = resources.path("data", "examples", "kst-99004-12.txt")


@pytest.fixture(scope="module")
def curated() -> CuratedData:
    return load_curated(
        resources.path("ontology"), resources.path("data", "reference"), resources.path("data", "letters").glob("*.ttl")
    )


def test_a_letter_becomes_a_graph_and_a_bad_one_stops_nothing(curated: CuratedData, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.txt"
    empty.write_text("", encoding="utf-8")
    undated = tmp_path / "zonder-dag.txt"
    undated.write_text("Geachte voorzitter,\n\nHier staat in het Nederlands dat er niets is.\n", encoding="utf-8")
    intake = take_in([empty, undated, EXAMPLE], curated)
    (letter,) = intake.letters
    assert letter.letter_id == "kst-99004-12"
    kinds = {value_of(t.object) for t in letter.triples if t.predicate.value.endswith("#kind")}
    assert {nkg("Commitment"), nkg("Decision"), nkg("Citation"), nkg("Evidence")} <= kinds
    assert [str(empty) in str(e) or str(undated) in str(e) for e in intake.unreadable] == [True, True]


def test_every_extracted_record_says_how_it_came_about(curated: CuratedData) -> None:
    (letter,) = take_in([EXAMPLE], curated).letters
    said = {t.predicate.value.rsplit("#", 1)[-1] for t in letter.triples}
    assert {"origin", "rule", "confidence", "knownFrom", "startOffset", "sentenceDigest", "quotation"} <= said


def test_a_whole_curated_letter_is_not_read_again(curated: CuratedData, tmp_path: Path) -> None:
    same = tmp_path / "brief.txt"
    text = EXAMPLE.read_text(encoding="utf-8").replace("99 004   Fictieve inzet op zee", "28 676   NAVO")
    same.write_text(text.replace("Nr. 12 ", "Nr. 418 "), encoding="utf-8")
    assert take_in([same], curated).letters == ()


def test_known_things_are_found_by_slug_label_and_acronym(curated: CuratedData) -> None:
    known = known_things(curated)
    assert known("eufor-althea") == known("EUFOR Althea")
    assert known("niet-bestaand") is None


def test_the_facts_of_the_header() -> None:
    facts = read_facts(read_letter(EXAMPLE), EXAMPLE)
    assert (facts.identifier, facts.issued.isoformat(), facts.dossiers) == ("kst-99004-12", "2031-03-03", ("99004",))


@pytest.mark.parametrize("name", ["jsonl", "ttl"])
def test_statements_as_text_is_read_again(name: str) -> None:
    document = read_letter(EXAMPLE)
    text = statements_as_text(document, EXAMPLE, extract(document), name)
    if name == "jsonl":
        assert {json.loads(line)["kind"] for line in text.splitlines()} >= {"Letter", "Commitment"}
    else:
        assert "nkg:Commitment" in text
        assert "kst-99004-12" in text
