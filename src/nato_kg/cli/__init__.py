"""The command line. Each command opens what it needs, calls one function and prints what that gives."""

from nato_kg.cli import files, followups, letters, networks, server, services  # noqa: F401 - they register their commands
from nato_kg.cli.commands import app, main

__all__ = ["app", "main"]
