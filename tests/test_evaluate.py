"""The rules of scoring (gold README, "Scoring"), each on a small example, and the real gold against itself."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console, RenderableType

from nato_kg.errors import DataError, InputError, LetterError
from nato_kg.evaluate import (
    Counts,
    Mistake,
    MistakeKind,
    Scores,
    Share,
    evaluate_folder,
    evaluate_letter,
    list_errors,
    load_records,
    score,
)
from nato_kg.evaluate.fields import scored_fields
from nato_kg.evaluate.names import reference_names, slug
from nato_kg.evaluate.overlap import closeness, marked_parts, merge
from nato_kg.model import Document, Rendition
from nato_kg.readers.text import read_text
from nato_kg.render.quality import render_mistakes, render_scores, scores_as_markdown

TEXT = "x" * 1000
Json = dict[str, Any]


def record(kind: str, *spans: tuple[int, int], **fields: Any) -> Json:
    return {"kind": kind, "evidence": [list(span) for span in spans], **fields}


def counts(kind: str, gold: list[Json], predicted: list[Json]) -> Counts:
    return score(gold, predicted, TEXT).kinds[kind]


def fields(gold: list[Json], predicted: list[Json]) -> dict[str, Share]:
    return {name: share for (_, name), share in score(gold, predicted, TEXT).fields.items()}


def right(kind: str, field: str, expected: Any, found: Any) -> bool:
    """Whether one field of a matched pair counts as right."""
    return (
        fields([record(kind, (0, 9), **{field: expected})], [record(kind, (0, 9), **{field: found})])[field].part == 1
    )


# ---------------------------------------------------------------- detection


def test_the_same_records_score_one() -> None:
    gold = [
        record("Decision", (0, 40), status="taken", by="Dutch cabinet"),
        record("Commitment", (50, 90), by="Dutch cabinet", deliverable="letter"),
        record("NotA", (100, 140), notKind="Commitment"),
    ]
    scores = score(gold, gold, TEXT)
    assert scores.letters == 1
    assert scores.total == Counts(2, 2, 2)
    assert (scores.total.precision, scores.total.recall, scores.total.f1) == (1.0, 1.0, 1.0)
    assert scores.fields_of("Decision") == Share(2, 2)
    assert scores.counter_examples == {"Commitment": Share(0, 1)}


def test_without_predictions_recall_is_zero_and_precision_unknown() -> None:
    found = counts("Decision", [record("Decision", (0, 40))], [])
    assert found == Counts(1, 0, 0)
    assert (found.precision, found.recall, found.f1) == (None, 0.0, 0.0)


def test_without_gold_precision_is_zero_and_recall_unknown() -> None:
    found = counts("Decision", [], [record("Decision", (0, 40))])
    assert (found.precision, found.recall, found.f1) == (0.0, None, 0.0)
    assert score([], [], TEXT) == Scores(1)


@pytest.mark.parametrize(
    ("gold", "predicted", "matches"),
    [
        ((0, 100), (50, 150), True),  # half of either
        ((0, 100), (51, 151), False),
        ((0, 100), (0, 25), True),  # all of the shorter, a quarter of the longer
        ((0, 100), (0, 24), False),
        ((0, 25), (0, 100), True),
        ((0, 100), (75, 125), True),  # half of the shorter, a quarter of the longer
        ((0, 100), (76, 126), False),
        ((0, 100), (100, 200), False),  # neighbours
    ],
)
def test_the_same_place_is_half_of_the_shorter_and_a_quarter_of_the_longer(
    gold: tuple[int, int], predicted: tuple[int, int], matches: bool
) -> None:
    assert counts("Decision", [record("Decision", gold)], [record("Decision", predicted)]).matched == matches


def test_all_spans_count_together_and_each_character_once() -> None:
    gold = [record("Decision", (0, 50), (100, 150))]
    assert counts("Decision", gold, [record("Decision", (0, 50))]).matched == 1
    assert counts("Decision", gold, [record("Decision", (0, 24))]).matched == 0
    assert counts("Decision", gold, [record("Decision", (0, 24), (0, 24), (10, 20))]).matched == 0
    assert merge([(5, 9), (0, 3), (3, 4), (6, 7)]) == ((0, 4), (5, 9))


@pytest.mark.parametrize("kind", ["Mission", "Date", "Citation"])
def test_one_span_suffices_for_names(kind: str) -> None:
    gold = [record(kind, (0, 10), (100, 200), (300, 400))]
    assert counts(kind, gold, [record(kind, (0, 10))]).matched == 1
    assert counts(kind, gold, [record(kind, (500, 600), (5, 15))]).matched == 1
    assert counts(kind, gold, [record(kind, (10, 20))]).matched == 0


def test_one_span_does_not_suffice_for_a_clause() -> None:
    gold = [record("Decision", (0, 10), (100, 200), (300, 400))]
    assert counts("Decision", gold, [record("Decision", (0, 10))]).matched == 0


def test_each_record_matches_once_so_that_duplicates_cost_precision() -> None:
    gold = [record("Decision", (0, 40))]
    assert counts("Decision", gold, gold * 3) == Counts(1, 3, 1)
    assert counts("Decision", gold * 3, gold) == Counts(3, 1, 1)


def test_the_closer_pair_goes_first() -> None:
    gold = [record("Decision", (0, 100), status="taken")]
    predicted = [record("Decision", (0, 60), status="taken"), record("Decision", (0, 95), status="desired")]
    assert fields(gold, predicted) == {"status": Share(0, 1)}


def test_of_equally_close_pairs_the_one_with_more_right_fields_goes_first() -> None:
    gold = [record("Participation", (0, 60), agent="Finland"), record("Participation", (0, 60), agent="Sweden")]
    predicted = [record("Participation", (0, 70), agent="Zweden"), record("Participation", (0, 70), agent="Finland")]
    assert fields(gold, predicted) == {"agent": Share(2, 2)}


def test_kinds_must_be_equal() -> None:
    scores = score([record("Decision", (0, 40))], [record("Commitment", (0, 40))], TEXT)
    assert scores.kinds == {"Decision": Counts(1, 0, 0), "Commitment": Counts(0, 1, 0)}


@pytest.mark.parametrize(
    ("group", "kinds"),
    [("Meeting", ["MinisterialMeeting", "Summit", "SideMeeting"]), ("Session", ["WorkingSession", "Dinner"])],
)
def test_kinds_of_meetings_and_of_sessions_count_as_one(group: str, kinds: list[str]) -> None:
    for one in kinds:
        for other in kinds:
            assert counts(group, [record(one, (0, 40))], [record(other, (0, 40))]) == Counts(1, 1, 1)


def test_a_meeting_is_no_session() -> None:
    assert score([record("Summit", (0, 40))], [record("Dinner", (0, 40))], TEXT).total.matched == 0


def test_the_letters_own_record_always_matches() -> None:
    gold = [record("Letter", (0, 5), number="418")]
    predicted = [record("Letter", (900, 950), number="418")]
    assert score(gold, predicted, TEXT).kinds == {"Letter": Counts(1, 1, 1)}
    assert fields(gold, predicted) == {"number": Share(1, 1)}


# ---------------------------------------------------------------- fields


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("Netherlands", "Nederland"),
        ("Netherlands", "netherlands"),
        ("Netherlands", "state/netherlands"),
        ("Netherlands", "https://w3id.org/nato-kg/id/state/netherlands"),
        ("Dutch cabinet", "het kabinet"),
        ("Dutch cabinet", "dutch-cabinet"),
        ("Dutch cabinet", "de Nederlandse regering"),
        ("Minister van Defensie", "minister-of-defence-nl"),
        ("Minister van Defensie", "de Minister van Defensie"),
        ("K.H. Ollongren", "kajsa-ollongren"),
        ("NATO", "NAVO"),
        ("North Atlantic Council", "NAC"),
        ("UN Security Council", "VN-Veiligheidsraad"),
        ("Tweede Kamer", "House of Representatives of the Netherlands"),
        ("EUFOR Althea", "eufor-althea"),
        ("an unknown body", "An  unknown Body"),
        ("an unknown body", "an-unknown-body"),
    ],
)
def test_names_are_the_same_by_slug_label_alias_and_acronym(expected: str, found: str) -> None:
    assert right("Decision", "by", expected, found)
    assert right("Decision", "by", found, expected)


@pytest.mark.parametrize("found", ["Finland", "Minister van Buitenlandse Zaken", "", None, []])
def test_another_name_or_none_is_wrong(found: object) -> None:
    assert not right("Decision", "by", "Minister van Defensie", found)


def test_lists_are_sets() -> None:
    both = ["Minister van Defensie", "Minister van Buitenlandse Zaken"]
    assert right("Decision", "by", both, ["minister-of-foreign-affairs-nl", "minister-of-defence-nl"])
    assert right("Decision", "by", both, [*both, both[0]])
    assert not right("Decision", "by", both, both[:1])
    assert not right("Decision", "by", both[:1], both)
    assert right("Decision", "by", both[:1], both[0])


@pytest.mark.parametrize(
    ("kind", "field", "expected", "found", "is_right"),
    [
        ("Date", "start", "2022-06-01", "2022-06-01", True),
        ("Date", "start", "2022-06-01", "2022-06", False),
        ("Contribution", "troops", 150, 150, True),
        ("Contribution", "troops", 150, 151, False),
        ("Contribution", "troops", 150, "150", True),
        ("Session", "order", 1, 1.0, True),
        ("Decision", "status", "taken", "Taken", False),
        ("Commitment", "dueExpression", "Binnenkort", "binnenkort,", True),
        ("Commitment", "dueExpression", "Binnenkort", "zeer binnenkort", False),
        ("Mission", "acronym", "NMI", "NATO Mission Iraq", False),
        ("Letter", "dossierTitle", "NAVO", "NATO", False),
        ("Citation", "cited", ["kst-1-2", "kst-1-3"], ["kst-1-3", "kst-1-2"], True),
    ],
)
def test_dates_numbers_and_codes_are_exact_and_words_nearly_so(
    kind: str, field: str, expected: object, found: object, is_right: bool
) -> None:
    kind = "WorkingSession" if kind == "Session" else kind
    assert right(kind, field, expected, found) == is_right


def test_fields_count_only_where_the_gold_has_a_value() -> None:
    gold = [record("Date", (0, 9), start="2022-06-17", end=None, precision="day")]
    assert fields(gold, [record("Date", (0, 9), start="2022-06-17", end="2022-06-18")]) == {"start": Share(1, 1)}


def test_implied_fields_and_reference_data_are_left_out() -> None:
    implied = record("Decision", (0, 9), by="NATO allies", byIsImplied=True, status="taken")
    assert list(scored_fields(implied)) == ["status"]
    assert list(scored_fields({**implied, "byIsImplied": False})) == ["status", "by"]
    lead = record("Mission", (0, 9), leadOrganisation="NATO", leadIsReferenceData=True, countries=["Kosovo"])
    assert list(scored_fields(lead)) == ["countries"]
    mandate = record("Mission", (0, 9), mandate="UN", mandateIsImplied=True, mandateExpires="2022-11-03")
    assert list(scored_fields(mandate)) == ["mandateExpires"]


# ---------------------------------------------------------------- references


def meetings(first: str, second: str) -> list[Json]:
    return [record("Summit", (0, 40), id=first), record("Summit", (50, 90), id=second)]


def participation(event: str) -> Json:
    return record("Participation", (100, 140), id="part", event=event)


@pytest.mark.parametrize(
    ("ids", "event", "is_right"),
    [
        (("a", "b"), "a", True),
        (("a", "b"), "b", False),
        (("m2", "m1"), "m2", True),  # the same ids for other records
        (("m2", "m1"), "m1", False),
        (("m2", "m1"), "m3", False),
    ],
)
def test_references_are_followed_through_the_matching(ids: tuple[str, str], event: str, is_right: bool) -> None:
    gold = [*meetings("m1", "m2"), participation("m1")]
    for predicted in ([*meetings(*ids), participation(event)], [participation(event), *meetings(*ids)]):
        assert fields(gold, predicted)["event"] == Share(int(is_right), 1)


def test_a_reference_by_slug_needs_no_record_of_its_own() -> None:
    gold = [*meetings("nato-summit-2022-06-29", "m2"), participation("nato-summit-2022-06-29")]
    assert fields(gold, [participation("nato-summit-2022-06-29")])["event"] == Share(1, 1)


def test_a_reference_to_a_record_that_matches_none_says_only_what_its_names_say() -> None:
    gold = [
        record("Mission", (0, 10), id="nmi", label="NATO Mission Iraq"),
        record("Contribution", (50, 90), mission="nmi"),
    ]

    def is_right(mission: Json) -> bool:
        referring = record("Contribution", (50, 90), mission=mission["id"])
        return fields(gold, [mission, referring])["mission"].part == 1

    assert is_right(record("Mission", (500, 510), id="nmi"))  # a slug of the reference data
    assert is_right(record("Mission", (500, 510), id="m7", label="NATO Mission Iraq"))
    assert is_right(record("Mission", (0, 10), id="m7"))
    assert not is_right(record("Mission", (500, 510), id="m7", label="Kosovo Force"))
    local = [record("Dinner", (0, 40), id="d"), participation("d")]
    assert fields(local, [record("Dinner", (500, 540), id="d"), participation("d")])["event"] == Share(0, 1)


def test_a_new_thing_is_known_by_its_label_too() -> None:
    gold = [
        record("Mission", (0, 10), id="baltic-lantern", label="Operation Baltic Lantern"),
        record("Contribution", (50, 90), mission="baltic-lantern"),
    ]
    predicted = [record("Contribution", (50, 90), mission="operation Baltic Lantern")]
    assert fields(gold, predicted)["mission"] == Share(1, 1)


# ---------------------------------------------------------------- counter-examples


def hits(passage: tuple[int, int], not_kind: str, predicted: list[Json], *gold: Json) -> Share:
    records = [*gold, record("NotA", passage, notKind=not_kind, id="not-1", why="no promise")]
    (share,) = score(records, predicted, TEXT).counter_examples.values()
    return share


def test_a_counter_example_is_hit_by_the_kind_that_it_is_not() -> None:
    assert hits((0, 40), "Commitment", [record("Commitment", (0, 60))]) == Share(1, 1)
    assert hits((0, 40), "Commitment", [record("Commitment", (0, 60))] * 2) == Share(1, 1)
    assert hits((0, 40), "Commitment", [record("Decision", (0, 40))]) == Share(0, 1)
    assert hits((0, 40), "Commitment", [record("Commitment", (30, 70))]) == Share(0, 1)
    assert hits((0, 40), "Summit", [record("SideMeeting", (0, 40))]) == Share(1, 1)
    assert hits((0, 40), "Meeting", [record("SideMeeting", (0, 40))]) == Share(1, 1)


def test_a_prediction_of_a_gold_record_beside_it_is_no_hit() -> None:
    gold = record("Commitment", (0, 60))
    assert hits((60, 100), "Commitment", [record("Commitment", (0, 100))], gold) == Share(0, 1)
    assert hits((60, 100), "Commitment", [record("Commitment", (40, 100))], record("Commitment", (30, 70))) == Share(
        1, 1
    )


def test_a_year_within_a_long_name_is_a_hit() -> None:
    assert hits((0, 60), "Date", [record("Date", (56, 60))]) == Share(1, 1)
    assert hits((0, 60), "Date", [record("Date", (58, 80))]) == Share(0, 1)
    assert hits((0, 60), "Mission", [record("Mission", (50, 60))]) == Share(0, 1)


def test_one_span_of_a_name_hits_though_another_is_right() -> None:
    gold = record("Mission", (0, 10))
    assert hits((100, 120), "Mission", [record("Mission", (0, 10), (100, 120))], gold) == Share(1, 1)
    assert hits((100, 120), "Mission", [record("Mission", (0, 10))], gold) == Share(0, 1)


def test_counter_examples_among_predictions_are_left_out() -> None:
    assert score([], [record("NotA", (0, 40), notKind="Date")], TEXT) == Scores(1)


# ---------------------------------------------------------------- adding


def test_scores_add_up_over_letters() -> None:
    gold = [
        record("Decision", (0, 40), status="taken", by="NATO"),
        record("NotA", (50, 90), notKind="Commitment"),
    ]
    one = score(gold, gold, TEXT)
    other = score(gold, [record("Decision", (0, 40), status="desired"), record("Commitment", (50, 90))], TEXT)
    total = sum([one, other], Scores())
    assert total == one + other == other + one
    assert total.letters == 2
    assert total.kinds == {"Decision": Counts(2, 2, 2), "Commitment": Counts(0, 1, 0)}
    assert total.fields == {("Decision", "status"): Share(1, 2), ("Decision", "by"): Share(1, 2)}
    assert total.counter_examples == {"Commitment": Share(1, 2)}
    assert total.total_counter_examples.rate == 0.5
    assert json.loads(json.dumps(total.as_dict()))["kinds"]["Decision"]["f1"] == 1.0
    assert Scores() + one == one


# ---------------------------------------------------------------- mistakes

LETTER = """Vergaderjaar 2031-2032

