"""The exception tree: one line each, exit codes, fields that survive a process pool."""

from __future__ import annotations

import inspect
import pickle
from pathlib import Path

import pytest

from nato_kg import errors
from nato_kg.errors import (
    AmbiguousNameError,
    DataError,
    GraphInvalidError,
    InputError,
    LetterError,
    NatoKgError,
    ResourceError,
    StoreLockedError,
    StoreMissingError,
    UnknownNameError,
    UsageError,
)

ALL = [value for _, value in inspect.getmembers(errors, inspect.isclass) if issubclass(value, NatoKgError)]


def test_line_says_what_where_and_next_step() -> None:
    error = DataError("no such kind", path=Path("data/x.ttl"), line=7, hint="use one of a, b")
    assert str(error) == "no such kind (data/x.ttl:7); use one of a, b"


@pytest.mark.parametrize(
    ("path", "line", "where"),
    [(None, None, ""), (None, 3, "line 3"), (Path("a"), None, "a"), (Path("a"), 3, "a:3")],
)
def test_where(path: Path | None, line: int | None, where: str) -> None:
    assert LetterError("x", path=path, line=line).where == where


def test_message_is_folded_to_one_line() -> None:
    assert str(LetterError("two\nlines", hint="and\nmore")) == "two lines; and more"


def test_names_make_their_own_hint() -> None:
    unknown = UnknownNameError("no mission is called x", suggestions=["y", "z"])
    assert unknown.suggestions == ("y", "z")
    assert str(unknown).endswith("did you mean y or z?")
    ambiguous = AmbiguousNameError("several are called x", candidates=iter(["a/x", "b/x"]))
    assert ambiguous.candidates == ("a/x", "b/x")
    assert "a/x, b/x" in str(ambiguous)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (GraphInvalidError, 1),
        (UsageError, 2),
        (UnknownNameError, 2),
        (InputError, 3),
        (LetterError, 3),
        (ResourceError, 3),
        (StoreLockedError, 4),
        (StoreMissingError, 4),
    ],
)
def test_exit_codes(kind: type[NatoKgError], code: int) -> None:
    assert kind.exit_code == code


@pytest.mark.parametrize("kind", ALL)
def test_tree_in_the_docstring_is_complete(kind: type[NatoKgError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize("kind", ALL)
def test_pickles_with_its_fields(kind: type[NatoKgError]) -> None:
    error = kind("x", identifier="y", hint="z")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert (str(copy), copy.identifier, copy.hint) == (str(error), "y", "z")
