"""Promises kept, requests and motions met, in short fictional letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_letters import letter, words

from nato_kg.statements.fulfilments import build_fulfilments


@pytest.mark.parametrize(
    ("body", "paper"),
    [
        ("Met deze brief geef ik invulling aan de toezegging van 3 april (Kamerstuk 96 004, nr. 5).", "kst-96004-5"),
        ("Hierbij zenden wij u de evaluatie, zoals is toegezegd in Kamerstuk 96 004, nr. 3.", "kst-96004-3"),
        ("Met bijlage 2 is ook voldaan aan het verzoek van het lid Bosman (96 004, nr. 6).", "kst-96004-6"),
        ("Aan de motie van het lid Bosman (Kamerstuk 96 004, nr. 2) is uitvoering gegeven.", "kst-96004-2"),
        ("Met de lijst is de toezegging aan het lid Bosman (96 004, nr. 7) ingelost.", "kst-96004-7"),
        ("Hiermee wordt gevolg gegeven aan de afspraak in de brief van mei (Kamerstuk 96 004, nr. 1).", "kst-96004-1"),
        ("In Kamerstuk 96 004, nr. 4 is dat afgesproken. Met deze brief kom ik die afspraak na.", "kst-96004-4"),
        ("De Kamer nam de motie-Bosman aan (96 004, nr. 9). Met deze brief voer ik haar uit.", "kst-96004-9"),
        ("De kaart die ik u in het vooruitzicht stelde (96 004-3), gaat hierbij.", "kst-96004-3"),
        ("Met die telling kom ik tegemoet aan de motie onder nr. 7 van dossier 96 004.", "kst-96004-7"),
    ],
)
def test_what_is_kept_is_the_paper_cited_with_it(tmp_path: Path, body: str, paper: str) -> None:
    (record,) = build_fulfilments(letter(tmp_path, body))
    assert record.fields["commitmentOf"] == paper


@pytest.mark.parametrize(
    ("body", "made_at"),
    [
        ("Hierbij ontvangt u, zoals toegezegd in het commissiedebat van 14 april, de agenda.", "commissiedebat"),
        ("Conform het verzoek van de commissie van 3 april ga ik hieronder in op de risico's.", "verzoek"),
        ("In het commissiedebat van 10 april heb ik dit toegezegd. Daaraan voldoe ik als volgt.", "commissiedebat"),
        ("Hierbij ontvangt u het jaarlijkse overzicht van de inzet.", ""),
    ],
)
def test_without_a_paper_the_words_for_the_promise_are_kept(tmp_path: Path, body: str, made_at: str) -> None:
    (record,) = build_fulfilments(letter(tmp_path, body))
    assert "commitmentOf" not in record.fields
    assert made_at in record.fields.get("commitmentMadeAt", "")


def test_a_sentence_that_only_points_back_takes_the_promise_with_it(tmp_path: Path) -> None:
    body = "In het debat van 8 april zegde ik het lid Bosman toe dit uit te zoeken. Dat is gebeurd: twee landen helpen."
    context = letter(tmp_path, body)
    (record,) = build_fulfilments(context)
    assert words(context, record).startswith("In het debat van 8 april")
    assert record.sentences == (1, 2)


@pytest.mark.parametrize(
    "body",
    [
        "Deze brief gaat over de agenda.",
        "Aan het verzoek van de commissie kan ik op dit moment niet voldoen.",
        "Aan het tweede verzoek wordt geen gevolg gegeven.",
        "Zoals toegezegd zal ik uw Kamer in juni informeren.",
        "De toezegging aan het lid Bosman wordt in het najaar nagekomen.",
        "De motie verzoekt de regering uitvoering te geven aan het plan.",
        "De vraag is hoe het kabinet uitvoering geeft aan de motie.",
        "In mei ontvangt uw Kamer het verslag.",
        "Aan dat verzoek komen wij tegemoet: het instituut zal het onderzoek uitvoeren.",
        "Aan de Oekraïense regering heb ik toegezegd dat de helft dit jaar arriveert.",
        "Hiermee voldoet Nederland aan de norm van twee procent.",
        "Daarmee voert Nederland patrouilles in de Noordzee uit.",
        "Met deze levering voldoet Nederland aan het verzoek van Oekraïne.",
        "Daarmee komt de industrie tegemoet aan de vraag naar munitie.",
        "Letland is zijn toezegging over huisvesting nagekomen.",
        "De toegezegde lijst laat nog op zich wachten.",
        "Hierbij ontvangt u het verslag van de bijeenkomst.",
        "Zoals toegezegd door de Servische president zijn de troepen teruggetrokken.",
        "Met deze brief informeer ik u dat de beloofde notitie is uitgesteld.",
        "Conform de toezegging ontvangt u in het najaar een brief.",
    ],
)
def test_promises_and_refusals_are_none(tmp_path: Path, body: str) -> None:
    assert build_fulfilments(letter(tmp_path, body)) == []


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("Hierbij gaat het eerste deel van de toegezegde lijst (96 004, nr. 3).", "partly-fulfilled"),
        ("Aan de toezegging uit 96 004, nr. 3 is hiermee deels voldaan.", "partly-fulfilled"),
        ("Met deze brief los ik het laatste deel van de toezegging in.", "fulfilled"),
    ],
)
def test_a_promise_is_kept_wholly_or_in_part(tmp_path: Path, body: str, outcome: str) -> None:
    (record,) = build_fulfilments(letter(tmp_path, body))
    assert record.fields["outcome"] == outcome


def test_further_papers_and_days_of_letters_are_kept(tmp_path: Path) -> None:
    body = "De lijst, toegezegd in Kamerstuk 96 004, nrs. 3 en 5, gaat hierbij."
    (record,) = build_fulfilments(letter(tmp_path, body))
    assert (record.fields["commitmentOf"], record.fields["alsoOf"]) == ("kst-96004-3", ["kst-96004-5"])
    (record,) = build_fulfilments(letter(tmp_path, "De lijst die ik u op 3 april jl. toezegde, gaat hierbij."))
    assert record.fields["promisedOn"] == ["2031-04-03"]
