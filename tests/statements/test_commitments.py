"""Promises to parliament, in short fictional letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_letters import letter

from nato_kg.statements.commitments import build_commitments
from nato_kg.statements.context import Record


def promised(folder: Path, body: str) -> list[Record]:
    return build_commitments(letter(folder, body))


@pytest.mark.parametrize(
    ("body", "deliverable"),
    [
        ("Over de afloop zal ik de Kamer nader informeren.", "information"),
        ("De Kamer zal hierover te zijner tijd worden ingelicht.", "information"),
        ("De bevindingen deel ik in de tweede helft van 2031 met uw Kamer.", "information"),
        ("Over het resultaat wordt u schriftelijk bericht.", "letter"),
        ("Na de zomer ontvangt uw Kamer een brief over het rapport.", "letter"),
        ("Het verslag van de bijeenkomst zal u binnen drie weken worden toegezonden.", "report"),
        ("De eindevaluatie volgt in het derde kwartaal.", "report"),
        ("Ik werk aan een nota over de marine, die u in juni ontvangt.", "other"),
        ("Het kabinet dient het wetsvoorstel dit najaar bij de Kamer in.", "proposals"),
        ("Ik ben graag bereid uw Kamer in een besloten setting nader te informeren.", "briefing"),
        ("Voor de leden van de commissie wordt in juni een technische briefing georganiseerd.", "briefing"),
        ("Hier kom ik per brief op terug.", "letter"),
        ("Op de kosten wordt in de volgende rapportage teruggekomen.", "information"),
        ("De feitelijke vragen zullen separaat worden beantwoord.", "information"),
        ("Ik zorg ervoor dat uw Kamer de cijfers voor het debat krijgt.", "information"),
    ],
)
def test_what_will_reach_the_house(tmp_path: Path, body: str, deliverable: str) -> None:
    (record,) = promised(tmp_path, body)
    assert record.fields["deliverable"] == deliverable


@pytest.mark.parametrize(
    "body",
    [
        "Op 12 maart heb ik uw Kamer geïnformeerd over de inzet.",
        "De Kamer wordt reeds per kwartaal geïnformeerd.",
        "Hierbij informeer ik uw Kamer over de inzet.",
        "Graag informeer ik u over de uitkomsten van de top.",
        "Ik kan u meedelen dat de eenheid is aangekomen.",
        "Ik streef ernaar de Kamer voor de zomer te informeren.",
        "De motie verzoekt de regering de Kamer voor de zomer te informeren.",
        "De indieners willen dat de Kamer voor elke levering wordt geïnformeerd.",
        "De leden lezen dat de Kamer voor de zomer een brief ontvangt.",
        "Wanneer wordt de Kamer hierover geïnformeerd?",
        "De secretaris-generaal zal de bondgenoten in juni een rapport aanbieden.",
        "De Europese Commissie komt voor de zomer met een voorstel.",
        "Ik zal mijn Duitse ambtgenoot hierover schriftelijk berichten.",
        "Nederland rapporteert jaarlijks aan de NAVO over de uitgaven.",
        "Op grond van artikel 100 van de Grondwet verstrekt de regering de Staten-Generaal vooraf inlichtingen.",
        "Volgens vaste praktijk wordt de Kamer via het jaarverslag geïnformeerd.",
        "Er zal geen nieuwe brief aan uw Kamer worden gestuurd.",
        "Ik deel de zorgen van de Kamer over de veiligheid.",
        "Ik ga hierover graag met uw Kamer in gesprek.",
        "De militairen komen in april terug uit het noorden.",
    ],
)
def test_what_is_no_promise(tmp_path: Path, body: str) -> None:
    assert promised(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "by"),
    [
        ("Ik zal de Kamer informeren.", "Minister van Defensie"),
        ("Het kabinet onderzoekt dit en zal de Kamer over de uitkomst berichten.", "dutch-cabinet"),
        ("De Minister van Financiën zal u hierover berichten.", "Minister van Financiën"),
        ("De Kamer wordt door de Minister van Financiën geïnformeerd.", "Minister van Financiën"),
        ("De Kamer ontvangt in juni van de Minister van Financiën een brief.", "Minister van Financiën"),
        (
            "De Minister van Financiën en ik zullen de Kamer informeren.",
            ["Minister van Defensie", "Minister van Financiën"],
        ),
    ],
)
def test_who_promises(tmp_path: Path, body: str, by: str | list[str]) -> None:
    (record,) = promised(tmp_path, body)
    assert record.fields["by"] == by
    assert "byIsImplied" not in record.fields


def test_where_nobody_is_named_it_is_the_sender(tmp_path: Path) -> None:
    (record,) = promised(tmp_path, "De Kamer zal worden geïnformeerd.")
    assert record.fields["by"] == "Minister van Defensie"
    assert record.fields["byIsImplied"] is True


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Uiterlijk 1 juli 2031 ontvangt u een brief.",
            {"dueExpression": "Uiterlijk 1 juli 2031", "dueTo": "2031-07-01"},
        ),
        (
            "De Kamer ontvangt ieder half jaar een overzicht.",
            {"dueExpression": "ieder half jaar", "recurrence": "half-yearly"},
        ),
        (
            "Na afloop van de missie volgt een evaluatie, die u uiterlijk 1 september 2031 ontvangt.",
            {"dueExpression": "uiterlijk 1 september 2031", "dueTo": "2031-09-01"},
        ),
        (
            "De Kamer ontvangt elke drie maanden een rapportage, voor het eerst in december.",
            {"dueExpression": "elke drie maanden", "recurrence": "quarterly"},
        ),
    ],
)
def test_when_it_is_due(tmp_path: Path, body: str, expected: dict[str, str]) -> None:
    (record,) = promised(tmp_path, body)
    assert {name: record.fields.get(name) for name in expected} == expected


def test_the_condition_is_kept(tmp_path: Path) -> None:
    (record,) = promised(tmp_path, "Wijzigt het mandaat, dan meldt het kabinet dat aanstonds aan de Kamer.")
    assert record.fields["condition"] == "Wijzigt het mandaat"


def test_two_promises_in_a_sentence_are_two(tmp_path: Path) -> None:
    records = promised(tmp_path, "De opzet doe ik u in juni toekomen; het rapport volgt in het najaar van 2031.")
    assert [record.fields["deliverable"] for record in records] == ["other", "report"]
    assert [record.fields["dueExpression"] for record in records] == ["in juni", "in het najaar van 2031"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Elk jaar, voor het eerst in mei 2032, ontvangt u een verslag.", ("2032-05-01", "2032-05-31")),
        ("U ontvangt binnen twee weken na 10 juni 2031 een verslag.", ("2031-06-10", "2031-06-24")),
    ],
)
def test_the_first_time_and_the_day_counted_from(tmp_path: Path, body: str, expected: tuple[str, str]) -> None:
    [record] = promised(tmp_path, body)
    assert (record.fields.get("dueFrom"), record.fields.get("dueTo")) == expected


def test_a_list_under_a_lead_in_promises_each_paper(tmp_path: Path) -> None:
    body = "U krijgt van mij:\n\n- in juni een brief over de haven;\n- voor 1 oktober de evaluatie van de missie."
    found = [(r.fields["deliverable"], r.fields["dueExpression"]) for r in promised(tmp_path, body)]
    assert found == [("letter", "in juni"), ("report", "voor 1 oktober")]


@pytest.mark.parametrize(
    "lead",
    [
        "De NAVO krijgt van ons:",
        "Hierbij ontvangt u:",
        "In maart ontving u:",
        "Wij streven ernaar dat u ontvangt:",
        "U krijgt niet van mij:",
    ],
)
def test_a_list_of_something_else_promises_nothing(tmp_path: Path, lead: str) -> None:
    assert promised(tmp_path, f"{lead}\n\n- in juni een brief over de haven;\n- de evaluatie van de missie.") == []


def test_a_row_that_names_the_house_says_who_gives_and_how_often(tmp_path: Path) -> None:
    rows = [
        "| Wanneer | Wat | Van wie |",
        "|---|---|---|",
        "| Uiterlijk 14 december 2031 | rapportage aan uw Kamer, daarna elk halfjaar | minister van Defensie |",
        "| Januari 2032 | ingevulde vragenlijst, naar de NAVO | CDS |",
        "| Februari 2032 | brief aan de bondgenoten | minister van Defensie |",
    ]
    (record,) = promised(tmp_path, "\n".join(rows))
    assert record.fields["recurrence"] == "half-yearly"
    assert record.fields["dueTo"] == "2031-12-14"
    assert "byIsImplied" not in record.fields
