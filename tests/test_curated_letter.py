"""The curated letters say what their texts say, in the right places, and hold none of their words.

The real letter's text and its gold facts lie beside the project (../shared); the fictional letter's text lies here.
``readers/test_real_letter.py`` tests how the real letter is read, hence another name for this file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nato_kg.build import Sources, check
from nato_kg.logical import Span
from nato_kg.model import Document
from nato_kg.names import resolve_name
from nato_kg.namespaces import letter_iri, short_id
from nato_kg.normalise import normalise, sentence_digest
from nato_kg.quote import locate
from nato_kg.readers import read_letter
from nato_kg.store import EmbeddedStore, open_store
from nato_kg.terms import value_of

PROJECT = Path(__file__).resolve().parents[1]
REAL, FICTIONAL = "kst-28676-418", "kst-99001-7"
SHARED = PROJECT.parent / "shared"
GOLD = SHARED / "gold" / f"{REAL}.jsonl"
TEXTS = {REAL: SHARED / "letters" / f"{REAL}.txt", FICTIONAL: PROJECT / "tests" / "fictional" / f"{FICTIONAL}.txt"}

Record = dict[str, Any]


@dataclass(frozen=True)
class Letter:
    """A curated letter: its id, the text that it was read from, and the graph that holds what it says."""

    id: str
    document: Document
    store: EmbeddedStore

    def select(self, pattern: str, *columns: str) -> list[tuple[str, ...]]:
        """The rows of a pattern in which ``?letter`` is this letter; what is unbound is the empty string."""
        iri = letter_iri(self.id)
        rows = self.store.select(
            f"SELECT DISTINCT {' '.join(f'?{c}' for c in columns)} WHERE {{ VALUES ?letter {{ <{iri}> }} {pattern} }}"
        )
        return [tuple("" if row[c] is None else value_of(row[c]) for c in columns) for row in rows]


@pytest.fixture(scope="module", params=[REAL, FICTIONAL])
def letter(request: pytest.FixtureRequest, fictional_store: Path) -> Letter:
    return open_letter(request.param, fictional_store)


@pytest.fixture(scope="module")
def real(built_store: Path) -> Letter:
    return open_letter(REAL, built_store)


def open_letter(letter_id: str, store: Path) -> Letter:
    if not TEXTS[letter_id].is_file():
        pytest.skip("the text of the real letter is not here (../shared/letters)")
    return Letter(letter_id, read_letter(TEXTS[letter_id]), open_store(store))


@cache
def read_gold() -> tuple[Record, ...]:
    if not GOLD.is_file():
        return ()
    return tuple(map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()))


NO_GOLD = pytest.mark.skip(reason="the gold facts of the real letter are not here (../shared/gold)")


def each_gold_record(kind: str | None = None, having: str = "id") -> pytest.MarkDecorator:
    """Run a test with each gold record, but for counter-examples; or with those of a kind, or that have a field."""
    chosen = [r for r in read_gold() if (r["kind"] == kind if kind else r["kind"] != "NotA") and having in r]
    records = [pytest.param(r, id=r["id"]) for r in chosen] or [pytest.param({}, id="none", marks=NO_GOLD)]
    return pytest.mark.parametrize("record", records)


# ---------------------------------------------------------------- places in the text


def test_the_rendition_is_the_file(letter: Letter) -> None:
    (found,) = letter.select(
        "?letter nkg:rendition ?rendition . ?rendition nkg:sha256 ?sha256 ; nkg:length ?length ; nkg:mediaType ?type",
        *("sha256", "length", "type"),
    )
    rendition = letter.document.rendition
    assert found == (rendition.sha256, str(rendition.length), rendition.media_type.split(";", maxsplit=1)[0])


def test_every_place_has_the_section_heading_sentence_and_digest_that_the_reader_finds(letter: Letter) -> None:
    rows = letter.select(
        """?place nkg:inDocument ?letter ; nkg:startOffset ?start ; nkg:endOffset ?end ; nkg:sentenceDigest ?digest .
        OPTIONAL { ?place nkg:section ?section } OPTIONAL { ?place nkg:heading ?heading }
        OPTIONAL { ?place nkg:sentence ?sentence }""",
        *("place", "start", "end", "section", "heading", "sentence", "digest"),
    )
    assert len(rows) > 50
    wrong = [
        short_id(place)
        for place, start, end, *where in rows
        if where != where_it_lies(letter.document, Span(int(start), int(end)))
    ]
    assert wrong == []


def where_it_lies(document: Document, span: Span) -> list[str]:
    """Section, heading and sentence of the first sentence, and the digest of all; outside sentences, of the words."""
    sentences = locate(document, [span])
    if not sentences:
        return ["", "", "", sentence_digest([document.words(span)])]
    first = sentences[0]
    headings = {section.number: section.heading for section in document.sections}
    digest = sentence_digest(sentence.text for sentence in sentences)
    return [str(first.section), headings[first.section], str(first.number), digest]


def test_every_record_of_the_letter_has_a_place_in_it(letter: Letter) -> None:
    rows = letter.select("?record nkg:statedIn ?letter FILTER NOT EXISTS { ?record nkg:evidence ?place }", "record")
    assert rows == []


def test_a_sentence_over_a_page_break_is_one_sentence() -> None:
    document = read_letter(TEXTS[FICTIONAL])
    (sentence,) = [
        sentence for sentence in document.sentences if len(sentence.spans) > 1 and "uitrukken" in sentence.text
    ]
    note = document.footnotes[0]
    assert sentence.span.start < note.span.start < sentence.span.end
    assert "Handboek" not in sentence.text


def test_nothing_is_wrong_with_the_fictional_letters(fictional_letters: list[Path]) -> None:
    findings = check(Sources.shipped(fictional_letters))
    assert findings.count == 0, findings.text()


# ---------------------------------------------------------------- what the real letter says

#: Gold field -> path of properties, for every kind that has it.
FIELDS: dict[str, str] = {
    "identifier": "nkg:identifier",
    "parliamentaryYear": "nkg:parliamentaryYear",
    "announces": "nkg:announces",
    "issued": "nkg:issued",
    "sender": "^nkg:signs/nkg:signatory",
    "senderRole": "^nkg:signs/nkg:signedAs",
    "organiser": "nkg:organiser",
    "precedes": "nkg:precedes",
    "partOf": "nkg:partOf",
    "order": "nkg:order",
    "topics": "nkg:topic",
    "body": "nkg:meetingOf",
    "alongside": "nkg:alongside",
    "excludes": "nkg:excludes",
    "ordinal": "nkg:ordinal",
    "minimumStates": "nkg:minimumStates",
    "event": "nkg:gathering",
    "alternativeEvent": "nkg:alternativeGathering",
    "role": "nkg:role",
    "first": "nkg:firstTime",
    "onBehalfOf": "nkg:onBehalfOf",
    "acronym": "nkg:acronym",
    "leadOrganisation": "nkg:leadOrganisation",
    "countries": "nkg:inCountry",
    "discussedIn": "nkg:discussedIn",
    "gathering": "nkg:gathering",
    "concerns": "nkg:concerns",
    "documentedIn": "nkg:documentedIn",
    "due": "nkg:due",
    "aimFrom": "nkg:aimedAt/nkg:earliest",
    "aimTo": "nkg:aimedAt/nkg:latest",
    "to": "nkg:committedTo",
    "deliverable": "nkg:deliverable",
    "about": "nkg:about",
    "condition": "nkg:condition",
    "dueFrom": "nkg:due/nkg:earliest",
    "following": "nkg:follows",
    "restates": "nkg:restates",
    "citing": "nkg:citing",
    "cited": "nkg:cited",
    "context": "nkg:context",
    "places": "nkg:place",
    "holder": "nkg:positionHolder",
    "stance": "nkg:stance",
    "addressee": "nkg:addressee",
    "concludedBy": "nkg:concludedBy",
    "startFrom": "nkg:start/nkg:earliest",
    "basedOn": "nkg:basedOn",
    "firstStep": "nkg:firstStep",
    "elaborates": "nkg:elaborates",
    "session": "nkg:gathering",
}

#: The same where the path depends on the kind.
FIELDS_OF_KIND: dict[tuple[str, str], str] = {
    ("Letter", "dossier"): "nkg:inDossier/nkg:dossierNumber",
    ("Letter", "dossierTitle"): "nkg:inDossier",
    ("Letter", "number"): "nkg:number",
    ("Letter", "place"): "nkg:issuedAt",
    ("Participation", "agent"): "nkg:agent",
    ("Event", "agent"): "nkg:actor",
    ("Event", "status"): "^nkg:changeOf/nkg:status",
    ("Decision", "status"): "nkg:status",
    ("Decision", "by"): "nkg:decidedBy",
    ("Decision", "date"): "nkg:decidedOn",
    ("Commitment", "by"): "nkg:committedBy",
    ("Declaration", "by"): "nkg:declaredBy",
    ("Declaration", "date"): "nkg:declaredOn",
    ("PlanningProcess", "by"): "nkg:processOf",
    ("Citation", "dossier"): "nkg:cited/nkg:inDossier/nkg:dossierNumber",
    ("Citation", "number"): "nkg:cited/nkg:number",
    ("Citation", "date"): "nkg:citedDate",
    ("Date", "start"): "nkg:denotes/nkg:earliest",
    ("Date", "end"): "nkg:denotes/nkg:latest",
    **{
        (kind, field): f"nkg:{field}"
        for kind in ("MinisterialMeeting", "Summit")
        for field in ("start", "end", "place")
    },
    ("Event", "place"): "nkg:place",
}

#: Fields that have tests of their own below, or that only describe.
ELSEWHERE = {
    *("id", "kind", "evidence", "label", "notKind", "why", "precision", "topic", "aims", "mandate", "documentType"),
    *("ambiguous", "leadIsReferenceData", "mandateExpires", "dueExpression"),
    *("byIsImplied", "sessionIsImplied", "aboutIsImplied"),
}

#: What the gold facts call otherwise than the graph does.
IDS = {
    "Voorzitter van de Tweede Kamer der Staten-Generaal": "tweede-kamer",
    "accession of Finland": "accession-of-finland",
    "accession of Sweden": "accession-of-sweden",
    "allies' contributions to NATO tasks and missions": "allied-contributions",
    "coordinated acceleration of acquisition, with industry": "coordinated-acquisition",
    "elaboration of the Madrid decisions": "elaboration-of-madrid-decisions",
    "war in Ukraine": "war-in-ukraine",
    "pro-Russian local authorities": "pro-russian-local-authorities",
}

#: Mark in a gold record -> the properties that may be marked as implied.
IMPLIED = {
    "byIsImplied": {"decidedBy", "committedBy"},
    "sessionIsImplied": {"gathering", "discussedIn"},
    "aboutIsImplied": {"about"},
}


def wanted(record: Record, field: str) -> set[str]:
    """The values of a gold field, by their ids or names."""
    value = record[field]
    if (record["kind"], field, value) == ("Date", "end", None):
        value = record["start"]  # a day ends on itself
    values = value if isinstance(value, list) else [value]
    return {str(IDS.get(v, v)).casefold() for v in values if v is not None}


def path_of(record: Record, field: str) -> str:
    return FIELDS_OF_KIND.get((record["kind"], field)) or FIELDS[field]


def scope_of(record: Record, field: str) -> str:
    """Who leads a mission and where it is, other graphs say too: there, the letter's own graph counts."""
    if record.get("leadIsReferenceData") and field == "leadOrganisation":
        return "GRAPH graph:reference"
    return f"GRAPH graph:{REAL}" if field in {"leadOrganisation", "countries"} else ""


