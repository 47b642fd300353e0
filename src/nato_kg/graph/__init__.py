"""From curated Turtle and statements to named graphs: the only place where they become triples.

:mod:`nato_kg.turtle` reads a file, :mod:`~nato_kg.graph.check` refuses what cannot be meant,
:mod:`~nato_kg.graph.complete` adds what the build writes, and :mod:`~nato_kg.graph.curated` does all three.
"""
