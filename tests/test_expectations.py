"""Least and most counts per kind: counted per graph, and told in one sentence each."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from nato_kg.build import Sources
from nato_kg.errors import DataError
from nato_kg.expectations import check_expectations, count_kinds
from nato_kg.graph.curated import load_curated
from nato_kg.namespaces import ID, RDF_TYPE, REFERENCE_GRAPH, letter_graph, nkg


def things(kind: str, count: int) -> frozenset[Triple]:
    return frozenset(
        Triple(NamedNode(f"{ID}{kind.lower()}/{n}"), NamedNode(RDF_TYPE), NamedNode(nkg(kind))) for n in range(count)
    )


GRAPHS = {
    REFERENCE_GRAPH: things("State", 3) | things("Body", 2),
    letter_graph("kst-1", complete=True): things("Decision", 5),
}


def check(folder: Path, text: str) -> list[str]:
    path = folder / "expectations.toml"
    path.write_text(text, encoding="utf-8")
    return check_expectations(path, GRAPHS)


def test_kinds_are_counted_by_their_short_names() -> None:
    assert count_kinds(GRAPHS[REFERENCE_GRAPH]) == {"State": 3, "Body": 2}


def test_bounds_include_their_ends(tmp_path: Path) -> None:
    assert check(tmp_path, "[reference]\nState = [3, 3]\nBody = [1, 2]\n[kst-1]\nDecision = [5, 6]\n") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[reference]\nState = [4, 9]\n", "reference: 3 of kind State, expected 4 to 9 (expectations.toml)"),
        ("[reference]\nState = [0, 2]\n", "reference: 3 of kind State, expected 0 to 2 (expectations.toml)"),
        ("[kst-1]\nCommitment = [1, 2]\n", "kst-1: 0 of kind Commitment, expected 1 to 2 (expectations.toml)"),
    ],
)
def test_what_is_out_of_bounds_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    assert check(tmp_path, text) == [sentence]


def test_a_graph_that_is_not_built_is_passed_over(tmp_path: Path) -> None:
    assert check(tmp_path, "[kst-2]\nDecision = [5, 6]\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[reference\n", r"no valid TOML: .*at line 1"),
        ("[reference]\nState = 3\n", r"no bounds: reference\.State .*; write Kind = \[least, most\]"),
        ("[reference]\nState = [1]\n", r"no bounds: reference\.State "),
        ("[reference]\nState = ['a', 'b']\n", r"no bounds: reference\.State "),
        ("[reference]\nState = [true, 3]\n", r"no bounds: reference\.State "),
        ("State = [1, 2]\n", r"no bounds: State "),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        check(tmp_path, text)
    assert caught.value.path == tmp_path / "expectations.toml"


def test_a_missing_file_and_one_not_in_utf8_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot be read: No such file or directory \(.*gone\.toml\)"):
        check_expectations(tmp_path / "gone.toml", GRAPHS)
    path = tmp_path / "latin1.toml"
    path.write_bytes("# één\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"no valid TOML: .*latin1\.toml"):
        check_expectations(path, GRAPHS)


def test_the_shipped_data_is_within_its_bounds() -> None:
    sources = Sources.shipped()
    data = load_curated(sources.ontology, sources.reference, sources.letters)
    assert check_expectations(sources.expectations, data.graphs) == []
