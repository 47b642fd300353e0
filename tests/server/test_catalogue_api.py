"""The catalogue as JSON, and its OpenAPI description."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from nato_kg.queries import load_catalogue

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def description(client: TestClient) -> Any:
    return client.get("/api/openapi.json").json()


def conforms(value: Any, schema: Any) -> bool:
    """As much of JSON Schema as the description uses."""
    kinds: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "object": dict,
        "array": list,
        "null": type(None),
    }
    if "const" in schema:
        return bool(value == schema["const"])
    wanted = schema.get("type", [])
    if not any(isinstance(value, kinds[kind]) for kind in ([wanted] if isinstance(wanted, str) else wanted)):
        return False
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return set(schema.get("required", [])) <= set(value) and all(conforms(value[k], s) for k, s in known.items())
    return not isinstance(value, list) or all(
        conforms(item, schema.get("items", {"type": list(kinds)})) for item in value
    )


def test_the_list_of_questions(client: TestClient) -> None:
    questions = client.get("/api/questions").json()["questions"]
    assert [question["name"] for question in questions] == list(CATALOGUE)
    assert all(set(question["title"]) == {"en", "nl"} for question in questions)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_question_is_answered_as_it_is_described(client: TestClient, description: Any, name: str) -> None:
    operation = description["paths"][f"/api/questions/{name}"]["get"]
    asked = {p["name"] for p in operation["parameters"]}
    assert asked == {*CATALOGUE[name].parameters, "lang"}
    answer = client.get(f"/api/questions/{name}").json()
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert conforms(answer, schema)
    assert set(schema["properties"]["rows"]["items"]["properties"]) >= set(CATALOGUE[name].columns)


def test_a_problem_is_as_it_is_described(client: TestClient, description: Any) -> None:
    schema = description["components"]["schemas"]["Problem"]
    assert conforms(client.get("/api/questions/members?organisation=nowhere").json(), schema)
    assert description["openapi"] == "3.1.0"


def test_an_answer_in_two_languages_and_as_csv(client: TestClient) -> None:
    asked = {"organisation": "NATO", "on": "2022-10-12"}
    english = client.get("/api/questions/members", params=asked).json()
    dutch = client.get("/api/questions/members", params={**asked, "lang": "nl"}).json()
    assert len(english["rows"]) == len(dutch["rows"]) == 30
    assert "Germany" in {row["stateLabel"] for row in english["rows"]}
    assert "Duitsland" in {row["stateLabel"] for row in dutch["rows"]}
    csv = client.get("/api/questions/members", params=asked, headers={"Accept": "text/csv"})
    assert csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(csv.text.splitlines()) == 31


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("/api/questions/none", 404, "no question is called 'none'"),
        ("/api/questions/member", 404, "did you mean members"),
        ("/api/questions/members?organization=NATO", 400, "has no parameter 'organization'"),
        ("/api/questions/members?organisation=nowhere", 404, "nothing is called 'nowhere'"),
        ("/api/questions/members?on=tomorrow", 400, "is not a day"),
        ("/api/questions/members?on=2022-01-01&on=2023-01-01", 400, "given twice"),
        ("/api/questions/members?lang=fr", 400, "no language is called 'fr'"),
        ("/api/questions/members?organisation=" + "x" * 501, 400, "too long"),
        ("/api/questions/members?organisation=%FF", 400, "cannot be read"),
        ("/api/questions/members?organisation=%00%7D%20UNION", 404, "nothing is called"),
        ("/api/none", 404, "Not Found"),
    ],
)
def test_what_is_wrong_is_a_problem_with_a_reason(client: TestClient, path: str, status: int, reason: str) -> None:
    done = client.get(path)
    assert (done.status_code, done.headers["content-type"]) == (status, "application/problem+json")
    assert reason in done.json()["detail"]
    assert done.json()["status"] == status


def test_a_name_that_can_be_several_things_comes_with_its_candidates(client: TestClient) -> None:
    several = client.get("/api/questions/evidence", params={"statement": "session1"})
    near = client.get("/api/questions/members", params={"organisation": "NATOO"})
    assert (near.status_code, near.json()["candidates"]) == (404, ["nato"])
    assert several.status_code == 409
    assert several.json()["candidates"] == ["kst-28676-418/session1", "kst-99001-7/session1"]


def test_answers_are_kept_and_tagged(client: TestClient) -> None:
    path = "/api/questions/letters?lang=nl"
    first = client.get(path)
    counted = client.get("/metrics").text
    assert client.get(path).content == first.content
    assert client.get("/metrics").text != counted
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/questions/letters?lang=en").headers["etag"] != first.headers["etag"]
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406
    assert json.loads(first.text)["parameters"] == {}
