"""A service on this machine in place of the official ones: answers what a test tells it, and notes what is asked.

The forms are those of the services' published answers and schemas; papers, numbers and sentences are made up.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

from nato_kg.fetch import Client, Politeness, Services

SEARCH, REGISTER = "/sru", "/OData/v4/2.0/Toezegging"
QUICK = Politeness(interval=0, tries=3, first_wait=0.25, longest_wait=2, silence=0.5, deadline=0.6, most_redirects=3)


@dataclass(frozen=True)
class Request:
    """What was asked."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What is answered; ``write`` writes raw bytes instead, for answers that no server should give."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None


Answering = Reply | Callable[[Request], Reply]


class StandIn:
    """The service. ``answers[path]`` is a reply, a function of the request, or a list of them: one after the other."""

    def __init__(self) -> None:
        self.answers: dict[str, Answering | list[Answering]] = {}
        self.requests: list[Request] = []
        self.waits: list[float] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    def __enter__(self) -> StandIn:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def client(self, politeness: Politeness = QUICK) -> Client:
        """A client that knows only this service, and notes its waits instead of waiting."""
        return Client(Services(self.url(SEARCH), self.url(REGISTER)), politeness, self.waits.append)

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def _reply(self, request: Request) -> Reply:
        self.requests.append(request)
        answer = self.answers.get(request.path, Reply(status=404))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        return answer if isinstance(answer, Reply) else answer(request)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                reply = stand_in._reply(Request(parts.path, query, dict(self.headers.items())))
                with contextlib.suppress(OSError):  # the client has gone, as it should
                    if reply.write:
                        self.close_connection = True
                        reply.write(self)
                        return
                    self.send_response(reply.status)
                    for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
                pass

        return Handler