def iri_of(letter: Letter, record: Record) -> str:
    return resolve_name(letter.store, record["id"])


def found(letter: Letter, record: Record, path: str, scope: str = "") -> dict[str, set[str]]:
    """What the graph says of a record along a path: each value with the ids and names by which it is known."""
    rows = letter.select(
        f"""{scope} {{ <{iri_of(letter, record)}> {path} ?value }}
        OPTIONAL {{ ?value rdfs:label|skos:altLabel|nkg:acronym|nkg:id ?name }}""",
        *("value", "name"),
    )
    names: dict[str, set[str]] = {}
    for value, name in rows:
        names.setdefault(value, {value.casefold(), short_id(value).casefold()}).add(name.casefold())
    return names


@each_gold_record()
def test_the_graph_says_what_the_gold_facts_say_and_no_more(real: Letter, record: Record) -> None:
    assert {short_id(kind) for kind in found(real, record, "nkg:kind")} == {record["kind"]}
    for field in record.keys() - ELSEWHERE:
        values = found(real, record, path_of(record, field), scope_of(record, field))
        assert [value for value in wanted(record, field) if not any(value in names for names in values.values())] == []
        assert [value for value, names in values.items() if not names & wanted(record, field)] == []


@each_gold_record()
def test_the_evidence_is_that_of_the_gold_facts(real: Letter, record: Record) -> None:
    rows = real.select(
        f"""<{iri_of(real, record)}> (^nkg:mentions)?/nkg:evidence ?place .
        ?place nkg:inDocument ?letter ; nkg:startOffset ?start ; nkg:endOffset ?end""",
        *("start", "end"),
    )
    assert sorted([int(start), int(end)] for start, end in rows) == sorted(record["evidence"])


