"""Who acts, as a record names them; and who of them is the government that writes."""

from __future__ import annotations

from dataclasses import dataclass

from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext
from nato_kg.statements.councils import members_meant

#: Things of the Dutch state that act for the government.
_DUTCH = frozenset({"dutch-cabinet", "netherlands", "council-of-ministers-nl", "mivd", "aivd"})
#: Its forces: what they choose is chosen by the government, what they do need not be.
OWN_FORCES = frozenset({"royal-marechaussee", "royal-navy-nl", "royal-army-nl", "royal-air-force-nl"})
AGENT_KINDS = ("Post", "Government", "Ministry", "State", "Organisation", "Body", "Person")
ADJECTIVE = "se"  # how "Deense" and "Amerikaanse" end, and no name of a state


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts: names for a record's field, whether it is the government, and whether it was only implied."""

    names: tuple[str, ...]
    government: bool
    implied: bool = False

    @property
    def value(self) -> str | list[str] | None:
        """The field's value: one name, a list of several, or nothing."""
        if not self.names:
            return None
        return self.names[0] if len(self.names) == 1 else list(self.names)


#: Who decides on the own contribution where nobody is named.
OWN_GOVERNMENT = Agent(("dutch-cabinet",), government=True, implied=True)


def name_agents(letter: LetterContext, mentions: list[Mention]) -> Agent:
    """Mentions as an agent. Posts and ministries go by their words where the reference data may not have them."""
    names = dict.fromkeys(agent_name(letter, m) for m in mentions)
    return Agent(tuple(names), all(is_government(m) for m in mentions))


def writing_agent(letter: LetterContext) -> Agent:
    """Those who write, for a clause that names nobody."""
    return Agent(letter.header.roles, government=True, implied=True)


def is_government(mention: Mention) -> bool:
    """Whether a mention is of the Dutch government, a ministry or minister of it, or the Netherlands themselves."""
    things = mention.things
    if mention.kind in {"Post", "Ministry"}:
        return any(thing.endswith("-nl") for thing in things) if things else not _is_foreign(mention)
    return any(thing in _DUTCH for thing in things)


def _is_foreign(mention: Mention) -> bool:
    first = mention.text.split()[0].lower()
    return first.endswith(ADJECTIVE) and not first.startswith("nederland")


def agent_name(letter: LetterContext, mention: Mention) -> str:
    """What a record calls who is mentioned: the slug of what is known, else words."""
    if mention.kind == "Ministry":
        single = "inisterie " in mention.text  # of several, "de ministeries van Defensie en van Financiën"
        return mention.text if single else f"Ministerie van {mention.text.split('van ', 1)[-1]}"
    if mention.kind == "Place":
        return next((t.of for t in letter.lexicon.find(mention.text, "Place") if t.of), mention.text)
    if mention.kind == "Post" and _is_foreign(mention) and not mention.things:
        state = letter.lexicon.find(mention.text.split()[0], "State")
        return state[0].slug if state else mention.text
    if mention.kind == "Post" and mention.thing and not mention.thing.endswith("-nl"):
        return mention.thing
    if mention.kind == "Body" and len(mention.things) > 1:
        return members_meant(letter, mention) or mention.text
    own = "dutch-cabinet" if mention.thing == "council-of-ministers-nl" else mention.thing
    return mention.text if mention.kind in {"Post", "Person"} else own or mention.text
