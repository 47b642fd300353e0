"""Finding papers: records, pages, and answers that no search should give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stand_in import SEARCH, Paper, Reply, Request, StandIn, answer_page, publish, record

from nato_kg.errors import AnswerError
from nato_kg.fetch import Wanted
from nato_kg.fetch.answers import Answer
from nato_kg.fetch.records import Record, read_page
from nato_kg.fetch.search import PAGE_SIZE, find_papers

DOSSIER = Wanted.of(dossier="99310")


@pytest.fixture
def service() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


def find(service: StandIn, wanted: Wanted = DOSSIER) -> dict[str, Record]:
    with service.client() as client:
        return find_papers(client, wanted)


def numbered(service: StandIn, first: int, last: int) -> list[str]:
    return [record(service, Paper(str(number))) for number in range(first, last + 1)]


def test_the_services_own_answer(shared: Path) -> None:
    body = (shared / "formats" / "sru-response.xml").read_bytes()
    page = read_page(Answer("https://repository.overheid.nl/sru", body))
    assert (page.next, page.total) == (None, 3)
    motion = page.records[0]
    assert (motion.identifier, motion.kind, motion.issued) == ("kst-32545-143", "Motie", date(2021, 7, 6))
    assert set(motion.files) == {"xml", "metadata", "metadataowms", "html", "pdf", "odt"}
    assert motion.files["xml"].endswith("/frbr/officielepublicaties/kst/32545/kst-32545-143/1/xml/kst-32545-143.xml")
    assert [r.identifier for r in page.records[1:3]] == ["ah-tk-20202021-3235", "blg-1007826"]
    assert page.records[2].issued == date(2021, 12, 3), "an annex has a date and no day of issue"


def test_what_is_asked(service: StandIn) -> None:
    publish(service, Paper("1"))
    find(service, Wanted.of(["kst-99310-1"]))
    (request,) = service.asked(SEARCH)
    assert request.query == {
        "operation": "searchRetrieve",
        "version": "2.0",
        "recordSchema": "gzd",
        "query": 'c.product-area=="officielepublicaties" and dt.identifier=="kst-99310-1"',
        "startRecord": "1",
        "maximumRecords": str(PAGE_SIZE),
    }


def test_papers_come_in_the_order_of_their_days(service: StandIn) -> None:
    publish(service, Paper("3", issued="2031-01-01"), Paper("1", issued="2031-02-01"), Paper("2", issued="onbekend"))
    assert list(find(service)) == ["kst-99310-3", "kst-99310-1", "kst-99310-2"]


def test_papers_by_id_come_as_asked_and_only_they(service: StandIn) -> None:
    publish(service, Paper("1"), Paper("2"))
    assert list(find(service, Wanted.of(["kst-99310-2", "kst-99310-9", "kst-99310-1"]))) == [
        "kst-99310-2",
        "kst-99310-1",
    ]
    service.answers[SEARCH] = Reply(answer_page(numbered(service, 1, 3)))
    assert list(find(service, Wanted.of(["kst-99310-2"]))) == ["kst-99310-2"]


def test_a_kind_that_the_service_overlooks_is_left_out(service: StandIn) -> None:
    papers = [Paper("1", kind="Brief"), Paper("2", kind="Motie"), Paper("3", kind="Verslag")]
    service.answers[SEARCH] = Reply(answer_page([record(service, paper) for paper in papers]))
    assert list(find(service, Wanted.of(dossier="99310", kind="motie"))) == ["kst-99310-2"]


def test_all_pages_are_read(service: StandIn) -> None:
    pages = {
        "1": answer_page(numbered(service, 1, 3), total=7, following=4),
        "4": answer_page(numbered(service, 4, 6), total=7, following=7),
        "7": answer_page(numbered(service, 7, 7), total=7),
    }
    service.answers[SEARCH] = lambda request: Reply(pages[request.query["startRecord"]])
    assert len(find(service)) == 7
    assert len(service.requests) == 3


def test_nothing_found_is_no_error(service: StandIn) -> None:
    service.answers[SEARCH] = Reply(answer_page([]))
    assert find(service) == {}


# ------------------------------------------------------------ pages that do not end


@pytest.mark.parametrize("following", [1, 0, 101])
def test_pages_that_repeat_themselves_end(service: StandIn, following: int) -> None:
    service.answers[SEARCH] = lambda request: Reply(
        answer_page(numbered(service, 1, 2), following=following or request.query["startRecord"])
    )
    with pytest.raises(AnswerError, match=r"the pages of .*/sru\?.* do not end: from record .* with nothing new"):
        find(service)
    assert len(service.requests) <= 2


def test_pages_that_bring_ever_more_end(service: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def page(request: Request) -> Reply:
        start = int(request.query["startRecord"])
        return Reply(answer_page(numbered(service, start, start), following=start + 1))

    monkeypatch.setattr("nato_kg.fetch.search.MOST_PAGES", 20)
    service.answers[SEARCH] = page
    with pytest.raises(AnswerError, match="more than 20; narrow the search"):
        find(service)
    assert len(service.requests) == 20


# ------------------------------------------------------------ answers that are none

BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "is not what was asked for: the XML is ill-formed"),
        (b"<html><body>Onderhoud</body></html>", "its root is <html>"),
        (b"{}", "ill-formed"),
        (BOMB, "uses entities"),
        (EXTERNAL, "uses entities"),
        (b"<a>" * 200 + b"</a>" * 200, "nested deeper"),
        (answer_page([])[:-30], "ill-formed"),
        (answer_page([], following="-1"), "its nextRecordPosition is '-1'"),
        (answer_page([], following="1" * 30), "its nextRecordPosition is"),
    ],
)
def test_an_answer_that_is_none(service: StandIn, body: bytes, message: str) -> None:
    service.answers[SEARCH] = Reply(body)
    with pytest.raises(AnswerError) as caught:
        find(service)
    assert message in str(caught.value)
    assert service.url(SEARCH) in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("identifier", ["../../etc/passwd", "kst-99310-1/x", "stcrt-2031-1", ""])
def test_an_id_that_is_none_becomes_no_file(service: StandIn, identifier: str) -> None:
    answer = answer_page([record(service, Paper("1"))]).replace(b"kst-99310-1</dc", identifier.encode() + b"</dc")
    service.answers[SEARCH] = Reply(answer)
    with pytest.raises(AnswerError, match="a record has the id"):
        find(service)


def test_the_services_own_words_for_a_fault(service: StandIn) -> None:
    fault = (
        "<sru:diagnostics><diag:diagnostic><diag:uri>info:srw/diagnostic/1/16</diag:uri>"
        "<diag:details>w.dossier</diag:details><diag:message>Unsupported index</diag:message>"
        "</diag:diagnostic></sru:diagnostics>"
    )
    service.answers[SEARCH] = Reply(answer_page([], more=fault))
    with pytest.raises(AnswerError, match=r"refuses the question: Unsupported index · w.dossier; check the dossier"):
        find(service)