@each_gold_record()
def test_what_the_text_only_implies_is_marked(real: Letter, record: Record) -> None:
    marked = {short_id(field) for field in found(real, record, "(^nkg:mentions)?/nkg:impliedField")}
    for mark, fields in IMPLIED.items():
        assert bool(marked & fields) == bool(record.get(mark)), mark


def test_nothing_of_the_letter_is_there_that_the_gold_facts_lack(real: Letter) -> None:
    kinds = sorted({record["kind"] for record in read_gold()} - {"NotA", "Mission", "Letter"})
    listed = " ".join(f"nkg:{kind}" for kind in kinds)
    rows = real.select(
        f"""VALUES ?kind {{ {listed} }} GRAPH graph:{REAL} {{ ?thing nkg:kind ?kind }}
        ?thing nkg:id ?id""",
        "id",
    )
    assert {thing for (thing,) in rows} == {record["id"] for record in read_gold() if record["kind"] in kinds}


@each_gold_record("Mission")
def test_a_lead_that_the_letter_does_not_give_is_reference_data(real: Letter, record: Record) -> None:
    own = found(real, record, "nkg:leadOrganisation", f"GRAPH graph:{REAL}")
    assert bool(own) == ("leadOrganisation" in record and "leadIsReferenceData" not in record)


