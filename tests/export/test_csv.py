"""CSV of nodes and edges, for spreadsheets and for Gephi."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import networks

from nato_kg.export.tables import interval, rows_to_csv, write_csv
from nato_kg.network import Network, node_id, read_network
from nato_kg.store import open_store

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def network(built_store: Path) -> Network:
    return read_network(open_store(built_store))


def read(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def files(network: Network) -> tuple[bytes, bytes]:
    nodes, edges = io.BytesIO(), io.BytesIO()
    written = write_csv(network, nodes, edges)
    assert (written.nodes, written.edges) == (len(network.nodes), len(network.edges))
    return nodes.getvalue(), edges.getvalue()


def tables(network: Network) -> tuple[Rows, Rows]:
    nodes, edges = files(network)
    return read(nodes.decode()), read(edges.decode())


def test_nodes_have_the_columns_that_gephi_reads(network: Network) -> None:
    rows, _ = tables(network)
    assert list(rows[0])[:4] == ["Id", "Label", "Kind", "Interval"]
    assert [row["Id"] for row in rows] == [node.id for node in network.nodes.values()]
    althea = next(row for row in rows if row["Id"] == "mission/eufor-althea")
    assert (althea["Label"], althea["Kind"], althea["start"]) == ("EUFOR Althea", "Mission", "2004-12-02")
    assert althea["Interval"] == "<[2004-12-02, Infinity]>"


def test_edges_have_the_columns_that_gephi_reads(network: Network) -> None:
    nodes, rows = tables(network)
    assert list(rows[0]) == ["Source", "Target", "Type", "Kind", "Label", "Weight", "Interval", "Sources"]
    ids = {row["Id"] for row in nodes}
    assert {row["Source"] for row in rows} | {row["Target"] for row in rows} <= ids
    assert {row["Type"] for row in rows} == {"Directed"}


def test_pandas_reads_the_graph_back(network: Network) -> None:
    nodes, edges = (pd.read_csv(io.BytesIO(file), keep_default_na=False, dtype=str) for file in files(network))
    found = nodes.set_index("Id").to_dict("index")
    assert set(found) == {n.id for n in network.nodes.values()}
    for n in network.nodes.values():
        row = found[n.id]
        assert (row["Label"], row["Kind"], row["Interval"]) == (n.label, n.kind, interval(n.spells))
        assert {name: row[name] for name in n.attributes} == {k: str(v) for k, v in n.attributes.items()}
    told = edges[["Source", "Target", "Kind", "Weight", "Interval", "Sources"]].itertuples(index=False, name=None)
    assert set(told) == {
        (node_id(e.source), node_id(e.target), e.kind, str(e.weight), interval(e.spells), " ".join(e.sources))
        for e in network.edges
    }


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


@given(networks())
def test_any_network_comes_back(network: Network) -> None:
    nodes, edges = tables(network)
    assert [(row["Id"].removeprefix("'"), row["Kind"]) for row in nodes] == [
        (n.id, n.kind) for n in network.nodes.values()
    ]
    labels = [n.label.encode("utf-8", "replace").decode() for n in network.nodes.values()]
    assert [row["Label"].removeprefix("'") for row in nodes] == [label.removeprefix("'") for label in labels]
    assert len(edges) == len(network.edges)
