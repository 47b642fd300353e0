"""Pages are kept until the graph changes, and not sent again to those who have them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from nato_kg.server import make_app
from nato_kg.store import open_store, publish

PAGE = "/page/mission/eufor-althea?as_of=2023-12-31"


def test_a_page_is_the_same_when_asked_again_and_is_not_sent_twice(pages: TestClient) -> None:
    first = pages.get(PAGE)
    assert pages.get(PAGE).content == first.content
    again = pages.get(PAGE, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    dutch = pages.get(PAGE, headers={"If-None-Match": first.headers["etag"], "Accept-Language": "nl"})
    assert dutch.status_code == 200
    assert dutch.headers["etag"] != first.headers["etag"]


def test_what_could_not_be_shown_is_not_kept(pages: TestClient) -> None:
    assert "etag" not in pages.get("/page/state/nowhere").headers
    assert "etag" not in pages.get("/ledger.csv").headers


def test_another_graph_gives_another_page(pages_store: Path, tmp_path: Path) -> None:
    publish(tmp_path / "store", {}, replace(open_store(pages_store).info, asserted=0))
    with TestClient(make_app(tmp_path / "store"), base_url="http://localhost") as client:
        assert client.get(PAGE).status_code == 404
        empty = client.get("/")
        assert empty.status_code == 200
        (tmp_path / "store" / "current").unlink()
        (tmp_path / "store" / "current").symlink_to((pages_store / "current").resolve())
        assert client.get(PAGE).status_code == 200
        assert client.get("/").content != empty.content
