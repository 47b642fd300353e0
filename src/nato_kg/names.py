"""Which thing a name stands for, and which label a thing has."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from nato_kg.errors import AmbiguousNameError, UnknownNameError
from nato_kg.namespaces import BASE, ID, is_shared, nkg, short_id
from nato_kg.store import EmbeddedStore

_NAMES = """
SELECT DISTINCT ?thing ?name ?kind WHERE {
  ?thing nkg:kind ?kind ; rdfs:label|skos:altLabel|nkg:acronym|nkg:identifier|nkg:alsoKnownAs ?name .
}
"""

_DOSSIERS = f"{ID}dossier/"
_MOST_RESOLVED = 20_000
_RESOLVED: WeakKeyDictionary[EmbeddedStore, dict[tuple[str, str | None], str]] = WeakKeyDictionary()
_MOST_TEXTS = 200_000  # by one property path in one language
_TEXTS: WeakKeyDictionary[EmbeddedStore, dict[tuple[str, str], dict[str, str | None]]] = WeakKeyDictionary()
_KEPT: WeakKeyDictionary[EmbeddedStore, dict[str | None, Mapping[str, set[str]]]] = WeakKeyDictionary()


def resolve_name(store: EmbeddedStore, text: str, *, kind: str | None = None) -> str:
    """The address of the thing called ``text``: an address, an id, or a label, alias or acronym in either language.

    ``kind`` (the name of a class, such as ``Mission``) narrows the choice. An id wins over a label. Raises
    :class:`~nato_kg.errors.AmbiguousNameError` when several things are called so, and
    :class:`~nato_kg.errors.UnknownNameError`, with near names, when none is.
    """
    resolved = _RESOLVED.setdefault(store, {})
    known = resolved.get((text, kind))
    if known is not None:
        return known
    wanted = text.strip()
    found = _by_address(store, wanted, kind) or _by_id(store, wanted, kind) or _by_name(store, wanted, kind)
    if len(found) == 1:
        iri = next(iter(found))
        if len(resolved) < _MOST_RESOLVED:
            resolved[text, kind] = iri
        return iri
    if found:
        raise AmbiguousNameError(
            f"'{text}' can be {len(found)} things",
            identifier=text,
            candidates=sorted(iri.removeprefix(ID) for iri in found),
        )
    near = _near_names(store, wanted, kind)
    raise UnknownNameError(
        f"nothing is called '{text}'" + (f" among things of kind {kind}" if kind else ""),
        identifier=text,
        suggestions=near,
        hint="" if near else "run 'nato-kg query letters' or 'nato-kg query missions' to see what there is",
    )


def labels_of(store: EmbeddedStore, iris: Iterable[str], language: str = "en") -> dict[str, str]:
    """The label of each thing or code in ``language``, else in the other one; its id where it has none."""
    wanted = {iri for iri in iris if iri.startswith(BASE)}
    found = texts_of(store, wanted, "rdfs:label|skos:prefLabel", language)
    return {iri: found.get(iri, short_id(iri)) for iri in wanted}


def texts_of(store: EmbeddedStore, iris: Iterable[str], path: str, language: str = "en") -> dict[str, str]:
    """What a property path (ours, never a user's) says of each thing, in ``language`` else in the other one.

    Kept for as long as the store, which never changes: labels and glosses are asked for again with every answer.
    """
    kept = _TEXTS.setdefault(store, {}).setdefault((path, language), {})
    wanted = set(iris)
    texts = {iri: kept[iri] for iri in wanted if iri in kept}
    missing = wanted - texts.keys()
    if missing:
        found = texts_where(store, missing, f"?thing {path} ?text", language)
        texts |= {iri: found.get(iri) for iri in missing}
        if len(kept) < _MOST_TEXTS:
            kept.update(texts)
    return {iri: text for iri, text in texts.items() if text is not None}


def texts_where(store: EmbeddedStore, iris: Iterable[str], pattern: str, language: str = "en") -> dict[str, str]:
    """The ``?text`` that a graph pattern of ours gives for each thing (``?thing``), chosen by language."""
    values = " ".join(str(NamedNode(iri)) for iri in sorted(set(iris)))
    if not values:
        return {}
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in store.select(f"SELECT DISTINCT ?thing ?text WHERE {{ VALUES ?thing {{ {values} }} {pattern} }}"):
        thing, text = row["thing"], row["text"]
        if isinstance(thing, NamedNode) and isinstance(text, Literal):
            known = texts[thing.value].setdefault(text.language or "", text.value)
            texts[thing.value][text.language or ""] = min(known, text.value)  # the same one whatever the order of rows
    return {iri: chosen for iri, found in texts.items() if (chosen := _choose(found, language))}


def _choose(labels: Mapping[str, str], language: str) -> str | None:
    return labels.get(language) or next((labels[key] for key in sorted(labels)), None)


def _by_address(store: EmbeddedStore, text: str, kind: str | None) -> set[str]:
    candidates = [text] if text.startswith("http") else [ID + text] if "/" in text else []
    return {iri for iri in candidates if _is_defined(store, iri) and _is_kind(store, iri, kind)}


def _is_defined(store: EmbeddedStore, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    return any(store.store.quads_for_pattern(node, NamedNode(nkg("kind")), None))


def _by_id(store: EmbeddedStore, text: str, kind: str | None) -> set[str]:
    matches = store.store.quads_for_pattern(None, NamedNode(nkg("id")), Literal(text))
    found = {quad.subject.value for quad in matches if isinstance(quad.subject, NamedNode)}
    return {iri for iri in found if _is_kind(store, iri, kind)} if len(found) > 1 or kind else found


def _is_kind(store: EmbeddedStore, iri: str, kind: str | None) -> bool:
    if kind is None:
        return True
    matches = store.store.quads_for_pattern(NamedNode(iri), None, NamedNode(nkg(kind)))
    return any(matches)


def _by_name(store: EmbeddedStore, text: str, kind: str | None) -> set[str]:
    """The things called so.

    A shared thing goes before what one letter states of it under the same name, and anything before a dossier, which is
    named after what it is about and goes by its number.
    """
    found = _names(store, kind).get(_fold(text), set())
    shared = {iri for iri in found if is_shared(iri)}
    return {iri for iri in shared if not iri.startswith(_DOSSIERS)} or shared or found


def _names(store: EmbeddedStore, kind: str | None) -> Mapping[str, set[str]]:
    """Every name, folded, with the things that it can stand for; kept for as long as the store, which never changes."""
    kept = _KEPT.setdefault(store, {})
    if kind not in kept:
        kept[kind] = _read_names(store, kind)
    return kept[kind]


def _read_names(store: EmbeddedStore, kind: str | None) -> Mapping[str, set[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(_NAMES):
        thing, name = row["thing"], row["name"]
        if isinstance(thing, NamedNode) and isinstance(name, Literal) and _is_kind(store, thing.value, kind):
            names[_fold(name.value)].add(thing.value)
    return names


def _near_names(store: EmbeddedStore, text: str, kind: str | None) -> list[str]:
    names = _names(store, kind)
    known = set(names) | {_fold(short_id(iri)) for things in names.values() for iri in things}
    folded = _fold(text)
    inside = [name for name in sorted(known, key=lambda name: (len(name), name)) if folded in name.split()]
    near = difflib.get_close_matches(folded, sorted(known), n=3, cutoff=0.6)
    return list(dict.fromkeys(_spelling(names, name) for name in (*inside, *near)))[:3]


def _fold(name: str) -> str:
    """The name without differences of case, white space or the encoding of accents."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _spelling(names: Mapping[str, set[str]], name: str) -> str:
    """What to type for a name: the id of what it stands for, a shared thing before what one letter states."""
    things = names.get(name)
    return short_id(min(things, key=lambda iri: (not is_shared(iri), iri))) if things else name
