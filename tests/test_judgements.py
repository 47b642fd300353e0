"""The file of judgements: only added to, merged in any order, and clear about a line that is none."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.errors import InputError, UsageError
from nato_kg.judgements import VERDICTS, Judgement, add_judgement, current, judgements_path, now, read_judgements

YES = Judgement("kst-90020-1/commitment-1", "kst-90020-2", "yes", "an", "2033-01-01T10:00:00Z", "de bijlage")
TEXTS = st.text(st.characters(codec="utf-8"))  # a surrogate alone is no text
JUDGEMENTS = st.builds(Judgement, TEXTS, TEXTS, st.sampled_from(VERDICTS), TEXTS, TEXTS, TEXTS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "judgements.jsonl"


def test_what_is_added_is_read_in_its_order(path: Path) -> None:
    no = replace(YES, verdict="no", note="toch niet — “zie blz. 2”")
    for judgement in (YES, no):
        add_judgement(path, judgement)
    assert read_judgements(path) == (YES, no)
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_adding_leaves_what_is_there_as_it_is(path: Path) -> None:
    add_judgement(path, YES)
    before = path.read_bytes()
    add_judgement(path, replace(YES, verdict="undo"))
    assert path.read_bytes().startswith(before)


def test_a_line_without_its_end_is_no_trap(path: Path) -> None:
    path.write_text(json.dumps(asdict(YES)), encoding="utf-8")
    add_judgement(path, replace(YES, verdict="no"))
    assert [judgement.verdict for judgement in read_judgements(path)] == ["yes", "no"]


def test_files_of_other_systems_are_read(path: Path) -> None:
    path.write_bytes(json.dumps(asdict(YES)).encode() + b"\r\n")
    assert read_judgements(path) == (YES,)


def test_a_file_that_is_not_there_holds_none_and_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "judgements.jsonl"
    assert read_judgements(path) == ()
    add_judgement(path, YES)
    assert read_judgements(path) == (YES,)


def test_a_note_can_be_left_out_and_empty_lines_are_nothing(path: Path) -> None:
    line = {name: value for name, value in asdict(YES).items() if name != "note"}
    path.write_text(f"\n{json.dumps(line)}\n\n", encoding="utf-8")
    assert read_judgements(path) == (replace(YES, note=""),)


@pytest.mark.parametrize(
    "line",
    [
        '{"about": "x"',
        "yes",
        "[]",
        '{"about": "x"}',
        json.dumps({**asdict(YES), "verdict": "maybe"}),
        json.dumps({**asdict(YES), "when": 2033}),
        json.dumps({**asdict(YES), "note": None}),
        json.dumps({**asdict(YES), "score": "1"}),
        "[" * 100_000,
    ],
    ids=range(9),
)
def test_a_line_that_is_no_judgement_is_named_with_what_to_write(path: Path, line: str) -> None:
    add_judgement(path, YES)
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="the line is no") as error:
        read_judgements(path)
    assert f"({path}:2)" in str(error.value)
    assert "write a JSON object with about, other, verdict, by, when, note" in error.value.hint


def test_a_file_that_is_no_text_says_so(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=re.escape(str(path))):
        read_judgements(path)


def test_a_place_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the judgement cannot be written"):
        add_judgement(tmp_path, YES)


def test_the_last_on_a_pair_counts_and_undo_takes_it_back() -> None:
    no = replace(YES, verdict="no", when="2033-01-02T10:00:00Z")
    undo = replace(YES, verdict="undo", when="2033-01-03T10:00:00Z")
    other = replace(YES, other="kst-90020-3")
    assert current([YES, no, other]) == (no, other)
    assert current([YES, no, undo, other]) == (other,)
    assert current([YES, no, undo, replace(YES, when="2033-01-04T10:00:00Z")])[0].accepts


def test_two_files_merged_in_any_order_count_the_same() -> None:
    mine = [YES, replace(YES, verdict="no", when="2033-01-02T10:00:00Z")]
    yours = [replace(YES, by="bo", verdict="undo"), replace(YES, other="kst-90020-3", verdict="no")]
    assert len({current(order) for order in itertools.permutations([*mine, *yours])}) == 1


def test_which_file_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NATO_KG_JUDGEMENTS", raising=False)
    assert judgements_path() == Path("judgements.jsonl")
    monkeypatch.setenv("NATO_KG_JUDGEMENTS", "elsewhere.jsonl")
    assert judgements_path() == Path("elsewhere.jsonl")
    assert judgements_path(Path("given.jsonl")) == Path("given.jsonl")


def test_moments_are_in_utc_and_sort_as_text() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", now())


@given(judgements=st.lists(JUDGEMENTS, max_size=4))
def test_any_text_comes_back_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, judgements: list[Judgement]
) -> None:
    path = tmp_path_factory.mktemp("notes") / "judgements.jsonl"
    for judgement in judgements:
        add_judgement(path, judgement)
    assert read_judgements(path) == tuple(judgements)


@given(st.lists(JUDGEMENTS, max_size=6), st.randoms(use_true_random=False))
def test_no_order_matters_and_each_pair_counts_once(judgements: list[Judgement], random: Random) -> None:
    shuffled = list(judgements)
    random.shuffle(shuffled)
    counting = current(judgements)
    assert current(shuffled) == counting
    assert len({(j.about, j.other) for j in counting}) == len(counting)
    assert current(counting) == counting
