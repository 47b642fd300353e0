"""Resources in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from nato_kg import resources
from nato_kg.errors import DataError, ResourceError


def test_finds_a_file_of_the_checkout() -> None:
    found = resources.path("data", "language", "abbreviations-nl.txt")
    assert found.is_file()
    assert found == resources.path("data/language/abbreviations-nl.txt")


def test_a_wheel_holds_them_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = tmp_path / "nato_kg" / "_resources" / "data"
    packaged.mkdir(parents=True)
    (packaged / "x.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "nato_kg")
    assert resources.path("data", "x.txt") == packaged / "x.txt"
    with pytest.raises(ResourceError, match="language"):
        resources.path("data", "language")


@pytest.mark.parametrize("parts", [("data", "nothing-of-this-name"), ("queries", "no.rq")])
def test_absent_resource_is_an_error_with_its_place(parts: tuple[str, ...]) -> None:
    with pytest.raises(ResourceError) as caught:
        resources.path(*parts)
    assert caught.value.path is not None
    assert caught.value.hint


@pytest.mark.parametrize("parts", [(), ("src",), ("data", "..", "src"), ("/etc/passwd",)])
def test_nothing_outside_the_roots(parts: tuple[str, ...]) -> None:
    with pytest.raises(ResourceError, match="no resource"):
        resources.path(*parts)


def test_a_data_file_that_is_no_yaml_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.yaml").write_text('good: [a]\nbad: ["a\\w"]\n', encoding="utf-8")
    monkeypatch.setattr(resources, "_bases", lambda: (tmp_path,))
    with pytest.raises(DataError, match=r"no valid YAML.*words\.yaml:2"):
        resources.load_yaml("data", "words.yaml")
