"""The rules as data: what the loader refuses, and every frame against its own examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nato_kg import resources
from nato_kg.errors import DataError
from nato_kg.frames import Frame, fire, load_frames, rules, split_units

WORDS = "house: ['de kamer', 'u']\nboth: ['<house>', 'het parlement']\n"
FRAME = {"id": "x", "version": "1", "kind": "Commitment", "examples": "['De Kamer krijgt dit.']"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of rules of its own instead of the project's."""
    frames = tmp_path / "data" / "frames"
    frames.mkdir(parents=True)
    (frames / "words.yaml").write_text(WORDS, encoding="utf-8")
    monkeypatch.setattr(resources, "path", tmp_path.joinpath)
    rules.load_words.cache_clear()
    load_frames.cache_clear()
    yield frames
    rules.load_words.cache_clear()
    load_frames.cache_clear()


def write(folder: Path, *entries: dict[str, str]) -> None:
    lines = [f"- {{{', '.join(f'{name}: {value}' for name, value in entry.items())}}}" for entry in entries]
    (folder / "own.yaml").write_text("\n".join(lines), encoding="utf-8")


def test_a_frame_is_read(folder: Path) -> None:
    write(folder, {**FRAME, "has": "[both]", "scope": "main", "mood": "[future]", "negated": "false"})
    (frame,) = load_frames()
    assert (frame.rule, frame.scope, frame.has, frame.negated) == ("x@1", "main", ("both",), False)


def test_a_class_may_stand_for_others(folder: Path) -> None:
    assert rules.load_words()["both"].search("aan u")
    assert not rules.load_words()["both"].search("uw stuk")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"colour": "red"}, "unknown fields ['colour']"),
        ({"has": "[castle]"}, "names no word class: castle"),
        ({"unless-near": "[castle]"}, "names no word class: castle"),
        ({"mood": "[cheerful]"}, "cannot be read"),
    ],
)
def test_a_wrong_frame_is_refused(folder: Path, change: dict[str, str], part: str) -> None:
    write(folder, {**FRAME, **change})
    with pytest.raises(DataError, match="x") as caught:
        load_frames()
    assert part in str(caught.value)


def test_a_frame_without_a_kind_is_refused(folder: Path) -> None:
    write(folder, {name: value for name, value in FRAME.items() if name != "kind"})
    with pytest.raises(DataError, match="cannot be read"):
        load_frames()


def test_two_frames_with_one_id_are_refused(folder: Path) -> None:
    write(folder, FRAME, FRAME)
    with pytest.raises(DataError, match="same id: x"):
        load_frames()


@pytest.mark.parametrize(
    ("words", "part"), [("a: ['<b>']\n", "<b>"), ("a: ['(']\n", "regular"), ("a: ['<a>']\n", "<a>")]
)
def test_a_wrong_word_class_is_refused(folder: Path, words: str, part: str) -> None:
    (folder / "words.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(DataError, match=part):
        rules.load_words()


def fires(frame: Frame, sentence: str) -> bool:
    """Whether the frame holds where the one who acts is whom it asks for."""
    agent = {"any": "", "named": "other"}.get(frame.agent, frame.agent)
    return any(fire(unit, [frame], lambda _clause, _verb: agent) for unit in split_units(sentence))


@pytest.mark.parametrize("frame", load_frames(), ids=lambda frame: frame.id)
def test_every_frame_holds_in_its_examples(frame: Frame) -> None:
    assert frame.examples
    assert [example for example in frame.examples if not fires(frame, example)] == []


@pytest.mark.parametrize("frame", load_frames(), ids=lambda frame: frame.id)
def test_no_frame_holds_in_its_counter_examples(frame: Frame) -> None:
    assert [example for example in frame.counter_examples if fires(frame, example)] == []
