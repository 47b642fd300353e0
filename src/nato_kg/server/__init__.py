"""A built graph on the web: pages for people, SPARQL and JSON for programs, safe towards strangers."""

from nato_kg.server.app import make_app
from nato_kg.server.settings import Limits, Settings
from nato_kg.server.state import State

__all__ = ["Limits", "Settings", "State", "make_app"]
