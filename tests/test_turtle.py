"""Reading Turtle: every complaint names file and line; things are found again in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from nato_kg import resources
from nato_kg.errors import DataError
from nato_kg.namespaces import OWL, RDF
from nato_kg.turtle import TurtleFile, read_ontology, read_turtle

PREFIX = "@prefix e: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


def write(folder: Path, text: str, name: str = "data.ttl") -> Path:
    path = folder / name
    path.write_text(PREFIX + text, encoding="utf-8")
    return path


def refusal(path: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        read_turtle(path)
    assert caught.value.path == path
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value


# ---------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("e:a a e:K .\ne:b e:p .\n", 3),
        ("e:a a e:K .\n\n\ne:b e:p 'x\n", 5),
        ("e:a e:p missing:b .\n", 2),
        ("e:a a e:K\ne:b a e:K .\n", 3),
        ("e:a e:p <not an address> .\n", 2),
        ("e:a e:p e:b ;\n", 3),
    ],
    ids=["no value", "open string", "unknown prefix", "no full stop", "no address", "unfinished"],
)
def test_a_syntax_error_names_file_and_line(tmp_path: Path, text: str, line: int) -> None:
    error = refusal(write(tmp_path, text))
    assert error.line == line
    assert str(error).startswith("no valid Turtle: ")
    assert f"data.ttl:{line}); mend that line" in str(error)


def test_a_file_that_is_not_in_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "latin1.ttl"
    path.write_bytes((PREFIX + "e:a a e:K .\ne:b e:p 'één' .\n").encode("latin-1"))
    error = refusal(path)
    assert (error.line, error.hint) == (3, "give a Turtle file in UTF-8")
    assert str(error) == f"no UTF-8: invalid continuation byte ({path}:3); give a Turtle file in UTF-8"


def test_a_file_that_is_not_there_and_a_folder_are_named(tmp_path: Path) -> None:
    assert str(refusal(tmp_path / "gone.ttl")).startswith("cannot be read: No such file or directory (")
    assert str(refusal(tmp_path)).startswith("cannot be read: Is a directory (")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("e:a a e:K .\ne:b e:p [ a e:K ] .\n", 3),
        ("e:a a e:K .\ne:b e:p _:x .\n", 3),
        ("e:a e:p 'b' .\n[] e:p e:a .\n", 3),
        ("e:a e:p 'b' .\n_:x e:p e:a .\n", 3),
        ("e:a a e:K .\ne:b e:p ( e:a e:c ) .\n", 3),
    ],
    ids=["nested", "named blank value", "anonymous subject", "blank subject", "list"],
)
def test_a_blank_node_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    error = refusal(write(tmp_path, text))
    assert error.line == line
    assert "blank node" in error.message


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.touch()
    assert read_turtle(path).triples == ()


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "windows.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + (PREFIX + "e:a a e:K .\ne:b a e:K .\n").replace("\n", "\r\n").encode())
    file = read_turtle(path)
    assert len(file.triples) == 2
    assert file.line_of("http://example.org/b") == 3
    path.write_bytes((PREFIX + "e:a a e:K .\ne:b e:p .\n").replace("\n", "\r\n").encode())
    assert refusal(path).line == 3


# ---------------------------------------------------------------- lines of things


def file(text: str) -> TurtleFile:
    return TurtleFile(Path("data.ttl"), PREFIX + text, ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("e:b a e:K .\ne:a a e:K .\n", 3),
        ("e:b a e:K .\n<http://example.org/a> a e:K .\n", 3),
        ("e:ab a e:K .\ne:a-b a e:K .\ne:a/b a e:K .\nother:e:a a e:K .\ne:a a e:K .\n", 6),
        ("# e:a is told of below\n  # e:a\ne:a a e:K .\n", 4),
        ("e:b e:p e:a.\n", 2),
        ("e:b e:p 'line\u2028separator' .\ne:a a e:K .\n", 3),
        ("e:b a e:K .\n", None),
    ],
    ids=["prefixed", "in full", "not a longer name", "not a comment", "before a full stop", "odd line end", "nowhere"],
)
def test_line_of(text: str, line: int | None) -> None:
    assert file(text).line_of("http://example.org/a") == line


def test_line_of_knows_every_way_to_declare_a_prefix() -> None:
    turtle = TurtleFile(
        Path("data.ttl"),
        "PREFIX e: <http://example.org/>\n  @prefix : <http://else.org/> .\ne:a a e:K .\n:a a e:K .\n",
        (),
    )
    assert turtle.prefixes == {"e": "http://example.org/", "": "http://else.org/"}
    assert turtle.line_of("http://example.org/a") == 3
    assert turtle.line_of("http://else.org/a") == 4


def test_definitions_begin_a_line() -> None:
    text = (
        "e:a a e:K ; e:p e:b .\n<http://example.org/b> a e:K .\n  e:c a e:K .\ne:d e:p 'an a in it' .\n# e:e a e:K .\n"
    )
    assert list(file(text).definitions()) == [("http://example.org/a", 2), ("http://example.org/b", 3)]


# ---------------------------------------------------------------- ontology files


def test_lists_get_the_same_names_in_every_build(tmp_path: Path) -> None:
    write(tmp_path, "e:p owl:propertyChainAxiom ( e:q e:r ) .\n", "b.ttl")
    write(tmp_path, "e:D owl:members ( e:A e:B ) .\n", "a.ttl")
    paths = list(tmp_path.glob("*.ttl"))
    triples = read_ontology(paths)
    assert set(triples) == set(read_ontology(reversed(paths)))
    assert {str(t.subject) for t in triples} == {
        *("<http://example.org/p>", "<http://example.org/D>"),
        *(f"<http://example.org/p.propertyChainAxiom.{n}>" for n in (1, 2)),
        *(f"<http://example.org/D.members.{n}>" for n in (1, 2)),
    }


def test_two_lists_of_one_property_stay_apart(tmp_path: Path) -> None:
    one = write(tmp_path, "e:p owl:propertyChainAxiom ( e:q e:r ), ( e:r e:q ) .\n", "a.ttl")
    two = write(tmp_path, "e:p owl:propertyChainAxiom ( e:s e:t ) .\n", "b.ttl")
    triples = read_ontology([one, two])
    heads = [t.object for t in triples if t.predicate.value == f"{OWL}propertyChainAxiom"]
    firsts = {t.subject: t.object for t in triples if t.predicate.value == f"{RDF}first"}
    assert len(set(heads)) == 3
    assert [str(firsts[head])[-2] for head in heads if isinstance(head, NamedNode)] == ["q", "r", "s"]
    assert len(firsts) == 6


@pytest.mark.parametrize("text", ["e:p e:q [ a e:K ] .\n", "e:p e:q [] .\n", "[] a e:K .\n"])
def test_another_blank_node_in_the_ontology_is_refused(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(DataError, match=r"a blank node that is no list.*data\.ttl.*give it a name"):
        read_ontology([path])


def test_a_wrong_ontology_file_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no valid Turtle.*data\.ttl:3\); mend that line"):
        read_ontology([write(tmp_path, "e:a a e:K .\ne:b e:p .\n")])
    path = tmp_path / "latin1.ttl"
    path.write_bytes("# één\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"no UTF-8.*latin1\.ttl:1\)"):
        read_ontology([path])


def test_the_shipped_ontology_loses_and_gains_nothing() -> None:
    paths = sorted(resources.path("ontology").glob("*.ttl"))
    raw = [quad for path in paths for quad in parse(path.read_bytes(), RdfFormat.TURTLE)]
    named = read_ontology(paths)
    assert len(set(named)) == len(set(raw))
    assert b"_:" not in (serialize(named, format=RdfFormat.N_TRIPLES) or b"")
