"""The client: what it sends, when it asks again, and that no service can lead it astray, hold it or fill the memory."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest
from stand_in import QUICK, Reply, Request, StandIn, raw, versioned

from nato_kg import __version__
from nato_kg.errors import AddressError, AnswerError, OfflineError
from nato_kg.fetch import Client, Politeness, Services
from nato_kg.fetch.answers import Seen

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
MOST = 10_000


@pytest.fixture
def service() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


def get(service: StandIn, path: str = "/x", seen: Seen | None = None) -> bytes:
    with service.client() as client:
        return client.get(service.url(path), MOST, seen).body


# ------------------------------------------------------------ what goes well


def test_it_says_who_asks_and_gets_what_is_there(service: StandIn) -> None:
    service.answers["/x"] = Reply(b"hello", headers={"ETag": '"1"', "Last-Modified": "Mon, 05 Mar 2031 10:00:00 GMT"})
    with service.client() as client:
        answer = client.get(service.url("/x"), MOST)
    assert (answer.body, answer.unchanged) == (b"hello", False)
    assert answer.seen == Seen('"1"', "Mon, 05 Mar 2031 10:00:00 GMT")
    assert service.requests[0].headers["User-Agent"].startswith(f"nato-kg/{__version__} ")


@pytest.mark.parametrize("version", [{"etag": '"7"'}, {"modified": "Mon, 05 Mar 2031 10:00:00 GMT"}])
def test_what_was_seen_is_not_sent_again(service: StandIn, version: dict[str, str]) -> None:
    service.answers["/x"] = versioned(b"hello", **version)
    with service.client() as client:
        seen = client.get(service.url("/x"), MOST).seen
        again = client.get(service.url("/x"), MOST, seen)
    assert (again.unchanged, again.body, again.seen) == (True, b"", seen)


def test_a_packed_body_is_unpacked(service: StandIn) -> None:
    service.answers["/x"] = Reply(gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"})
    assert get(service) == b"hello"


def test_redirects_to_the_same_service_are_followed(service: StandIn) -> None:
    service.answers["/x"] = Reply(status=301, headers={"Location": "/y"})
    service.answers["/y"] = Reply(status=307, headers={"Location": service.url("/z")})
    service.answers["/z"] = Reply(b"there")
    assert get(service) == b"there"


def test_the_interval_lies_between_requests(service: StandIn) -> None:
    service.answers["/x"] = Reply(b"hello")
    with service.client(replace(QUICK, interval=5)) as client:
        client.get(service.url("/x"), MOST)
        client.get(service.url("/x"), MOST)
    assert [round(wait) for wait in service.waits] == [5]


# ------------------------------------------------------------ what may pass


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_an_error_that_passes_is_waited_for_longer_each_time(service: StandIn, status: int) -> None:
    service.answers["/x"] = [Reply(status=status), Reply(status=status), Reply(b"hello")]
    assert get(service) == b"hello"
    assert service.waits == [0.25, 0.5]


def test_an_error_that_stays_is_given_up(service: StandIn) -> None:
    service.answers["/x"] = Reply(status=500)
    with pytest.raises(AnswerError, match=r"/x answers with an error \(500 .*run the same command again later"):
        get(service)
    assert len(service.requests) == QUICK.tries


def test_retry_after_in_seconds_and_as_a_day(service: StandIn) -> None:
    day = format_datetime(datetime.now(UTC) + timedelta(seconds=1.9), usegmt=True)
    unclear, past = "soon", format_datetime(datetime(2001, 2, 3, tzinfo=UTC), usegmt=True)
    for asked, waits in (("2", [2.0]), (past, [0.0]), (unclear, [0.25]), ("9" * 400, [0.25])):
        service.waits.clear()
        service.answers["/x"] = [Reply(status=503, headers={"Retry-After": asked}), Reply(b"hello")]
        assert get(service) == b"hello"
        assert service.waits == waits
    service.waits.clear()
    service.answers["/x"] = [Reply(status=429, headers={"Retry-After": day}), Reply(b"hello")]
    assert get(service) == b"hello"
    assert 0 <= service.waits[0] <= 2


def test_a_service_that_wants_long_peace_gets_it(service: StandIn) -> None:
    service.answers["/x"] = Reply(status=429, headers={"Retry-After": "3600"})
    with pytest.raises(AnswerError, match="it asks to be left alone for 3,600 s"):
        get(service)
    assert (len(service.requests), service.waits) == (1, [])


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (raw(HEAD + b"half"), "broke off"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"), "broke off"),
        (raw(b""), "broke off"),
        (raw(b"\x00\xff\x00 nonsense\r\n\r\n"), "broke off"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"), "broke off"),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000), "broke off"),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "cannot be unpacked"),
    ],
)
def test_a_broken_answer_is_asked_for_again(service: StandIn, broken: Reply, message: str) -> None:
    service.answers["/x"] = [broken, Reply(b"whole")]
    assert get(service) == b"whole"
    service.answers["/x"] = broken
    with pytest.raises(AnswerError, match=message):
        get(service)


# ------------------------------------------------------------ what must not hold us


def drip(head: bytes, drop: bytes) -> Reply:
    """A byte now and then: never silent, never done."""
    return raw(head, *([drop] * 200), wait=lambda: time.sleep(0.02))


@pytest.mark.parametrize(
    ("slow", "message"),
    [
        (drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"), "took longer than 0.3 s"),
        (drip(b"HTTP/1.1 200 OK\r\n", b"X-Drop: 1\r\n"), "took longer than 0.3 s"),
        (drip(b"", b"H"), "took longer than 0.3 s|broke off"),
        (raw(HEAD, b"x", wait=lambda: time.sleep(0.5)), "was silent for 0.1 s"),
    ],
    ids=["body", "headers", "first line", "silence"],
)
def test_a_slow_answer_is_cut_off(service: StandIn, slow: Reply, message: str) -> None:
    service.answers["/x"] = slow
    begun = time.monotonic()
    politeness = replace(QUICK, tries=2, silence=0.1, deadline=0.3)
    with service.client(politeness) as client, pytest.raises(AnswerError, match=message):
        client.get(service.url("/x"), MOST)
    assert time.monotonic() - begun < 3
    assert len(service.requests) == 2


def test_after_a_slow_answer_the_client_goes_on(service: StandIn) -> None:
    service.answers["/x"] = [drip(HEAD, b"x"), Reply(b"whole")]
    service.answers["/y"] = Reply(b"more")
    with service.client(replace(QUICK, deadline=0.2)) as client:
        assert client.get(service.url("/x"), MOST).body == b"whole"
        assert client.get(service.url("/y"), MOST).body == b"more"


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        handler.wfile.write(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")


@pytest.mark.parametrize(
    "huge",
    [
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
        Reply(write=endless),
        Reply(b"x" * (MOST + 1)),
        Reply(gzip.compress(bytes(3_000_000)), headers={"Content-Encoding": "gzip"}),
    ],
    ids=["announced", "endless", "one too many", "packed"],
)
def test_a_huge_body_is_refused(service: StandIn, huge: Reply) -> None:
    service.answers["/x"] = huge
    with pytest.raises(AnswerError, match="is larger than 10,000 bytes"):
        get(service)
    assert len(service.requests) == 1


# ------------------------------------------------------------ what must not lead us


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:9/elsewhere",
        "https://example.org/kst-99310-1.xml",
        "file:///etc/passwd",
        "ftp://repository.overheid.nl/x",
        "https://repository.overheid.nl.example.org/",
        "https://repository.overheid.nl@example.org/",
        "http://[broken",
        "//example.org/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "\\\\example.org\\x",
    ],
)
def test_a_redirect_elsewhere_is_refused(service: StandIn, location: str) -> None:
    service.answers["/x"] = Reply(status=302, headers={"Location": location})
    with pytest.raises(AddressError, match=r"/x redirects, but .* is not visited"):
        get(service)
    assert len(service.requests) == 1


@pytest.mark.parametrize("location", ["/x", "/y", ""])
def test_a_redirect_loop_ends(service: StandIn, location: str) -> None:
    service.answers["/x"] = Reply(status=302, headers={"Location": location})
    service.answers["/y"] = Reply(status=302, headers={"Location": "/x"})
    with pytest.raises(AnswerError, match="/x redirects more than 3 times"):
        get(service)
    assert len(service.requests) == QUICK.most_redirects + 1


def test_an_endless_way_ends(service: StandIn) -> None:
    def further(request: Request) -> Reply:
        step = int(request.query.get("n", 0)) + 1
        return Reply(status=302, headers={"Location": f"/x?n={step}"})

    service.answers["/x"] = further
    with pytest.raises(AnswerError, match="redirects more than 3 times"):
        get(service)


def test_no_other_address_is_asked(service: StandIn) -> None:
    with service.client() as client, pytest.raises(AddressError, match=r"'https://example.org/' is not visited"):
        client.get("https://example.org/", MOST)


# ------------------------------------------------------------ other answers


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, r"there is nothing at .*/x \(404 Not Found\); look at it in a browser"),
        (410, "there is nothing"),
        (403, r"/x cannot be read \(403 Forbidden\)"),
        (204, "cannot be read"),
        (206, "cannot be read"),
        (304, "cannot be read"),
    ],
)
def test_other_answers_are_errors_at_once(service: StandIn, status: int, message: str) -> None:
    service.answers["/x"] = Reply(status=status)
    with pytest.raises(AnswerError, match=message):
        get(service)
    assert len(service.requests) == 1


def test_a_version_that_cannot_be_sent_back_is_forgotten(service: StandIn) -> None:
    service.answers["/x"] = Reply(b"x", headers={"ETag": '"' + "e" * 5000 + '"'})
    with service.client() as client:
        assert client.get(service.url("/x"), MOST).seen == Seen()


def test_offline_is_said_at_once() -> None:
    with StandIn() as gone:
        services = Services(gone.url("/sru"))
    waits: list[float] = []
    with Client(services, Politeness(interval=0), waits.append) as client, pytest.raises(OfflineError) as caught:
        client.get(services.search, MOST)
    assert str(caught.value).startswith("127.0.0.1 cannot be reached: ")
    assert "check the connection" in str(caught.value)
    assert (caught.value.exit_code, caught.value.identifier, waits) == (4, services.search, [])


def test_a_connection_that_is_lost_is_tried_again(service: StandIn) -> None:
    service.answers["/x"] = Reply(b"hello", headers={"Connection": "close"})
    with service.client() as client:
        client.get(service.url("/x"), MOST)
        service.__exit__(None, None, None)
        with pytest.raises(OfflineError, match="cannot be reached"):
            client.get(service.url("/x"), MOST)
    assert service.waits == [0.25, 0.5]