def raw(*pieces: bytes, wait: Callable[[], object] = lambda: None) -> Reply:
    """Bytes as they are, waiting before each piece but the first; then the connection ends."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        for number, piece in enumerate(pieces):
            if number:
                wait()
            handler.wfile.write(piece)
            handler.wfile.flush()

    return Reply(write=write)


def versioned(body: bytes, etag: str = "", modified: str = "") -> Callable[[Request], Reply]:
    """A body with its version, that is sent only to those who have another."""
    headers = {name: value for name, value in {"ETag": etag, "Last-Modified": modified}.items() if value}

    def answer(request: Request) -> Reply:
        known = (etag and request.headers.get("If-None-Match") == etag) or (
            modified and request.headers.get("If-Modified-Since") == modified
        )
        return Reply(status=304, headers=headers) if known else Reply(body, headers=headers)

    return answer


# ------------------------------------------------------------ the official publications


@dataclass(frozen=True)
class Paper:
    """A paper that was never published."""

    number: str
    dossier: str = "99310"
    issued: str = "2031-03-14"
    kind: str = "Brief"
    sentence: str = "Ik zend u vóór de zomer een overzicht van de schepen."

    @property
    def id(self) -> str:
        return f"kst-{self.dossier}-{self.number}"

    def path(self, form: str) -> str:
        name = "metadata.xml" if form == "metadata" else f"{self.id}.{form}"
        return f"/frbr/officielepublicaties/kst/{self.dossier}/{self.id}/1/{form}/{name}"

    @property
    def xml(self) -> bytes:
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><kamerstuk>
  <kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2030-2031</tekstregel></kamerstukkop>
  <dossier><dossiernummer><dossiernr>{self.dossier[:2]} {self.dossier[2:]}</dossiernr></dossiernummer>
    <titel>Verzonnen schepen</titel></dossier>
  <stuk><stuknr>Nr. <ondernummer kamer="2">{self.number}</ondernummer></stuknr>
    <titel>BRIEF VAN DE MINISTER VAN DEFENSIE</titel>
    <algemeen><vrije-tekst><tekst>
      <al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al><al>Den Haag, 14 maart 2031</al>
      <al>{self.sentence}</al>
    </tekst></vrije-tekst></algemeen></stuk>
</kamerstuk></officiele-publicatie>
""".encode()

    @property
    def metadata(self) -> bytes:
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<metadata_gegevens>
<metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="{self.id}"/>
<metadata name="OVERHEIDop.dossiernummer" scheme="" content="{self.dossier}"/>
<metadata name="DCTERMS.issued" scheme="DCTERMS.W3CDTF" content="{self.issued}"/>
</metadata_gegevens>
""".encode()

    @property
    def html(self) -> bytes:
        head = f"<head><title>{self.id}</title></head>"
        return f"<!DOCTYPE html><html>{head}<body><p>{self.sentence}</p></body></html>".encode()


def publish(service: StandIn, *papers: Paper, forms: Sequence[str] = ("xml", "metadata", "html")) -> None:
    """Let the service hold these papers: the search finds them, and their files are there with a version."""
    for paper in papers:
        for form in forms:
            service.answers[paper.path(form)] = versioned(getattr(paper, form), f'"{paper.id}-{form}-1"')
    service.answers[SEARCH] = lambda request: Reply(found_papers(service, papers, request.query["query"], forms))


def found_papers(service: StandIn, papers: Sequence[Paper], query: str, forms: Sequence[str]) -> bytes:
    """The answer to a question: those of the papers whose id or dossier and kind it names."""
    found = [
        p
        for p in papers
        if f'"{p.id}"' in query
        or (f'"{p.dossier}"' in query and ("subrubriek" not in query or f'w.subrubriek=="{p.kind}"' in query))
    ]
    return answer_page([record(service, paper, forms) for paper in found])


def record(service: StandIn, paper: Paper, forms: Sequence[str] = ("xml",), **files: str) -> str:
    """A record of the search service. ``files`` are addresses to give instead of the paper's own."""
    addresses = {**{form: service.url(paper.path(form)) for form in forms}, **files}
    items = "".join(
        f"<gzd:itemUrl manifestation={quoteattr(form)}>{escape(address)}</gzd:itemUrl>"
        for form, address in addresses.items()
    )
    return f"""<sru:record><sru:recordData><gzd:gzd><gzd:originalData><overheidwetgeving:meta>
<overheidwetgeving:owmskern><dcterms:identifier>{escape(paper.id)}</dcterms:identifier>
<dcterms:title>Verzonnen schepen; {paper.kind}</dcterms:title></overheidwetgeving:owmskern>
<overheidwetgeving:owmsmantel><dcterms:issued>{paper.issued}</dcterms:issued></overheidwetgeving:owmsmantel>
<overheidwetgeving:tpmeta><overheidwetgeving:subrubriek>{paper.kind}</overheidwetgeving:subrubriek>
</overheidwetgeving:tpmeta></overheidwetgeving:meta></gzd:originalData><gzd:enrichedData>{items}</gzd:enrichedData>
</gzd:gzd></sru:recordData></sru:record>"""


def answer_page(records: Sequence[str], *, total: int | None = None, following: object = "", more: str = "") -> bytes:
    """An answer of the search service."""
    position = f"<sru:nextRecordPosition>{following}</sru:nextRecordPosition>" if following else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<sru:searchRetrieveResponse xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"
 xmlns:gzd="http://standaarden.overheid.nl/sru" xmlns:diag="http://docs.oasis-open.org/ns/search-ws/diagnostic">
<sru:version>2.0</sru:version><sru:numberOfRecords>{len(records) if total is None else total}</sru:numberOfRecords>
<sru:records>{"".join(records)}</sru:records>{position}{more}
</sru:searchRetrieveResponse>
""".encode()


# ------------------------------------------------------------ the register


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def commitment(number: int, **fields: Any) -> dict[str, Any]:
    """An entity Toezegging, as the OData service gives it."""
    return {
        "Id": guid(number),
        "Nummer": f"TZ203103-{number:03}",
        "Tekst": "De minister stuurt de Kamer een verzonnen brief.",
        "Status": "Openstaand",
        "Aanmaakdatum": "2031-03-14T00:00:00+01:00",
        "Verwijderd": False,
        **fields,
    }


def odata_page(*items: dict[str, Any], following: object = None) -> bytes:
    """An answer of the OData service."""
    content: dict[str, Any] = {"@odata.context": "https://example.org/$metadata#Toezegging", "value": list(items)}
    return json.dumps({**content, **({"@odata.nextLink": following} if following else {})}).encode()
