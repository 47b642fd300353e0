"""Why a letter is proposed, in words, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nato_kg.interface import load_interface
from nato_kg.links.model import Paper

_SHOWN = 6  # shared words that are named
#: Signs that are told, where they hold enough to matter; the subject is told by its words.
_TOLD = ("presents", "results", "decides", "fits", "pending", "passing", "claimed", "dossier", "sender", "time")
_LEAST = 0.3


def explain(signs: Mapping[str, float], shared: Sequence[str], paper: Paper) -> dict[str, str]:
    """The signs that hold, for and against, in a sentence for each language: ``{"en": …, "nl": …}``."""
    found = {}
    for language in ("en", "nl"):
        ui = load_interface(language)
        parts = [ui.say("reason_subject", words=", ".join(shared[:_SHOWN]))]
        parts += [ui.say(f"reason_{sign}") for sign in _TOLD if signs.get(sign, 0.0) >= _LEAST]
        found[language] = "; ".join([*parts, ui.say("reason_day", day=ui.day(paper.issued))])
    return found
