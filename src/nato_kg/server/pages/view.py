"""One request as the pages see it: which graph, in which language, on which day, and how to link to the next page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from starlette.requests import Request

from nato_kg.followups import Searched, read_searched
from nato_kg.interface import LANGUAGES
from nato_kg.queries.parameters import parse_day
from nato_kg.register import RegisterEntry
from nato_kg.server.addresses import page_address
from nato_kg.server.pages.texts import Texts, load_texts
from nato_kg.traverse import KnowledgeGraph
from nato_kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from nato_kg.server.state import State

Made = TypeVar("Made")
_MADE: WeakKeyDictionary[object, dict[str, Any]] = WeakKeyDictionary()
_LOCKS: WeakKeyDictionary[object, RLock] = WeakKeyDictionary()
_CARRIED: Final = ("lang", "as_of")


@dataclass(frozen=True)
class View:
    """The graph on the reader's day, with everything that a page needs to speak and to link."""

    request: Request
    graph: KnowledgeGraph
    texts: Texts
    register: tuple[RegisterEntry, ...] = ()  # what was promised aloud

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.texts.language

    @property
    def as_of(self) -> date:
        """The day on which statuses are told."""
        return self.graph.as_of

    @property
    def vocabulary(self) -> Vocabulary:
        """The ontology, which every day shares."""
        return self.once("vocabulary", lambda: self.graph.vocabulary, on_any_day=True)

    @property
    def searched(self) -> Searched:
        """How much the graph holds up to the reader's day."""
        return self.once("searched", lambda: read_searched(self.graph.store, self.as_of))

    @cached_property
    def later_letters(self) -> frozenset[str]:
        """The ids of letters of a later day, which the reader's day does not know."""
        return frozenset(self.graph.store.info.letters) - {letter for letter, _, _ in self.searched.days}

    @cached_property
    def asked(self) -> Mapping[str, str]:
        """What the address asks for; of a name that stands twice, the last."""
        return {name: value for name, value in self.request.query_params.items() if value}

    @property
    def carried(self) -> dict[str, str]:
        """What every link takes along: the language and the day, where the address names them."""
        return {name: self.asked[name] for name in _CARRIED if name in self.asked}

    def to(self, path: str, **asked: object) -> str:
        """The address of a page of ours, with what is asked of it; ``None`` leaves a thing out."""
        path, _, place = path.partition("#")
        given = {name: str(value) for name, value in asked.items() if value not in (None, "")}
        query = urlencode({**given, **self.carried})
        return path + (f"?{query}" if query else "") + (f"#{place}" if place else "")

    def page(self, iri: str) -> str | None:
        """The address of the page of a thing, code or term; ``None`` for what is not the graph's own."""
        address = page_address(iri)
        return self.to(address) if address else None

    def here(self, **changes: object) -> str:
        """The address of this page with something changed; ``None`` takes a thing out."""
        asked = {**self.asked, **{name: None if value is None else str(value) for name, value in changes.items()}}
        query = urlencode({name: value for name, value in asked.items() if value})
        return self.request.url.path + (f"?{query}" if query else "")

    def once(self, name: str, make: Callable[[], Made], *, on_any_day: bool = False) -> Made:
        """What ``make`` gives, kept for as long as this graph is served in this language on this day (or on any)."""
        made = _MADE.setdefault(self.graph.store if on_any_day else self.graph, {})
        name = f"{name}-{self.language}" if on_any_day else name
        if name not in made:
            with _LOCKS.setdefault(self.graph.store, RLock()):  # made once, however many ask at the same time
                if name not in made:
                    made[name] = make()
        result: Made = made[name]
        return result


def make_view(request: Request, state: State) -> View:
    """The view of a request. Raises :class:`~nato_kg.errors.UsageError` for a day that is none."""
    language = _language(request, state.settings.language)
    given = request.query_params.get("as_of")
    day = parse_day(given, "as_of") if given else date.today()
    return View(request, state.graph(language, day), load_texts(language), state.register)


def _language(request: Request, otherwise: str) -> str:
    """The language asked for, else the first of those that the browser prefers, else the server's own."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    weighed: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "")[:200].split(","):
        name, _, weight = part.partition(";q=")
        try:
            weighed.append((-float(weight or 1), name.strip().lower()[:2]))
        except ValueError:
            continue
    preferred = (name for _, name in sorted(weighed, key=lambda entry: entry[0]) if name in LANGUAGES)
    return next(preferred, otherwise)
