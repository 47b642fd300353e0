"""``KnowledgeGraph``: open, find, follow, ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from nato_kg import KnowledgeGraph
from nato_kg.errors import AmbiguousNameError, StoreMissingError, UnknownNameError, UsageError
from nato_kg.handles import Commitment, Decision, Letter, Mission, Thing
from nato_kg.namespaces import ID


@pytest.fixture(scope="module")
def kg(built_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(built_store, as_of=date(2023, 12, 31))


def test_the_example_of_the_design(built_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NATO_KG_STORE", str(built_store))
    kg = KnowledgeGraph.open()
    althea = kg.find("EUFOR Althea")
    for decision in althea.decisions:
        assert decision.status
        assert decision.documents
        assert isinstance(decision.commitments, list)
        assert decision.evidence
    assert len(kg.trace(althea)) == 1
    assert kg.paths(althea, kg["kst-29521-BA"], max_hops=4)
    assert kg.neighbourhood(althea, hops=2)
    assert len(kg.commitments(as_of=date(2022, 12, 1))) == 4
    assert len(kg.query("mission-trace")) >= 6
    assert "mission/eufor-althea" in kg.to_networkx()


def test_a_graph_opens_in_the_working_folder(
    built_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NATO_KG_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreMissingError, match=r"there is no graph yet \(\.nato-kg\); run 'nato-kg build'"):
        KnowledgeGraph.open()
    (tmp_path / ".nato-kg").symlink_to(built_store)
    assert KnowledgeGraph.open().find("KFOR").label == "Kosovo Force"


def test_things_come_as_handles_of_their_kind(kg: KnowledgeGraph) -> None:
    kinds = {name: type(kg[name]) for name in ("eufor-althea", "dec-dpcr", "com-dpcr", "kst-28676-418", "netherlands")}
    assert list(kinds.values()) == [Mission, Decision, Commitment, Letter, Thing]


def test_names_that_are_ambiguous_or_unknown(kg: KnowledgeGraph) -> None:
    assert kg.find("NATO").kind == "Organisation"
    with pytest.raises(UnknownNameError, match="did you mean kfor"):
        kg["kfro"]


def test_an_ambiguous_name_says_what_it_could_have_meant(fictional_store: Path) -> None:
    with pytest.raises(AmbiguousNameError, match="kst-28676-418/session1"):
        KnowledgeGraph.open(fictional_store).find("session1")


def test_a_letter_that_is_none(kg: KnowledgeGraph) -> None:
    assert kg.letter("kst-29521-BA").issued == date(2023, 4, 6)
    with pytest.raises(UnknownNameError, match=r"did you mean .*kst-28676-418"):
        kg.letter("kst-28676-41")


def test_things_of_a_kind_include_kinds_below_it(kg: KnowledgeGraph) -> None:
    assert [mission.id for mission in kg.things("Mission")] == ["eufor-althea", "kfor", "nmi", "oir"]
    assert {gathering.kind for gathering in kg.things("Gathering")} >= {"Summit", "MinisterialMeeting", "Dinner"}


def test_a_kind_that_is_none(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="no kind is called 'Mision'; did you mean Mission"):
        kg.things("Mision")


def test_the_trace_takes_a_handle_or_a_name(kg: KnowledgeGraph) -> None:
    assert kg.trace(kg["kfor"]) == kg.trace("KFOR")
    assert [mission.id for mission in kg.trace("KFOR")] == ["kfor"]


def test_the_ledger_is_narrowed_by_letter_subject_or_commitment(kg: KnowledgeGraph) -> None:
    assert [p.id for p in kg.commitments(about="EUFOR Althea")] == ["com-althea"]
    assert [p.id for p in kg.commitments(commitment=kg["com-dpcr"])] == ["com-dpcr"]
    assert len(kg.commitments(letter="kst-28676-418")) == 4
    assert len(kg.commitments(letter="kst-29521-BA")) == 0


def test_the_neighbourhood_is_handles(kg: KnowledgeGraph) -> None:
    near = kg.neighbourhood("eufor-althea")
    assert kg["com-althea"] in near
    assert kg["eufor-althea"] not in near


def test_rows_are_a_sequence_with_addresses(kg: KnowledgeGraph) -> None:
    rows = kg.query("decisions", letter="kst-28676-418", as_of=date(2022, 10, 14))
    assert len(rows) == 11
    assert rows[0]["status"] == "announced"
    assert len(rows[1:3]) == 2
    assert rows.addresses("letter") == [f"{ID}letter/kst-28676-418"]
    assert repr(rows) == "<11 rows of 'decisions'>"


def test_a_question_or_parameter_that_is_none(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="no question is called 'comitments'; did you mean commitments"):
        kg.query("comitments")
    with pytest.raises(UnknownNameError, match="'commitments' has no parameter 'lettre'"):
        kg.query("commitments", lettre="kst-28676-418")


def test_sparql_of_every_form(kg: KnowledgeGraph) -> None:
    assert isinstance(kg.sparql("SELECT ?x { ?x a nkg:Mission }"), QuerySolutions)
    asked = kg.sparql("ASK { ?x a nkg:Mission }")
    assert isinstance(asked, QueryBoolean)
    assert asked
    assert isinstance(kg.sparql("CONSTRUCT WHERE { ?x a nkg:Mission }"), QueryTriples)
    with pytest.raises(UsageError, match="no valid SPARQL"):
        kg.sparql("SELEKT ?x")


def test_networkx_has_labels_kinds_and_parallel_edges(kg: KnowledgeGraph) -> None:
    graph = kg.to_networkx()
    althea = {"label": "EUFOR Althea", "kind": "Mission", "start": "2004-12-02", "when": "2004-12-02/.."}
    assert graph.nodes["mission/eufor-althea"] == althea
    between = graph["kst-28676-418/com-althea"]["kst-28676-418/dec-althea-contrib"]
    assert set(between) == {"condition", "follows"}
    assert between["follows"] == {"kind": "follows", "weight": 1, "when": "2022-09-30/.."}


def test_two_languages(built_store: Path) -> None:
    labels = {
        language: KnowledgeGraph.open(built_store, language=language)["com-dpcr"].label for language in ("en", "nl")
    }
    assert labels == {"en": "letter on the DPCR", "nl": "brief over de DPCR"}
