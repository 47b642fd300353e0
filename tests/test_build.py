"""The whole way through: what is published, what is refused, and that builds agree to the byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from nato_kg import __version__
from nato_kg.build import Build, Sources, build, check
from nato_kg.errors import DataError, GraphInvalidError, UsageError
from nato_kg.namespaces import CODE, ID, INFERRED, NKG, REFERENCE_GRAPH, XSD, nkg
from nato_kg.store import open_store

PREFIXES = (
    f"@prefix nkg: <{NKG}> . @prefix letter: <{ID}letter/> . @prefix here: <{ID}kst-99009-1/> . @prefix xsd: <{XSD}> . "
    f"@prefix coverage: <{CODE}coverage/> . @prefix state: <{ID}state/> . @prefix dossier: <{ID}dossier/> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)
LETTER = """
letter:kst-99009-1 a nkg:Letter ;
    rdfs:label "a letter"@en, "een brief"@nl ;
    nkg:identifier "kst-99009-1" ; nkg:inDossier dossier:28676 ; nkg:issued "2031-03-14"^^xsd:date ;
    nkg:coverage coverage:partial ; nkg:source <https://example.org/kst-99009-1> .
"""
#: A citation with nothing to show for it: neither evidence nor a source.
INVALID = LETTER + "here:cite a nkg:Citation ; nkg:citing letter:kst-99009-1 ; nkg:cited letter:kst-28676-418 .\n"

WriteLetter = Callable[[str], Sources]


@pytest.fixture
def with_letter(tmp_path: Path) -> WriteLetter:
    """The shipped files with one more letter."""

    def _with_letter(text: str) -> Sources:
        path = tmp_path / "kst-99009-1.ttl"
        path.write_text(PREFIXES + text, encoding="utf-8")
        return Sources.shipped([path])

    return _with_letter


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Build, list[str]]:
    """The shipped data, built as a user does, with the steps that were told."""
    store, steps = tmp_path_factory.mktemp("build") / "store", list[str]()
    return store, build(store, Sources.shipped(), progress=steps.append), steps


def published(store: Path) -> str:
    """The name of the build that is current, or nothing."""
    return (store / "current").resolve().name if store.exists() else ""


# ---------------------------------------------------------------- the shipped data


def test_the_shipped_data_is_valid_and_published(shipped: tuple[Path, Build, list[str]]) -> None:
    store, made, steps = shipped
    assert steps == ["reading", "joining", "reasoning", "validating", "publishing"]
    assert made.findings.count == 0
    assert made.findings.text() == "The graph conforms to its shapes."
    assert open_store(store).info == made.info


def test_the_description_tells_what_was_built_from_what(shipped: tuple[Path, Build, list[str]]) -> None:
    store, made, _ = shipped
    told = json.loads((store / "current" / "build.json").read_text(encoding="utf-8"))
    assert told == asdict(made.info)
    assert (told["version"], told["reasoner"], told["violations"], told["forced"]) == (__version__, "rules", 0, False)
    assert told["letters"]["kst-28676-418"] == "complete"
    assert set(told["letters"]) == {path.stem for path in Sources.shipped().letters}
    assert "letters/kst-28676-418.ttl" in told["inputs"]
    assert "data/expectations.toml" in told["inputs"]
    assert {len(digest) for digest in told["inputs"].values()} == {64}


def test_the_figures_are_those_of_the_graph(shipped: tuple[Path, Build, list[str]]) -> None:
    store, made, _ = shipped
    quads = list(parse(path=store / "current" / "graph.nq", format=RdfFormat.N_QUADS))
    inferred = [quad for quad in quads if str(quad.graph_name).startswith(f"<{INFERRED}")]
    assert (made.info.asserted, made.info.inferred) == (len(quads) - len(inferred), len(inferred))
    kinds = Counter(str(q.object).rpartition("#")[2].rstrip(">") for q in quads if q.predicate.value == nkg("kind"))
    periods = kinds.pop("Period")
    assert periods
    assert {kind: made.counts[kind] for kind in kinds} == kinds


def test_what_nobody_checked_is_counted_and_is_no_membership_lead_or_mandate(
    shipped: tuple[Path, Build, list[str]],
) -> None:
    store, made, _ = shipped
    rows = [
        (row["kind"].value, row["field"].value)
        for row in open_store(store).select(
            "SELECT ?kind ?field WHERE { ?x nkg:unverifiedField ?field ; nkg:kind ?kind }"
        )
    ]
    assert made.info.unverified == len(rows) > 0
    assert {kind for kind, _ in rows}.isdisjoint({nkg("Membership"), nkg("Mandate")})
    assert nkg("leadOrganisation") not in {field for _, field in rows}


# ---------------------------------------------------------------- the same bytes

ONE_BUILD = """
import sys
from dataclasses import replace
from pathlib import Path
from nato_kg.build import Sources, build
sources = Sources.shipped()
if sys.argv[2] == "reversed":
    sources = replace(sources, letters=tuple(reversed(sources.letters)))
