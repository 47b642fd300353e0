"""The OpenAPI 3.1 description of the catalogue's JSON API, made from the headers of the questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from nato_kg import __version__
from nato_kg.interface import LANGUAGES
from nato_kg.queries import Column, Parameter, Question, load_catalogue

_PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
_CELLS: Final[Mapping[str, dict[str, Any]]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
}


def openapi_document() -> str:
    """The description as JSON."""
    questions = load_catalogue().values()
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "nato-kg: the catalogue of questions",
            "version": __version__,
            "description": "What ministers wrote to parliament about defence, as answers to fixed questions.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/api/questions": {"get": _list_operation()},
            **{f"/api/questions/{question.name}": {"get": _operation(question)} for question in questions},
        },
        "components": {"schemas": {"Problem": _problem_schema()}},
    }
    return json.dumps(document, ensure_ascii=False)


def _list_operation() -> dict[str, Any]:
    schema = {"type": "object", "required": ["questions"], "properties": {"questions": {"type": "array"}}}
    return {
        "operationId": "questions",
        "summary": "The questions",
        "responses": {"200": _content("The questions", {"application/json": schema}), **_problems("503")},
    }


def _operation(question: Question) -> dict[str, Any]:
    rows = {"application/json": _answer_schema(question), "text/csv": {"type": "string"}}
    return {
        "operationId": question.name,
        "summary": question.title["en"],
        "description": question.description["en"],
        "parameters": [*map(_parameter, question.parameters.values()), _language()],
        "responses": {
            "200": _content("The answer", rows),
            "304": {"description": "Not changed since the answer with that ETag"},
            **_problems("400", "404", "406", "409", "503"),
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": 500}
    if parameter.type == "date":
        schema = {"type": "string", "format": "date"}
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.description["en"],
        "schema": schema,
    }


def _language() -> dict[str, Any]:
    schema = {"type": "string", "enum": list(LANGUAGES)}
    return {"name": "lang", "in": "query", "description": "the language of labels", "schema": schema}


def _answer_schema(question: Question) -> dict[str, Any]:
    properties = {key: value for column in question.columns.values() for key, value in _cells(column).items()}
    row = {"type": "object", "required": list(properties), "properties": properties}
    return {
        "type": "object",
        "required": ["question", "title", "parameters", "columns", "rows"],
        "properties": {
            "question": {"const": question.name},
            "title": {"type": "string"},
            "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
            "columns": {"type": "array", "items": {"type": "object"}},
            "rows": {"type": "array", "items": row},
        },
    }


def _cells(column: Column) -> dict[str, Any]:
    """The schemas of a column's cells; things and codes have their labels beside them."""
    cell = _CELLS.get(column.type, {"type": "string"})
    schema = {"type": "array", "items": cell} if column.many else {"type": [cell["type"], "null"]}
    shown = {**schema, "description": column.title["en"]}
    if column.type not in {"thing", "code"}:
        return {column.name: shown}
    return {column.name: shown, f"{column.name}Label": schema}


def _problems(*statuses: str) -> dict[str, Any]:
    told = {
        "400": "The request is wrong",
        "404": "Nothing has that name; candidates are near",
        "406": "No such form",
        "409": "Several things have that name: the candidates",
        "503": "Too much at a time; see Retry-After",
    }
    return {status: _content(told[status], {"application/problem+json": _PROBLEM}) for status in statuses}


def _problem_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "candidates": {"type": "array", "items": {"type": "string"}},
        },
    }


def _content(description: str, schemas: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {media: {"schema": schema} for media, schema in schemas.items()}}
