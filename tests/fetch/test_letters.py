"""Letters to files: the best form, the manifest, what a second run does, and what happens when something breaks."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from stand_in import QUICK, SEARCH, Paper, Reply, Request, StandIn, answer_page, publish, raw, record, versioned

from nato_kg.errors import AnswerError, InputError, UsageError
from nato_kg.fetch import Fetched, Wanted, fetch_letters, letters
from nato_kg.fetch.letters import State
from nato_kg.readers import read_letter
from nato_kg.readers.folder import letter_files

ONE, TWO, THREE = Paper("1"), Paper("2", issued="2031-03-15"), Paper("3", issued="2031-03-16")
DOSSIER = Wanted.of(dossier="99310")


@pytest.fixture
def service() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


def fetch(service: StandIn, into: Path, wanted: Wanted = DOSSIER) -> Fetched:
    with service.client() as client:
        return fetch_letters(wanted, into, client)


def states(fetched: Fetched) -> dict[str, str]:
    return {letter.identifier: letter.state.value for letter in fetched.letters}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def manifest(folder: Path) -> dict[str, dict[str, str]]:
    files: dict[str, dict[str, str]] = json.loads((folder / "fetched.json").read_bytes())["files"]
    return files


# ------------------------------------------------------------ what goes well


def test_a_letter_comes_as_xml_with_its_metadata(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE)
    into = tmp_path / "new" / "letters"
    fetched = fetch(service, into, Wanted.of([ONE.id]))
    (letter,) = fetched.letters
    assert letter.files == ("kst-99310-1.xml", "kst-99310-1.metadata.xml")
    assert (letter.state, fetched.failed) == (State.new, ())
    assert names(into) == ["fetched.json", "kst-99310-1.metadata.xml", "kst-99310-1.xml"]
    assert (into / "kst-99310-1.xml").read_bytes() == ONE.xml


def test_the_folder_is_what_a_build_takes(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE, TWO)
    fetch(service, tmp_path)
    files = letter_files([tmp_path])
    assert [path.name for path in files] == ["kst-99310-1.xml", "kst-99310-2.xml"]
    document = read_letter(files[0])
    assert document.title_block.number
    assert document.title_block.number.text == "1"


def test_the_manifest_says_what_each_file_is(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE)
    fetch(service, tmp_path)
    entry = manifest(tmp_path)["kst-99310-1.xml"]
    assert entry["address"] == service.url(ONE.path("xml"))
    assert entry["etag"] == '"kst-99310-1-xml-1"'
    assert len(entry["sha256"]) == 64
    assert entry["fetched"].endswith("+00:00")


@pytest.mark.parametrize(
    ("forms", "files"),
    [
        (("xml", "html"), ("kst-99310-1.xml",)),
        (("metadata", "html"), ("kst-99310-1.html", "kst-99310-1.metadata.xml")),
    ],
)
def test_the_best_form_that_there_is(
    service: StandIn, tmp_path: Path, forms: tuple[str, ...], files: tuple[str, ...]
) -> None:
    publish(service, ONE, forms=forms)
    assert fetch(service, tmp_path).letters[0].files == files


def test_pdf_and_odt_where_there_is_nothing_else(service: StandIn, tmp_path: Path) -> None:
    service.answers[SEARCH] = Reply(answer_page([record(service, ONE, ("odt", "pdf"))]))
    service.answers[ONE.path("pdf")] = Reply(b"%PDF-1.7 ...")
    assert fetch(service, tmp_path).letters[0].files == ("kst-99310-1.pdf",)
    service.answers[ONE.path("pdf")] = Reply(b"<html></html>")
    service.answers[ONE.path("odt")] = Reply(b"PK\x03\x04...")
    assert fetch(service, tmp_path / "other").letters[0].files == ("kst-99310-1.odt",)


def test_the_services_own_answer_and_files(service: StandIn, shared: Path, tmp_path: Path) -> None:
    formats, paper = shared / "formats", "kst-32545-143"
    place = f"/repository.overheid.nl/frbr/officielepublicaties/kst/32545/{paper}/1"
    host = service.url("").removeprefix("http://").encode()
    answer = (formats / "sru-response.xml").read_bytes().replace(b"__MOCK_SERVICE__", host)
    service.answers[SEARCH] = Reply(answer)
    service.answers[f"{place}/xml/{paper}.xml"] = Reply((formats / f"{paper}.xml").read_bytes())
    service.answers[f"{place}/metadata/metadata.xml"] = Reply((formats / f"{paper}.metadata.xml").read_bytes())
    (letter,) = fetch(service, tmp_path, Wanted.of([paper])).letters
    assert letter.files == (f"{paper}.xml", f"{paper}.metadata.xml")
    document = read_letter(tmp_path / f"{paper}.xml")
    assert document.title_block.number
    assert document.title_block.number.text == "143"


# ------------------------------------------------------------ a second run


def test_a_second_run_fetches_nothing_that_is_the_same(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE, TWO)
    fetch(service, tmp_path)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.iterdir()}
    service.requests.clear()
    fetched = fetch(service, tmp_path)
    assert states(fetched) == {"kst-99310-1": "unchanged", "kst-99310-2": "unchanged"}
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.iterdir()} == before
    assert all("If-None-Match" in request.headers for request in service.requests if request.path != SEARCH)


def test_a_service_without_versions_is_asked_and_the_digest_compared(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE)
    service.answers[ONE.path("xml")] = Reply(ONE.xml)
    fetch(service, tmp_path)
    assert states(fetch(service, tmp_path)) == {"kst-99310-1": "unchanged"}


def test_a_new_version_replaces_the_old(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE)
    fetch(service, tmp_path)
    newer = replace(ONE, sentence="Ik zend u in het najaar een overzicht van de schepen.")
    service.answers[ONE.path("xml")] = versioned(newer.xml, '"2"')
    assert states(fetch(service, tmp_path)) == {"kst-99310-1": "updated"}
    assert (tmp_path / "kst-99310-1.xml").read_bytes() == newer.xml
    assert manifest(tmp_path)["kst-99310-1.xml"]["etag"] == '"2"'


@pytest.mark.parametrize("damage", ["remove", "change"])
def test_a_file_that_was_lost_or_damaged_is_fetched_again(service: StandIn, tmp_path: Path, damage: str) -> None:
    publish(service, ONE)
    fetch(service, tmp_path)
    path = tmp_path / "kst-99310-1.xml"
    path.unlink() if damage == "remove" else path.write_bytes(b"<half")
    fetch(service, tmp_path)
    assert path.read_bytes() == ONE.xml


def test_a_version_at_another_address_is_fetched_without_condition(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE)
    fetch(service, tmp_path)
    service.answers["/second.xml"] = versioned(ONE.xml, '"kst-99310-1-xml-1"')
    service.answers[SEARCH] = Reply(answer_page([record(service, ONE, ("xml",), xml=service.url("/second.xml"))]))
    assert states(fetch(service, tmp_path)) == {"kst-99310-1": "unchanged"}
    assert "If-None-Match" not in service.asked("/second.xml")[0].headers


def test_an_interrupted_run_goes_on_where_it_ended(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE, TWO, THREE)

    def interrupt(_request: Request) -> Reply:
        raise KeyboardInterrupt

    with service.client() as client, pytest.raises(KeyboardInterrupt):
        fetch_letters(DOSSIER, tmp_path, client, lambda step: interrupt(None) if "-2," in step else None)  # type: ignore[arg-type]
    assert names(tmp_path) == ["fetched.json", "kst-99310-1.metadata.xml", "kst-99310-1.xml"]
    fetched = fetch(service, tmp_path)
    assert states(fetched) == {"kst-99310-1": "unchanged", "kst-99310-2": "new", "kst-99310-3": "new"}


def test_files_without_a_manifest_are_taken_up_when_they_are_the_same(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE)
    fetch(service, tmp_path)
    (tmp_path / "fetched.json").unlink()
    assert states(fetch(service, tmp_path)) == {"kst-99310-1": "unchanged"}
    assert set(manifest(tmp_path)) == {"kst-99310-1.xml", "kst-99310-1.metadata.xml"}


def test_a_file_that_somebody_else_wrote_stays(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE, TWO)
    mine = tmp_path / "kst-99310-1.xml"
    mine.write_text("mine", encoding="utf-8")
    fetched = fetch(service, tmp_path)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert states(fetched) == {"kst-99310-2": "new"}
    assert "is there already, and was not fetched" in str(fetched.failed[0])
    assert str(mine) in str(fetched.failed[0])


# ------------------------------------------------------------ what breaks

WRONG = {
    "a page of HTML": Reply(b"<!DOCTYPE html><html><body>Onderhoud</body></html>"),
    "half": Reply(ONE.xml[:-40]),
    "entities": Reply(
        b'<!DOCTYPE officiele-publicatie [<!ENTITY a "ha">]><officiele-publicatie>&a;</officiele-publicatie>'
    ),
    "other XML": Reply(b"<metadata_gegevens/>"),
    "nothing": Reply(b""),
    "an error": Reply(status=500),
    "not there": Reply(status=404),
    "a way elsewhere": Reply(status=302, headers={"Location": "file:///etc/passwd"}),
    "a loop": Reply(status=302, headers={"Location": ONE.path("xml")}),
    "cut off": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<officiele-publicatie>"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_another_form_comes_where_the_best_is_broken(service: StandIn, tmp_path: Path, wrong: Reply) -> None:
    publish(service, ONE)
    service.answers[ONE.path("xml")] = wrong
    fetched = fetch(service, tmp_path)
    assert fetched.letters[0].files == ("kst-99310-1.html", "kst-99310-1.metadata.xml")
    assert names(tmp_path) == ["fetched.json", "kst-99310-1.html", "kst-99310-1.metadata.xml"]


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_letter_that_cannot_be_had_is_reported_and_the_rest_go_on(
    service: StandIn, tmp_path: Path, wrong: Reply
) -> None:
    publish(service, ONE, TWO, forms=("xml",))
    service.answers[ONE.path("xml")] = wrong
    fetched = fetch(service, tmp_path)
    assert states(fetched) == {"kst-99310-2": "new"}
    (error,) = fetched.failed
    assert str(error).startswith("kst-99310-1: ")
    assert (error.exit_code, error.hint != "") == (4, True)
    assert names(tmp_path) == ["fetched.json", "kst-99310-2.xml"]


@pytest.mark.parametrize(
    "wrong",
    [b"<metadata_gegevens/>", TWO.metadata, b"<html></html>", b"x" * 1_000_001],
    ids=["empty", "other", "html", "huge"],
)
def test_metadata_that_are_wrong_are_reported_and_the_letter_stays(
    service: StandIn, tmp_path: Path, wrong: bytes
) -> None:
    publish(service, ONE)
    service.answers[ONE.path("metadata")] = Reply(wrong)
    fetched = fetch(service, tmp_path)
    assert (len(fetched.failed), names(tmp_path)) == (1, ["fetched.json", "kst-99310-1.xml"])
    publish(service, ONE)
    assert states(fetch(service, tmp_path)) == {"kst-99310-1": "updated"}


def test_a_record_that_leads_elsewhere(service: StandIn, tmp_path: Path) -> None:
    elsewhere = record(service, ONE, (), xml="http://169.254.169.254/x.xml", html="file:///etc/passwd")
    service.answers[SEARCH] = Reply(answer_page([elsewhere]))
    (error,) = fetch(service, tmp_path).failed
    assert "kst-99310-1: 'http://169.254.169.254/x.xml' is not visited" in str(error)
    assert names(tmp_path) == []


def test_a_paper_without_a_form_that_is_read(service: StandIn, tmp_path: Path) -> None:
    service.answers[SEARCH] = Reply(answer_page([record(service, ONE, ("metadata", "djvu"))]))
    (error,) = fetch(service, tmp_path).failed
    assert "kst-99310-1: it is published in no form that can be read; look at https://zoek." in str(error)


def test_a_paper_that_is_not_found(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE)
    fetched = fetch(service, tmp_path, Wanted.of(["kst-99310-9", ONE.id]))
    assert states(fetched) == {"kst-99310-1": "new"}
    assert str(fetched.failed[0]).startswith("kst-99310-9: the search service knows no such paper; check the number")


def test_a_search_that_fails_is_an_error(service: StandIn, tmp_path: Path) -> None:
    service.answers[SEARCH] = Reply(status=500)
    with pytest.raises(AnswerError, match=r"/sru.* answers with an error"):
        fetch(service, tmp_path)


def test_when_the_connection_is_lost_the_rest_are_left(service: StandIn, tmp_path: Path) -> None:
    publish(service, ONE, TWO, THREE)

    def lose(step: str) -> None:
        if "-2," in step:
            service.__exit__(None, None, None)

    with service.client() as client:
        client._http.headers["Connection"] = "close"
        fetched = fetch_letters(DOSSIER, tmp_path, client, lose)
    assert states(fetched) == {"kst-99310-1": "new"}
    assert [str(error).split(": ")[0] for error in fetched.failed] == ["kst-99310-2", "1 not tried"]


def test_a_service_that_is_down_is_left_alone(service: StandIn, tmp_path: Path) -> None:
    papers = [Paper(str(number)) for number in range(1, 21)]
    publish(service, *papers, forms=("xml",))
    for paper in papers:
        service.answers[paper.path("xml")] = Reply(status=503)
    fetched = fetch(service, tmp_path)
    assert len(fetched.failed) == letters.MOST_FAILURES_IN_A_ROW + 1
    assert str(fetched.failed[-1]).startswith("15 not tried: kst-99310-")
    assert len(service.requests) == 1 + letters.MOST_FAILURES_IN_A_ROW * QUICK.tries


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"version": 2, "files": {}}', '{"version": 1, "files": {"x": {"address": 1}}}', "[" * 100_000],
)
def test_a_broken_manifest_says_what_to_do(service: StandIn, tmp_path: Path, text: str) -> None:
    (tmp_path / "fetched.json").write_text(text, encoding="utf-8")
    publish(service, ONE)
    with pytest.raises(InputError, match=r"the list of fetched files cannot be read: .*remove it and run"):
        fetch(service, tmp_path)


def test_a_folder_that_cannot_be_written(service: StandIn, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    publish(service, ONE)
    with pytest.raises(UsageError, match=r"nothing can be written there: .* or name another --into"):
        fetch(service, tmp_path / "file")


def test_a_full_disk_ends_the_run_and_leaves_no_half_file(
    service: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    publish(service, ONE, TWO)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left on device"):
        fetch(service, tmp_path)
    assert names(tmp_path) == []
