"""A check that an ontology stays inside OWL 2 RL, so that the rules give all that follows from it.

Checked are, with the sections of the W3C recommendations:

- the axioms and the datatypes that the profile has (OWL 2 Profiles, 4.2.1 Entities, 4.2.5 Axioms);
- that our terms are declared, and no property as one of two sorts (OWL 2 Structural Specification, 5.8.1 Typing
  Constraints, 5.8.2 Declaration Consistency);
- that classes stand where classes must, and properties where properties must (OWL 2 Structural Specification, 9);
- that chains are regular, and that no property which a chain or transitivity makes is functional, inverse functional,
  asymmetric, irreflexive or counted (OWL 2 Structural Specification, 11: both are conditions of OWL 2 DL, which the
  profile keeps, 4.2).

It is narrower than the profile in one way: a class is always a named one. The profile would allow some class
expressions in some places (4.2.3), but no file of ``ontology/rules`` says what follows from them. Lists may have blank
nodes or names (:func:`~nato_kg.turtle.read_ontology` names them).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.namespaces import NKG, OWL, RDF, RDF_TYPE, RDFS, XSD, short_id

#: The datatypes of OWL 2 RL (OWL 2 Profiles, 4.2.1): most of XML Schema's, but neither xsd:date nor owl:real.
DATATYPES: Final = frozenset(
    [f"{RDF}PlainLiteral", f"{RDF}XMLLiteral", f"{RDFS}Literal"]
    + [f"{XSD}{name}" for name in ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")]
    + [f"{XSD}{name}" for name in ("decimal", "integer", "long", "int", "short", "byte", "float", "double", "boolean")]
    + [f"{XSD}{sign}Integer" for sign in ("nonNegative", "nonPositive", "positive", "negative")]
    + [f"{XSD}unsigned{name}" for name in ("Long", "Int", "Short", "Byte")]
    + [f"{XSD}{name}" for name in ("hexBinary", "base64Binary", "anyURI", "dateTime", "dateTimeStamp")]
)

_PROPERTIES = frozenset(["ObjectProperty", "DatatypeProperty", "AnnotationProperty"])
_FOR_SIMPLE = ("FunctionalProperty", "InverseFunctionalProperty", "AsymmetricProperty", "IrreflexiveProperty")
_FOR_OBJECTS = ("TransitiveProperty", *_FOR_SIMPLE[1:])
_TYPES = frozenset(["Class", "AllDisjointClasses", "Ontology", "TransitiveProperty", *_PROPERTIES, *_FOR_SIMPLE])
_BUILT_IN = (OWL, RDF, RDFS, XSD)
_LISTS = (f"{RDF}first", f"{RDF}rest")
_ANNOTATIONS = frozenset(
    [f"{OWL}{name}" for name in ("versionInfo", "versionIRI", "priorVersion", "imports", "deprecated")]
    + [f"{RDFS}{name}" for name in ("label", "comment", "seeAlso", "isDefinedBy")]
)
#: What an axiom's subject and its value, or the members of the list that is its value, must be; None says nothing.
_AXIOMS: Final[dict[str, tuple[str | None, str | None]]] = {
    f"{RDFS}subClassOf": ("Class", "Class"),
    f"{RDFS}subPropertyOf": (None, None),
    f"{RDFS}domain": (None, "Class"),
    f"{RDFS}range": (None, None),
    f"{OWL}disjointWith": ("Class", "Class"),
    f"{OWL}members": (None, "Class"),
    f"{OWL}inverseOf": ("ObjectProperty", "ObjectProperty"),
    f"{OWL}propertyChainAxiom": ("ObjectProperty", "ObjectProperty"),
}
_WITH_LIST = (f"{OWL}members", f"{OWL}propertyChainAxiom")
_EXPRESSIONS = frozenset(
    f"{OWL}{name}" for name in ("unionOf", "intersectionOf", "complementOf", "oneOf", "onProperty")
)


def find_profile_violations(triples: Iterable[Triple]) -> list[str]:
    """What is outside the profile, one sentence for each violation, in a fixed order; nothing when all is inside."""
    ontology = _Ontology(triples)
    checks = (_check_vocabulary, _check_declarations, _check_places, _check_values, _check_chains, _check_simple)
    return sorted({sentence for check in checks for sentence in check(ontology)})


class _Ontology:
    """The triples of an ontology, by what is asked of them."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self.types: defaultdict[Any, set[str]] = defaultdict(set)
        self.expressions = {t.subject for t in self.triples if t.predicate.value in _EXPRESSIONS}
        self._first = {t.subject: t.object for t in self.triples if t.predicate.value == _LISTS[0]}
        self._rest = {t.subject: t.object for t in self.triples if t.predicate.value == _LISTS[1]}
        for subject, value in self.pairs(RDF_TYPE):
            self.types[subject].add(_name(value))

    def pairs(self, predicate: str) -> list[tuple[Any, Any]]:
        """The subjects and values of a predicate."""
        return [(t.subject, t.object) for t in self.triples if t.predicate.value == predicate]

    def is_list(self, node: Any) -> bool:
        """Whether a node is one of a list."""
        return node in self._first or node in self._rest

    def members(self, node: Any) -> list[Any]:
        """The members of a list."""
        found = {}
        while node in self._first and node not in found:
            found[node] = self._first[node]
            node = self._rest.get(node)
        return list(found.values())

    def may_be(self, term: Any, kind: str) -> bool:
        """Whether a term is of a kind, or nothing says what it is."""
        if not isinstance(term, NamedNode) or term in self.expressions:
            return False
        return kind in self.types[term] or not (self.types[term] or term.value.startswith(_BUILT_IN))

    def reach(self, start: Any, more: Iterable[tuple[Any, Any]] = ()) -> set[Any]:
        """The property and all above it, read either way round (a property and its inverse go together)."""
        inverses = self.pairs(f"{OWL}inverseOf")
        steps = [*self.pairs(f"{RDFS}subPropertyOf"), *inverses, *((b, a) for a, b in inverses), *more]
        found = {start}
        while new := {high for low, high in steps if low in found} - found:
            found |= new
        return found

    def chains(self) -> list[tuple[Any, list[Any]]]:
        """Each property that a chain makes, with the chain's members."""
        return [(made, self.members(node)) for made, node in self.pairs(f"{OWL}propertyChainAxiom")]


