"""What several tests share: the shipped graph, the same with more letters, and the folder beside the project.

With ``NATO_KG_SYSTEM_TESTS=1`` (set by ``.ci/run``) everything that a test needs is there, so a skip is a failure.
Property-based tests try the same examples in every run; ``HYPOTHESIS_PROFILE=explore`` tries new ones.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archive import write_letters
from browsing import browser, open_page, site  # noqa: F401 - fixtures
from hostile_pages import pages, pages_store  # noqa: F401 - fixtures
from hypothesis import settings

from nato_kg.build import Sources, build

if TYPE_CHECKING:
    from starlette.testclient import TestClient

PROJECT = Path(__file__).resolve().parents[1]
FICTIONAL = PROJECT / "tests" / "fictional"
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

SYSTEM_TESTS = os.environ.get("NATO_KG_SYSTEM_TESTS") == "1"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``shared`` beside the project: the letter, its gold facts, the questions with their answers."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared is not here")
    return folder


@pytest.fixture(scope="session")
def fictional_letters() -> list[Path]:
    """The curated fictional letters."""
    return sorted(FICTIONAL.glob("*.ttl"))


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the graph of the shipped data. Do not write to it."""
    return _build(tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="session")
def fictional_store(tmp_path_factory: pytest.TempPathFactory, fictional_letters: list[Path]) -> Path:
    """A store with the graph of the shipped data and the fictional letters. Do not write to it."""
    return _build(tmp_path_factory.mktemp("fictional"), *fictional_letters)


@pytest.fixture(scope="session")
def archive_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the graph of the shipped data and the letters of ``archive.py``, read from text and joined."""
    folder = tmp_path_factory.mktemp("archive")
    return _build(folder, *write_letters(folder / "letters"))


@pytest.fixture(scope="session")
def client(fictional_store: Path) -> Iterator[TestClient]:
    """A client of the server on the graph of the shipped data and the fictional letters, with small limits."""
    from starlette.testclient import TestClient

    from nato_kg.server import Limits, Settings, make_app

    limits = Limits(seconds=1.0, memory_mb=200, rows=2_000, answer_bytes=500_000)
    app = make_app(fictional_store, Settings(waiting=2, wait_seconds=0.5, limits=limits))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def _build(folder: Path, *letters: Path) -> Path:
    """Build, whatever is wrong with the data: that is the matter of the tests of validation, not of every test."""
    store = folder / "store"
    build(store, Sources.shipped(letters), force=True)
    return store


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a skip a failure where skips are not allowed. An expected failure is no skip."""
    if SYSTEM_TESTS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although NATO_KG_SYSTEM_TESTS=1: {report.longrepr}"
