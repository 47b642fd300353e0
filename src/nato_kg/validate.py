"""SHACL: a graph to the list of what is wrong with which thing, in Dutch and in English.

pyshacl evaluates the shapes; this module feeds it so that one letter takes a fraction of a second:
the shapes are read once, a property shape sees all its focus nodes in one go (pyshacl alone hands
them over one by one), and each SPARQL constraint is parsed once, not once a focus node.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from nato_kg import resources
from nato_kg.errors import ResourceError
from nato_kg.namespaces import short_id
from nato_kg.shapes import give_targets_to_property_shapes, load_shapes, messages_of, sh

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from pyshacl.shape import Shape
    from pyshacl.shapes_graph import ShapesGraph
    from rdflib import Graph, IdentifiedNode, Literal
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result
    from rdflib.term import Node

    #: The targets of a shape, by the way in which they are named.
    _Key = frozenset[tuple[int, frozenset[Node]]]
    #: A result as pyshacl hands it on: text, node, triples.
    _Result = tuple[str, Node, list[tuple[Any, ...]]]

_HINT = "correct ontology/shapes"
_HEADINGS = {
    "en": ("The graph conforms to its shapes.", "Violations: {count} · things: {things}"),
    "nl": ("De graaf voldoet aan de regels.", "Overtredingen: {count} · dingen: {things}"),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One reason why one thing is wrong.

    ``shape`` is the IRI of the property shape, node shape or SPARQL constraint that says so,
    ``component`` that of its constraint component; ``path`` is the property, or a SPARQL property
    path; ``value`` what stands there, an IRI or the lexical form of a literal; ``messages`` the
    reason by language.
    """

    focus: str
    path: str | None
    value: str | None
    shape: str
    component: str
    messages: Mapping[str, str] = field(hash=False)
    severity: str

    @property
    def sort_key(self) -> tuple[str, ...]:
        """What puts violations in the same order each time: the thing first."""
        return (self.focus, self.shape, self.component, self.path or "", self.value or "")

    def message(self, lang: str) -> str:
        """The reason in ``lang``, or in another language when there is none in that."""
        return self.messages.get(lang) or next(iter(self.messages.values()), short_id(self.shape))


@dataclass(frozen=True, slots=True)
class Report:
    """All violations in a fixed order, and pyshacl's report as a graph."""

    violations: tuple[Violation, ...]
    graph: Graph = field(compare=False, repr=False)

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations

    def text(self, lang: str = "en", name: Callable[[str], str] = short_id) -> str:
        """The report for a person, in ``lang`` (nl or en), grouped by thing.

        ``name`` gives a short label for the address of a thing; it stands after the thing's id.
        """
        conforms, heading = _HEADINGS.get(lang, _HEADINGS["en"])
        if self.conforms:
            return conforms
        things = len({v.focus for v in self.violations})
        lines = [heading.format(count=len(self.violations), things=things)]
        for thing, group in groupby(self.violations, key=lambda v: v.focus):
            lines += ["", _title(thing, name), *_reasons(group, lang)]
        return "\n".join(lines)


def validate(data: Graph, focus: Collection[str] | None = None, *, shapes: Graph | None = None) -> Report:
    """Check ``data`` (what a letter asserts, its background and the ontology) against the shapes.

    ``focus`` limits the check to things with these addresses; what they refer to is still looked up
    in all of ``data``, which is not changed. ``shapes`` are other shapes than the project's own.
    Raises ResourceError when the shapes are missing or wrong.
    """
    from pyshacl.errors import ReportableRuntimeError, ValidationFailure
    from pyshacl.pytypes import SHACLExecutor

    used = _shapes() if shapes is None else _read_shapes(shapes)
    view, executor = _prepared_view(data), SHACLExecutor()
    targets = _Targets(view, None if focus is None else frozenset(focus))
    results: list[_Result] = []
    try:
        for shape, key in used.checked:
            if nodes := targets.of(shape, key):
                results += shape.validate(executor, view, focus=nodes)[1]
    except (ReportableRuntimeError, ValidationFailure) as error:
        raise ResourceError(f"a shape cannot be evaluated: {error}", hint=_HINT) from error
    return _report(used, results)


# ---------------------------------------------------------------- shapes


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes as pyshacl holds them, those with targets beside these, and all messages."""

    graph: ShapesGraph
    checked: tuple[tuple[Shape, _Key], ...]
    messages: Mapping[str, Mapping[str, str]]


@cache
def _shapes() -> _Shapes:
    """The project's shapes, read once a process."""
    return _read_shapes(load_shapes(resources.path("ontology", "shapes")))


