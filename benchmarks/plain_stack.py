"""The same build with rdflib, owlrl and pyshacl over everything at once: what nato-kg is measured against."""

from __future__ import annotations

import owlrl
import pyshacl
import rdflib

from nato_kg import resources


def main() -> None:
    """Parse with rdflib, close with owlrl, validate with pyshacl, write N-Triples to nowhere."""
    data = rdflib.Graph()
    for folder in ("ontology", "data/reference", "data/letters"):
        for path in sorted(resources.path(*folder.split("/")).glob("*.ttl")):
            data.parse(path, format="turtle")
    shapes = rdflib.Graph()
    for path in sorted(resources.path("ontology", "shapes").glob("*.ttl")):
        shapes.parse(path, format="turtle")
    pyshacl.validate(data, shacl_graph=shapes)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(data)
    print(len(data.serialize(format="nt")))


if __name__ == "__main__":
    main()
