"""Answers in notebooks, and the notebook that shows them."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import nbclient
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nato_kg import KnowledgeGraph
from nato_kg.display import Drawing, table
from nato_kg.errors import UsageError
from nato_kg.network import Edge, Network, Node

TOUR = Path(__file__).parents[1] / "notebooks" / "tour.ipynb"


@pytest.fixture(scope="module")
def kg(built_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(built_store, as_of=date(2023, 12, 31))


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, list[dict[str, object]]] = json.loads(found.group(1))
    return data


@given(st.lists(st.tuples(st.text(), st.none() | st.integers() | st.lists(st.text(), max_size=2)), max_size=4))
def test_a_table_holds_any_text_and_no_markup_of_its_own(rows: list[tuple[object, object]]) -> None:
    text = table(("<a>", "b"), rows, "<title>")
    assert text.count("<tr>") == len(rows) + 1
    assert set(re.findall(r"<(\w+)", text)) <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_long_tables_say_how_much_more_there_is() -> None:
    assert "… 50 more rows" in table(("n",), [[n] for n in range(150)])


def test_graph_things_rows_and_ways_are_tables(kg: KnowledgeGraph) -> None:
    shown = [kg, kg["kfor"], kg.query("members", organisation="NATO"), kg.paths("KFOR", "Kosovo")[0]]
    texts = [thing._repr_html_() for thing in shown]
    for text in texts:
        etree.fromstring(f"<div>{text}</div>")
    assert "kst-28676-418 (complete)" in texts[0]
    assert "<td>Mission</td>" in texts[1]
    assert "<td>1999-06-12</td>" in texts[1]
    assert "<td>inCountry</td>" in texts[3]


def test_a_drawing_holds_the_network_and_loads_nothing(kg: KnowledgeGraph, tmp_path: Path) -> None:
    drawing = kg.draw("policy")
    drawing.save(tmp_path / "policy.html")
    page = (tmp_path / "policy.html").read_text(encoding="utf-8")
    network, data = kg.network("policy"), data_of(page)
    assert [node["label"] for node in data["nodes"]] == [n.label for n in network.nodes.values()]
    assert len(data["edges"]) == len(network.edges)
    assert not re.search(r"(?:src|href)=|https?://|fetch\(|import", page)
    frame = re.search('srcdoc="(.*)"', drawing._repr_html_(), re.DOTALL)
    assert frame
    assert unescape(frame.group(1)) == page


def test_what_things_are_called_cannot_leave_the_data() -> None:
    node = Node("a", "a", "</script><script>alert(1)</script>", "K", {})
    page = Drawing(Network({"a": node}, (Edge("a", "a", "</script>", ("g",)),))).page()
    assert page.count("</script>") == 2
    assert data_of(page)["nodes"][0]["label"] == node.label


def test_too_much_to_draw_is_an_error() -> None:
    nodes = {str(n): Node(str(n), str(n), "", "K", {}) for n in range(1_001)}
    with pytest.raises(UsageError, match="1001 nodes are too many to draw; draw a view"):
        Drawing(Network(nodes, ()))


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning", "ignore::ResourceWarning")
def test_the_tour_runs(built_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Warnings are those of the libraries that run notebooks, not ours."""
    monkeypatch.setenv("NATO_KG_STORE", str(built_store))
    notebook = nbformat.reads(TOUR.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    assert not any(cell.get("outputs") for cell in notebook.cells), "it is kept without outputs"
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = json.dumps([cell.get("outputs", []) for cell in notebook.cells])
    assert "<iframe" in shown
    assert "EUFOR Althea" in shown
