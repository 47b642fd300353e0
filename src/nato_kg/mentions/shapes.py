"""Unknown names by their shape: words with capitals, or in emphasis, and a head noun that decides the kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nato_kg.mentions.candidates import Candidate, Source
from nato_kg.mentions.heads import Before, Heads
from nato_kg.mentions.tokens import Token
from nato_kg.mentions.words import Words

_LONGEST = 16
_LED = 10  # words of "een door de Verenigde Staten geleide operatie"
# Kinds of names that begin longer ones (NATO Force Structure), or follow what is theirs (Concept van de NAVO).
_OWNERS = frozenset({"Organisation", "State", "Region", "Place", "Government"})


def find_shapes(words: Words, heads: Heads) -> list[Candidate]:
    """A candidate for each unknown name whose kind a head noun, or the words around it, tells."""
    found = list(_ships(words, heads))
    plural: Said | None = None
    for first, last in chunks(words, heads):
        said = _said(words, heads, first, plural)
        candidate = _candidate(words, heads, (first, last), said)
        if candidate is not None:
            found.append(candidate)
        plural = said and said.until(last)
    return found


class Said(NamedTuple):
    """What the noun before a name says of it, where that begins, and the word after the last name that it covers."""

    before: Before
    begins: int
    ends: int

    def until(self, end: int) -> Said:
        """The same, to be said of the next name too if the noun is a plural."""
        return self._replace(ends=end)


def _said(words: Words, heads: Heads, first: int, earlier: Said | None) -> Said | None:
    """What a noun says of the name: right before it, also before its quotation mark, or before a list of names."""
    if words.joined(first) or words.quoted(first):
        found = heads.said_before(words.tokens, first)
        if found is not None:
            plain = found[0] if words.joined(first) else found[0]._replace(in_name=False)
            return Said(plain, found[1], first)
    if earlier is None or words.tokens[earlier.begins].folded not in heads.sets["plural"]:
        return None
    linked = words.joined(first) and words.tokens[first - 1].folded in heads.sets["links"] and earlier.ends == first - 1
    listed = earlier.ends == first and words.gap(first) == ", "
    return Said(earlier.before._replace(in_name=False), earlier.begins, first) if linked or listed else None


def chunks(words: Words, heads: Heads) -> Iterator[tuple[int, int]]:
    """The names by their capitals: word indices [first, last), the longest from each beginning."""
    emphasised = dict(_emphasised(words))
    tokens, done = words.tokens, 0
    for index in sorted({*emphasised, *words.capitals}):
        if index < done or (index not in emphasised and tokens[index].folded in heads.sets["function_words"]):
            continue
        end = done = emphasised.get(index) or _extend(words, heads, index)
        yield _after_demonyms(words, index, end), end


def _after_demonyms(words: Words, first: int, end: int) -> int:
    """Where the name begins when adjectives of states are left out: Amerikaanse Central Command."""
    while first + 1 < end and (known := words.known_at.get(words.tokens[first].start)) and known.demonym:
        first += 1
    return first


def _ships(words: Words, heads: Heads) -> Iterator[Candidate]:
    """Names after the prefix of a navy: Zr.Ms. De Ruyter."""
    for prefix in heads.sets["ships"]:
        start = words.text.find(f"{prefix} ")
        while start >= 0:
            first = last = words.index_of(start + len(prefix))
            while last < min(len(words.tokens), first + 4) and words.tokens[last].capital:
                last += 1
                if not words.joined(last):
                    break
            if last > first:
                yield _new(words, start, words.tokens[last - 1].end, "Unit")
            start = words.text.find(f"{prefix} ", start + 1)


def _emphasised(words: Words) -> Iterator[tuple[int, int]]:
    """Word indices of each emphasised name."""
    for start, end in words.emphasis:
        first, last = words.index_of(start), words.index_of(end)
        if first < last <= first + _LONGEST and any(token.capital for token in words.tokens[first:last]):
            yield first, last


def _extend(words: Words, heads: Heads, first: int) -> int:
    """Where the name that begins with the word ends: joiners only after a head, or in what hangs on one."""
    if end := _beyond_known(words, heads, first):
        return end
    tokens = words.tokens
    index, inside = first + 1, False
    while index < min(len(tokens), first + _LONGEST) and words.joined(index):
        if tokens[index].capital or tokens[index].text.isdigit():
            index += 1
            continue
        after = _after_joiners(words, heads, index, inside=inside)
        if after == index:
            break
        known = words.known_at.get(tokens[after].start)
        if known and not inside and known.kind in _OWNERS and tokens[index].folded in heads.sets["owner"]:
            break  # whose it is, no part of the name: Strategisch Concept van de NAVO
        inside = inside or tokens[index].folded in heads.sets["openers"]
        index = max(after + 1, words.index_of(known.end)) if known else after + 1
    return index


def _beyond_known(words: Words, heads: Heads, first: int) -> int:
    """The end of a name that begins with a known one: after a head (EUFOR Althea Commander), or else its own."""
    known = words.known_at.get(words.tokens[first].start)
    if known is None or known.demonym or known.kind in _OWNERS:
        return 0
    own = end = max(words.index_of(known.end), first + 1)
    while end < len(words.tokens) and words.joined(end) and words.tokens[end].capital:
        end += 1
    return end if heads.is_head(words.tokens[end - 1].folded) else own


def _after_joiners(words: Words, heads: Heads, index: int, *, inside: bool) -> int:
    """The word with a capital after a joiner and perhaps an article; `index` itself when the name does not go on."""
    tokens, sets = words.tokens, heads.sets
    joiner = tokens[index].folded
    before = tokens[index - 1].folded
    opens = joiner in sets["openers"] and (inside or before in sets["geographic"] or heads.is_head(before))
    if not (opens or joiner in sets["always"] or (inside and joiner in sets["links"])):
        return index
    after = index + 1
    if opens and words.joined(after) and tokens[after].folded in sets["articles"] and not tokens[after].capital:
        after += 1
    return after if words.joined(after) and tokens[after].capital else index


def _candidate(words: Words, heads: Heads, chunk: tuple[int, int], said: Said | None) -> Candidate | None:
    first, last = chunk
    tokens = words.tokens
    end = tokens[last - 1].end
    known = words.known_at.get(tokens[first].start)
    if known is not None and known.end >= end:
        if said is None or not _swallows(words, heads, chunk, said.before):
            return None
        return _new(words, tokens[said.begins].start, end, said.before.kind)
    kind = _kind(words, heads, chunk, said.before if said else None)
    if not kind:
        return None
    begins = first
    if (
        said
        and said.before.kind == kind
        and (said.before.in_name or (kind in ("Post", "Body") and words.joined(first)))
    ):
        begins = said.begins
    if kind == "Mission" and end in words.mission_to:
        return None  # EU-Atalanta
    if kind == "Mission" and begins and tokens[begins - 1].folded in heads.sets["indefinite"]:
        defined = words.text.startswith(" (", end)
        kind = "Mission" if defined else "Topic"  # "een Multinational Force": there is none yet
    return _new(words, tokens[begins].start, end, kind)


def _new(words: Words, start: int, end: int, kind: str) -> Candidate:
    return Candidate(start, end, kind, Source.SHAPE, name=words.text[start:end])


def _swallows(words: Words, heads: Heads, chunk: tuple[int, int], said: Before) -> bool:
    """Whether the known name only tells which post or body: "commandant KFOR", "commissie voor Defensie"."""
    before = words.tokens[chunk[0] - 1].folded
    mission = words.kind_at(words.tokens[chunk[0]].start) == "Mission"
    return said.kind in ("Post", "Body") and (mission or before in heads.sets["prepositions"])


def _kind(words: Words, heads: Heads, chunk: tuple[int, int], said: Before | None) -> str | None:
    """The kind of an unknown name: by its own head, else by the noun before it, else by what is said beside it."""
    first, last = chunk
    tokens = words.tokens[first:last]
    plain = _before_joiner(tokens, heads)
    own = heads.kind(plain, goes_on=len(plain) < len(tokens))
    if said is not None and said.kind == "Mission" and own != "Post":
        return "Mission"
    beside = _apposition(words, heads, chunk)
    if own is not None:
        if len(tokens) == 1 and (words.opens(first) or tokens[0].folded in heads.sets["no_name"]):
            return None
        return "Mission" if beside == "Mission" and own in ("Body", "Unit", "PolicyDocument") else own
    if said is not None:
        return said.kind
    if (
        len(tokens) == 1
        and not (tokens[0].text.isupper() and len(tokens[0].text) > 2)
        and tokens[0].start not in words.set_off
    ):
        return None
    return beside or ("Mission" if _has_mandate(words, heads, first) else None)


def _before_joiner(tokens: Sequence[Token], heads: Heads) -> list[str]:
    joiners = heads.sets["openers"]
    end = next((i for i, token in enumerate(tokens) if token.folded in joiners and not token.capital), len(tokens))
    return [token.folded for token in tokens[:end]] or [tokens[0].folded]


def _apposition(words: Words, heads: Heads, chunk: tuple[int, int]) -> str | None:
    """The kind that an apposition says: "X, de civiele missie", "een adviesmissie, de X"."""
    first, last = chunk
    tokens, articles = words.tokens, heads.sets["articles"]
    if words.in_parentheses(last) if last < len(tokens) else False:
        last += 1  # its abbreviation
    if last < len(tokens) and words.gap(last).startswith((",", "),")) and tokens[last].folded in articles:
        led = last + 1 < len(tokens) and tokens[last + 1].folded in heads.sets["led_by"]
        for index in range(last + 1, min(last + (_LED if led else 5), len(tokens))):
            if not words.joined(index):
                return None
            if kind := _noun(heads, tokens[index]):
                return kind
    if first > 1 and tokens[first - 1].folded in articles and words.gap(first - 1).startswith(","):
        return _noun(heads, tokens[first - 2])
    return None


def _noun(heads: Heads, token: Token) -> str | None:
    """The kind that a lower-case noun says of what it stands beside; a post is no kind of name."""
    kind = None if token.capital else heads.words.get(token.folded) or heads.compound(token.folded)
    return kind if kind != "Post" else None


def _has_mandate(words: Words, heads: Heads, first: int) -> bool:
    """Whether "het mandaat van" stands before the name."""
    return any(words.text.endswith(f"{phrase} ", 0, words.tokens[first].start) for phrase in heads.sets["mandate"])
