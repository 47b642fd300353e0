"""Questions to the ontology: which terms there are, their labels, kinds above a kind, domain, range and inverse.

The ontology is the data in ``ontology/*.ttl``; no term is listed in Python.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.namespaces import CODE, NKG, OWL, RDF_TYPE, RDFS, RDFS_LABEL, SKOS, short_id

_LABELS = (RDFS_LABEL, f"{SKOS}prefLabel")


class Vocabulary:
    """The ontology, read from its triples. All names in and out are addresses (``str``)."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if not isinstance(subject, NamedNode):
                continue
            if isinstance(value, Literal):
                if predicate in _LABELS and value.language:
                    self._labels[subject.value][value.language] = value.value
            elif isinstance(value, NamedNode):
                self._objects[subject.value, predicate].add(value.value)
        self.classes = self._typed("Class")
        self.object_properties = self._typed("ObjectProperty")
        self.datatype_properties = self._typed("DatatypeProperty")
        self.annotation_properties = self._typed("AnnotationProperty")
        self.codes = frozenset(s for (s, p), o in self._objects.items() if p == RDF_TYPE and s.startswith(CODE))

    def _typed(self, kind: str) -> frozenset[str]:
        return frozenset(
            s for (s, p), o in self._objects.items() if p == RDF_TYPE and OWL + kind in o and s.startswith(NKG)
        )

    @property
    def properties(self) -> frozenset[str]:
        """All properties of our namespace."""
        return self.object_properties | self.datatype_properties | self.annotation_properties

    def defines(self, iri: str) -> bool:
        """Whether a term or code of our namespaces is defined."""
        return iri in self.classes or iri in self.properties or iri in self.codes

    def nearest(self, iri: str) -> str | None:
        """The defined term or code whose name is most like that of ``iri``."""
        namespace = CODE if iri.startswith(CODE) else NKG
        known = {
            t.removeprefix(namespace): t for t in self.codes | self.classes | self.properties if t.startswith(namespace)
        }
        found = difflib.get_close_matches(iri.removeprefix(namespace), known, n=1, cutoff=0.5)
        return known[found[0]] if found else None

    def label(self, iri: str, language: str = "en") -> str:
        """The label of a term or code in ``language``, else in any language, else its name."""
        labels: Mapping[str, str] = self._labels.get(iri, {})
        return labels.get(language) or labels.get("en") or min(labels.values(), default=short_id(iri))

    def superclasses(self, iri: str) -> frozenset[str]:
        """The class itself and every class above it."""
        return self._closure(iri, f"{RDFS}subClassOf")

    def superproperties(self, iri: str) -> frozenset[str]:
        """The property itself and every property above it."""
        return self._closure(iri, f"{RDFS}subPropertyOf")

    def subclasses(self, iri: str) -> frozenset[str]:
        """The class itself and every class of ours below it."""
        return frozenset(c for c in self.classes if iri in self.superclasses(c))

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Whether ``kind`` is ``ancestor`` or a class below it."""
        return ancestor in self.superclasses(kind)

    def domain(self, iri: str) -> frozenset[str]:
        """The classes that a subject of the property belongs to."""
        return frozenset(self._objects.get((iri, f"{RDFS}domain"), ()))

    def range(self, iri: str) -> frozenset[str]:
        """The classes or datatypes that a value of the property belongs to."""
        return frozenset(self._objects.get((iri, f"{RDFS}range"), ()))

    def inverse(self, iri: str) -> str | None:
        """The inverse of a property, in whichever direction the ontology states it."""
        stated = self._objects.get((iri, f"{OWL}inverseOf"))
        if stated:
            return min(stated)
        return min((s for (s, p), o in self._objects.items() if p == f"{OWL}inverseOf" and iri in o), default=None)

    @cache  # noqa: B019 - a vocabulary lives as long as the program
    def _closure(self, iri: str, predicate: str) -> frozenset[str]:
        found, todo = {iri}, [iri]
        while todo:
            above = self._objects.get((todo.pop(), predicate), set()) - found
            found |= above
            todo += above
        return frozenset(found)
