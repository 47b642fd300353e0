"""Missions and what states contribute to them, in short fictional letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_letters import letter, words

from nato_kg.statements.missions import build_contributions, build_missions


def test_a_mission_is_one_record_with_all_its_names(tmp_path: Path) -> None:
    body = "De NAVO-missie in Irak (NMI) adviseert de regering. NMI telt adviseurs uit veel landen."
    context = letter(tmp_path, body)
    (record,) = build_missions(context)
    assert record.fields["id"] == "nmi"
    assert record.fields["acronym"] == "NMI"
    assert record.fields["leadOrganisation"] == "nato"
    assert record.fields["countries"] == ["iraq"]
    assert words(context, record) == "NAVO-missie in Irak … NMI … NMI"


def test_a_new_mission_keeps_its_name_and_takes_its_abbreviation(tmp_path: Path) -> None:
    body = "Het kabinet steunt de United Nations Mission for Transitional Assistance (UNMTA). UNMTA begint in mei."
    (record,) = build_missions(letter(tmp_path, body))
    assert record.fields["acronym"] == "UNMTA"
    assert record.fields["leadOrganisation"] == "united-nations"
    assert record.fields["label"].startswith("United Nations Mission")
    assert "unlinked" in record.doubts


def test_an_abbreviation_with_a_name_belongs_to_the_full_name_before_it(tmp_path: Path) -> None:
    body = "De EU Advisory Mission Togo (EUAM Togo), een missie in Togo en Benin, groeit. EUAM Togo begint in mei."
    (record,) = build_missions(letter(tmp_path, body))
    assert record.fields["acronym"] == "EUAM Togo"
    assert record.fields["countries"] == ["togo", "benin"]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("De VN-missie MINUSMA verliet Mali.", "united-nations"),
        ("De Europese trainingsmissie EUTM Mali is gestaakt.", "european-union"),
        ("EUFOR Althea, de vredesmacht van de EU op de Balkan, blijft nodig.", "european-union"),
        ("Operation Inherent Resolve, die onder leiding staat van de Verenigde Staten, loopt af.", "united-states"),
        ("Operatie Grey Otter, onder Franse leiding in Ghana, loopt door.", "france"),
        ("Nederland doet mee aan de door Kenia geleide operatie Grey Otter.", "kenya"),
        ("De NAVO-operatie Grey Otter duurt voort.", "nato"),
        ("UNIFIL, de vredesmacht van de VN in Libanon, is er nog.", "united-nations"),
        ("UNIFIL bewaakt de grens.", None),
    ],
)
def test_who_leads_is_taken_from_the_text_alone(tmp_path: Path, sentence: str, lead: str | None) -> None:
    (record,) = build_missions(letter(tmp_path, sentence))
    assert record.fields.get("leadOrganisation") == lead


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Het mandaat van UNIFIL loopt af op 31 augustus 2031.", "2031-08-31"),
        ("Nederland steunt UNIFIL. Het mandaat, dat op 31 augustus 2031 eindigt, wordt besproken.", "2031-08-31"),
        ("De Raad heeft op 2 april het mandaat van UNIFIL verlengd tot 2 april 2032.", "2032-04-02"),
        ("UNIFIL is gemandateerd tot en met 31 augustus 2031.", "2031-08-31"),
        ("Het Nederlandse mandaat voor UNIFIL verstrijkt op 31 december 2031.", None),
        ("Een verlenging van het mandaat van UNIFIL tot 2 april 2032 zou goed zijn.", None),
    ],
)
def test_when_a_mandate_ends(tmp_path: Path, body: str, day: str | None) -> None:
    (record,) = build_missions(letter(tmp_path, body))
    assert record.fields.get("mandateExpires") == day


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Nederland draagt met maximaal 85 militairen bij aan NMI.", ("netherlands", "nmi", 85, None, None)),
        ("Aan UNIFIL dragen twaalf Nederlandse waarnemers bij.", ("netherlands", "unifil", 12, None, None)),
        ("Rwanda heeft inmiddels 1.850 militairen naar UNIFIL gezonden.", ("rwanda", "unifil", 1850, None, None)),
        ("UNIFIL groeit. Kenia zal er vanaf 1 juni 400 aan toevoegen.", ("kenya", "unifil", 400, "2031-06-01", None)),
        ("Momenteel is één Nederlandse stafofficier bij UNIFIL werkzaam.", ("netherlands", "unifil", 1, None, None)),
        (
            "Nederland neemt van 1 maart tot en met 31 juli met een fregat en circa 160 opvarenden deel aan UNIFIL.",
            ("netherlands", "unifil", 160, "2031-03-01", "2031-07-31"),
        ),
        ("Polen levert met 3.200 mensen de kern van UNIFIL.", ("poland", "unifil", 3200, None, None)),
        (
            "UNIFIL groeit. Ierland leidt een sector en heeft daar sinds 1 maart 2030 340 militairen.",
            ("ireland", "unifil", 340, "2030-03-01", None),
        ),
        (
            "Gedurende heel 2030 gaven tien Nederlandse instructeurs les bij UNIFIL.",
            ("netherlands", "unifil", 10, "2030-01-01", "2030-12-31"),
        ),
        ("Italië neemt met twee fregatten deel aan UNIFIL.", ("italy", "unifil", None, None, None)),
    ],
)
def test_a_contribution_has_state_mission_number_and_period(
    tmp_path: Path, body: str, expected: tuple[str, str, int | None, str | None, str | None]
) -> None:
    (record,) = build_contributions(letter(tmp_path, body))
    assert tuple(record.fields.get(name) for name in ("state", "mission", "troops", "from", "to")) == expected


def test_number_and_period_in_several_sentences_are_one_contribution(tmp_path: Path) -> None:
    body = (
        "Het kabinet heeft besloten een patrouilleschip beschikbaar te stellen voor UNIFIL. "
        "De bijdrage bestaat uit maximaal 155 militairen. "
        "De inzet vangt aan op 1 oktober 2031 en eindigt op 30 september 2032."
    )
    (record,) = build_contributions(letter(tmp_path, body))
    assert record.fields["troops"] == 155
    assert (record.fields["from"], record.fields["to"]) == ("2031-10-01", "2032-09-30")
    assert len(record.evidence) > 1


def test_states_with_their_numbers_in_parentheses(tmp_path: Path) -> None:
    body = "Naast Nederland (120 militairen) leveren Noorwegen (60) en Finland (45) een bijdrage aan UNIFIL."
    records = build_contributions(letter(tmp_path, body))
    assert {r.fields["state"]: r.fields["troops"] for r in records} == {"netherlands": 120, "norway": 60, "finland": 45}


@pytest.mark.parametrize(
    "body",
    [
        "Ongeveer 900 militairen van UNIFIL zijn in het noorden.",
        "UNIFIL telt in totaal 9.500 militairen.",
        "De VN vraagt Nederland om 100 militairen voor UNIFIL.",
        "Bij een ongeluk van UNIFIL kwamen drie militairen om.",
    ],
)
def test_what_is_no_contribution_of_a_state(tmp_path: Path, body: str) -> None:
    assert build_contributions(letter(tmp_path, body)) == []


def test_states_that_follow_with_only_their_numbers(tmp_path: Path) -> None:
    body = "Aan UNIFIL levert Duitsland 50 militairen, Hongarije 160 en Oostenrijk circa 170."
    records = build_contributions(letter(tmp_path, body))
    assert {r.fields["state"]: r.fields["troops"] for r in records} == {"germany": 50, "hungary": 160, "austria": 170}


def test_a_list_in_the_past_has_its_periods_in_the_past(tmp_path: Path) -> None:
    body = "Dit waren de bijdragen:\n\n- KFOR: 350 militairen;\n- UNIFIL: 38 militairen, van april tot en met juli.\n"
    first, second = build_contributions(letter(tmp_path, body))
    assert (first.fields["mission"], first.fields["troops"]) == ("kfor", 350)
    assert (second.fields["from"], second.fields["to"]) == ("2030-04-01", "2030-07-31")


def test_rows_of_a_table_are_contributions(tmp_path: Path) -> None:
    body = (
        "De tabel geeft de inzet.\n\n"
        "| Missie | Plaats | Militairen | Einddatum |\n|---|---|---|---|\n"
        "| KFOR | Camp Novo Selo | 95 | 1 augustus 2031 |\n| EUFOR Althea | Bugojno | 156 | maart 2032 |\n"
    )
    first, second = build_contributions(letter(tmp_path, body))
    assert (first.fields["mission"], first.fields["troops"], first.fields["to"]) == ("kfor", 95, "2031-08-01")
    assert (second.fields["mission"], second.fields["troops"]) == ("eufor-althea", 156)
    assert second.fields["to"] == "2032-03-31"


@pytest.mark.parametrize(
    "body",
    [
        "UNIFIL telt ruim 10.000 militairen.",
        "De VN denkt voor UNIFIL aan een eenheid van 180 militairen.",
        "Een bijdrage aan UNIFIL zou ten hoogste tien militairen omvatten.",
        "Het kabinet heeft besloten geen compagnie naar UNIFIL te sturen.",
        "Het kabinet onderzoekt of een fregat aan UNIFIL kan worden geleverd.",
        "De motie verzoekt om 120 militairen voor UNIFIL.",
        "In totaal waren 1.142 militairen actief, onder meer bij UNIFIL.",
        "Bij UNIFIL raakten vier militairen gewond.",
        "Nederland investeert 300 miljoen euro in luchtverdediging.",
    ],
)
def test_totals_wishes_and_what_is_only_thought_of_are_none(tmp_path: Path, body: str) -> None:
    assert build_contributions(letter(tmp_path, body)) == []
