"""The catalogue as JSON: its questions, their answers, and a description that programs read."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from nato_kg.errors import UnknownNameError, UsageError
from nato_kg.interface import LANGUAGES
from nato_kg.queries import Question, load_catalogue, load_question
from nato_kg.render.rows import question_columns, rows_as_csv
from nato_kg.server.answers import Kept
from nato_kg.server.negotiate import choose
from nato_kg.server.openapi import openapi_document
from nato_kg.server.protocol import read_fields
from nato_kg.server.replies import matches
from nato_kg.server.state import State

JSON: Final = "application/json"
CSV: Final = "text/csv; charset=utf-8"
_QUICK_SECONDS: Final = 0.003
_QUICK_IN_A_ROW: Final = 5
_OFFERS: Final = (JSON, "text/csv")


class _Pace:
    """How long a question with the same parameters took of late.

    Handing a question to a thread costs more than a look-up takes. So those that have all been quick are answered in
    place; the first that is not goes back to the threads, where nobody waits for it.
    """

    def __init__(self) -> None:
        self._quick = 0  # answers in a row

    async def run(self, make: Callable[[], str]) -> str:
        """What ``make`` gives."""

        def timed() -> tuple[str, float]:
            begun = time.thread_time()  # its own work; not what others do meanwhile
            return make(), time.thread_time() - begun

        made, seconds = timed() if self._quick >= _QUICK_IN_A_ROW else await run_in_threadpool(timed)
        self._quick = self._quick + 1 if seconds < _QUICK_SECONDS else 0
        return made


class Catalogue:
    """``/api/…``. Answers are kept for as long as the graph that gave them is published."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._paces: dict[tuple[str, ...], _Pace] = {}

    async def questions(self, request: Request) -> Response:
        """The list of questions."""
        return await self._reply(request, ("questions", self._state.version), _list_questions)

    async def description(self, request: Request) -> Response:
        """The OpenAPI description, made from the headers of the questions."""
        return await self._reply(request, ("openapi", self._state.version), openapi_document)

    async def answer(self, request: Request) -> Response:
        """The answer to a question, in JSON or CSV."""
        # Parameters left out may mean today.
        asked = request.scope["path"], request.scope["query_string"], request.headers.get("accept")
        key = (*asked, date.today(), self._state.version)
        kept = self._state.answers.get(key)
        if kept is not None:
            return self._give(request, kept, "yes")
        name = request.path_params["name"]
        try:
            question = load_question(name)
        except UnknownNameError as error:
            raise HTTPException(404, str(error).replace("run 'nato-kg query' for", "see /api/questions for")) from error
        given, language = _parameters(request, question, self._state.settings.language)
        media = choose(request.headers.get("accept"), _OFFERS)
        if media is None:
            raise HTTPException(406, f"questions are answered as {', '.join(_OFFERS)}")
        make = partial(self._ask, question, given, language, media == JSON)
        pace = self._paces.setdefault((question.name, *sorted(given)), _Pace())
        return self._give(request, await self._keep(key, make, media, pace), "no")

    def _ask(self, question: Question, given: Mapping[str, str], language: str, as_json: bool) -> str:
        graph = self._state.graph(language)
        rows = list(graph.query(question.name, **given))
        if not as_json:
            return rows_as_csv(rows, question_columns(question))
        answer = {
            "question": question.name,
            "title": question.title[language],
            "parameters": given,
            "columns": _columns(question, language),
            "rows": rows,
        }
        return json.dumps(answer, ensure_ascii=False)

    async def _reply(self, request: Request, key: Hashable, make: Callable[[], str]) -> Response:
        """What is kept under a key, or else what ``make`` gives."""
        kept = self._state.answers.get(key)
        return self._give(request, kept or await self._keep(key, make, JSON), "yes" if kept else "no")

    async def _keep(self, key: Hashable, make: Callable[[], str], media: str, pace: _Pace | None = None) -> Kept:
        """What ``make`` gives, made in a thread, or in place where it has been quick, and then kept."""
        body = (await (pace.run(make) if pace else run_in_threadpool(make))).encode()
        etag = f'"{hashlib.sha256(repr(key).encode()).hexdigest()[:24]}"'
        kept = Kept(body, JSON if media == JSON else CSV, etag)
        self._state.answers.put(key, kept)
        return kept

    def _give(self, request: Request, kept: Kept, before: str) -> Response:
        self._state.metrics.count("cache", kept=before)
        headers = {"ETag": kept.etag, "Cache-Control": "no-cache", "Vary": "Accept"}
        if matches(request, kept.etag):
            return Response(status_code=304, headers=headers)
        return Response(kept.body, headers=headers, media_type=kept.media_type)


def _parameters(request: Request, question: Question, language: str) -> tuple[dict[str, str], str]:
    """The parameters of a question, each once, and the language of its labels."""
    given: dict[str, str] = {}
    for name, value in read_fields(request.url.query):
        if name in given:
            raise UsageError(f"the parameter {name[:40]} is given twice", hint="give it once")
        if name not in question.parameters and name != "lang":
            taken = ", ".join([*question.parameters, "lang"])
            raise UsageError(f"'{question.name}' has no parameter '{name[:40]}'", hint=f"it takes {taken}")
        if len(value) > 500:
            raise UsageError(f"the value of {name[:40]} is too long", hint="give an id, a name or a day")
        given[name] = value
    language = given.pop("lang", language)
    if language not in LANGUAGES:
        raise UsageError(f"no language is called '{language[:20]}'", hint=f"use one of {', '.join(LANGUAGES)}")
    return given, language


def _list_questions() -> str:
    return json.dumps({"questions": [_shown(question) for question in load_catalogue().values()]}, ensure_ascii=False)


def _shown(question: Question) -> dict[str, Any]:
    parameters = [
        {"name": p.name, "type": p.type, "kind": p.kind, "default": p.default, "description": dict(p.description)}
        for p in question.parameters.values()
    ]
    columns = [
        {"name": c.name, "type": c.type, "many": c.many, "title": dict(c.title)} for c in question.columns.values()
    ]
    return {
        "name": question.name,
        "title": dict(question.title),
        "description": dict(question.description),
        "parameters": parameters,
        "columns": columns,
        "answer": f"/api/questions/{question.name}",
    }


def _columns(question: Question, language: str) -> list[dict[str, Any]]:
    return [
        {"name": c.name, "type": c.type, "many": c.many, "title": c.title[language]} for c in question.columns.values()
    ]
