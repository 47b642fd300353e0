"""Who holds which position, and what bodies have declared, in short fictional letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_letters import letter, words

from nato_kg.statements.positions import build_declarations, build_positions


@pytest.mark.parametrize(
    ("sentence", "holder", "stance"),
    [
        ("Nederland onderschrijft de noodzaak van een sterkere oostflank.", "netherlands", "supports"),
        ("Een samengaan van beide operaties heeft de steun van Nederland.", "netherlands", "supports"),
        ("Aan een sterke verdediging hecht Noorwegen groot belang.", "norway", "supports"),
        ("Alle bondgenoten schaarden zich achter het voorstel.", "nato-allies", "supports"),
        ("Frankrijk en Duitsland zijn het met ons voorstel eens.", ["france", "germany"], "supports"),
        ("Het kabinet verwerpt deze uitspraken.", "dutch-cabinet", "rejects"),
        ("Hongarije verzet zich tegen verlenging van het mandaat.", "hungary", "rejects"),
        ("Slowakije kon niet instemmen met het plan.", "slovakia", "rejects"),
        ("Piraterij is voor het kabinet onaanvaardbaar.", "dutch-cabinet", "rejects"),
        ("Nederland vindt een hervatting op dit moment onverstandig.", "netherlands", "rejects"),
        ("Nederland spoort de NAVO aan om plannen te maken.", "netherlands", "urges"),
        ("Wij hebben beide landen op het hart gedrukt de grens te eerbiedigen.", "dutch-cabinet", "urges"),
        ("De bondgenoten riepen Rusland op tot een wapenstilstand.", "nato-allies", "urges"),
        ("In de Raad zal ik voor een gezamenlijk standpunt pleiten.", "Minister van Defensie", "advocates"),
        ("Nederland is voorstander van een openbaar verslag.", "netherlands", "advocates"),
        ("Het kabinet is van mening dat Europa meer moet doen.", "dutch-cabinet", "advocates"),
        ("Ons doel is een verdubbeling van de productie.", "dutch-cabinet", "aims"),
        ("Het kabinet zet in op nauwere samenwerking met de regio.", "dutch-cabinet", "aims"),
        ("Nederland ziet graag dat het mandaat wordt verlengd.", "netherlands", "desires"),
        ("Het heeft onze voorkeur dat de missie kleiner wordt.", "dutch-cabinet", "desires"),
        ("Italië en Spanje vroegen om een ruimere taak.", ["italy", "spain"], "desires"),
    ],
)
def test_a_position_has_a_holder_and_a_stance(
    tmp_path: Path, sentence: str, holder: str | list[str], stance: str
) -> None:
    (record,) = build_positions(letter(tmp_path, sentence))
    assert (record.fields["holder"], record.fields["stance"]) == (holder, stance)


@pytest.mark.parametrize(
    "sentence",
    [
        "De Kamer riep het kabinet op de steun te verhogen.",
        "Het lid Bosman pleitte voor een grotere inzet.",
        "De motie verzoekt de regering de inzet te verlengen.",
        "De steun aan de regio wordt voortgezet.",
        "De Russische aanval onderstreept dat de oorlog voortduurt.",
        "Het kabinet streeft ernaar de Kamer voor de zomer te informeren.",
        "Ik acht het van belang de Kamer tijdig te informeren.",
        "De Raad nam het voorstel aan.",
        "De ministers hechten hun goedkeuring aan het plan.",
        "Indien de Raad daartoe besluit, dan staat Nederland daar welwillend tegenover.",
        "In een verklaring veroordeelde de Raad de aanslag.",
    ],
)
def test_wishes_of_members_facts_decisions_and_promises_are_none(tmp_path: Path, sentence: str) -> None:
    assert build_positions(letter(tmp_path, sentence)) == []


def test_two_positions_of_one_sentence_share_their_holder(tmp_path: Path) -> None:
    context = letter(tmp_path, "Nederland bepleit één meldpunt en dringt erop aan dat beide landen hun data delen.")
    first, second = build_positions(context)
    assert [first.fields["stance"], second.fields["stance"]] == ["advocates", "urges"]
    assert {first.fields["holder"], second.fields["holder"]} == {"netherlands"}
    assert words(context, second) == "en dringt erop aan dat beide landen hun data delen"


def test_whom_a_state_urges_is_named(tmp_path: Path) -> None:
    (record,) = build_positions(letter(tmp_path, "Nederland roept Rusland op de gevechten te staken."))
    assert record.fields["addressee"] == ["russia"]


def test_a_declaration_has_its_body_and_its_day(tmp_path: Path) -> None:
    body = "Op 22 april heeft de Noord-Atlantische Raad een verklaring uitgebracht over de sabotage."
    (record,) = build_declarations(letter(tmp_path, body))
    assert (record.fields["by"], record.fields["date"]) == ("north-atlantic-council", "2031-04-22")


def test_a_sentence_that_goes_on_about_a_declaration_adds_its_place(tmp_path: Path) -> None:
    body = (
        "Op 22 april bracht de Noord-Atlantische Raad een verklaring uit over de sabotage. "
        "In de verklaring spreken de bondgenoten hun steun uit."
    )
    context = letter(tmp_path, body)
    (record,) = build_declarations(context)
    assert words(context, record).endswith("In de verklaring spreken de bondgenoten hun steun uit")
    assert build_positions(context) == []


def test_a_declaration_to_come_is_none(tmp_path: Path) -> None:
    assert build_declarations(letter(tmp_path, "De ministers zullen een verklaring aannemen over de oostflank.")) == []