99 123

Fictieve zaken

Nr. 7

De Minister zegt een brief toe. Het kabinet heeft besloten tot deelname. De industrie krijgt een brief.

De Minister van Fictie,
A.B. Bedenker
"""


def read(text: str) -> Document:
    return read_text(text, "fictief", Rendition("0" * 64, "text/plain", len(text)))


def place(words: str) -> tuple[int, int]:
    start = LETTER.index(words)
    return start, start + len(words)


def test_mistakes_come_with_their_sentence_in_the_order_of_the_text() -> None:
    promise, decision, industry = (
        place(w) for w in ("zegt een brief toe", "Het kabinet heeft besloten", "krijgt een brief")
    )
    gold = [
        record("Decision", decision, id="dec", status="taken", by=["NATO", "NAC"]),
        record("Commitment", promise, id="com"),
        record("NotA", industry, id="not-1", notKind="Commitment", why="to the industry"),
    ]
    predicted = [
        record("Commitment", industry, id="p1", rule="promise-3"),
        record("Decision", decision, id="p2", status="taken", rule="decided"),
        record("Event", promise, id="p3"),
    ]
    miss, false_hit, wrong, counter_example = list_errors(gold, predicted, read(LETTER))
    assert (miss.mistake, miss.kind, miss.record) == (MistakeKind.MISS, "Commitment", "com")
    assert miss.sentence == "De Minister zegt een brief toe."
    assert (false_hit.mistake, false_hit.record) == (MistakeKind.FALSE_HIT, "p3")
    assert (wrong.mistake, wrong.field, wrong.expected, wrong.found) == (MistakeKind.WRONG_FIELD, "by", "NATO; NAC", "")
    assert (wrong.letter, wrong.record, wrong.rule) == ("fictief", "dec", "decided")
    assert (counter_example.mistake, counter_example.why) == (MistakeKind.COUNTER_EXAMPLE, "to the industry")
    assert (counter_example.record, counter_example.rule) == ("p1", "promise-3")
    assert counter_example.sentence == "De industrie krijgt een brief."
    assert list_errors(gold, gold, read(LETTER)) == []


# ---------------------------------------------------------------- files


def write(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "gold.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return path


def test_records_are_read_line_by_line(tmp_path: Path) -> None:
    lines = [json.dumps(record("Decision", (0, 9), id="a")), "", json.dumps(record("Event", (0, 1000), label="\u2028"))]
    assert [
        r["kind"] for r in load_records(write(tmp_path, b"\xef\xbb\xbf" + lines[0].encode(), *lines[1:]), TEXT)
    ] == [
        "Decision",
        "Event",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON: "),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "nests too deep"),
        (b'{"kind": "\xff"}', "no UTF-8"),
        ('{"evidence": [[0, 1]]}', "no kind"),
        ('{"kind": "Promise", "evidence": [[0, 1]]}', "unknown kind 'Promise'"),
        ('{"kind": ["Date"], "evidence": [[0, 1]]}', "unknown kind"),
        ('{"kind": "NotA", "evidence": [[0, 1]]}', "unknown notKind None"),
        ('{"kind": "NotA", "notKind": "NotA", "evidence": [[0, 1]]}', "unknown notKind 'NotA'"),
        ('{"kind": "Date"}', "evidence is not a list"),
        ('{"kind": "Date", "evidence": []}', "evidence is not a list"),
        ('{"kind": "Date", "evidence": [[0]]}', "not a pair"),
        ('{"kind": "Date", "evidence": [[0, 1.5]]}', "not a pair"),
        ('{"kind": "Date", "evidence": [[false, true]]}', "not a pair"),
        ('{"kind": "Date", "evidence": [[5, 5]]}', "[5, 5) is empty"),
        ('{"kind": "Date", "evidence": [[-1, 5]]}', "outside the text of 1000"),
        ('{"id": "d1", "kind": "Date", "evidence": [[990, 1001]]}', "record d1: evidence [990, 1001) lies outside"),
        ('{"id": "a", "kind": "Date", "evidence": [[0, 1]]}', "the id a is used before, in line 1"),
    ],
)
def test_a_wrong_record_is_named_with_file_and_line(tmp_path: Path, line: str | bytes, message: str) -> None:
    path = write(tmp_path, json.dumps(record("Decision", (0, 9), id="a")), "", line)
    with pytest.raises(DataError) as caught:
        load_records(path, TEXT)
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == (path, 3)
    assert caught.value.hint


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_records(tmp_path / "none.jsonl", TEXT)


def test_wrong_predictions_are_refused() -> None:
    with pytest.raises(DataError, match="outside the text of 1000"):
        score([], [record("Date", (990, 1001))], TEXT)


def golden_folder(folder: Path, *names: str) -> Path:
    gold = json.dumps(record("Commitment", place("zegt een brief toe"), id="com", by="Minister van Fictie"))
    for name in names:
        (folder / f"{name}.txt").write_text(LETTER, encoding="utf-8")
        (folder / f"{name}.jsonl").write_text(gold + "\n", encoding="utf-8")
    return folder


def extract_only_from_a(document: Document) -> list[Json]:
    return [record("Commitment", place("zegt een brief toe"), by="nobody")] if document.name == "a" else []


def test_a_folder_is_scored_letter_by_letter(tmp_path: Path) -> None:
    scores, mistakes = evaluate_folder(golden_folder(tmp_path, "b", "a"), extract_only_from_a)
    assert scores.letters == 2
    assert scores.kinds == {"Commitment": Counts(2, 1, 1)}
    assert [(m.letter, m.mistake) for m in mistakes] == [("a", MistakeKind.WRONG_FIELD), ("b", MistakeKind.MISS)]
    one, found = evaluate_letter(tmp_path / "a.jsonl", tmp_path / "a.txt", extract_only_from_a)
    assert (one.letters, found) == (1, mistakes[:1])


def test_a_folder_without_gold_or_with_gold_without_letter_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold files"):
        evaluate_folder(tmp_path, extract_only_from_a)
    golden_folder(tmp_path, "a")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(LetterError):
        evaluate_folder(tmp_path, extract_only_from_a)


# ---------------------------------------------------------------- rendering


def shown(renderable: RenderableType) -> str:
    console = Console(file=StringIO(), width=120)
    console.print(renderable)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def some_scores() -> Scores:
    gold = [record("Decision", (0, 40), status="taken"), record("NotA", (50, 90), notKind="Date")]
    return score(gold, [*gold, record("Event", (0, 40))], TEXT)


def test_scores_as_markdown_have_counts_beside_every_rate() -> None:
    assert scores_as_markdown(some_scores()) == (
        "1 letter.\n\n"
        "**Detection**\n\n"
        "| kind | gold | found | matched | precision | recall | f1 |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| Decision | 1 | 1 | 1 | 1.000 | 1.000 | 1.000 |\n"
        "| Event | 0 | 1 | 0 | 0.000 | – | 0.000 |\n"
        "| all | 1 | 2 | 1 | 0.500 | 1.000 | 0.667 |\n\n"
        "**Fields right on matched pairs**\n\n"
        "| kind | field | right | of | share |\n"
        "| --- | --- | ---: | ---: | ---: |\n"
        "| Decision | status | 1 | 1 | 1.000 |\n\n"
        "**Counter-examples hit**\n\n"
        "| not a | hit | of | share |\n"
        "| --- | ---: | ---: | ---: |\n"
        "| Date | 0 | 1 | 0.000 |\n"
        "| all | 0 | 1 | 0.000 |\n"
    )


def test_what_is_not_whole_does_not_look_so() -> None:
    nearly = dataclasses.replace(Scores(1), kinds={"Date": Counts(10_000, 10_000, 9_999)})
    assert "| Date | 10000 | 10000 | 9999 | 0.999 | 0.999 | 0.999 |" in scores_as_markdown(nearly)


def test_scores_and_mistakes_are_shown_in_a_terminal() -> None:
    tables = shown(render_scores(some_scores()))
    for words in ("1 letter", "PRECISION", "Decision", "status", "NOT A"):
        assert words in tables
    spans = read(LETTER).sentences[0].spans
    mistake = Mistake(
        "fictief", MistakeKind.WRONG_FIELD, "Decision", "dec", spans, "Een [zin].", "by", "NATO", "", "r1"
    )
    text = shown(render_mistakes([mistake]))
    assert "wrong field · Decision dec · fictief" in text
    assert "rule r1\n  by: expected NATO, found nothing\n  “Een [zin].”" in text
    assert shown(render_mistakes([])) == "no mistakes\n"


# ---------------------------------------------------------------- parts, and the real gold


def test_slugs_and_names() -> None:
    assert slug("  De Oekraïense  Minister ") == "oekraiense-minister"
    assert slug("the") == "the"
    assert "post/minister-of-defence-nl" in reference_names().keys("Minister van Defensie")


def test_closeness_is_the_share_of_all_characters_that_either_marks() -> None:
    one, other = (marked_parts(record("Event", span)) for span in ((0, 30), (10, 40)))
    assert closeness(one, other) == closeness(other, one) == 0.5


def renamed(records: list[Json]) -> list[Json]:
    """The same records in another order, under other ids, with every reference to them."""
    ids = {r["id"]: f"p{number}" for number, r in enumerate(records)}
    change: Callable[[Any], Any] = lambda value: ids.get(value, value) if isinstance(value, str) else value  # noqa: E731
    kept = {"kind", "identifier", "cited"}
    changed = [{key: value if key in kept else change(value) for key, value in r.items()} for r in records]
    random.Random(3).shuffle(changed)
    return changed


def test_the_real_gold_scores_one_against_itself_whatever_its_ids(shared: Path) -> None:
    gold_path, letter_path = shared / "gold" / "kst-28676-418.jsonl", shared / "letters" / "kst-28676-418.txt"
    records = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines()]
    for predicted in (records, renamed(records)):
        scores, mistakes = evaluate_letter(gold_path, letter_path, lambda _, found=predicted: found)  # type: ignore[misc]
        assert mistakes == []
        assert {c.f1 for c in scores.kinds.values()} == {1.0}
        assert {s.rate for s in scores.fields.values()} == {1.0}
        assert scores.total.gold == len(records) - 7
        assert scores.total_counter_examples == Share(0, 7)
        assert scores.kinds["Meeting"].gold == 4
        assert scores.fields["Decision", "by"] == Share(8, 8)
