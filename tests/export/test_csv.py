"""CSV of nodes and edges, for spreadsheets and for Gephi."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.export.tables import edges_to_csv, nodes_to_csv, rows_to_csv
from nato_kg.network import Network, read_network
from nato_kg.store import open_store


@pytest.fixture(scope="module")
def network(built_store: Path) -> Network:
    return read_network(open_store(built_store))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_nodes_have_the_columns_that_gephi_reads(network: Network) -> None:
    rows = read(nodes_to_csv(network))
    assert list(rows[0])[:3] == ["Id", "Label", "Kind"]
    assert [row["Id"] for row in rows] == [node.id for node in network.nodes.values()]
    althea = next(row for row in rows if row["Id"] == "mission/eufor-althea")
    assert (althea["Label"], althea["Kind"], althea["start"]) == ("EUFOR Althea", "Mission", "2004-12-02")


def test_edges_have_the_columns_that_gephi_reads(network: Network) -> None:
    rows = read(edges_to_csv(network))
    assert list(rows[0]) == ["Source", "Target", "Type", "Kind", "Weight", "Sources"]
    ids = {node.id for node in network.nodes.values()}
    assert {row["Source"] for row in rows} | {row["Target"] for row in rows} <= ids
    assert {row["Type"] for row in rows} == {"Directed"}
    assert len(rows) == len(network.edges)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_is_neutralised(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    assert read(rows_to_csv(["x"], [[text]])) == [{"x": f"'{text}"}]


def test_numbers_and_empty_values_stay_as_they_are() -> None:
    assert rows_to_csv(["a", "b"], [[-5, None]]) == "a,b\n-5,\n"


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10).filter(lambda text: not text.startswith("'"))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_any_text_comes_back(cells: list[tuple[str, str]]) -> None:
    rows = list(csv.reader(io.StringIO(rows_to_csv(["a", "b"], cells), newline="")))[1:]
    assert [tuple(cell.removeprefix("'") for cell in row) for row in rows] == cells