def _read_shapes(stated: Graph) -> _Shapes:
    """Shapes as pyshacl holds them; the graph in which they are ``stated`` is not changed."""
    from pyshacl.errors import ConstraintLoadError, ShapeLoadError
    from pyshacl.shapes_graph import ShapesGraph
    from rdflib import Graph

    graph = Graph()
    graph += stated
    messages = messages_of(graph)
    give_targets_to_property_shapes(graph)
    try:
        shapes = ShapesGraph(graph)
        ordered = sorted(shapes.shapes, key=lambda shape: str(shape.node))
    except (ConstraintLoadError, ShapeLoadError) as error:
        raise ResourceError(f"the shapes are wrong: {error}", hint=_HINT) from error
    keyed = ((shape, frozenset(enumerate(map(frozenset, shape.target())))) for shape in ordered)
    checked = tuple((shape, key) for shape, key in keyed if any(nodes for _, nodes in key))
    return _Shapes(shapes, checked, messages)


class _Targets:
    """The focus nodes of shapes in one graph; many shapes have the same targets."""

    def __init__(self, graph: Graph, wanted: Collection[str] | None) -> None:
        self._graph = graph
        self._wanted = wanted
        self._known: dict[_Key, list[IdentifiedNode | Literal]] = {}

    def of(self, shape: Shape, key: _Key) -> list[IdentifiedNode | Literal]:
        """The focus nodes of ``shape``, in a fixed order."""
        if key not in self._known:
            nodes, wanted = shape.focus_nodes(self._graph), self._wanted  # type: ignore[no-untyped-call]
            self._known[key] = sorted(n for n in nodes if wanted is None or str(n) in wanted)
        return self._known[key]


def _prepared_view(data: Graph) -> Graph:
    """The same triples as ``data``; each query text is parsed once a process."""
    from rdflib import Graph

    view = Graph(store=data.store, identifier=data.identifier)
    plain, prefixes = view.query, tuple(sorted((prefix, str(name)) for prefix, name in view.namespaces()))

    def query(text: str, **options: Any) -> Result:
        return plain(_prepared(text, prefixes), **options)

    view.query = query  # type: ignore[method-assign, assignment]
    return view


@cache
def _prepared(text: str, prefixes: tuple[tuple[str, str], ...]) -> Query:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text, initNs=dict(prefixes))


# ---------------------------------------------------------------- report


def _report(shapes: _Shapes, results: list[_Result]) -> Report:
    """The results of pyshacl as a report; the graph gets the messages in both languages back."""
    from pyshacl.validator import Validator
    from rdflib import Literal

    graph, _text = Validator.create_validation_report(shapes.graph, not results, results)
    violations = set()
    for result in list(graph.objects(None, sh("result"))):
        violation = _violation(graph, result, shapes.messages)
        violations.add(violation)
        graph.remove((result, sh("resultMessage"), None))
        for lang, text in violation.messages.items():
            graph.add((result, sh("resultMessage"), Literal(text, lang=lang or None)))
    return Report(tuple(sorted(violations, key=lambda v: v.sort_key)), graph)


def _violation(graph: Graph, result: Node, messages: Mapping[str, Mapping[str, str]]) -> Violation:
    path, value = graph.value(result, sh("resultPath")), graph.value(result, sh("value"))
    shape = graph.value(result, sh("sourceConstraint")) or graph.value(result, sh("sourceShape"))
    return Violation(
        focus=str(graph.value(result, sh("focusNode"))),
        path=None if path is None else _path(graph, path).removeprefix("<").removesuffix(">"),
        value=None if value is None else str(value),
        shape=str(shape),
        component=str(graph.value(result, sh("sourceConstraintComponent"))),
        messages=messages.get(str(shape), {}),
        severity=str(graph.value(result, sh("resultSeverity"))),
    )


def _path(graph: Graph, path: Node) -> str:
    """A SHACL path as a SPARQL property path: properties, sequences, alternatives and inverses."""
    inverse = graph.value(path, sh("inversePath"))
    choices = graph.value(path, sh("alternativePath"))
    if inverse is not None:
        return f"^{_path(graph, inverse)}"
    if choices is not None:
        return "(" + "|".join(_path(graph, step) for step in graph.items(choices)) + ")"
    steps = list(graph.items(path))
    return "/".join(_path(graph, step) for step in steps) if steps else f"<{path}>"


def _title(thing: str, name: Callable[[str], str]) -> str:
    identifier, label = short_id(thing), name(thing)
    return identifier if label in ("", identifier, thing) else f"{identifier} · {label}"


def _reasons(group: Iterable[Violation], lang: str) -> Iterator[str]:
    """One line a reason; the values that it is about stand in brackets."""
    by_message = sorted(group, key=lambda v: v.message(lang))
    for message, same in groupby(by_message, key=lambda v: v.message(lang)):
        values = sorted({_short(v.value) for v in same if v.value and v.value != v.focus})
        yield f"  - {message}" + (f" [{', '.join(values)}]" if values else "")


def _short(value: str) -> str:
    return short_id(value) if "://" in value else value
