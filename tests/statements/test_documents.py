"""Policy documents, planning cycles and workstreams, in short fictional letters."""

from __future__ import annotations

from pathlib import Path

from short_letters import letter

from nato_kg.statements.documents import build_documents


def test_a_document_has_its_name_and_abbreviation(tmp_path: Path) -> None:
    body = "Op de agenda staat de Force Readiness Guideline (FRG). De FRG geldt vanaf 2032."
    (record,) = build_documents(letter(tmp_path, body))
    assert (record.kind, record.fields["label"], record.fields["acronym"]) == (
        "PolicyDocument",
        "Force Readiness Guideline",
        "FRG",
    )
    assert record.sentences == (1, 2)


def test_the_current_and_the_next_cycle_are_two(tmp_path: Path) -> None:
    body = (
        "In de huidige cyclus van het NATO Defence Planning Process (NDPP) zijn de doelen vastgesteld. "
        "Begin 2032 begint de nieuwe cyclus van het NDPP."
    )
    records = build_documents(letter(tmp_path, body))
    assert [r.kind for r in records] == ["PlanningProcess", "PlanningCycle", "PlanningCycle"]
    assert {r.fields.get("partOf") for r in records[1:]} == {"ndpp"}
    assert records[2].fields["startFrom"] == "2032-01-01"


def test_workstreams_are_named_by_what_they_are_about(tmp_path: Path) -> None:
    body = "De werklijn over de herverdeling van vliegvelden ligt stil. De herziening van de commandostructuur niet."
    labels = [r.fields["label"] for r in build_documents(letter(tmp_path, body)) if r.kind == "Workstream"]
    assert labels[0].startswith("De werklijn over de herverdeling van vliegvelden")
    assert labels[1] == "De herziening van de commandostructuur"


def test_a_cycle_of_something_else_is_none(tmp_path: Path) -> None:
    assert build_documents(letter(tmp_path, "De cyclus van geweld in de regio duurt voort.")) == []
