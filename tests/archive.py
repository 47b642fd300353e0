"""Short fictional letters over two years that follow one another's promises: one dossier a story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from nato_kg.build import Sources
from nato_kg.followups import Ledger, Promise
from nato_kg.graph.curated import CuratedData
from nato_kg.intake import take_in
from nato_kg.judgements import Judgement
from nato_kg.links.joining import join_letters
from nato_kg.reason import Reasoner
from nato_kg.store import BuildInfo, EmbeddedStore

Letter = tuple[str, str, str]

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
MINISTERS = {"Defensie": "P. Voorbeeld", "Buitenlandse Zaken": "Q. Voorbeeld"}

_LETTERS = """
# kept
90010-1 2031-01-15
In maart 2031 ontvangt uw Kamer een brief over de havens in Noorwegen.

90010-2 2031-03-20
Zoals toegezegd in Kamerstuk 90 010, nr. 1 ontvangt u hierbij de brief over de havens.

# kept in part, then whole
90011-1 2031-01-15
Ik zal uw Kamer voor 1 juli 2031 de evaluaties van de drie radarposten toezenden.

90011-2 2031-05-20
Hierbij ontvangt u het eerste deel van de evaluaties van de radarposten, toegezegd in Kamerstuk 90 011, nr. 1.

90011-3 2031-09-20
Met deze brief los ik het laatste deel van de toezegging over de radarposten (Kamerstuk 90 011, nr. 1) in.

# moved twice, the second time by the day of the letter only; the words are to be escaped
90012-1 2031-01-15
Ik zal uw Kamer voor 1 mei 2031 het rapport <b>"Zee & IJs"</b> toezenden.

90012-2 2031-04-20
Anders dan in Kamerstuk 90 012, nr. 1 gemeld, zal het rapport "Zee & IJs" u pas in oktober 2031 bereiken.

90012-3 2031-10-20
Het rapport over zee en ijs, dat ik u op 20 april jl. aankondigde, wordt nogmaals uitgesteld en zal u in het
eerste kwartaal van 2032 bereiken.

# changed in form, then added to
90024-1 2031-01-15
Ik zal uw Kamer voor 1 juli 2031 een rapport over de ijsbrekers toezenden.

90024-2 2031-03-20
Anders dan toegezegd in Kamerstuk 90 024, nr. 1 zal ik u niet in een rapport, maar in een technische briefing over de
ijsbrekers informeren.

90024-3 2031-05-20
In aanvulling op de toezegging over de ijsbrekers (Kamerstuk 90 024, nr. 1) zal ik uw Kamer in oktober 2031 een
overzicht van de kosten sturen.

# one mission under two names, whose mandates and contributions follow one another
90025-1 2031-01-15
De Europese Unie bereidt de European Union Water Advisory Mission Dnjestr (EUWAM Dnjestr) voor. Het mandaat van de
missie loopt tot 1 mei 2032. Nederland draagt met vijf militairen bij aan de missie EUWAM Dnjestr.

90025-2 2031-08-15
Nederland draagt met acht militairen bij aan de missie EUWAM-Dnjestr. Het mandaat van de missie EUWAM-Dnjestr loopt tot
1 mei 2033.

# repeated
90013-1 2031-01-15
In juni 2031 informeer ik uw Kamer over de opleiding van vliegers.

90013-2 2031-03-10
Zoals gemeld in Kamerstuk 90 013, nr. 1 informeer ik uw Kamer in juni 2031 over de opleiding van vliegers.

# dropped
90014-1 2031-01-15
Voor de zomer van 2031 ontvangt uw Kamer een notitie over de munitiedepots.

90014-2 2031-05-12
De notitie over de munitiedepots die ik toezegde (Kamerstuk 90 014, nr. 1) zal ik u niet meer toesturen.

# the condition met
90015-1 2031-01-15
Indien het kabinet besluit tot aanschaf van de onderzeeboten, dan stuur ik uw Kamer een brief over de dekking
daarvan.

90015-2 2031-06-12
Het besluit waarvan de brief over de dekking (Kamerstuk 90 015, nr. 1) afhankelijk is gemaakt, is genomen.

# recurring, and the second round missed
90016-1 2031-01-15
Ik zend uw Kamer elk jaar voor 1 juni een overzicht van de oefeningen, voor het eerst in 2031.

90016-2 2031-05-20
Hierbij ontvangt u het overzicht van de oefeningen, zoals toegezegd in Kamerstuk 90 016, nr. 1.

# two promises, of which one is kept
90017-1 2031-01-15
In maart 2031 ontvangt uw Kamer een brief over de kazerne in Ermelo. Voor 1 juli 2031 zal ik uw Kamer het
onderzoek naar de vliegbasis toezenden.

