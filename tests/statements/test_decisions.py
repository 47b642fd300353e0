"""Decisions with their status, decider and days, in short fictional letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_letters import letter

from nato_kg.frames import Frame, load_frames
from nato_kg.statements.context import Record
from nato_kg.statements.decisions import build_decisions

FRAMES = [frame for frame in load_frames() if frame.kind == "Decision"]


def decided(folder: Path, body: str) -> list[Record]:
    return build_decisions(letter(folder, body))


def only(folder: Path, body: str) -> Record:
    records = decided(folder, body)
    assert len(records) == 1, [record.why for record in records]
    return records[0]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_a_frame_finds_its_examples(tmp_path: Path, frame: Frame) -> None:
    for example in frame.examples:
        assert frame.rule in {record.rule for record in decided(tmp_path, example)}, example


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_a_frame_leaves_its_counter_examples(tmp_path: Path, frame: Frame) -> None:
    for example in frame.counter_examples:
        assert frame.rule not in {record.rule for record in decided(tmp_path, example)}, example


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("taken", "De Raad heeft het mandaat van de missie verlengd."),
        ("taken", "Er is besloten het detachement terug te trekken."),
        ("taken", "Wij hebben besloten de militairen die in Gao zijn gestationeerd terug te halen."),
        ("taken", "Het besluit van het kabinet om de inzet te beëindigen is aan de partners meegedeeld."),
        ("announced", "Zweden kondigde aan 150 militairen te leveren."),
        ("announced", "Het kabinet is voornemens de bijdrage te verlengen."),
        ("announced", "De missie wordt met een jaar verlengd."),
        ("announced", "Het kabinet stelt 20 miljoen euro beschikbaar."),
        ("expected", "De ministers zullen het plan vaststellen."),
        ("expected", "De Noord-Atlantische Raad zal, zo is de verwachting, het plan in juni goedkeuren."),
        ("expected", "Een besluit over de missie wordt in juni verwacht."),
        ("expected", "Het voorstel ligt ter besluitvorming voor aan de Raad."),
        ("desired", "Nederland hoopt dat de Raad de sancties verlengt."),
        ("desired", "Nederland zou het verwelkomen als de NAVO een centrum opricht."),
        ("desired", "Wat Nederland betreft verlengt de Raad het mandaat."),
        ("under-investigation", "Het kabinet onderzoekt of een fregat kan worden ingezet."),
        ("under-investigation", "Een bijdrage aan de missie is in beraad."),
        ("under-investigation", "De EU overweegt sancties in te stellen."),
        ("rejected", "Het kabinet ziet af van verlenging van de missie."),
        ("rejected", "Het kabinet heeft besloten om de inzet niet te verlengen."),
        ("rejected", "Turkije wees het voorstel om de raketten terug te sturen af."),
        ("rejected", "De aanbeveling om een centrum in te richten nemen wij niet over."),
    ],
)
def test_the_status_comes_from_tense_and_modality(tmp_path: Path, status: str, sentence: str) -> None:
    assert only(tmp_path, sentence).fields["status"] == status


@pytest.mark.parametrize(
    "sentence",
    [
        "De ministers spraken over de toekomst van de missie.",
        "Over de toekomst van de missie is nog niets besloten.",
        "Mocht het kabinet besluiten tot deelname, dan ontvangt uw Kamer een brief.",
        "De leden van de fractie vragen of het kabinet overweegt de sancties aan te scherpen.",
        "De motie verzoekt de regering de missie te verlengen.",
        "De ministers spraken af in februari opnieuw bijeen te komen.",
        "Een besluit kan pas worden genomen als alle bondgenoten instemmen.",
        "Het is niet uitgesloten dat de missie later wordt uitgebreid.",
        "Duitsland stelde in diezelfde periode 900 militairen ter beschikking.",
        "De commandant gaf een toelichting op de voortgang van het akkoord.",
        "Is het kabinet bereid de missie te beëindigen?",
        "Ik ben voornemens uw Kamer voor de zomer te informeren.",
        "Noorwegen heeft gepleit voor scherpe afspraken over het gebruik van de haven.",
        "Eerst ga ik in op de aanschaf.",
        "Het kabinet wil dat daaraan meer zorg wordt besteed.",
        "Portugal liet weten die aanpak te onderschrijven.",
    ],
)
def test_no_choice_no_decision(tmp_path: Path, sentence: str) -> None:
    assert decided(tmp_path, sentence) == []


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("dutch-cabinet", "Het kabinet heeft besloten de inzet te verlengen."),
        ("dutch-cabinet", "De ministerraad besloot de inzet te verlengen."),
        ("netherlands", "Nederland heeft zich bereid verklaard een fregat te leveren."),
        ("Minister van Defensie", "Ik heb besloten de oefening stil te leggen."),
        ("un-security-council", "Het mandaat is door de Veiligheidsraad verlengd."),
        ("germany", "De Duitse regering besloot de bijdrage te vergroten."),
        ("germany", "Berlijn heeft besloten de bijdrage te vergroten."),
        ("france", "Van Frankrijk wordt in juni een beslissing verwacht."),
        ("european-union", "Nederland heeft er, samen met Polen, bij de EU op aangedrongen de sancties te verlengen."),
        ("turkiye", "Nederland hoopt dat Turkije het verdrag ratificeert."),
        (None, "De missie is beëindigd."),
    ],
)
def test_who_decides(tmp_path: Path, by: str | None, sentence: str) -> None:
    assert only(tmp_path, sentence).fields.get("by") == by


def test_the_council_is_the_formation_that_the_letter_is_about(tmp_path: Path) -> None:
    opening = "De Raad Buitenlandse Zaken vond plaats op 3 mei 2031 in Brussel. "
    said = "De Raad heeft het mandaat van de missie verlengd."
    assert only(tmp_path, opening + said).fields["by"] == "foreign-affairs-council"
    longer = "De Raad van de Europese Unie heeft het mandaat van de missie verlengd."
    assert only(tmp_path, opening + longer).fields["by"] == "council-of-the-european-union"


def test_what_must_be_there_by_a_day_is_due_then(tmp_path: Path) -> None:
    said = "De NAVO heeft besloten een depot in te richten, dat uiterlijk 30 juni 2033 gereed moet zijn."
    assert only(tmp_path, said).fields["due"] == "2033-06-30"


def test_the_day_goes_with_the_status(tmp_path: Path) -> None:
    assert only(tmp_path, "De Raad heeft op 3 maart 2031 het mandaat verlengd.").fields["date"] == "2031-03-03"
    assert only(tmp_path, "In maart 2031 besloot het kabinet tot deelname.").fields["date"] == "2031-03"
    expected = only(tmp_path, "De Raad neemt naar verwachting in juni 2031 een besluit.").fields
    assert (expected["aimFrom"], expected["aimTo"]) == ("2031-06-01", "2031-06-30")
    body = "Nederland ziet graag dat het mandaat, dat op 3 november 2031 verloopt, door de Raad wordt verlengd."
    assert only(tmp_path, body).fields["due"] == "2031-11-03"


def test_the_aim_of_an_inquiry_may_stand_in_the_next_sentence(tmp_path: Path) -> None:
    body = "Het kabinet onderzoekt of een bijdrage mogelijk is. Het verwacht in november 2031 te kunnen besluiten."
    record = only(tmp_path, body)
    assert (record.fields["aimFrom"], len(record.sentences)) == ("2031-11-01", 2)


def test_a_clause_that_repeats_the_one_before_is_part_of_it(tmp_path: Path) -> None:
    body = "Voor het voorstel was geen meerderheid; het plan is van tafel."
    assert only(tmp_path, body).fields["status"] == "rejected"


def test_a_decision_in_a_noun_and_one_in_a_verb_are_two(tmp_path: Path) -> None:
    body = "Na het besluit van de Veiligheidsraad om een missie op te richten, besloot het kabinet tot deelname."
    assert {record.fields["by"] for record in decided(tmp_path, body)} == {"un-security-council", "dutch-cabinet"}
    assert len(decided(tmp_path, "De Raad nam op 3 maart het besluit om de missie uit te breiden.")) == 1


def test_after_a_decision_that_the_paragraph_expects_it_is_not_told_again(tmp_path: Path) -> None:
    body = "De ministers zullen het plan goedkeuren. Nadat de ministers het plan hebben vastgesteld, volgt een brief."
    assert only(tmp_path, body).sentences == (only(tmp_path, body.partition(". ")[0] + ".").sentences[0],)


@pytest.mark.parametrize(
    ("by", "body"),
    [
        ("nato-defence-ministers", "De NAVO-Ministers van Defensie spraken over de NAVO. Zij stelden het plan vast."),
        ("nato-allies", "- De bondgenoten stemden in met het plan.\n- Ook besloten ze de NAVO-missie te verlengen."),
        ("nato-defence-ministers", "Nederland hoopt dat de NAVO-ministers het plan vaststellen."),
        ("Minister van Defensie", "De minister onderzoekt of een fregat kan worden ingezet."),
        ("nato-allies", "De bondgenoten besloten tot een door de NAVO geleide missie in Finland."),
        ("german-bundestag", "De Bondsdag stemde op 4 april in met de levering van raketten."),
        (
            "foreign-affairs-council",
            "De Raad Buitenlandse Zaken kwam bijeen. De Raad heeft ingestemd met de oprichting van een EU-missie.",
        ),
        (
            "foreign-affairs-council",
            "Naar verwachting stelt de Raad Buitenlandse Zaken dit vast, aan welke Raad de minister zal deelnemen.",
        ),
    ],
)
def test_who_decides_where_the_clause_does_not_name_it_in_full(tmp_path: Path, by: str, body: str) -> None:
    assert decided(tmp_path, body)[-1].fields["by"] == by


@pytest.mark.parametrize(
    "sentence",
    [
        "Aan de missie wordt door Portugal en Spanje met twee schepen deelgenomen.",
        "Tot op heden wordt door Nederland met een fregat aan de operatie bijgedragen.",
        "De missie, waaraan door Italië met twee schepen wordt bijgedragen, telt 300 militairen.",
        "Aan dat verzoek is tot dusver niet door velen gehoor gegeven.",
        "Voor de goede orde: een besluit om te gaan is dit dus niet.",
        "Naar verwachting zal de minister deelnemen aan de bijeenkomst.",
    ],
)
def test_what_goes_on_or_is_still_open_is_no_decision(tmp_path: Path, sentence: str) -> None:
    assert decided(tmp_path, sentence) == []
