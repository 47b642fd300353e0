"""Relation rules as data: which clause states which kind of record (``data/frames/*.yaml``).

:mod:`~nato_kg.frames.rules` reads and checks the rules, :mod:`~nato_kg.frames.match` finds the clauses where they hold.
"""

from nato_kg.frames.match import Firing, Unit, alone, fire, fire_each, split_units
from nato_kg.frames.rules import Frame, frames_of, load_frames

__all__ = ["Firing", "Frame", "Unit", "alone", "fire", "fire_each", "frames_of", "load_frames", "split_units"]
