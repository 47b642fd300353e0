"""Mentions in sentences of our own: kind, words and thing. No name of an unknown thing is that of a real one."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.lexicon import Lexicon, load_lexicon
from nato_kg.logical import LogicalText, Run, Span
from nato_kg.mentions import LetterMentions, find_mentions, read_mentions
from nato_kg.model import (
    Certainty,
    Document,
    Mention,
    Paragraph,
    ParagraphKind,
    Rendition,
    Section,
    Sentence,
    TitleBlock,
    Value,
)

Found = tuple[str, str, str]
NEW = ""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def document(*texts: str, heading: str = "", addressee: str = "", subject: str = "") -> Document:
    """A letter of these sentences, one a paragraph, without any markup."""
    rendition = "\n".join(texts)
    paragraphs, start = [], 0
    for number, text in enumerate(texts, start=1):
        logical = LogicalText(text, (Run(0, start, len(text)),))
        sentence = Sentence(number, 1, number, logical)
        paragraphs.append(Paragraph(number, ParagraphKind.PROSE, "", logical, (sentence,)))
        start += len(text) + 1
    block = TitleBlock(
        addressee=Value(addressee, Span(0, 1)) if addressee else None,
        subject=Value(subject, Span(0, 1)) if subject else None,
    )
    section = Section(1, heading, "", 1, Span(0, max(len(rendition), 1)), tuple(paragraphs))
    return Document("fictional", rendition, Rendition("0" * 64, "text/plain", len(rendition)), "nl", block, (section,))


def emphasised(text: str) -> Document:
    """A letter of one sentence in which stars mark emphasis, as a reader gives it."""
    runs, logical = [], ""
    for index, piece in enumerate(text.split("*")):
        if piece:
            runs.append(Run(len(logical), len("*".join(text.split("*")[:index])) + (1 if index else 0), len(piece)))
            logical += piece
    whole = LogicalText(logical, tuple(runs))
    sentence = Sentence(1, 1, 1, whole)
    section = Section(1, "", "", 0, Span(0, len(text)), (Paragraph(1, ParagraphKind.PROSE, "", whole, (sentence,)),))
    return Document("fictional", text, Rendition("0" * 64, "text/plain", len(text)), "nl", TitleBlock(), (section,))


def brief(mentions: tuple[Mention, ...]) -> list[Found]:
    return [(m.kind, m.text, m.thing or NEW) for m in mentions]


def found(*texts: str) -> list[Found]:
    return brief(find_mentions(document(*texts), load_lexicon()))


def of_kind(kind: str, *texts: str) -> list[tuple[str, str]]:
    return [(text, thing) for k, text, thing in found(*texts) if k == kind]


# -------------------------------------------------------------------- known names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Irans grenzen zijn dicht.", [("State", "Irans", "iran")]),
        ("Mali's leger oefent.", [("State", "Mali's", "mali")]),
        ("Mali’s leger oefent.", [("State", "Mali’s", "mali")]),
        ("Oekraïnes havens zijn open.", [("State", "Oekraïnes", "ukraine")]),
        ("Het Malinese leger oefent.", [("State", "Malinese", "mali")]),
        ("De pro-Russische omroep zweeg.", [("State", "Russische", "russia")]),
        ("Het Frans-Duitse plan ligt er.", [("State", "Frans", "france"), ("State", "Duitse", "germany")]),
        ("De hulp bereikt Zuid-Sudan.", [("State", "Zuid-Sudan", "south-sudan")]),
        ("Het ligt in Bosnië-Herzegovina.", [("State", "Bosnië-Herzegovina", "bosnia-and-herzegovina")]),
        ("Het VN-mandaat loopt af.", [("Organisation", "VN", "united-nations")]),
        (
            "Het overleg tussen EU en NAVO.",
            [("Organisation", "EU", "european-union"), ("Organisation", "NAVO", "nato")],
        ),
        ("De EU-NAVO-samenwerking.", [("Organisation", "EU", "european-union"), ("Organisation", "NAVO", "nato")]),
        ("NAVO's plannen zijn rond.", [("Organisation", "NAVO's", "nato")]),
        ("De EU-lidstaten zijn akkoord.", [("Body", "EU-lidstaten", "eu-member-states")]),
        ("De NAVO-ministers van Defensie.", [("Body", "NAVO-ministers van Defensie", "nato-defence-ministers")]),
        ("Bondgenoten steunen dit.", [("Body", "Bondgenoten", "nato-allies")]),
        ("De Europese Raad komt bijeen.", [("Body", "Europese Raad", "european-council")]),
        ("De VN-Veiligheidsraad stemt.", [("Body", "VN-Veiligheidsraad", "un-security-council")]),
        ("Rond de Rode Zee is het stil.", [("Region", "Rode Zee", "red-sea")]),
        (
            "Uw Kamer en het kabinet.",
            [("Parliament", "Uw Kamer", "tweede-kamer"), ("Government", "kabinet", "dutch-cabinet")],
        ),
    ],
)
def test_known_names(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hij liep naar buiten en deed de deur dicht.",
        "Wij kopen porselein uit china en eten een navo.",
        "Het kamerlidmaatschap en de raadgeving.",
        "De Kamers vergaderden niet.",
        "Zij noemde het unifiltratie en KFORTRAN.",
    ],
)
def test_words_that_only_look_like_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("NATO Mission Iraq telt 90 militairen.", "nmi"),
        ("De NAVO-missie in Irak telt 90 militairen.", "nmi"),
        ("KFOR telt 90 militairen.", "kfor"),
        ("De EUFOR-missie heet EUFOR Althea.", "eufor-althea"),
        ("De operatie EU-Atalanta gaat door.", "eunavfor-atalanta"),
        ("Operatie Irini gaat door.", "eunavfor-med-irini"),
        ("operation SEA GUARDIAN gaat door.", "sea-guardian"),
        ("De marinemissie Aspides gaat door.", "eunavfor-aspides"),
        ("De VN-missie MINUSMA in Mali.", "minusma"),
        ("De inzet in eFP gaat door.", "efp"),
        ("De KFOR-missie gaat door.", "kfor"),
        ("De waarnemersmissie UNTSO gaat door.", "untso"),
    ],
)
def test_known_missions(text: str, thing: str) -> None:
    assert [slug for _, slug in of_kind("Mission", text)] == [thing]


# -------------------------------------------------------------------- unknown names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Operation Silver Heron begon in mei.", "Operation Silver Heron"),
        ("Aan operatie Koperwiek doet België mee.", "operatie Koperwiek"),
        ("De Raad richtte EUFOR Delta op.", "EUFOR Delta"),
        ("Het mandaat van EUTM Sahel en de rest.", "EUTM Sahel"),
        ("De EU begon EUNAVFOR Poseidon.", "EUNAVFOR Poseidon"),
        ("De NATO Mission Armenia begint.", "NATO Mission Armenia"),
        ("De Internationale Veiligheidsmissie Borduria begint.", "Internationale Veiligheidsmissie Borduria"),
        ("De Adriatic Training Mission begint.", "Adriatic Training Mission"),
        ("De Baltic Guard Force begint.", "Baltic Guard Force"),
        ("De Stabilisation Force Sudan begint.", "Stabilisation Force Sudan"),
        ("De missie Noorderlicht begint.", "Noorderlicht"),
        ("De VN-missie UNTAD begint.", "UNTAD"),
        ("De trainingsmissie Blue Shield in Niger begint.", "Blue Shield"),
        ("Baltic Watch, de nieuwe NAVO-missie in de Oostzee, begint.", "Baltic Watch"),
        ("Zij wordt een adviesmissie, de NATO Counsel Initiative Jordan.", "NATO Counsel Initiative Jordan"),
        ("Het mandaat van Amber Sentinel loopt af.", "Amber Sentinel"),
        ("Er is een Gulf Monitoring Mission (GMM) opgericht.", "Gulf Monitoring Mission"),
    ],
)
def test_unknown_missions_are_new(text: str, name: str) -> None:
    assert of_kind("Mission", text)[0] == (name, NEW)


@pytest.mark.parametrize(
    "text",
    [
        "De NATO Force Structure verandert.",
        "De NAVO-commandostructuur verandert.",
        "De NATO Force Integration Unit verhuist.",
        "De NATO Response Force staat gereed.",
        "De Strategic Reserve Force staat gereed.",
        "Het Joint Force Command in Napels verhuist.",
        "De Mission Support Group verhuist.",
        "De Mission Commander vertrok.",
        "De commandant KFOR vertrok.",
        "Het hoofdkwartier EUNAVFOR verhuist.",
        "De handelsmissie naar Vietnam vertrok.",
        "De emissie van CO2 daalt en de commissie Zuid vergadert.",
        "De missie in Peru en de operatie in Chili.",
        "De oefening Copper Wave begint.",
        "Over een Multinational Force Borduria is niets bekend.",
        "Het Special Operations Command en de Land Task Group.",
        "Operaties en missies vergen personeel.",
        "De Force Readiness Guideline is af.",
    ],
)
def test_no_missions(text: str) -> None:
    assert of_kind("Mission", text) == []


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("De Force Readiness Guideline is af.", "PolicyDocument", "Force Readiness Guideline"),
        ("De Coastal Action Plan is af.", "PolicyDocument", "Coastal Action Plan"),
        ("Het Strategisch Concept van de NAVO is af.", "PolicyDocument", "Strategisch Concept"),
        (
            "Het Concept for the Defence of the Copper Coast is af.",
            "PolicyDocument",
            "Concept for the Defence of the Copper Coast",
        ),
        ("De Political Guidance 2031 is af.", "PolicyDocument", "Political Guidance 2031"),
        ("De Strategie Zuidelijke Buren 2031 is af.", "PolicyDocument", "Strategie Zuidelijke Buren 2031"),
        ("Het Weerbaarheidsplan 2031 is af.", "PolicyDocument", "Weerbaarheidsplan 2031"),
        ("Het verdedigingsplan Zuidwest is af.", "PolicyDocument", "verdedigingsplan Zuidwest"),
        ("Het Coastal Command verhuist.", "Body", "Coastal Command"),
        ("De commissie voor Defensie vergadert.", "Body", "commissie voor Defensie"),
        ("De Adviesraad Kustzaken vergadert.", "Body", "Adviesraad Kustzaken"),
        ("De EU Copper Battlegroup oefent.", "Unit", "EU Copper Battlegroup"),
        ("Zr.Ms. Kokmeeuw vaart uit.", "Unit", "Zr.Ms. Kokmeeuw"),
        ("De oefening Copper Wave begint.", "Event", "oefening Copper Wave"),
        ("De commandant KFOR vertrok.", "Post", "commandant KFOR"),
        ("Over een Multinational Force Borduria is niets bekend.", "Topic", "Multinational Force Borduria"),
    ],
)
def test_head_noun_decides_the_kind(text: str, kind: str, name: str) -> None:
    assert (kind, name, NEW) in found(text)


def test_two_names_are_not_one() -> None:
    text = "De Coastal Action Plan en de Harbour Defence Pledge zijn af."
    assert [name for name, _ in of_kind("PolicyDocument", text)] == ["Coastal Action Plan", "Harbour Defence Pledge"]
    assert [name for name, _ in of_kind("Mission", "EUTM Sahel en EUFOR Delta beginnen.")] == [
        "EUTM Sahel",
        "EUFOR Delta",
    ]


def test_a_noun_may_stand_before_a_list_or_a_quotation() -> None:
    text = "De operaties Silver Heron, Grey Crane en Golden Eagle lopen af."
    assert [name for name, _ in of_kind("Mission", text)] == ["Silver Heron", "Grey Crane", "Golden Eagle"]
    assert of_kind("Mission", "Operatie “Stille Storm” loopt af.") == [("Stille Storm", NEW)]


def test_emphasis_bounds_a_name(lexicon: Lexicon) -> None:
    mentions = brief(find_mentions(emphasised("Het *Joint Analysis, Harbour and Tide Centre* telt 40 man."), lexicon))
    assert mentions == [("Body", "Joint Analysis, Harbour and Tide Centre", NEW)]
    mentions = brief(find_mentions(emphasised("Aan operatie *Koperwiek* doet men mee."), lexicon))
    assert mentions == [("Mission", "operatie Koperwiek", NEW)]


# -------------------------------------------------------------------- definitions


def read(*texts: str, heading: str = "") -> LetterMentions:
    return read_mentions(document(*texts, heading=heading), load_lexicon())


def test_an_abbreviation_is_defined_for_the_letter() -> None:
    letter = read("De Gulf Coast Mission in Oman (GCM) begint.", "Nederland levert GCM twee stafofficieren.")
    assert [letter.name_of(m) for m in letter.mentions if m.kind == "Mission"] == ["Gulf Coast Mission in Oman"] * 3
    assert all(m.new for m in letter.mentions if m.kind == "Mission")


@pytest.mark.parametrize(
    ("texts", "short", "kind", "thing"),
    [
        (["De Gulf Coast Mission (GCM) begint.", "GCM groeit."], "GCM", "Mission", NEW),
        (["GCM (Gulf Coast Mission) begint.", "GCM groeit."], "GCM", "Mission", NEW),
        (["De Gulf Coast Mission (hierna: GCM) begint.", "GCM groeit."], "GCM", "Mission", NEW),
        (["De steun aan GCM groeit.", "De Gulf Coast Mission (GCM) begint."], "GCM", "Mission", NEW),
        (["De Kosovo Force (KF) begint.", "KF groeit."], "KF", "Mission", "kfor"),
        (["De adviesmissie van de NAVO (NMI) begint.", "NMI groeit."], "NMI", "Mission", "nmi"),
        (["De NATO Mission (NMI) in Irak begint.", "NMI groeit."], "NMI", "Mission", "nmi"),
        (["De Northern Maritime Mission (NMI) begint.", "NMI groeit."], "NMI", "Mission", NEW),
        (["De European Union Training Mission (EUTM) in Somalië.", "EUTM groeit."], "EUTM", "Mission", "eutm-somalia"),
        (["De Coastal Readiness Review (CRR) is af.", "De CRR is kort."], "CRR", "PolicyDocument", NEW),
        (
            ["Het Concept for the Watch and Defence of the Outer Copper Coast Area (WDC).", "WDC ligt er."],
            "WDC",
            "PolicyDocument",
            NEW,
        ),
        (["De Noord-Atlantische Raad (NRAAD) zat.", "De NRAAD zat."], "NRAAD", "Body", "north-atlantic-council"),
    ],
)
def test_definitions(texts: list[str], short: str, kind: str, thing: str) -> None:
    mentions = [m for m in read(*texts).mentions if m.text == short]
    assert len(mentions) == 2
    assert {(m.kind, m.thing or NEW) for m in mentions} == {(kind, thing)}


def test_a_name_defined_in_a_heading() -> None:
    letter = read("GCM groeit.", heading="Gulf Coast Mission (GCM)")
    assert brief(letter.mentions) == [("Mission", "GCM", NEW)]


def test_what_follows_the_noun_is_the_name_later() -> None:
    letter = read("Aan operatie Koperwiek doet men mee.", "Koperwiek groeit.")
    assert [letter.name_of(m) for m in letter.mentions] == ["operatie Koperwiek"] * 2


def test_another_name_of_a_known_mission() -> None:
    letter = read("De EU Capacity Building Mission in Niger (EUCAP Niger) loopt af.")
    assert {m.thing for m in letter.mentions if m.kind == "Mission"} == {"eucap-sahel-niger"}


@pytest.mark.parametrize(
    "text", ["Het lid Teunisse (ABC) vroeg dit.", "Noorwegen (NOW) doet mee.", "De brief (ABC) is af."]
)
def test_what_parentheses_do_not_define(text: str) -> None:
    assert not any(m.text in ("ABC", "NOW") for m in read(text).mentions)


# -------------------------------------------------------------------- posts and persons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Minister van Defensie komt.", [("Post", "Minister van Defensie", "minister-of-defence-nl")]),
        ("De minister van Defensie komt.", [("Post", "minister van Defensie", "minister-of-defence-nl")]),
        (
            "De Nederlandse minister van Defensie komt.",
            [("Post", "Nederlandse minister van Defensie", "minister-of-defence-nl")],
        ),
        (
            "De Oekraïense Minister van Defensie komt.",
            [("Post", "Oekraïense Minister van Defensie", "minister-of-defence-ua")],
        ),
        (
            "De minister van Defensie van Oekraïne komt.",
            [("Post", "minister van Defensie van Oekraïne", "minister-of-defence-ua")],
        ),
        ("De Estse minister van Defensie komt.", [("Post", "Estse minister van Defensie", NEW)]),
        ("De minister van Defensie van Litouwen komt.", [("Post", "minister van Defensie van Litouwen", NEW)]),
        ("De Albanese premier komt.", [("Post", "Albanese premier", NEW)]),
        ("De president van Oekraïne komt.", [("Post", "president van Oekraïne", NEW)]),
        ("Het Iraakse ministerie van Defensie.", [("Ministry", "Iraakse ministerie van Defensie", NEW)]),
        (
            "Namens de Ministers van Buitenlandse Zaken en van Economische Zaken.",
            [
                ("Post", "Ministers van Buitenlandse Zaken", "minister-of-foreign-affairs-nl"),
                ("Post", "van Economische Zaken", "minister-of-economic-affairs-and-climate-nl"),
            ],
        ),
        ("Ook bekijkt Defensie dit.", [("Ministry", "Defensie", "ministry-of-defence-nl")]),
        ("Dat zei minister Brekelmans.", [("Person", "minister Brekelmans", "ruben-brekelmans")]),
        ("Dat zei minister Kokmeeuw.", [("Person", "minister Kokmeeuw", NEW)]),
        ("Dat zei ambassadeur Van der Kokmeeuw.", [("Person", "ambassadeur Van der Kokmeeuw", NEW)]),
        ("Dat zei mw. Kokmeeuw niet.", []),
        ("Dat zei dhr. Kokmeeuw niet.", [("Person", "dhr. Kokmeeuw", NEW)]),
        (
            "De leden Aalscholver (ABC), Kokmeeuw en Van der Stern vroegen dit.",
            [("Person", "Aalscholver", NEW), ("Person", "Kokmeeuw", NEW), ("Person", "Van der Stern", NEW)],
        ),
        (
            "Het lid Van der Stern de Kamer.",
            [("Person", "Van der Stern", NEW), ("Parliament", "Kamer", "tweede-kamer")],
        ),
    ],
)
def test_posts_and_persons(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


def test_a_member_is_no_minister_of_the_same_name() -> None:
    assert found("Het lid Brekelmans vroeg dit.") == [("Person", "Brekelmans", NEW)]


# -------------------------------------------------------------------- readings


def last(*texts: str, addressee: str = "", subject: str = "") -> Mention | None:
    mentions = find_mentions(document(*texts, addressee=addressee, subject=subject), load_lexicon())
    return next((m for m in reversed(mentions) if m.sentence == len(texts)), None)


@pytest.mark.parametrize(
    ("before", "text", "things"),
    [
        ("De Noord-Atlantische Raad zat.", "De Raad besloot.", ("north-atlantic-council",)),
        ("De Veiligheidsraad zat.", "De Raad besloot.", ("un-security-council",)),
        ("De Raad Buitenlandse Zaken zat.", "De Raad besloot.", ("council-of-the-european-union",)),
        ("De NAVO-ministers van Defensie zaten.", "De ministers besloten.", ("nato-defence-ministers",)),
        ("De NAVO-ministers van Buitenlandse Zaken zaten.", "De ministers besloten.", ("nato-foreign-ministers",)),
        ("De Raad Buitenlandse Zaken zat.", "De ministers wisselden van gedachten.", ("eu-foreign-ministers",)),
        ("De NAVO zat.", "De secretaris-generaal sprak.", ("nato-secretary-general",)),
        ("De VN zat.", "De Secretaris-Generaal sprak.", ("un-secretary-general",)),
        ("De anti-ISIS-coalitie zat.", "De coalitie besloot.", ("global-coalition-against-daesh",)),
    ],
)
def test_the_reading_is_what_was_named_last(before: str, text: str, things: tuple[str, ...]) -> None:
    mention = last(before, text)
    assert mention is not None
    assert (mention.things, mention.certainty) == (things, Certainty.LIKELY)


def test_more_than_one_reading_is_kept_nearer_first() -> None:
    mention = last("De Veiligheidsraad zat.", "De Noord-Atlantische Raad zat.", "De Raad besloot.")
    assert mention is not None
    assert mention.things == ("north-atlantic-council", "un-security-council")
    assert mention.certainty is Certainty.AMBIGUOUS


@pytest.mark.parametrize(
    "text",
    [
        "De ministers besloten.",
        "De coalitie besloot.",
        "De Iraakse leiders zwegen.",
        "De regering van Borduria besloot.",
        "De nieuwe regering besloot.",
        "De Raad van Bestuur besloot.",
        "De Defensie-industrie groeit.",
    ],
)
def test_no_reading_without_ground(text: str) -> None:
    assert [m for m in found(text) if m[0] != "State"] == []


def test_the_house_is_the_one_addressed() -> None:
    senate = last("Uw Kamer vroeg dit.", addressee="Aan de Voorzitter van de Eerste Kamer der Staten-Generaal")
    assert senate is not None
    assert senate.things == ("eerste-kamer",)


def test_the_subject_counts_as_named() -> None:
    mention = last("De ministers besloten.", subject="Verslag van de NAVO-ministers van Defensie")
    assert mention is not None
    assert mention.things == ("nato-defence-ministers",)


# -------------------------------------------------------------------- the whole

_VOCABULARY = """
de het van voor en of in NAVO EU VN NMI KFOR Force Mission Operation operatie missie EUFOR Irak Iraakse minister
ministers Defensie Minister leden Kokmeeuw ( ) (ABC) , . - 's ’ * & 2030 Concept for the Raad Kamer Zr.Ms. İ ß
"""
_WORDS = st.sampled_from(_VOCABULARY.split())


@given(st.lists(st.one_of(st.lists(_WORDS, max_size=25).map(" ".join), st.text(max_size=60)), max_size=4))
def test_any_text_gives_mentions_inside_their_sentences(texts: list[str]) -> None:
    letter = document(*filter(None, texts))
    sentences = {sentence.number: sentence.text for sentence in letter.every_sentence}
    previous = (0, 0)
    for mention in find_mentions(letter, load_lexicon()):
        assert mention.text == sentences[mention.sentence][mention.start : mention.end] != ""
        assert (mention.sentence, mention.start) >= previous, "in order, none overlaps"
        previous = (mention.sentence, mention.end)
        assert mention.kind
        assert mention.new or mention.certainty is not Certainty.UNKNOWN
        assert len(mention.things) < 2 or mention.certainty is Certainty.AMBIGUOUS


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "(",
        "NAVO ",
        "EU-",
        "Force of the ",
        "Sahel Mission (ABC) ",
        "minister van Defensie en van ",
        "leden Kokmeeuw, Stern en ",
        "Aa Bb, de ",
        "mandaat van Xyz ",
        "Zr.Ms. ",
        "İ",
    ],
)
def test_hostile_text_takes_linear_time(piece: str, lexicon: Lexicon) -> None:
    def seconds(length: int) -> float:
        """The best of three: a collection of garbage that other tests left can fall into one."""
        letter = document((piece * (length // len(piece) + 1))[:length])
        return min(once(letter) for _ in range(3))

    def once(letter: Document) -> float:
        start = time.process_time()
        find_mentions(letter, lexicon)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(200_000) < 12 * seconds(50_000) + 0.2


def test_every_mission_of_the_real_letter(shared: Path, lexicon: Lexicon) -> None:
    from nato_kg.readers import read_letter

    path = shared / "letters" / "kst-28676-418.txt"
    facts = [json.loads(line) for line in (shared / "gold" / "kst-28676-418.jsonl").read_text("utf-8").splitlines()]
    letter = read_letter(path)
    sentences = {sentence.number: sentence for sentence in letter.every_sentence}
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for mention in find_mentions(letter, lexicon):
        if mention.kind == "Mission":
            spans[mention.thing or mention.text] += sentences[mention.sentence].logical.spans(
                mention.start, mention.end
            )
    missions = {fact["id"]: [Span(*span) for span in fact["evidence"]] for fact in facts if fact["kind"] == "Mission"}
    assert set(spans) == set(missions)
    for name, evidence in missions.items():
        assert any(span.overlaps(other) for span in spans[name] for other in evidence)