def _check_vocabulary(ontology: _Ontology) -> Iterator[str]:
    for triple in ontology.triples:
        predicate, value = triple.predicate.value, triple.object
        if triple.subject in ontology.expressions:
            continue  # named where it stands
        if predicate.startswith(_BUILT_IN) and predicate not in {*_AXIOMS, *_ANNOTATIONS, *_LISTS, RDF_TYPE}:
            yield f"{_name(triple.subject)}: {_name(triple.predicate)} is outside the profile as it is used here"
        if (
            predicate == RDF_TYPE
            and str(value).startswith(tuple(f"<{n}" for n in _BUILT_IN))
            and _name(value) not in _TYPES
        ):
            yield f"{_name(triple.subject)}: {_name(value)} is outside the profile as it is used here"


def _check_declarations(ontology: _Ontology) -> Iterator[str]:
    for triple in ontology.triples:
        for term in (triple.subject, triple.predicate, triple.object):
            ours = isinstance(term, NamedNode) and term.value.startswith(NKG)
            if ours and not ontology.types[term] and not ontology.is_list(term):
                yield f"{_name(term)} is not declared"
    for term, types in ontology.types.items():
        if len(kinds := types & _PROPERTIES) > 1:
            yield f"{_name(term)} is declared as {' and '.join(sorted(kinds))}"


def _check_places(ontology: _Ontology) -> Iterator[str]:
    for predicate, (of_subject, of_value) in _AXIOMS.items():
        for subject, value in ontology.pairs(predicate):
            values = ontology.members(value) if predicate in _WITH_LIST else [value]
            yield from _wrong(ontology, subject, predicate, [subject], of_subject)
            yield from _wrong(ontology, subject, predicate, values, of_value)
            if predicate in _WITH_LIST and len(values) < 2:
                yield f"{_name(subject)}: {short_id(predicate)} is no list of two or more"
    for subject in list(ontology.types):
        for name in ontology.types[subject] & set(_FOR_OBJECTS):
            yield from _wrong(ontology, subject, name, [subject], "ObjectProperty")


def _check_values(ontology: _Ontology) -> Iterator[str]:
    """A property is below one of its own kind, and its range is a class or a datatype as its kind is."""
    for subject, value in ontology.pairs(f"{RDFS}subPropertyOf"):
        for kind in ontology.types[subject] & _PROPERTIES:
            yield from _wrong(ontology, subject, "subPropertyOf", [value], kind)
    for subject, value in ontology.pairs(f"{RDFS}range"):
        if "DatatypeProperty" not in ontology.types[subject]:
            yield from _wrong(ontology, subject, "range", [value], "Class")
        elif str(value) not in {f"<{datatype}>" for datatype in DATATYPES}:
            yield f"{_name(subject)}: range with {_name(value)}, which is no datatype of OWL 2 RL"


def _check_chains(ontology: _Ontology) -> Iterator[str]:
    """Chains are regular when no property helps to make itself, but at one end of its own chain."""
    helps = []
    for made, members in ontology.chains():
        others = members[1:] if members[:1] == [made] else members[:-1] if members[-1:] == [made] else members
        helps += [(member, made) for member in others if others != [made]]
    for member, made in helps:
        if member in ontology.reach(made, helps):
            yield f"{_name(made)}: its chain is not regular, since {_name(member)} in it depends on it"


def _check_simple(ontology: _Ontology) -> Iterator[str]:
    made = {term for term, types in ontology.types.items() if "TransitiveProperty" in types}
    for term in {high for low in made | {term for term, _ in ontology.chains()} for high in ontology.reach(low)}:
        for name in ontology.types[term] & set(_FOR_SIMPLE):
            yield f"{_name(term)}: {name} on a property that a chain or transitivity makes"


def _wrong(ontology: _Ontology, subject: Any, axiom: str, terms: Iterable[Any], kind: str | None) -> Iterator[str]:
    for term in terms:
        if kind and not ontology.may_be(term, kind):
            yield f"{_name(subject)}: {short_id(axiom)} with {_name(term)}, which is no named {kind}"


def _name(term: Any) -> str:
    if isinstance(term, NamedNode):
        return short_id(term.value)
    return f"'{term.value}'" if isinstance(term, Literal) else "a class expression"