90017-2 2031-03-20
Zoals toegezegd in Kamerstuk 90 017, nr. 1 ontvangt u hierbij de brief over de kazerne.

# two promises that fit alike
90018-1 2031-01-15
In maart 2031 ontvangt uw Kamer een brief over de mijnenjagers. In juni 2031 ontvangt uw Kamer een brief over de
mijnenjagers.

90018-2 2031-07-20
Zoals toegezegd in Kamerstuk 90 018, nr. 1 ontvangt u hierbij de brief over de mijnenjagers.

# a letter that is not here
90019-2 2031-03-20
Zoals toegezegd in Kamerstuk 90 019, nr. 1 ontvangt u hierbij de brief over de tanks.

# kept without a word of it
90020-1 2031-01-15
Voor 1 juli 2031 zal ik uw Kamer de evaluatie van de luchtverkenning boven Litouwen toezenden.

90020-2 2031-06-20
Als bijlage bij deze brief treft u de evaluatie van de luchtverkenning boven Litouwen aan.

# of another minister
90021-1 2031-02-01
Buitenlandse Zaken: In april 2031 ontvangt uw Kamer een brief over de ambassade in Oslo.
"""


def parse_letters(text: str) -> tuple[Letter, ...]:
    """Letters one below another, an empty line between: paper (dossier and number) and day, then the words.

    A letter of Foreign Affairs begins with the name of the ministry; what each story is stands behind ``#``.
    """
    told = re.sub(r"^# .*\n", "", text, flags=re.MULTILINE).strip().split("\n\n")
    letters = (letter.strip().partition("\n") for letter in told)
    return tuple((head.split()[0], head.split()[1], " ".join(body.split())) for head, _, body in letters)


ARCHIVE = parse_letters(_LETTERS)


def write_letter(folder: Path, paper: str, day: str, body: str) -> Path:
    """A letter in text: of the Minister of Defence, or of the ministry that its words begin with."""
    dossier, number = paper.split("-")
    issued = date.fromisoformat(day)
    ministry, colon, rest = body.partition(": ")
    ministry, body = (ministry, rest) if colon and ministry in MINISTERS else ("Defensie", body)
    year = issued.year if issued.month >= 9 else issued.year - 1
    path = folder / f"kst-{paper}.txt"
    path.write_text(
        f"Vergaderjaar {year}–{year + 1}\n\n{dossier[:2]} {dossier[2:]}\n\nInzet in het noorden\n\nNr. {number}\n\n"
        f"BRIEF VAN DE MINISTER VAN {ministry.upper()}\n\n"
        f"Den Haag, {issued.day} {MONTHS[issued.month - 1]} {issued.year}\n\n"
        f"Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\n{body}\n\n"
        f"De Minister van {ministry},\n{MINISTERS[ministry]}\n",
        encoding="utf-8",
    )
    return path


def write_letters(folder: Path, letters: Iterable[Letter] = ARCHIVE) -> list[Path]:
    """The letters as files of the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write_letter(folder, *letter) for letter in letters]


def story(*dossiers: str) -> tuple[Letter, ...]:
    """The letters of some dossiers of the archive."""
    return tuple(letter for letter in ARCHIVE if letter[0].split("-")[0] in dossiers)


def read_archive(folder: Path, letters: Iterable[Letter]) -> CuratedData:
    """The shipped data with the letters, read and not yet joined."""
    data = Sources.shipped().load()
    taken = take_in(write_letters(folder, letters), data)
    assert not taken.unreadable
    assert not taken.aside
    return replace(data, letters=(*data.letters, *taken.letters))


def joined_store(data: CuratedData, judgements: Iterable[Judgement] = ()) -> EmbeddedStore:
    """A store in memory with the letters joined and reasoned over; no shape is looked at, which saves time."""
    joined = join_letters(data, judgements)
    store = Store()
    for graph, triples in {**joined.graphs, **Reasoner(joined.ontology).entail_all(joined.graphs)}.items():
        store.extend(Quad(t.subject, t.predicate, t.object, NamedNode(graph)) for t in triples)
    return EmbeddedStore(store, BuildInfo("0", "rules", {}, 0, 0, 0, 0, forced=False), Path("memory"))


def promises_by_paper(ledger: Ledger) -> dict[str, list[Promise]]:
    """The promises of each letter of the archive, by dossier and number (``90010-1``), in the order of their terms."""
    found: dict[str, list[Promise]] = {}
    for promise in sorted(ledger, key=lambda p: (p.letter, p.due_to or date.max)):
        if promise.letter.startswith("kst-900"):
            found.setdefault(promise.letter.removeprefix("kst-"), []).append(promise)
    return found
