"""Formats by name, and where their files go."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from nato_kg.errors import UsageError
from nato_kg.export import FORMATS, export, write_files
from nato_kg.store import EmbeddedStore, open_store


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_files(store: EmbeddedStore, name: str) -> None:
    files = export(store, name)
    assert sorted(files) == (["edges.csv", "nodes.csv"] if name == "csv" else [next(iter(files))])
    assert all(files.values())


def test_labels_come_in_the_language_asked_for(store: EmbeddedStore) -> None:
    assert "Nederland," in export(store, "csv", "nl")["nodes.csv"].decode()
    assert "Netherlands," in export(store, "csv", "en")["nodes.csv"].decode()


def test_an_unknown_format_names_those_there_are(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match=r"no format is called 'graphml'; use one of turtle, .*gexf"):
        export(store, "graphml")


def test_one_file_takes_the_name_given(tmp_path: Path) -> None:
    write_files({"graph.gexf": b"x"}, str(tmp_path / "mine.gexf"), io.BytesIO())
    assert (tmp_path / "mine.gexf").read_bytes() == b"x"


def test_one_file_keeps_its_name_in_a_folder(tmp_path: Path) -> None:
    write_files({"graph.gexf": b"x"}, str(tmp_path), io.BytesIO())
    assert (tmp_path / "graph.gexf").read_bytes() == b"x"


def test_several_files_go_to_a_folder_that_is_made(tmp_path: Path) -> None:
    write_files({"nodes.csv": b"n", "edges.csv": b"e"}, str(tmp_path / "a" / "b"), io.BytesIO())
    assert (tmp_path / "a" / "b" / "edges.csv").read_bytes() == b"e"


def test_a_stream_takes_one_file_only() -> None:
    out = io.BytesIO()
    write_files({"graph.gexf": b"x"}, "-", out)
    assert out.getvalue() == b"x"
    with pytest.raises(UsageError, match=r"2 files.*name a folder with -o"):
        write_files({"nodes.csv": b"n", "edges.csv": b"e"}, "-", out)


@pytest.mark.parametrize("files", [{"a": b"x"}, {"a": b"x", "b": b"y"}])
def test_what_cannot_be_written_is_one_line(tmp_path: Path, files: dict[str, bytes]) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match=r"cannot be written: Not a directory \(.*name another place"):
        write_files(files, str(tmp_path / "file" / "x"), io.BytesIO())