@each_gold_record("Mission", having="mandateExpires")
def test_a_mandate_ends_when_the_gold_facts_say(real: Letter, record: Record) -> None:
    ends = found(real, record, "^nkg:mandateOf/nkg:end", f"GRAPH graph:{REAL}")
    assert [short_id(end) for end in ends] == [record["mandateExpires"]]


@each_gold_record("Commitment")
def test_a_due_term_stands_where_the_letter_words_it(real: Letter, record: Record) -> None:
    rows = real.select(
        f"""<{iri_of(real, record)}> nkg:dueEvidence ?place .
        ?place nkg:inDocument ?letter ; nkg:startOffset ?start ; nkg:endOffset ?end""",
        *("start", "end"),
    )
    words = [real.document.words(Span(int(start), int(end))) for start, end in rows]
    expected = [record["dueExpression"]] if "dueExpression" in record else []
    assert [normalise(text) for text in words] == [normalise(text) for text in expected]


@each_gold_record("Participation")
def test_an_ambiguous_reading_keeps_both(real: Letter, record: Record) -> None:
    assert bool(found(real, record, "nkg:alternativeGathering")) == bool(record.get("ambiguous"))


@each_gold_record("NotA")
def test_a_counter_example_is_not_what_it_looks_like(real: Letter, record: Record) -> None:
    rows = real.select(
        f"""?thing (^nkg:mentions)?/nkg:evidence ?place ; nkg:kind nkg:{record["notKind"]} .
        ?place nkg:inDocument ?letter ; nkg:startOffset ?start ; nkg:endOffset ?end""",
        *("start", "end"),
    )
    places = [[int(start), int(end)] for start, end in rows]
    assert [place for place in record["evidence"] if place in places] == []


# ---------------------------------------------------------------- no prose

RUN = 10  # shorter runs are formulas of the genre: "de bijeenkomst van de NAVO-ministers van Defensie"
FOLDERS = ("benchmarks", "data", "docs", "ontology", "queries", "src", "tests")


def runs_of(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def texts_of_the_project() -> Iterator[tuple[Path, str]]:
    files = [path for folder in FOLDERS for path in (PROJECT / folder).rglob("*")]
    for path in [*files, *PROJECT.glob("*.md")]:
        if path.is_file() and "__pycache__" not in path.parts:
            yield path, path.read_text(encoding="utf-8", errors="ignore")


def test_no_prose_of_the_letter_stands_in_the_project(real: Letter) -> None:
    """No ten words in a row, but for the names of documents, which are names."""
    prose = runs_of(" ".join(sentence.text for sentence in real.document.every_sentence))
    named = real.select("?thing nkg:kind nkg:PolicyDocument ; rdfs:label ?name", "name")
    prose -= set().union(*(runs_of(name) for (name,) in named))
    copied = {f"{path}: {' '.join(run)}" for path, text in texts_of_the_project() for run in prose & runs_of(text)}
    assert copied == set()


LONGER = 12  # words; the forms of a title block are shorter than this where they are not copied


def test_nothing_of_the_whole_letter_stands_in_the_project(real: Letter) -> None:
    """Its title block and notes too, in a longer run."""
    prose = runs_of(real.document.text, LONGER)
    copied = {
        f"{path}: {' '.join(run)}" for path, text in texts_of_the_project() for run in prose & runs_of(text, LONGER)
    }
    assert copied == set()
