"""The graph in other programs' formats, one module each."""

from nato_kg.export.formats import FORMATS, export, write_files

__all__ = ["FORMATS", "export", "write_files"]