build(Path(sys.argv[1]), sources, progress=lambda step: None)
"""


def test_two_builds_with_another_hash_seed_and_order_give_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("plain", "1"), ("reversed", "4242")):
        subprocess.run(
            [sys.executable, "-c", ONE_BUILD, str(tmp_path / name), name],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            timeout=120,
        )
    for file in ("graph.nq", "build.json"):
        one, other = ((tmp_path / name / "current" / file).read_bytes() for name in ("plain", "reversed"))
        assert one == other, file


def test_nothing_that_is_published_is_without_a_name(shipped: tuple[Path, Build, list[str]]) -> None:
    store, _, _ = shipped
    for line in (store / "current" / "graph.nq").read_text(encoding="utf-8").splitlines():
        assert line.startswith("<")
        assert not line.split(" ", 2)[2].startswith("_:")


# ---------------------------------------------------------------- what is refused


def test_a_violation_is_told_with_thing_and_reason_and_nothing_is_published(
    tmp_path: Path, with_letter: WriteLetter
) -> None:
    store = tmp_path / "store"
    with pytest.raises(GraphInvalidError) as caught:
        build(store, with_letter(INVALID))
    assert caught.value.exit_code == 1
    assert not store.exists()
    text = str(caught.value)
    assert text.startswith("1 violation, nothing was published ")
    assert "cite - Nothing says where this comes from." in text
    assert text.endswith("; mend the data, or publish it as it is with --force")
    assert "\n" not in text


def test_a_refused_build_leaves_the_old_graph(
    shipped: tuple[Path, Build, list[str]], tmp_path: Path, with_letter: WriteLetter
) -> None:
    store, made, _ = shipped
    before = published(store)
    with pytest.raises(DataError, match=r"unknown term Citaton \(.*kst-99009-1\.ttl:7\); did you mean Citation\?"):
        build(store, with_letter(LETTER + "here:cite a nkg:Citaton ."))
    bounds = tmp_path / "expectations.toml"
    bounds.write_text("[reference]\nState = [500, 600]\n", encoding="utf-8")
    with pytest.raises(
        GraphInvalidError, match=r"reference: \d+ of kind State, expected 500 to 600 \(expectations\.toml\)"
    ):
        build(store, replace(Sources.shipped(), expectations=bounds))
    assert published(store) == before
    assert open_store(store).info == made.info


def test_force_publishes_and_says_so(tmp_path: Path, with_letter: WriteLetter) -> None:
    made = build(tmp_path / "store", with_letter(INVALID), force=True)
    told = open_store(tmp_path / "store").info
    assert told == made.info
    assert (told.forced, told.violations, told.letters["kst-99009-1"]) == (True, 1, "partial")
    assert [violation.focus for violation in made.findings.report.violations] == [f"{ID}kst-99009-1/cite"]


def test_a_thing_of_two_disjoint_kinds_is_refused(with_letter: WriteLetter) -> None:
    found = check(with_letter(LETTER + "state:finland nkg:signatory state:sweden ."))
    assert "finland cannot be both Agent and Record" in found.problems
    assert found.count == len(found.problems) + len(found.report.violations)


def test_an_unknown_reasoner_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="use one of rules, owlrl"):
        build(tmp_path / "store", Sources.shipped(), reasoner="hermit")
    assert not (tmp_path / "store").exists()


# ---------------------------------------------------------------- a build that is killed

KILLED = """
import sys, time
from pathlib import Path
from nato_kg.build import Sources, build
from nato_kg.store import embedded

def wait(*args):
    print("ready", flush=True)
    sys.stdin.read()

embedded.serialize = wait
build(Path(sys.argv[1]), Sources.shipped())
"""


def test_a_killed_build_leaves_the_old_graph_and_the_next_one_works(
    shipped: tuple[Path, Build, list[str]], tmp_path: Path, with_letter: WriteLetter
) -> None:
    published_store, made, _ = shipped
    store = tmp_path / "store"
    shutil.copytree(published_store, store, symlinks=True)
    before = published(store)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        other.send_signal(signal.SIGKILL)
    assert published(store) == before
    assert len(list((store / "builds").iterdir())) == 2
    assert open_store(store).info == made.info
    again = build(store, with_letter(LETTER))
    assert "kst-99009-1" in open_store(store).info.letters
    assert again.info.asserted > made.info.asserted
    assert {path.name for path in (store / "builds").iterdir()} == {before, published(store)}


def test_reference_data_has_a_graph_of_its_own(built_store: Path) -> None:
    (row,) = open_store(built_store).select(
        f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{REFERENCE_GRAPH}> {{ ?s nkg:kind nkg:State }} }}"
    )
    assert int(row["n"].value) >= 61
