"""OWL 2 RL entailments, into graphs of their own; what was asserted stays untouched.

The work is done on one graph at a time with the ontology's axioms beside it, since reasoning over
everything at once costs hundreds of times as much (engines.md). Two engines give the same entailments:
``rules`` (the rules of ``ontology/rules/``, run as SPARQL) and ``owlrl`` (the library, slow: the oracle).
"""

from nato_kg.reason.reasoner import ENGINES, Reasoner

__all__ = ["ENGINES", "Reasoner"]
