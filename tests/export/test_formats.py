"""Formats by name, and where their files go."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from nato_kg.errors import UsageError
from nato_kg.export import FORMATS, NETWORK_FORMATS, export_network, export_rdf
from nato_kg.export.formats import open_files
from nato_kg.network import stream_network
from nato_kg.store import EmbeddedStore, open_store


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_files(store: EmbeddedStore, name: str, tmp_path: Path) -> None:
    if name in NETWORK_FORMATS:
        written = export_network(stream_network(store), name, str(tmp_path), io.BytesIO())
        assert written.nodes > 300
        assert written.edges > 300
    else:
        export_rdf(store, name, str(tmp_path), io.BytesIO())
    files = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert len(files) == (2 if name == "csv" else 1)
    assert all(files.values())


def test_labels_come_in_the_language_asked_for(store: EmbeddedStore, tmp_path: Path) -> None:
    for language, label in (("nl", "Nederland,"), ("en", "Netherlands,")):
        export_network(stream_network(store, language), "csv", str(tmp_path), io.BytesIO())
        assert label in (tmp_path / "nodes.csv").read_text(encoding="utf-8")


def test_an_unknown_format_names_those_there_are(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match=r"no format is called 'dot'; use one of gexf, graphml, csv"):
        export_network(stream_network(store), "dot", "-", io.BytesIO())
    with pytest.raises(UsageError, match=r"no format is called 'gexf'; use one of turtle, "):
        export_rdf(store, "gexf", "-", io.BytesIO())


def write(names: list[str], to: str, stdout: io.BytesIO) -> None:
    with open_files(names, to, stdout) as files:
        for file in files:
            file.write(b"x")


def test_one_file_takes_the_name_given(tmp_path: Path) -> None:
    write(["graph.gexf"], str(tmp_path / "mine.gexf"), io.BytesIO())
    assert (tmp_path / "mine.gexf").read_bytes() == b"x"


def test_one_file_keeps_its_name_in_a_folder(tmp_path: Path) -> None:
    write(["graph.gexf"], str(tmp_path), io.BytesIO())
    assert (tmp_path / "graph.gexf").read_bytes() == b"x"


def test_several_files_go_to_a_folder_that_is_made(tmp_path: Path) -> None:
    write(["nodes.csv", "edges.csv"], str(tmp_path / "a" / "b"), io.BytesIO())
    assert (tmp_path / "a" / "b" / "edges.csv").read_bytes() == b"x"


def test_a_stream_takes_one_file_only() -> None:
    out = io.BytesIO()
    write(["graph.gexf"], "-", out)
    assert out.getvalue() == b"x"
    with pytest.raises(UsageError, match=r"2 files.*name a folder with -o"):
        write(["nodes.csv", "edges.csv"], "-", out)


@pytest.mark.parametrize("names", [["a"], ["a", "b"]])
def test_what_cannot_be_written_is_one_line(tmp_path: Path, names: list[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match=r"cannot be written: Not a directory \(.*name another place"):
        write(names, str(tmp_path / "file" / "x"), io.BytesIO())


def test_a_fault_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "graph.gexf").write_bytes(b"before")

    def fail() -> None:
        with open_files(["graph.gexf"], str(tmp_path / "graph.gexf"), io.BytesIO()) as (file,):
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("graph.gexf", b"before")]
