"""What is looked at in a stranger's query before anything parses it: its tokens.

The parser in the worker decides what a query means. This screen refuses what must not get there: text that is too
long or nested too deep (which ends a parser's process), SERVICE in any case and place, updates, and graphs that the
store does not hold. It errs on the side of refusing: where the parser could read a text in another way than this
reads it, the text is refused (an address without ``://`` that holds ``#`` or a quote; ``SERVICE`` glued to a word).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from nato_kg.errors import ForbiddenQueryError, UsageError
from nato_kg.namespaces import PREFIXES
from nato_kg.server.settings import Limits

_LOCAL: Final = r"(?:[\w.:·‿⁀-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*+"
_TOKEN: Final = re.compile(
    rf"""
    (?P<space>[ \t\r\n]++|\#[^\r\n]*+)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<string>\"{{3}}(?:[^"\\]|\\.|"(?!""))*+\"{{3}} | '{{3}}(?:[^'\\]|\\.|'(?!''))*+'{{3}}
             | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+')
  | (?P<variable>[?$]\w++)
  | (?P<number>\d++(?:\.\d++)?(?:[eE][+-]?\d++)?|\.\d++(?:[eE][+-]?\d++)?)
  | (?P<name>(?:[^\W\d][\w.-]*+)?:{_LOCAL})
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<word>[^\W\d]\w*+)
  | (?P<sign>&&|\|\||!=|<=|>=|\^\^|[{{}}()\[\]<>=!+\-*/|^?.,;])
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
_CHAINED: Final = frozenset({"!", "&&", "||", "+", "-", "*", "/", "|", "^"})
_CHAINED_WORDS: Final = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "EXISTS", "NOT"})
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
)  # SPARQL 1.1 Update
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^#']*")


class Token(NamedTuple):
    """A piece of a query: its kind (a group of the pattern) and its text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Screened:
    """A query that may go to a worker: its form and the graphs that it names with FROM."""

    form: str
    graphs: tuple[str, ...]
    changing: bool  # whether it may answer otherwise the next time, on the same graph


def screen(query: str, limits: Limits) -> Screened:
    """Look at a query. Raises :class:`~nato_kg.errors.UsageError` for what is too long, too deep or unreadable, and
    :class:`~nato_kg.errors.ForbiddenQueryError` for an update or a SERVICE.
    """
    if len(query.encode()) > limits.query_bytes:
        raise UsageError(f"the query is longer than {limits.query_bytes} bytes", hint="shorten it")
    tokens = list(_tokens(query, limits.tokens))
    _measure(tokens, limits)
    for token in tokens:
        _refuse_service(token)
    form, start = _form(tokens)
    changing = any(t.kind == "word" and t.text.upper() in {"NOW", "RAND", "UUID", "STRUUID", "BNODE"} for t in tokens)
    return Screened(form, tuple(_graphs(tokens, start)), changing)


def _tokens(query: str, most: int) -> Iterator[Token]:
    """The tokens of a query, without blanks and comments."""
    position = count = 0
    while position < len(query):
        match = _TOKEN.match(query, position)
        if match is None:
            line = query.count("\n", 0, position) + 1
            raise UsageError(f"no valid SPARQL: line {line} cannot be read at '{query[position : position + 12]}'")
        position = match.end()
        kind = match.lastgroup or ""
        if kind == "space":
            continue
        count += 1
        if count > most:
            raise UsageError(f"the query has more than {most} words and signs", hint="shorten it")
        if kind == "iri" and re.search("[#']", match.group()) and "://" not in re.split("[#']", match.group())[0]:
            raise UsageError(f"the address {match.group()[:60]} is not whole", hint="write it with its https://…")
        yield Token(kind, match.group())


def _measure(tokens: list[Token], limits: Limits) -> None:
    depth = chained = 0
    for kind, text in tokens:
        if kind == "sign":
            depth += (text in _OPENING) - (text in _CLOSING)
            chained += text in _CHAINED
        elif kind == "word":
            chained += text.upper() in _CHAINED_WORDS
        if depth > limits.nesting:
            raise UsageError(f"brackets are nested more than {limits.nesting} deep", hint="write the query flatter")
        if chained > limits.chain:
            raise UsageError(f"the query joins more than {limits.chain} parts", hint="split it, or use VALUES")


def _refuse_service(token: Token) -> None:
    """A parser that needs no blanks between words may see ``true`` and ``SERVICE`` in ``trueSERVICE``."""
    kind, text = token.kind, token.text.lower()
    if (kind == "word" and "service" in text) or (
        kind == "name" and ("service" in text.split(":", 1)[0] or text.endswith(".service"))
    ):
        raise ForbiddenQueryError(
            "SERVICE is not answered here: a query reads this graph alone",
            hint="ask the other service yourself; a prefix or word may not hold 'service' either",
        )


def _form(tokens: list[Token]) -> tuple[str, int]:
    """The form of the query and where it begins, after BASE and PREFIX."""
    at = 0
    while at < len(tokens) and tokens[at].kind == "word":
        word = tokens[at].text.upper()
        if word in _FORMS:
            return word, at
        if word in _UPDATES:
            raise ForbiddenQueryError(f"{word} would change the graph, which is read-only here", hint="use SELECT")
        if word not in {"BASE", "PREFIX"}:
            break
        at += 2 if word == "BASE" else 3
    raise UsageError("this is no query", hint="begin it with SELECT, ASK, CONSTRUCT or DESCRIBE")


def _graphs(tokens: list[Token], start: int) -> Iterator[str]:
    """The addresses that FROM and FROM NAMED name."""
    prefixes = {f"{name}:": iri for name, iri in PREFIXES.items()}
    for word, name, iri in zip(tokens[:start], tokens[1:], tokens[2:], strict=False):
        if word.text.upper() == "PREFIX" and name.kind == "name":
            prefixes[name.text] = iri.text[1:-1]
    for number, token in enumerate(tokens[start:], start):
        if token.kind == "word" and token.text.upper() == "FROM":
            after = tokens[number + 1 : number + 3]
            named = bool(after) and after[0].text.upper() == "NAMED"
            yield _absolute(after[named] if len(after) > named else Token("", ""), prefixes)


def _absolute(token: Token, prefixes: dict[str, str]) -> str:
    iri = token.text[1:-1] if token.kind == "iri" else ""
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        iri = prefixes.get(f"{prefix}:", "") + local
    if "\\" in iri or not _ABSOLUTE.match(iri):
        raise UsageError(f"FROM {token.text[:60]} is no address of a graph", hint="write it in full, in < and >")
    return iri
