"""A document to statements: everything that the rules find in a letter, with evidence, rule and confidence.

:func:`nato_kg.statements.extract.extract` runs the builders, one module for each group of kinds.
"""
