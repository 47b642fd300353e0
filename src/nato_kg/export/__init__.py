"""The graph in other programs' formats, one module each."""

from nato_kg.export.formats import FORMATS, NETWORK_FORMATS, export_network, export_rdf
from nato_kg.export.spool import Written

__all__ = ["FORMATS", "NETWORK_FORMATS", "Written", "export_network", "export_rdf"]
