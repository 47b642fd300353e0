"""One worker process: it reads queries from standard input, answers on standard output, and may die of any of them.

Run as ``python -I -m nato_kg.server.worker FOLDER MEMORY_MB SECONDS``. It raises its walls, opens the store for
reading, says so, and then answers one query after the other until standard input closes. See :mod:`.frames` for what
goes over the pipes. A query that takes too long, too much memory or the process itself is the server's to notice.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from nato_kg.namespaces import PREFIXES
from nato_kg.server import frames, walls

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

#: A graph that no store holds: pyoxigraph takes an empty list of graphs for "all of them".
_NO_GRAPH: Final = "urn:nato-kg:no-graph"


class _TooMuchError(Exception):
    """An answer above its limit: of rows or bytes."""


class _Answer(io.BytesIO):
    """What is written to it, up to a number of bytes and, where each is a line, of rows."""

    def __init__(self, most_bytes: int, most_lines: int | None = None) -> None:
        super().__init__()
        self.lines = 0
        self._left = most_bytes
        self._most_lines = most_lines

    def write(self, part: Any) -> int:
        """Take a part. Raises :class:`_TooMuchError` above a limit; nothing of the answer is then used."""
        self._left -= len(part)
        if self._left < 0:
            raise _TooMuchError("bytes")
        if self._most_lines is not None:
            self.lines += bytes(part).count(b"\n")
            if self.lines > self._most_lines:
                raise _TooMuchError("rows")
        return super().write(part)


def main() -> None:
    """Raise the walls, open the store, answer."""
    folder, memory, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    standing = walls.raise_walls(seconds=seconds)
    from pyoxigraph import Store

    store = Store.read_only(folder)
    if not standing:
        walls.leave_no_descriptor()
    walls.limit_memory(memory)
    os.nice(10)  # pages and the catalogue go first
    frames.write(1, {"walls": standing}, b"")
    while True:
        asked = frames.read(0)
        if asked is None:
            return
        walls.allow_seconds(seconds)
        frames.write(1, *_answer(store, asked[0]))


def _answer(store: Store, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The header and body of the answer to one query; in the header what went wrong, if anything did."""
    try:
        return _run(store, asked)
    except SyntaxError as error:
        return {"failed": "syntax", "reason": error.msg}, b""
    except _TooMuchError as error:
        return {"failed": str(error)}, b""
    except MemoryError:
        return {"failed": "memory"}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"failed": "query", "reason": str(error)}, b""


def _run(store: Store, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    from pyoxigraph import QuerySolutions, QueryTriples

    found = store.query(
        asked["query"],
        base_iri=asked["base"],
        prefixes=dict(PREFIXES),
        use_default_graph_as_union=asked["union"],
        **_dataset(asked),
    )
    if isinstance(found, QueryTriples):
        return _write_graph(found, asked)
    if isinstance(found, QuerySolutions):
        return _write_rows(found, asked)
    return _write_boolean(found, asked)


def _dataset(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The graphs that the request names; one kind named leaves the other empty (SPARQL 1.1 Protocol, 2.1.4)."""
    from pyoxigraph import NamedNode

    if not (asked["default"] or asked["named"]):
        return {}
    return {
        "default_graph": [NamedNode(iri) for iri in asked["default"] or [_NO_GRAPH]],
        "named_graphs": [NamedNode(iri) for iri in asked["named"] or [_NO_GRAPH]],
    }


def _write_rows(found: QuerySolutions, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Rows are counted as lines of TSV, whose values hold no line breaks; other formats are made from that."""
    from pyoxigraph import QueryResultsFormat, parse_query_results

    tsv = _Answer(asked["bytes"], asked["rows"] + 1)
    found.serialize(tsv, QueryResultsFormat.TSV)
    if asked["format"] == "tsv":
        return {"rows": tsv.lines - 1}, tsv.getvalue()
    answer = _Answer(asked["bytes"])
    rows = parse_query_results(tsv.getvalue(), QueryResultsFormat.TSV)
    rows.serialize(answer, _results_format(asked["format"]))
    return {"rows": tsv.lines - 1}, answer.getvalue()


def _write_boolean(found: QueryBoolean, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    answer = _Answer(asked["bytes"])
    found.serialize(answer, _results_format(asked["format"]))
    return {"rows": 1}, answer.getvalue()


def _write_graph(found: QueryTriples, asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    from pyoxigraph import RdfFormat, serialize

    triples = list(islice(found, asked["rows"] + 1))
    if len(triples) > asked["rows"]:
        raise _TooMuchError("rows")
    answer = _Answer(asked["bytes"])
    syntax = RdfFormat.from_extension(asked["format"])
    serialize(dict.fromkeys(triples), answer, syntax, prefixes=dict(PREFIXES))
    return {"rows": len(triples)}, answer.getvalue()


def _results_format(ending: str) -> Any:
    from pyoxigraph import QueryResultsFormat

    return QueryResultsFormat.from_extension({"json": "srj", "xml": "srx"}.get(ending, ending))


if __name__ == "__main__":
    main()
