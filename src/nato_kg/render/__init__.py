"""Answers as text for a terminal: tables that fit it, traces as trees. Colour only where it is a terminal."""
