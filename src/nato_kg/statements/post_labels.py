"""What a post is called in English, from the Dutch words for it: what stands in the graph for one that no data has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from nato_kg.lexicon import Lexicon, read_data
from nato_kg.statements.grammar import lower

_PART = regex.compile(r"^(?:van|voor|bij|aan) (?:de |het )?(.{1,80})$")
_BEFORE = regex.compile(r"(?:^|\s)([\p{L}]{2,12})-$")
_GROUP = regex.compile(r"([\p{L} ]{4,30}?) (?:van|aan|in|uit) (?:de |het )?(.{2,60})")
_MOST = 120


@dataclass(frozen=True, slots=True)
class _Posts:
    """``data/lexicon/post-names.yaml``: roles by their Dutch names, the longest first."""

    roles: tuple[tuple[str, str, str], ...]
    whole: tuple[tuple[str, str], ...]
    portfolios: Mapping[str, str]
    gathers: Mapping[str, str]
    owners: Mapping[str, str]
    groups: Mapping[str, str]
    colleagues: frozenset[str]
    article: regex.Pattern[str]
    home: str


@cache
def _posts() -> _Posts:
    data = read_data("post-names")
    roles = [(name, row["en"], row.get("of", "of")) for row in data["roles"] for name in row["names"]]
    roles += [(name, "", "of") for name in data["colleagues"] if name not in {role[0] for role in roles}]
    whole = [(name, row["en"]) for row in data["whole"].values() for name in row["names"]]
    return _Posts(
        tuple(sorted(roles, key=lambda role: -len(role[0]))),
        tuple(sorted(whole, key=lambda pair: -len(pair[0]))),
        {name.lower(): en for name, en in data["portfolios"].items()},
        data["gathers"],
        data["owners"],
        data["groups"],
        frozenset(data["colleagues"]),
        regex.compile("|".join(data["article"])),
        data["home"],
    )


def portfolio_of(*names: str) -> str:
    """What ministers of a group are ministers of, by the slug of the group or a role in Dutch."""
    posts = _posts()
    for name in names:
        found = [en for part, en in posts.gathers.items() if part in name]
        found += [en for nl, en in posts.portfolios.items() if name.lower().endswith(f" {nl}")]
        if found:
            return found[0]
    return ""


def english_label(lexicon: Lexicon, words: str, portfolio: str) -> str | None:
    """The post in English; ``portfolio`` is that of the ministers who meet, for "de Oekraïense minister"."""
    text = lower(words.strip())
    group = _GROUP.fullmatch(words.strip())
    if group is not None and (kind := _posts().groups.get(lower(group[1]))):
        bodies = [t for name in ("Body", "Organisation", "State") for t in lexicon.find(group[2], name)]
        return f"{kind} of {_with_article(bodies[0].en or bodies[0].nl)}" if bodies else None
    for name, en in _posts().whole:
        if text.startswith(name):
            rest = _what_for(text[len(name) :].strip())
            return en + (f" for {rest}" if rest else "")
    return _label(lexicon, words.strip(), portfolio) if len(words) <= _MOST else None


def _label(lexicon: Lexicon, words: str, portfolio: str) -> str | None:
    posts, role = _posts(), _role_in(lower(words))
    if role is None:
        return None
    start, end, en, of = role
    owner, after = _owner_before(lexicon, words[:start].strip()), words[end:].strip()
    what, whose = _after(lexicon, after)
    if after and not what and not whose:
        return f"{en} {after}" if en and after[:1].isupper() and not owner else None
    if owner and whose and not what and whose not in posts.owners.values():
        return None  # for what no list has
    if not what and lower(words[start:end]) in posts.colleagues and (owner or whose):
        what, en = portfolio, en or "Minister"
    if en.endswith("Permanent Representative") and not (owner or whose):
        whose = posts.home
    if not en or not (owner or whose or (what and en != "Minister")):
        return None
    title = f"{en} {'for' if what.startswith('the ') else of} {what}" if what else en
    if owner in posts.owners.values():
        return f"{owner} {title}"
    return f"{title} of {_with_article(owner or whose)}" if owner or whose else title


def _role_in(text: str) -> tuple[int, int, str, str] | None:
    for name, en, of in _posts().roles:
        match = name in text and regex.search(rf"(?<![\w]){regex.escape(name)}(?![\w-])", text)
        if match:
            return match.start(), match.end(), en, of
    return None


def _owner_before(lexicon: Lexicon, before: str) -> str:
    """The state whose adjective stands before the role, or the organisation before its hyphen."""
    hyphen = _BEFORE.search(before)
    if hyphen is not None:
        return _posts().owners.get(hyphen.group(1).lower(), "")
    for word in reversed(before.split()):
        state = lexicon.find(word, "State") or lexicon.find(word[:1].upper() + word[1:], "State")
        if state:
            return state[0].en or state[0].nl
        if word.lower() in _posts().owners:
            return _posts().owners[word.lower()]
    return ""


def _what_for(after: str) -> str:
    match = _PART.match(after)
    text = lower(match.group(1) if match else after).strip()
    known = _posts().portfolios
    parts = [known.get(part) or known.get(f"het {part}") or "" for part in text.split(" en ")]
    return known.get(text) or known.get(f"het {text}") or (" and ".join(parts) if all(parts) else "")


def _after(lexicon: Lexicon, after: str) -> tuple[str, str]:
    """What the post is for, and whose it is, from the words after the role."""
    what, rest = "", after
    for nl, en in _posts().portfolios.items():
        name, text = nl.removeprefix("het "), lower(rest)
        match = name in text and regex.match(rf"(?:(?:van|voor) )?(?:de |het )?{regex.escape(name)}(?![\w-])", text)
        if match:
            what, rest = en, rest[match.end() :].strip()
            break
    match = _PART.match(rest)
    name = match.group(1) if match else ""
    things = [thing for kind in ("State", "Organisation", "Body") for thing in lexicon.find(name, kind)] if name else []
    if things:
        return what, things[0].en or things[0].nl
    return what, name if name[:1].isupper() else ""


def _with_article(name: str) -> str:
    return f"the {name}" if _posts().article.fullmatch(name) else name
